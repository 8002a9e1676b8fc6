"""Looks closely at a few rows: the cells behind their events, each identifier's own faults, every step of a field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from tiktok_tui.events.fields import FIELDS, Part
from tiktok_tui.prepare.query.cells import Span, rows_select
from tiktok_tui.prepare.query.compose import Composer
from tiktok_tui.prepare.query.plan import Plan


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that has a problem, with its two masks."""

    row: int
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class Seen:
    """The event behind a row: its cells by column (those of items are the row's own), its identifiers' bits."""

    cells: dict[str, str | None]
    bits: dict[str, int]


def see_rows(cursor: duckdb.DuckDBPyConnection, composer: Composer, span: Span, rows: Sequence[int]) -> dict[int, Seen]:
    """Look at the events behind these rows; `span` holds them and all other rows of their events."""
    plan = composer.plan
    faults = [
        f"{field}_{place}"
        for field in ("email", "phone")
        if (source := plan.source(field)) is not None
        for place in range(len(source.columns) or 1)
    ]
    cells = [f"c{place}" for place in range(len(plan.columns))]
    chosen = ", ".join(["gathered", *cells, *(f"{fault}_bits" for fault in faults)])
    events = cursor.execute(f"SELECT {chosen} FROM ({composer.checked(span)})").fetchall()
    by_event = {event[0]: event[1:] for event in events}
    own = cursor.execute(f"SELECT {', '.join(['row', 'gathered', *cells])} FROM ({rows_select(plan, span)})").fetchall()
    wanted = set(rows)
    return {
        row: _seen(plan, faults, by_event.get(gathered, ()), own_cells)
        for row, gathered, *own_cells in own
        if row in wanted
    }


def _seen(plan: Plan, faults: list[str], event: Sequence[Any], own: Sequence[str | None]) -> Seen:
    of_items = {
        column
        for field in FIELDS
        if field.part is Part.ITEM and (source := plan.source(field.name)) is not None
        for column in source.columns
    }
    names = [column.name for column in plan.columns]
    shared = event[: len(names)] or own
    cells = {name: mine if name in of_items else ours for name, mine, ours in zip(names, own, shared, strict=True)}
    return Seen(cells, dict(zip(faults, event[len(names) :], strict=False)))


def unfiltered(plan: Plan) -> Plan:
    """Return the plan without its filter, for looking at events that are left out; their `kept` is false."""
    return replace(plan, filtered=False)
