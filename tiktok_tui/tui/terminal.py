"""The terminal: whether there is one to draw on, the least size that is drawn for, its title and notifications."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.geometry import Size

_LEAST_WIDTH, _LEAST_HEIGHT = 24, 8
"""Nothing is laid out in less room: Textual and rich cannot fold words into no cells at all."""


def on_console() -> bool:
    """True on the Linux console, unless another driver was asked for."""
    return os.environ.get("TERM") == "linux" and "TEXTUAL_DRIVER" not in os.environ


def can_draw() -> bool:
    """True if the app can be drawn and used here; `textual serve` names a driver and has no terminal."""
    if os.environ.get("TEXTUAL_DRIVER"):
        return True
    try:
        return sys.stdin.isatty() and sys.stdout.isatty()
    except (AttributeError, ValueError):  # no such stream, or a closed one
        return False


@contextmanager
def screen_of_its_own() -> Iterator[None]:
    """Within the block Textual draws through a file descriptor of its own, not through number 2.

    Native libraries write to number 2 by themselves, so it is turned aside while one of them connects to a server
    (`native_output`): what the app draws meanwhile must not go the same way.
    """
    kept = sys.__stderr__
    try:
        descriptor = os.dup(kept.fileno()) if kept is not None else -1
    except (OSError, ValueError):  # no such stream, or a closed one
        descriptor = -1
    if kept is None or descriptor < 0:
        yield
        return
    with open(descriptor, "w", encoding=kept.encoding, errors=kept.errors) as screen:
        setattr(sys, "__stderr__", screen)  # noqa: B010 - the types forbid it, the documentation does not
        try:
            yield
        finally:
            setattr(sys, "__stderr__", kept)  # noqa: B010


def at_least(size: Size) -> Size:
    """`size`, or the least size that is drawn for; a smaller terminal cuts the rest off."""
    from textual.geometry import Size  # not above: every command imports this module, and Textual takes long

    return Size(max(size.width, _LEAST_WIDTH), max(size.height, _LEAST_HEIGHT))


_PROGRESS_TERMINALS = frozenset({"ghostty", "WezTerm"})
"""Values of TERM_PROGRAM that draw a progress bar; others may take the sequence for a notification."""


_OSC_9 = frozenset({"iTerm.app", "WezTerm", "ghostty"})
"""Values of TERM_PROGRAM that show OSC 9 as a notification; kitty does so too and sets no TERM_PROGRAM."""
_OSC_777 = ("foot", "rxvt")
"""Beginnings of TERM where OSC 777 is a notification."""


_SAVE, _RESTORE = "\x1b[22;2t", "\x1b[23;2t"
"""XTWINOPS: push the title on the terminal's stack, and pop it."""


class Title:
    """The title of the terminal. It writes nothing until a driver gives it a way to write."""

    def __init__(self) -> None:
        self.write: Callable[[str], object] | None = None
        self._shown: tuple[str, int | None] | None = None

    def show(self, words: str, share: float | None) -> None:
        """Show `words`, and progress from 0 to 1 where the terminal can draw it; writes only what has changed."""
        shown = (words, None if share is None else int(100 * share))
        if self.write is None or shown == self._shown:
            return
        from tiktok_tui.tui.widgets.safe_text import safe_text  # not above: every command imports this module

        if self._shown is None:
            self.write(_SAVE)
        self._shown = shown
        # OSC 2: the title; OSC 9;4: the progress of ConEmu, Windows Terminal, WezTerm and Ghostty.
        self.write(f"\x1b]2;{safe_text(words, 100)}\x07")
        if _draws_progress():
            self.write("\x1b]9;4;0\x07" if shown[1] is None else f"\x1b]9;4;1;{shown[1]}\x07")

    def notify(self, words: str) -> None:
        """Show `words` as a notification of the desktop where the terminal can pass one on."""
        if self.write is None:
            return
        from tiktok_tui.tui.widgets.safe_text import safe_text  # not above: every command imports this module

        text = safe_text(words, 200)
        if os.environ.get("TERM_PROGRAM") in _OSC_9 or "KITTY_WINDOW_ID" in os.environ:
            self.write(f"\x1b]9;{text}\x07")
        elif os.environ.get("TERM", "").startswith(_OSC_777):
            # A semicolon ends the title.
            self.write(f"\x1b]777;notify;tiktok-tui;{text.replace(';', ',')}\x07")

    def restore(self) -> None:
        """Put back the title that the terminal had, and stop writing."""
        if self.write is not None and self._shown is not None:
            self.show("", None)
            self.write(_RESTORE)
        self.write = self._shown = None


def _draws_progress() -> bool:
    known = os.environ.get("TERM_PROGRAM") in _PROGRESS_TERMINALS
    return known or "WT_SESSION" in os.environ or os.environ.get("ConEmuANSI") == "ON"  # noqa: SIM112 - its own name
