"""Work in threads: results, streams, errors and cancelling, as a screen sees them."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from textual.app import ComposeResult
from textual.widgets import Static

from tests.support.pilot import until
from tests.support.setups import on
from tiktok_tui.events.errors import AppError, FileError
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.error_dialog import ErrorDialog
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.crash import Crash
from tiktok_tui.tui.jobs.jobs import BackgroundJob, follow, run, start


class Recorder(Page[None]):
    """Notes what comes back, and in which thread."""

    def __init__(self, session: AppSession) -> None:
        super().__init__(session)
        self.got: list[object] = []
        self.threads: set[int] = set()

    def note(self, value: object = "done") -> None:
        self.got.append(value)
        self.threads.add(threading.get_ident())

    def stopped(self) -> None:
        self.note("stopped")


def opened(session: AppSession) -> tuple[TikTokTui, Recorder]:
    page = Recorder(session)
    return TikTokTui(session, lambda app: page), page


def test_an_interrupt_is_called_once_however_late_it_is_registered() -> None:
    job, called = BackgroundJob(), list[str]()
    job.on_cancel(lambda: called.append("before" if job.cancelled else "too early: it would seem to have failed"))
    assert (job.cancelled, job.running, called) == (False, True, [])
    job.cancel()
    job.cancel()
    job.on_cancel(lambda: called.append("late"))
    assert (job.cancelled, called) == (True, ["before", "late"])


async def test_the_result_arrives_in_the_apps_own_thread(session: AppSession) -> None:
    app, page = opened(session)
    async with app.run_test() as pilot:
        running: list[bool] = []

        def done(thread: int) -> None:
            running.append(job.running)
            page.note(thread)

        job = start(page, lambda job: threading.get_ident(), done=done)
        await until(pilot, lambda: page.got)
        assert running == [False], "what follows it may begin another one"
        assert page.got != [threading.get_ident()]
        assert page.threads == {threading.get_ident()}
        assert not job.running


async def test_a_flow_that_ends_other_flows_of_its_page_lets_its_jobs_end(session: AppSession) -> None:
    app, page = opened(session)
    async with app.run_test() as pilot:
        begun, let_go, flow = threading.Event(), threading.Event(), asyncio.Event()

        def read(_: BackgroundJob) -> bool:
            begun.set()
            return let_go.wait(60)

        async def exclusive() -> None:
            flow.set()

        job = start(page, read, done=page.note)
        await until(pilot, begun.is_set)
        page.run_worker(exclusive(), exclusive=True)
        await until(pilot, flow.is_set)
        let_go.set()
        await until(pilot, lambda: page.got)
        assert (page.got, job.cancelled) == ([True], False)


async def test_what_there_was_before_is_not_collected_while_jobs_run(session: AppSession) -> None:
    app, page = opened(session)
    async with app.run_test() as pilot:
        let_go = threading.Event()
        for _ in range(2):
            start(page, lambda job: let_go.wait(60) and gc.get_freeze_count(), done=page.note)
        await until(pilot, gc.get_freeze_count)
        let_go.set()
        await until(pilot, lambda: len(page.got) == 2)
        assert min(map(int, map(str, page.got))) > 10_000
        await until(pilot, lambda: gc.get_freeze_count() == 0)


async def test_a_stream_arrives_whole_in_order_and_before_its_end(session: AppSession) -> None:
    app, page = opened(session)
    async with app.run_test() as pilot:
        lists: list[list[int]] = []
        follow(page, lambda job: range(5_000), received=lists.append, done=lambda: page.note(len(lists)))
        await until(pilot, lambda: page.got)
        assert [number for numbers in lists for number in numbers] == list(range(5_000))
        assert len(lists) < 50


async def test_an_error_for_people_goes_to_its_handler(session: AppSession) -> None:
    app, page = opened(session)
    error = FileError("No.")

    def fail(job: BackgroundJob) -> None:
        raise error

    async with app.run_test() as pilot:
        running: list[bool] = []

        def failed(error: AppError) -> None:
            running.append(job.running)
            page.note(error)

        job = start(page, fail, done=page.note, failed=failed)
        await until(pilot, lambda: page.got)
        assert (page.got, page.threads, running) == ([error], {threading.get_ident()}, [False])


async def test_an_error_nobody_handles_is_shown(session: AppSession) -> None:
    app, page = opened(session)

    def fail(job: BackgroundJob) -> None:
        raise FileError("The file [/b] is gone.")

    def told(job: BackgroundJob) -> Iterator[str]:
        yield "read"
        fail(job)

    async with app.run_test() as pilot:
        start(page, fail, done=page.note)
        await on(pilot, ErrorDialog)
        await pilot.press("enter")
        await on(pilot, Recorder)
        follow(page, told, received=page.got.extend, done=page.note)
        await on(pilot, ErrorDialog)
        assert page.got == ["read"]


async def test_what_a_stream_gave_before_it_failed_comes_before_the_failure(session: AppSession) -> None:
    app, page = opened(session)
    error = FileError("No.")

    def updates(job: BackgroundJob) -> Iterator[str]:
        yield "one"
        yield "two"
        raise error

    async with app.run_test() as pilot:
        job = follow(page, updates, received=page.got.extend, done=page.note, failed=page.note)
        await until(pilot, lambda: error in page.got)
        assert (page.got, job.running) == (["one", "two", error], False)


async def test_a_flow_gets_what_its_thread_returns_and_raises(session: AppSession) -> None:
    app, page = opened(session)
    error = FileError("No.")

    def refuse(job: BackgroundJob) -> None:
        raise error

    def fail(job: BackgroundJob) -> None:
        raise KeyError("alice@example.com")

    async def flow() -> None:
        page.note(await run(lambda job: "given"))
        for work in (refuse, fail):
            with pytest.raises(AppError) as caught:
                await run(work)
            page.note(caught.value)

    async with app.run_test() as pilot:
        page.run_worker(flow())
        await until(pilot, lambda: len(page.got) == 3)
    given, refused, crash = page.got
    assert (given, refused) == ("given", error)
    assert isinstance(crash, Crash)
    assert "KeyError in test_jobs.py" in crash.what
    assert (crash.__suppress_context__, crash.__cause__) == (True, None), "its words may be data"


async def test_a_flow_that_is_left_interrupts_its_thread(session: AppSession) -> None:
    app, _ = opened(session)
    page, begun, cut = Recorder(session), threading.Event(), threading.Event()

    def wait(job: BackgroundJob) -> bool:
        job.on_cancel(cut.set)
        begun.set()
        return cut.wait(60)

    async def flow() -> None:
        page.note(await run(wait))

    async with app.run_test() as pilot:
        await app.push_screen(page)
        page.run_worker(flow())
        await until(pilot, begun.is_set)
        await page.dismiss()
        await until(pilot, cut.is_set)
    assert page.got == []


async def test_a_fault_of_ours_names_the_place_and_not_the_data(session: AppSession) -> None:
    app, page = opened(session)
    errors: list[AppError] = []

    def fail(job: BackgroundJob) -> None:
        raise KeyError("alice@example.com")

    async with app.run_test() as pilot:
        start(page, fail, done=page.note, failed=errors.append)
        await until(pilot, lambda: errors)
        assert isinstance(errors[0], Crash)
        assert "KeyError in test_jobs.py" in errors[0].what
        assert "alice" not in str(errors[0])


async def test_a_cancelled_job_says_so_even_when_the_interrupt_raises_in_it(session: AppSession) -> None:
    app, page = opened(session)
    begun, cut = threading.Event(), threading.Event()

    def wait(job: BackgroundJob) -> None:
        job.on_cancel(cut.set)
        begun.set()
        assert cut.wait(60)
        raise RuntimeError("interrupted")

    async with app.run_test() as pilot:
        job = start(page, wait, done=page.note, failed=page.note, stopped=lambda: page.note(job.running))
        await until(pilot, begun.is_set)
        job.cancel()
        job.cancel()
        await until(pilot, lambda: page.got)
        assert page.got == [False], "it is told that it has stopped, once it has"


async def test_a_cancelled_stream_is_iterated_to_its_end_and_delivered(session: AppSession) -> None:
    app, page = opened(session)
    begun = threading.Event()
    got: list[str] = []

    def updates(job: BackgroundJob) -> Iterator[str]:
        cut = threading.Event()
        job.on_cancel(cut.set)
        begun.set()
        yield "begun"
        assert cut.wait(60)
        yield "put away"

    async with app.run_test() as pilot:
        job = follow(page, updates, received=got.extend, done=page.note, stopped=page.stopped)
        await until(pilot, begun.is_set)
        job.cancel()
        await until(pilot, lambda: page.got)
        assert got == ["begun", "put away"]
        assert page.got == ["stopped"]
        assert not job.running


async def test_leaving_the_app_cancels_what_runs(session: AppSession) -> None:
    app, page = opened(session)
    begun, cut = threading.Event(), threading.Event()

    def wait(job: BackgroundJob) -> bool:
        job.on_cancel(cut.set)
        begun.set()
        return cut.wait(60)

    async with app.run_test() as pilot:
        start(page, wait, done=page.note)
        await until(pilot, begun.is_set)
    assert cut.is_set()
    assert not page.got


async def test_a_value_that_comes_after_the_cancellation_is_closed(session: AppSession) -> None:
    app, page = opened(session)
    cut, closed = threading.Event(), threading.Event()

    class Resource:
        def close(self) -> None:
            closed.set()

    def late(job: BackgroundJob) -> Resource:
        job.on_cancel(cut.set)
        assert cut.wait(60)
        return Resource()

    async with app.run_test() as pilot:
        job = start(page, late, done=page.note, stopped=page.stopped)
        job.cancel()
        await until(pilot, lambda: page.got)
        assert page.got == ["stopped"]
        assert closed.is_set()


class Told(Recorder):
    """Says when a thread has something for it."""

    def __init__(self, session: AppSession) -> None:
        super().__init__(session)
        self.told = threading.Event()

    def call_later(self, callback: Callable[..., Any], *given: Any, **named: Any) -> bool:
        posted = super().call_later(callback, *given, **named)
        if threading.current_thread() is not threading.main_thread():
            self.told.set()
        return posted


@pytest.mark.parametrize("work", ["done", "refused"])
async def test_what_has_ended_and_is_cancelled_before_that_is_known_is_dropped(session: AppSession, work: str) -> None:
    page, begun, end, closed = Told(session), threading.Event(), threading.Event(), threading.Event()
    app = TikTokTui(session, lambda app: page)

    class Resource:
        def close(self) -> None:
            closed.set()

    def ends(_: BackgroundJob) -> Resource:
        begun.set()
        assert end.wait(60)
        if work == "refused":
            raise FileError("No.")
        return Resource()

    async with app.run_test() as pilot:
        job = start(page, ends, done=page.note, failed=page.note, stopped=page.stopped)
        await until(pilot, begun.is_set)
        end.set()
        assert page.told.wait(60)  # what the thread has posted is not looked at meanwhile
        job.cancel()
        await until(pilot, lambda: page.got)
        assert (page.got, job.running) == (["stopped"], False)
        assert closed.is_set() == (work == "done")


class LastPart(Static):
    """Is removed before its page is; in the middle of that it waits for what the page has in hand."""

    def __init__(self) -> None:
        super().__init__()
        self.let_go, self.over = threading.Event(), asyncio.Event()

    async def on_unmount(self) -> None:
        self.let_go.set()
        await asyncio.wait_for(self.over.wait(), 30)


class Leaving(Recorder):
    """A page that is left while a flow of it waits for a thread."""

    def compose_body(self) -> ComposeResult:
        yield LastPart()

    async def flow(self, work: Callable[[BackgroundJob], object]) -> None:
        part = self.query_one(LastPart)
        try:
            await run(lambda job: part.let_go.wait(60) and work(job))
        finally:
            part.over.set()
        self.note(self.query_one(LastPart))


def refused(job: BackgroundJob) -> None:
    raise FileError("No.")


@pytest.mark.parametrize("work", [lambda job: "done", refused], ids=["done", "refused"])
@pytest.mark.parametrize("whole", [False, True], ids=["the page", "the app"])
async def test_a_flow_ends_where_its_page_is_being_left(
    session: AppSession, work: Callable[[BackgroundJob], object], whole: bool
) -> None:
    page = Leaving(session)
    app, _ = opened(session)
    async with app.run_test() as pilot:
        await app.push_screen(page)
        page.run_worker(page.flow(work))
        if not whole:
            await page.dismiss()
            await pilot.pause()
            assert app.is_running
    assert page.got == []
