"""One way through the set-up, from a credential to an upload, that can be left and found again as it was."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.wizard.step_line import StepMark, StepState

if TYPE_CHECKING:
    from textual.app import App

    from tiktok_tui.events.destination import Destination
    from tiktok_tui.files.opening import Table
    from tiktok_tui.files.source import SourceRef
    from tiktok_tui.mapping.model import Mapping
    from tiktok_tui.prepare.prepare import Prepared
    from tiktok_tui.tui.wizard.step_page import StepPage

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class WizardDraft:
    """What has been decided so far. A step reads it when it opens and changes it with `Wizard.decide`."""

    credential: str = ""
    """The credential's slug."""
    trying: bool = False
    """No credential yet: the destination is tried in the built-in sandbox first."""
    destination: Destination | None = None
    source: SourceRef | None = None
    """The file or query that the rows come from."""
    table: Table | None = None
    """The open file; kept open until the set-up ends or another file is chosen."""
    mapping: Mapping | None = None
    prepared: Prepared | None = None
    """The check of the whole file with this mapping and this destination; None while it is running."""
    checked: datetime | None = None
    """The "now" of that check, which its ages are counted from."""
    limit: int | None = None
    """Only the first so many events."""
    test_event_code: str = ""
    resend: bool = False
    confirmed: bool = False
    """The review was answered with yes; taken back when anything before it changes."""
    run: str = ""
    """The run's ID, once the upload has begun."""
    sending: bool = False
    """The upload is under way: what it reads from (the file, its check) may not be changed or closed."""
    finished: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its key, its name, its screen, and `missing`, a sentence about what it still needs ("" when done)."""

    key: str
    title: str
    page: Callable[[Wizard], StepPage]
    missing: Callable[[WizardDraft], str]


class Wizard:
    """The draft and the screens of one way through the set-up.

    A step's screen is made when it is first opened and kept (installed in the app) until `close`, so that leaving it,
    for another step or for Home, changes nothing in it. Only one step is on the app's stack at a time.
    """

    def __init__(self, app: App[Any], session: AppSession, draft: WizardDraft | None = None) -> None:
        from tiktok_tui.tui.wizard.steps import STEPS

        self.app, self.session = app, session
        self.draft = draft or WizardDraft()
        self.steps = STEPS
        self.here = ""
        self.resources = ExitStack()
        """Closed with the set-up: open files, prepared checks."""
        self._number = next(_numbers)

    def decide(self, **changes: Any) -> None:
        """Change the draft's fields and redraw the step line.

        What a step decided before on other grounds is the caller's to take back (another file: `mapping=None`).
        """
        self.draft = replace(self.draft, **changes)
        page = self._open_page()
        if page is not None:
            page.show_steps()

    def change(self, **changes: Any) -> None:
        """Change what is to be sent: the review has to be answered again, and what is sent then is another run."""
        self.decide(confirmed=False, run="", finished=False, **changes)

    def work_in_hand(self) -> str:
        """What ending the set-up now would interrupt, wherever one is in the app; "" when nothing."""
        pages = (self.app.get_screen(self._name(step.key)) for step in self.steps if self._is_made(step.key))
        return next((hand for page in pages if isinstance(page, Page) and (hand := page.work_in_hand())), "")

    def missing(self, key: str) -> str:
        """What step `key` still needs, as a sentence; "" when it is done."""
        return self._step(key).missing(self.draft)

    def reachable(self, key: str) -> bool:
        """Whether step `key` can be opened: every step before it is done."""
        return not any(step.missing(self.draft) for step in self.steps[: self._place(key)])

    def marks(self) -> tuple[StepMark, ...]:
        """The steps as the step line shows them."""
        marks = []
        for step in self.steps:
            missing = step.missing(self.draft)
            if step.key == self.here:
                state = StepState.HERE
            elif missing:
                seen = self.app.is_screen_installed(self._name(step.key))
                state = StepState.NEEDS_YOU if seen and self.reachable(step.key) else StepState.TODO
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
        if not self.app.is_screen_installed(name):
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
        place = self._place(self.here)
        if not self.missing(self.here) and place + 1 < len(self.steps):
            self.go(self.steps[place + 1].key)

    def back(self) -> None:
        """Open the step before this one; from the first, leave the set-up as it is."""
        place = self._place(self.here)
        if place:
            self.go(self.steps[place - 1].key)
        else:
            self.leave()

    def leave(self) -> None:
        """Go back to where the set-up was opened; all of it is kept."""
        if self._open_page() is not None:
            self.app.pop_screen()

    async def close(self) -> None:
        """End the set-up: leave it and let go of its screens and resources."""
        self.leave()
        for step in self.steps:
            name = self._name(step.key)
            if self.app.is_screen_installed(name):
                page = self.app.get_screen(name)
                self.app.uninstall_screen(name)
                if page.is_attached:
                    await page.remove()
        self.resources.close()

    def _open_page(self) -> StepPage | None:
        from tiktok_tui.tui.wizard.step_page import StepPage

        top = self.app.screen
        return top if isinstance(top, StepPage) and top.wizard is self else None

    def _is_made(self, key: str) -> bool:
        return self.app.is_screen_installed(self._name(key))

    def _place(self, key: str) -> int:
        return next(place for place, step in enumerate(self.steps) if step.key == key)

    def _step(self, key: str) -> Step:
        return self.steps[self._place(key)]

    def _name(self, key: str) -> str:
        return f"wizard-{self._number}-{key}"
