"""The step before anything is sent: what, how many, where, and what not and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, RadioButton, RadioSet, Static

from tiktok_tui.events.destination import Source
from tiktok_tui.events.rules import RULE
from tiktok_tui.tui.reading import how_it_is_read, sentence
from tiktok_tui.tui.screens.problems import Problems
from tiktok_tui.tui.step_page import StepPage
from tiktok_tui.tui.widgets.confirm import Confirm
from tiktok_tui.tui.widgets.plain import plain
from tiktok_tui.tui.widgets.prompt import Prompt
from tiktok_tui.tui.work import run, start

if TYPE_CHECKING:
    from tiktok_tui.prepare.preparing import Prepared

FIRST: tuple[int | None, ...] = (10, 100, None)
"""How many events a first try may have; None is all of them."""


class _Answer(RadioButton):
    """Its glyph says whether it is chosen, not its colour alone."""

    BUTTON_LEFT = BUTTON_RIGHT = ""

    def render(self) -> Content:
        """The glyph and the label."""
        self.BUTTON_INNER = "●" if self.value else "○"
        return super().render()


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
        yield Static(id="sentence")
        with Horizontal(classes="review--row"):
            yield Static("Not sent", classes="review--heading")
            yield Static(id="not-sent", classes="review--what")
        with Horizontal(classes="review--row"):
            yield Static("Already sent", classes="review--heading")
            yield Static("…", id="already", classes="review--what")
        with Horizontal(classes="review--row"):
            yield Static("How many", classes="review--heading")
            with RadioSet(id="first"):
                for count in FIRST:
                    label = "all" if count is None else f"the first {count}"
                    yield _Answer(label, value=count == self.setup.draft.limit, compact=True)
        with Horizontal(classes="review--row"):
            yield Static("Test code", classes="review--heading")
            yield Input(placeholder="none", compact=True, id="code")
            yield Static("Shown in Events Manager under Test events, not counted.", id="code-hint")
        yield Static(id="reading")

    def opened(self) -> None:
        """Say what the draft comes to."""
        self._show()
        self._count_already_sent()
        self.query_one("#first").focus()

    def _show(self) -> None:
        draft = self.setup.draft
        prepared, destination, mapping = draft.prepared, draft.destination, draft.mapping
        if prepared is None or destination is None or mapping is None or draft.table is None:
            return
        count = prepared.totals.sendable if draft.limit is None else min(draft.limit, prepared.totals.sendable)
        self.query_one("#sentence", Static).update(plain(sentence(count, draft.table.name, destination), 300))
        self.query_one("#not-sent", Static).update(_not_sent(prepared))
        self.query_one("#reading", Static).update(plain(how_it_is_read(mapping, destination), 500))

    def _count_already_sent(self) -> None:
        draft, home = self.setup.draft, self.session.home
        prepared, destination = draft.prepared, draft.destination
        if prepared is None or destination is None:
            return
        api_url, code = self.session.api_url, draft.test_event_code

        def count(_: object) -> int:
            from tiktok_tui.uploads.starting import count_already_sent

            return count_already_sent(home, prepared, destination, api_url=api_url, test_event_code=code)

        start(self, count, done=self._show_already_sent)

    def _show_already_sent(self, count: int) -> None:
        if not count:
            words = "None of these has been accepted before."
        elif self.setup.draft.resend:
            words = f"{count:,} were accepted earlier and are sent again. r  leave them out"
        else:
            words = f"{count:,} were accepted earlier and are left out. r  send again"
        self._already = count
        self.query_one("#already", Static).update(words)

    @on(RadioSet.Changed, "#first")
    def _how_many(self, event: RadioSet.Changed) -> None:
        self.setup.decide(limit=FIRST[event.index], confirmed=False)
        self._show()

    @on(Input.Changed, "#code")
    def _code_changed(self, event: Input.Changed) -> None:
        self.setup.decide(test_event_code=event.value.strip(), confirmed=False)

    @on(Input.Submitted, "#code")
    def _code_taken(self) -> None:
        self._count_already_sent()
        self.action_next()

    def action_resend(self) -> None:
        """Send what was accepted earlier once more, or leave it out after all."""
        self.setup.decide(resend=not self.setup.draft.resend, confirmed=False)
        self._show_already_sent(getattr(self, "_already", 0))

    def action_problems(self) -> None:
        """See what is not sent."""
        prepared = self.setup.draft.prepared
        if prepared is not None:
            self.app.push_screen(Problems(self.session, prepared))

    @work(exclusive=True)
    async def action_dry_run(self) -> None:
        """Write the exact request bodies to a file; nothing is sent."""
        draft = self.setup.draft
        prepared, destination = draft.prepared, draft.destination
        if prepared is None or destination is None:
            return
        typed = await self.app.push_screen_wait(
            Prompt(
                "Write the dry run to …", value="payload.jsonl", hint="One request body a line, as TikTok would get it."
            )
        )
        if not typed:
            return

        def write(_: object) -> int:
            from tiktok_tui.uploads.payload import write_payload

            return write_payload(typed, prepared, destination, limit=draft.limit, test_event_code=draft.test_event_code)

        written = await run(write)
        self.say(f"{written:,} events written to {typed}; nothing was sent.")

    async def complete(self) -> bool:
        """Ask once more where it counts: a real destination and everything at once, or a test code left in."""
        draft = self.setup.draft
        prepared, destination = draft.prepared, draft.destination
        if prepared is None or destination is None or draft.table is None:
            return False
        count = prepared.totals.sendable if draft.limit is None else min(draft.limit, prepared.totals.sendable)
        if not destination.sandbox:
            words = sentence(count, draft.table.name, destination)
            if draft.test_event_code:
                words += " They go to Test events only and are not counted."
            if destination.event_source is Source.OFFLINE and draft.resend:
                words += " What was accepted more than 48 hours ago is counted twice."
            if not await self.app.push_screen_wait(Confirm("Send?", words, yes="Send", no="Not yet")):
                self.say("Nothing was sent.")
                return False
        self.setup.decide(confirmed=True)
        return True


def _not_sent(prepared: Prepared) -> Content:
    totals = prepared.totals
    if not totals.rejected and not totals.left_out:
        return Content.styled("Every row can be sent.", "$accent")
    parts: list[tuple[str, str]] = []
    if totals.rejected:
        parts.append((f"{totals.rejected:,} rows   ", "bold $error"))
        worst = sorted(totals.rejects_by_rule.items(), key=lambda item: -item[1])[:4]
        reasons = "\n".join(f"{count:,}  {RULE[name].reason.replace('{value}', 'The cell')}" for name, count in worst)
        parts.append((f"p  see them\n{reasons}", "$text-muted"))
        if len(totals.rejects_by_rule) > len(worst):
            parts.append((f"\nand {len(totals.rejects_by_rule) - len(worst)} more reasons", "$text-muted"))
    if totals.left_out:
        parts.append((("\n" if parts else "") + f"{totals.left_out:,} rows left out by the filter", "$text-muted"))
    return Content.assemble(*parts)
