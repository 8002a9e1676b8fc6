"""The keys of a sync's file are those of the reference."""

from __future__ import annotations

from pathlib import Path

from tiktok_tui.syncs.settings.sync_keys import SYNC_KEYS

REFERENCE = (Path(__file__).parents[3] / "docs" / "reference.md").read_text("utf-8")


def test_the_reference_says_of_each_key_what_the_table_says() -> None:
    for name, keys in SYNC_KEYS.items():
        table = f"`[{name}]`" if name else ""
        for key, words in keys.items():
            assert f"| {table} | `{key}` | {words} |\n" in REFERENCE, key
