"""The step before anything is sent: what goes where, how much of it, and which rows are not sent and why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Static

from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.prompt import Prompt
from tiktok_tui.tui.dialogs.waiting import Waiting
from tiktok_tui.tui.jobs.jobs import start
from tiktok_tui.tui.screens.problems.problems import Problems
from tiktok_tui.tui.screens.review.wording import (
    already_sent_words,
    how_it_is_read,
    not_sent_words,
    sentence,
    warnings_before,
)
from tiktok_tui.tui.widgets.radio_line import RadioLine
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.text_line import TextLine
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.wizard.draft import CheckedFile, StartedUpload, UploadState
from tiktok_tui.tui.wizard.step_page import StepPage

if TYPE_CHECKING:
    from tiktok_tui.uploads.options import Options

FIRST: tuple[int | None, ...] = (10, 100, None)
"""How many events a first try may have; None is all of them."""


class ReviewStep(StepPage):
    """One sentence, the reasons for the rows that are not sent, and the choice of how much to send."""

    STEP = "review"
    HEADING = "Review"
    CSS_PATH = "review_step.tcss"
    BINDINGS = [
        Binding("ctrl+s", "next", "send", id="step.next", tooltip="Send what this screen shows"),
        Binding("p", "problems", "see problems", id="review.problems", tooltip="See what is not sent, row by row"),
        Binding("r", "resend", "send again", id="review.resend", tooltip="Send what was accepted earlier once more"),
        Binding("w", "dry_run", "dry run", id="review.dry_run", tooltip="Write what would be sent to a file"),
    ]

    how_many = getters.query_one("#first", RadioLine)

    def compose_step(self) -> ComposeResult:
        """The sentence and its rows."""
        options = self.wizard.draft.options
        with VerticalScroll(can_focus=False):
            yield Static(id="sentence", markup=False)
            with Horizontal(classes="review--row"):
                yield Static("Not sent", classes="review--heading")
                yield Static(id="not-sent", classes="review--what")
            with Horizontal(classes="review--row"):
                yield Static("Already sent", classes="review--heading")
                yield Static("…", id="already", classes="review--what", markup=False)
            with Horizontal(classes="review--row"):
                yield Static("How many", classes="review--heading")
                labels = ["all" if count is None else f"the first {count}" for count in FIRST]
                yield RadioLine(labels, chosen=FIRST.index(options.limit), id="first")
            with Horizontal(classes="review--row"):
                yield Static("Test code", classes="review--heading")
                yield TextLine(options.test_event_code, placeholder="none", compact=True, id="code")
                yield Static("From Events Manager, Test events: shown there, not counted.", id="code-hint")
            yield Static(id="reading", markup=False)

    def on_mount(self) -> None:
        """Focus the choice of how many."""
        self._already: int | None = None
        self._counted: tuple[object, ...] = ()
        self.how_many.focus()

    def opened(self) -> None:
        """Show the draft as it is now."""
        self.how_many.chosen = FIRST.index(self.wizard.draft.options.limit)
        self._count_already_sent()
        self._show()

    def _show(self) -> None:
        file, options = self.wizard.draft.checked, self.wizard.draft.options
        if file is None:
            return
        self.query_one("#sentence", Static).update(safe_text(self._sentence(file), 300))
        self.query_one("#not-sent", Static).update(not_sent_words(file.prepared.totals))
        self.query_one("#reading", Static).update(safe_text(how_it_is_read(file.mapping, file.destination), 500))
        self.query_one("#already", Static).update(already_sent_words(options, self._already))
        self.refresh_bindings()

    def _sentence(self, file: CheckedFile) -> str:
        options = self.wizard.draft.options
        left_out = 0 if options.resend else self._already or 0
        count = file.prepared.totals.sendable - (left_out if options.limit is None else 0)
        return sentence(count, file.table.name, file.destination, limit=options.limit)

    def _count_already_sent(self) -> None:
        """Ask the ledger in a thread; once for the same events, recipient and upload."""
        draft, home, api_url = self.wizard.draft, self.session.home, self.session.api_url
        file, code = draft.checked, draft.options.test_event_code
        asked = (file, code, draft.upload)
        if file is None or asked == self._counted:
            return
        self._counted, self._already = asked, None

        def count(_: object) -> int:
            from tiktok_tui.uploads.start import count_already_sent

            return count_already_sent(home, file.prepared, file.destination, api_url=api_url, test_event_code=code)

        def done(count: int) -> None:
            if self._counted == asked:
                self._already = count
                self._show()

        start(self, count, done=done, failed=self.show_error)

    @on(RadioLine.Changed, "#first")
    def _how_many(self) -> None:
        options, limit = self.wizard.draft.options, FIRST[self.how_many.chosen]
        if limit != options.limit:
            self._choose(replace(options, limit=limit))

    @on(Input.Changed, "#code")
    def _code_changed(self, event: Input.Changed) -> None:
        options = self.wizard.draft.options
        if event.value.strip() != options.test_event_code:
            self._choose(replace(options, test_event_code=event.value.strip()))
            self._count_already_sent()

    @on(Input.Submitted, "#code")
    def _code_submitted(self) -> None:
        self.action_next()

    def action_resend(self) -> None:
        """Send what was accepted earlier once more, or leave it out after all."""
        options = self.wizard.draft.options
        self._choose(replace(options, resend=not options.resend))

    def _choose(self, options: Options) -> None:
        if self.wizard.draft.sending:
            self.say("An upload is running; your choices here are for the next one.", Tone.WARNING)
        self.wizard.update(self.wizard.draft.with_options(options))
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Sending again needs something that was sent."""
        return bool(self._already) or None if action == "resend" and self.is_mounted else True

    def why_disabled(self, action: str) -> str:
        """The reason why a key is dimmed."""
        return "none of these has been accepted before"

    def action_problems(self) -> None:
        """See what is not sent."""
        file = self.wizard.draft.checked
        if file is not None:
            self.app.push_screen(Problems(self.session, file.prepared, file.table))

    @work(exclusive=True)
    async def action_dry_run(self) -> None:
        """Write the exact request bodies to a file; nothing is sent."""
        file, options = self.wizard.draft.checked, self.wizard.draft.options
        if file is None:
            return
        hint = "One request body a line, exactly as TikTok would get it. Nothing is sent."
        proposed = Path.cwd() / f"{Path(file.table.name).stem or 'query'}.payload.jsonl"
        path = await self.app.push_screen_wait(Prompt("Write the dry run to …", value=str(proposed), hint=hint))
        if not path:
            return

        def write(_: object) -> int:
            from tiktok_tui.uploads.exports.payload import write_payload

            return write_payload(
                path,
                file.prepared,
                file.destination,
                limit=options.limit,
                test_event_code=options.test_event_code,
            )

        written = await self.app.push_screen_wait(Waiting("Dry run", "Writing …", write))
        if written is not None:
            self.say(f"{written:,} events are written to {path}. Nothing was sent.", Tone.DONE)

    async def complete(self) -> bool:
        """Confirm the upload; a real destination is asked about first. One that has stopped is only shown again."""
        draft = self.wizard.draft
        file, options, upload = draft.checked, draft.options, draft.upload
        if file is None:
            return False
        unfinished = upload is not None and upload.state is not UploadState.FINISHED
        if draft.sending or (unfinished and draft.upload_is_current):
            return True
        if options.limit is None and not options.resend and self._already == file.prepared.totals.sendable:
            self.say("TikTok has accepted all of these already. r  send them again", Tone.WARNING)
            return False
        if not file.destination.sandbox:
            question = " ".join([self._sentence(file), *warnings_before(options)])
            if not await self.app.push_screen_wait(Confirm("Send?", question, yes="Send", no="Not yet")):
                self.say("Nothing was sent.")
                return False
        self.wizard.update(draft.with_upload(StartedUpload(file, options)))
        return True
