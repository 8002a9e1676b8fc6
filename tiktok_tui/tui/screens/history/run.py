"""One run of the history: what came of it, its rejects to mend, and going on with it where it stopped."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from tiktok_tui.events.errors import AppError
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import start
from tiktok_tui.tui.routes import OpenSetup
from tiktok_tui.tui.screens.history import run_lines
from tiktok_tui.tui.screens.history.run_record import RunRecord
from tiktok_tui.tui.screens.problems.save_rejects import save_rejects_of
from tiktok_tui.tui.screens.review.wording import outcome
from tiktok_tui.tui.screens.upload.mend import mend
from tiktok_tui.tui.screens.upload.upload_view import UploadView
from tiktok_tui.tui.widgets.notice import Notice
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.wizard.wizard import Wizard, WizardDraft

if TYPE_CHECKING:
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.uploads.ledger.history import Standing
    from tiktok_tui.uploads.sending.control import Control
    from tiktok_tui.uploads.start import Sending

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
        if not self._view.running:
            self._look()

    @property
    def _view(self) -> UploadView:
        return self.query_one(UploadView)

    def _look(self) -> None:
        start(self, lambda _: self._read(), done=self._show, failed=self.query_one(Notice).show_error)

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
        self.show_place(f"Run {run.id}")
        self.query_one("#sentence", Static).update(safe_text(f"{run.spec.name} → {name}", 300))
        self.query_one(RunRecord).show(facts.standing)
        self.refresh_bindings()
        if self.focused is None:
            self._focus_batches()
        if facts.standing.sending and not self._view.running:
            self.set_timer(_LOOK_AGAIN, self._look)
        if self._resume_at_once:
            self._resume_at_once = False
            self.action_resume()

    def _focus_batches(self) -> None:
        self.query_one(RunRecord).query_one("#batches").focus()

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
        if self._view.running:
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
        self._go_on()

    @work(exclusive=True)
    async def action_resume_doubtful(self) -> None:
        """Send what has been in doubt for too long, after a question."""
        if self._facts is None:
            return
        count = self._facts.standing.run.tally.withheld
        question = f"{count:,} events may have been accepted more than 48 hours ago: TikTok would count those twice."
        if await self.app.push_screen_wait(Confirm("Send what is in doubt?", question, yes="Send", no="Leave it")):
            self._go_on(send_doubtful=True)

    def _go_on(self, *, send_doubtful: bool = False) -> None:
        if self._facts is None or not run_lines.can_resume(self._facts.standing):
            return
        self.query_one(Notice).clear()
        self.add_class("-sending")
        self._view.begin(lambda control: self._sending(control, send_doubtful=send_doubtful))
        self.refresh_bindings()

    def _sending(self, control: Control, *, send_doubtful: bool) -> Sending:
        """Open the file again and take the run up; called in a thread."""
        from tiktok_tui.accounts import destinations
        from tiktok_tui.uploads.connection import connect_to
        from tiktok_tui.uploads.ledger.runs import run_named
        from tiktok_tui.uploads.start import resume_run

        home = self.session.home
        run = run_named(home, self._run_id)
        destination = destinations.load(home, run.spec.destination)
        way = connect_to(home, destination, self.session.api_url)
        return resume_run(home, run, destination, way, send_doubtful=send_doubtful, control=control)

    @on(UploadView.Ended)
    def _ended(self, event: UploadView.Ended) -> None:
        self.remove_class("-sending")
        self.call_after_refresh(self._focus_batches)
        self._look()
        notice, facts = self.query_one(Notice), self._facts
        if event.error is not None:
            notice.show_error(event.error)
            self._mend(event.error)
        elif event.summary is not None and facts is not None and facts.destination is not None:
            notice.say(*outcome(event.summary, facts.standing.run.spec.totals.rejected, facts.destination))

    @work(exclusive=True)
    async def _mend(self, error: AppError) -> None:
        """Open what mends the error, and go on when that is done."""
        destination = self._facts.destination if self._facts else None
        if destination is None:
            return
        wizard = Wizard(self.app, self.session, WizardDraft(credential=destination.credential, destination=destination))
        if await mend(self.app, wizard, error):
            self._go_on()

    @work(exclusive=True)
    async def action_export(self) -> None:
        """Save every row that was not accepted; the file is opened again for that."""
        saved = await save_rejects_of(self.app, self.session, self._run_id)
        if saved:
            self.query_one(Notice).say(f"{saved} Mend them there, then m sends that file.", Tone.DONE)

    def action_mended(self) -> None:
        """Choose the mended file for the same destination."""
        destination = self._facts.destination if self._facts else None
        if destination is not None:
            self.post_message(
                OpenSetup(WizardDraft(credential=destination.credential, destination=destination), "mapping")
            )

    def work_in_hand(self) -> str:
        """A run that goes on."""
        if not self._view.running:
            return ""
        return "The upload is stopped after the batches in flight. Nothing is lost; it can be resumed."

    def action_back(self) -> None:
        """Go back; a run that goes on is stopped, after a question."""
        if self._view.running:
            self._stop_and_leave()
        else:
            super().action_back()

    @work(exclusive=True, group="leaving")
    async def _stop_and_leave(self) -> None:
        if await self.app.push_screen_wait(Confirm("Stop the upload?", self.work_in_hand(), yes="Stop", no="Go on")):
            self._view.action_stop()
            super().action_back()
