"""The terminal: whether there is one to draw on, and the least size that is drawn for."""

from __future__ import annotations

import os
import sys
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


def at_least(size: Size) -> Size:
    """`size`, or the least size that is drawn for; a smaller terminal cuts the rest off."""
    from textual.geometry import Size  # not above: every command imports this module, and Textual takes long

    return Size(max(size.width, _LEAST_WIDTH), max(size.height, _LEAST_HEIGHT))
