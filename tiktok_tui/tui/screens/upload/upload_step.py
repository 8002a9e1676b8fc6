"""The last step: the upload as it happens, what came of it, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from tiktok_tui.tui.dialogs.waiting import Waiting
from tiktok_tui.tui.routes import OpenSetup
from tiktok_tui.tui.screens.problems.save_rejects import save_rejects
from tiktok_tui.tui.screens.review.wording import outcome, what_and_where
from tiktok_tui.tui.screens.upload.mend import mend
from tiktok_tui.tui.screens.upload.upload_view import UploadView
from tiktok_tui.tui.widgets.notice import Notice
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.wizard.step_page import StepPage
from tiktok_tui.tui.wizard.wizard import WizardDraft

if TYPE_CHECKING:
    from collections.abc import Callable

    from tiktok_tui.prepare.prepare import Prepared
    from tiktok_tui.uploads.sending.control import Control
    from tiktok_tui.uploads.start import Sending


class UploadStep(StepPage):
    """Begins when it is opened after the review; a run that stopped goes on from here."""

    STEP = "upload"
    HEADING = "Upload"
    CSS_PATH = "upload_step.tcss"
    BINDINGS = [
        Binding("r", "resume", "resume", id="upload.resume", tooltip="Go on where the run stopped"),
        Binding(
            "e", "export", "export rejects", id="upload.export", tooltip="Save what was not accepted, with reasons"
        ),
        Binding("n", "another", "next file", id="upload.another", tooltip="Send another file to this destination"),
        Binding("d", "done", "done", id="upload.done", tooltip="Leave the set-up; the run stays in the history"),
    ]

    def compose_step(self) -> ComposeResult:
        """The sentence and the view."""
        yield Static("", id="sentence", markup=False)
        yield UploadView()

    def opened(self) -> None:
        """Begin, once the review has said yes."""
        draft = self.wizard.draft
        self._view.focus_batches()
        if draft.confirmed and not draft.run and not self._view.running and draft.table and draft.destination:
            count = draft.prepared.totals.sendable if draft.prepared else 0
            self._what = safe_text(what_and_where(count, draft.table.name, draft.destination, limit=draft.limit), 300)
            self._view.clear()
            self._begin(self._start)

    def _begin(self, make: Callable[[Control], Sending]) -> None:
        """Send, and let nothing that is read from be changed meanwhile."""
        self.query_one("#step-notice", Notice).clear()
        self.query_one("#sentence", Static).update(f"Sending {self._what}.")
        self.wizard.decide(sending=True)
        self._view.begin(make)
        self.refresh_bindings()

    def on_mount(self) -> None:
        """Nothing has been sent."""
        self._what = ""

    @property
    def _view(self) -> UploadView:
        return self.query_one(UploadView)

    def _start(self, control: Control) -> Sending:
        """Put the run together; called in a thread."""
        from tiktok_tui.accounts import remembered
        from tiktok_tui.uploads.connection import connect_to
        from tiktok_tui.uploads.options import Options
        from tiktok_tui.uploads.start import start_run

        draft, home = self.wizard.draft, self.session.home
        assert draft.table is not None
        assert draft.prepared is not None
        assert draft.destination is not None
        assert draft.mapping is not None
        assert draft.checked is not None
        remembered.save(home, draft.destination.slug, draft.table.header_key(), draft.mapping)
        sending = start_run(
            home,
            draft.table,
            draft.prepared,
            draft.destination,
            draft.mapping,
            connect_to(home, draft.destination, self.session.api_url),
            checked_at=draft.checked,
            options=Options(limit=draft.limit, test_event_code=draft.test_event_code, resend=draft.resend),
            control=control,
        )
        self.app.call_later(self.wizard.decide, run=sending.run.id)
        return sending

    def _go_on(self, control: Control) -> Sending:
        """Take the run up again with the file that is still open; called in a thread."""
        from tiktok_tui.uploads.connection import connect_to
        from tiktok_tui.uploads.ledger.runs import run_named
        from tiktok_tui.uploads.start import resume_run

        draft, home = self.wizard.draft, self.session.home
        assert draft.table is not None
        assert draft.prepared is not None
        assert draft.destination is not None
        assert draft.checked is not None
        return resume_run(
            home,
            run_named(home, draft.run),
            draft.destination,
            connect_to(home, draft.destination, self.session.api_url),
            control=control,
            opened=(draft.table, draft.prepared, draft.checked),
        )

    @on(UploadView.Ended)
    def _ended(self, event: UploadView.Ended) -> None:
        destination, prepared = self.wizard.draft.destination, self.wizard.draft.prepared
        self.wizard.decide(finished=event.finished, sending=False)
        self.query_one("#sentence", Static).update(f"{'Sent' if event.finished else 'Stopped sending'} {self._what}.")
        self.refresh_bindings()
        if event.summary is not None and destination is not None and prepared is not None:
            words, tone = outcome(event.summary, prepared.totals.rejected, destination)
            self.say(words, tone)
        if event.error is not None:
            self.show_error(event.error)
            self._mend(event)

    @work(exclusive=True)
    async def _mend(self, event: UploadView.Ended) -> None:
        """Open what mends the error, and go on when that is done."""
        if event.error is not None and await mend(self.app, self.wizard, event.error) and await self._checked_again():
            self._begin(self._go_on if self.wizard.draft.run else self._start)

    async def _checked_again(self) -> bool:
        """Whether the file is checked for the destination as it is now; done here when a mended setting asks for it."""
        draft = self.wizard.draft
        table, mapping, destination = draft.table, draft.mapping, draft.destination
        if draft.prepared is not None:
            return True
        if table is None or mapping is None or destination is None:
            return False
        now = self.session.now()

        def check(_: object) -> Prepared:
            from tiktok_tui.prepare.prepare import prepare

            return prepare(table, mapping, destination, now=now)

        prepared = await self.app.push_screen_wait(Waiting("The file", "Checking it with the mended setting …", check))
        if prepared is None:
            return False
        self.wizard.resources.callback(prepared.close)
        self.wizard.decide(prepared=prepared, checked=now, confirmed=True)
        return True

    def work_in_hand(self) -> str:
        """An upload that runs."""
        if not self.is_mounted or not self._view.running:
            return ""
        return "The upload is stopped after the batches in flight. Nothing is lost; it can be resumed."

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each key only when there is something for it."""
        draft = self.wizard.draft
        if not self.is_mounted or action not in {"resume", "export", "another", "done"}:
            return action != "next"
        idle = not self._view.running
        if action == "resume":
            return bool(draft.run and draft.confirmed and idle) and not draft.finished
        if action == "export":
            return bool(draft.run and draft.prepared) and idle
        return idle

    def action_resume(self) -> None:
        """Go on where the run stopped."""
        self._begin(self._go_on)

    @work(exclusive=True)
    async def action_export(self) -> None:
        """Save every row that was not accepted."""
        draft = self.wizard.draft
        if draft.table is not None and draft.prepared is not None and draft.run:
            saved = await save_rejects(self.app, self.session, draft.run, draft.table, draft.prepared)
            if saved:
                self.say(saved, Tone.DONE)

    def action_another(self) -> None:
        """Send another file to the same destination."""
        draft = self.wizard.draft
        self.post_message(OpenSetup(WizardDraft(credential=draft.credential, destination=draft.destination), "mapping"))

    def action_done(self) -> None:
        """Leave the set-up for the home screen."""
        self.wizard.leave()

    async def complete(self) -> bool:
        """There is no step after this one."""
        return False
