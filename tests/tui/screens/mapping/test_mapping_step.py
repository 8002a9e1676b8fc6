"""The mapping step: opening files, going on to the review, and everything that keeps it from that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.events import Paste

from tests.support.mapping_pilot import AMBIGUOUS, AMBIGUOUS_HEADER, MappingPilot, step
from tests.support.pilot import paste, screen_text, shows, until
from tests.support.setups import (
    SHOP,
    at_now,
    checked,
    opened_at,
    remembered,
    setup_of,
    write_hostile,
    write_orders,
    write_table,
)
from tiktok_tui.events.errors import AppError, FileError, SettingsError
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.tui.dialogs.ask import Ask
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.pick_file import PickFile
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.mapping import mapping_step
from tiktok_tui.tui.screens.mapping.editing_page import EditingPage
from tiktok_tui.tui.screens.mapping.field_table import FieldTable
from tiktok_tui.tui.screens.mapping.mapping_step import MappingStep
from tiktok_tui.tui.wizard.wizard import Wizard
from tiktok_tui.uploads.ledger import history


async def test_what_is_still_needed_is_named_and_stood_on(session: AppSession, tmp_path: Path) -> None:
    path = write_table(tmp_path / "b.csv", ("email", "value"), [["a@customers.example", "1"]])
    async with step(session, path) as here:
        await shows(here.pilot, "needed")
        lines = screen_text(here.app).splitlines()
        headings = next(line for line in lines if "TikTok field" in line)
        needed = next(line for line in lines if "needed" in line)
        assert headings.index("rows") + len("rows") == needed.index("needed") + len("needed"), "counts are at the right"
        await here.press("ctrl+s")
        await shows(here.pilot, "Nothing says what happened.")
        assert here.field == "event"


async def test_next_before_the_check_is_done_continues_by_itself(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await here.press("ctrl+s")
        await shows(here.pilot, "● Review")


async def test_a_step_of_which_nothing_can_be_sent_is_not_done(session: AppSession, tmp_path: Path) -> None:
    header = ("order_id", "event", "Created at", "email")
    row = ("C-1", "Purchase", "2020-04-01 10:00:00", "c1@customers.example")
    old = write_table(tmp_path / "old.csv", header, [row])
    async with step(session, old) as here:
        await checked(here.pilot, here.app)
        await shows(here.pilot, "the only row")
        await here.press("ctrl+s")
        await shows(here.pilot, "No row can be sent")
        wizard = setup_of(here.app)
        assert wizard.here == "mapping"
        assert wizard.missing("mapping") == "No row can be sent with this mapping."
        assert not wizard.reachable("review")


async def test_a_file_without_rows_says_that_there_is_nothing_to_send(session: AppSession, tmp_path: Path) -> None:
    empty = write_table(tmp_path / "night.csv", ("order_id", "event", "Created at", "email"), [])
    async with step(session, empty) as here:
        await shows(here.pilot, "no rows, so there is nothing to send")
        await here.press("ctrl+s")
        await shows(here.pilot, "There are no rows, so there is nothing to send.")
        assert not setup_of(here.app).reachable("review")


async def test_esc_leaves_the_question_for_a_file_and_another_file_replaces_the_first(
    session: AppSession, orders: Path, tmp_path: Path
) -> None:
    other = write_orders(tmp_path / "other.csv", rows=3)
    app = opened_at(at_now(session), None)
    async with app.run_test(size=(120, 40)) as pilot:
        here = MappingPilot(app, pilot)
        await here.opens(PickFile)
        await here.press("escape")
        await shows(pilot, "No file is open. ^o  choose one")
        await shows(pilot, "enter choose a file")
        active = app.screen.active_bindings
        assert [active[key].enabled for key in ("slash", "p", "i", "ctrl+s")] == [False, False, False, True]
        assert app.screen.query_one(FieldTable).why_disabled("filter") == "there is no row"
        await here.press("enter")
        for path, rows in ((orders, 40), (other, 3)):
            await here.opens(PickFile)
            await paste(pilot, str(path))
            await here.press("enter")
            await shows(pilot, f"all {rows} rows")
            await here.press("ctrl+o")
        await here.opens(PickFile)
        await here.press("escape")
        await shows(pilot, "enter change   / filter")
        app.post_message(Paste(f"{orders} "))
        await shows(pilot, "all 40 rows")


async def test_a_page_that_was_left_asks_for_no_file(
    session: AppSession, orders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Event()

    def recent(_: object) -> tuple[()]:
        assert read.wait(60)
        return ()

    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        monkeypatch.setattr(history, "recent_sources", recent)
        await here.press("ctrl+o", "escape")
        await until(here.pilot, lambda: setup_of(here.app).here == "destination")
        read.set()
        await here.app.workers.wait_for_complete()
        await here.pilot.pause()
        assert not isinstance(here.app.screen, PickFile)


async def test_a_file_that_cannot_be_read_says_why_and_leaves_the_one_that_is_open(
    session: AppSession, orders: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.csv").write_text("")
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        await here.press("ctrl+o")
        await here.opens(PickFile)
        await paste(here.pilot, str(tmp_path / "empty.csv"))
        await here.press("enter")
        await shows(here.pilot, "empty.csv")
        await shows(here.pilot, "orders.csv  ·  11 columns: v")
        assert "all 40 rows" in screen_text(here.app)


async def test_a_mapping_that_names_no_column_of_the_file_says_so_and_goes_no_further(
    session: AppSession, orders: Path
) -> None:
    wrong = Mapping(
        fields={
            "event": FieldSource(value="Purchase"),
            "timestamp": FieldSource(columns=("Created at",)),
            "email": FieldSource(columns=("Emial",)),
            "agent": FieldSource(columns=("Zebra",)),
        }
    )
    remembered(at_now(session), orders, wrong, SHOP)
    async with step(session, orders) as here:
        await shows(here.pilot, "agent")
        lines = screen_text(here.app).splitlines()
        assert any("✗" in line and "email" in line and "Emial" in line and "wrong" in line for line in lines)
        assert any("agent" in line and "unused" in line for line in lines)
        await here.press("ctrl+s")
        await shows(here.pilot, "The file has no column “Emial”.")
        await shows(here.pilot, "Did you mean “Email”?")
        assert here.field == "email"


async def test_headers_and_cells_that_are_markup_escapes_and_500_columns(session: AppSession, tmp_path: Path) -> None:
    async with step(session, write_hostile(tmp_path / "[b]worst.csv"), size=(80, 24)) as here:
        await checked(here.pilot, here.app)
        await here.go_to("description")
        await here.press("enter")
        await here.opens(Choose)
        await here.write("[/b]")
        await here.press("enter")
        await until(here.pilot, lambda: "description" in here.mapping.fields)
        await checked(here.pilot, here.app)
        await here.press("right")
        await shows(here.pilot, "Row 3")
        assert "\x1b" not in screen_text(here.app)


async def test_a_date_that_can_be_read_in_two_ways_is_asked_about_and_one_key_answers(
    session: AppSession, tmp_path: Path
) -> None:
    async with step(session, write_table(tmp_path / "a.csv", AMBIGUOUS_HEADER, AMBIGUOUS)) as here:
        await here.opens(Ask)
        await shows(here.pilot, "day/month/year")
        await shows(here.pilot, "4 January 2026")
        await here.press("2")
        await until(here.pilot, lambda: here.source("timestamp").format == "%m/%d/%Y %H:%M")


async def test_no_cell_of_a_person_is_shown_where_that_is_restricted(session: AppSession, orders: Path) -> None:
    async with step(session, orders, destination=replace(SHOP, restrict_pii=True)) as here:
        await shows(here.pilot, "all 40 rows")
        await here.go_to("email")
        await shows(here.pilot, "•••")
        await here.press("enter")
        await here.opens(Choose)
        await shows(here.pilot, "Mobile")
        assert "customers.example" not in screen_text(here.app)
        assert "06 39" not in screen_text(here.app)
        assert "in-store sale" in screen_text(here.app)


class Alone:
    """The step without an app: `did` has what it shows and where it continues; its opener and its work are ours."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.did: list[object] = []
        self.calls: dict[str, Callable[..., None]] = {}
        self.cleared = 0
        self.error: AppError | None = None
        self.opener = SimpleNamespace(running=False, to_correct=False, words=lambda: "7 rows")
        self.opener.stop = self.notes("stopped")
        self.opener.open = lambda source, destination, corrects: self.did.append(("open", source, corrects))
        draft = SimpleNamespace(destination=SHOP, source=None, corrects=None, sending=False, checked=None)
        self.wizard = SimpleNamespace(session=SimpleNamespace(home=None, demo=None), draft=draft, wanted=None)
        self.wizard.back = self.notes("back")
        line = SimpleNamespace(
            show_file=lambda file: self.did.append(file and file.name),
            show_opening=lambda source: self.did.append(source.text),
            show_progress=self.did.append,
        )
        panes = SimpleNamespace(
            focus_fields=self.notes("focus"), go_to=self.did.append, begin_at=self.did.append, show_mapping=None
        )
        notice = SimpleNamespace(
            say=lambda text, tone, **more: self.did.append(" ".join([text, *more.values()])),
            clear=lambda: setattr(self, "cleared", self.cleared + 1),
            show_error=lambda error: self.did.append(error.what),
        )
        for name, part in (("file_line", line), ("panes", panes), ("notice", notice), ("is_current", True)):
            monkeypatch.setattr(MappingStep, name, part)
        monkeypatch.setattr(MappingStep, "is_mounted", True)
        monkeypatch.setattr(MappingStep, "set_interval", lambda _, __, act: self.calls.update(tick=act))
        for name in ("show_mapping", "show_scope"):
            monkeypatch.setattr(MappingStep, name, lambda *_: None)
        for name in ("action_next", "action_open", "show_wanted"):
            monkeypatch.setattr(MappingStep, name, self.notes(name))
        monkeypatch.setattr(MappingStep, "run_worker", lambda _, __, name, **___: self.did.append(name))
        monkeypatch.setattr(mapping_step, "FileOpener", self._opener_made)
        monkeypatch.setattr(mapping_step, "MappingWork", self._work_made)
        monkeypatch.setattr("tiktok_tui.tui.screens.mapping.edits.amounts.doubtful_rows", lambda full, _: full)
        self.step = MappingStep(cast("Wizard", self.wizard))
        self.step.on_mount()

    def notes(self, word: str) -> Callable[..., None]:
        return lambda *_: self.did.append(word)

    def _raise(self) -> None:
        if self.error is not None:
            raise self.error

    def _opener_made(self, *_: object, **calls: Callable[..., None]) -> SimpleNamespace:
        self.calls |= calls
        return self.opener

    def _work_made(self, *given: Any, **calls: Callable[..., None]) -> SimpleNamespace:
        self.calls |= calls
        name = given[-1].name
        return SimpleNamespace(
            open_file=given[-1],
            mapping=Mapping(),
            checker=SimpleNamespace(error=None, full=None),
            begin=lambda: self.calls["changed"](),
            resume=self.notes("resumed"),
            raise_errors=self._raise,
            close=self.notes(f"{name} closed"),
        )

    def opens(self, name: str = "a.csv", **facts: Any) -> list[object]:
        """The file is open; gives what that did."""
        rows = [SimpleNamespace(number=number) for number in (2, 9)]
        usual: dict[str, Any] = {"rows": rows, "questions": (), "unfinished": None, "notes": ()}
        self.opener.running = False
        file = SimpleNamespace(name=name, note_line="The note.", columns=(), **(usual | facts))
        file.table = SimpleNamespace(is_empty=not file.rows)
        return self.does(lambda: self.calls["opened"](file))

    def checks(self, *, doubtful: int = 0) -> list[object]:
        """All rows are checked; gives what that did."""
        assert self.step.mapping_work is not None
        cast("Any", self.step.mapping_work).checker.full = doubtful
        return self.does(self.calls["checked"])

    def does(self, act: Callable[[], object]) -> list[object]:
        """Return everything that `act` shows and asks, and where it continues."""
        self.did.clear()
        act()
        return list(self.did)

    async def next(self) -> tuple[bool, list[object]]:
        """Return True for a complete step, with everything that it says."""
        self.did.clear()
        return await self.step.complete(), list(self.did)


@pytest.mark.parametrize(
    ("questions", "doubtful", "current", "continues"),
    [
        ((), 0, True, ["action_next"]),
        (("a date",), 0, True, []),
        ((), 3, True, ["amounts"]),
        ((), 0, False, []),
    ],
)
async def test_next_while_the_file_is_opened_continues_unless_something_is_to_be_answered(
    questions: tuple[str, ...],
    doubtful: int,
    current: bool,
    continues: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alone = Alone(monkeypatch)
    alone.opener.running = True
    assert await alone.next() == (False, ["The file is being opened; the review follows."])
    alone.opens(questions=questions)
    monkeypatch.setattr(MappingStep, "is_current", current)
    assert alone.checks(doubtful=doubtful) == continues


async def test_next_waits_for_the_check_and_a_change_or_nothing_open_ends_that(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alone = Alone(monkeypatch)
    assert await alone.next() == (False, ["Choose a file: ^o"])
    alone.opens()
    assert alone.checks() == [], "without a file nobody waits"
    alone.error = SettingsError("The event is missing.")
    with pytest.raises(SettingsError, match="event"):
        await alone.step.complete()
    assert alone.checks() == [], "nor where something is missing"
    alone.error = None
    for change, continues in ((alone.notes("nothing"), ["action_next"]), (alone.calls["changed"], list[str]())):
        assert await alone.next() == (False, ["All rows are being checked; the review follows."])
        change()
        assert alone.checks() == continues
    totals = SimpleNamespace(sendable=0)
    alone.wizard.draft.checked = SimpleNamespace(prepared=SimpleNamespace(totals=totals))
    assert await alone.next() == (False, ["No row can be sent with this mapping. See the problems: p"])
    totals.sendable = 1
    assert await alone.next() == (True, [])
    cast("Any", alone.step.mapping_work).checker.error = FileError("The file has gone.")
    assert alone.does(alone.calls["checked"]) == ["The file has gone."]
    assert alone.step.show_field_error(SettingsError("It is wrong.", remedy="Change it.", field="email"))
    assert alone.did[-2:] == ["email", "It is wrong. Change it."]


def test_amounts_are_asked_about_once_for_each_file(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = Alone(monkeypatch)
    alone.opens()
    assert [alone.checks(doubtful=2) for _ in range(2)] == [["amounts"], []]
    assert "a.csv closed" in alone.opens("b.csv")
    assert alone.checks(doubtful=2) == ["amounts"]


def test_questions_that_come_up_under_another_page_wait_until_one_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = Alone(monkeypatch)
    monkeypatch.setattr(MappingStep, "is_current", False)
    assert alone.opens(questions=("a date",)) == ["a.csv", 2]
    assert alone.checks(doubtful=2) == []
    monkeypatch.setattr(MappingStep, "is_current", True)
    assert alone.does(alone.step.opened) == ["focus", "resumed", "dates"]
    assert alone.checks(doubtful=2) == ["amounts"]
    assert [alone.does(alone.step.opened), alone.checks(doubtful=2)] == [["focus", "resumed"], []], "once"


def test_what_an_open_file_shows_at_first(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = Alone(monkeypatch)
    left = "The mapping is as you left it and not sent yet. u  goes back to the one before your changes."
    assert alone.opens() == ["a.csv", 2]
    assert alone.cleared == 1, "a message about the file before is stale"
    assert alone.opens(rows=[]) == ["a.csv closed", "a.csv", 0]
    assert alone.opens(notes=["a", "b"])[-1] == "The note."
    assert alone.opens(notes=["a", "b"], unfinished=Mapping())[-1] == left


def test_a_file_that_is_not_opened_leaves_the_line_of_the_one_before_unless_another_is_on_its_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alone = Alone(monkeypatch)
    assert alone.does(alone.calls["stopped"]) == [None]
    alone.opens()
    assert alone.does(alone.calls["stopped"]) == ["a.csv"]
    assert alone.does(alone.step.action_back) == ["back"]
    failed = FileError("It is empty.")
    assert alone.does(lambda: alone.calls["failed"](failed)) == ["a.csv", "It is empty."]
    alone.opener.to_correct = True
    assert alone.does(lambda: alone.calls["failed"](failed)) == ["a.csv", "It is empty.", "action_open"]
    assert alone.does(alone.calls["tick"]) == []
    alone.opener.running = True
    assert alone.does(alone.calls["tick"]) == ["7 rows"]
    assert alone.does(alone.calls["stopped"]) == []
    assert alone.does(alone.step.action_back) == ["stopped"]
    assert alone.does(alone.step.opened) == ["focus"]


def test_the_step_that_opens_asks_once_for_a_file_and_shows_the_cell_that_is_wanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alone = Alone(monkeypatch)
    assert [alone.does(alone.step.opened) for _ in range(2)] == [["focus", "action_open"], ["focus"]]
    assert alone.step.check_action("open", ()) is True
    alone.opens()
    assert alone.does(alone.step.opened) == ["focus", "resumed"]
    alone.wizard.wanted = object()
    assert alone.does(alone.step.opened) == ["focus", "resumed", "show_wanted"]
    alone.wizard.draft.sending = True
    sent = "This file is being sent. Stop the upload to change anything here."
    assert alone.does(alone.step.opened) == ["focus", sent]
    assert alone.step.check_action("open", ()) is None
    given = Alone(monkeypatch)
    given.wizard.draft.source, given.wizard.draft.corrects = FileSource(Path("/b.csv")), Mapping(group_by="Order")
    assert given.does(given.step.opened) == [
        "focus",
        "/b.csv",
        ("open", FileSource(Path("/b.csv")), Mapping(group_by="Order")),
    ]


def test_a_file_that_is_dropped_is_opened_unless_the_one_before_it_is_being_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alone = Alone(monkeypatch)

    def drops(text: str) -> list[object]:
        return alone.does(lambda: alone.step.on_paste(Paste(text)))

    opened = ["/srv/my orders.csv", ("open", FileSource(Path("/srv/my orders.csv")), None)]
    assert drops("'/srv/my orders.csv' ") == opened
    assert [drops("orders.csv"), drops("/srv/orders.csv\nand more")] == [[], []]
    alone.wizard.draft.sending = True
    assert drops("/srv/orders.csv") == ["This file is being sent. Stop the upload to change anything here."]


def test_a_question_replaces_the_one_before_and_ends_no_work_in_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    action_open = MappingStep.action_open
    step = Alone(monkeypatch).step
    begun: list[tuple[object, ...]] = []

    def run_worker(_: object, __: object, *, name: str, group: str, exclusive: bool, **___: object) -> None:
        begun.append((name, group, exclusive))

    monkeypatch.setattr(MappingStep, "run_worker", run_worker)
    action_open(step)
    step.action_edit("clear")
    step.action_problems()
    EditingPage.show_wanted(step)
    assert begun == [
        ("action_open", "source", True),
        ("action_edit", "change", True),
        ("action_problems", "change", True),
        ("show_wanted", "change", True),
    ]
