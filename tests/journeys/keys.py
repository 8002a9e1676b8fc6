"""The program, the keys, and a person's way of pressing them."""

from __future__ import annotations

import sys
from typing import Final

from tests.support.term import Term

PROGRAM: Final = [sys.executable, "-m", "tiktok_tui"]

CTRL_O, CTRL_Q, CTRL_S, CTRL_U = "\x0f", "\x11", "\x13", "\x15"
DOWN, ENTER, ESC, TAB = "\x1b[B", "\r", "\x1b", "\t"


def press(term: Term, *keys: str) -> None:
    """Press each key once the screen has come to rest."""
    for key in keys:
        term.settle()
        term.send(key)
    term.settle()
