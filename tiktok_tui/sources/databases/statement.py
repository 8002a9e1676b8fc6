"""One statement: what a person typed, without semicolons around it and the comments at its end."""

from __future__ import annotations

import re
from typing import Final

from tiktok_tui.events.errors import FileError
from tiktok_tui.files.source import is_query


def _pieces(comment: str, text: str) -> re.Pattern[str]:
    return re.compile(
        rf"""(?P<blank>\s+|{comment}|/\*.*?(?:\*/|\Z))|(?P<end>;)"""
        rf"""|(?P<text>{text}|"(?:[^"]|"")*"|`[^`]*`|\$(?P<tag>\w*)\$.*?\$(?P=tag)\$|[^\s;'"`$/\#-]+|.)""",
        re.DOTALL,
    )


_STANDARD: Final = _pieces(r"--[^\n]*", r"'(?:[^']|'')*'")
_MYSQL: Final = _pieces(r"--(?=\s|\Z)[^\n]*|\#[^\n]*", r"'(?:[^'\\]|\\.|'')*'")
"""In MySQL a backslash escapes, `#` begins a comment, and `--` only before a blank: `1--1` is 2."""


def one_statement(sql: str, where: str, *, mysql: bool = False) -> str:
    """Return the statement without semicolons around it and comments after it. Raises FileError for none, or several.

    >>> one_statement("SELECT ';' -- all\\n; -- done", "q")
    "SELECT ';'"
    """
    start = end = 0
    closed = False
    for piece in (_MYSQL if mysql else _STANDARD).finditer(sql):
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


def one_select(sql: str, where: str, *, mysql: bool = False) -> str:
    """Return the one statement, which begins with SELECT or WITH: for databases whose read-only mode has gaps."""
    statement = one_statement(sql, where, mysql=mysql)
    if not is_query(statement):
        raise FileError("This is no query that gives rows.", where=where, remedy="Begin it with SELECT or WITH.")
    return statement


def refuse_files(statement: str, where: str) -> None:
    """Raise FileError if a query of MySQL writes a file on the server, which a read-only transaction allows.

    A comment that begins with `/*!` or `/*M!` is run as a part of the statement.
    """
    pieces = list(_MYSQL.finditer(statement))
    words = {(piece["text"] or "").upper() for piece in pieces}
    hidden = any((piece["blank"] or "").startswith(("/*!", "/*M!")) for piece in pieces)
    if hidden or words & {"OUTFILE", "DUMPFILE"}:
        raise FileError(
            "The query writes a file, or hides a part of itself in a comment.",
            where=where,
            remedy="Write one SELECT that only reads.",
        )
