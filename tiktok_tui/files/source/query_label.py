"""The first words of a query, as the name of its rows in titles, lists and the history."""

from __future__ import annotations

import re
from pathlib import PurePath

_LONGEST = 48
_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_LITERAL = re.compile(r"'((?:[^']|'')*)'")
_NUMBER = re.compile(r"\d{6,}")


def query_label(sql: str) -> str:
    """Return the query's first words. Of its texts and long numbers, which may be personal, only names of files stay.

    >>> query_label("SELECT *\\n  FROM '/data/orders.csv' -- all\\n WHERE Email <> 'jane@customers.example'")
    "SELECT * FROM 'orders.csv' WHERE Email <> '…'"
    """
    words = " ".join(_NUMBER.sub("…", _LITERAL.sub(_shown, _COMMENT.sub(" ", sql))).split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


def _shown(literal: re.Match[str]) -> str:
    before = literal.string[: literal.start()].rstrip().lower()
    named = before.endswith(("from", "join", "(", ","))
    name = PurePath(literal[1]).name
    return f"'{name}'" if named and PurePath(name).suffix and "@" not in name else "'…'"
