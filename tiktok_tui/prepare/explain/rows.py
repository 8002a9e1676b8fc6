"""Reads a few rows closely: the cells behind their events, and the masks of each identifier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from tiktok_tui.events.fields import FIELDS, Part
from tiktok_tui.events.rules import BIT, RULE, Severity
from tiktok_tui.files.scratch.database import Work
from tiktok_tui.prepare.query.cells import rows_select
from tiktok_tui.prepare.query.compose import Composer
from tiktok_tui.prepare.query.identifiers import cells_of
from tiktok_tui.prepare.query.plan import Plan
from tiktok_tui.prepare.query.span import Span
from tiktok_tui.prepare.query.verdict import IDENTIFIERS


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A row that has a problem, with its two masks."""

    row: int
    errors: int
    warnings: int


def condition_of(rule: str | None, severity: Severity | None) -> str:
    """Return the condition (SQL) on the masks of rows with problems of one rule, or of one severity, or with any."""
    if rule is not None and rule not in RULE:
        raise ValueError(f"there is no rule {rule!r}")
    mask = -1 if rule is None else BIT[rule]
    columns = {Severity.REJECT: "errors", Severity.WARNING: "warnings"}
    chosen = columns.get(severity, "(errors | warnings)") if severity is not None else "(errors | warnings)"
    return f"{chosen} & {mask} <> 0"


@dataclass(frozen=True, slots=True)
class Seen:
    """The event behind a row: its cells by column (those of items are the row's own) and its identifiers' masks."""

    cells: dict[str, str | None]
    bits: dict[str, int]


def see_rows(work: Work, composer: Composer, span: Span, rows: Sequence[int]) -> dict[int, Seen]:
    """Return the events behind these rows; `span` holds them and all other rows of their events."""
    plan = composer.plan
    faults = [cell.bits for field in IDENTIFIERS for cell in cells_of(plan, field)]
    cells = plan.cells
    chosen = ", ".join(["gathered", *cells, *faults])
    events = work.execute(f"SELECT {chosen} FROM ({composer.checked(span, chosen)})").fetchall()
    by_event = {event[0]: event[1:] for event in events}
    theirs = ", ".join(["row", "gathered", *cells])
    own = work.execute(f"SELECT {theirs} FROM ({rows_select(plan, span, composer.money, theirs)})").fetchall()
    wanted = set(rows)
    return {
        row: _seen(plan, faults, by_event[gathered], own_cells) for row, gathered, *own_cells in own if row in wanted
    }


def _seen(plan: Plan, faults: list[str], event: Sequence[Any], own: Sequence[str | None]) -> Seen:
    of_items = {
        column
        for field in FIELDS
        if field.part is Part.ITEM and (source := plan.source(field.name)) is not None
        for column in source.columns
    }
    names = [column.name for column in plan.columns]
    shared, bits = event[: len(names)], event[len(names) :]
    cells = {name: mine if name in of_items else ours for name, mine, ours in zip(names, own, shared, strict=True)}
    return Seen(cells, dict(zip(faults, bits, strict=True)))


def unfiltered(plan: Plan) -> Plan:
    """Return the plan without its filter, for looking at events that are left out; their `kept` is false."""
    return replace(plan, filtered=False)
