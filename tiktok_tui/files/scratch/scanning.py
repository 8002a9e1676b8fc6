"""The one call by which DuckDB reads a text file; every option is given, so that it guesses nothing."""

from __future__ import annotations

from pathlib import Path

from tiktok_tui.files.sql import quote_literal

_NEWLINES = {"\n": r"\n", "\r\n": r"\r\n"}


def read_csv(
    path: Path,
    columns: dict[str, str],
    delimiter: str,
    *,
    quote: str,
    newline: str,
    longest: int,
    rejects: str | None = None,
) -> str:
    """Return the SQL of a table function over a file without a header; `columns` are names of ours and their types.

    With `rejects`, lines that cannot be read go to a temporary table of that name.
    """
    struct = ", ".join(f"{name}: {quote_literal(kind)}" for name, kind in columns.items())
    store = (
        f", store_rejects = true, rejects_limit = 0, rejects_table = '{rejects}', rejects_scan = '{rejects}_scans'"
        if rejects
        else ""
    )
    return (
        f"read_csv({path_literal(path)}, columns = {{{struct}}}, delim = {quote_literal(delimiter)}, "
        f"quote = {quote_literal(quote)}, escape = {quote_literal(quote)}, comment = '', header = false, "
        # Left to itself, DuckDB takes the first newline for the file's, even one within quotes.
        f"new_line = {quote_literal(_NEWLINES[newline])}, "
        f"auto_detect = false, hive_partitioning = false, max_line_size = {longest:d}{store})"
    )


def path_literal(path: Path) -> str:
    """Return a path as a SQL literal that DuckDB's file functions read as this one file, not as a pattern."""
    return quote_literal("".join(f"[{character}]" if character in "*?[" else character for character in str(path)))
