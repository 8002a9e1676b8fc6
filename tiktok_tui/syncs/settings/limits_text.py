"""The `[limits]` of a sync's file, and the same limits as options of a command."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from tiktok_tui.events.counts import agreeing
from tiktok_tui.events.system.settings_text import SettingsText, shown
from tiktok_tui.syncs.settings.sync import Limits, Share
from tiktok_tui.syncs.settings.sync_keys import SYNC_KEYS

_SHARE: Final = re.compile(r"(\d+(?:\.\d+)?) ?%")
_SPAN: Final = re.compile(r"(\d{1,4}) ?(d|h|days?|hours?|weeks?)")
_UNITS: Final = {"d": "days", "h": "hours", "w": "weeks"}


def parse_limits(file: SettingsText, table: Mapping[str, object]) -> Limits:
    """Return the limits of the `[limits]` table. Raises SettingsError with the line and what to write."""
    file.refuse_unknown(table, SYNC_KEYS["limits"], ("limits",))
    rejected = parse_rejected(table["rejected"]) if "rejected" in table else None
    if "rejected" in table and rejected is None:
        raise file.error(
            ("limits", "rejected"),
            f"“{shown(str(table['rejected']))}” is no limit for rejected rows.",
            'Write a share, rejected = "5 %", or a number of rows, rejected = 100.',
        )
    older_than = None
    if "older_than" in table:
        older_than = parse_span(file.expect(table["older_than"], str, ("limits", "older_than")))
        if older_than is None:
            raise file.error(
                ("limits", "older_than"),
                f"“{shown(str(table['older_than']))}” is no span of time.",
                'Write older_than = "2 days", or "36 hours".',
            )
    return Limits(rejected, _events(file, table), older_than)


def limits_table(limits: Limits) -> dict[str, object]:
    """Return the `[limits]` table that `parse_limits` reads."""
    table: dict[str, object] = {}
    if limits.rejected is not None:
        table["rejected"] = str(limits.rejected) if isinstance(limits.rejected, Share) else limits.rejected
    if limits.events is not None:
        fewest, most = limits.events
        table["events"] = [fewest or 0] if most is None else [fewest or 0, most]
    if limits.older_than is not None:
        table["older_than"] = span_words(limits.older_than)
    return table


def span_words(span: timedelta) -> str:
    """Return a span of whole hours as the file has it: "2 days", "36 hours"."""
    hours = int(span.total_seconds() // 3600)
    count, unit = (hours // 24, "day") if hours % 24 == 0 else (hours, "hour")
    return f"{count} {agreeing(count, unit)}"


def parse_span(text: str) -> timedelta | None:
    """Return the span that a text such as "2 days", "36 hours" or "3d" means; None if it is none.

    >>> parse_span("36 hours"), parse_span("soon")
    (datetime.timedelta(days=1, seconds=43200), None)
    """
    found = _SPAN.fullmatch(text.strip().lower())
    return timedelta(**{_UNITS[found[2][0]]: int(found[1])}) if found and int(found[1]) else None


def parse_rejected(value: object) -> Share | int | None:
    """Return the limit that `5 %` or a number of rows means; None if it is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value if value >= 0 else None
    if isinstance(value, str):
        if found := _SHARE.fullmatch(value.strip()):
            return Share(float(found[1])) if float(found[1]) <= 100 else None
        return int(value) if value.strip().isascii() and value.strip().isdecimal() else None
    return None


def _events(file: SettingsText, table: Mapping[str, object]) -> tuple[int | None, int | None] | None:
    if "events" not in table:
        return None
    given = table["events"]
    numbers = given if isinstance(given, list) else []
    if not 1 <= len(numbers) <= 2 or not all(type(number) is int and number >= 0 for number in numbers):
        raise file.error(
            ("limits", "events"),
            "“events” must be the fewest and the most events that are usual.",
            "Write events = [500, 50_000]; [500] sets no upper limit.",
        )
    fewest, most = (*numbers, None)[:2]
    if most is not None and most < fewest:
        raise file.error(("limits", "events"), "The fewest events are more than the most.", "Turn the two round.")
    return fewest, most
