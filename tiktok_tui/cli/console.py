"""Write messages, errors and progress to stderr, so that stdout holds nothing but data."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TextIO

from tiktok_tui.events.hidden import is_hidden
from tiktok_tui.tiktok.secret import without_tokens

if TYPE_CHECKING:
    from tiktok_tui.events.errors import AppError

SECONDS_BETWEEN_LINES = 5.0
"""How often progress is printed where there is no terminal to draw a bar on."""


class _Characters(dict[int, str]):
    """The replacement of each character, looked up once."""

    def __missing__(self, code: int) -> str:
        self[code] = shown = "\N{REPLACEMENT CHARACTER}" if is_hidden(chr(code)) else chr(code)
        return shown


_CHARACTERS = _Characters({ord("\t"): "\t", ord("\n"): "\n"})


def plain(text: str) -> str:
    """Return `text` with everything replaced that a terminal would obey, or that nobody can see."""
    return text.translate(_CHARACTERS)


def say(message: str = "") -> None:
    """Print a message; a closed stderr is no reason to stop."""
    with contextlib.suppress(OSError, ValueError):
        print(plain(message), file=sys.stderr, flush=True)


def failure(error: AppError) -> None:
    """Print what went wrong, where, and what to do now."""
    from tiktok_tui.events.guides import guide_of

    place = error.where if error.where.startswith("tiktok-tui") else f"tiktok-tui: {error.where}".removesuffix(": ")
    what, remedy = without_tokens(error.what), without_tokens(error.remedy)
    say(f"{place}: {what}")
    if remedy:
        say(f"  {remedy}")
    if (guide := guide_of(error)) is not None:
        say(f"  More in {guide.path}")
    if what != error.what:
        say("  Do not give a token as an argument, since the shell keeps it: make a new token, and pipe it in.")


def is_terminal(stream: TextIO) -> bool:
    """Return True if `stream` is a terminal."""
    try:
        return stream.isatty()
    except ValueError:
        return False


def may_ask() -> bool:
    """Return True if there is somebody to ask: both stdin and stderr are terminals."""
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)


def confirm(question: str) -> bool:
    """Ask a yes-or-no `question` on stderr; anything but y or yes is no."""
    print(f"{plain(question)} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


Report = Callable[[float | None, str], None]
"""Shows how far the work is: a share from 0 to 1 (None where it is not known) and a few words."""


@contextlib.contextmanager
def progress(title: str) -> Iterator[Report]:
    """Show how far the work is: a bar on a terminal, else a line every few seconds."""
    if is_terminal(sys.stderr):
        with _bar(title) as report:
            yield report
    else:
        yield _lines(title)


def _lines(title: str) -> Report:
    printed = time.monotonic()

    def report(share: float | None, words: str) -> None:
        nonlocal printed
        if time.monotonic() - printed >= SECONDS_BETWEEN_LINES:
            printed = time.monotonic()
            percent = f" {share:.0%}" if share is not None else ""
            say(f"{title}{percent} {words}".rstrip())

    return report


@contextlib.contextmanager
def _bar(title: str) -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[words]}", markup=False),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(plain(title), total=None, words="")

        def report(share: float | None, words: str) -> None:
            total = None if share is None else 1.0
            bar.update(task, total=total, completed=share or 0.0, words=plain(words))

        yield report
