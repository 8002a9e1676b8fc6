"""`:since`, `:until`, `:since_date` and `:until_date` in a query, replaced by quoted times in UTC.

They become literals and no bound parameters: with one, ADBC's PostgreSQL driver holds the whole answer in memory.
Strings, comments, quoted names, `$$…$$`, `::` and paths such as `a.b:path` stay as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Final

NAMES: Final = ("since_date", "until_date", "since", "until")


class TimeStyle(Enum):
    """How a database takes a time in UTC, its session being in UTC: a template for `strftime`, one for dates."""

    WITH_OFFSET = ("'%Y-%m-%d %H:%M:%S+00:00'", "'%Y-%m-%d'")
    WITHOUT = ("'%Y-%m-%d %H:%M:%S'", "'%Y-%m-%d'")
    TYPED = ("TIMESTAMP '%Y-%m-%d %H:%M:%S UTC'", "DATE '%Y-%m-%d'")


@dataclass(frozen=True, slots=True)
class Dialect:
    """The traits of a database's SQL that matter here: how it writes times, and how its strings and comments end."""

    times: TimeStyle = TimeStyle.WITH_OFFSET
    backslash: bool = False
    """A backslash escapes in every string, also in double quotes."""
    hash_comments: bool = False
    nested_comments: bool = False


_POSTGRES: Final = Dialect(nested_comments=True)
_MYSQL: Final = Dialect(TimeStyle.WITHOUT, backslash=True, hash_comments=True)
_BACKSLASHED: Final = Dialect(backslash=True)
_WITHOUT: Final = Dialect(TimeStyle.WITHOUT)
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
    "sqlite": _WITHOUT,
    "mssql": Dialect(TimeStyle.WITHOUT, nested_comments=True),
    "sqlserver": Dialect(TimeStyle.WITHOUT, nested_comments=True),
}


def dialect_of(driver: str) -> Dialect:
    """Return the dialect of a driver by its name in a profile, such as `postgresql` or `adbc_driver_snowflake`."""
    name = driver.lower()
    return next((dialect for part, dialect in _DIALECTS.items() if part in name), Dialect())


def placeholders_in(query: str, dialect: Dialect | None = None) -> frozenset[str]:
    """Return the placeholders that a query holds, without their colons."""
    return frozenset(piece["name"] for piece in _pieces(query, dialect or Dialect()) if piece["name"])


def filled(query: str, since: datetime, until: datetime, dialect: Dialect) -> str:
    """Return the query with its placeholders replaced. `since` and `until` are aware; fractions of a second go.

    >>> filled("SELECT ':until' FROM t WHERE at >= :since", datetime(2026, 11, 1, tzinfo=UTC), ..., Dialect())
    "SELECT ':until' FROM t WHERE at >= '2026-11-01 00:00:00+00:00'"
    """
    parts: list[str] = []
    end = 0
    for piece in _pieces(query, dialect):
        if piece["name"]:
            moment = since if piece["name"].startswith("since") else until
            template = dialect.times.value[piece["name"].endswith("_date")]
            parts += [query[end : piece.start()], moment.astimezone(UTC).strftime(template)]
            end = piece.end()
    return "".join((*parts, query[end:]))


def _pieces(query: str, dialect: Dialect) -> list[re.Match[str]]:
    """Return the pieces of a query: placeholders, and everything in which a colon means something else."""
    found: list[re.Match[str]] = []
    position = 0
    pattern = _pattern(dialect)
    while (piece := pattern.search(query, position)) is not None:
        position = piece.end()
        if piece["comment"] and dialect.nested_comments:
            position = _end_of_comment(query, piece.start())
        found.append(piece)
    return found


def _pattern(dialect: Dialect) -> re.Pattern[str]:
    inside = r"\\.|[^{0}\\]" if dialect.backslash else "[^{0}]"  # an open quote or comment ends with the query
    quoted = [f"{mark}(?:{mark * 2}|{inside.format(mark)})*(?:{mark}|\\Z)" for mark in ("'", '"')]
    pieces = [
        r"(?P<comment>/\*(?:(?!\*/).)*(?:\*/|\Z))",
        r"--[^\n]*|\#[^\n]*" if dialect.hash_comments else r"--[^\n]*",
        r"(?<!\w)[eE]'(?:''|\\.|[^'\\])*(?:'|\Z)",
        *quoted,
        "`[^`]*`",
        r"(?<!\w)\$(?P<tag>(?:[^\W\d]\w*)?)\$.*?(?:\$(?P=tag)\$|\Z)",
        "::",
        rf"""(?<![\w\]"'`$):]):(?P<name>{"|".join(NAMES)})(?!\w)""",
    ]
    return re.compile("|".join(pieces), re.DOTALL)


def _end_of_comment(query: str, start: int) -> int:
    """Return where a comment ends that holds others."""
    depth = 0
    for mark in re.finditer(r"/\*|\*/", query[start:]):
        depth += 1 if mark[0] == "/*" else -1
        if not depth:
            return start + mark.end()
    return len(query)
