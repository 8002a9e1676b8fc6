"""The keys of a sync's file with their meaning: what the file may hold, and the reference of it."""

from __future__ import annotations

from typing import Final

SYNC_KEYS: Final[dict[str, dict[str, str]]] = {
    "": {
        "name": "what you call it",
        "destination": "the destination's name, as `-d` takes it",
        "source": "a file, a folder, a pattern, an address, an object of a storage, or a query over files",
        "connection": "in place of `source`: the connection that `query` or `table` is for",
        "query": "a file that holds a SELECT, or the SELECT itself; it may hold `:since` and `:until`",
        "table": "in place of `query`: the name of a table",
        "sheet": "the sheet of an Excel file, or the table of a database file",
        "mapping": "a mapping file; without it, the mapping remembered for the header",
        "done": "the folder that files are moved to once all of them is sent; it begins beside them",
    },
    "schedule": {
        "daily": 'a time of the day: "03:15"',
        "hourly": "a minute of the hour: 15",
        "cron": 'a cron expression: "15 3 * * 1-5"',
        "watch": "true: whenever a file appears in the folder (`tiktok-tui sync watch`)",
        "time_zone": "an IANA name; the machine's without it",
    },
    "limits": {
        "rejected": 'the most rows that may be rejected: a share, "5 %", or a number',
        "events": "the fewest and the most events, rejected ones included: [500, 50_000], or [500]",
        "older_than": 'the greatest age of the newest conversion: "2 days", "36 hours"',
    },
    "notify": {
        "on": "the results that are told: `failed`, `held`, `rejected`, `sent`",
        "services": "the kinds of addresses in the keyring; `tiktok-tui sync notify NAME --add` writes it",
        "command": "a program and its arguments, which gets the result as JSON on its standard input",
    },
}
"""By the name of the table in the file, "" for its top."""
