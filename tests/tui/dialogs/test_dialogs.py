"""Dialogs: what each key gives, and that nothing is left of a secret."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual import events
from textual.app import App
from textual.screen import Screen
from textual.widgets import Input

from tests.support.dialogs import opened
from tests.support.hostile import HOSTILE
from tests.support.pilot import screen_text, shows, until
from tiktok_tui.events.errors import AppError
from tiktok_tui.files.source.copied import AddressSource
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.files.source.files import FilesSource
from tiktok_tui.files.source.source import FileSource, QuerySource
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs import paths, pick_file
from tiktok_tui.tui.dialogs.ask import Ask
from tiktok_tui.tui.dialogs.choice_list import Choice
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.choose_several import ChooseSeveral
from tiktok_tui.tui.dialogs.confirm import Confirm, ask_first
from tiktok_tui.tui.dialogs.notes import Notes
from tiktok_tui.tui.dialogs.paths import Entry
from tiktok_tui.tui.dialogs.pick_file import PickFile
from tiktok_tui.tui.dialogs.prompt import Prompt, SecretPrompt
from tiktok_tui.tui.dialogs.waiting import Waiting
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession


def test_enter_goes_back_from_an_error_and_does_not_stop_the_waiting() -> None:
    dialog = Waiting("Test", "Asking TikTok …", lambda _: None)
    assert (dialog.check_action("read", ()), dialog.check_action("leave", ())) == (False, True)
    dialog.error = AppError("It does not answer.")
    assert dialog.check_action("read", ()) is True


def test_of_a_question_the_first_nine_answers_have_their_key() -> None:
    dialog = Ask("Which?", "Which one?", [Choice(number, str(number)) for number in range(1, 11)])
    assert [bool(dialog.check_action("answer", (number,))) for number in (1, 9, 10)] == [True, True, False]


@pytest.mark.parametrize(
    ("keys", "answer"),
    [("y", True), ("n", False), ("escape", False), ("enter", False), ("right enter", True), ("tab tab enter", False)],
)
async def test_confirm_gives_true_only_for_yes(session: AppSession, keys: str, answer: bool) -> None:
    app, results = opened(session, lambda: Confirm("Stop?", "Stop the upload?", yes="Stop", no="Keep sending"))
    async with app.run_test() as pilot:
        await shows(pilot, "y yes · n no")
        await pilot.press(*keys.split())
        await until(pilot, lambda: results)
        assert results == [answer]


@pytest.mark.parametrize(("answer", "called"), [(True, "yes"), (False, "no"), (None, "no")])
def test_a_question_is_asked_once_and_each_answer_is_followed(answer: bool | None, called: str) -> None:
    asked: list[tuple[Screen[Any], Callable[[bool | None], None]]] = []
    app = SimpleNamespace(screen=None, push_screen=lambda *given: asked.append(given))
    question, calls = Confirm("Leave?", "Leave it?", yes="Leave"), list[str]()
    ask_first(cast("App[Any]", app), question, yes=lambda: calls.append("yes"), no=lambda: calls.append("no"))
    app.screen = question
    ask_first(cast("App[Any]", app), question, yes=lambda: calls.append("twice"))
    ((screen, answered),) = asked
    answered(answer)
    assert (screen, calls) == (question, [called])


async def test_confirm_takes_clicks(session: AppSession) -> None:
    app, results = opened(session, lambda: Confirm("Stop?", "Stop the upload?", yes="Stop", no="Keep sending"))
    async with app.run_test() as pilot:
        await shows(pilot, "Keep sending")
        await pilot.click("#yes")
        await until(pilot, lambda: results)
        assert results == [True]


async def test_a_dialog_is_left_once_and_with_what_is_on_top(session: AppSession) -> None:
    app, results = opened(session, lambda: Confirm("Stop?", "Stop the upload?", yes="Stop", no="Keep sending"))
    async with app.run_test() as pilot:
        await shows(pilot, "y yes")
        confirm = app.screen
        assert isinstance(confirm, Confirm)
        await pilot.press("f1")
        await until(pilot, lambda: app.screen is not confirm)
        confirm.dismiss(True)
        confirm.dismiss(False)
        await until(pilot, lambda: results)
        assert results == [True]
        assert app.screen_stack[0].is_attached
        await app.push_screen(Notes("Notes", ()))
        await shows(pilot, "There are no notes.")


CHOICES = [
    Choice(7123, "Acme Stores", "7123 · EUR"),
    Choice(7999, "Acme Online", "7999 · USD"),
    Choice(1, "Other", "1"),
]


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ("enter", 7999),
        ("a c m e space u s d enter", 7999),
        ("7 1 2 enter", 7123),
        ("up enter", 7123),
        ("down enter", 1),
        ("escape", None),
    ],
)
async def test_choose_narrows_by_words_and_gives_the_value(session: AppSession, keys: str, value: int | None) -> None:
    app, results = opened(session, lambda: Choose("Advertiser", CHOICES, chosen=7999))
    async with app.run_test() as pilot:
        await shows(pilot, "Acme Stores")
        await pilot.press(*keys.split())
        await until(pilot, lambda: results)
        assert results == [value]


@pytest.mark.parametrize(
    ("make", "result"),
    [
        (lambda: Choose("Advertiser", CHOICES, chosen=7999), 7999),
        (lambda: ChooseSeveral("Advertisers", CHOICES), (7999,)),
    ],
)
async def test_no_key_overtakes_what_was_typed_before_it(
    session: AppSession, make: Callable[[], Screen[Any]], result: object
) -> None:
    app, results = opened(session, make)
    async with app.run_test() as pilot:
        await shows(pilot, "Acme Stores")
        for key in ("a", "c", "m", "e", "down", "space", "enter"):  # as fast as a terminal pastes them
            app.post_message(events.Key(key, " " if key == "space" else key if len(key) == 1 else None))
        await until(pilot, lambda: results and app.screen.query("VirtualTable"))  # the dialog has come again
        assert results == [result]


async def test_choose_takes_one_click_and_says_when_nothing_matches(session: AppSession) -> None:
    app, results = opened(session, lambda: Choose("Advertiser", CHOICES))
    async with app.run_test() as pilot:
        await shows(pilot, "Acme Stores")
        await shows(pilot, "Filter")
        await pilot.press("z", "z", "enter")
        await shows(pilot, "Nothing matches. Backspace widens the search.")
        assert results == []
        await pilot.press("backspace", "backspace")
        await shows(pilot, "Acme Online")
        await pilot.click("VirtualTable", offset=(6, 1))
        await until(pilot, lambda: results)
        assert results == [7999]


@pytest.mark.parametrize(("words", "result"), [("enter ok", "typed"), ("esc leave", None)])
async def test_the_keys_in_the_lower_edge_take_clicks(session: AppSession, words: str, result: str | None) -> None:
    app, results = opened(session, lambda: Prompt("Name", hint="Yours.", value="typed"))
    async with app.run_test() as pilot:
        await shows(pilot, words)
        (edge,) = [line for line in screen_text(app).splitlines() if words in line]
        row = app.screen.query_one(".dialog--box").region.bottom - 1
        await pilot.click(offset=(edge.index(words) + 2, row))
        await until(pilot, lambda: results)
        assert results == [result]


async def test_prompt_says_what_is_wrong_and_gives_what_is_right(session: AppSession) -> None:
    app, results = opened(
        session, lambda: Prompt("Name", hint="Yours.", check=lambda text: "" if text else "[/b] Type a name.")
    )
    async with app.run_test() as pilot:
        await shows(pilot, "enter ok")
        await pilot.press("space", "enter")
        await shows(pilot, "✗ [/b] Type a name.")
        await pilot.press("A", "enter")
        await until(pilot, lambda: results)
        assert results == ["A"]


async def test_nothing_of_a_secret_is_drawn_or_left(session: AppSession) -> None:
    app, results = opened(session, lambda: SecretPrompt("Access token", hint="TikTok's."))
    async with app.run_test() as pilot:
        await shows(pilot, "enter ok")
        dialog = app.screen
        line = dialog.query_one(Input)
        await pilot.press(*"planted")
        assert "planted" not in screen_text(app)
        assert "planted" not in repr(line)
        await pilot.press("enter")
        await until(pilot, lambda: results)
        assert results == ["planted"]
        assert "planted" not in repr(results)
        await until(pilot, lambda: not dialog.is_attached)
        assert line.value == ""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "exports").mkdir()
    for name in ("orders.csv", "my orders (1).csv", "notes.pdf", "exports/november.parquet", "[red]x[b].csv"):
        (tmp_path / name).write_text("x")
    return tmp_path


async def test_pick_file_says_where_it_is_and_begins_on_the_first_file(session: AppSession, folder: Path) -> None:
    app, results = opened(session, lambda: PickFile(folder=folder / "exports"))
    async with app.run_test() as pilot:
        await shows(pilot, "› november.parquet")
        await shows(pilot, f"…/{folder.name}/exports")
        await pilot.press("enter")
        await until(pilot, lambda: results)
        assert results == [FileSource(folder / "exports" / "november.parquet")]


async def test_pick_file_shows_the_folder_that_was_typed_last_however_slow_the_one_before_is(
    session: AppSession, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, answers, read = folder / "slow", threading.Event(), list[Path]()
    slow.mkdir()
    (slow / "late.csv").touch()

    def entries(asked: Path) -> tuple[Entry, ...]:
        found = paths.entries(asked)
        read.append(asked)
        if asked == slow:
            assert answers.wait(60)
        return found

    monkeypatch.setattr(pick_file, "entries", entries)
    app, _ = opened(session, lambda: PickFile(folder=folder))
    async with app.run_test() as pilot:
        await shows(pilot, "orders.csv")
        dialog = app.screen
        assert isinstance(dialog, PickFile)
        dialog.line.text = f"{slow}/"
        await until(pilot, lambda: read == [folder, slow])
        await pilot.press("enter")  # takes nothing of the folder that was listed before
        assert (app.screen, dialog.line.text) == (dialog, f"{slow}/")
        dialog.line.text = ""
        await until(pilot, lambda: read == [folder, slow, folder])
        await pilot.pause()
        answers.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "late.csv" not in screen_text(app)


async def test_pick_file_by_typing_completing_and_walking(session: AppSession, folder: Path) -> None:
    app, results = opened(session, lambda: PickFile(folder=folder))
    async with app.run_test() as pilot:
        await shows(pilot, "orders.csv")
        await shows(pilot, "[red]x[b].csv")
        await pilot.press("e", "x")
        await until(pilot, lambda: "orders.csv" not in screen_text(app).replace("'orders.csv'", ""))
        await pilot.press("enter")
        await shows(pilot, "november.parquet")
        await pilot.press("n", "tab", "enter")
        await until(pilot, lambda: results)
        assert results == [FileSource(folder / "exports" / "november.parquet")]


@pytest.mark.parametrize("quoted", ["'{}'", '"{}" ', "{}"])
async def test_pick_file_takes_a_dropped_path(session: AppSession, folder: Path, quoted: str) -> None:
    app, results = opened(session, lambda: PickFile(folder=folder))
    path = str(folder / "my orders (1).csv")
    dropped = (
        quoted.format(path) if quoted != "{}" else path.replace(" ", "\\ ").replace("(", "\\(").replace(")", "\\)")
    )
    async with app.run_test() as pilot:
        await shows(pilot, "orders.csv")
        app.screen.query_one(Input).insert_text_at_cursor(dropped)
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: results)
        assert results == [FileSource(Path(path))]


async def test_pick_file_offers_recent_ones_first_and_takes_a_query(session: AppSession, folder: Path) -> None:
    app, results = opened(session, lambda: PickFile(folder=folder, recent=[FileSource(Path("/data/last.csv"))]))
    async with app.run_test() as pilot:
        await shows(pilot, "last.csv  in /data")
        await pilot.press("enter")
        await until(pilot, lambda: results)
        await shows(pilot, "recent")
        app.screen.query_one(Input).insert_text_at_cursor("SELECT * FROM 'orders.csv'")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: len(results) == 2)
        assert results == [FileSource(Path("/data/last.csv")), QuerySource("SELECT * FROM 'orders.csv'")]


@pytest.mark.parametrize("typed", ["SELECT* FROM 'orders.csv'", "select'a' as b from 'orders.csv'", "/* x */ select 1"])
async def test_pick_file_takes_for_a_query_what_a_command_does(session: AppSession, folder: Path, typed: str) -> None:
    app, results = opened(session, lambda: PickFile(folder=folder))
    async with app.run_test() as pilot:
        await shows(pilot, "orders.csv")
        line = app.screen.query_one(Input)
        line.value = typed
        await pilot.pause()
        await line.action_submit()
        await until(pilot, lambda: results)
        assert results == [QuerySource(typed)]


async def test_pick_file_takes_patterns_and_addresses_and_walks_into_folders(session: AppSession, folder: Path) -> None:
    app, results = opened(session, lambda: PickFile(folder=folder))
    async with app.run_test() as pilot:
        await shows(pilot, "orders.csv")
        line = app.screen.query_one(Input)
        for typed in ("exports", "nothing-*.csv"):
            line.value = typed
            await pilot.pause()
            await line.action_submit()
            await pilot.pause()
            assert not results
        assert line.value == "nothing-*.csv"
        for typed, source in (
            ("*.csv", FilesSource(str(folder / "*.csv"))),
            ("https://files.example.com/a.csv?sig=x", AddressSource("https://files.example.com/a.csv?sig=x")),
        ):
            results.clear()
            app.screen.query_one(Input).value = typed
            await pilot.pause()
            await app.screen.query_one(Input).action_submit()
            await until(pilot, lambda: results)
            assert results == [source]


@pytest.mark.parametrize("key", ["enter", "tab"])
async def test_pick_file_gives_a_query_of_before_as_it_was(session: AppSession, folder: Path, key: str) -> None:
    """Tab completes the line to a query over files; one of a database, which no line can hold, is taken at once."""
    used = QuerySource("SELECT *, 'a//b' AS url -- all\nFROM 'orders.csv'")
    in_database = DatabaseSource("shop", "SELECT * FROM orders", title="orders")
    app, results = opened(session, lambda: PickFile(folder=folder, recent=[used, in_database]))
    async with app.run_test() as pilot:
        await shows(pilot, "SELECT *, 'a//b' AS url -- all⏎FROM")
        await shows(pilot, "shop orders  SELECT * FROM orders")
        await pilot.press(*dict.fromkeys((key, "enter")))
        await until(pilot, lambda: results)
        assert results == [used]
        await shows(pilot, "recent")
        await pilot.press("down", key)
        await until(pilot, lambda: len(results) == 2)
        assert results[1] == in_database


async def test_pick_file_keeps_the_lines_of_a_query_that_is_pasted_or_edited(
    session: AppSession, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, results = opened(session, lambda: PickFile(folder=folder))
    edited: list[str] = []

    # A real editor is tried in `test_programs`: it needs a real terminal.
    def edit_text(app: object, text: str, name: str) -> str:
        edited.append(text)
        return f"{text}\nLIMIT 5\n"

    monkeypatch.setattr(pick_file, "edit_text", edit_text)
    async with app.run_test() as pilot:
        await shows(pilot, "orders.csv")
        line = app.screen.query_one(Input)
        line.value = "SELECT id "
        line.post_message(events.Paste("-- the order\r\nFROM 'orders.csv'"))  # the rest of one that was begun
        await shows(pilot, "SELECT id -- the order⏎FROM 'orders.csv'")
        await pilot.press("f4")
        await shows(pilot, "'orders.csv'⏎LIMIT 5")
        await pilot.press("enter")
        await until(pilot, lambda: results)
    assert edited == ["SELECT id -- the order\nFROM 'orders.csv'"]
    assert results == [QuerySource("SELECT id -- the order\nFROM 'orders.csv'\nLIMIT 5")]


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_words_are_drawn_by_every_dialog(session: AppSession, text: str) -> None:
    dialogs: list[Callable[[], Screen[Any]]] = [
        lambda: Confirm(text, text, yes="Yes"),
        lambda: Choose(text, [Choice(1, text, text)], columns=("A", "B")),
        lambda: Prompt(text, value=text, hint=text),
    ]
    app = TikTokTui(session, lambda app: Page(app.session))
    async with app.run_test() as pilot:
        for make in dialogs:
            await app.push_screen(make())
            await pilot.pause()
            assert "\x1b" not in screen_text(app)
            await app.pop_screen()


async def test_a_list_keeps_its_height_while_it_is_filtered(session: AppSession) -> None:
    app, _ = opened(session, lambda: Choose("Advertiser", CHOICES * 3))
    async with app.run_test() as pilot:
        await shows(pilot, "Acme Stores")
        before = app.screen.query_one(".dialog--box").region
        await pilot.press("z", "z")
        await shows(pilot, "Nothing matches")
        assert app.screen.query_one(".dialog--box").region == before
        choose = app.screen
        assert isinstance(choose, Choose)
        choose.filter_line.value = "acme"
        choose.action_move(1)  # before the list has heard what was typed
        assert (len(choose.matching), choose.table.cursor) == (6, 1)


async def test_files_are_listed_with_their_size_and_date(session: AppSession, folder: Path) -> None:
    os.utime(folder / "orders.csv", (1_780_000_000, 1_780_000_000))
    app, _ = opened(session, lambda: PickFile(folder=folder))
    async with app.run_test() as pilot:
        await shows(pilot, "1 B  2026-05-28")
