"""One way from a credential to an upload, in steps; it can be left and comes back as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.wizard.draft import WizardDraft
from tiktok_tui.tui.wizard.step_line import StepMark, StepState

if TYPE_CHECKING:
    from textual.app import App

_numbers = count(1)


@runtime_checkable
class StepScreen(Protocol):
    """The interface between the wizard and the screen of a step."""

    wizard: Wizard

    def show_steps(self) -> None:
        """Redraw the step line."""

    def unsay(self) -> None:
        """Clear the message below the step."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its key, its title, its screen, and `missing`, a sentence about what it still needs ("" when done)."""

    key: str
    title: str
    page: Callable[[Wizard], Page[bool]]
    missing: Callable[[WizardDraft], str]


@dataclass(frozen=True, slots=True)
class ProblemCell:
    """The cell that was chosen: the row's number and the field it fills ("" for the row as a whole).

    With `value_map` the cell's value is to be mapped to one that TikTok accepts.
    """

    row: int
    field: str
    value: str = ""
    value_map: bool = False


class Wizard:
    """The draft and the screens of one way through the steps.

    A step's screen is made when it is first opened and kept (installed in the app) until `close`, so that leaving it,
    for another step or for Home, changes nothing in it. Only one step is on the app's stack at a time.
    """

    def __init__(
        self, app: App[Any], session: AppSession, steps: Sequence[Step], draft: WizardDraft | None = None
    ) -> None:
        self.app, self.session = app, session
        self.draft = replace(draft or WizardDraft(), token_given=session.token_given)
        self.steps = tuple(steps)
        self.here = ""
        self.wanted: ProblemCell | None = None
        """The cell that the mapping shows when it is opened next."""
        self.resources = ExitStack()
        """Closed with the wizard: open files, prepared checks."""
        self._number = next(_numbers)

    def update(self, draft: WizardDraft) -> None:
        """Take over another draft and redraw the step line."""
        self.draft = draft
        page = self._open_page()
        if page is not None:
            page.show_steps()

    def work_in_hand(self) -> str:
        """The work that closing the wizard now would interrupt; "" if there is none."""
        pages = (self.app.get_screen(self._name(step.key)) for step in self.steps if self._is_made(step.key))
        return next((hand for page in pages if isinstance(page, Page) and (hand := page.work_in_hand())), "")

    def unsaved(self) -> tuple[str, str]:
        """The first step with changes that closing the wizard would lose, and a sentence about them; else blanks."""
        for step in self.steps:
            page = self.app.get_screen(self._name(step.key)) if self._is_made(step.key) else None
            if isinstance(page, Page) and page.is_mounted and (sentence := page.unsaved()):
                return step.key, sentence
        return "", ""

    def missing(self, key: str) -> str:
        """The open requirement of step `key`, as a sentence; "" when it is done."""
        return self._step(key).missing(self.draft)

    def reachable(self, key: str) -> bool:
        """True if step `key` can be opened: every step before it is done."""
        return not any(step.missing(self.draft) for step in self.steps[: self._index(key)])

    def marks(self) -> tuple[StepMark, ...]:
        """The steps as the step line shows them."""
        marks = []
        for step in self.steps:
            missing = step.missing(self.draft)
            if step.key == self.here:
                state = StepState.HERE
            elif missing:
                needs_you = self._is_made(step.key) and self.reachable(step.key)
                state = StepState.NEEDS_YOU if needs_you else StepState.TODO
            else:
                state = StepState.DONE
            marks.append(StepMark(step.key, step.title, state))
        return tuple(marks)

    def first_open(self) -> str:
        """The first step that is not done; the last one when all are."""
        return next((step.key for step in self.steps if step.missing(self.draft)), self.steps[-1].key)

    def go(self, key: str) -> None:
        """Open step `key`, in place of the step that is open."""
        name = self._name(key)
        if not self._is_made(key):
            self.app.install_screen(self._step(key).page(self), name)
        left = self._open_page()
        self.here = key
        if left is not None:
            left.unsay()
            self.app.switch_screen(name)
        else:
            self.app.push_screen(name)

    def next(self) -> None:
        """Open the step after this one, if this one is done."""
        index = self._index(self.here)
        if not self.missing(self.here) and index + 1 < len(self.steps):
            self.go(self.steps[index + 1].key)

    def back(self) -> None:
        """Open the step before this one; from the first, leave the wizard as it is."""
        index = self._index(self.here)
        if index:
            self.go(self.steps[index - 1].key)
        else:
            self.leave()

    def leave(self) -> None:
        """Go back to the screen that the wizard was opened from; everything in it is kept."""
        if self._open_page() is not None:
            self.app.pop_screen()

    async def close(self) -> None:
        """End the wizard: leave it, remove its screens and close its resources."""
        self.leave()
        for step in self.steps:
            if self._is_made(step.key):
                name = self._name(step.key)
                page = self.app.get_screen(name)
                self.app.uninstall_screen(name)
                if page.is_attached:
                    await page.remove()
        self.resources.close()

    def _open_page(self) -> StepScreen | None:
        top = self.app.screen
        return top if isinstance(top, StepScreen) and top.wizard is self else None

    def _is_made(self, key: str) -> bool:
        return self.app.is_screen_installed(self._name(key))

    def _index(self, key: str) -> int:
        return next(index for index, step in enumerate(self.steps) if step.key == key)

    def _step(self, key: str) -> Step:
        return self.steps[self._index(key)]

    def _name(self, key: str) -> str:
        return f"wizard-{self._number}-{key}"
