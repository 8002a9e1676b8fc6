"""The traits of each database's SQL that matter here: how it writes times, and where its texts and comments end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final


class TimeStyle(Enum):
    """How a database takes a time in UTC, its session being in UTC: a template for `strftime`, one for dates."""

    WITH_OFFSET = ("'%Y-%m-%d %H:%M:%S+00:00'", "'%Y-%m-%d'")
    WITHOUT = ("'%Y-%m-%d %H:%M:%S'", "'%Y-%m-%d'")
    TYPED = ("TIMESTAMP '%Y-%m-%d %H:%M:%S UTC'", "DATE '%Y-%m-%d'")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a database writes times, and how its strings and comments begin and end."""

    times: TimeStyle = TimeStyle.WITH_OFFSET
    backslash: bool = False
    """A backslash escapes in every string, also in double quotes."""
    hash_comments: bool = False
    blank_after_dashes: bool = False
    """`--` begins a comment only before a blank: `1--1` is 2."""
    nested_comments: bool = False
    brackets: bool = False
    """`[Customer's name]` is a name; elsewhere brackets are for lists."""


_POSTGRES: Final = Dialect(nested_comments=True)
_MYSQL: Final = Dialect(TimeStyle.WITHOUT, backslash=True, hash_comments=True, blank_after_dashes=True)
_BACKSLASHED: Final = Dialect(backslash=True)
_SQL_SERVER: Final = Dialect(TimeStyle.WITHOUT, nested_comments=True, brackets=True)
_DIALECTS: Final = {
    "postgres": _POSTGRES,
    "redshift": _POSTGRES,
    "mysql": _MYSQL,
    "mariadb": _MYSQL,
    "snowflake": _BACKSLASHED,
    "databricks": _BACKSLASHED,
    "bigquery": Dialect(backslash=True, hash_comments=True),
    "clickhouse": Dialect(TimeStyle.WITHOUT, backslash=True, hash_comments=True),
    "trino": Dialect(TimeStyle.TYPED),
    "sqlite": Dialect(TimeStyle.WITHOUT, brackets=True),
    "mssql": _SQL_SERVER,
    "sqlserver": _SQL_SERVER,
}


def dialect_of(driver: str) -> Dialect:
    """Return the dialect of a driver by its name in a profile, such as `postgresql` or `adbc_driver_snowflake`."""
    name = driver.lower()
    return next((dialect for part, dialect in _DIALECTS.items() if part in name), Dialect())


def texts(dialect: Dialect) -> str:
    """Return a pattern for strings, quoted names and `$$…$$`; one that is open ends with the query."""
    inside = r"\\.|[^{0}\\]" if dialect.backslash else "[^{0}]"
    quoted = (f"{mark}(?:{mark * 2}|{inside.format(mark)})*(?:{mark}|\\Z)" for mark in ("'", '"'))
    escaped = r"(?<!\w)[eE]'(?:''|\\.|[^'\\])*(?:'|\Z)"
    dollars = r"(?<!\w)\$(?P<tag>(?:[^\W\d]\w*)?)\$.*?(?:\$(?P=tag)\$|\Z)"
    brackets = (r"\[(?:\]\]|[^\]])*(?:\]|\Z)",) if dialect.brackets else ()
    return "|".join((escaped, *quoted, "`[^`]*`", dollars, *brackets))


def comments(dialect: Dialect) -> str:
    """Return a pattern for comments, those within `/*` and `*/` in its group `block`; see `pieces` for nested ones."""
    dashes = r"--(?=\s|\Z)[^\n]*" if dialect.blank_after_dashes else r"--[^\n]*"
    lines = rf"{dashes}|\#[^\n]*" if dialect.hash_comments else dashes
    return rf"{lines}|(?P<block>/\*(?:(?!\*/).)*(?:\*/|\Z))"


def pieces(pattern: re.Pattern[str], query: str, dialect: Dialect) -> Iterator[re.Match[str]]:
    """Yield the pieces of a query that match, one after the other; a comment may hold others."""
    position = 0
    while (piece := pattern.search(query, position)) is not None:
        position = piece.end()
        if piece["block"] and dialect.nested_comments:
            position = _end_of_comment(query, piece.start())
        yield piece


def _end_of_comment(query: str, start: int) -> int:
    """Return where a comment ends that holds others."""
    depth = 0
    for mark in re.finditer(r"/\*|\*/", query[start:]):
        depth += 1 if mark[0] == "/*" else -1
        if not depth:
            return start + mark.end()
    return len(query)
