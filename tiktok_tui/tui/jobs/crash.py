"""A fault of the app itself, shown without the data it was working on."""

from __future__ import annotations

import logging
from pathlib import Path
from traceback import extract_tb

from tiktok_tui.events.errors import AppError

_log = logging.getLogger(__name__)


class Crash(AppError):
    """A fault of the app itself. Names the line of code and never the exception's message, which may hold data."""

    def __init__(self, error: BaseException) -> None:
        frames = extract_tb(error.__traceback__)
        line = f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else "an unknown line"
        super().__init__(
            f"Something went wrong inside tiktok-tui ({type(error).__name__} in {line}).",
            remedy="Nothing that was accepted is lost. The log has the details: tiktok-tui locate log.",
        )
        path = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))
        _log.error("%s: %s", type(error).__name__, path)
