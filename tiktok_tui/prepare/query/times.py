"""The layers that read the time of an event."""

from __future__ import annotations

import re

from tiktok_tui.events.notations.zone_marks import patterns_at
from tiktok_tui.files.sql import quote_literal
from tiktok_tui.files.table import Kind
from tiktok_tui.prepare.query.layers import Layer, Layers
from tiktok_tui.prepare.query.macros import bit
from tiktok_tui.prepare.query.plan import Plan
from tiktok_tui.tiktok.limits import MAX_AGE_DAYS, MAX_AHEAD_SECONDS

_ONLY_NUMBERS = re.compile(r"(?:%-?[YymdjHIMSfp]|[ /.:,T-])*")
"""A format that can read no time with a zone or a month in words, so that these need not be looked for."""

_WALL = "try_cast(left(time_text, 19) AS TIMESTAMP)"
_ZONE = "trim(substr(time_text, 20))"
"""The parts of a time in the common shape."""


def time_layers(plan: Plan, now: int, default_zone: str, zones: str) -> Layers:
    """Read event_time (Unix seconds), event_day and time_bits; `zones` is the table of the zone column's names.

    event_day is the date as the file writes it, in days since 1970: a change of the default zone, and a date that gets
    its time, leave it as it is. Of Unix time it is the date in UTC.
    """
    source = plan.source("timestamp")
    zone_column = source.zone if source is not None else None
    format_ = source.format if source is not None else None
    home = plan.destination.time_zone
    plain = "timestamp" in plan.plain
    text = plan.one("timestamp") if plain else f"time_text({plan.unmarked('timestamp', _joined(plan))})"
    first = Layer({"time_text": text})
    local = quote_literal(default_zone)
    unknown = "false"
    joins: list[str] = []
    if zone_column is not None:
        first.columns["zone_text"] = plan.cell(zone_column)
        joins.append(f"{zones} AS zone_of ON zone_of.text = s.zone_text")
        local = f"coalesce(time_zone, {local})"
        unknown = "zone_text IS NOT NULL AND time_zone IS NULL AND time_local IS NOT NULL"
    reading = _plain() if plain else _by_format(format_, home) if format_ is not None else _by_shape(home)
    if joins:
        reading[0].joins.extend(joins)
        reading[0].columns["time_zone"] = "zone_of.zone"
    return [
        first,
        *reading,
        Layer(
            {
                "event_time": "CASE WHEN time_exact IS NOT NULL THEN time_exact "
                f"WHEN time_local IS NOT NULL THEN epoch(timezone({local}, time_local))::BIGINT END"
            }
        ),
        Layer(
            {
                "event_day": "coalesce((time_wall::DATE - DATE '1970-01-01')::BIGINT, event_time // 86400)",
                "time_bits": f"CASE WHEN time_text IS NULL THEN {bit('timestamp.missing')} "
                f"WHEN time_ambiguous THEN {bit('timestamp.ambiguous')} "
                f"WHEN event_time IS NULL THEN {bit('timestamp.unreadable')} "
                f"WHEN {unknown} THEN {bit('timestamp.unknown_zone')} "
                f"WHEN event_time < {now - MAX_AGE_DAYS * 86400} THEN {bit('timestamp.too_old')} "
                f"WHEN event_time > {now + MAX_AHEAD_SECONDS} THEN {bit('timestamp.in_future')} ELSE 0 END",
            }
        ),
    ]


def is_plain(plan: Plan) -> str | None:
    """Return SQL that is true of a time in the common shape, None where all times need a closer look."""
    source = plan.source("timestamp")
    if source is None or source.format is not None or len(source.columns) > 1:
        return None
    return f"is_plain_time({plan.one('timestamp')})"


def says_utc(column: str) -> bool:
    """Return True if a column's name says that its times are UTC, as Stripe's `Created (UTC)` does."""
    return re.search(r"[(\[](?:UTC|GMT)[)\]]", column, re.IGNORECASE) is not None


def _joined(plan: Plan) -> str:
    cells = plan.raw("timestamp")
    if len(cells) < 2:
        return plan.one("timestamp")
    source = plan.source("timestamp")
    date = cells[0]
    if source is not None and source.columns and plan.kind(source.columns[0]) is Kind.TIME:
        # A typed date is followed by a midnight that is no part of the time.
        date = f"regexp_replace({date}, 'T00:00:00$', '')"
    rest = ", ".join(cells[1:])
    return f"CASE WHEN {cells[0]} IS NOT NULL THEN concat_ws(' ', {date}, {rest}) END"


def plain_format(format_: str) -> str:
    """Return a time format with plain blanks, as the times that it reads have."""
    return "".join(" " if letter.isspace() else letter for letter in format_)


def _said_at(home: str, text: str) -> str:
    """Return SQL for `zone_marks.said_at`; the text itself where clocks say nothing of their own."""
    for pattern, put in patterns_at(home):
        text = f"regexp_replace({text}, {quote_literal(pattern)}, {quote_literal(put)})"
    return text


def _by_format(format_: str, home: str) -> Layers:
    """Read the time as it stands; where that fails, with its zone's offset, and then with its month in English too."""
    text, written = "time_text", quote_literal(plain_format(format_))
    layers = []
    if "%p" in format_:
        text = "time_half"
        layers.append(Layer({text: "plain_half(time_text)"}))
    read = f"try_strptime({text}, {written})"
    if not _ONLY_NUMBERS.fullmatch(format_):
        again = f"coalesce(time_first, try_strptime(time_said, {written}))"
        at_home = _said_at(home, text)
        layers += [
            Layer({"time_first": read}),
            Layer({"time_said": f"CASE WHEN time_first IS NULL THEN offset_said({at_home}) END"}),
            Layer({"time_second": again}),
            Layer({"time_english": f"CASE WHEN time_second IS NULL THEN month_in_english({at_home}) END"}),
        ]
        read = f"coalesce(time_second, try_strptime(offset_said(time_english), {written.replace('%B', '%b')}))"
    zoned = "%z" in format_ or "%Z" in format_
    wall = f"timezone('UTC', to_timestamp(epoch({read})))" if zoned else read
    exact = "epoch(time_wall)::BIGINT" if zoned else "NULL::BIGINT"
    local = "NULL::TIMESTAMP" if zoned else "time_wall"
    return [
        *layers,
        Layer({"time_wall": f"sensible_wall({wall})"}),
        Layer({"time_exact": exact, "time_local": local, "time_ambiguous": "false"}),
    ]


def _plain() -> Layers:
    return [
        Layer({"time_wall": _WALL, "time_zone_said": _ZONE}),
        Layer({"time_east": "offset_seconds(time_zone_said)"}),
        Layer(
            {
                "time_exact": "(epoch(time_wall) - time_east)::BIGINT",
                "time_local": "CASE WHEN time_east IS NULL THEN time_wall END",
                "time_ambiguous": "false",
            }
        ),
    ]


def _by_shape(home: str) -> Layers:
    plain = "time_is_plain"
    shape = Layer({"time_is_plain": "is_plain_time(time_text)"})
    second = Layer(
        {
            "time_plain": f"CASE WHEN {plain} THEN {_WALL} END",
            "time_zone_said": f"CASE WHEN {plain} THEN {_ZONE} END",
            "time_unix": f"CASE WHEN NOT {plain} THEN unix_time(time_text) END",
            "time_serial": f"CASE WHEN NOT {plain} THEN serial_wall(time_text) END",
            "time_parts": f"CASE WHEN NOT {plain} THEN time_parts(but_for_utc({_said_at(home, 'time_text')})) END",
        }
    )
    third = Layer(
        {
            "time_wall": "coalesce(time_plain, time_serial, parts_wall(time_parts))",
            "time_east": "offset_seconds(coalesce(time_zone_said, time_parts.zone))",
        }
    )
    fourth = Layer(
        {
            "time_exact": "coalesce(time_unix, (epoch(time_wall) - time_east)::BIGINT)",
            "time_local": "CASE WHEN time_east IS NULL THEN time_wall END",
            "time_ambiguous": "time_parts IS NOT NULL AND is_ambiguous(time_parts)",
        }
    )
    return [shape, second, third, fourth]
