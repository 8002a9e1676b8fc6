"""Print results on stdout: JSON for programs, tables for people; without control characters in either."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence

from tiktok_tui.cli.console import is_terminal, plain
from tiktok_tui.events.counts import agreeing


def as_json(result: Mapping[str, object] | Sequence[object]) -> None:
    """Print one JSON document on one line, with everything that is not ASCII escaped for any terminal and pipe."""
    print(json.dumps(result))


def line(text: str = "") -> None:
    """Print a line for people."""
    print(plain(text))


def table(rows: Sequence[Sequence[str]], *, header: Sequence[str] = (), right: Sequence[int] = ()) -> None:
    """Print rows as columns two blanks apart; `right` are the indexes of the columns that hold numbers."""
    lines = [[plain(cell).replace("\n", " ") for cell in row] for row in ((header, *rows) if header else rows)]
    if not lines:
        return
    widths = [max(len(row[index]) for row in lines) for index in range(len(lines[0]))]
    for row in lines:
        cells = [
            cell.rjust(width) if index in right else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print("  ".join(cells).rstrip())


def counts(kinds: Sequence[tuple[int, str, str]]) -> None:
    """Print counts as a table: each a number, and the words that go with one and with several."""
    table([(f"{count:,}", agreeing(count, one, many)) for count, one, many in kinds], right=(0,))


def document(data: bytes) -> None:
    """Write `data` (UTF-8) to stdout as it is; on a terminal without control characters."""
    if is_terminal(sys.stdout):
        sys.stdout.write(plain(data.decode("utf-8", "replace")))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
