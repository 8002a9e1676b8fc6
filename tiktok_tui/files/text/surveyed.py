"""Reads a delimited text and passes over it for its survey, both at once where it is large."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tiktok_tui.files.scratch.database import Work
from tiktok_tui.files.text.compression import CHUNK
from tiktok_tui.files.text.content import Content
from tiktok_tui.files.text.formula_text import MARK
from tiktok_tui.files.text.survey import Survey, newline_of

# The part of the time that a copy takes, where one is needed.
_COPIED = 0.3


class Misread(Exception):
    """DuckDB read the file in a way that cannot be trusted."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is to be read: the end of its lines, and if there may be cells like `="00123"`."""

    newline: str
    formulas: bool


def style_of(head: bytes) -> Style:
    """Return the style of the beginning of a text, which the rest shares as a rule."""
    return Style(newline_of(head, quotes=True), MARK in head)


def read_surveyed(
    content: Content, work: Work, delimiter: str, style: Style, read: Callable[[Path, Style], None]
) -> tuple[Path, Survey, Style]:
    """Let `read` make a table of the text; return the file that it has read, its survey, and its style.

    `read` takes a file in UTF-8 and its style, replaces a table that it has made before, and raises Misread. The text
    is taken to be in `style`, and read again in the rare case that it is found to be in another. Raises Misread if the
    survey finds what cannot be read at once.
    """
    work.span(0, _COPIED)
    plain = content.as_utf8(work.report)
    work.span(0 if content.is_plain else _COPIED, 1)
    done = None
    if plain.stat().st_size > CHUNK and style.newline != "\r":
        with ThreadPoolExecutor(1, thread_name_prefix="tiktok-tui-survey") as beside:
            settling = beside.submit(content.settled, lambda share: work.check(), delimiter=delimiter)
            read(plain, style)
            done = plain, style
        plain, survey = settling.result()
    else:
        plain, survey = content.settled(work.report, delimiter=delimiter)
    if survey.damaged or survey.stray or survey.newline == "\r":
        raise Misread
    found = Style(survey.newline, survey.formulas)
    if done != (plain, found):
        read(plain, found)
    return plain, survey, found
