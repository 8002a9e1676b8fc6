"""Facts about the cells of an open file that one check finds out and the next one need not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from weakref import WeakKeyDictionary

from tiktok_tui.files.opening import Table
from tiktok_tui.files.scratch.database import Work
from tiktok_tui.files.table import Staged
from tiktok_tui.prepare.query.cell import staged as staged_column
from tiktok_tui.prepare.query.cells import cells_select
from tiktok_tui.prepare.query.layers import words_of
from tiktok_tui.prepare.query.plain import plain_tests
from tiktok_tui.prepare.query.plan import Plan

CLEAN: Final = 1
BARE: Final = 2
_FIRST_ROWS: Final = 2048


@dataclass(slots=True)
class Known:
    """Facts about all rows of a file.

    `cleanness` is that of a column's least clean cell, by the column's name: see the macro. `plain` is whether all rows
    pass a test (`query.plain`), by the test and the names of its columns. `signs` are the currencies that each sign of
    money can mean, by the sources of the fields that were searched for them.
    """

    cleanness: dict[str, int] = field(default_factory=dict)
    plain: dict[tuple[str, ...], bool] = field(default_factory=dict)
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


def plain_fields(work: Work, plan: Plan, staged: Staged, known: Known) -> frozenset[str]:
    """Return the fields all of whose cells are in the common writing; the plan must know its clean columns.

    The first rows are asked before all the others: where people write in many ways, they tell at once.
    """
    tests = plain_tests(plan)
    asked = [test for test in tests.values() if _key(plan, test) not in known.plain]
    tables = [f"(SELECT * FROM {staged.name} LIMIT {_FIRST_ROWS})"] if staged.rows > _FIRST_ROWS else []
    for table in (*tables, staged.name):
        if not asked:
            break
        found = work.execute(
            f"SELECT {', '.join(f'coalesce(bool_and({test}), true)' for test in asked)} "
            f"FROM ({cells_select(plan, ' '.join(asked), table)})"
        ).fetchone()
        assert found is not None
        passed = dict(zip(asked, found, strict=True))
        # What the first rows pass is not known yet of the others, and the work may be stopped before it is.
        known.plain |= {_key(plan, test): plain for test, plain in passed.items() if table == staged.name or not plain}
        asked = [test for test, plain in passed.items() if plain]
    return frozenset(field for field, test in tests.items() if known.plain[_key(plan, test)])


def _key(plan: Plan, test: str) -> tuple[str, ...]:
    """Return the test with the names of the columns whose cells it names."""
    words = words_of(test)
    return (test, *(column.name for column, cell in zip(plan.columns, plan.cells, strict=True) if cell in words))
