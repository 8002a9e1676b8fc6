"""The last step: the upload while it runs, its result, and what to do next."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import getters, on, work
from textual.app import ComposeResult
from textual.widgets import Static

from tiktok_tui.tui.frame.navigation import OpenSync
from tiktok_tui.tui.jobs.jobs import start
from tiktok_tui.tui.screens.problems.save_rejects import save_rejects
from tiktok_tui.tui.screens.review.facts import already_sent, left_out
from tiktok_tui.tui.screens.syncs.new_sync import can_repeat, make_sync
from tiktok_tui.tui.screens.upload import runs
from tiktok_tui.tui.screens.upload.fix import fix_file
from tiktok_tui.tui.screens.upload.outcome import Ending, described, ended_sentence, options_of_rest, titled
from tiktok_tui.tui.screens.upload.upload_keys import KEYS
from tiktok_tui.tui.screens.upload.upload_view import UploadView
from tiktok_tui.tui.wizard.draft import OpenSetup, StartedUpload, UploadState
from tiktok_tui.tui.wizard.step_page import StepPage

if TYPE_CHECKING:
    from tiktok_tui.events.errors import AppError
    from tiktok_tui.uploads.run import LeftOut
    from tiktok_tui.uploads.sending.control import Control
    from tiktok_tui.uploads.start import Sending


class UploadStep(StepPage):
    """Starts the upload that the review has confirmed; one that stopped is resumed from here."""

    STEP = "upload"
    HEADING = "Upload"
    CSS_PATH = "upload_step.tcss"
    BINDINGS = KEYS

    sentence = getters.query_one("#sentence", Static)
    view = getters.query_one(UploadView)

    def compose_step(self) -> ComposeResult:
        """The sentence and the view."""
        yield Static("", id="sentence", markup=False)
        yield UploadView()

    def opened(self) -> None:
        """Start the upload once it is confirmed."""
        if self.focused is None:  # a dialog that was closed leaves it where it was
            self.view.batches.focus()
        upload = self.wizard.draft.upload
        if upload is not None and upload.state is UploadState.CONFIRMED and not self.view.running:
            self._send(upload)
        elif upload is not None and self._ending.summary is not None and not self.notice.shown.plain:
            self.say(*self._ending.words(upload))

    def on_mount(self) -> None:
        """Nothing has ended yet."""
        self._ending = Ending()

    def _send(self, upload: StartedUpload) -> None:
        """Start the run, or resume it once it has an ID."""

        def make(control: Control) -> Sending:
            if upload.run:
                return runs.resume(self.session, upload, control)
            sending = runs.start(self.session, upload, control)
            self.app.call_later(self._run_started, sending.run.id)
            return sending

        self._ending = Ending()
        self.notice.clear()
        self.sentence.update(f"Sending {described(upload)}.")
        self._save(replace(upload, state=UploadState.SENDING))
        self.view.begin(make, titled(upload.file), new=upload.state is UploadState.CONFIRMED)
        self.refresh_bindings()

    def _save(self, upload: StartedUpload) -> None:
        self.wizard.update(self.wizard.draft.with_upload(upload))

    def _run_started(self, run: str) -> None:
        upload = self.wizard.draft.upload
        if upload is not None:
            self._save(replace(upload, run=run))

    @on(UploadView.Ended)
    def _ended(self, event: UploadView.Ended) -> None:
        upload = self.wizard.draft.upload
        if upload is None:
            return
        upload = replace(upload, state=UploadState.FINISHED if event.finished else UploadState.STOPPED)
        self._save(upload)
        sent = event.summary.accepted if event.finished and event.summary is not None else None
        self.sentence.update(ended_sentence(upload, sent, finished=event.finished))
        self._ending = Ending(event.summary, event.finished)
        self.refresh_bindings()
        if event.summary is not None:
            self.say(*self._ending.words(upload))
            if event.finished and upload.options.limit is not None:
                self._count_rest(upload)
        if event.error is not None:
            self.show_error(event.error)
            self._fix(upload, event.error)

    def _count_rest(self, upload: StartedUpload) -> None:
        """Offer the events that are ready beyond the first few."""
        options = options_of_rest(upload.options)

        def done(already: LeftOut) -> None:
            rest = upload.file.prepared.totals.sendable - left_out(already, options)
            if rest > 0 and not self.view.running:
                self._ending = replace(self._ending, rest=rest)
                self.say(*self._ending.words(upload))
                self.refresh_bindings()

        start(self, lambda _: already_sent(self.session, upload.file, options), done=done, failed=self.show_error)

    @work(exclusive=True)
    async def _fix(self, upload: StartedUpload, error: AppError) -> None:
        """Open what fixes the error, and continue once that is done."""
        file = await fix_file(self.app, self.session, upload.file, error)
        if file is None:
            return
        if file is not upload.file:
            self.wizard.resources.callback(file.prepared.close)
        self.wizard.update(self.wizard.draft.with_destination(file.destination).with_check(file))
        self._send(replace(upload, file=file))

    def work_in_hand(self) -> str:
        """An upload that runs."""
        return runs.LEAVING if self.is_mounted and self.view.running else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each key only when there is something for it."""
        upload = self.wizard.draft.upload
        if not self.is_mounted or action not in {"rest", "resume", "send_similar", "export", "sync", "another", "done"}:
            return action != "next"
        possible = {
            "rest": self._ending.rest > 0,
            "send_similar": self._ending.similar > 0,
            "resume": upload is not None and upload.state is UploadState.STOPPED,
            "export": upload is not None and bool(upload.run) and self._ending.has_rejects(upload),
            "sync": can_repeat(self.session, upload),
        }
        return not self.view.running and possible.get(action, True)

    def action_rest(self) -> None:
        """Send all the events that the first few were a test of."""
        upload = self.wizard.draft.upload
        if upload is not None:
            self._send(StartedUpload(upload.file, options_of_rest(upload.options)))

    def action_resume(self) -> None:
        """Continue where the run stopped."""
        if self.wizard.draft.upload is not None:
            self._send(self.wizard.draft.upload)

    def action_send_similar(self) -> None:
        """Send what was held back since it looks like events accepted earlier."""
        upload = self.wizard.draft.upload
        if upload is not None:
            self._send(replace(upload, options=replace(upload.options, send_similar=True)))

    @work(exclusive=True)
    async def action_export(self) -> None:
        """Save every row that was not accepted."""
        upload = self.wizard.draft.upload
        if upload is not None and upload.run:
            saved = await save_rejects(self.app, self.session, upload.run, upload.file.table, upload.file.prepared)
            if saved:
                self._ending = replace(self._ending, saved=saved)
                self.say(*self._ending.words(upload))

    @work(exclusive=True)
    async def action_sync(self) -> None:
        """Make a sync of this source and open it."""
        upload = self.wizard.draft.upload
        with self.errors_shown():
            sync = await make_sync(self.app, self.session, upload) if upload is not None else None
            if sync is not None:
                self.post_message(OpenSync(sync.id))

    def action_another(self) -> None:
        """Send another file to the same destination: the corrected rejects, if they were saved."""
        following = self.wizard.draft.following(corrected=bool(self._ending.saved))
        self.post_message(OpenSetup(following, "mapping"))

    def action_done(self) -> None:
        """Leave the wizard for the home screen."""
        self.wizard.leave()

    async def complete(self) -> bool:
        """There is no step after this one."""
        return False
