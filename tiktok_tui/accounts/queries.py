"""The queries that were opened last, for the file dialog."""

from __future__ import annotations

import json
from contextlib import suppress

from tiktok_tui.accounts.home import Home, private_folder
from tiktok_tui.events.system import private_file

_KEPT = 20


def recent_queries(home: Home) -> tuple[str, ...]:
    """Return the queries, the newest first; none if there is no list or it cannot be read."""
    try:
        listed = json.loads(_path_text(home))
    except (OSError, ValueError):
        return ()
    return tuple(text for text in listed if isinstance(text, str)) if isinstance(listed, list) else ()


def remember_query(home: Home, sql: str) -> None:
    """Put a query at the head of the list. A list that cannot be written is left as it is: nothing depends on it."""
    listed = [sql, *(known for known in recent_queries(home) if known != sql)][:_KEPT]
    with suppress(OSError):
        private_file.write(private_folder(home.state) / "queries.json", json.dumps(listed).encode())


def _path_text(home: Home) -> str:
    return (home.state / "queries.json").read_text(encoding="utf-8")
