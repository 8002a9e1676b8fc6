"""The pane of one row: reads it through the mapping in a thread, and shows the field under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive

from tiktok_tui.tui.dialogs.programs import read_text
from tiktok_tui.tui.jobs.jobs import BackgroundJob, start
from tiktok_tui.tui.screens.mapping.row_preview import RowPreview
from tiktok_tui.tui.widgets.safe_text import safe_text

if TYPE_CHECKING:
    from tiktok_tui.prepare.explain.preview import Preview
    from tiktok_tui.prepare.prepare import Prepared
    from tiktok_tui.tui.screens.mapping.field_lines import FieldLine

_FARTHEST = 200
"""Row numbers that are tried for the next row: blank and broken lines are no rows."""


class RowPane(Vertical):
    """Shows one row. `line` is the field that is shown from its cell to what is sent."""

    ALLOW_MAXIMIZE = True
    DEFAULT_CSS = """
    RowPane {
        padding: 0 1;
        border: round $border-blurred;
        border-title-color: $foreground-muted;
        border-subtitle-color: $foreground-muted;
    }
    """

    line: reactive[FieldLine | None] = reactive(None)

    def __init__(self) -> None:
        super().__init__()
        self._prepared: Prepared | None = None
        self._row = 0
        self._wanted = 0
        self._direction = 0
        self._reading = False
        self._preview: Preview | None = None
        self._seeking = False

    def compose(self) -> ComposeResult:
        """The preview alone."""
        yield RowPreview()

    def show_row(self, row: int) -> None:
        """Show row number `row`."""
        self._row, self._seeking = row, False
        self._read(row, 0)

    def begin_at(self, row: int) -> None:
        """Show the first row that is sent, once a check knows it; `row` if none is."""
        self._row = self._wanted = row
        self._direction, self._seeking = 0, True

    def use(self, prepared: Prepared) -> None:
        """Read the row from this check."""
        self._prepared = prepared
        self._read(self._wanted, self._direction)

    def forget(self) -> None:
        """Drop the check; the row stays on the screen until there is another check."""
        self._prepared = None
        self._preview = None

    def step(self, step: int) -> None:
        """Show the next existing row in that direction."""
        self._seeking = False
        self._read(self._wanted + step, step)

    def copy(self) -> None:
        """Copy the event's JSON, exactly as it is sent."""
        if self._preview is not None and self._preview.body is not None:
            self.app.copy_to_clipboard(self._preview.body.decode())
            self.app.notify("The event's JSON is copied.", markup=False)
        else:
            self._say_no_json("copy")

    def read(self) -> None:
        """Read the event's JSON in the person's own pager, hashes in full."""
        if self._preview is not None and self._preview.body is not None:
            read_text(self.app, self.query_one(RowPreview).event.json + "\n")
        else:
            self._say_no_json("read")

    def _say_no_json(self, verb: str) -> None:
        why = "No row has been read yet" if self._preview is None else "This row is not sent"
        self.app.notify(f"{why}, so there is no JSON to {verb}.", severity="warning", markup=False)

    def toggle_hashes(self) -> None:
        """Show hashes in full, or shortened again."""
        event = self.query_one(RowPreview).event
        event.whole = not event.whole

    def _read(self, row: int, step: int) -> None:
        """Read `row`, or the next existing one in the direction of `step`.

        One is read at a time. Requests that arrive meanwhile replace each other, so a held key skips rows instead of
        queueing them.
        """
        self._wanted, self._direction = row if row >= 1 else self._row, step
        prepared, wanted, seeking = self._prepared, self._wanted, self._seeking
        if prepared is None or self._reading or row < 1:
            return

        def read(job: BackgroundJob) -> Preview | None:
            begin = prepared.first_sent or wanted if seeking else wanted
            return _first(prepared, begin, step, job)

        def done(preview: Preview | None) -> None:
            self._reading = False
            if (wanted, prepared) != (self._wanted, self._prepared):
                self._read(self._wanted, self._direction)
            elif preview is None:
                if wanted != self._row:
                    self._read(self._row, 0)
            else:
                self._row = self._wanted = preview.row
                self._preview, self._seeking = preview, False
                self._show()
                if step:
                    self._read_ahead(prepared, preview.row, step)

        self._reading = True
        # An error here means that the check was closed meanwhile; the next check is on its way.
        start(self, read, done=done, failed=lambda _: done(None))

    def _read_ahead(self, prepared: Prepared, row: int, step: int) -> None:
        """Read what a held key reaches soon. An error here means that the check was closed meanwhile."""
        start(self, lambda _: prepared.read_ahead(row, step), done=lambda _: None, failed=lambda _: None)

    def watch_line(self) -> None:
        """Show another field."""
        self._show()

    def _show(self) -> None:
        preview, line = self._preview, self.line
        if line is None:
            return
        self.query_one(RowPreview).show(line, preview)
        if preview is None:
            self.border_title = self.border_subtitle = ""
            return
        together = f" · {len(preview.rows):,} rows are one event" if len(preview.rows) > 1 else ""
        self.border_title = Content(f"{safe_text(preview.name, 60) or f'Row {preview.row:,}'}{together}")
        self.border_subtitle = "←→ row"


def _first(prepared: Prepared, begin: int, step: int, job: BackgroundJob) -> Preview | None:
    """Return the preview of the row, or of the first one after it (`step` 1) or before it (-1) that has one."""
    wanted = begin
    for _ in range(_FARTHEST if step else 1):
        number = prepared.nearest_row(wanted, step)
        if number is None or job.cancelled:
            break
        preview = prepared.preview(number)
        if preview is not None:
            return preview
        wanted = number + step
    return None
