"""`:since`, `:until`, `:since_date` and `:until_date` in a query, replaced by quoted times in UTC.

They become literals and no bound parameters: with one, ADBC's PostgreSQL driver holds the whole answer in memory.
Strings, comments, quoted names, `$$…$$`, `::` and paths such as `a.b:path` stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from tiktok_tui.sources.dialects import Dialect, comments, pieces, texts

NAMES: Final = ("since_date", "until_date", "since", "until")


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


def _pieces(query: str, dialect: Dialect) -> Iterator[re.Match[str]]:
    """Yield the pieces of a query: placeholders, and everything in which a colon means something else."""
    names = rf"""(?<![\w\]"'`$):]):(?P<name>{"|".join(NAMES)})(?!\w)"""
    return pieces(re.compile("|".join((comments(dialect), texts(dialect), "::", names)), re.DOTALL), query, dialect)
