"""One statement, as a person typed it: its end, its kind, and in MySQL the ways to write a file."""

from __future__ import annotations

import pytest

from tiktok_tui.events.errors import FileError
from tiktok_tui.sources.databases.statement import one_select, one_statement, refuse_files
from tiktok_tui.sources.dialects import Dialect, dialect_of


@pytest.mark.parametrize(
    ("sql", "driver", "statement"),
    [
        ("SELECT 1 -- ; SELECT 2\n", "postgresql", "SELECT 1"),
        ("SELECT ';', \";\", `;`, $a$;$a$ /* ; */", "postgresql", "SELECT ';', \";\", `;`, $a$;$a$"),
        ("SELECT 1 # it's; SELECT 2\n;", "mysql", "SELECT 1"),
        (r"SELECT 'it\'s; 2'; -- x", "mysql", r"SELECT 'it\'s; 2'"),
        ("SELECT 1--1;", "mysql", "SELECT 1--1"),
        ("SELECT 1--1;", "postgresql", "SELECT 1"),
        ("SELECT 1 -- x; SELECT 2\n;", "mysql", "SELECT 1"),
        ("SELECT 1; ; /* x */;", "postgresql", "SELECT 1"),
        ("/* a; */ SELECT 'it''s; 1' ; /* b", "postgresql", "/* a; */ SELECT 'it''s; 1'"),
        (";SELECT 1", "postgresql", "SELECT 1"),
        (" ;\n-- none;\n; /* a; */ SELECT 1;", "postgresql", "/* a; */ SELECT 1"),
        (
            "/*!DELETE*/;# none\n;WITH a AS (SELECT 1) SELECT * FROM a;;",
            "mysql",
            "WITH a AS (SELECT 1) SELECT * FROM a",
        ),
        ('SELECT "a"";b" AS x;', "postgresql", 'SELECT "a"";b" AS x'),
        ("WITH a AS (SELECT $x$;$x$) SELECT * FROM a;\n", "postgresql", "WITH a AS (SELECT $x$;$x$) SELECT * FROM a"),
        (r"SELECT e'it\'s; 2'; -- x", "postgresql", r"SELECT e'it\'s; 2'"),
        (r"SELECT E'\\', ';';", "redshift", r"SELECT E'\\', ';'"),
        (r"SELECT date'\'; -- it's", "postgresql", r"SELECT date'\'"),
        (r"SELECT 'it\'s; 2', '\\';", "snowflake", r"SELECT 'it\'s; 2', '\\'"),
        (r"SELECT '\';", "trino", r"SELECT '\'"),
        ('SELECT "it\'s" # a; b\n;', "bigquery", 'SELECT "it\'s"'),
        ("SELECT a$b$ FROM t; -- $b$", "postgresql", "SELECT a$b$ FROM t"),
        ("SELECT 1 /* a /* ; */ b; */;", "postgresql", "SELECT 1"),
        ("SELECT 1 /* a /* ; */; /* b", "mysql", "SELECT 1"),
        ("SELECT t.[a;b], [it's], [x]]; y] FROM t;", "sqlserver", "SELECT t.[a;b], [it's], [x]]; y] FROM t"),
        ("SELECT ARRAY[1]; -- ]", "postgresql", "SELECT ARRAY[1]"),
        ("SELECT [never; closed", "sqlite", "SELECT [never; closed"),
        ("SELECT 'never; closed", "postgresql", "SELECT 'never; closed"),
    ],
)
def test_what_surrounds_the_statement_is_left_out(sql: str, driver: str, statement: str) -> None:
    assert one_statement(sql, "q", dialect_of(driver)) == statement
    assert one_select(sql, "q", dialect_of(driver)) == statement


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
            one_select(sql, "q", Dialect())
        assert str(caught.value) == f"q: {said}"


@pytest.mark.parametrize(
    ("sql", "driver"),
    [
        (r"SELECT e'\\'; DELETE FROM t --'", "postgresql"),
        (r"SELECT '\\'; DELETE FROM t --'", "bigquery"),
        (r"SELECT '\'; DELETE FROM t --'", "trino"),
        ("SELECT 1 /* a /* b */; DELETE FROM t /* c */", "snowflake"),
        ("SELECT 1 # '\n; DELETE FROM t # '", "bigquery"),
    ],
)
def test_no_second_statement_hides_behind_a_string_or_a_comment(sql: str, driver: str) -> None:
    with pytest.raises(FileError, match="more than one statement"):
        one_select(sql, "q", dialect_of(driver))


@pytest.mark.parametrize("tail", ["into outfile 'x'", "INTO DUMPFILE 'x'", "/*!INTO x*/", "/*M! INTO x*/"])
def test_a_file_of_the_server_is_never_written(tail: str) -> None:
    refuse_files("SELECT 'into outfile' /* dumpfile */", "q")
    with pytest.raises(FileError) as caught:
        refuse_files(f"SELECT 1 {tail}", "q")
    assert str(caught.value) == (
        "q: The query writes a file, or hides a part of itself in a comment. Write one SELECT that only reads."
    )
