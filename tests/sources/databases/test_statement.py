"""One statement, as a person typed it: its end, its kind, and in MySQL the ways to write a file."""

from __future__ import annotations

import pytest

from tiktok_tui.events.errors import FileError
from tiktok_tui.sources.databases.statement import one_select, one_statement, refuse_files


@pytest.mark.parametrize(
    ("sql", "mysql", "statement"),
    [
        ("SELECT 1 -- ; SELECT 2\n", False, "SELECT 1"),
        ("SELECT ';', \";\", `;`, $a$;$a$ /* ; */", False, "SELECT ';', \";\", `;`, $a$;$a$"),
        ("SELECT 1 # it's; SELECT 2\n;", True, "SELECT 1"),
        (r"SELECT 'it\'s; 2'; -- x", True, r"SELECT 'it\'s; 2'"),
        ("SELECT 1--1;", True, "SELECT 1--1"),
        ("SELECT 1--1;", False, "SELECT 1"),
        ("SELECT 1 -- x; SELECT 2\n;", True, "SELECT 1"),
        ("SELECT 1; ; /* x */;", False, "SELECT 1"),
        ("/* a; */ SELECT 'it''s; 1' ; /* b", False, "/* a; */ SELECT 'it''s; 1'"),
        (";SELECT 1", False, "SELECT 1"),
        (" ;\n-- none;\n; /* a; */ SELECT 1;", False, "/* a; */ SELECT 1"),
        ("/*!DELETE*/;# none\n;WITH a AS (SELECT 1) SELECT * FROM a;;", True, "WITH a AS (SELECT 1) SELECT * FROM a"),
        ('SELECT "a"";b" AS x;', False, 'SELECT "a"";b" AS x'),
        ("WITH a AS (SELECT $x$;$x$) SELECT * FROM a;\n", False, "WITH a AS (SELECT $x$;$x$) SELECT * FROM a"),
    ],
)
def test_what_surrounds_the_statement_is_left_out(sql: str, mysql: bool, statement: str) -> None:
    assert one_statement(sql, "q", mysql=mysql) == statement
    assert one_select(sql, "q", mysql=mysql) == statement


def test_another_statement_none_and_one_that_gives_no_rows() -> None:
    for sql, said in (
        (";SELECT 1;;SELECT 2", "There is more than one statement. Write one SELECT."),
        (";;DELETE FROM t", "This is no query that gives rows. Begin it with SELECT or WITH."),
        ("SELECT 1; SELECT 2", "There is more than one statement. Write one SELECT."),
        (" -- nothing", "The query is empty. Write one SELECT."),
        (";", "The query is empty. Write one SELECT."),
        ("DELETE FROM t", "This is no query that gives rows. Begin it with SELECT or WITH."),
    ):
        with pytest.raises(FileError) as caught:
            one_select(sql, "q")
        assert str(caught.value) == f"q: {said}"


@pytest.mark.parametrize("tail", ["into outfile 'x'", "INTO DUMPFILE 'x'", "/*!INTO x*/", "/*M! INTO x*/"])
def test_a_file_of_the_server_is_never_written(tail: str) -> None:
    refuse_files("SELECT 'into outfile' /* dumpfile */", "q")
    with pytest.raises(FileError) as caught:
        refuse_files(f"SELECT 1 {tail}", "q")
    assert str(caught.value) == (
        "q: The query writes a file, or hides a part of itself in a comment. Write one SELECT that only reads."
    )
