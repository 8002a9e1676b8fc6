"""Pick a table of a database, or write a query in one's own editor, with the first twenty rows beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal

from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import AppError
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.sources.connections.queries import save_query, saved_query
from tiktok_tui.sources.databases.database import TableName
from tiktok_tui.sources.transfer import Transfer
from tiktok_tui.tui.dialogs.dialog import Dialog
from tiktok_tui.tui.dialogs.programs import edit_text
from tiktok_tui.tui.jobs.jobs import BackgroundJob, run, start
from tiktok_tui.tui.widgets.notice import Notice
from tiktok_tui.tui.widgets.table.filtered_table import FilteredTable
from tiktok_tui.tui.widgets.table.rows import Cell, FixedRows, RowSource, TableColumn
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.tone import Tone

if TYPE_CHECKING:
    from tiktok_tui.sources.databases.preview import FirstRows

_QUERY = "your query"
_WIDEST = 24


class PickTable(Dialog[DatabaseSource]):
    """Tables at the left, the first rows of the one under the cursor at the right. The result is the source, or None.

    The query of the connection comes first once it was written. A preview that is no longer wanted is stopped.
    """

    DEFAULT_CSS = """
    PickTable {
        & > .dialog--box { width: 150; height: 94%; }
        Horizontal { height: 1fr; }
        FilteredTable { width: 32; margin: 0 2 0 0; }
        #preview { width: 1fr; }
        Notice { padding: 0; margin: 1 0 0 0; }
    }
    """
    guide = "sources"
    BINDINGS = [
        Binding("q", "query", "query", id="tables.query", tooltip="Write a query in your editor ($EDITOR)"),
    ]

    notice = getters.query_one(Notice)
    tables = getters.query_one(FilteredTable)
    preview = getters.query_one("#preview", VirtualTable)

    def __init__(self, home: Home, connection: str, found: Sequence[tuple[TableName, str]]) -> None:
        """`found` are the tables of the connection, each with the query for all of its rows."""
        super().__init__(f"Tables of {connection}", keys="enter choose · q query · / filter · esc leave · f1 help")
        self._home, self._connection = home, connection
        self._sources = [DatabaseSource(connection, query, title=table.title) for table, query in found]
        self._matching: list[DatabaseSource] = []
        self._shown: DatabaseSource | None = None
        self._job: BackgroundJob | None = None

    def compose_body(self) -> ComposeResult:
        """The two lists, and a notice below."""
        with Horizontal():
            yield FilteredTable([TableColumn("Table")], self._filtered, empty="No table here may be read.")
            yield VirtualTable((), id="preview", empty="")
        yield Notice()

    def on_mount(self) -> None:
        """Start with the query that was written before, if there is one."""
        self.tables.table.focus()
        self._offer_query()

    @work(exclusive=True, group="query")
    async def _offer_query(self) -> None:
        try:
            text = await run(lambda _: saved_query(self._home, self._connection))
        except AppError as error:
            self.notice.show_error(error)
            return
        self._set_query(text)

    def _set_query(self, text: str) -> None:
        tables = [source for source in self._sources if source.title != _QUERY]
        query = [DatabaseSource(self._connection, text, title=_QUERY)] if text.strip() else []
        self._sources = [*query, *tables]
        self._shown = None
        self.tables.renew()
        self._look(0)

    def _filtered(self, text: str) -> RowSource:
        self._matching = [source for source in self._sources if text.lower() in source.title.lower()]
        self.call_after_refresh(self._look_again)
        return FixedRows(
            [(Cell(each.title, Tone.DONE if each.title == _QUERY else Tone.INFO),) for each in self._matching]
        )

    def _look_again(self) -> None:
        """Show the source under the cursor, which the filter may have changed without moving the cursor."""
        self._look(self.tables.table.cursor)

    @on(VirtualTable.Highlighted)
    def _moved(self, event: VirtualTable.Highlighted) -> None:
        if event.control is self.tables.table:
            self._look(event.row)

    def _look(self, row: int) -> None:
        """Show the first rows of a source; the preview before it is stopped, on the server too."""
        source = self._matching[row] if row < len(self._matching) else None
        if source is None or source == self._shown:
            return
        self._shown = source
        if self._job is not None:
            self._job.cancel()
        self.notice.say("Reading the first rows …", Tone.QUIET)
        self.preview.load(FixedRows(()), columns=(), cursor=0)

        def read(job: BackgroundJob) -> FirstRows:
            from tiktok_tui.sources.databases.preview import first_rows

            transfer = Transfer()
            job.on_cancel(transfer.cancel)
            return first_rows(self._home, source, transfer)

        self._job = start(self, read, done=self._show, failed=self.notice.show_error)

    def _show(self, found: FirstRows) -> None:
        self.notice.clear()
        widths = [
            min(_WIDEST, max(len(name), *(len(row[index] or "") for row in found.rows), 1))
            for index, name in enumerate(found.columns)
        ]
        columns = [TableColumn(name, width) for name, width in zip(found.columns, widths, strict=True)]
        self.preview.load(FixedRows([[cell or "" for cell in row] for row in found.rows]), columns=columns, cursor=0)

    @on(VirtualTable.Selected)
    def _take(self, event: VirtualTable.Selected) -> None:
        event.stop()
        if event.control is self.tables.table and event.row < len(self._matching):
            self.dismiss(self._matching[event.row])

    @work(exclusive=True, group="query")
    async def action_query(self) -> None:
        """Open the connection's query in the person's editor, then show its first rows."""
        cursor = self.tables.table.cursor
        table = self._matching[cursor] if cursor < len(self._matching) else None
        try:
            saved = await run(lambda _: saved_query(self._home, self._connection))
            written = edit_text(self.app, saved or (table.query if table is not None else "SELECT …"), "query.sql")
            if written is None:
                return
            await run(lambda _: save_query(self._home, self._connection, written))
        except AppError as error:
            self.notice.show_error(error)
            return
        self._set_query(written)
        self.tables.table.action_to_row(0)

    def action_leave(self) -> None:
        """Stop the preview and close."""
        if self._job is not None:
            self._job.cancel()
        super().action_leave()
