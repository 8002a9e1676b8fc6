"""A running upload: how far it is, how fast, every batch, and the rows that TikTok refuses."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from tiktok_tui.events.errors import AppError
from tiktok_tui.tui.frame.terminal_title import TerminalProgress
from tiktok_tui.tui.jobs.jobs import BackgroundJob, follow
from tiktok_tui.tui.screens.upload.batch_lines import COLUMNS
from tiktok_tui.tui.screens.upload.details import BatchDialog, BatchTable, RefusalDialog
from tiktok_tui.tui.screens.upload.upload_log import REFUSED, UploadLog
from tiktok_tui.tui.screens.upload.upload_numbers import UploadNumbers
from tiktok_tui.tui.widgets.table.filtered_table import FilteredTable
from tiktok_tui.tui.widgets.table.rows import RowSource
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.uploads.sending.control import Control
from tiktok_tui.uploads.summary import Summary
from tiktok_tui.uploads.updates import RunFinished, RunStopped, Update

if TYPE_CHECKING:
    from tiktok_tui.uploads.start import Sending

_STOPPING = "Stopping: the batches in flight are finished first."


class UploadView(Vertical):
    """Shows one upload at a time. Posts `Ended` when it has finished, stopped, or could not start."""

    DEFAULT_CSS = """
    UploadView {
        height: 1fr;
        #tables { height: 1fr; }
        #batches { width: 1fr; border: round $border-blurred; &:focus { border: round $border; } }
        #refusals { width: 1fr; border: round $border-blurred; border-title-color: $foreground-muted; display: none; }
        #refusals:focus-within { border: round $border; }
        #reasons { height: auto; max-height: 4; padding: 0 1; color: $foreground-muted; }
        &.-refused #refusals { display: block; }
    }
    """
    BINDINGS = [
        Binding("space", "pause", "pause", id="upload.pause", tooltip="Start no more batches for now"),
        Binding("space", "continue", "continue", id="upload.continue", tooltip="Start batches again"),
        Binding("s", "stop", "stop", id="upload.stop", tooltip="Stop after the batches in flight; it can be resumed"),
    ]

    numbers = getters.query_one(UploadNumbers)
    batches = getters.query_one("#batches", VirtualTable)
    reasons = getters.query_one("#reasons", Static)
    refused = getters.query_one("#refused", FilteredTable)

    @dataclass
    class Ended(Message):
        """The upload has ended for now; without `finished`, `error` is the reason, None for a stop by hand."""

        summary: Summary | None
        error: AppError | None
        finished: bool

    def __init__(self) -> None:
        super().__init__()
        self.control: Control | None = None
        self._log = UploadLog()
        self._pace: Timer | None = None
        self._terminal: TerminalProgress | None = None

    def compose(self) -> ComposeResult:
        """The numbers above the two tables."""
        yield UploadNumbers()
        with Horizontal(id="tables"):
            yield BatchTable(COLUMNS, self._log.batches, id="batches")
            with Vertical(id="refusals") as box:
                box.border_title = "Refused by TikTok"
                yield Static("", id="reasons", markup=False)
                yield FilteredTable(REFUSED, self._filtered, empty="Nothing so far.", id="refused")

    @property
    def running(self) -> bool:
        """True while events are being sent."""
        return self.control is not None

    def begin(self, make: Callable[[Control], Sending], title: str, *, new: bool = False) -> None:
        """Start the upload that `make` returns (called in a thread). Unless it is `new`, earlier batches stay shown."""
        if self.running:
            return
        if new:
            self._log = UploadLog()
            self.batches.load(self._log.batches, cursor=0)
        control = self.control = Control()
        self._terminal = TerminalProgress(self.app, title)
        self._log.begin()

        def work(job: BackgroundJob) -> Iterator[Update]:
            job.on_cancel(control.stop)
            with make(control) as sending:
                yield from sending

        follow(self, work, received=self._add, done=self._end, failed=self._fail, stopped=self._end)
        self._pace = self.set_interval(0.5, self._show_pace)
        self._show()
        self.batches.focus()
        self.refresh_bindings()

    def _add(self, updates: list[Update]) -> None:
        now = time.monotonic()
        for update in updates:
            self._log.add(update, now)
        self._show()

    def _show(self) -> None:
        self.numbers.show_progress(self._log.progress)
        self.set_class(bool(self._log.refused), "-refused")
        self.batches.empty = "The first batch is being made …" if self.running else "No batch was sent."
        self.batches.refresh_rows()
        self.refused.renew()
        self.reasons.display = bool(self._log.reasons)
        self.reasons.update("\n".join(f"{count:,}  {reason}" for reason, count in self._log.reasons.most_common(3)))
        self._show_pace()

    def _show_pace(self) -> None:
        if not self.query(UploadNumbers):  # a timer may strike while the app is being taken down
            return
        message = "" if self.control is None else _STOPPING if self.control.stopped else self._log.message
        self.numbers.show_pace(self._log.progress, time.monotonic(), message, running=self.running)
        if self.running and self._terminal is not None:
            self._terminal.show(self._log.progress)

    def _filtered(self, text: str) -> RowSource:
        return self._log.refused_rows(text)

    def _end(self) -> None:
        ended = self._log.ended
        self._over(
            ended.summary if ended is not None else None,
            ended.error if isinstance(ended, RunStopped) else None,
            finished=isinstance(ended, RunFinished),
        )

    def _fail(self, error: AppError) -> None:
        self._over(None, error)

    def _over(self, summary: Summary | None, error: AppError | None, *, finished: bool = False) -> None:
        self.control = None
        if self._pace is not None:
            self._pace.stop()
        self._show()
        if self._terminal is not None:
            self._terminal.end()
        self.refresh_bindings()
        self.post_message(self.Ended(summary, error, finished))

    @on(VirtualTable.Selected, "#batches")
    def _open_batch(self, event: VirtualTable.Selected) -> None:
        event.stop()
        line = self._log.batches.at(event.row)
        if line is not None:
            self.app.push_screen(BatchDialog(line))

    @on(VirtualTable.Selected, "#refused VirtualTable")
    def _open_refusal(self, event: VirtualTable.Selected) -> None:
        event.stop()
        self.app.push_screen(RefusalDialog(self._log.refused_with(self.refused.text)[event.row]))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Pausing and stopping need something that runs."""
        if action not in {"pause", "continue", "stop"}:
            return True
        if self.control is None:
            return False
        return action == "stop" or (action == "continue") == self.control.paused

    def action_pause(self) -> None:
        """Stop starting batches."""
        if self.control is not None:
            self.control.pause()
            self.refresh_bindings()

    def action_continue(self) -> None:
        """Start batches again."""
        if self.control is not None:
            self.control.resume()
            self.refresh_bindings()

    def action_stop(self) -> None:
        """Stop once the batches in flight are finished."""
        if self.control is not None:
            self.control.stop()
            self._show_pace()
