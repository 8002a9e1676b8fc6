"""Tells whether a stored picture still shows what the app draws, whatever the numbers on it are."""

from __future__ import annotations

import re
from pathlib import Path

from tests.pictures.walk import Picture
from tests.support.pilot import svg_text

FOLDER = Path(__file__).parents[2] / "screenshots"

RUNNING = "upload-running"
"""How far each batch is when this picture is taken is up to the threads; only its frame is compared."""

_CHANCE = re.compile(r"[\d,.:]+|[▁▂▃▄▅▆▇█]+|\d*[0-9A-F]*…[0-9A-F]+")
_FRAME = re.compile(r"[^│]*")


def same(path: Path, picture: Picture) -> bool:
    """Whether the SVG at `path` shows this picture."""
    return path.exists() and words(picture.name, svg_text(path.read_text("utf-8"))) == words(picture.name, picture.text)


def words(name: str, text: str) -> list[str]:
    """What a person reads on each line, without numbers, gaps and what chance decides."""
    lines = [" ".join(_CHANCE.sub("0", line).split()) for line in text.splitlines()]
    if name.startswith(RUNNING):
        lines = [found.group() for line in lines if (found := _FRAME.match(line)) and found.group()]
        lines = [line for line in lines if not re.match(r"\W*0", line)]
    return [line for line in lines if line]
