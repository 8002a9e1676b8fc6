"""Work off the UI thread: one way to start it, follow it, stop it and be told how it ended.

    job = start(self, lambda job: check(table, job), done=self.show_totals)
    job = follow(self, lambda job: upload(...), happened=self.count, done=self.finish)
    facts = await run(lambda job: read_facts())              # inside a flow that runs in a worker

The callable runs in a thread and touches no widget. What it gives comes back to the owner's own message queue,
so `done`, `happened`, `failed` and `stopped` are ordinary handlers that may change any state. Exactly one of
`done`, `failed` and `stopped` is called, unless the owner is being removed; a flow does not go on then either. A
thread cannot be killed: `BackgroundJob.cancel` sets the flag that the callable polls (`job.cancelled`) and calls what
was registered with `job.on_cancel` (a table's `interrupt`, say). An owner that is removed cancels its jobs.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterable
from typing import Generic, Protocol, TypeVar, runtime_checkable

from textual.dom import DOMNode
from textual.widget import Widget
from textual.worker import Worker, get_current_worker

from tiktok_tui.events.errors import AppError
from tiktok_tui.tui.jobs import gc_pause
from tiktok_tui.tui.jobs.crash import Crash

T = TypeVar("T")

PACE = 0.1
"""Seconds between two deliveries of what happened: the screen is repainted at most ten times a second."""


@runtime_checkable
class ShowsErrors(Protocol):
    """An app that can show an error which nobody else handles."""

    def show_error(self, error: AppError) -> None:
        """Show what happened, where, and what to do."""


class BackgroundJob:
    """One piece of work in a thread."""

    def __init__(self) -> None:
        self._flag = threading.Event()
        self._lock = threading.Lock()
        self._interrupts: list[Callable[[], object]] = []
        self.running = True

    @property
    def cancelled(self) -> bool:
        """Whether the work has been told to stop; polled by the work between two pieces."""
        return self._flag.is_set()

    def cancel(self) -> None:
        """Tell the work to stop. It has stopped when `running` is false. Does nothing the second time."""
        with self._lock:
            if self._flag.is_set():
                return
            self._flag.set()
            interrupts = tuple(self._interrupts)
        for interrupt in interrupts:
            interrupt()

    def on_cancel(self, interrupt: Callable[[], object]) -> None:
        """Have `interrupt` called when the work is cancelled; at once if it already is."""
        with self._lock:
            self._interrupts.append(interrupt)
            late = self._flag.is_set()
        if late:
            interrupt()


class _Delivery(Generic[T]):
    """Carries what happened from the thread to the owner, gathered into lists, at most one every `PACE` seconds."""

    def __init__(self, owner: Widget, happened: Callable[[list[T]], None]) -> None:
        self._owner, self._happened = owner, happened
        self._lock = threading.Lock()
        self._waiting: list[T] = []
        self._last = 0.0

    def put(self, value: T) -> None:
        with self._lock:
            self._waiting.append(value)
            first = len(self._waiting) == 1
        if first:
            self._owner.call_later(self._soon)

    def _soon(self) -> None:
        wait = self._last + PACE - time.monotonic()
        if wait > 0:
            self._owner.set_timer(wait, self.deliver)
        else:
            self.deliver()

    def deliver(self) -> None:
        with self._lock:
            values, self._waiting = self._waiting, []
        self._last = time.monotonic()
        if values and _stays(self._owner):
            self._happened(values)


def _stays(owner: DOMNode) -> bool:
    """Whether `owner` is neither removed nor about to be, with its page or with the app: its parts go before it does.

    Textual cancels the workers of a node after it has removed what the node contains, and not before.
    """
    app = owner.app
    if not app.is_running or owner is app:
        return app.is_running
    # A screen that is installed lives on while another one is shown in its place.
    return owner.is_attached and (owner.screen in app.screen_stack or app.is_screen_installed(owner.screen))


def _tell(owner: Widget, act: Callable[..., None], *given: object) -> None:
    """Call `act` in the owner's own queue, if there still is an owner then."""

    def told() -> None:
        if _stays(owner):
            act(*given)

    owner.call_later(told)


def _fail(owner: Widget, failed: Callable[[AppError], None] | None, error: AppError) -> None:
    if failed is not None:
        failed(error)
    elif isinstance(owner.app, ShowsErrors):
        owner.app.show_error(error)


def start(
    owner: Widget,
    work: Callable[[BackgroundJob], T],
    *,
    done: Callable[[T], None],
    failed: Callable[[AppError], None] | None = None,
    stopped: Callable[[], None] | None = None,
) -> BackgroundJob:
    """Run `work` in a thread for `owner`. Without `failed` the app shows the error itself.

    A value that arrives after the cancellation is closed, if it can be, and dropped.
    """
    job = BackgroundJob()

    def finish(value: T) -> None:
        job.running = False
        done(value)

    def fail(error: AppError) -> None:
        job.running = False
        _fail(owner, failed, error)

    def stop() -> None:
        job.running = False
        if stopped is not None:
            stopped()

    def thread() -> None:
        try:
            value = work(job)
        except Exception as error:
            # What a cancelled piece of work raises (an interrupted query, a closed table) is only the way it stopped.
            if job.cancelled:
                _tell(owner, stop)
            else:
                _tell(owner, fail, error if isinstance(error, AppError) else Crash(error))
        else:
            if job.cancelled:
                close = getattr(value, "close", None)
                if close is not None:
                    close()
                _tell(owner, stop)
            else:
                _tell(owner, finish, value)

    async def carry() -> None:
        try:
            with gc_pause.gc_paused():
                await asyncio.to_thread(thread)
        except asyncio.CancelledError:  # the owner was removed, or the app ends
            job.cancel()
            raise

    # The function, not the coroutine, which would never be awaited if the app ends before the worker has begun.
    _: Worker[None] = owner.run_worker(carry, exit_on_error=True)
    return job


def follow(
    owner: Widget,
    work: Callable[[BackgroundJob], Iterable[T]],
    *,
    happened: Callable[[list[T]], None],
    done: Callable[[], None],
    failed: Callable[[AppError], None] | None = None,
    stopped: Callable[[], None] | None = None,
) -> BackgroundJob:
    """Iterate `work` in a thread; `happened` gets what it yielded since the last time, in order, ten times a second.

    `work` is iterated to its end even when cancelled, so that it can put away what it has in hand: it polls
    `job.cancelled` or leaves something with `job.on_cancel`. Everything it yielded is delivered before `done`,
    `failed` or `stopped` is called.
    """
    delivery = _Delivery(owner, happened)

    def iterate(job: BackgroundJob) -> None:
        for value in work(job):
            delivery.put(value)

    def finish(_: None) -> None:
        delivery.deliver()
        done()

    def fail(error: AppError) -> None:
        delivery.deliver()
        _fail(owner, failed, error)

    def stop() -> None:
        delivery.deliver()
        if stopped is not None:
            stopped()

    return start(owner, iterate, done=finish, failed=fail, stopped=stop)


async def run(work: Callable[[BackgroundJob], T]) -> T:
    """Await `work`, done in a thread; for flows, which run in a worker.

    Raises AppError as it came, `Crash` for a fault of our own, and CancelledError where the owner of the worker is
    being removed: what the flow would do next has no widgets to do it to.
    """
    job, owner = BackgroundJob(), get_current_worker().node

    def thread() -> T:
        try:
            return work(job)
        except AppError:
            raise
        except Exception as error:
            raise Crash(error) from None

    try:
        with gc_pause.gc_paused():
            return await asyncio.to_thread(thread)
    except asyncio.CancelledError:
        job.cancel()
        raise
    finally:
        if not _stays(owner):
            raise asyncio.CancelledError
