"""The words of the review: what goes where, and which rows do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from tiktok_tui.events.destination import Destination
from tiktok_tui.events.rules import RULE

if TYPE_CHECKING:
    from tiktok_tui.prepare.totals import Totals
    from tiktok_tui.uploads.options import Options

_REASONS = 3


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


def warnings_before(options: Options) -> list[str]:
    """Warnings that belong to the question before sending."""
    words = []
    if options.test_event_code:
        words.append("They go to Test events only and are not counted.")
    if options.resend:
        words.append("Events accepted more than 48 hours ago are counted twice.")
    return words


def already_sent_words(options: Options, count: int | None) -> str:
    """How many of the events TikTok has accepted before; None while they are being counted."""
    if count is None:
        return "…"
    if not count:
        return "None of these has been accepted before."
    if options.resend:
        return f"{count:,} were accepted earlier and are sent again.  r  leave them out"
    return f"{count:,} were accepted earlier and are left out.  r  send them again"


def not_sent_words(totals: Totals) -> Content:
    """How many rows are not sent and the commonest reasons; rows left out by the filter or sent with a warning."""
    parts: list[tuple[str, str]] = []
    if totals.rejected:
        parts.append((f"✗ {totals.rejected:,} {_rows(totals.rejected)}", "bold $error"))
        worst = sorted(totals.rejects_by_rule.items(), key=lambda item: -item[1])
        reasons = "".join(f"\n{count:>7,}  {RULE[name].reason_for()}" for name, count in worst[:_REASONS])
        others = len(worst) - _REASONS
        more = f"\n         and {others} more reason{'s' if others > 1 else ''}" if others > 0 else ""
        parts.append((f"   p  see them{reasons}{more}", "$foreground-muted"))
    else:
        parts.append(("✓ Every row can be sent.", "$accent"))
    # In one line: at 80 by 24 there is room for no other.
    last = []
    if totals.left_out:
        words = f"  {totals.left_out:,} {_rows(totals.left_out)} left out by the filter"
        last.append((words, "$foreground-muted"))
    if totals.warned:
        last.append((f"  ! {totals.warned:,} {_rows(totals.warned)} sent with a warning", "$warning"))
    if last:
        parts += [("\n", ""), *last]
    return Content.assemble(*parts)


def _rows(count: int) -> str:
    return "row" if count == 1 else "rows"
