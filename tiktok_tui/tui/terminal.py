"""Tells whether there is anything to draw the app on: a terminal, or a browser that something else looks after."""

from __future__ import annotations

import os
import sys


def on_console() -> bool:
    """Whether this is the Linux console, and nothing else was asked for."""
    return os.environ.get("TERM") == "linux" and "TEXTUAL_DRIVER" not in os.environ


def can_draw() -> bool:
    """Whether the app can be drawn and driven here; `textual serve` names a driver and has no terminal."""
    if os.environ.get("TEXTUAL_DRIVER"):
        return True
    try:
        return sys.stdin.isatty() and sys.stdout.isatty()
    except (AttributeError, ValueError):  # no such stream, or a closed one
        return False
