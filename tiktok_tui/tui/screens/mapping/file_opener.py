"""Choose the file whose conversions are sent, and open it off the UI thread."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.worker import Worker

from tiktok_tui.events.errors import AppError, StateError
from tiktok_tui.files.source.source import FileSource, QuerySource, SourceRef, is_query
from tiktok_tui.sources.transfer import Transfer
from tiktok_tui.tui.dialogs.choice_list import Choice
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.pick_file import PickFile
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import BackgroundJob, run, start
from tiktok_tui.tui.screens.mapping.database_choice import choose_in_database
from tiktok_tui.tui.screens.problems.save_rejects import saved_before

if TYPE_CHECKING:
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.files.typed.database_files import TableNeeded
    from tiktok_tui.mapping.model import Mapping
    from tiktok_tui.tui.screens.mapping.open_file import OpenFile
    from tiktok_tui.tui.wizard.wizard import Wizard


def _used_before(session: AppSession) -> tuple[SourceRef, ...]:
    """Return the sources that were sent, then the queries that were opened, the newest first."""
    from tiktok_tui.accounts.queries import recent_queries
    from tiktok_tui.uploads.ledger.history import recent_sources

    sent: tuple[SourceRef, ...] = ()
    # A ledger that cannot be read is reported by the screens that need it.
    with suppress(StateError):
        sent = recent_sources(session.home)
    return tuple(dict.fromkeys((*sent, *map(QuerySource, recent_queries(session.home)))))


def _remember(session: AppSession, source: SourceRef) -> None:
    """Remember a query for the next time, unless its text names a person."""
    from tiktok_tui.accounts.queries import remember_query
    from tiktok_tui.events.personal import looks_personal

    if isinstance(source, QuerySource) and not looks_personal(source.sql):
        remember_query(session.home, source.sql)


class FileOpener:
    """Opens one file after another; if one cannot be opened, the file before it stays open.

    `opened`, `failed` and `stopped` are called on the UI thread. The previous file is closed once `opened` has
    returned, the last one with the wizard.
    """

    def __init__(
        self,
        owner: Widget,
        wizard: Wizard,
        *,
        opened: Callable[[OpenFile], None],
        failed: Callable[[AppError], None],
        stopped: Callable[[], None],
    ) -> None:
        self._stopped = stopped
        self._open_file: OpenFile | None = None
        self._owner, self._wizard = owner, wizard
        self._opened, self._failed = opened, failed
        self._job: BackgroundJob | None = None
        self._transfer = Transfer()
        self._typed = ""
        self._error: AppError | None = None

    @property
    def to_correct(self) -> bool:
        """True if a query could not be opened: it is still in the line of the dialog, to be corrected."""
        return self._error is not None

    async def choose(self) -> SourceRef | None:
        """Ask for a path or a query; None if the person left the dialog. Files sent before come first.

        Where corrected rejects are to be sent, those that were saved here come before them.

        A query that was typed and not opened is in the line again, with the error, if there was one.
        """
        session = self._wizard.session
        recent = await run(lambda _: _used_before(session))
        if self._wizard.draft.corrects is not None:
            recent = (*(await run(lambda _: tuple(map(FileSource, saved_before())))), *recent)
        if session.demo is not None and (example := FileSource(session.demo.file)) not in recent:
            recent = (example, *recent)
        if self._is_left():
            return None
        error, self._error = self._error, None
        title = "Which file has the conversions?"
        while True:
            dialog = PickFile(recent=recent, title=title, typed=self._typed, error=error, databases=True)
            source = await self._owner.app.push_screen_wait(dialog)
            self._typed = dialog.typed if is_query(dialog.typed) else ""
            if dialog.wants_database:
                source = await choose_in_database(self._owner.app, session.home)
            if source is not None or not dialog.wants_database:
                return source

    @property
    def running(self) -> bool:
        """True while a file is being opened."""
        return self._job is not None and self._job.running

    def words(self) -> str:
        """Return the progress of a fetch for people: "12,000 rows, 3.4 MB"; "" before anything has come."""
        return self._transfer.words()

    def stop(self) -> None:
        """Stop opening, and the query on the server too."""
        if self.running and self._job is not None:
            self._job.cancel()

    def open(
        self, source: SourceRef, destination: Destination, corrects: Mapping | None = None, sheet: str | None = None
    ) -> None:
        """Open `source` in place of the file that is open or being opened, with the mapping `corrects` if it fits.

        `sheet` is a table of a database file; if it is needed and missing, the person is asked.
        """
        from tiktok_tui.tui.screens.mapping.open_file import OpenFile

        transfer = self._transfer = Transfer()

        def opened(job: BackgroundJob) -> OpenFile:
            _remember(self._wizard.session, source)
            job.on_cancel(transfer.cancel)
            session = self._wizard.session
            found = OpenFile.open(
                source,
                home=session.home,
                destination=destination,
                sheet=sheet,
                transfer=transfer,
                corrects=corrects,
            )
            example = session.demo is not None and source == FileSource(session.demo.file)
            return replace(found, example=example)

        if self.running and self._job is not None:
            self._job.cancel()
        self._job = start(
            self._owner,
            opened,
            done=self._done,
            failed=lambda error: self._fail(source, destination, error),
            stopped=self._stopped,
        )

    def _fail(self, source: SourceRef, destination: Destination, error: AppError) -> None:
        from tiktok_tui.files.typed.database_files import TableNeeded

        if isinstance(error, TableNeeded):
            ask = partial(self._choose_table, source, destination, error)
            _: Worker[None] = self._owner.run_worker(ask, group="source", exclusive=True)
            return
        if isinstance(source, QuerySource):
            self._typed, self._error = source.text, error
        self._failed(error)

    async def _choose_table(self, source: SourceRef, destination: Destination, needed: TableNeeded) -> None:
        """Ask which table of a database file is meant, and open that."""
        dialog = Choose(f"Which table of {source.label}?", [Choice(name, name) for name in needed.names])
        name = None if self._is_left() else await self._owner.app.push_screen_wait(dialog)
        if name is None:
            self._failed(needed)
        else:
            self.open(source, destination, sheet=name)

    def _is_left(self) -> bool:
        """Return True if the person has left the page meanwhile: a dialog would come up over another one."""
        return self._owner.screen not in self._owner.app.screen_stack

    def _done(self, open_file: OpenFile) -> None:
        previous, self._open_file = self._open_file, open_file
        self._typed = ""
        self._wizard.resources.callback(open_file.close)
        draft = self._wizard.draft
        if draft.options.sheet != open_file.sheet:
            self._wizard.update(draft.with_options(replace(draft.options, sheet=open_file.sheet)))
        self._opened(open_file)
        if previous is not None:
            start(self._owner, lambda _: previous.close(), done=lambda _: None, failed=lambda _: None)
