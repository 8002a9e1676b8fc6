"""Picking a file: what is offered in which order, what each key and a click does, and what is left when one leaves."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.dialogs import edge, heading, opened
from tests.support.pilot import paste, screen_text, shows, until
from tests.support.setups import on
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.files.source.source import FileSource, QuerySource, SourceRef
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs import paths, pick_file
from tiktok_tui.tui.dialogs.paths import Entry
from tiktok_tui.tui.dialogs.pick_file import PickFile
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.widgets.table.rows import Cell
from tiktok_tui.tui.widgets.tone import Tone

KEYS = "tab complete · enter open · esc leave · f1 help"
REFUSED = FileError("It has no column “id”.", remedy="Correct the query.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with another one, twenty exports, and a file that is none."""
    folder = tmp_path / "shop"
    (folder / "exports").mkdir(parents=True)
    (folder / "exports" / "november.csv").touch()
    for name in (*(f"day-{number:02}.csv" for number in range(20)), "notes.pdf"):
        (folder / name).write_text("x" * 1_500)
        os.utime(folder / name, (1_780_000_000, 1_780_000_000))
    return folder


def rows(app: TikTokTui) -> list[str]:
    """The list as it is drawn, its header first."""
    table = app.screen.query_one("VirtualTable").region
    lines = screen_text(app).splitlines()[table.y : table.bottom]
    return [" ".join(line[table.x : table.right].split()) for line in lines]


async def test_what_was_used_before_comes_first_and_an_error_stays_until_one_types(
    session: AppSession, folder: Path
) -> None:
    recent: list[SourceRef] = [
        FileSource(Path("/data/last.csv")),
        QuerySource("SELECT id\nFROM 'a.csv'"),
        DatabaseSource("erp", "SELECT *\nFROM orders", title="orders"),
    ]
    app, results = TikTokTui(session, lambda app: Page(app.session)), list[object]()
    async with app.run_test(size=(120, 30)) as pilot:
        await shows(pilot, "? help")
        dialog = PickFile(recent=recent, folder=folder, title="Which one?", error=REFUSED, databases=True)
        app.push_screen(dialog, results.append)
        await shows(pilot, "› last.csv in /data".replace(" in", "  in"))
        assert (heading(dialog), edge(dialog)) == ("Which one?", f"f2 databases · {KEYS}")
        assert "Path, orders-*.csv, https://… or SELECT … FROM 'orders.csv'" in screen_text(app)
        header, *lines = rows(app)
        assert header.endswith("/shop Size Changed")
        assert lines[:6] == [
            "› last.csv in /data recent",
            "SELECT id⏎FROM 'a.csv' recent",
            "erp orders SELECT *⏎FROM orders recent",
            "../",
            "exports/",
            "day-00.csv 1.5 kB 2026-05-28",
        ]
        assert dialog.notice.shown.plain.startswith("✗ It has no column “id”. Correct the query.")
        for key, row in {"down": 1, "pagedown": 13, "up": 12, "pageup": 0, "up ": 25}.items():
            await pilot.press(key.strip())
            assert dialog.table.cursor == row, key
        assert dialog.notice.shown.plain != ""
        await pilot.press("d")
        await until(pilot, lambda: dialog.notice.shown.plain == "")
        await until(pilot, lambda: rows(app)[1].startswith("› day-00.csv"))
        await pilot.press("f2")
        await until(pilot, lambda: results)
        assert (results, dialog.wants_database, dialog.typed) == ([None], True, "d")


async def test_without_databases_f2_does_nothing_and_esc_leaves_what_was_typed(
    session: AppSession, folder: Path
) -> None:
    app, results = TikTokTui(session, lambda app: Page(app.session)), list[object]()
    async with app.run_test(size=(120, 30)) as pilot:
        await shows(pilot, "? help")
        dialog = PickFile(folder=folder, typed="SELECT 1\nFROM x", error=REFUSED)
        app.push_screen(dialog, results.append)
        await shows(pilot, "No file here matches.")
        assert (heading(dialog), edge(dialog)) == ("Which file?", f"type or drop a path · {KEYS}")
        assert (dialog.line.value, dialog.line.text) == ("SELECT 1⏎FROM x", "SELECT 1\nFROM x")
        assert dialog.notice.shown.plain.startswith("✗ It has no column")
        await pilot.press("f2")
        assert app.screen is dialog
        await pilot.press("!", "escape")
        await until(pilot, lambda: results)
        assert (results, dialog.wants_database, dialog.typed) == ([None], False, "SELECT 1\nFROM x!")


async def test_walking_with_keys_and_clicks_leaves_the_focus_in_the_line(
    session: AppSession, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, results = opened(session, lambda: PickFile(folder=folder))
    rung: list[str] = []
    monkeypatch.setattr(app, "bell", lambda: rung.append("bell"))
    async with app.run_test(size=(120, 30)) as pilot:
        dialog = await on(pilot, PickFile)
        await shows(pilot, "› day-00.csv")
        assert rows(app)[1:3] == ["../", "exports/"]
        assert dialog.table.cursor == 2
        await pilot.press("up", "up", "tab")
        await until(pilot, lambda: dialog.line.value == f"{folder.parent}/")
        await until(pilot, lambda: rows(app)[1] == "› shop/")
        await pilot.click(dialog.table, offset=(5, 1))
        await until(pilot, lambda: dialog.line.value == f"{folder}/")
        await until(pilot, lambda: rows(app)[1:3] == ["› exports/", "day-00.csv 1.5 kB 2026-05-28"])
        assert [*dialog.table.row(0), dialog.table.row(1)[0]] == [Cell("exports/", Tone.DONE), Cell("day-00.csv")]
        await pilot.press(*"notes")
        await until(pilot, lambda: rows(app)[1:3] == ["› notes.pdf 1.5 kB 2026-05-28", ""])
        assert dialog.table.row(0)[0] == Cell("notes.pdf", Tone.QUIET), "it cannot be opened"
        await pilot.press("x", "enter")
        await shows(pilot, "No file here matches.")
        assert (rung, results) == (["bell"], [])
        await pilot.press("ctrl+u")
        await paste(pilot, "exp")
        await until(pilot, lambda: rows(app)[1:3] == ["› exports/", ""])
        await pilot.press("enter")
        await until(pilot, lambda: dialog.line.value == f"{folder}/exports/")
        await until(pilot, lambda: rows(app)[1].startswith("› november.csv 0 B"))
        await pilot.click(dialog.table, offset=(5, 1))
        await until(pilot, lambda: results)
        assert results == [FileSource(folder / "exports" / "november.csv")]


async def test_an_editor_that_changes_nothing_leaves_the_line(
    session: AppSession, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A real editor is tried in `test_programs`: it needs a real terminal.
    monkeypatch.setattr(pick_file, "edit_text", lambda *_: None)
    read: list[Path] = []

    def entries(asked: Path) -> tuple[Entry, ...]:
        read.append(asked)
        return paths.entries(asked)

    monkeypatch.setattr(pick_file, "entries", entries)
    monkeypatch.chdir(folder)
    app, results = opened(session, PickFile)
    async with app.run_test(size=(120, 30)) as pilot:
        dialog = await on(pilot, PickFile)
        await shows(pilot, "› day-00.csv")
        await pilot.press("d", "a", "y", "f4")
        await pilot.pause()
        assert dialog.line.value == "day"
        await pilot.press("enter")
        await until(pilot, lambda: results)
        assert results == [FileSource(folder / "day-00.csv")]
    assert set(read) == {folder}
    assert len(read) <= 2, "a folder is read once, not with each letter; the dialog has come again"


async def test_the_first_file_is_in_sight_behind_however_many_folders(session: AppSession, tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"folder-{number}").mkdir()
    (tmp_path / "orders.csv").touch()
    app, _ = opened(session, lambda: PickFile(folder=tmp_path))
    async with app.run_test(size=(120, 30)) as pilot:
        await shows(pilot, "› orders.csv")
