"""The frame of one step of the set-up: the step line above its body, next and back."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from tiktok_tui.events.errors import AppError, SettingsError
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.widgets.notice import Notice
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.wizard.step_line import StepLine
from tiktok_tui.tui.wizard.wizard import Wizard


class StepPage(Page[bool]):
    """A step. It fills `compose_step`, `opened` and `complete`, and names itself with `STEP`.

    With `alone` it stands outside of the set-up (to mend a setting in the middle of an upload, say): there is no
    step line, and its result is True when it was completed and False when it was left.
    """

    STEP: ClassVar[str] = ""
    """The step's key in `steps.STEPS`."""

    BINDINGS = [
        Binding("ctrl+s", "next", "next", id="step.next", tooltip="Check this step and go on to the next one"),
        Binding("escape", "back", "back", id="step.back", tooltip="Go back one step; nothing is lost"),
    ]

    def __init__(self, wizard: Wizard, *, alone: bool = False) -> None:
        super().__init__(wizard.session)
        self.wizard, self.alone = wizard, alone
        self._completing = False

    def compose_body(self) -> ComposeResult:
        """The step line, the step, and a line for what is missing."""
        if not self.alone:
            yield StepLine()
        with Vertical(classes="step--body"):
            yield from self.compose_step()
        yield Notice(id="step-notice")

    def compose_step(self) -> ComposeResult:
        """The step's own widgets."""
        yield from ()

    def opened(self) -> None:
        """Called every time the step comes up: take over what other steps have decided since."""

    async def complete(self) -> bool:
        """Check and save what the step holds; True lets the set-up go on.

        Runs in a worker: dialogs may be awaited (`push_screen_wait`) and threads too (`work.run`). An AppError that
        is raised is shown in the step; a SettingsError with a `field` goes to `show_field_error`.
        """
        return not self.wizard.missing(self.STEP)

    def show_field_error(self, error: SettingsError) -> bool:
        """Show `error` at the field it names and put the focus there; False when there is no such field here."""
        return False

    def show_steps(self) -> None:
        """Redraw the step line."""
        for line in self.query(StepLine):
            line.marks = self.wizard.marks()

    def say(self, text: str, tone: Tone = Tone.INFO) -> None:
        """Say something below the step."""
        self.query_one("#step-notice", Notice).say(text, tone)

    def unsay(self) -> None:
        """Take back what was said below the step: it was about then."""
        self.query_one("#step-notice", Notice).clear()

    def show_error(self, error: AppError) -> None:
        """Show an error where it belongs: at its field, or below the step, in place of what was said there."""
        self.unsay()
        if isinstance(error, SettingsError) and error.field and self.show_field_error(error):
            return
        self.query_one("#step-notice", Notice).show_error(error)

    def on_screen_resume(self) -> None:
        """Say where one is; another step may have changed what this one stands on."""
        self.show_steps()
        destination = self.wizard.draft.destination
        if destination is not None:
            self.show_place(f"{destination.name} · {destination.event_source}")
        self.opened()

    @on(StepLine.Chosen)
    def _go(self, event: StepLine.Chosen) -> None:
        event.stop()
        if event.key == self.STEP:
            return
        if self.wizard.reachable(event.key):
            self.wizard.go(event.key)
        else:
            self.say("The steps before that one come first.", Tone.WARNING)

    def action_next(self) -> None:
        """Complete the step and go on; once at a time."""
        if not self._completing:
            self._completing = True
            self.run_worker(self._next())

    async def _next(self) -> None:
        self.unsay()
        try:
            done = await self.complete()
        except AppError as error:
            self.show_error(error)
            return
        finally:
            self._completing = False
        if done and self.alone:
            self.dismiss(True)
        elif done:
            # Who comes back to the step is not told again.
            self.unsay()
            self.wizard.next()
        elif not self.query_one("#step-notice", Notice).shown.plain:
            self.say(self.wizard.missing(self.STEP) or "This step is not complete yet.", Tone.WARNING)

    def action_back(self) -> None:
        """Go back one level."""
        if self.alone:
            self.dismiss(False)
        else:
            self.wizard.back()
