"""One run of the history: what came of it, its rejects to mend, and going on with it where it stopped."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from tiktok_tui.events.errors import AppError
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import start
from tiktok_tui.tui.screens.history import run_lines
from tiktok_tui.tui.screens.history.run_record import RunRecord
from tiktok_tui.tui.screens.problems.save_rejects import save_rejects_of
from tiktok_tui.tui.screens.upload import runs
from tiktok_tui.tui.screens.upload.fix import fix
from tiktok_tui.tui.screens.upload.outcome import outcome
from tiktok_tui.tui.screens.upload.upload_view import UploadView
from tiktok_tui.tui.widgets.notice import Notice
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.wizard.draft import OpenSetup, WizardDraft

if TYPE_CHECKING:
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.uploads.ledger.history import Standing

_LOOK_AGAIN = 1.0
"""Seconds between two looks at a run that another process is sending."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the screen stands on; `destination` is None when it is gone or its file cannot be read."""

    standing: Standing
    destination: Destination | None


class RunPage(Page[None]):
    """The run called `run`; with `resume` it goes on at once."""

    HEADING = "Run"
    CSS_PATH = "run.tcss"
    BINDINGS = [
        Binding("r", "resume", "resume", id="run.resume", tooltip="Go on where the run stopped"),
        Binding("e", "export", "export rejects", id="run.export", tooltip="Save what was not accepted, with reasons"),
        Binding("m", "mended", "send mended", id="run.mended", tooltip="Choose the mended file and send it"),
        Binding(
            "d",
            "resume_doubtful",
            "send what is in doubt",
            id="run.doubtful",
            show=False,
            tooltip="Send also the events that TikTok might have already and would count twice",
        ),
    ]

    sentence = getters.query_one("#sentence", Static)
    record = getters.query_one(RunRecord)
    view = getters.query_one(UploadView)
    notice = getters.query_one(Notice)

    def __init__(self, session: AppSession, run: str, *, resume: bool = False) -> None:
        super().__init__(session)
        self._run_id, self._resume_at_once = run, resume
        self._facts: _Facts | None = None

    def compose_body(self) -> ComposeResult:
        """The record, and the upload that takes its place while the run goes on."""
        with Vertical(id="body"):
            yield Static("", id="sentence", markup=False)
            yield RunRecord(self.session)
            yield UploadView()
        yield Notice(id="notice")

    def on_screen_resume(self) -> None:
        """Look at the run: it may have gone on since."""
        if not self.view.running:
            self._look()

    def _look(self) -> None:
        start(self, lambda _: self._read(), done=self._show, failed=self.notice.show_error)

    def _read(self) -> _Facts:
        from tiktok_tui.accounts import destinations
        from tiktok_tui.uploads.ledger import history

        standing = history.standing(self.session.home, self._run_id)
        destination = None
        with suppress(AppError):
            destination = destinations.load(self.session.home, standing.run.spec.destination)
        return _Facts(standing, destination)

    def _show(self, facts: _Facts) -> None:
        self._facts = facts
        run = facts.standing.run
        name = facts.destination.name if facts.destination else run.spec.destination
        self.show_location(f"Run {run.id}")
        self.sentence.update(safe_text(f"{run.spec.name} → {name}", 300))
        self.record.show(facts.standing)
        self.refresh_bindings()
        if self.focused is None:
            self._focus_batches()
        if facts.standing.sending and not self.view.running:
            self.set_timer(_LOOK_AGAIN, self._look)
        if self._resume_at_once:
            self._resume_at_once = False
            self.action_resume()

    def _focus_batches(self) -> None:
        self.record.query_one("#batches").focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each key only when there is something for it."""
        if action not in {"resume", "export", "mended", "resume_doubtful"} or not self.is_mounted:
            return True
        return None if self._why_not(action) else True

    def why_disabled(self, action: str) -> str:
        """Why a key is dimmed."""
        return self._why_not(action)

    def _why_not(self, action: str) -> str:
        if self._facts is None:
            return "the run is being read"
        if self.view.running:
            return "the run is being sent"
        run = self._facts.standing.run
        if action == "resume" and not run_lines.can_resume(self._facts.standing):
            return "another process is sending the run" if self._facts.standing.sending else "the run is finished"
        if action == "resume_doubtful" and not run.tally.withheld:
            return "nothing is in doubt"
        if action == "export" and not (run.spec.totals.rejected or run.tally.refused):
            return "every row was accepted"
        if action == "mended" and self._facts.destination is None:
            return "the destination is not there any more"
        return ""

    def action_resume(self) -> None:
        """Go on where the run stopped."""
        self._resume_run()

    @work(exclusive=True)
    async def action_resume_doubtful(self) -> None:
        """Send what has been in doubt for too long, after a question."""
        if self._facts is None:
            return
        count = self._facts.standing.run.tally.withheld
        question = f"{count:,} events may have been accepted more than 48 hours ago: TikTok would count those twice."
        if await self.app.push_screen_wait(Confirm("Send what is in doubt?", question, yes="Send", no="Leave it")):
            self._resume_run(send_doubtful=True)

    def _resume_run(self, *, send_doubtful: bool = False) -> None:
        if self._facts is None or not run_lines.can_resume(self._facts.standing):
            return
        self.notice.clear()
        self.add_class("-sending")
        self.view.begin(
            lambda control: runs.resume_named(self.session, self._run_id, control, send_doubtful=send_doubtful)
        )
        self.refresh_bindings()

    @on(UploadView.Ended)
    def _ended(self, event: UploadView.Ended) -> None:
        self.remove_class("-sending")
        self.call_after_refresh(self._focus_batches)
        self._look()
        notice, facts = self.notice, self._facts
        if event.error is not None:
            notice.show_error(event.error)
            self._fix(event.error)
        elif event.summary is not None and facts is not None and facts.destination is not None:
            notice.say(*outcome(event.summary, facts.standing.run.spec.totals.rejected, facts.destination))

    @work(exclusive=True)
    async def _fix(self, error: AppError) -> None:
        """Open what fixes the error, and resume once that is done."""
        destination = self._facts.destination if self._facts else None
        if destination is not None and await fix(self.app, self.session, destination, error) is not None:
            self._resume_run()

    @work(exclusive=True)
    async def action_export(self) -> None:
        """Save every row that was not accepted; the file is opened again for that."""
        saved = await save_rejects_of(self.app, self.session, self._run_id)
        if saved:
            self.notice.say(f"{saved} Mend them there, then m sends that file.", Tone.DONE)

    def action_mended(self) -> None:
        """Choose the mended file for the same destination."""
        destination = self._facts.destination if self._facts else None
        if destination is not None:
            self.post_message(
                OpenSetup(WizardDraft(credential=destination.credential, destination=destination), "mapping")
            )

    def work_in_hand(self) -> str:
        """A run that goes on."""
        return runs.LEAVING if self.view.running else ""

    def action_back(self) -> None:
        """Go back; a run that goes on is stopped, after a question."""
        if self.view.running:
            self._stop_and_leave()
        else:
            super().action_back()

    @work(exclusive=True, group="leaving")
    async def _stop_and_leave(self) -> None:
        if await self.app.push_screen_wait(Confirm("Stop the upload?", self.work_in_hand(), yes="Stop", no="Go on")):
            self.view.action_stop()
            super().action_back()
