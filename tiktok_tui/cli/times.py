"""Times among the arguments of a command."""

from __future__ import annotations

import argparse
import re
from datetime import UTC, datetime, timedelta
from typing import Final

_SPAN: Final = re.compile(r"(\d{1,5}) ?([dhm])")
_UNITS: Final = {"d": "days", "h": "hours", "m": "minutes"}


def instant(text: str) -> datetime:
    """Return the time that ISO 8601 `text` names; UTC where it names no zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a time such as 2026-03-01T00:00:00Z") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def instant_or_span(text: str) -> datetime | timedelta:
    """Return the time that `text` names, or the span of days, hours or minutes: `3d`, `12h`, `90m`."""
    if found := _SPAN.fullmatch(text.strip().lower()):
        return timedelta(**{_UNITS[found[2]]: int(found[1])})
    try:
        return instant(text)
    except argparse.ArgumentTypeError as error:
        raise argparse.ArgumentTypeError(f"{error}, or a span such as 3d") from None
