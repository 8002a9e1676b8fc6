"""Change the time and the limits of a sync; its history and what is held of it stay."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from textual import getters, on
from textual.app import App, ComposeResult
from textual.widgets import Input

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.dialog import Dialog
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import run
from tiktok_tui.tui.screens.destination.form import Form, FormRow
from tiktok_tui.tui.screens.syncs.loaded_sync import LoadedSync
from tiktok_tui.tui.screens.syncs.offer_schedule import offer_schedule
from tiktok_tui.tui.widgets.text_line import TextLine

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.syncs.settings.sync import Sync

_ROWS: Final = {
    "name": ("Name", ""),
    "schedule": (
        "When",
        "03:15 is every day, :15 every hour; or a cron expression. Empty: only when you run it.",
    ),
    "rejected": ("Rejected rows", "Held if there are more: a share (5 %) or a number."),
    "events": ("Events", "Held if fewer or more: 500-50000, or the fewest."),
    "older_than": ("Newest event", "Held if the newest is older: 2 days, 36 hours."),
}
"""The label and the hint of each line."""


@dataclass(frozen=True, slots=True)
class SyncWords:
    """The settings as the lines have them; "" for none."""

    name: str
    schedule: str
    rejected: str
    events: str
    older_than: str

    @classmethod
    def of(cls, sync: Sync) -> SyncWords:
        """Return the settings of a sync."""
        from tiktok_tui.syncs.settings.changes import events_words
        from tiktok_tui.syncs.settings.limits_text import span_words
        from tiktok_tui.syncs.settings.schedule_line import schedule_line

        limits = sync.limits
        return cls(
            sync.name,
            schedule_line(sync.schedule),
            "" if limits.rejected is None else str(limits.rejected),
            events_words(limits.events),
            "" if limits.older_than is None else span_words(limits.older_than),
        )


class EditSync(Dialog[SyncWords]):
    """Asks for the settings; a folder that is watched keeps its schedule."""

    DEFAULT_CSS = "EditSync > .dialog--box { width: 84; }"
    form = getters.query_one(Form)

    def __init__(self, words: SyncWords, error: SettingsError | None = None, *, watched: bool = False) -> None:
        """`error` is shown at its line; with `watched` the schedule cannot be changed here."""
        super().__init__("Change this sync", keys="enter save it · esc leave")
        self._words, self._error, self._watched = words, error, watched

    def compose_body(self) -> ComposeResult:
        """A line for each setting."""
        rows = []
        for key, (label, hint) in _ROWS.items():
            fixed = key == "schedule" and self._watched
            line = TextLine(getattr(self._words, key), compact=True, id=key, disabled=fixed)
            rows.append(
                FormRow(key, label, line, hint="It runs whenever a file appears in the folder." if fixed else hint)
            )
        yield Form(*rows, in_dialog=True)

    def on_mount(self) -> None:
        """Begin at the schedule, or at the line with the mistake."""
        self.query_one("#rejected" if self._watched else "#schedule", TextLine).focus()
        if self._error is not None:
            self.form.show_errors([self._error])

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(SyncWords(**{key: self.query_one(f"#{key}", TextLine).value.strip() for key in _ROWS}))


async def edit_sync(app: App[Any], session: AppSession, sync_id: str) -> bool:
    """Ask, check and save; return True once the sync is changed. To be awaited in a worker.

    A machine that starts the sync is given its new times after a question, or no longer starts it if it has none.
    Raises AppError if it cannot be read or saved.
    """
    loaded = await run(lambda _: LoadedSync.read(session.home, sync_id, session.now()))
    sync = loaded.standing.sync
    before = words = SyncWords.of(sync)
    error: SettingsError | None = None
    while True:
        asked = await app.push_screen_wait(EditSync(words, error, watched=_is_watched(sync)))
        if asked is None or asked == before:
            return False
        words = asked
        try:
            changed(sync, before, words)
            break
        except SettingsError as wrong:
            # What is to be written in the file is not what is to be typed here: the hint says that.
            error = SettingsError(wrong.what, field=wrong.field)
    if await run(lambda _: _loses_comments(session.home, sync)) and not await app.push_screen_wait(
        Confirm("Save it?", "The comments in its file will be lost.", yes="Save it")
    ):
        return False
    wanted = await run(lambda _: _save(session.home, sync_id, before, words))
    if loaded.is_started and wanted.schedule is not None and wanted.schedule != sync.schedule:
        await offer_schedule(app, session, wanted)
    return True


def changed(sync: Sync, before: SyncWords, words: SyncWords) -> Sync:
    """Return the sync with what differs between `before` and `words`. Raises SettingsError with the line's name."""
    from tiktok_tui.events.system.settings_text import SettingsText
    from tiktok_tui.syncs.settings.changes import changed_limits, changed_schedule
    from tiktok_tui.syncs.settings.schedule_line import setting_of

    said = SettingsText("", "")
    limits = {
        key: getattr(words, key)
        for key in ("rejected", "events", "older_than")
        if getattr(words, key) != getattr(before, key)
    }
    try:
        schedule = sync.schedule
        if words.schedule != before.schedule:
            schedule = changed_schedule(schedule, setting_of(words.schedule), said)
        name = sync.name if words.name == before.name else words.name or sync.id
        return replace(sync, name=name, schedule=schedule, limits=changed_limits(sync.limits, limits, said))
    except SettingsError as error:
        table, _, key = error.field.partition(".")
        error.field = key if table == "limits" else table
        raise


def _is_watched(sync: Sync) -> bool:
    from tiktok_tui.syncs.settings.schedule import Kind

    return sync.schedule is not None and sync.schedule.kind is Kind.WATCH


def _loses_comments(home: Home, sync: Sync) -> bool:
    from tiktok_tui.events.system import settings_file
    from tiktok_tui.syncs.settings import store

    return settings_file.file_has_comments(store.path_of(home, sync.id))


def _save(home: Home, sync_id: str, before: SyncWords, words: SyncWords) -> Sync:
    """Write what differs into the sync as its file is now, and return that: it may have been changed meanwhile."""
    from tiktok_tui.syncs.scheduling import scheduling
    from tiktok_tui.syncs.settings import store

    wanted = changed(store.load(home, sync_id), before, words)
    store.save(home, wanted)
    if wanted.schedule is None:
        scheduling.unschedule(home, sync_id)
    return wanted
