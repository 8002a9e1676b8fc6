"""Checking a large file while its mapping is being changed: in threads, first rows first, cancelled by a change."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.widget import Widget

from tests.support.pilot import shows, until
from tests.support.setups import NOW, SHOP, Start, at_now, on, opened_at, setup_of, write_orders
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.files.opening import Table
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.mapping import editing
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.prepare.prepare import Prepared
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import BackgroundJob
from tiktok_tui.tui.screens.mapping import checker as checking
from tiktok_tui.tui.screens.mapping.check_totals import CheckTotals
from tiktok_tui.tui.screens.mapping.checker import Checker
from tiktok_tui.tui.screens.mapping.field_table import FieldTable
from tiktok_tui.tui.screens.mapping.mapping_step import MappingStep
from tiktok_tui.tui.screens.mapping.open_file import OpenFile
from tiktok_tui.tui.widgets.sparkline import AgeHistogram
from tiktok_tui.tui.wizard.draft import CheckedFile, WizardDraft

ROWS = 6_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file whose check takes long enough to be interrupted."""
    return write_orders(tmp_path_factory.mktemp("large") / "large.csv", 100_000)


class Watched:
    """Notes each check, its thread and its end, and holds those of the whole file until `released`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.released = threading.Event()
        self.ends: list[str] = []
        self.threads: set[int] = set()
        prepare, watched = OpenFile.prepare, self

        def held(
            open_file: OpenFile, mapping: Mapping, destination: Destination, now: datetime, *, whole: bool
        ) -> Prepared:
            watched.threads.add(threading.get_ident())
            kind = "whole" if whole else "first"
            assert not whole or watched.released.wait(60)
            try:
                prepared = prepare(open_file, mapping, destination, now, whole=whole)
            except BaseException:
                watched.ends.append(f"{kind} stopped")
                raise
            watched.ends.append(f"{kind} done")
            return prepared

        monkeypatch.setattr(OpenFile, "prepare", held)


async def test_the_first_rows_answer_while_the_whole_file_is_checked_in_a_thread(
    session: AppSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = Watched(monkeypatch)
    app = opened_at(at_now(session), write_orders(tmp_path / "orders.csv", ROWS))
    async with app.run_test(size=(120, 40)) as pilot:
        step = await on(pilot, MappingStep)
        fields, totals = step.query_one(FieldTable), step.query_one(CheckTotals)
        await until(pilot, lambda: "first 500 rows; checking" in str(fields.border_subtitle))
        assert setup_of(app).draft.checked is None
        assert totals.totals is not None
        assert totals.totals.rows == 500
        watched.released.set()
        await until(pilot, lambda: setup_of(app).draft.checked is not None, within=120)
        assert totals.totals.rows == ROWS
        await shows(pilot, f"all {ROWS:,} rows")
    assert watched.ends == ["first done", "whole done"]
    assert threading.get_ident() not in watched.threads


async def test_a_change_interrupts_the_query_that_runs(
    session: AppSession, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = Watched(monkeypatch)
    app = TikTokTui(session, lambda _: Idle(session))
    async with app.run_test() as pilot:
        source = FileSource(large)
        open_file = await asyncio.to_thread(OpenFile.open, source, home=session.home, destination=SHOP)
        checker = Checker(app.screen, open_file, now=lambda: NOW, changed=lambda: None)
        checker.check(open_file.mapping, SHOP)
        await until(pilot, lambda: checker.sample is not None)
        checker.check(editing.constant(open_file.mapping, "description", "x"), SHOP)
        assert checker.best is None
        watched.released.set()
        await until(pilot, lambda: checker.full is not None, within=120)
        assert watched.ends == ["first done", "whole stopped", "first done", "whole done"]
        open_file.close()


async def test_results_of_the_mapping_before_are_closed_once_there_is_another(
    session: AppSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[Prepared] = []
    close = Prepared.close

    def noted(prepared: Prepared) -> None:
        closed.append(prepared)
        close(prepared)

    monkeypatch.setattr(Prepared, "close", noted)
    app = TikTokTui(session, lambda _: Idle(session))
    async with app.run_test() as pilot:
        source = FileSource(write_orders(tmp_path / "few.csv", 5))
        open_file = await asyncio.to_thread(OpenFile.open, source, home=session.home, destination=SHOP)
        checker = Checker(app.screen, open_file, now=lambda: NOW, changed=lambda: None)
        checker.check(open_file.mapping, SHOP)
        await until(pilot, lambda: checker.full is not None)
        first = checker.full
        checker.check(editing.constant(open_file.mapping, "description", "x"), SHOP)
        await until(pilot, lambda: checker.full is not None)
        assert first in closed
        assert checker.full not in closed
        open_file.close()


async def test_a_mapping_that_cannot_be_checked_leaves_no_numbers_of_the_one_before(
    session: AppSession, tmp_path: Path
) -> None:
    app = opened_at(at_now(session), write_orders(tmp_path / "few.csv", 5))
    async with app.run_test(size=(120, 40)) as pilot:
        step = await on(pilot, MappingStep)
        await until(pilot, lambda: setup_of(app).draft.checked is not None)
        await shows(pilot, "─ Row 2 ─")
        work = step.mapping_work
        assert work is not None
        work.change(editing.from_columns(work.mapping, "value", ["Nowhere"]))
        await until(pilot, lambda: work.checker.error is not None)
        await shows(pilot, "not checked")
        assert step.query_one(CheckTotals).totals is None
        assert step.query_one(AgeHistogram).ages == ()
        await pilot.press("y")
        await pilot.pause()
        assert not app.clipboard, "nor its event"
        assert setup_of(app).draft.checked is None


def test_a_change_interrupts_until_the_check_has_stopped_and_another_file_stops_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    jobs, timers, interrupted = list[BackgroundJob](), list[Callable[[], None]](), list[bool]()

    def start(*_: object, **__: object) -> BackgroundJob:
        jobs.append(BackgroundJob())
        return jobs[-1]

    monkeypatch.setattr(checking, "start", start)
    table = SimpleNamespace(interrupt=lambda: interrupted.append(True))
    open_file = cast("OpenFile", SimpleNamespace(table=table, short=True))
    owner = cast("Widget", SimpleNamespace(set_timer=lambda _, act: timers.append(act)))
    checker = Checker(owner, open_file, now=lambda: NOW, changed=lambda: None)
    checker.check(Mapping(), SHOP)
    checker.check(Mapping(group_by="Order"), SHOP)
    assert (len(jobs), jobs[0].cancelled, len(interrupted)) == (1, True, 1)
    timers[-1]()  # between two queries there was nothing to interrupt
    assert len(interrupted) == 2
    jobs[0].running = False
    timers[-1]()
    assert (len(interrupted), len(timers)) == (2, 2)
    checker.check(Mapping(), SHOP)
    checker.stop()
    assert (jobs[1].cancelled, checker.subject) == (True, None)


def test_a_check_made_elsewhere_counts_ages_from_when_it_was_made() -> None:
    table, prepared, changed = cast("Table", object()), cast("Prepared", object()), list[bool]()
    open_file = cast("OpenFile", SimpleNamespace(table=table))
    checker = Checker(cast("Widget", None), open_file, now=lambda: NOW, changed=lambda: changed.append(True))
    file = CheckedFile(table, Mapping(), SHOP, prepared, NOW - timedelta(days=1))
    checker.use(file)
    checker.use(file)
    assert checker.checked_file == file
    assert changed == [True]


async def test_another_destination_has_the_file_checked_again(session: AppSession, tmp_path: Path) -> None:
    app = opened_at(at_now(session), write_orders(tmp_path / "few.csv", 5))
    async with app.run_test(size=(120, 40)) as pilot:
        step = await on(pilot, MappingStep)
        wizard = setup_of(app)
        await until(pilot, lambda: wizard.draft.checked is not None)
        other = replace(SHOP, currency="USD", phone_country="DE")
        draft = wizard.draft.with_destination(other)
        assert draft.checked is None
        wizard.update(draft)
        step.opened()
        await until(pilot, lambda: wizard.draft.checked is not None)
        checked_for = [file.destination for file in (wizard.draft.checked,) if file is not None]
        assert checked_for == [other]


class Idle(Start):
    """An empty page."""

    def __init__(self, session: AppSession) -> None:
        super().__init__(session, WizardDraft(), "")

    def on_mount(self) -> None:
        """Open nothing."""


class Steps:
    """A checker whose jobs are run by hand: `jobs` has them, `changed` the results at each call."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, short: bool) -> None:
        self.jobs: list[SimpleNamespace] = []
        self.changed: list[tuple[Any, ...]] = []
        self.closed: list[str] = []
        self.interrupts = 0
        self.clock = [NOW + timedelta(hours=hour) for hour in range(9)]
        table = SimpleNamespace(interrupt=self._interrupt, progress=lambda: 0.25)
        self.table = table
        open_file = SimpleNamespace(table=table, short=short, prepare=self._prepare)
        monkeypatch.setattr(checking, "start", self._start)
        owner = SimpleNamespace(set_timer=lambda *_: None)
        self.checker = Checker(
            cast("Widget", owner), cast("OpenFile", open_file), now=lambda: self.clock.pop(0), changed=self._changed
        )

    def _interrupt(self) -> None:
        self.interrupts += 1

    def _prepare(self, mapping: Mapping, destination: Destination, now: datetime, *, whole: bool) -> SimpleNamespace:
        name = f"{mapping.group_by} {'whole' if whole else 'first'} {now:%H}"
        return SimpleNamespace(name=name, close=lambda: self.closed.append(name))

    def _start(self, _: object, work: Callable[[BackgroundJob], object], **calls: object) -> BackgroundJob:
        job = BackgroundJob()
        self.jobs.append(SimpleNamespace(work=work, job=job, **calls))
        return job

    def _changed(self) -> None:
        here = self.checker
        names = [prepared and cast("SimpleNamespace", prepared).name for prepared in (here.sample, here.full)]
        self.changed.append((*names, here.error, len(self.jobs)))

    def ends(self, error: SettingsError | None = None) -> None:
        """The last job ends."""
        job = self.jobs[-1]
        value = job.work(job.job)
        job.job.running = False
        if job.job.cancelled:
            job.stopped()
        elif error is not None:
            job.failed(error)
        else:
            job.done(value)


def test_the_first_rows_are_shown_while_the_whole_file_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    here = Steps(monkeypatch, short=False)
    assert (here.checker.best, here.checker.progress(), here.checker.checked_file) == (None, None, None)
    order = Mapping(group_by="Order")
    here.checker.check(order, SHOP)
    assert here.checker.progress() == 0.25
    here.ends()
    assert here.changed == [("Order first 13", None, None, 2)], "the check of the whole file runs already"
    assert (here.checker.best, here.checker.checked_file) == (here.checker.sample, None)
    here.ends()
    assert here.changed[1:] == [("Order first 13", "Order whole 14", None, 2)]
    assert here.checker.best is here.checker.full
    assert not here.checker.progress()
    file = here.checker.checked_file
    assert file is not None
    assert (file.mapping, file.destination, file.checked_at) == (order, SHOP, NOW + timedelta(hours=2))
    here.checker.check(Mapping(group_by="Basket"), SHOP)
    assert (here.checker.sample, here.checker.full, here.checker.best, here.checker.checked_file) == (None,) * 4
    assert here.closed == []
    here.ends()
    assert here.closed == ["Order first 13", "Order whole 14"], "in the thread of the next check"
    wrong = SettingsError("There is no column.")
    here.ends(wrong)
    assert here.changed[-1:] == [("Basket first 15", None, wrong, 4)]
    here.checker.check(order, SHOP)
    assert here.checker.error is None
    here.checker.check(Mapping(group_by="Till"), SHOP)
    assert (here.jobs[-1].job.cancelled, here.interrupts) == (True, 1)
    here.ends()
    assert here.interrupts == 2, "the table is interrupted with the job"
    here.ends()
    assert here.changed[-1][:3] == ("Till first 18", None, None)
    here.checker.stop()
    jobs = len(here.jobs)
    here.ends()
    assert len(here.jobs) == jobs, "another file is open"


def test_a_short_file_is_checked_as_a_whole_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    here = Steps(monkeypatch, short=True)
    here.checker.check(Mapping(), SHOP)
    here.ends()
    assert here.changed == [(None, "None whole 13", None, 1)]
    elsewhere = cast("Prepared", SimpleNamespace(name="elsewhere"))
    file = CheckedFile(cast("Table", here.table), Mapping(group_by="Order"), SHOP, elsewhere, NOW)
    here.checker.use(file)
    assert here.changed[1:] == [(None, "elsewhere", None, 1)]
    assert here.checker.checked_file == file
    assert here.checker.subject == (Mapping(group_by="Order"), SHOP)
    here.checker.check(Mapping(), SHOP)
    elsewhere.close = lambda: here.closed.append("elsewhere")  # type: ignore[method-assign]
    here.ends()
    assert here.closed == ["None whole 13", "elsewhere"]
