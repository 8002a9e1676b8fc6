"""Checking a large file while its mapping is being changed: at once, cancelled by a change, not in the screen's way."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.support.pilot import shows, until
from tests.support.setups import NOW, SHOP, Start, at_now, on, opened_at, setup_of, write_orders
from tiktok_tui.files.source import FileSource
from tiktok_tui.mapping import editing
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.mapping.check_totals import CheckTotals
from tiktok_tui.tui.screens.mapping.checker import Checker
from tiktok_tui.tui.screens.mapping.field_table import FieldTable
from tiktok_tui.tui.screens.mapping.mapping_step import MappingStep
from tiktok_tui.tui.screens.mapping.open_file import OpenFile
from tiktok_tui.tui.wizard.draft import WizardDraft

ROWS = 300_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_orders(tmp_path_factory.mktemp("large") / "large.csv", ROWS)


@asynccontextmanager
async def heartbeat() -> AsyncIterator[list[float]]:
    """The pauses between two turns of the event loop, in seconds, beyond the hundredth that was asked for."""
    pauses: list[float] = []

    async def beat() -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0.01)
            pauses.append(time.perf_counter() - before - 0.01)

    heart = asyncio.create_task(beat())
    try:
        yield pauses
    finally:
        heart.cancel()


async def test_the_first_rows_answer_while_the_whole_file_is_checked(session: AppSession, large: Path) -> None:
    app = opened_at(at_now(session), large)
    async with app.run_test(size=(120, 40)) as pilot, heartbeat() as pauses:
        step = await on(pilot, MappingStep)
        fields, totals = step.query_one(FieldTable), step.query_one(CheckTotals)
        await until(pilot, lambda: "first 500 rows; checking" in str(fields.border_subtitle), within=60)
        assert setup_of(app).draft.checked is None
        assert totals.totals is not None
        assert totals.totals.rows == 500
        await until(pilot, lambda: setup_of(app).draft.checked is not None, within=120)
        assert totals.totals.rows == ROWS
        await shows(pilot, f"all {ROWS:,} rows")
    # Other programs take the processors as well; what would be seen is held by most beats, a hang by the longest.
    assert sorted(pauses)[int(0.95 * len(pauses))] < 0.05
    assert max(pauses) < 1


async def test_a_change_interrupts_the_query_that_runs(session: AppSession, large: Path) -> None:
    app = TikTokTui(session, lambda _: Idle(session))
    told: list[tuple[str, float]] = []

    def changed() -> None:
        told.append(("whole" if checking.whole is not None else "first", time.perf_counter()))

    async with app.run_test() as pilot:
        open_file: OpenFile = await asyncio.to_thread(
            lambda: OpenFile.open(FileSource(large), home=session.home, destination=SHOP)
        )
        checking = Checker(app.screen, open_file, now=lambda: NOW, changed=changed)
        checking.check(open_file.mapping, SHOP)
        await until(pilot, lambda: len(told) == 1, within=60)
        await asyncio.sleep(0)
        asked = time.perf_counter()
        checking.check(editing.constant(open_file.mapping, "description", "x"), SHOP)
        await until(pilot, lambda: len(told) == 3, within=120)
        assert [kind for kind, _ in told] == ["first", "first", "whole"]
        answered, whole = told[1][1] - asked, told[2][1] - told[1][1]
        assert answered < whole / 2
        open_file.close()


class Idle(Start):
    """An empty page."""

    def __init__(self, session: AppSession) -> None:
        super().__init__(session, WizardDraft(), "")

    def on_mount(self) -> None:
        """Nothing is opened."""
