"""Lists of texts in a file, each with what is decided about it behind a tab."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def decided(file: Path, decide: Callable[[str], object]) -> tuple[list[str], list[str]]:
    """Return the lines of `file` as `decide` would have them now, and as they are."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [f"{text}\t{decide(text)}" for text, _, _ in (line.partition("\t") for line in lines)], lines
