"""The screen of a sync: run it, see why something is held, send that or give it up."""

from __future__ import annotations

import queue
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.widgets import Button, Static

from tests.support import uploads
from tests.support.pilot import screen_text, shows, until
from tests.support.sandbox import Sandbox
from tests.support.setups import at_now, on, remembered
from tests.support.sync_pages import NIGHTLY, held
from tiktok_tui.accounts import destinations
from tiktok_tui.events.errors import AppError, StateError
from tiktok_tui.syncs.history import history, holds, lock
from tiktok_tui.syncs.history.night import NightState
from tiktok_tui.syncs.history.result import SyncResult
from tiktok_tui.syncs.running.steps import Steps
from tiktok_tui.syncs.running.watched_steps import WatchedSteps
from tiktok_tui.syncs.scheduling import scheduling
from tiktok_tui.syncs.scheduling.scheduler import Plan, PlannedFile, Task, Times
from tiktok_tui.syncs.settings import store
from tiktok_tui.syncs.settings.schedule import Schedule
from tiktok_tui.syncs.settings.sync import Limits, PathSource
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.notes import Notes
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.history.run import RunPage
from tiktok_tui.tui.screens.home.home import HomePage
from tiktok_tui.tui.screens.syncs import sync_jobs
from tiktok_tui.tui.screens.syncs.loaded_sync import LoadedSync
from tiktok_tui.tui.screens.syncs.sync_page import SyncPage
from tiktok_tui.tui.widgets.table.rows import Cell
from tiktok_tui.tui.widgets.tone import Tone

GIVE_UP = "Nothing of the held export is sent, unless a later export has the same conversions."
REMOVE = "The sync, its history and what is held of it are removed. Its runs stay in the history of runs."
REAL = replace(uploads.SHOP, slug="real", name="Real shop")


async def test_a_run_outside_of_the_limits_is_held_with_its_reason_and_sent_with_one_key(
    real: AppSession, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_API_URL", sandbox.base_url)
    destinations.save(real.home, REAL)
    path = uploads.write_orders(tmp_path / "orders.csv", range(5))
    remembered(real, path, uploads.MAPPING, REAL)
    few = replace(
        NIGHTLY, destination=REAL.slug, source=PathSource(str(path)), limits=Limits(None, (10, None)), schedule=None
    )
    store.save(real.home, few)
    app = TikTokTui(real)
    async with app.run_test(size=(120, 40)) as pilot:
        await shows(pilot, "○ has not run yet")
        await pilot.press("tab", "enter")
        await on(pilot, SyncPage)
        await shows(pilot, "It has not run yet")
        assert "t" not in app.screen.active_bindings, "it has no times to be started at"
        await pilot.press("r")
        await shows(pilot, "Held, nothing of it was sent. orders.csv: The export has 5 events, fewer than 10.")
        await shows(pilot, "! held")
        assert sandbox.stats().accepted == 0
        await pilot.press("a")
        await shows(pilot, "✓ sent after all")
        assert sandbox.stats().accepted == 5
        assert not holds.holds(real.home, few.id)
        await until(pilot, lambda: "send it anyway" not in screen_text(app))
        await pilot.press("escape")
        await on(pilot, HomePage)
        await shows(pilot, "✓ 5 accepted")


async def test_what_is_held_is_given_up_and_a_sync_is_removed_after_a_question(session: AppSession) -> None:
    session = at_now(session)
    held(session.home)
    app = TikTokTui(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await shows(pilot, "! held: 31 % of the rows")
        await pilot.press("tab", "enter")
        await on(pilot, SyncPage)
        await shows(pilot, "Held, nothing of it was sent. orders-30.csv: 31 % of the rows are rejected")
        await pilot.press("down", "enter")
        await shows(pilot, "29 June 2026")  # the newest stands first
        await pilot.press("escape")
        await on(pilot, SyncPage)
        await pilot.press("d")
        await on(pilot, Confirm)
        await pilot.press("y")
        await shows(pilot, "· given up")
        assert history.nights(session.home, NIGHTLY.id)[-1].state is NightState.DROPPED
        await pilot.press("delete")
        await on(pilot, Confirm)
        await pilot.press("y")
        await on(pilot, HomePage)
        await until(pilot, lambda: "Nightly" not in screen_text(app))
    assert store.names(session.home) == ["by-hand"]


async def test_the_machine_starts_it_after_a_question_that_says_what_is_written(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = at_now(session)
    held(session.home)
    machine = _Machine()
    monkeypatch.setattr(scheduling, "scheduler_named", lambda name=None: machine)
    monkeypatch.setattr(scheduling, "times", lambda home, sync: Times("cron", None, None) if machine.tasks else None)
    app = TikTokTui(session, lambda app: SyncPage(app.session, NIGHTLY.id))
    async with app.run_test(size=(120, 40)) as pilot:
        await shows(pilot, "! nothing starts it yet: t  lets this machine do it")
        await pilot.press("t")
        await on(pilot, Confirm)
        await shows(pilot, "the crontab")
        assert not machine.tasks
        await pilot.press("y")
        await shows(pilot, "every day at 03:15, Paris, next Wed 03:15")
        assert [task.sync for task in machine.tasks] == [NIGHTLY.id]


async def test_a_run_is_shown_stopped_and_told_and_the_keys_wait_for_its_end(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The test hands over each result that a run ends with."""
    session = at_now(session)
    held(session.home)
    night = history.nights(session.home, NIGHTLY.id)[-1]
    for number, changed in (
        (31, replace(night, state=NightState.NOTHING, reason="The file is empty.", rejected=0, notes=("It is old.",))),
        (32, replace(night, state=NightState.SENT, reason="", rejected=0, events=500, accepted=500, run="r9")),
    ):
        history.write(session.home, NIGHTLY.id, replace(changed, number=number))
    ends = queue.Queue[SyncResult | AppError]()
    begun: list[tuple[object, ...]] = []
    seen: list[Steps] = []
    stopped: list[object] = []

    def begin(*what: object) -> sync_jobs.Act:
        begun.append(what)

        def act(steps: Steps) -> list[SyncResult]:
            seen.append(steps)
            end = ends.get(timeout=60)
            if isinstance(end, AppError):
                raise end
            return [end]

        return act

    monkeypatch.setattr(sync_jobs, "run_now", begin)
    monkeypatch.setattr(sync_jobs, "send_held", begin)
    monkeypatch.setattr(WatchedSteps, "stop", lambda steps: stopped.append(steps))
    page = SyncPage(session, NIGHTLY.id)
    app = TikTokTui(session, lambda _: page)
    keys = {"r": "run", "s": "stop", "a": "release", "d": "drop", "t": "schedule", "e": "edit", "delete": "remove"}

    async def says(words: str) -> None:
        await until(pilot, lambda: words in " ".join(screen_text(app).split()))

    def offered() -> str:
        active = app.screen.active_bindings
        return " ".join(key for key in keys if key in active and active[key].enabled)

    async with app.run_test(size=(120, 40)) as pilot:
        await says("Sync nightly")
        await says("Nightly store sales [/b]")
        await says("! Held, nothing of it was sent. orders-30.csv: 31 % of the rows are rejected, the limit is 5 %.")
        await says("a sends it anyway, d gives it up.")
        assert offered() == "r a d t e delete"
        assert [app.screen.active_bindings[key].binding.description for key in keys if key != "s"] == [
            *("run it now", "send it anyway", "give it up", "start it by itself", "edit", "remove")
        ]
        await until(pilot, lambda: app.focused is page.nights)
        assert (page.nights.count, page.bar.display, page.work_in_hand()) == (32, False, "")
        assert list(page.nights.row(0))[1:] == [
            *(Cell("✓ sent", Tone.DONE), "500", Cell("–", Tone.QUIET), Cell("-537 events (-52 %)"))
        ]
        await says("· nothing to send")
        await pilot.press("down", "enter")
        await on(pilot, Notes)
        await says(f"─ {night.started.astimezone():%d %B %Y, %H:%M} ─")
        await says("· The file is empty.")
        await says("· It is old.")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is page)

        await pilot.press("r")
        await says("Starting …")
        assert begun == [(session, NIGHTLY.id)]
        assert (offered(), page.bar.display) == ("s t e", True)
        assert {page.why_disabled(action) for action in ("run", "release", "drop", "remove")} == {"it is being run"}
        store.save(session.home, replace(NIGHTLY, name="Changed meanwhile"))
        page.on_screen_resume()
        await says("Changed meanwhile")
        store.save(session.home, NIGHTLY)
        assert "Held, nothing" not in screen_text(app)
        assert page.work_in_hand() == "The sync is stopped; its next run continues it."
        await pilot.press("s")
        await says("Stopping: the batches in flight are finished first.")
        ends.put(AppError("It is stopped."))
        await says("! Stopped. The next run continues it.")
        assert (stopped, offered(), page.bar.display) == (seen, "r a d t e delete", False)

        for key, end, said in (
            (
                "r",
                SyncResult(NIGHTLY, replace(night, state=NightState.SENT, rejected=0, accepted=7)),
                "✓ 7 events accepted.",
            ),
            (
                "a",
                SyncResult(NIGHTLY, replace(night, state=NightState.RELEASED)),
                "! Held, then sent: 0 events accepted,",
            ),
            (
                "r",
                SyncResult(NIGHTLY, replace(night, state=NightState.HELD)),
                "! Held, nothing of it was sent. orders-30",
            ),
            ("r", AppError("No answer.", remedy="Try again."), "✗ No answer. Try again."),
        ):
            await pilot.press(key)
            await until(pilot, lambda: page.bar.running)
            ends.put(end)
            await says(said)
            await until(pilot, lambda: not page.bar.running)
        assert begun == [(session, NIGHTLY.id)] * 5

        # What somebody else runs is not run, given up or removed here.
        with lock.locked(session.home, NIGHTLY.id):
            page.on_screen_resume()
            await until(pilot, lambda: offered() == "t e")
            assert page.why_disabled("remove") == "it is being run"
        page.on_screen_resume()
        await until(pilot, lambda: offered() == "r a d t e delete")
        for key, question, text, answers in (
            ("d", "Give up what is held?", GIVE_UP, ["Leave it", "Give it up"]),
            ("delete", "Remove this sync?", REMOVE, ["Leave it", "Remove"]),
        ):
            await pilot.press(key)
            asked = await on(pilot, Confirm)
            await says(f"─ {question} ─")
            assert str(asked.query_one(".confirm--question", Static).content) == text
            assert [str(button.label) for button in asked.query(Button)] == answers
            assert asked.has_class("-grave") is (key == "delete")
            await pilot.press("n")
            await until(pilot, lambda: app.screen is page)
        assert (store.names(session.home), len(holds.holds(session.home, NIGHTLY.id))) == (["by-hand", "nightly"], 1)

        # What was read first does not arrive last.
        gates, read = [gate := Event()], LoadedSync.read

        def slowly(*what: Any) -> LoadedSync:
            found = read(*what)
            while gates:
                gates.pop().wait(60)
            return found

        monkeypatch.setattr(LoadedSync, "read", slowly)
        page.on_screen_resume()
        await until(pilot, lambda: not gates)
        store.save(session.home, replace(NIGHTLY, name="Renamed"))
        page.on_screen_resume()
        await says("Renamed")
        gate.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Renamed" in screen_text(app)
        monkeypatch.setattr(sync_jobs, "give_up", fails)
        await pilot.press("d")
        await on(pilot, Confirm)
        await pilot.press("y")
        await says("✗ It is locked. Wait.")
        await pilot.press("home", "enter")
        await on(pilot, RunPage)
        await says("r9")


def fails(*_: object) -> None:
    raise StateError("It is locked.", remedy="Wait.")


class _Machine:
    """A scheduler that keeps what it is given."""

    name = "cron"

    def __init__(self) -> None:
        self.tasks: list[Task] = []

    def runs(self) -> bool:
        return True

    def plan(self, task: Task) -> Plan:
        return Plan(self.name, (PlannedFile("the crontab", ""),))

    def install(self, task: Task) -> None:
        self.tasks.append(task)

    def remove(self, key: str) -> bool:
        return False

    def times(self, key: str, schedule: Schedule | None) -> Times | None:
        return None
