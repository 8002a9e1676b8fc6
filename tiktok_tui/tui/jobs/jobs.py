"""Work off the UI thread: start it, follow it, stop it, and learn how it ended.

    job = start(self, lambda job: check(table, job), done=self.show_totals)
    job = follow(self, lambda job: upload(...), received=self.count, done=self.finish)
    facts = await run(lambda job: read_facts())              # inside a flow that runs in a worker

The callable runs in a thread and touches no widget. Its result comes back through the owner's own message queue, so
`done`, `received`, `failed` and `stopped` are ordinary handlers that may change any state. Exactly one of `done`,
`failed` and `stopped` is called, unless the owner is being removed; a flow ends there too. A thread cannot be killed:
`BackgroundJob.cancel` sets the flag that the callable polls (`job.cancelled`) and calls what was registered with
`job.on_cancel` (a table's `interrupt`, say). An owner that is removed cancels its jobs.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar, runtime_checkable

from textual.widget import Widget
from textual.worker import Worker, get_current_worker

from tiktok_tui.events.errors import AppError
from tiktok_tui.tui.jobs.crash import Crash
from tiktok_tui.tui.jobs.delivery import Delivery, call_in, stays
from tiktok_tui.tui.jobs.gc_pause import gc_paused

T = TypeVar("T")

_GROUP = "jobs"
"""Apart from the flows of the owner: one that is exclusive ends whatever else runs in its group."""


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
        """True once the work shall stop; the work polls it between two steps."""
        return self._flag.is_set()

    def cancel(self) -> None:
        """Ask the work to stop. It has stopped when `running` is false. Does nothing the second time."""
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


def _close(value: object) -> None:
    close = getattr(value, "close", None)
    if close is not None:
        close()


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
        if job.cancelled:  # since the thread has ended: nobody waits for this value any more
            start(owner, lambda _: _close(value), done=lambda _: stop(), failed=lambda _: stop())
            return
        job.running = False
        done(value)

    def fail(error: AppError) -> None:
        if job.cancelled:
            stop()
            return
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
            # An exception in a cancelled job (an interrupted query, a closed table) is only the way it stopped.
            if job.cancelled:
                call_in(owner, stop)
            else:
                call_in(owner, fail, error if isinstance(error, AppError) else Crash(error))
        else:
            if job.cancelled:
                _close(value)
                call_in(owner, stop)
            else:
                call_in(owner, finish, value)

    async def carry() -> None:
        try:
            with gc_paused():
                await asyncio.to_thread(thread)
        except asyncio.CancelledError:  # the owner was removed, or the app ends
            job.cancel()
            raise

    # The function, not the coroutine, which would never be awaited if the app ends before the worker has begun.
    _: Worker[None] = owner.run_worker(carry, exit_on_error=True, group=_GROUP)
    return job


def follow(
    owner: Widget,
    work: Callable[[BackgroundJob], Iterable[T]],
    *,
    received: Callable[[list[T]], None],
    done: Callable[[], None],
    failed: Callable[[AppError], None] | None = None,
    stopped: Callable[[], None] | None = None,
) -> BackgroundJob:
    """Iterate `work` in a thread; ten times a second `received` gets the values since the last time, in order.

    `work` is iterated to its end even when cancelled, so that it can finish what it has begun: it polls
    `job.cancelled` or registers an interrupt with `job.on_cancel`. Every value is delivered before `done`, `failed`
    or `stopped` is called.
    """
    delivery = Delivery(owner, received)

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

    Raises AppError as it came, `Crash` for a fault of our own, and CancelledError if the owner of the worker is being
    removed: the rest of the flow would have no widgets to work on.
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
        with gc_paused():
            return await asyncio.to_thread(thread)
    except asyncio.CancelledError:
        job.cancel()
        raise
    finally:
        if not stays(owner):
            raise asyncio.CancelledError
