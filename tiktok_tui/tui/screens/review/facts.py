"""The facts to decide on before sending: recipient, types, dates and value of the events, and what is assumed."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import tzinfo
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from tiktok_tui.events.counts import counted
from tiktok_tui.events.currencies import NO_DECIMALS, THREE_DECIMALS
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.events.errors import AppError
from tiktok_tui.prepare.totals import WEB_KEYS
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.wizard.draft import CheckedFile

if TYPE_CHECKING:
    from tiktok_tui.mapping.model import Note
    from tiktok_tui.prepare.breakdown import Share
    from tiktok_tui.prepare.totals import Totals
    from tiktok_tui.uploads.options import Options
    from tiktok_tui.uploads.run import LeftOut

LABELS = ("To", "Server", "Events", "Dates", "Value", "Customers")

_READING = frozenset({"timestamp", "phone", "value", "currency"})


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a checked file. `advertiser` is the advertiser's name, "" if it is not known."""

    advertiser: str
    elsewhere: str
    """The host that events are sent to, if that is not TikTok; else ""."""
    shares: tuple[Share, ...]
    notes: tuple[Note, ...]
    """Assumptions of the mapping that change the events."""

    @property
    def reading(self) -> list[tuple[str, str]]:
        """The assumptions about times, phone numbers and money, as facts: a wrong one affects every event."""
        return [("Assumed", note.text) for note in self.notes if note.about in _READING]


def read_facts(session: AppSession, file: CheckedFile) -> Facts:
    """Read the facts; goes through the whole file, so it is called in a thread. Raises AppError."""
    from tiktok_tui.accounts import credentials
    from tiktok_tui.mapping.notes import notes
    from tiktok_tui.mapping.suggest.table import FileCounts
    from tiktok_tui.tiktok.endpoints import DEFAULT_URL

    destination, names = file.destination, {}
    with suppress(AppError):
        credential = credentials.load(session.home, destination.credential)
        names = {each.id: each.name for each in credential.advertisers}
    real = destination.sandbox or session.api_url == DEFAULT_URL
    columns = [column.name for column in file.table.columns]
    counts = FileCounts(file.table)
    assumed = notes(file.mapping, destination, columns, counts, counts.of_sent(file.mapping))
    return Facts(
        names.get(destination.advertiser_id, ""),
        "" if real else urlsplit(session.api_url).netloc,
        tuple(file.prepared.shares()),
        (*assumed, *file.prepared.notes()),
    )


def already_sent(session: AppSession, file: CheckedFile, options: Options) -> LeftOut:
    """Count the events to send that TikTok has accepted before, and those that look like such events.

    Called in a thread. Raises AppError.
    """
    from tiktok_tui.uploads.already_sent import count_already_sent

    return count_already_sent(
        session.home,
        file.prepared,
        file.destination,
        api_url=session.api_url,
        test_event_code=options.test_event_code,
        limit=options.limit,
    )


def left_out(already: LeftOut, options: Options) -> int:
    """Return how many events are not sent with these options since TikTok has accepted them, or such events, before."""
    return 0 if options.resend else already.skipped + (0 if options.send_similar else already.similar)


def nothing_new(file: CheckedFile, options: Options, already: LeftOut) -> bool:
    """Return True if all events that would be sent have been accepted before: such an upload is not begun."""
    sendable = file.prepared.totals.sendable
    return left_out(already, options) == min(sendable, options.limit or sendable)


def lines(file: CheckedFile, facts: Facts) -> list[tuple[str, str]]:
    """The facts as labels (of `LABELS`) and texts, without the assumptions."""
    found = [("To", recipient(file.destination, facts))]
    if facts.elsewhere:
        found.append(("Server", f"not TikTok: {facts.elsewhere}"))
    if facts.shares:
        found += [("Events", _events(facts.shares)), ("Dates", _dates(facts.shares, file.destination))]
        found.append(("Value", _values(facts.shares)))
        found.append(("Customers", _customers(file.prepared.totals)))
    return found


def recipient(destination: Destination, facts: Facts) -> str:
    """`Acme Stores (7000…), event set Store sales (7200…)`: names where they are known, IDs always."""
    kind = "pixel" if destination.event_source is EventSource.WEB else "event set"
    number = destination.advertiser_id
    advertiser = _named(facts.advertiser, number) if facts.advertiser else f"advertiser {number}".rstrip()
    event_set = _named(destination.event_set_name, destination.event_set_id)
    return f"{advertiser}, {kind} {event_set or 'as each row names it'}"


def _named(name: str, number: str) -> str:
    return f"{name} ({number})" if name and number else name or number


def _events(shares: Sequence[Share]) -> str:
    counts: dict[str, int] = {}
    for share in shares:
        counts[share.event] = counts.get(share.event, 0) + share.events
    return " · ".join(f"{count:,} {event}" for event, count in counts.items())


def _dates(shares: Sequence[Share], destination: Destination) -> str:
    zone = _zone(destination.time_zone)
    first = min(share.first for share in shares).astimezone(zone)
    last = max(share.last for share in shares).astimezone(zone)
    days = (last.date() - first.date()).days + 1
    period = f"{first:%Y-%m-%d %H:%M} to {last:%Y-%m-%d %H:%M}"
    return f"{period} ({counted(days, 'day')}, {zone})"


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name or "UTC")
    except (ValueError, OSError, KeyError):  # a zone that this machine does not have
        return ZoneInfo("UTC")


def _values(shares: Sequence[Share]) -> str:
    sums: dict[str, Decimal] = {}
    for share in shares:
        if share.value is not None:
            sums[share.currency] = sums.get(share.currency, Decimal()) + share.value
    return " · ".join(f"{_amount(value, code)} {code}" for code, value in sums.items()) or "no event has a value"


def _amount(value: Decimal, code: str) -> str:
    """Return a sum with the decimals that its currency has, and with those that the amounts have all the same."""
    decimals = 0 if code in NO_DECIMALS and value == int(value) else 3 if code in THREE_DECIMALS else 2
    return f"{value:,.{decimals}f}"


def _customers(totals: Totals) -> str:
    web = [(WEB_KEYS[name], count) for name, count in totals.with_web_keys.items()]
    counts = (("e-mail", totals.with_email), ("phone", totals.with_phone), ("both", totals.with_both), *web)
    return "   ".join(f"{name} {100 * count // max(totals.sendable, 1)} %" for name, count in counts)
