"""Questions before something that cannot be taken back."""

from __future__ import annotations

import sys

from tiktok_tui.cli import console
from tiktok_tui.cli.exits import Stopped
from tiktok_tui.events.errors import UsageError


def answer(question: str) -> str:
    """Ask on stderr, and return what the person types."""
    print(f"{console.plain(question)}: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def agreed(question: str, *, yes: bool) -> None:
    """Continue if the person says yes, if `--yes` was given, or if there is nobody to ask.

    Raises:
        Stopped: the answer was no.
    """
    if not yes and console.may_ask() and not console.confirm(question):
        raise Stopped


def insisted(question: str, *, yes: bool) -> None:
    """Like `agreed`, for steps that must not happen by accident: with nobody to ask, `--yes` must be given.

    Raises:
        Stopped: the answer was no.
        UsageError: there is nobody to ask.
    """
    if not yes and not console.may_ask():
        raise UsageError(question, remedy="Add --yes to continue.")
    agreed(question, yes=yes)
