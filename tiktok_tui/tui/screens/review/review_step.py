"""The step before anything is sent: what goes where, how much of it, and which rows are not sent and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.notes import Notes
from tiktok_tui.tui.screens.problems.problems import Problems
from tiktok_tui.tui.screens.problems.top_problems import TopProblems
from tiktok_tui.tui.screens.review.draft_facts import DraftFacts
from tiktok_tui.tui.screens.review.exports import copy_command, write_dry_run
from tiktok_tui.tui.screens.review.facts import lines
from tiktok_tui.tui.screens.review.review_pane import FIRST, ReviewPane
from tiktok_tui.tui.screens.review.wording import warnings_before
from tiktok_tui.tui.widgets.radio_line import RadioLine
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.wizard.draft import CheckedFile, StartedUpload, UploadState
from tiktok_tui.tui.wizard.step_page import StepPage

if TYPE_CHECKING:
    from tiktok_tui.uploads.options import Options


class ReviewStep(StepPage):
    """One sentence, the reasons for the rows that are not sent, and the choice of how much to send."""

    STEP = "review"
    HEADING = "Review"
    guide = "privacy"
    CSS_PATH = "review_step.tcss"
    BINDINGS = [
        Binding("ctrl+s", "next", "send", id="step.next", tooltip="Send what this screen shows"),
        Binding("p", "problems", "see problems", id="review.problems", tooltip="See what is not sent, row by row"),
        Binding("r", "resend", "send again", id="review.resend", tooltip="Send what was accepted earlier once more"),
        Binding(
            "b",
            "send_similar",
            "send held back",
            id="review.send_similar",
            show=False,
            tooltip="Send what looks like events accepted earlier under other IDs",
        ),
        Binding("w", "dry_run", "dry run", id="review.dry_run", tooltip="Write what would be sent to a file"),
        Binding("i", "notes", "assumptions", id="review.notes", show=False, tooltip="Read what is assumed of the file"),
        Binding("y", "copy", "copy command", id="review.copy", show=False, tooltip="Copy this upload as a command"),
    ]

    pane = getters.query_one(ReviewPane)

    def compose_step(self) -> ComposeResult:
        """The sentence, the facts and the choices."""
        yield ReviewPane(self.wizard.draft.options)

    def on_mount(self) -> None:
        """Focus the choice of how many."""
        self.known = DraftFacts(self, self._show)
        self.pane.how_many.focus()

    def opened(self) -> None:
        """Show the draft as it is now."""
        self.pane.how_many.chosen = FIRST.index(self.wizard.draft.options.limit)
        self.known.read()
        self._show()

    def _show(self) -> None:
        file = self.wizard.draft.checked
        if file is not None:
            options = self.wizard.draft.options
            self.pane.sentence.update(safe_text(self.known.sentence(file, options), 300))
            self.pane.show(file, self.known.facts, options, self.known.already)
            self.refresh_bindings()

    @on(RadioLine.Changed, "#first")
    def _how_many(self) -> None:
        options, limit = self.wizard.draft.options, FIRST[self.pane.how_many.chosen]
        if limit != options.limit:
            self._choose(replace(options, limit=limit))

    @on(Input.Submitted, "#code")
    def _submitted(self) -> None:
        self.action_next()

    @on(Input.Changed, "#code")
    def _code_changed(self, event: Input.Changed) -> None:
        options = self.wizard.draft.options
        if event.value.strip() != options.test_event_code:
            self._choose(replace(options, test_event_code=event.value.strip()))

    def action_resend(self) -> None:
        """Send what was accepted earlier once more, or leave it out after all."""
        options = self.wizard.draft.options
        self._choose(replace(options, resend=not options.resend))

    def action_send_similar(self) -> None:
        """Send what looks like events accepted earlier, or hold it back after all."""
        options = self.wizard.draft.options
        self._choose(replace(options, send_similar=not options.send_similar))

    def _choose(self, options: Options) -> None:
        self.unsay()
        if self.wizard.draft.sending:
            self.say("An upload is running; your choices here are for the next one.", Tone.WARNING)
        self.wizard.update(self.wizard.draft.with_options(options))
        self.known.read()
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Sending again needs something that was sent; the example's home is gone when a command runs."""
        if action == "copy":  # its key is also the answer to the question that follows ^s
            return None if self.session.demo is not None or self.completing else True
        if not self.is_mounted or action not in ("resend", "send_similar"):
            return True
        already = self.known.already
        count = 0 if already is None else already.skipped if action == "resend" else already.similar
        return count > 0 or None

    def why_disabled(self, action: str) -> str:
        """The reason why a key is dimmed."""
        if action == "copy":
            return "the question follows" if self.completing else "the example has no command"
        return f"none of these {'looks like' if action == 'send_similar' else 'has been'} accepted before"

    def on_resize(self) -> None:
        """Name as many reasons as there is room for."""
        self.call_after_refresh(self.pane.fit)

    @on(TopProblems.Clicked)
    def _problem_clicked(self, event: TopProblems.Clicked) -> None:
        self.action_problems(event.rule)

    @work(exclusive=True)
    async def action_problems(self, rule: str = "") -> None:
        """See what is not sent, starting on `rule`; the mapping shows the cell that is chosen there."""
        file = self.wizard.draft.checked
        if file is not None:
            cell = await self.app.push_screen_wait(Problems(self.session, file.prepared, file.table, start_at=rule))
            if cell is not None:
                self.wizard.wanted = cell
                self.wizard.go("mapping")

    @work(exclusive=True)
    async def action_dry_run(self) -> None:
        """Write the exact request bodies to a file; nothing is sent."""
        draft = self.wizard.draft
        if draft.checked is not None and (said := await write_dry_run(self.app, draft.checked, draft.options)):
            self.say(said, Tone.DONE)

    @work(exclusive=True)
    async def action_copy(self) -> None:
        """Copy the upload as a command."""
        file, options = self.wizard.draft.checked, self.wizard.draft.options
        if file is not None and (said := await copy_command(self.app, self.session, file, options)):
            self.say(said, Tone.DONE)

    def action_notes(self) -> None:
        """Read what is assumed about the file."""
        if self.known.facts is not None:
            self.app.push_screen(Notes("Assumed about the file", [note.text for note in self.known.facts.notes]))

    async def complete(self) -> bool:
        """Confirm the upload; a real destination is asked about first. One that has stopped is only shown again."""
        # A choice that was made a moment ago has not arrived as a message yet, and it decides how much is sent.
        self._how_many()
        draft = self.wizard.draft
        file, options, upload = draft.checked, draft.options, draft.upload
        if file is None:
            return False
        unfinished = upload is not None and upload.state is not UploadState.FINISHED
        if draft.sending or (unfinished and draft.upload_is_current):
            return True
        if not options.resend and await self.known.nothing_new(file, options):
            alike = self.known.already is not None and self.known.already.similar and not options.send_similar
            what = ", or events that look like them. b  send those" if alike else ". r  send them again"
            self.say(f"TikTok has accepted all of these already{what}", Tone.WARNING)
            return False
        if not file.destination.sandbox and not await self._confirmed(file, options):
            self.say("Nothing was sent.")
            return False
        if (self.wizard.draft.checked, self.wizard.draft.options) != (file, options):
            self.say("The choices have changed meanwhile. ^s  sends with these.", Tone.WARNING)
            return False
        self.wizard.update(draft.with_upload(StartedUpload(file, options)))
        return True

    async def _confirmed(self, file: CheckedFile, options: Options) -> bool:
        """Ask before events go to TikTok, with the facts and the assumptions that affect every event."""
        facts = await self.known.facts_of(file)
        question = " ".join([self.known.sentence(file, options), *warnings_before(options)])
        about = [*lines(file, facts), *self.known.of_these(file, options), *facts.reading]
        agreed = await self.app.push_screen_wait(Confirm("Send?", question, yes="Send", no="Not yet", facts=about))
        return agreed is True
