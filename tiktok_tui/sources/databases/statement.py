"""One statement: what a person typed, without semicolons around it and the comments at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiktok_tui.events.errors import FileError
from tiktok_tui.files.source.source import is_query
from tiktok_tui.sources.dialects import Dialect, comments, dialect_of, pieces, texts


def one_statement(sql: str, where: str, dialect: Dialect) -> str:
    """Return the statement without semicolons around it and comments after it. Raises FileError for none, or several.

    >>> one_statement("SELECT ';' -- all\\n; -- done", "q", Dialect())
    "SELECT ';'"
    """
    start = end = 0
    closed = False
    for piece in _pieces(sql, dialect):
        if piece["end"]:
            closed = end > 0
            start = start if closed else piece.end()
        elif piece["text"]:
            if closed:
                raise FileError("There is more than one statement.", where=where, remedy="Write one SELECT.")
            end = piece.end()
    if not end:
        raise FileError("The query is empty.", where=where, remedy="Write one SELECT.")
    return sql[start:end].lstrip() if start else sql[:end]


def one_select(sql: str, where: str, dialect: Dialect) -> str:
    """Return the one statement, which begins with SELECT or WITH: for databases whose read-only mode has gaps."""
    statement = one_statement(sql, where, dialect)
    if not is_query(statement):
        raise FileError("This is no query that gives rows.", where=where, remedy="Begin it with SELECT or WITH.")
    return statement


def refuse_files(statement: str, where: str) -> None:
    """Raise FileError if a query of MySQL writes a file on the server, which a read-only transaction allows.

    A comment that begins with `/*!` or `/*M!` is run as a part of the statement.
    """
    found = list(_pieces(statement, dialect_of("mysql")))
    words = {(piece["text"] or "").upper() for piece in found}
    hidden = any((piece["block"] or "").startswith(("/*!", "/*M!")) for piece in found)
    if hidden or words & {"OUTFILE", "DUMPFILE"}:
        raise FileError(
            "The query writes a file, or hides a part of itself in a comment.",
            where=where,
            remedy="Write one SELECT that only reads.",
        )


def _pieces(sql: str, dialect: Dialect) -> Iterator[re.Match[str]]:
    """Yield all of a query, piece by piece: `text` (one word at most), `end` for a semicolon, comments and blanks."""
    pattern = rf"""\s+|{comments(dialect)}|(?P<end>;)|(?P<text>{texts(dialect)}|[^\s;'"`\[$/\#-]+|.)"""
    return pieces(re.compile(pattern, re.DOTALL), sql, dialect)
