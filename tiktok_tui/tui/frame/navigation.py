"""Messages that ask the app to open another screen; the screen that posts one knows nothing of the screen it opens."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from textual.message import Message

from tiktok_tui.events.destination import Destination


@dataclass
class OpenRun(Message):
    """Open a run of the history; with `resume` it is resumed at once."""

    run: str
    resume: bool = False


@dataclass
class FileSaved(Message):
    """A file was written for the person, who may want to read it at once."""

    path: Path


@dataclass
class OpenDestination(Message):
    """Open the form of a saved destination; Esc and saving lead back to the screen that posted this."""

    destination: Destination


@dataclass
class OpenSync(Message):
    """Open the screen of a sync; its history begins with what is held."""

    sync: str
