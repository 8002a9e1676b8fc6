"""Finds orders that are sent although another row of the file takes them back.

In the lists of accounts and tills a refund is a row of its own. It is left out, or rejected for its amount below zero;
the sale before it stands in its own row as if nothing had happened.
"""

from __future__ import annotations

from typing import Final

from tiktok_tui.files.session import Work
from tiktok_tui.mapping.model import lowered
from tiktok_tui.mapping.suggest.reversals import takes_back
from tiktok_tui.prepare.query.cells import cells_select
from tiktok_tui.prepare.query.compose import Composer
from tiktok_tui.prepare.query.macros import bit, cell
from tiktok_tui.prepare.query.plan import Plan, literal
from tiktok_tui.prepare.query.span import Span

_AMOUNTS: Final = ("value", "price", "quantity")
_MOST_STATES: Final = 1000
"""A filter's column with more different cells than these holds no states."""


def warn_of_refunds(work: Work, composer: Composer, staged: str) -> None:
    """Set the warning in the table of facts for each event that is sent and has a refund in another row."""
    plan, tables = composer.plan, composer.tables
    order = _order(plan)
    refund = _refund(work, composer, staged) if order is not None else []
    if not refund:
        return
    cells = f"({cells_select(plan, Span(staged))})"
    refunded = f"SELECT {order} FROM {cells} WHERE {' OR '.join(refund)}"
    work.execute(
        f"UPDATE {tables.facts} SET warnings = warnings | {bit('order_id.refunded')} WHERE errors = 0 "
        f"AND head NOT IN (SELECT head FROM {tables.duplicates}) "
        f"AND head IN (SELECT row FROM {cells} WHERE {order} IN ({refunded}))"
    )


def _order(plan: Plan) -> str | None:
    """Return the cell by which the rows of an order are known as SQL, None if the mapping names none."""
    if plan.mapping.group_by is not None:
        return plan.cell(plan.mapping.group_by)
    for field in ("order_id", "event_id"):
        source = plan.source(field)
        if source is not None and source.columns:
            return plan.identifier(field)
    return None


def _refund(work: Work, composer: Composer, staged: str) -> list[str]:
    """Return SQL conditions on the cells of a row, any of which makes it a refund; none if the file has no refund."""
    plan = composer.plan
    sources = {field: plan.source(field) for field in _AMOUNTS}
    columns = [column for source in sources.values() if source is not None for column in source.columns]
    filters = (*plan.mapping.only, *plan.mapping.leave_out)
    below_zero = [f"below_zero({plan.cell(column)})" for column in dict.fromkeys(columns)]
    if not filters and not _any_below_zero(work, composer):
        return []
    if plan.grouped and sources["value"] is None:
        return below_zero  # the sum of the items is without those that are left out
    return below_zero + [
        f"coalesce({plan.cell(column)}, '') IN ({', '.join(map(literal, states))})"
        for column in dict.fromkeys(filters)
        if (states := _states(work, plan, staged, column))
    ]


def _any_below_zero(work: Work, composer: Composer) -> bool:
    """Return True if an event was rejected for an amount below zero."""
    rules = " | ".join(str(bit(f"{field}.negative")) for field in _AMOUNTS)
    return work.number(f"SELECT count(*) FROM {composer.tables.facts} WHERE errors & ({rules}) <> 0") > 0


def _states(work: Work, plan: Plan, staged: str, column: str) -> list[str]:
    """Return those cells of a filter's column that are left out and say that a sale was taken back."""
    here = plan.cell(column)
    found = work.execute(
        f"SELECT DISTINCT {here} FROM ({cells_select(plan, Span(staged))}) WHERE {here} IS NOT NULL"
        f" LIMIT {_MOST_STATES + 1}"
    ).fetchall()
    kept = {cell(text) for text in plan.mapping.only[column]} if column in plan.mapping.only else None
    out = {lowered(cell(text) or "") for text in plan.mapping.leave_out.get(column, ())}
    texts = sorted(text for (text,) in found if takes_back(text)) if len(found) <= _MOST_STATES else []
    return [text for text in texts if (kept is not None and text not in kept) or lowered(text) in out]
