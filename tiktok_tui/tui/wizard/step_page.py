"""The frame of one step of the wizard: the step line above its body, next and back."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from tiktok_tui.events.errors import AppError, SettingsError
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.jobs.delivery import stays
from tiktok_tui.tui.widgets.notice import Notice
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.wizard.step_line import StepLine
from tiktok_tui.tui.wizard.wizard import Wizard


class StepPage(Page[bool]):
    """A step. Subclasses fill in `compose_step`, `opened` and `complete`, and name themselves with `STEP`."""

    STEP: ClassVar[str] = ""
    """The step's key in `routes.STEPS`."""

    BINDINGS = [
        Binding("ctrl+s", "next", "next", id="step.next", tooltip="Check this step and continue with the next one"),
        Binding("escape", "back", "back", id="step.back", tooltip="Go back one step; nothing is lost"),
    ]

    steps = getters.query_one(StepLine)
    notice = getters.query_one("#step-notice", Notice)

    def __init__(self, wizard: Wizard) -> None:
        super().__init__(wizard.session)
        self.wizard = wizard
        self.completing = False
        """True while `complete` is awaited."""

    def compose_body(self) -> ComposeResult:
        """The step line, the step, and a line for messages."""
        yield StepLine()
        with Vertical(classes="step--body"):
            yield from self.compose_step()
        yield Notice(id="step-notice")

    def compose_step(self) -> ComposeResult:
        """The step's own widgets."""
        yield from ()

    def opened(self) -> None:
        """Called each time the step opens, to take over what other steps have decided since."""

    async def complete(self) -> bool:
        """Check and save what the step holds; True lets the wizard continue.

        Runs in a worker: dialogs may be awaited (`push_screen_wait`) and threads too (`jobs.run`). An AppError that
        is raised is shown in the step; a SettingsError with a `field` goes to `show_field_error`.
        """
        return not self.wizard.missing(self.STEP)

    def show_field_error(self, error: SettingsError) -> bool:
        """Show `error` at the field it names and focus it; False if there is no such field here."""
        return False

    def show_steps(self) -> None:
        """Redraw the step line."""
        if self.is_mounted:
            self.steps.marks = self.wizard.marks()

    def say(self, text: str, tone: Tone = Tone.INFO) -> None:
        """Show a message below the step."""
        self.notice.say(text, tone)

    def unsay(self) -> None:
        """Clear the message below the step, if it is there by now: keys may come before a step is mounted."""
        if self.is_mounted:
            self.notice.clear()

    def show_error(self, error: AppError) -> None:
        """Show an error at its field, or below the step in place of the message there."""
        self.unsay()
        if isinstance(error, SettingsError) and error.field and self.show_field_error(error):
            return
        self.notice.show_error(error)

    @contextmanager
    def errors_shown(self) -> Iterator[None]:
        """Show an error that the block ends with, for work that nobody awaits: it would end the app."""
        try:
            yield
        except AppError as error:
            self.show_error(error)

    def on_screen_resume(self) -> None:
        """Show the steps and the destination; another step may have changed what this one depends on."""
        self.show_steps()
        destination = self.wizard.draft.destination
        if destination is not None:
            self.show_location(f"{destination.name} · {destination.event_source}")
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
        """Complete the step and continue; once at a time."""
        if not self.completing:
            self.completing = True
            self._next()

    @work
    async def _next(self) -> None:
        self.unsay()
        try:
            done = await self.complete()
        except AppError as error:
            self.show_error(error)
            return
        except asyncio.CancelledError:  # another flow of this step was begun: what was said to follow does not
            if stays(self):
                self.unsay()
            raise
        finally:
            self.completing = False
        if done:
            # A message about a completed step would be stale when one comes back to it.
            self.unsay()
            if self.app.screen is self:  # the person may have gone elsewhere meanwhile
                self.wizard.next()
        elif not self.notice.shown.plain:
            self.say(self.wizard.missing(self.STEP) or "This step is not complete yet.", Tone.WARNING)

    def action_back(self) -> None:
        """Go back one step."""
        self.wizard.back()
