"""The places that can be gone to from anywhere, by name; each imports its screen when it is opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.message import Message

from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.wizard.wizard import WizardDraft


class OpenSetup(Message):
    """Posted by a screen to open the set-up with what is decided already, at `step` or the first that is not done."""

    def __init__(self, draft: WizardDraft | None = None, step: str = "") -> None:
        super().__init__()
        self.draft, self.step = draft, step


class OpenRun(Message):
    """Posted by a screen to open a run of the history; with `resume` it goes on at once."""

    def __init__(self, run: str, *, resume: bool = False) -> None:
        super().__init__()
        self.run, self.resume = run, resume


@dataclass(frozen=True, slots=True)
class Route:
    """One place: the name of its action (`app.go('history')`), its words in the palette, and its screen."""

    name: str
    title: str
    help: str
    page: Callable[[AppSession], Page[Any]]


def _credentials(session: AppSession) -> Page[Any]:
    from tiktok_tui.tui.screens.credentials.credentials import CredentialsPage

    return CredentialsPage(session)


def _history(session: AppSession) -> Page[Any]:
    from tiktok_tui.tui.screens.history.history import HistoryPage

    return HistoryPage(session)


def run_page(session: AppSession, run: str, *, resume: bool) -> Page[Any]:
    """The screen of one run."""
    from tiktok_tui.tui.screens.history.run import RunPage

    return RunPage(session, run, resume=resume)


ROUTES: dict[str, Route] = {
    place.name: place
    for place in (
        Route("credentials", "Credentials", "See, add, reauthorise or remove the accounts' tokens", _credentials),
        Route("history", "History", "See every run, its batches and its rejects", _history),
    )
}
