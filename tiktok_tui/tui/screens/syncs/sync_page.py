"""One sync: what is held and why, where it goes and when, and its nights; run it, send or give up what is held."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from tiktok_tui.events.errors import AppError
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.notes import Notes
from tiktok_tui.tui.frame.navigation import OpenRun
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import BackgroundJob, run, start
from tiktok_tui.tui.screens.syncs import sync_jobs, sync_words
from tiktok_tui.tui.screens.syncs.edit_sync import edit_sync
from tiktok_tui.tui.screens.syncs.loaded_sync import LoadedSync
from tiktok_tui.tui.screens.syncs.offer_schedule import offer_schedule
from tiktok_tui.tui.screens.syncs.run_bar import RunBar
from tiktok_tui.tui.widgets.fact_list import FactList
from tiktok_tui.tui.widgets.notice import Notice
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.table.rows import FixedRows
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.tone import Tone

_NEED_HOLD = frozenset({"release", "drop"})
_NEED_IDLE = frozenset({"run", "release", "drop", "remove"})


class SyncPage(Page[None]):
    """The sync with the ID `sync`."""

    HEADING = "Sync"
    guide = "nightly"
    CSS_PATH = "sync_page.tcss"
    BINDINGS = [
        Binding("r", "run", "run it now", id="sync.run", tooltip="Check and send what there is now"),
        Binding("s", "stop", "stop", id="sync.stop", tooltip="Stop after the batches in flight; the next run resumes"),
        Binding("a", "release", "send it anyway", id="sync.release", tooltip="Send what is held as it is"),
        Binding("d", "drop", "give it up", id="sync.drop", tooltip="Give up what is held; nothing of it is sent"),
        Binding("t", "schedule", "start it by itself", id="sync.schedule", tooltip="Let this machine start it"),
        Binding("e", "edit", "edit", id="sync.edit", tooltip="Change its name, its times and its limits"),
        Binding("delete", "remove", "remove", id="sync.remove", tooltip="Remove the sync and its history"),
    ]

    sentence = getters.query_one("#sentence", Static)
    facts = getters.query_one(FactList)
    nights = getters.query_one("#nights", VirtualTable)
    bar = getters.query_one(RunBar)
    notice = getters.query_one(Notice)

    def __init__(self, session: AppSession, sync: str) -> None:
        super().__init__(session)
        self._sync_id = sync
        self._loaded: LoadedSync | None = None
        self._reading = BackgroundJob()

    def compose_body(self) -> ComposeResult:
        """The facts above the nights."""
        with Vertical(id="body"):
            yield Static("", id="sentence", markup=False)
            yield RunBar(id="running")
            yield FactList(id="facts")
            yield VirtualTable(sync_words.NIGHTS, empty="Reading …", id="nights")
        yield Notice()

    def on_screen_resume(self) -> None:
        """Read it again: a scheduler may have run it."""
        self._load()

    def _load(self) -> None:
        home, sync, now = self.session.home, self._sync_id, self.session.now()
        failed = self.notice.show_error
        self._reading.cancel()  # what was read before a change must not arrive after what is read after it
        self._reading = start(self, lambda _: LoadedSync.read(home, sync, now), done=self._show, failed=failed)

    def _show(self, loaded: LoadedSync) -> None:
        standing = loaded.standing
        self._loaded = loaded
        self.show_location(f"Sync {standing.sync.id}")
        self.sentence.update(safe_text(standing.sync.name, 200))
        self.facts.update(sync_words.facts_of(loaded, self.session.now()))
        rows = [sync_words.night_cells(night, loaded.before(index)) for index, night in enumerate(loaded.nights)]
        self.nights.empty = "It has not run yet: r  runs it now."
        self.nights.load(FixedRows(rows[::-1]))
        self.refresh_bindings()
        if self.focused is None:
            self.nights.focus()
        if standing.holds and not self.bar.running and not self.notice.shown.plain:
            self.notice.say(sync_words.held_words(standing), Tone.WARNING, remedy="a  sends it anyway, d  gives it up.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each key only when there is something for it."""
        if not self.is_mounted or self._loaded is None:
            return True
        if action == "stop":
            return self.bar.running
        if action in _NEED_HOLD and not self._loaded.standing.holds:
            return False
        if action == "schedule":
            return self._loaded.standing.sync.schedule is not None and not self._loaded.scheduled
        return None if action in _NEED_IDLE and self.why_disabled(action) else True

    def why_disabled(self, action: str) -> str:
        """The reason why a key is dimmed."""
        running = self.bar.running or (self._loaded is not None and self._loaded.standing.running)
        return "it is being run" if running else ""

    def action_run(self) -> None:
        """Check and send what there is now."""
        if self._loaded is not None:
            self._begin(sync_jobs.run_now(self.session, self._sync_id))

    def action_release(self) -> None:
        """Send what is held."""
        if self._loaded is not None:
            self._begin(sync_jobs.send_held(self.session, self._sync_id))

    def _begin(self, act: sync_jobs.Act) -> None:
        self.notice.clear()
        self.add_class("-running")
        self.bar.begin(act)
        self.refresh_bindings()

    @on(RunBar.Ended)
    def _ended(self, event: RunBar.Ended) -> None:
        self.remove_class("-running")
        self._load()
        if event.error is not None:
            self.notice.show_error(event.error)
        for what, tone, remedy in sync_words.ended_words(event.results):
            self.notice.say(what, tone, remedy=remedy)
        if not event.results and event.error is None:
            self.notice.say("Stopped. The next run continues it.", Tone.WARNING)

    def action_stop(self) -> None:
        """Stop after the batches in flight."""
        self.bar.stop()

    @work(exclusive=True)
    async def action_schedule(self) -> None:
        """Let the machine's own scheduler start it, after a question."""
        if self._loaded is not None:
            await self._change(offer_schedule(self.app, self.session, self._loaded.standing.sync))

    @work(exclusive=True)
    async def action_edit(self) -> None:
        """Change its name, its times and its limits."""
        if self._loaded is not None and await self._change(edit_sync(self.app, self.session, self._sync_id)):
            self.notice.say("Saved.", Tone.DONE)

    @work(exclusive=True)
    async def action_drop(self) -> None:
        """Give up what is held, after a question."""
        question = "Nothing of the held export is sent, unless a later export has the same conversions."
        if await self.app.push_screen_wait(Confirm("Give up what is held?", question, yes="Give it up")):
            await self._change(run(lambda _: sync_jobs.give_up(self.session.home, self._sync_id)))

    @work(exclusive=True)
    async def action_remove(self) -> None:
        """Remove the sync, after a question."""
        question = "The sync, its history and what is held of it are removed. Its runs stay in the history of runs."
        if await self.app.push_screen_wait(Confirm("Remove this sync?", question, yes="Remove", grave=True)):
            removing = run(lambda _: sync_jobs.remove(self.session.home, self._sync_id))
            await self._change(removing, then=self.dismiss)

    async def _change(self, doing: Awaitable[bool | None], then: Callable[[], object] | None = None) -> bool:
        """Carry out a change and read the sync again, or do what comes `then`; False if it failed or was left."""
        self.notice.clear()
        try:
            if await doing is False:
                return False
        except AppError as error:
            self.notice.show_error(error)
            return False
        (then or self._load)()
        return True

    @on(VirtualTable.Selected, "#nights")
    def _open(self, event: VirtualTable.Selected) -> None:
        if self._loaded is None:
            return
        night = self._loaded.nights[len(self._loaded.nights) - 1 - event.row]
        if night.run:
            self.post_message(OpenRun(night.run))
        else:
            said = filter(None, (night.reason, *night.notes))
            self.app.push_screen(Notes(f"{night.started.astimezone():%d %B %Y, %H:%M}", list(said)))

    def work_in_hand(self) -> str:
        """A sync that is being run."""
        return "The sync is stopped; its next run continues it." if self.is_mounted and self.bar.running else ""
