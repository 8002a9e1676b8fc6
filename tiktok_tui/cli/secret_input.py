"""Read secrets from the environment, from stdin, or typed without echo; never from arguments."""

from __future__ import annotations

import os
import sys

from tiktok_tui.cli import console
from tiktok_tui.events.errors import UsageError

_LONGEST = 64 * 1024


class SecretInput:
    """Reads one secret after the other; those that are not in the environment are the next lines of stdin."""

    def ask(self, title: str, variable: str) -> str:
        """Return the secret called `title`: from the environment's `variable`, else typed or piped in.

        Raises:
            UsageError: there is nothing to read it from.
        """
        if held := os.environ.get(variable, "").strip():
            console.say(f"{title}: taken from {variable}.")
            return held
        given = self.typed(title) if console.may_ask() else self.next_line()
        if not given:
            raise UsageError(
                f"The {title[:1].lower()}{title[1:]} is missing.",
                remedy=f"Give it on a line of stdin, or in {variable}; never as an argument.",
            )
        return given

    def typed(self, title: str) -> str:
        """Return what the person types or pastes, without showing it; "" for Ctrl+D."""
        from getpass import getpass

        try:
            return getpass(f"{title}: ", stream=sys.stderr).strip()
        except EOFError:
            console.say()
            return ""

    def next_line(self) -> str:
        """Return the next line of stdin that is not blank; "" at its end."""
        while line := sys.stdin.readline(_LONGEST):
            if line.strip():
                return line.strip()
        return ""
