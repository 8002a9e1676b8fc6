"""The questions before the app, the example or a set-up is left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual.screen import Screen

from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.wizard.wizard import Wizard


def interrupted(screens: Iterable[Screen[Any]], wizard: Wizard | None) -> str:
    """Return a sentence about what leaving the app would interrupt or lose; "" if nothing."""
    pages = [page for page in screens if isinstance(page, Page)]
    found = [page.work_in_hand() or page.unsaved() for page in pages]
    if wizard is not None:
        found += [wizard.work_in_hand(), wizard.unsaved()[1]]
    return next(filter(None, found), "")


def about_app(sentence: str) -> Confirm:
    """The question before the app is left."""
    return Confirm("Leave the app?", sentence, yes="Leave", no="Stay")


def about_example() -> Confirm:
    """The question before the example is left."""
    sentence = "The app opens with your own destinations and credentials. What was done in the example is removed."
    return Confirm("Leave the example?", sentence, yes="Leave it", no="Stay")


def about_setup(sentence: str) -> Confirm:
    """The question before a set-up with unsaved changes is replaced by another one."""
    return Confirm("Leave the set-up that you began?", sentence, yes="Leave it", no="Go back to it")
