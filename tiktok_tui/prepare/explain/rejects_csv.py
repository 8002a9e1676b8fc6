"""Writes the file of rejects: the file's own columns and the reasons, to be corrected and sent again as it is."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from typing import TextIO

from tiktok_tui.events.reject_columns import OWN_COLUMNS
from tiktok_tui.prepare.problem import Reject

# Spreadsheets take the wide forms that East Asian keyboards write for the same; those that expect semicolons or tabs
# between cells split ours there, quoted or not, and a line break begins a row for them.
_SIGN = r"[=+\-@＝＋－＠]"
_BEGINNING = r"(?:^|(?<=[;\t\r\n]))"
_FORMULA = re.compile(rf"{_BEGINNING}(?='*{_SIGN})|^(?='*[\t\r\n])")
_BARE_FORMULA = re.compile(rf"{_BEGINNING}(?={_SIGN})|^(?=[\t\r\n])")
# Mappings name columns, so names such as "@timestamp" and "+1" stay as they are; anything that could run is no name.
_COMMAND = re.compile(r"(?:.*[;\t\r\n])?(?:[=＝]|[+\-@＋－＠\t\r\n].*[=＝(|!])", re.DOTALL)


def write_rejects(stream: TextIO, columns: Sequence[str], rejects: Iterable[Reject]) -> int:
    """Write the rejects as CSV with a byte-order mark (Excel needs it for UTF-8) and return their number.

    `stream` is open for text as UTF-8 with newline="". A cell that a spreadsheet would run as a formula gets an
    apostrophe in front, which `prepare` takes off again when it reads such a file; so `+12065550100` survives the
    round trip. Columns of an earlier file of rejects are replaced, not repeated.
    """
    kept = [place for place, name in enumerate(columns) if name not in OWN_COLUMNS]
    again = set(OWN_COLUMNS) <= set(columns)
    stream.write("\ufeff")
    # With "\n" alone, a lone "\r" in a cell would not be quoted and begin a row of its own.
    out = csv.writer(stream, lineterminator="\r\n")
    names = (columns[place] for place in kept)
    out.writerow([*(defused(name) if _COMMAND.match(name) else name for name in names), *OWN_COLUMNS])
    count = 0
    for reject in rejects:
        cells = [reject.cells[place] or "" if place < len(reject.cells) else "" for place in kept]
        problems = reject.problems
        out.writerow(
            [
                *(map(_defused_again if again else defused, cells)),
                defused(reject.name) or str(reject.row),
                ", ".join(dict.fromkeys(problem.rule.name for problem in problems)),
                defused(" ".join(dict.fromkeys(problem.reason for problem in problems))),
                defused(" ".join(dict.fromkeys(problem.remedy for problem in problems))),
            ]
        )
        count += 1
    return count


def defused(cell: str) -> str:
    """Return the cell so that no spreadsheet runs it; `undefused` in SQL is the exact way back.

    >>> defused("+1206"), defused("'=1"), defused("plain"), defused("x;=1+1")
    ("'+1206", "''=1", 'plain', "x;'=1+1")
    """
    return _FORMULA.sub("'", cell)


def _defused_again(cell: str) -> str:
    """Return a cell of an earlier file of rejects; only what somebody has put there since is not defused yet."""
    return _BARE_FORMULA.sub("'", cell)
