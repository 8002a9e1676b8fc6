"""Pick a file: type with completion, browse folders, take a recent one, paste or drop a path, or write a query."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from tiktok_tui.events.errors import AppError
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.files.source.source import FileSource, SourceRef, source_of
from tiktok_tui.tui.dialogs.dialog import Dialog
from tiktok_tui.tui.dialogs.paths import (
    Entry,
    can_be_opened,
    dropped,
    entries,
    folder_and_start,
    folder_in_words,
    is_elsewhere,
    matching,
    size_in_words,
)
from tiktok_tui.tui.dialogs.programs import edit_text
from tiktok_tui.tui.dialogs.source_line import SourceLine, in_one_line
from tiktok_tui.tui.jobs.jobs import BackgroundJob, start
from tiktok_tui.tui.widgets.clock import moment
from tiktok_tui.tui.widgets.notice import Notice
from tiktok_tui.tui.widgets.table.rows import Cell, FixedRows, TableColumn
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.tone import Tone


class PickFile(Dialog[SourceRef]):
    """A line for the path above a list of the paths that match. The result is the source, or None.

    Enter opens a folder or takes a file, Tab completes; both take a recent query of a database. While the line is
    empty, recent files come first.
    """

    DEFAULT_CSS = """
    PickFile {
        & > .dialog--box { width: 96; }
        Input { margin: 0 0 1 0; }
        VirtualTable { height: 14; }
        Notice { padding: 0; margin: 0 0 1 0; }
    }
    """
    guide = "sources"
    BINDINGS = [
        Binding("down", "move(1)", "Next", id="pick.down", show=False, tooltip="Go to the next one"),
        Binding("up", "move(-1)", "Previous", id="pick.up", show=False, tooltip="Go to the one before"),
        Binding("pagedown", "move(12)", "Page down", id="pick.page_down", show=False, tooltip="Go twelve down"),
        Binding("pageup", "move(-12)", "Page up", id="pick.page_up", show=False, tooltip="Go twelve up"),
        Binding("tab", "complete", "Complete", id="pick.complete", show=False, tooltip="Complete the path"),
        Binding("f4", "edit", "Edit", id="pick.edit", show=False, tooltip="Write a query in your own editor"),
        Binding(
            "f2", "databases", "Databases", id="pick.databases", show=False, tooltip="Choose a table or a query instead"
        ),
    ]

    table = getters.query_one(VirtualTable)
    line = getters.query_one(SourceLine)
    notice = getters.query_one(Notice)

    def __init__(
        self,
        *,
        recent: Sequence[SourceRef] = (),
        folder: Path | None = None,
        title: str = "Which file?",
        typed: str = "",
        error: AppError | None = None,
        databases: bool = False,
    ) -> None:
        """`typed` is in the line at first, and `error` says why it could not be opened.

        With `databases`, F2 closes the dialog, and `wants_database` is true then.
        """
        other = "f2 databases" if databases else "type or drop a path"
        super().__init__(title, keys=f"{other} · tab complete · enter open · esc leave · f1 help")
        self.wants_database = False
        self._databases = databases
        self.typed = typed
        """The text in the line, also after the dialog is closed."""
        self._recent, self._error = tuple(recent), error
        self._home = folder or Path.cwd()
        self._folder: Path | None = None
        self._entries: tuple[Entry, ...] = ()
        self._offered: list[Entry] = []
        self._reading: BackgroundJob | None = None

    def compose_body(self) -> ComposeResult:
        """The line above the list."""
        yield SourceLine(
            in_one_line(self.typed),
            placeholder="Path, orders-*.csv, https://… or SELECT … FROM 'orders.csv'",
            compact=True,
            select_on_focus=False,
        )
        yield Notice()
        yield VirtualTable(
            _columns(self._home),
            empty="Reading …",
            open_on_click=True,
            always_lit=True,
        )

    def on_mount(self) -> None:
        """Start with the recent files and the current folder."""
        self.line.focus()
        if self._error is not None:
            self.notice.show_error(self._error)
        self._read(self._home)

    def _read(self, folder: Path) -> None:
        """List `folder` in a thread: it may be on a slow disk or a network. Until then no entry can be taken."""
        self._folder, self._offered = folder, []
        if self._reading is not None:
            self._reading.cancel()

        def done(found: tuple[Entry, ...]) -> None:
            self._entries = found
            self.table.empty = "No file here matches."
            self._offer()

        self._reading = start(self, lambda job: entries(folder), done=done)

    def _offer(self) -> None:
        _, begun = folder_and_start(self.typed, self._home)
        elsewhere = is_elsewhere(self.typed)
        self._offered = [] if elsewhere else matching(self._entries, begun)
        if not self.typed:
            recent = [Entry(used.label, Path(used.text), folder=False, recent=used) for used in self._recent]
            above = Entry("..", self._home.parent, folder=True)
            self._offered = [*recent, above, *self._offered]
        self.table.load(
            FixedRows([self._row(entry) for entry in self._offered]),
            columns=_columns(self._folder or self._home),
            cursor=self._likely(),
        )

    def _likely(self) -> int:
        """Return the line to start on: the first match or recent file, else the first file that can be opened."""
        if self.typed or self._recent:
            return 0
        return next((index for index, entry in enumerate(self._offered) if entry.readable), 0)

    def _row(self, entry: Entry) -> tuple[str | Cell, ...]:
        if entry.folder:
            return (Cell(f"{entry.name}/", Tone.DONE),)
        if entry.recent is not None:
            # The name first: text that does not fit is cut at its end.
            is_file = isinstance(entry.recent, FileSource)
            words = f"{entry.name}  in {entry.path.parent}" if is_file else in_one_line(entry.recent.text)
            if isinstance(entry.recent, DatabaseSource):
                words = f"{entry.name}  {words}"
            return (words, "", Cell("recent", Tone.QUIET))
        tone = Tone.INFO if entry.readable else Tone.QUIET
        return (
            Cell(entry.name, tone),
            *(Cell(words, Tone.QUIET) for words in (size_in_words(entry.size), moment(entry.changed)[:10])),
        )

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        text = self.line.text
        if text != self.typed:
            self.notice.clear()
        self.typed = text
        path = dropped(text)
        if path != text:
            self.line.text = path
            return
        folder, _ = folder_and_start(path, self._home)
        if folder == self._folder or is_elsewhere(path):
            self._offer()
        else:
            self._read(folder)

    def _chosen(self) -> Entry | None:
        return self._offered[self.table.cursor] if self._offered else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable the databases where their rows can be used."""
        return self._databases if action == "databases" else super().check_action(action, parameters)

    def action_databases(self) -> None:
        """Close, to choose rows of a database."""
        self.wants_database = True
        self.dismiss(None)

    def action_move(self, rows: int) -> None:
        """Move in the list while the line keeps the focus."""
        self.table.action_move(rows)

    def action_complete(self) -> None:
        """Put the entry under the cursor into the line; take a query of a database, which is no text without it."""
        entry = self._chosen()
        if entry is not None and isinstance(entry.recent, DatabaseSource):
            self._take(entry)
        elif entry is not None:
            self._type(entry)

    def action_edit(self) -> None:
        """Write the line in the person's own editor: a query may be long, and have several lines."""
        written = edit_text(self.app, self.typed, "query.sql")
        if written is not None:
            self.line.text = written

    def _type(self, entry: Entry) -> None:
        path = entry.path.resolve() if entry.name == ".." else entry.path
        text = entry.recent.text if entry.recent is not None else str(path) + ("/" if entry.folder else "")
        self.line.text = text

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        event.stop()
        typed = self.line.text.strip()
        if typed and can_be_opened(source := source_of(typed, self._home)):
            self.dismiss(source)
        else:
            self._take(self._chosen())

    @on(VirtualTable.Selected)
    def _clicked(self, event: VirtualTable.Selected) -> None:
        event.stop()
        self._take(self._chosen())

    def _take(self, entry: Entry | None) -> None:
        if entry is None:
            self.app.bell()
        elif entry.folder:
            self._type(entry)
        else:
            self.dismiss(entry.recent or FileSource(entry.path.absolute()))


def _columns(folder: Path) -> list[TableColumn]:
    """Return the list's columns; the first is headed by the folder."""
    return [
        TableColumn(folder_in_words(folder), least=20),
        TableColumn("Size", 9, right=True),
        TableColumn("Changed", 10),
    ]
