"""Tells whether a stored picture still shows what the app draws, whatever the numbers on it are."""

from __future__ import annotations

import re
from difflib import unified_diff
from pathlib import Path

from tests.pictures.walk import Picture
from tests.support.pilot import svg_text

FOLDER = Path(__file__).parents[2] / "screenshots"

BATCHES = ("upload-", "run")
"""Which batches these pictures show, and how far each is, is up to the threads; the tables' rows are not compared."""

_CHANCE = re.compile(r"[\d,.:]+|[▁▂▃▄▅▆▇█]+|━[━╸─]*|\d*[0-9A-F]*…[0-9A-F]+")
"""Numbers, a sparkline, how far a bar is, a request's ID."""


def differences(path: Path, picture: Picture) -> list[str]:
    """The lines that the SVG at `path` shows (-) and this picture does not, and the other way round (+)."""
    stored = svg_text(path.read_text("utf-8")) if path.exists() else ""
    return list(unified_diff(words(picture.name, stored), words(picture.name, picture.text), n=0, lineterm=""))


def words(name: str, text: str) -> list[str]:
    """The words that a person reads on each line, without numbers, gaps and what chance decides."""
    lines = [" ".join(_CHANCE.sub("0", line).split()) for line in text.splitlines()]
    return [line for line in lines if line and not (name.startswith(BATCHES) and "│" in line)]
