"""A running upload: how far it is, how fast, every batch, and what TikTok refuses as it does."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from tiktok_tui.events.errors import AppError
from tiktok_tui.tui.jobs.jobs import BackgroundJob, follow
from tiktok_tui.tui.screens.upload.batch_dialog import BatchDialog
from tiktok_tui.tui.screens.upload.batch_lines import COLUMNS
from tiktok_tui.tui.screens.upload.refusal_dialog import RefusalDialog
from tiktok_tui.tui.screens.upload.upload_log import UploadStory
from tiktok_tui.tui.screens.upload.upload_numbers import UploadNumbers
from tiktok_tui.tui.widgets.table.filtered_table import FilteredTable
from tiktok_tui.tui.widgets.table.rows import Cell, FixedRows, RowSource, TableColumn
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.uploads import updates
from tiktok_tui.uploads.sending.control import Control

if TYPE_CHECKING:
    from tiktok_tui.uploads.start import Sending

_STOPPING = "Stopping: the batches in flight are finished first."


class _Batches(VirtualTable):
    """Enter says more of a batch."""

    BINDINGS = [Binding("enter", "select", "batch", id="upload.batch", tooltip="See all of this batch")]


class UploadView(Vertical):
    """Follows one upload at a time. Posts `Ended` when it has finished, stopped, or could not begin."""

    DEFAULT_CSS = """
    UploadView {
        height: 1fr;
        #tables { height: 1fr; }
        #batches { width: 1fr; border: round $border-blurred; &:focus { border: round $border; } }
        #refusals {
            width: 1fr; border: round $border-blurred; border-title-color: $foreground-muted; display: none;
            &:focus-within { border: round $border; }
        }
        #reasons { height: auto; max-height: 4; padding: 0 1; color: $foreground-muted; }
        &.-refused #refusals { display: block; }
    }
    """
    BINDINGS = [
        Binding("space", "pause", "pause", id="upload.pause", tooltip="Start no more batches for now"),
        Binding("space", "go_on", "go on", id="upload.go_on", tooltip="Start batches again"),
        Binding("s", "stop", "stop", id="upload.stop", tooltip="Stop after the batches in flight; it can be resumed"),
    ]

    class Ended(Message):
        """The upload is over for now; `error` tells why it did not reach its end, None for a stop by hand."""

        def __init__(self, summary: updates.Summary | None, error: AppError | None, *, finished: bool) -> None:
            super().__init__()
            self.summary, self.error, self.finished = summary, error, finished

    def __init__(self) -> None:
        super().__init__()
        self.control: Control | None = None
        self._story = UploadStory()

    def compose(self) -> ComposeResult:
        """The numbers above the two tables."""
        yield UploadNumbers()
        with Horizontal(id="tables"):
            yield _Batches(COLUMNS, self._story.batches, empty="The first batch is being made …", id="batches")
            with Vertical(id="refusals") as box:
                box.border_title = "Refused by TikTok"
                yield Static("", id="reasons", markup=False)
                yield FilteredTable(
                    [TableColumn("Row", 8, right=True), TableColumn("Why", least=20)],
                    self._matching,
                    empty="Nothing so far.",
                    id="refused",
                )

    @property
    def running(self) -> bool:
        """Whether events are being sent."""
        return self.control is not None

    def clear(self) -> None:
        """Forget the run that was shown before."""
        self._story = UploadStory()
        self.query_one("#batches", VirtualTable).load(self._story.batches, cursor=0)

    def focus_batches(self) -> None:
        """Let the keys go to the batches."""
        self.query_one("#batches").focus()

    def begin(self, make: Callable[[Control], Sending]) -> None:
        """Send what `make` puts together, called in a thread; what an earlier sitting sent stays shown."""
        if self.running:
            return
        control = self.control = Control()
        self._story.begin()

        def work(job: BackgroundJob) -> Iterator[updates.Update]:
            job.on_cancel(control.stop)
            with make(control) as sending:
                yield from sending

        follow(self, work, received=self._saw, done=self._end, failed=self._fail, stopped=self._end)
        self._tick = self.set_interval(0.5, self._show_pace)
        self._show()
        self.focus_batches()
        self.refresh_bindings()

    def _saw(self, updates: list[updates.Update]) -> None:
        now = time.monotonic()
        for update in updates:
            self._story.saw(update, now)
        self._show()

    def _show(self) -> None:
        self.query_one(UploadNumbers).show_progress(self._story.progress)
        self.set_class(bool(self._story.refused), "-refused")
        self.query_one("#batches", VirtualTable).refresh_rows()
        self.query_one("#refused", FilteredTable).renew()
        reasons = self.query_one("#reasons", Static)
        reasons.display = bool(self._story.reasons)
        reasons.update("\n".join(f"{count:,}  {reason}" for reason, count in self._story.reasons.most_common(3)))
        self._show_pace()

    def _show_pace(self) -> None:
        if not self.query(UploadNumbers):  # a timer may strike while the app is being taken down
            return
        said = _STOPPING if self.control is not None and self.control.stopped else self._story.sentence
        self.query_one(UploadNumbers).show_pace(
            self._story.progress, time.monotonic(), said if self.running else "", running=self.running
        )

    def _matching(self, text: str) -> RowSource:
        return FixedRows(
            [
                (f"{refused.row:,}", Cell(f"{refused.field}  {refused.reason}".strip(), Tone.ERROR))
                for refused in self._story.refused_with(text)
            ]
        )

    def _end(self) -> None:
        self._over()
        ended = self._story.ended
        error = ended.error if isinstance(ended, updates.RunStopped) else None
        summary = ended.summary if ended is not None else None
        self.post_message(self.Ended(summary, error, finished=isinstance(ended, updates.RunFinished)))

    def _fail(self, error: AppError) -> None:
        self._over()
        self.post_message(self.Ended(None, error, finished=False))

    def _over(self) -> None:
        self.control = None
        self._tick.stop()
        self._show()
        self.refresh_bindings()

    @on(VirtualTable.Selected, "#batches")
    def _open_batch(self, event: VirtualTable.Selected) -> None:
        event.stop()
        line = self._story.batches.at(event.row)
        if line is not None:
            self.app.push_screen(BatchDialog(line))

    @on(VirtualTable.Selected, "#refused VirtualTable")
    def _open_refusal(self, event: VirtualTable.Selected) -> None:
        event.stop()
        refused = self._story.refused_with(self.query_one("#refused", FilteredTable).text)[event.row]
        self.app.push_screen(RefusalDialog(refused))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Pausing and stopping need something that runs."""
        control = self.control
        match action:
            case "pause":
                return control is not None and not control.paused
            case "go_on":
                return control is not None and control.paused
            case "stop":
                return control is not None
            case _:
                return True

    def action_pause(self) -> None:
        """Start no more batches."""
        if self.control is not None:
            self.control.pause()
            self.refresh_bindings()

    def action_go_on(self) -> None:
        """Start batches again."""
        if self.control is not None:
            self.control.resume()
            self.refresh_bindings()

    def action_stop(self) -> None:
        """Stop once the batches in flight are finished."""
        if self.control is not None:
            self.control.stop()
            self._show_pace()
