"""The guides of the documentation, which come with the program, and the one that helps with an error."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tiktok_tui.events.errors import AppError

_PACKAGE = Path(__file__).parents[1]

FOLDER: Final = _PACKAGE / "docs" if (_PACKAGE / "docs").is_dir() else _PACKAGE.parent / "docs"
"""Where the guides are: in the installed package, or beside it in the source."""


@dataclass(frozen=True, slots=True)
class Guide:
    """A file of `docs/` under its `name`."""

    name: str
    title: str

    @property
    def path(self) -> Path:
        """The file, as Markdown."""
        return FOLDER / f"{self.name}.md"


GUIDES: Final = (
    Guide("tiktok-account", "A token and an event set from TikTok"),
    Guide("sources", "Where rows come from"),
    Guide("recipes", "Mapping recipes"),
    Guide("nightly", "Every night, by itself"),
    Guide("troubleshooting", "Troubleshooting"),
    Guide("privacy", "What leaves your machine"),
    Guide("terminals", "Terminals and accessibility"),
    Guide("resilience", "What was tried to lose or double an event"),
    Guide("speed", "How fast it is"),
    Guide("reference", "Reference"),
)

GUIDE: Final = {guide.name: guide for guide in GUIDES}


def guide_of(error: AppError) -> Guide | None:
    """Return the guide that says more about `error`; None where its own remedy is all there is."""
    return GUIDE.get(error.guide)
