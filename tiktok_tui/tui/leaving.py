"""The questions before the app, the example or a set-up is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from textual.app import App
from textual.screen import Screen

from tiktok_tui.tui.dialogs.confirm import Confirm, ask_first
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.wizard.wizard import Wizard

_SOON = 0.02
"""Seconds until it is tried again to leave: a screen that is just opening cannot say yet what it would lose."""


def leave_app(app: App[Any], wizard: Wizard | None) -> None:
    """Leave the app, once its screen has come up; ask first if that interrupts or loses something."""
    if not app.screen.is_mounted:
        app.set_timer(_SOON, app.action_quit)
        return
    sentence = _interrupted(app.screen_stack, wizard)
    if sentence:
        ask_first(app, Confirm("Leave the app?", sentence, yes="Leave", no="Stay"), yes=app.exit)
    else:
        app.exit()


def _interrupted(screens: Iterable[Screen[Any]], wizard: Wizard | None) -> str:
    """Return a sentence about what leaving the app would interrupt or lose; "" if nothing."""
    pages = [page for page in screens if isinstance(page, Page)]
    found = [page.work_in_hand() or page.unsaved() for page in pages]
    if wizard is not None:
        found += [wizard.work_in_hand(), wizard.unsaved()[1]]
    return next(filter(None, found), "")


def ask_about_example(app: App[Any], *, yes: Callable[[], object]) -> None:
    """Ask before the example is left, and call `yes` if it is."""
    sentence = "The app opens with your own destinations and credentials. What was done in the example is removed."
    ask_first(app, Confirm("Leave the example?", sentence, yes="Leave it", no="Stay"), yes=yes)


def about_setup(sentence: str) -> Confirm:
    """The question before a set-up with unsaved changes is replaced by another one."""
    return Confirm("Leave the set-up that you began?", sentence, yes="Leave it", no="Go back to it")
