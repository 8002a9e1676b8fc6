"""Sentences about an upload: what goes where, and how the file is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.mapping.times import order_in_words
from tiktok_tui.tui.widgets.tone import Tone

if TYPE_CHECKING:
    from tiktok_tui.tui.wizard.wizard import WizardDraft
    from tiktok_tui.uploads.updates import Summary


def sentence(count: int, file: str, destination: Destination, *, limit: int | None = None) -> str:
    """`Send 46,902 events from orders.csv to Store sales.`; with `limit` only the first so many of them."""
    return f"Send {what_and_where(count, file, destination, limit=limit)}."


def what_and_where(count: int, file: str, destination: Destination, *, limit: int | None = None) -> str:
    """`the first 10 events from orders.csv to Store sales`."""
    if limit is not None and limit < count:
        events = f"the first {limit:,} events"
    else:
        events = "1 event" if count == 1 else f"{count:,} events"
    where = f"{destination.name} (the built-in sandbox)" if destination.sandbox else destination.name
    return f"{events} from {file} to {where}"


def warnings_before(draft: WizardDraft) -> list[str]:
    """What is worth a second thought before the draft is sent."""
    said = []
    if draft.test_event_code:
        said.append("They go to Test events only and are not counted.")
    if draft.resend:
        said.append("What was accepted more than 48 hours ago is counted twice.")
    return said


def how_it_is_read(mapping: Mapping, destination: Destination) -> str:
    """How dates, phones and amounts are understood; what a wrong guess here would do to every row."""
    said = []
    time = mapping.fields.get("timestamp")
    if time is not None:
        order = order_in_words(time.format or "")
        zone = time.time_zone or (f"the zone in {time.zone}" if time.zone else destination.time_zone)
        said.append(f"Times without a zone are in {zone}" + (f", dates are {order}." if order else "."))
    if "phone" in mapping.fields:
        country = destination.phone_country or "no country, so only numbers with a country code are read"
        if mapping.phone_country:
            said.append(f"Phones are read with {mapping.phone_country}, else with {country}.")
        else:
            said.append(f"Phones without a country code are read with {country}.")
    if {"value", "price"} & set(mapping.fields):
        said.append(f"Amounts are written like {destination.number_style}.")
    return "  ".join(said)


def outcome(summary: Summary, rejected: int, destination: Destination) -> tuple[str, Tone]:
    """What came of an upload, and what comes next. `rejected` are the rows that were not sent at all."""
    said = [f"{summary.accepted:,} accepted."]
    if summary.skipped:
        said.append(f"{summary.skipped:,} were accepted in earlier runs.")
    if summary.refused:
        said.append(f"{summary.refused:,} refused by TikTok.")
    if rejected:
        said.append(f"{rejected:,} rows not sent.")
    if summary.refused or rejected:
        said.append("Export them (e) to mend and send again.")
    if summary.uncertain:
        said.append(f"TikTok says that batches with {summary.uncertain:,} events succeeded in part, not which.")
    if summary.withheld:
        said.append(f"{summary.withheld:,} have been in doubt for too long to be sent again unasked.")
    if summary.left:
        said.append(f"{summary.left:,} left: resume (r).")
        return " ".join(said), Tone.WARNING
    if destination.sandbox:
        said.append("This was the sandbox: nothing has reached TikTok.")
    elif destination.event_source is EventSource.OFFLINE:
        said.append("TikTok shows offline events within 24 hours.")
        if not destination.auto_tracking:
            said.append("Auto tracking is off: link the event set to a campaign.")
    return " ".join(said), Tone.DONE if summary.complete else Tone.WARNING
