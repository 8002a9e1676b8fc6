"""Facts about the cells of an open file that one check finds out and the next one need not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from tiktok_tui.files.opening import Table
from tiktok_tui.files.session import Work
from tiktok_tui.files.table import Staged
from tiktok_tui.prepare.query.cell import staged as staged_column


@dataclass(slots=True)
class Known:
    """Facts about all rows of a file.

    `clean` is true for a column of clean cells, by name. `signs` are the currencies that each sign of money can mean,
    by the sources of the fields that were searched for them.
    """

    clean: dict[str, bool] = field(default_factory=dict)
    signs: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)


_known: WeakKeyDictionary[Table, Known] = WeakKeyDictionary()


def known_of(table: Table) -> Known:
    """Return what the checks of an open file know of it so far."""
    return _known.setdefault(table, Known())


def clean_columns(work: Work, staged: Staged, known: Known) -> frozenset[int]:
    """Return the numbers of the staged columns whose cells are all read as they stand.

    A column that is known to be clean is not cleaned again by each query over its cells, of which a check has several.
    """
    asked = [number for number, name in enumerate(staged.columns) if name not in known.clean]
    if asked:
        found = work.execute(f"SELECT {_all_clean(asked)} FROM {staged.name}").fetchone()
        assert found is not None
        known.clean |= {staged.columns[number]: clean for number, clean in zip(asked, found, strict=True)}
    return frozenset(number for number, name in enumerate(staged.columns) if known.clean[name])


def _all_clean(numbers: Sequence[int]) -> str:
    return ", ".join(f"coalesce(bool_and(is_clean({staged_column(number)})), true)" for number in numbers)
