"""Runs in words, as the history shows them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tiktok_tui.events.counts import counted
from tiktok_tui.events.rule_titles import title_of
from tiktok_tui.events.rules import RULE
from tiktok_tui.tui.widgets.table.rows import Cell
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.uploads.run import RunState

if TYPE_CHECKING:
    from tiktok_tui.uploads.ledger.history import Standing
    from tiktok_tui.uploads.run import Run

_STATES = {
    RunState.RUNNING: ("● running", Tone.INFO),
    RunState.UNFINISHED: ("↻ unfinished", Tone.WARNING),
    RunState.STOPPED: ("↻ stopped", Tone.WARNING),
    RunState.FAILED: ("✗ failed", Tone.ERROR),
    RunState.DONE: ("✓ done", Tone.DONE),
    RunState.GIVEN_UP: ("○ given up", Tone.QUIET),
}


def state(standing: Standing) -> Cell:
    """The state of the run; one that held events back is not just done."""
    run = standing.run
    if standing.state is RunState.DONE and run.tally.held_back:
        return Cell("! in doubt" if run.tally.withheld else "! held back", Tone.WARNING)
    return Cell(*_STATES[standing.state])


def event_set(run: Run) -> str:
    """The event source and the event set or pixel that the run was sent to."""
    settings = json.loads(run.spec.settings)
    if settings.get("sandbox"):
        return "the built-in sandbox: nothing reached TikTok"
    return f"{settings.get('event_source', '')} {settings.get('event_set_id', '')}".strip() or "as each row names it"


def can_resume(standing: Standing) -> bool:
    """True if the run can be resumed now."""
    return standing.run.resumable and not standing.sending


def counts(run: Run) -> list[tuple[str, Tone]]:
    """The counts of the run in words, without those that are zero."""
    tally = run.tally
    found = [(tally.accepted, "accepted", Tone.DONE), (tally.refused, "refused by TikTok", Tone.ERROR)]
    found += [(tally.skipped, "accepted before", Tone.QUIET), (tally.withheld, "in doubt", Tone.WARNING)]
    found += [(tally.similar, "held back", Tone.WARNING), (run.left, "to go", Tone.WARNING)]
    return [(f"{count:,} {word}", tone) for count, word, tone in found if count or word == "accepted"]


def not_sent(run: Run) -> str:
    """How many rows were rejected before anything was sent, and the commonest reason; "" when none was."""
    totals = run.spec.totals
    if not totals.rejected:
        return ""
    rules = sorted(totals.rejects_by_rule.items(), key=lambda item: -item[1])
    words = [counted(totals.rejected, "row")]
    for name, count in rules[:1]:
        words.append(f"{count:,}: {_reason(name)}" if len(rules) > 1 else _reason(name))
    if len(rules) > 1:
        words.append(counted(len(rules) - 1, "more reason"))
    return " · ".join(words)


def _reason(rule: str) -> str:
    """The rule in a few words; its name if only an older version of the app had it."""
    if rule not in RULE:
        return rule
    return title_of(RULE[rule])
