"""The step before anything is sent: what, how many, where, and what not and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from tiktok_tui.events.rules import RULE
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.prompt import Prompt
from tiktok_tui.tui.dialogs.waiting import Waiting
from tiktok_tui.tui.jobs.jobs import start
from tiktok_tui.tui.screens.problems.problems import Problems
from tiktok_tui.tui.screens.review.wording import how_it_is_read, sentence, warnings_before
from tiktok_tui.tui.widgets.radio_line import RadioLine
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.text_line import TextLine
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.wizard.step_page import StepPage

if TYPE_CHECKING:
    from tiktok_tui.prepare.prepare import Prepared
    from tiktok_tui.tui.wizard.wizard import WizardDraft

FIRST: tuple[int | None, ...] = (10, 100, None)
"""How many events a first try may have; None is all of them."""

_REASONS = 3


class ReviewStep(StepPage):
    """One sentence, the reasons for what is left behind, and the choice of how much to send."""

    STEP = "review"
    HEADING = "Review"
    CSS_PATH = "review_step.tcss"
    BINDINGS = [
        Binding("ctrl+s", "next", "send", id="step.next", tooltip="Send what is said here"),
        Binding("p", "problems", "see problems", id="review.problems", tooltip="See what is not sent, row by row"),
        Binding("r", "resend", "send again", id="review.resend", tooltip="Send what was accepted earlier once more"),
        Binding("w", "dry_run", "dry run", id="review.dry_run", tooltip="Write what would be sent to a file"),
    ]

    def compose_step(self) -> ComposeResult:
        """The sentence and its rows."""
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
                yield RadioLine(labels, chosen=FIRST.index(self.wizard.draft.limit), id="first")
            with Horizontal(classes="review--row"):
                yield Static("Test code", classes="review--heading")
                yield TextLine(self.wizard.draft.test_event_code, placeholder="none", compact=True, id="code")
                yield Static("From Events Manager, Test events: shown there, not counted.", id="code-hint")
            yield Static(id="reading", markup=False)

    def on_mount(self) -> None:
        """Start on the choice that there is."""
        self._already: int | None = None
        self._counted: tuple[object, ...] = ()
        self.query_one("#first").focus()

    def opened(self) -> None:
        """Say what the draft comes to."""
        self._count_already_sent()
        self._show()

    def _show(self) -> None:
        draft = self.wizard.draft
        prepared, destination, mapping = draft.prepared, draft.destination, draft.mapping
        if prepared is None or destination is None or mapping is None:
            return
        self.query_one("#sentence", Static).update(safe_text(self._sentence(), 300))
        self.query_one("#not-sent", Static).update(_not_sent(prepared))
        self.query_one("#reading", Static).update(safe_text(how_it_is_read(mapping, destination), 500))
        self.query_one("#already", Static).update(_already_words(draft, self._already))
        self.refresh_bindings()

    def _sentence(self) -> str:
        draft = self.wizard.draft
        if draft.prepared is None or draft.destination is None or draft.table is None:
            return ""
        left_out = 0 if draft.resend else self._already or 0
        count = draft.prepared.totals.sendable - (left_out if draft.limit is None else 0)
        return sentence(count, draft.table.name, draft.destination, limit=draft.limit)

    def _count_already_sent(self) -> None:
        """Ask the ledger, in a thread; once for the same events, audience and run."""
        draft, home = self.wizard.draft, self.session.home
        prepared, destination = draft.prepared, draft.destination
        asked = (prepared, destination, draft.test_event_code, draft.run, draft.sending)
        if prepared is None or destination is None or asked == self._counted:
            return
        self._counted, self._already = asked, None
        api_url, code = self.session.api_url, draft.test_event_code

        def count(_: object) -> int:
            from tiktok_tui.uploads.start import count_already_sent

            return count_already_sent(home, prepared, destination, api_url=api_url, test_event_code=code)

        def done(count: int) -> None:
            if self._counted == asked:
                self._already = count
                self._show()

        start(self, count, done=done, failed=self.show_error)

    @on(RadioLine.Changed, "#first")
    def _how_many(self, event: RadioLine.Changed) -> None:
        if FIRST[event.chosen] != self.wizard.draft.limit:
            self._decide(limit=FIRST[event.chosen])

    @on(Input.Changed, "#code")
    def _code_changed(self, event: Input.Changed) -> None:
        if event.value.strip() != self.wizard.draft.test_event_code:
            self._decide(test_event_code=event.value.strip())
            self._count_already_sent()

    @on(Input.Submitted, "#code")
    def _code_taken(self) -> None:
        self.action_next()

    def action_resend(self) -> None:
        """Send what was accepted earlier once more, or leave it out after all."""
        self._decide(resend=not self.wizard.draft.resend)

    def _decide(self, **changes: object) -> None:
        """Take over a choice. What is being sent goes on as it was chosen."""
        if self.wizard.draft.sending:
            self.say("An upload is running; what you choose here is for the next one.", Tone.WARNING)
            self.wizard.decide(**changes)
        else:
            self.wizard.change(**changes)
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Sending again needs something that was sent."""
        return bool(self._already) or None if action == "resend" and self.is_mounted else True

    def why_disabled(self, action: str) -> str:
        """Why a key is dimmed."""
        return "none of these has been accepted before"

    def action_problems(self) -> None:
        """See what is not sent."""
        draft = self.wizard.draft
        if draft.prepared is not None and draft.table is not None:
            self.app.push_screen(Problems(self.session, draft.prepared, draft.table))

    @work(exclusive=True)
    async def action_dry_run(self) -> None:
        """Write the exact request bodies to a file; nothing is sent."""
        draft = self.wizard.draft
        prepared, destination = draft.prepared, draft.destination
        if prepared is None or destination is None or draft.table is None:
            return
        hint = "One request body a line, exactly as TikTok would get it. Nothing is sent."
        proposed = Path.cwd() / f"{Path(draft.table.name).stem or 'query'}.payload.jsonl"
        path = await self.app.push_screen_wait(Prompt("Write the dry run to …", value=str(proposed), hint=hint))
        if not path:
            return

        def write(_: object) -> int:
            from tiktok_tui.uploads.exports.payload import write_payload

            return write_payload(path, prepared, destination, limit=draft.limit, test_event_code=draft.test_event_code)

        written = await self.app.push_screen_wait(Waiting("Dry run", "Writing …", write))
        if written is not None:
            self.say(f"{written:,} events are written to {path}. Nothing was sent.", Tone.DONE)

    async def complete(self) -> bool:
        """Ask once more where it counts: before anything goes to a real destination."""
        draft = self.wizard.draft
        prepared, destination = draft.prepared, draft.destination
        if prepared is None or destination is None or draft.table is None:
            return False
        if draft.sending or (draft.confirmed and draft.run and not draft.finished):
            return True
        everything = prepared.totals.sendable
        if draft.limit is None and not draft.resend and self._already == everything:
            self.say("TikTok has accepted all of these already. r  send them again", Tone.WARNING)
            return False
        if not destination.sandbox:
            question = " ".join([self._sentence(), *warnings_before(draft)])
            if not await self.app.push_screen_wait(Confirm("Send?", question, yes="Send", no="Not yet")):
                self.say("Nothing was sent.")
                return False
        self.wizard.change()
        self.wizard.decide(confirmed=True)
        return True


def _already_words(draft: WizardDraft, count: int | None) -> str:
    if count is None:
        return "…"
    if not count:
        return "None of these has been accepted before."
    if draft.resend:
        return f"{count:,} were accepted earlier and are sent again.  r  leave them out"
    return f"{count:,} were accepted earlier and are left out.  r  send them again"


def _not_sent(prepared: Prepared) -> Content:
    totals = prepared.totals
    parts: list[tuple[str, str]] = []
    if totals.rejected:
        parts.append((f"✗ {totals.rejected:,} {_rows(totals.rejected)}", "bold $error"))
        worst = sorted(totals.rejects_by_rule.items(), key=lambda item: -item[1])
        reasons = "".join(f"\n{count:>7,}  {RULE[name].reason_for()}" for name, count in worst[:_REASONS])
        others = len(worst) - _REASONS
        more = f"\n         and {others} more reason{'s' if others > 1 else ''}" if others > 0 else ""
        parts.append((f"   p  see them{reasons}{more}", "$foreground-muted"))
    else:
        parts.append(("✓ Every row can be sent.", "$accent"))
    # In one line: at 80 by 24 there is room for no other.
    last = []
    if totals.left_out:
        words = f"  {totals.left_out:,} {_rows(totals.left_out)} left out by the filter"
        last.append((words, "$foreground-muted"))
    if totals.warned:
        last.append((f"  ! {totals.warned:,} {_rows(totals.warned)} sent with a warning", "$warning"))
    if last:
        parts += [("\n", ""), *last]
    return Content.assemble(*parts)


def _rows(count: int) -> str:
    return "row" if count == 1 else "rows"
