"""Make a sync out of an upload that was done: the same source, to the same destination, every day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from textual import getters, on
from textual.app import App, ComposeResult
from textual.widgets import Input

from tiktok_tui.events.errors import FileError, SettingsError
from tiktok_tui.events.system.settings_text import shown
from tiktok_tui.tui.dialogs.dialog import Dialog
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import run
from tiktok_tui.tui.screens.destination.form import Form, FormRow
from tiktok_tui.tui.screens.syncs.offer_schedule import offer_schedule
from tiktok_tui.tui.widgets.text_line import TextLine
from tiktok_tui.tui.wizard.draft import UploadState

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.files.source.source import SourceRef
    from tiktok_tui.syncs.settings.sync import Sync, SyncSource
    from tiktok_tui.tui.wizard.draft import StartedUpload

_TIME = "03:15"
"""The time that is proposed: at night, and not at the full hour, when everybody's programs start."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """The name, where the rows are, and the time of day, as they were typed."""

    name: str
    source: str
    daily: str


class NewSync(Dialog[Wishes]):
    """Asks for a name, the source and the time; each line has a proposal, so that Enter is enough."""

    DEFAULT_CSS = "NewSync > .dialog--box { width: 84; }"
    form = getters.query_one(Form)

    def __init__(self, wishes: Wishes, error: SettingsError | None = None, *, fixed: bool = False) -> None:
        """`error` is shown at its line; with `fixed` the source cannot be changed here."""
        super().__init__("Send this every day by itself", keys="enter save it · esc leave")
        self._wishes, self._error, self._fixed = wishes, error, fixed

    def compose_body(self) -> ComposeResult:
        """The three lines."""
        source = TextLine(self._wishes.source, compact=True, id="source", disabled=self._fixed)
        yield Form(
            FormRow("daily", "Every day at", TextLine(self._wishes.daily, compact=True, id="daily")),
            FormRow("name", "Name", TextLine(self._wishes.name, compact=True, id="name")),
            FormRow(
                "source",
                "From",
                source,
                hint="What TikTok has accepted is not sent again. A pattern such as orders_*.csv takes new files too.",
            ),
            in_dialog=True,
        )

    def on_mount(self) -> None:
        """Begin at the time, or at the line with the mistake."""
        self.query_one("#daily", TextLine).focus()
        if self._error is not None:
            self.form.show_errors([self._error])

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        typed = {key: self.query_one(f"#{key}", TextLine).value.strip() for key in ("name", "source", "daily")}
        self.dismiss(Wishes(**typed))


async def make_sync(app: App[Any], session: AppSession, upload: StartedUpload) -> Sync | None:
    """Ask, check and save a sync of the upload's source; None if the person left. To be awaited in a worker."""
    file, sheet = upload.file, upload.options.sheet
    source = file.table.source
    fixed = _kept(source)
    wishes = Wishes(f"{file.destination.name} nightly", source.text if fixed is None else file.table.name, _TIME)
    error: SettingsError | None = None
    while True:
        asked = await app.push_screen_wait(NewSync(wishes, error, fixed=fixed is not None))
        if asked is None:
            return None
        wishes = asked
        try:
            made = await run(lambda _, wishes=wishes: _saved(session.home, wishes, fixed, file.destination.slug, sheet))  # type: ignore[misc]
        except SettingsError as wrong:
            error = wrong
        except FileError as wrong:
            error = SettingsError(wrong.what, remedy=wrong.remedy, field="source")
        else:
            await offer_schedule(app, session, made)
            return made


def can_repeat(session: AppSession, upload: StartedUpload | None) -> bool:
    """Return True for a finished upload whose source can be read again, outside of the example.

    A pipe cannot; an address may hold a password, and is written to no file.
    """
    from tiktok_tui.files.source.copied import AddressSource, PipeSource

    if upload is None or upload.state is not UploadState.FINISHED or session.demo is not None:
        return False
    return not isinstance(upload.file.table.source, AddressSource | PipeSource)


def _kept(source: SourceRef) -> SyncSource | None:
    """Return the source of a sync where it is no file or pattern that a person may change."""
    from tiktok_tui.files.source.database import DatabaseSource
    from tiktok_tui.files.source.object_storage import ObjectSource
    from tiktok_tui.files.source.source import QuerySource
    from tiktok_tui.syncs.settings.sync import ConnectionSource, PathSource

    if isinstance(source, DatabaseSource):
        return ConnectionSource(source.connection, sql=source.query)
    if isinstance(source, QuerySource):
        return PathSource(source.sql)
    return PathSource(source.url) if isinstance(source, ObjectSource) else None


def _saved(home: Home, wishes: Wishes, kept: SyncSource | None, destination: str, sheet: str | None) -> Sync:
    from tiktok_tui.files.source.source import source_of
    from tiktok_tui.syncs.new_sync import check_new
    from tiktok_tui.syncs.settings import store
    from tiktok_tui.syncs.settings.schedule import Kind, Schedule
    from tiktok_tui.syncs.settings.sync import PathSource, Sync

    sync = Sync(
        store.new_id(home, wishes.name),
        wishes.name,
        destination,
        kept or PathSource(source_of(wishes.source).text),
        schedule=Schedule(Kind.DAILY, _time(wishes.daily)),
        sheet=sheet,
    )
    check_new(home, sync)
    store.save(home, sync)
    return sync


def _time(text: str) -> time:
    try:
        return datetime.strptime(text, "%H:%M").time()
    except ValueError:
        raise SettingsError(
            f"“{shown(text)}” is no time of day.", remedy="Write it with 24 hours, such as 03:15.", field="daily"
        ) from None
