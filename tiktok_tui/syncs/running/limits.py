"""Compare a checked export with the limits of its sync, and with what was usual on the nights before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from tiktok_tui.events.counts import agreeing, counted
from tiktok_tui.events.rule_titles import title_of
from tiktok_tui.events.rules import RULE
from tiktok_tui.mapping.model import Note
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.syncs.history.night import Night
from tiktok_tui.syncs.settings.limits_text import span_words
from tiktok_tui.syncs.settings.sync import Limits, Share

NIGHTS: Final = 10
"""So many good nights show what is usual."""
FEWEST_NIGHTS: Final = 3
"""With fewer good nights nothing is unusual yet."""
_TIMES: Final = 1.5
_POINTS: Final = 1.0


def broken_limits(limits: Limits, totals: Totals, now: datetime) -> tuple[str, ...]:
    """Return the limits that the export exceeds, a sentence each; none if it can be sent."""
    return tuple(
        reason
        for reason in (_rejected(limits, totals), *_events(limits, totals), _stale(limits, totals, now))
        if reason
    )


def new_columns(suggested: Sequence[Note], nights: Sequence[Night]) -> tuple[str, ...]:
    """Return why a mapping that was only `suggested` is not used where earlier nights had a known one; else nothing."""
    if not suggested or not any(night.is_good for night in nights):
        return ()
    return ("The columns have changed: no mapping is known for them, and nobody has looked at the suggested one.",)


def unusual(limits: Limits, totals: Totals, nights: Sequence[Night], now: datetime) -> tuple[str, ...]:
    """Return what differs from the last good nights, a sentence each, where the sync sets no limit of its own."""
    good = [night for night in nights if night.is_good][-NIGHTS:]
    if len(good) < FEWEST_NIGHTS:
        return ()
    found = []
    if limits.events is None:
        fewest, most = min(night.events for night in good), max(night.events for night in good)
        if totals.events < fewest / _TIMES or totals.events > most * _TIMES:
            usual = f"{fewest:,}" if fewest == most else f"{fewest:,} to {most:,}"
            found.append(f"Unusual: {counted(totals.events, 'event')}; the last {len(good)} good runs had {usual}.")
    if limits.rejected is None:
        usual_share = max(_share(night.rejected, night.rows - night.left_out) for night in good)
        share = _share(totals.rejected, totals.rows - totals.left_out)
        if share > usual_share * _TIMES + _POINTS:
            found.append(
                f"Unusual: {_percent(share)} of the rows are rejected; in the last {len(good)} good runs it was at "
                f"most {_percent(usual_share)}."
            )
    if limits.older_than is None and totals.newest is not None:
        ages = [night.started - night.newest for night in good if night.newest is not None]
        age = now - datetime.fromtimestamp(totals.newest, UTC)
        if ages and age > max(ages) + timedelta(days=1):
            found.append(
                f"Unusual: the newest conversion is {_age(age, max(ages))} old; it was at most {_age(max(ages))}."
            )
    return tuple(found)


def _rejected(limits: Limits, totals: Totals) -> str:
    limit, rows = limits.rejected, totals.rows - totals.left_out
    if limit is None or not rows:
        return ""
    share = _share(totals.rejected, rows)
    verb = agreeing(totals.rejected, "is", "are")
    most = limit.percent if isinstance(limit, Share) else None
    found = f"{totals.rejected:,} of {counted(rows, 'row')} {verb} rejected ({_percent(share, most)}){_cause(totals)}"
    if isinstance(limit, Share):
        return f"{found}; the limit is {limit}." if share > limit.percent else ""
    return f"{found}; the limit is {limit:,}." if totals.rejected > limit else ""


def _cause(totals: Totals) -> str:
    """Return the rule that most rows break, in words: ", mostly as “No time” (timestamp.missing)"."""
    if not totals.rejects_by_rule:
        return ""
    rule = max(totals.rejects_by_rule, key=totals.rejects_by_rule.__getitem__)
    return f", mostly as “{title_of(RULE[rule])}” ({rule})"


def _events(limits: Limits, totals: Totals) -> tuple[str, ...]:
    fewest, most = limits.events or (None, None)
    found = f"The export has {counted(totals.events, 'event')}"
    if fewest is not None and totals.events < fewest:
        return (f"{found}, fewer than {fewest:,}.",)
    if most is not None and totals.events > most:
        return (f"{found}, more than {most:,}.",)
    return ()


def _stale(limits: Limits, totals: Totals, now: datetime) -> str:
    if limits.older_than is None or not totals.events:  # no events at all: the limit of events is for that
        return ""
    if totals.newest is None:
        return "No conversion has a time that can be read, so nobody knows how old the export is."
    age = now - datetime.fromtimestamp(totals.newest, UTC)
    if age <= limits.older_than:
        return ""
    return f"The newest conversion is {_age(age, limits.older_than)} old; the limit is {span_words(limits.older_than)}."


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole > 0 else 0.0


def _percent(share: float, limit: float | None = None) -> str:
    """Return a share with one decimal, or as many as tell it from the limit that it is above: 5.04 %, not 5 %."""
    decimals = next((n for n in range(1, 6) if limit is None or (share > limit) == (round(share, n) > limit)), 6)
    return f"{share:.{decimals}f}".rstrip("0").removesuffix(".") + " %"


def _age(age: timedelta, limit: timedelta | None = None) -> str:
    """Return an age in whole days from two days on, else in hours; more exactly where that reads like `limit`."""
    if age >= timedelta(days=2):
        whole, said = timedelta(days=age.days), f"{age.days} days"
    else:
        hours = int(age.total_seconds() // 3600)
        whole, said = timedelta(hours=hours), counted(hours, "hour")
    hours, minutes = divmod(int((age - whole).total_seconds() // 60), 60)
    if limit is None or said not in (_age(limit), span_words(limit)) or not hours + minutes:
        return said
    return f"{said} and {counted(hours, 'hour') if hours else counted(minutes, 'minute')}"
