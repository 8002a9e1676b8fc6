"""Finds orders that are sent although another row of the file takes them back.

In the lists of accounts and tills a refund is a row of its own. It is left out, or rejected for its amount below zero;
the sale before it stands in its own row as if nothing had happened.
"""

from __future__ import annotations

from typing import Final

from tiktok_tui.files.session import Work
from tiktok_tui.mapping.suggest.reversals import takes_back
from tiktok_tui.prepare.query.cells import cells_select, left_out
from tiktok_tui.prepare.query.compose import Composer
from tiktok_tui.prepare.query.macros import bit
from tiktok_tui.prepare.query.plan import Plan, literal
from tiktok_tui.prepare.query.span import Span

_AMOUNTS: Final = ("value", "price", "quantity")
_BELOW_ZERO: Final = " | ".join(bit(f"{field}.negative") for field in _AMOUNTS)
_MOST_STATES: Final = 1000
"""A filter's column with more different cells than these holds no states."""


def warn_of_refunds(work: Work, composer: Composer, staged: str) -> None:
    """Set the warning in the table of facts for each event that is sent and has a refund in another row."""
    plan, tables = composer.plan, composer.tables
    order = _order(plan)
    refunds = _refunds(work, composer, staged) if order is not None else None
    if order is None or refunds is None:
        return
    # Cells are compared as they stand: to read each of a million IDs takes longer than all the rest.
    column, identifier = order
    cells = f"({cells_select(plan, Span(staged))})"
    refunded = f"SELECT {column} FROM {cells} WHERE {refunds} AND {identifier} IS NOT NULL"
    work.execute(f"CREATE TABLE {tables.refunded} AS SELECT row FROM {cells} WHERE {column} IN ({refunded})")
    work.execute(
        f"UPDATE {tables.facts} SET warnings = warnings | {bit('order_id.refunded')} WHERE errors = 0 "
        f"AND head IN (SELECT row FROM {tables.refunded}) AND head NOT IN (SELECT head FROM {tables.duplicates})"
    )


def _order(plan: Plan) -> tuple[str, str] | None:
    """Return the cell by which the rows of an order are known as SQL, and its ID; None if the mapping names none."""
    if plan.mapping.group_by is not None:
        key = plan.cell(plan.mapping.group_by)
        return key, key
    for field in ("order_id", "event_id"):
        source = plan.source(field)
        if source is not None and source.columns:
            return plan.cell(source.columns[0]), plan.identifier(field)
    return None


def _refunds(work: Work, composer: Composer, staged: str) -> str | None:
    """Return an SQL condition on the cells of a row that makes it a refund; None if the file has no refund."""
    plan, facts = composer.plan, composer.tables.facts
    rejected = f"SELECT head FROM {facts} WHERE errors & ({_BELOW_ZERO}) <> 0"
    out = left_out(plan)
    if out is None:
        return f"row IN ({rejected})" if work.number(f"SELECT count(*) FROM ({rejected})") else None
    return f"(row IN ({rejected}) OR CASE WHEN {out} THEN {_takes_back(work, plan, staged)} ELSE false END)"


def _takes_back(work: Work, plan: Plan, staged: str) -> str:
    """Return an SQL condition on a row that a filter leaves out: its amount is below zero, or its state is a refund."""
    amounts = {column for field in _AMOUNTS if (source := plan.source(field)) is not None for column in source.columns}
    conditions = [f"below_zero({plan.cell(column)})" for column in sorted(amounts)]
    # Where no column has the value, it is the sum of the items without those that are left out.
    if not plan.grouped or plan.source("value") is not None:
        for column in {**plan.mapping.only, **plan.mapping.leave_out}:
            if states := _states(work, plan, staged, column):
                conditions.append(f"coalesce({plan.cell(column)}, '') IN ({', '.join(map(literal, states))})")
    return f"({' OR '.join(conditions) or 'false'})"


def _states(work: Work, plan: Plan, staged: str, column: str) -> list[str]:
    """Return those cells of a filter's column that say that a sale was taken back."""
    here = plan.cell(column)
    found = work.execute(
        f"SELECT DISTINCT {here} FROM ({cells_select(plan, Span(staged))}) WHERE {here} IS NOT NULL"
        f" LIMIT {_MOST_STATES + 1}"
    ).fetchall()
    return sorted(text for (text,) in found if takes_back(text)) if len(found) <= _MOST_STATES else []
