"""The one place where names and texts of a file or a person become SQL: quoted, never pasted."""

from __future__ import annotations


def quote_identifier(name: str) -> str:
    """Return the name as a SQL identifier, whatever characters it holds."""
    return '"' + name.replace('"', '""') + '"'


def quote_literal(text: str) -> str:
    """Return the text as a SQL string literal, whatever characters it holds."""
    return "'" + text.replace("'", "''") + "'"
