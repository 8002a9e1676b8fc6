"""Writes the file of rejects: the file's own columns and why, to be mended and sent again as it is."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from typing import TextIO

from tiktok_tui.prepare.problem import Reject

OWN_COLUMNS = ("tiktok-tui row", "tiktok-tui rule", "tiktok-tui reason", "tiktok-tui what to do")
"""The columns that we add behind the file's own; a file that has them all is read as a file of rejects."""

_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")


def write_rejects(stream: TextIO, columns: Sequence[str], rejects: Iterable[Reject]) -> int:
    """Write the rejects as CSV with a byte-order mark (Excel needs it for UTF-8) and give how many there were.

    `stream` is open for text as UTF-8 with newline="". A cell that a spreadsheet would run as a formula gets an
    apostrophe in front, which `prepare` takes off again when it reads such a file; so `+12065550100` survives the
    round trip. Columns of an earlier file of rejects are replaced, not repeated.
    """
    kept = [place for place, name in enumerate(columns) if name not in OWN_COLUMNS]
    again = len(kept) < len(columns)
    stream.write("\ufeff")
    out = csv.writer(stream, lineterminator="\n")
    out.writerow([*(columns[place] for place in kept), *OWN_COLUMNS])
    count = 0
    for reject in rejects:
        cells = [reject.cells[place] or "" if place < len(reject.cells) else "" for place in kept]
        problems = reject.problems
        out.writerow(
            [
                *(cells if again else map(defused, cells)),
                str(reject.row),
                ", ".join(dict.fromkeys(problem.rule.name for problem in problems)),
                defused(" ".join(dict.fromkeys(problem.reason for problem in problems))),
                defused(" ".join(dict.fromkeys(problem.remedy for problem in problems))),
            ]
        )
        count += 1
    return count


def defused(cell: str) -> str:
    """Give the cell so that no spreadsheet runs it; `undefused` in SQL is the exact way back.

    >>> defused("+1206"), defused("'=1"), defused("plain")
    ("'+1206", "''=1", 'plain')
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell
