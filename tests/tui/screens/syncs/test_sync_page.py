"""The screen of a sync: run it, see why something is held, send that or give it up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support import uploads
from tests.support.pilot import screen_text, shows, until
from tests.support.sandbox import Sandbox
from tests.support.setups import at_now, on, remembered
from tests.support.sync_pages import NIGHTLY, held
from tiktok_tui.accounts import destinations
from tiktok_tui.syncs import history, holds, store
from tiktok_tui.syncs.night import NightState
from tiktok_tui.syncs.schedule import Schedule
from tiktok_tui.syncs.scheduling import scheduling
from tiktok_tui.syncs.scheduling.scheduler import Plan, PlannedFile, Task, Times
from tiktok_tui.syncs.sync import Limits, PathSource
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.home.home import HomePage
from tiktok_tui.tui.screens.syncs.sync_page import SyncPage

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
