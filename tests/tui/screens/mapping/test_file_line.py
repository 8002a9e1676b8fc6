"""The line above the mapping."""

from __future__ import annotations

from pathlib import Path

from tiktok_tui.files.database_source import DatabaseSource
from tiktok_tui.files.source import FileSource
from tiktok_tui.tui.screens.mapping.file_line import FileLine


def test_it_says_what_is_open_what_is_being_opened_and_what_to_do_without_a_file() -> None:
    line = FileLine()
    shown = [str(line.content)]
    line.show_opening(FileSource(Path("/data/orders.csv")))
    shown.append(str(line.content))
    for words in ("12,000 rows", ""):
        line.show_progress(words)
        shown.append(str(line.content))
    line.show_file(None)
    shown.append(str(line.content))
    line.show_opening(DatabaseSource("shop", "SELECT * FROM orders", title="orders"))
    assert str(line.content) == "Opening shop orders …"
    opening, nothing = "Opening /data/orders.csv …", "No file is open. ^o  choose one"
    assert shown == [nothing, opening, f"{opening} 12,000 rows  esc  stop", opening, nothing]
