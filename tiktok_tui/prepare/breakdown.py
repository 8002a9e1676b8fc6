"""The sendable events of a checked file by type and currency, for a person who decides whether to send them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal

from tiktok_tui.files.scratch.database import Work
from tiktok_tui.prepare.query.compose import Composer
from tiktok_tui.prepare.query.span import Span
from tiktok_tui.prepare.query.spans import wide_spans


@dataclass(frozen=True, slots=True)
class Share:
    """The sendable events of one type and currency ("" for none).

    `first` and `last` are the times of the oldest and the newest; `value` is the sum of their values in the currency,
    None if none has a value.
    """

    event: str
    currency: str
    events: int
    first: datetime
    last: datetime
    value: Decimal | None


def count_shares(work: Work, composer: Composer, spans: Sequence[Span]) -> list[Share]:
    """Count the sendable events, the most frequent type first. Raises Cancelled when the work is stopped."""
    columns = "event_name, coalesce(currency, '') AS currency, event_time, amount_json::DECIMAL(38, 6) AS amount"
    counted = "event_name, currency, count(*), min(event_time), max(event_time), sum(amount)"
    found: dict[tuple[str, str], Share] = {}
    for span in wide_spans(composer.plan, spans):
        work.check()
        good = replace(span, without=f"SELECT row FROM {composer.tables.problems} WHERE errors <> 0")
        # Materialized: else DuckDB copies what a column is made of to each place that names it, a second of planning.
        events = f"WITH events AS MATERIALIZED (SELECT {columns} FROM ({composer.checked(good, columns)}))"
        rows = work.execute(f"{events} SELECT {counted} FROM events GROUP BY 1, 2").fetchall()
        for event, currency, events, first, last, value in rows:
            share = Share(event, currency, events, _time(first), _time(last), value)
            known = found.get((event, currency))
            found[event, currency] = share if known is None else _sum(known, share)
    return sorted(found.values(), key=lambda share: (-share.events, share.event, share.currency))


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _sum(one: Share, other: Share) -> Share:
    values = [value for value in (one.value, other.value) if value is not None]
    return replace(
        one,
        events=one.events + other.events,
        first=min(one.first, other.first),
        last=max(one.last, other.last),
        value=sum(values, Decimal()) if values else None,
    )
