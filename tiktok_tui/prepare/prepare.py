"""Checks every row of a file against every rule; events, problems and previews can be asked for afterwards."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime
from itertools import count

import duckdb

from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.events.notations.zones import is_iana, zone_for
from tiktok_tui.files.opening import Table
from tiktok_tui.files.scratch.database import Work
from tiktok_tui.files.sql import quote_literal
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.prepare.checking import PLANNED, check
from tiktok_tui.prepare.cursors import drop_tables, run_as_written
from tiktok_tui.prepare.lookups.known import Known, clean_columns, known_of, plain_fields
from tiktok_tui.prepare.lookups.lookups import frequent_phones, knows_zone, look_up_names, make_tables, money_signs
from tiktok_tui.prepare.prepared import Prepared
from tiktok_tui.prepare.query.compose import Composer
from tiktok_tui.prepare.query.macros import load_macros
from tiktok_tui.prepare.query.plan import plan_for
from tiktok_tui.prepare.query.spans import spans_for
from tiktok_tui.prepare.query.tables import Tables
from tiktok_tui.prepare.query.times import says_utc

__all__ = ["Prepared", "prepare"]

_numbers = count(1)


def prepare(
    table: Table, mapping: Mapping, destination: Destination, *, now: datetime, limit: int | None = None
) -> Prepared:
    """Check the whole file, or its first `limit` rows, against every rule as of `now`.

    Raises SettingsError (the mapping names a column that is not there, an unknown time format or zone),
    FileError, and Cancelled after `Table.interrupt()`.
    """
    started = time.perf_counter()
    plan = plan_for(table, mapping, destination)
    staged = table.stage([column.name for column in plan.columns], limit=limit)
    tables = Tables(f"prepared_{next(_numbers)}")
    source = plan.source("timestamp")
    own_zone = source.time_zone if source is not None else None
    if own_zone is None and source is not None and source.zone is None and any(map(says_utc, source.columns)):
        own_zone = "UTC"
    with table.work() as work:
        run_as_written(work, staged.rows)
        load_macros(work.cursor)
        if own_zone is not None:
            zone = _zone(work, own_zone, where="mapping", field="timestamp")
        else:
            zone = _zone(work, destination.time_zone or "UTC", where="destination", field="time_zone")
        if source is not None and source.format is not None:
            _try_format(work, source.format)
        known = known_of(table) if limit is None else Known()
        work.span(0.0, PLANNED)
        if not plan.defused:
            clean, bare = clean_columns(work, staged, known)
            plan = replace(plan, clean=clean, bare=bare)
        plan = replace(plan, plain=plain_fields(work, plan, staged, known))
        make_tables(work, tables)
        try:
            look_up_names(work, plan, staged.name, tables)
            strict = frequent_phones(work, plan, staged, tables)
            money = money_signs(work, plan, staged.name, known)
            composer = Composer(plan, tables, strict, money, int(now.timestamp()), zone)
            spans = spans_for(work, plan, staged.name, staged.rows, tables.arranged)
            totals, first, blocks = check(work, composer, spans, staged)
        except BaseException:
            drop_tables(table, tables)
            raise
    totals = replace(totals, seconds=time.perf_counter() - started)
    return Prepared(table, composer, staged, spans, totals, first, blocks)


def _zone(work: Work, name: str, *, where: str, field: str) -> str:
    zone = name if is_iana(name) else zone_for(name) or name
    if not knows_zone(work, zone):
        raise SettingsError(
            f"There is no time zone {name!r}.", where=where, field=field, remedy="Use a name such as America/New_York."
        )
    return zone


def _try_format(work: Work, format_: str) -> None:
    try:
        work.execute(f"SELECT try_strptime('', {quote_literal(format_)})::VARCHAR")
    except duckdb.Error as error:
        raise SettingsError(
            f"The time format {format_!r} cannot be read.",
            where="mapping",
            field="timestamp",
            remedy="Use the letters of strftime, such as %d/%m/%Y %H:%M.",
        ) from error
