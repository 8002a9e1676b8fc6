"""The offsets that abbreviations behind the times of a file (`10:05 PST`) are read as, in words."""

from __future__ import annotations

from typing import Final

from tiktok_tui.events.notations.zone_marks import MARKED, abbreviation_in, zone_read_as
from tiktok_tui.files.scratch.database import Work
from tiktok_tui.files.sql import quote_literal
from tiktok_tui.mapping.model import Note
from tiktok_tui.prepare.query.cells import cell_of
from tiktok_tui.prepare.query.plan import Plan

_SHAPES: Final = 1000
"""So many texts that differ by more than their digits are looked at: times have a few dozen."""


def notes_on_zones(work: Work, plan: Plan, staged: str) -> list[Note]:
    """Return a sentence for each abbreviation behind the times of the whole file; `staged` is its table."""
    source = plan.source("timestamp")
    if source is None or not source.columns:
        return []
    cells = [cell_of(plan, plan.place(column)) for column in source.columns]
    time = cells[0] if len(cells) == 1 else f"concat_ws(' ', {', '.join(cells)})"
    found = work.execute(
        f"SELECT any_value(time) FROM (SELECT {time} AS time FROM {staged})"
        f" WHERE regexp_matches(time, {quote_literal(MARKED)})"
        f" GROUP BY translate(time, '0123456789', '') LIMIT {_SHAPES}"
    ).fetchall()
    home = plan.destination.time_zone
    names = sorted({name for (text,) in found if (name := abbreviation_in(text, home)) is not None})
    return [Note("timestamp", zone_read_as(source.columns[-1], name, home)) for name in names]
