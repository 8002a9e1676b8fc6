"""One run of the history: its result, its rejects, and resuming it where it stopped."""

from __future__ import annotations

from functools import partial

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Static

from tiktok_tui.events.errors import AppError
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import BackgroundJob, start
from tiktok_tui.tui.screens.history import questions, run_lines
from tiktok_tui.tui.screens.history.loaded_run import LoadedRun
from tiktok_tui.tui.screens.history.run_record import RunRecord
from tiktok_tui.tui.screens.problems.save_rejects import save_rejects_of
from tiktok_tui.tui.screens.upload import runs
from tiktok_tui.tui.screens.upload.fix import fix
from tiktok_tui.tui.screens.upload.outcome import outcome
from tiktok_tui.tui.screens.upload.sending_page import SendingPage
from tiktok_tui.tui.screens.upload.upload_view import UploadView
from tiktok_tui.tui.widgets.notice import Notice
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.wizard.draft import OpenSetup, WizardDraft

_READ_AGAIN = 1.0
"""Seconds between two reads of a run that another process is sending."""
_NOT_ALWAYS = frozenset({"resume", "export", "corrected", "resume_doubtful", "resume_similar", "give_up"})


class RunPage(SendingPage):
    """The run with the ID `run`; with `resume` it is resumed at once."""

    HEADING = "Run"
    CSS_PATH = "run.tcss"
    BINDINGS = [
        Binding("r", "resume", "resume", id="run.resume", tooltip="Continue where the run stopped"),
        Binding("e", "export", "export rejects", id="run.export", tooltip="Save what was not accepted, with reasons"),
        Binding("m", "corrected", "send corrected", id="run.corrected", tooltip="Choose the corrected file"),
        Binding(
            "d",
            "resume_doubtful",
            "send what is in doubt",
            id="run.doubtful",
            show=False,
            tooltip="Send also the events that TikTok might have already and would count twice",
        ),
        Binding(
            "b",
            "resume_similar",
            "send held back",
            id="run.send_similar",
            show=False,
            tooltip="Send also the events that look like events accepted earlier under other IDs",
        ),
        Binding("g", "give_up", "give up", id="run.give_up", show=False, tooltip="End a run that is not to be resumed"),
    ]

    sentence = getters.query_one("#sentence", Static)
    record = getters.query_one(RunRecord)
    notice = getters.query_one(Notice)

    def __init__(self, session: AppSession, run: str, *, resume: bool = False) -> None:
        super().__init__(session)
        self._run_id, self._resume_at_once = run, resume
        self._loaded: LoadedRun | None = None
        self._reading = BackgroundJob()
        self._again: Timer | None = None

    def compose_body(self) -> ComposeResult:
        """The record, and the upload in its place while the run is being sent."""
        with Vertical(id="body"):
            yield Static("", id="sentence", markup=False)
            yield RunRecord(self.session)
            yield UploadView()
        yield Notice(id="notice")

    def on_screen_resume(self) -> None:
        """Read the run again: another process may be sending it."""
        if not self.view.running:
            self._load()

    def _load(self) -> None:
        load = partial(LoadedRun.read, self.session.home, self._run_id)
        self._reading.cancel()  # what was read before a change must not arrive after what is read after it
        if self._again is not None:  # it is read at once
            self._again.stop()
        self._reading = start(self, lambda _: load(), done=self._show, failed=self.notice.show_error)

    def _show(self, loaded: LoadedRun) -> None:
        self._loaded = loaded
        self.show_location(f"Run {loaded.standing.run.id}")
        self.sentence.update(safe_text(loaded.title, 300))
        self.record.show(loaded.standing)
        self.refresh_bindings()
        if self.focused is None:
            self.record.batches.focus()
        if loaded.standing.sending and not self.view.running:
            self._again = self.set_timer(_READ_AGAIN, self._load)
        if self._resume_at_once:
            self._resume_at_once = False
            self.action_resume()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each key only when there is something for it."""
        if action not in _NOT_ALWAYS or not self.is_mounted:
            return True
        return None if self._why_not(action) else True

    def why_disabled(self, action: str) -> str:
        """The reason why a key is dimmed."""
        return self._why_not(action)

    def _why_not(self, action: str) -> str:
        if self._loaded is None:
            return "the run is being read"
        return "the run is being sent" if self.view.running else self._loaded.why_not(action)

    def action_resume(self) -> None:
        """Resume where the run stopped."""
        self._resume_run()

    def action_resume_doubtful(self) -> None:
        """Send the events that have been in doubt for too long, after a question."""
        if self._loaded is not None:
            self._ask_and_resume(questions.about_doubtful(self._loaded.standing.run), send_doubtful=True)

    def action_resume_similar(self) -> None:
        """Send the events that were held back since they look like accepted ones, after a question."""
        if self._loaded is not None:
            self._ask_and_resume(questions.about_similar(self._loaded.standing.run), send_similar=True)

    @work(exclusive=True)
    async def _ask_and_resume(
        self, question: Confirm, *, send_doubtful: bool = False, send_similar: bool = False
    ) -> None:
        if await self.app.push_screen_wait(question):
            self._resume_run(send_doubtful=send_doubtful, send_similar=send_similar)

    @work(exclusive=True)
    async def action_give_up(self) -> None:
        """End the run for good, after a question."""
        if self._loaded is None:
            return
        end = partial(runs.give_up, self.session.home, self._run_id)
        if await self.app.push_screen_wait(questions.about_giving_up(self._loaded.standing.run)):
            start(self, lambda _: end(), done=lambda _: self._load(), failed=self.notice.show_error)

    def _resume_run(self, *, send_doubtful: bool = False, send_similar: bool = False) -> None:
        if self._loaded is None or not run_lines.can_resume(self._loaded.standing):
            return
        self.notice.clear()
        self.add_class("-sending")
        resume = partial(
            runs.resume_named, self.session, self._run_id, send_doubtful=send_doubtful, send_similar=send_similar
        )
        self.view.begin(lambda control: resume(control), self._loaded.title)
        self.refresh_bindings()

    @on(UploadView.Ended)
    def _ended(self, event: UploadView.Ended) -> None:
        self.remove_class("-sending")
        self.call_after_refresh(self.record.batches.focus)
        self._load()
        notice, loaded = self.notice, self._loaded
        if event.error is not None:
            notice.show_error(event.error)
            self._fix(event.error)
        elif event.summary is not None and loaded is not None and loaded.destination is not None:
            notice.say(*outcome(event.summary, loaded.standing.run.spec.totals.rejected, loaded.destination))

    @work(exclusive=True)
    async def _fix(self, error: AppError) -> None:
        """Open what fixes the error, and resume once that is done."""
        destination = self._loaded.destination if self._loaded else None
        if destination is not None and await fix(self.app, self.session, destination, error) is not None:
            self._resume_run()

    @work(exclusive=True)
    async def action_export(self) -> None:
        """Save every row that was not accepted; this opens the file again."""
        saved = await save_rejects_of(self.app, self.session, self._run_id)
        if saved:
            self.notice.say(f"{saved} Correct them there, then m sends that file.", Tone.DONE)

    def action_corrected(self) -> None:
        """Choose the corrected file for the same destination; it is mapped as the run was."""
        loaded = self._loaded
        if loaded is not None and loaded.destination is not None:
            draft = WizardDraft(
                credential=loaded.destination.credential, destination=loaded.destination, corrects=loaded.mapping
            )
            self.post_message(OpenSetup(draft, "mapping"))
