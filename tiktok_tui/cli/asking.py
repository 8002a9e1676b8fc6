"""Questions before something that cannot be taken back."""

from __future__ import annotations

from tiktok_tui.cli import console
from tiktok_tui.cli.exits import Stopped
from tiktok_tui.events.errors import UsageError


def agreed(question: str, *, yes: bool) -> None:
    """Go on when the person says yes, or when `--yes` was given, or when there is nobody to ask.

    Raises:
        Stopped: the answer was no.
    """
    if not yes and console.may_ask() and not console.confirm(question):
        raise Stopped


def insisted(question: str, *, yes: bool) -> None:
    """As `agreed`, for what must not happen by accident: with nobody to ask, `--yes` must be given.

    Raises:
        Stopped: the answer was no.
        UsageError: there is nobody to ask.
    """
    if not yes and not console.may_ask():
        raise UsageError(question, remedy="Say --yes to go ahead.")
    agreed(question, yes=yes)
