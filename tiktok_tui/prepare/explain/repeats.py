"""Events of a file that are another one's likeness, in words: each is sent, and may be the same conversion."""

from __future__ import annotations

from tiktok_tui.events.counts import counted
from tiktok_tui.files.scratch.database import Work
from tiktok_tui.mapping.model import Note
from tiktok_tui.prepare.query.plan import Plan


def notes_on_repeats(work: Work, plan: Plan, repeats: str) -> list[Note]:
    """Return a sentence about the events whose made ID had to be told from another one's; none without any.

    `repeats` is the table of them (see `checking`). A note of the mapping looks at the first rows only.
    """
    found = work.number(f"SELECT count(*) FROM {repeats}")
    if not found:
        return []
    what = "item" if "content_id" in plan.item_fields() and not plan.grouped else "amount"
    if plan.grouped or plan.source("order_id") is not None:
        same, remedy = f"the order, day and {what}", "leave them out, or group by the order,"
    else:
        same, remedy = "the time, amount and person", "leave them out"
    events = counted(found, "event has", "events have")
    return [Note("group", f"{events} {same} of another one, and each is sent: {remedy} if they are one conversion.")]
