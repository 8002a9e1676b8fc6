"""The one place where names and texts of a file or a person become SQL: quoted, never pasted."""

from __future__ import annotations


def quote_identifier(name: str) -> str:
    """Return the name as a SQL identifier, whatever characters it holds."""
    return '"' + name.replace('"', '""') + '"'


def quote_literal(text: str) -> str:
    """Return the text as a SQL string literal, whatever characters it holds."""
    quoted = "'" + text.replace("'", "''") + "'"
    # DuckDB 1.5 takes a NUL for the end of the statement.
    return "(" + quoted.replace("\0", "' || chr(0) || '") + ")" if "\0" in text else quoted
