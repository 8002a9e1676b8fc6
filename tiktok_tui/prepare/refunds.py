"""Finds orders that are sent although another row of the file takes them back.

In the lists of accounts and tills a refund or a cancellation is a row of its own. It is left out, or rejected for its
amount below zero; the sale before it stands in its own row as if nothing had happened.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tiktok_tui.files.scratch.database import Work
from tiktok_tui.files.table import Staged
from tiktok_tui.mapping.suggest.vocabulary.reversals import cancels, takes_back
from tiktok_tui.prepare.query.cells import cell_of, left_out
from tiktok_tui.prepare.query.compose import Composer
from tiktok_tui.prepare.query.macros import bit
from tiktok_tui.prepare.query.plan import Plan, literal

_AMOUNTS: Final = ("value", "price", "quantity")
_BELOW_ZERO: Final = " | ".join(bit(f"{field}.negative") for field in _AMOUNTS)
_MINUS: Final = r"^[^0-9]*[-(\x{2212}\x{25b2}\x{25b3}][^0-9]*[0-9]|[0-9] ?-$"
"""An amount below zero, whatever its style; the dash of `25,-` stands for decimals."""
_MOST_STATES: Final = 1000
"""A filter's column with more different cells than these holds no states."""


def warn_of_refunds(work: Work, composer: Composer, staged: Staged) -> None:
    """Set the warning in the table of facts for each event that is sent and has a refund in another row."""
    plan, tables = composer.plan, composer.tables
    order = _order(plan)
    refunds = _refunds(work, composer, staged) if order is not None else None
    if order is None or refunds is None:
        return
    # Cells are compared as they stand: to read each of a million IDs takes longer than all the rest.
    column, identifier = order
    named = [column, *plan.mapping.only, *plan.mapping.leave_out, *_amounts(plan)]
    refunded = (
        f"SELECT {plan.cell(column)} FROM {_cells(plan, staged, named)} WHERE {refunds} AND {identifier} IS NOT NULL"
    )
    rows = f"SELECT row FROM {_cells(plan, staged, [column])} WHERE {plan.cell(column)} IN ({refunded})"
    work.execute(f"CREATE TABLE {tables.refunded} AS {rows}")
    work.execute(
        f"UPDATE {tables.facts} SET warnings = warnings | {bit('order_id.refunded')} WHERE errors = 0 "
        f"AND head IN (SELECT row FROM {tables.refunded}) AND head NOT IN (SELECT head FROM {tables.duplicates})"
    )


def _cells(plan: Plan, staged: Staged, columns: Iterable[str]) -> str:
    """SELECT the rows with the cells of these columns alone, and their kinds: each of them takes its time to plan."""
    places = sorted({plan.place(column) for column in columns})
    cells = [f"{cell_of(plan, place)} AS {plan.cells[place]}" for place in places]
    kinds = [plan.kinds[place] for place in places if place in plan.kinds]
    return f"(SELECT {', '.join(['row', *cells, *kinds])} FROM {staged.name})"


def _order(plan: Plan) -> tuple[str, str] | None:
    """Return the column by which the rows of an order are known, and its ID as SQL; None if the mapping names none."""
    if plan.mapping.group_by is not None:
        return plan.mapping.group_by, plan.cell(plan.mapping.group_by)
    for field in ("order_id", "event_id"):
        source = plan.source(field)
        if source is not None and source.columns:
            return source.columns[0], plan.identifier(field)
    return None


def _amounts(plan: Plan) -> list[str]:
    """The columns of amounts and of numbers of pieces."""
    sources = [source for field in _AMOUNTS if (source := plan.source(field)) is not None]
    return sorted({column for source in sources for column in source.columns})


def _refunds(work: Work, composer: Composer, staged: Staged) -> str | None:
    """Return an SQL condition on the cells of a row that makes it a refund; None if the file has no refund."""
    plan, facts = composer.plan, composer.tables.facts
    below_zero = f"SELECT head FROM {facts} WHERE errors & ({_BELOW_ZERO}) <> 0"
    rejected = work.number(f"SELECT count(*) FROM ({below_zero})")
    conditions = [f"row IN ({below_zero})"] if rejected else []
    out = left_out(plan)
    if out is not None and (plan.grouped or work.number(f"SELECT coalesce(sum(n), 0) FROM {facts}") < staged.rows):
        conditions.append(f"CASE WHEN {out} THEN {_takes_back(work, plan, staged)} ELSE false END")
    return f"({' OR '.join(conditions)})" if conditions else None


def _takes_back(work: Work, plan: Plan, staged: Staged) -> str:
    """Return an SQL condition on a row that a filter leaves out: its amount is below zero, or its state is a refund."""
    conditions = [
        f"(regexp_matches({cell}, '[1-9]') AND regexp_matches({cell}, '{_MINUS}'))"
        for cell in map(plan.cell, _amounts(plan))
    ]
    # Where no column has the value, it is the sum of the items without those that are left out.
    if not plan.grouped or plan.source("value") is not None:
        for column in {**plan.mapping.only, **plan.mapping.leave_out}:
            if states := _states(work, plan, staged, column):
                conditions.append(f"{plan.cell(column)} IN ({', '.join(map(literal, states))})")
    return f"coalesce({' OR '.join(conditions) or 'false'}, false)"


def _states(work: Work, plan: Plan, staged: Staged, column: str) -> list[str]:
    """Return those cells of a filter's column that say that a sale was taken back.

    Where rows are grouped, a cancelled one is an item of its order.
    """
    here = plan.cell(column)
    filled = f"FROM {_cells(plan, staged, [column])} WHERE {here} IS NOT NULL"
    found = work.execute(f"SELECT DISTINCT {here} {filled} LIMIT {_MOST_STATES + 1}").fetchall()
    if len(found) > _MOST_STATES:
        return []
    return sorted(text for (text,) in found if takes_back(text) or (not plan.grouped and cancels(text)))
