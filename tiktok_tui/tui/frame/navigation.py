"""Messages that ask the app to open another screen; the screen that posts one knows nothing of the screen it opens."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class OpenRun(Message):
    """Open a run of the history; with `resume` it is resumed at once."""

    run: str
    resume: bool = False
