"""The words of the review: what goes where, and which rows do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from tiktok_tui.events.counts import agreeing, counted
from tiktok_tui.events.destination import Destination

if TYPE_CHECKING:
    from tiktok_tui.prepare.totals import Totals
    from tiktok_tui.uploads.options import Options
    from tiktok_tui.uploads.run import LeftOut


def sentence(count: int, file: str, destination: Destination, *, limit: int | None = None) -> str:
    """`Send 46,902 events from orders.csv to Store sales.`; with `limit` only the first so many of them."""
    return f"Send {what_and_where(count, file, destination, limit=limit)}."


def what_and_where(count: int, file: str, destination: Destination, *, limit: int | None = None) -> str:
    """`the first 10 events from orders.csv to Store sales`."""
    if limit is not None and limit < count:
        events = agreeing(limit, "the first event", f"the first {limit:,} events")
    else:
        events = counted(count, "event")
    where = f"{destination.name} (the built-in sandbox)" if destination.sandbox else destination.name
    return f"{events} from {file} to {where}"


def warnings_before(options: Options) -> list[str]:
    """Warnings that belong to the question before sending."""
    words = []
    if options.test_event_code:
        words.append("They go to Test events only and are not counted.")
    if options.resend:
        words.append("Events accepted more than 48 hours ago are counted twice.")
    elif options.send_similar:
        words.append("Those that look like events accepted earlier are sent, too: TikTok counts them as new ones.")
    return words


def look_accepted(count: int) -> str:
    """`37 look like events accepted earlier under other IDs`."""
    if count == 1:
        return "1 looks like an event accepted earlier under another ID"
    return f"{count:,} look like events accepted earlier under other IDs"


def already_sent_words(options: Options, already: LeftOut | None) -> str:
    """How many of the events TikTok has accepted before, or seems to have; None while they are being counted."""
    if already is None:
        return "…"
    words = []
    if already.skipped:
        were, are, them = ("was", "is", "it") if already.skipped == 1 else ("were", "are", "them")
        what = f"sent again.  r  leave {them} out" if options.resend else f"left out.  r  send {them} again"
        words.append(f"{already.skipped:,} {were} accepted earlier and {are} {what}")
    if already.similar and not options.resend:
        one = already.similar == 1
        them, verb = ("it", "is") if one else ("them", "are")
        what = f"sent.  b  hold {them} back" if options.send_similar else f"held back.  b  send {them}"
        words.append(f"{look_accepted(already.similar)} and {verb} {what}")
    return "\n".join(words) or "None of these has been accepted before."


def of_these(count: int, options: Options, already: LeftOut | None) -> list[tuple[str, str]]:
    """Return the fact how many of the file's `count` events are sent, and why the others are not; none if all are.

    The other facts are about all of them.
    """
    if options.limit is not None and options.limit < count:
        return [("Of these", agreeing(options.limit, "the first one is sent", f"the first {options.limit:,} are sent"))]
    if already is None or options.resend:
        return []
    held = 0 if options.send_similar else already.similar
    reasons = [f"{already.skipped:,} accepted earlier"] if already.skipped else []
    reasons += [f"{held:,} held back"] if held else []
    sent = count - already.skipped - held
    return [("Of these", ", ".join([f"{sent:,} {'is' if sent == 1 else 'are'} sent", *reasons]))] if reasons else []


def rejected_words(totals: Totals) -> Content:
    """How many rows are not sent."""
    if not totals.rejected:
        return Content.styled("✓ Every row can be sent.", "$accent")
    count = (f"✗ {totals.rejected:,} {_rows(totals.rejected)}", "bold $error")
    return Content.assemble(count, ("   p  see them", "$foreground-muted"))


def left_out_words(totals: Totals) -> Content:
    """The rows left out by the filter and those sent with a warning, in one line: at 80 by 24 there is no other."""
    parts: list[tuple[str, str]] = []
    if totals.left_out:
        parts.append((f"{totals.left_out:,} {_rows(totals.left_out)} left out by the filter  ", "$foreground-muted"))
    if totals.warned:
        parts.append((f"! {totals.warned:,} {_rows(totals.warned)} sent with a warning", "$warning"))
    return Content.assemble(*parts)


def _rows(count: int) -> str:
    return "row" if count == 1 else "rows"
