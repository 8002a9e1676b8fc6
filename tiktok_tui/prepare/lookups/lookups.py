"""Fills the lookup tables: countries, time zones, and the phones and IP addresses that SQL leaves open."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import duckdb

from tiktok_tui.events.currencies import CURRENCIES
from tiktok_tui.events.notations.money_signs import currencies_of, money_key, spellings
from tiktok_tui.events.notations.zones import zone_for
from tiktok_tui.files.scratch.database import Work
from tiktok_tui.files.sql import quote_literal
from tiktok_tui.files.table import Staged
from tiktok_tui.prepare.lookups.addresses import read_ip
from tiktok_tui.prepare.lookups.countries import country_for
from tiktok_tui.prepare.lookups.known import Known
from tiktok_tui.prepare.lookups.phones import read_phones
from tiktok_tui.prepare.query.cells import cell_of, cells_select
from tiktok_tui.prepare.query.compose import Composer
from tiktok_tui.prepare.query.items import json_key
from tiktok_tui.prepare.query.plan import Plan
from tiktok_tui.prepare.query.signs import Signs, signs_of
from tiktok_tui.prepare.query.span import Span
from tiktok_tui.prepare.query.strict_phones import MOST, StrictPhones, strict_phones
from tiktok_tui.prepare.query.tables import Tables

_LOOK = 50_000
"""Rows that are read to see which countries' numbers occur often."""
BATCH = 50_000
"""Rows that are inserted at a time."""
FEW_PHONES = 100
"""Files of up to so many rows leave all phones to the library: to plan how SQL decides them takes longer."""


def make_tables(work: Work, tables: Tables) -> None:
    """Create the lookup tables, empty."""
    for table, columns in tables.lookups.items():
        work.execute(f"CREATE TABLE {table} ({columns})")


def look_up_names(work: Work, plan: Plan, staged: str, tables: Tables) -> None:
    """Fill the tables of countries and time zones with the names in the file's columns."""
    timestamp, home = plan.source("timestamp"), plan.destination.time_zone
    wanted: list[tuple[str, str | None, Callable[[str], str | None]]] = [
        (tables.countries, plan.mapping.phone_country if plan.source("phone") is not None else None, country_for),
        (tables.zones, timestamp.zone if timestamp is not None else None, _zone_finder(work, home)),
    ]
    for table, column, find in wanted:
        if column is None:
            continue
        texts = work.execute(f"SELECT DISTINCT {cell_of(plan, plan.place(column))} FROM {staged}").fetchall()
        found = [(text, name) for (text,) in texts if text is not None and (name := find(text)) is not None]
        _fill(work, tables, table, found)


_APART = "\x1f"
_BESIDE = (
    "CASE WHEN NOT (text >= '0' AND text < ':' AND right(text, 1) BETWEEN '0' AND '9') "
    "THEN regexp_extract(text, '^[^0-9]*') || chr(31) || regexp_extract(text, '[^0-9]*$') END"
)
"""Give the text before and behind a number; NULL, at little cost, for one that starts and ends with a digit."""


def money_signs(work: Work, plan: Plan, staged: str, known: Known) -> Signs:
    """Return the signs, codes and names of currencies that the file's amounts and its currency column hold.

    The query looks them up in lists, which would be slow to plan if they held every sign there is.
    """
    sources = repr([plan.source(field) for field in ("currency", "value", "price", "contents")])
    if sources not in known.signs:
        known.signs[sources] = _money_signs(work, plan, staged)
    return signs_of(known.signs[sources], plan.currency or "")


def _money_signs(work: Work, plan: Plan, staged: str) -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for text in _texts_of(work, plan, staged, f"upper({plan.one('currency')})", "text"):
        if text not in CURRENCIES and (found := currencies_of(text)):
            known[money_key(text)] = found
    # Typed numbers, and amounts that are sent as they are written, have no sign.
    written = (field for field in ("value", "price") if plan.typed_number(field) != "true" and field not in plan.plain)
    amounts = [plan.one(field) for field in written]
    if (source := plan.source("contents")) is not None:
        path = quote_literal(f'$[*]."{json_key(source.fields.get("price", "price"))}"')
        amounts.append(
            f"unnest(CASE WHEN json_valid({plan.one('contents')}) "
            f"THEN json_extract_string({plan.one('contents')}, {path}) END)"
        )
    for amount in amounts:
        for beside in _texts_of(work, plan, staged, amount, _BESIDE):
            for text in beside.split(_APART):
                known |= _signs_in(text)
    return known


def _texts_of(work: Work, plan: Plan, staged: str, expression: str, part: str) -> list[str]:
    """Return the different values of a part of the texts that an expression gives over the file's cells."""
    if expression in ("NULL::VARCHAR", "upper(NULL::VARCHAR)"):
        return []
    texts = f"SELECT {expression} AS text FROM ({cells_select(plan, expression, staged)})"
    found = work.execute(f"SELECT DISTINCT {part} AS part FROM ({texts}) WHERE part <> ''").fetchall()
    return [text for (text,) in found if text is not None]


def _signs_in(words: str) -> dict[str, tuple[str, ...]]:
    """Return the known signs that the words beside a number can be; dots may belong to them or to the number."""
    bare = words.strip("+-\u2212\u25b2\u25b3()'" + "".join(filter(str.isspace, words)))
    keys = {money_key(text) for text in (bare.strip(","), bare.strip(".,"), bare.lstrip(".,"))}
    return {key: spellings()[key] for key in keys if key in spellings()}


def frequent_phones(work: Work, plan: Plan, staged: Staged, tables: Tables) -> StrictPhones:
    """Return the country codes and regions that occur often enough to be decided in SQL."""
    source = plan.source("phone")
    if source is None or staged.rows <= FEW_PHONES:
        return StrictPhones()
    texts = " UNION ALL ".join(
        f"SELECT {cell_of(plan, plan.place(column))} AS text FROM (SELECT * FROM {staged.name} LIMIT {_LOOK})"
        for column in source.columns
    )
    prefixes = (
        work.execute(
            rf"SELECT regexp_extract(text, '^''?\+([0-9]{{3}})', 1) AS digits FROM ({texts}) "
            "WHERE digits <> '' GROUP BY 1 ORDER BY count(*) DESC, 1"
        ).fetchall()
        if texts
        else []
    )
    regions = [plan.destination.phone_country.upper()]
    if plan.mapping.phone_country is not None:
        country = cell_of(plan, plan.place(plan.mapping.phone_country))
        found = work.execute(
            f"SELECT n.region FROM (SELECT {country} AS text FROM (SELECT * FROM {staged.name} LIMIT {_LOOK})) AS t "
            f"JOIN {tables.countries} AS n ON n.text = t.text GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT {MOST}"
        ).fetchall()
        regions += [region for (region,) in found]
    return strict_phones((digits for (digits,) in prefixes), filter(None, regions))


def look_up_span(work: Work, composer: Composer, span: Span) -> None:
    """Let Python decide those phones and addresses of a span that SQL leaves open and that are not in the tables."""
    if composer.plan.source("phone") is not None:
        table = composer.tables.phones
        texts = work.execute(
            f"SELECT o.text, o.region FROM ({composer.open_phones(span)}) AS o ANTI JOIN {table} AS known "
            "ON known.text = o.text AND known.region = o.region"
        ).fetchall()
        read = ((text, region, read_phones(text, region)) for text, region in texts)
        found = ((text, region, list(one.numbers), one.bits) for text, region, one in read)
        _fill(work, composer.tables, table, found)
    if composer.plan.source("ip") is not None:
        table = composer.tables.addresses
        texts = work.execute(
            f"SELECT o.text FROM ({composer.open_addresses(span)}) AS o "
            f"ANTI JOIN {table} AS known ON known.text = o.text"
        ).fetchall()
        _fill(work, composer.tables, table, ((text, *read_ip(text)) for (text,) in texts))


def knows_zone(work: Work, zone: str) -> bool:
    """Return True if the database can read times of this zone: its own table of zones may be older than ours."""
    try:
        work.execute("SELECT timezone(?, TIMESTAMP '2026-01-01')::VARCHAR", [zone])
    except duckdb.Error:
        return False
    return True


def _zone_finder(work: Work, home: str) -> Callable[[str], str | None]:
    def find(text: str) -> str | None:
        zone = zone_for(text, home)
        return zone if zone is not None and knows_zone(work, zone) else None

    return find


def _fill(work: Work, tables: Tables, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Insert rows in batches of lists, which is much faster than row by row."""
    batch: list[tuple[object, ...]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            _insert(work, tables.lookups[table], table, batch)
            batch = []
    if batch:
        _insert(work, tables.lookups[table], table, batch)


def _insert(work: Work, columns: str, table: str, rows: list[tuple[object, ...]]) -> None:
    types = [column.split(" ")[1] for column in columns.split(", ")]
    lists = ", ".join(f"unnest(?::{kind}[])" for kind in types)
    work.execute(f"INSERT INTO {table} SELECT {lists}", [list(column) for column in zip(*rows, strict=True)])
