"""Facts about the cells of an open file that one check finds out and the next one need not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from weakref import WeakKeyDictionary

from tiktok_tui.files.opening import Table
from tiktok_tui.files.session import Work
from tiktok_tui.files.table import Staged
from tiktok_tui.prepare.query.cell import staged as staged_column

CLEAN: Final = 1
BARE: Final = 2


@dataclass(slots=True)
class Known:
    """Facts about all rows of a file.

    `cleanness` is that of a column's least clean cell, by the column's name: see the macro. `signs` are the currencies
    that each sign of money can mean, by the sources of the fields that were searched for them.
    """

    cleanness: dict[str, int] = field(default_factory=dict)
    signs: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)


_known: WeakKeyDictionary[Table, Known] = WeakKeyDictionary()


def known_of(table: Table) -> Known:
    """Return what the checks of an open file know of it so far."""
    return _known.setdefault(table, Known())


def clean_columns(work: Work, staged: Staged, known: Known) -> tuple[frozenset[int], frozenset[int]]:
    """Return the numbers of the staged columns whose cells are all read as they stand, and of those that are bare too.

    What is known of a column is not looked for again by each query over its cells, of which a check has several.
    """
    asked = [number for number, name in enumerate(staged.columns) if name not in known.cleanness]
    if asked:
        found = work.execute(f"SELECT {_least_clean(asked)} FROM {staged.name}").fetchone()
        assert found is not None
        known.cleanness |= {staged.columns[number]: least for number, least in zip(asked, found, strict=True)}
    least = [known.cleanness[name] for name in staged.columns]
    return (
        frozenset(number for number, cleanness in enumerate(least) if cleanness >= CLEAN),
        frozenset(number for number, cleanness in enumerate(least) if cleanness == BARE),
    )


def _least_clean(numbers: Sequence[int]) -> str:
    return ", ".join(f"coalesce(min(cleanness({staged_column(number)})), {BARE})" for number in numbers)
