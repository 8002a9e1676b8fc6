"""Runs, their batches and their refusals as the history shows them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tiktok_tui.events.rules import RULE
from tiktok_tui.tiktok.codes import REPEATED
from tiktok_tui.tui.screens.upload.batch_lines import BatchLine, short
from tiktok_tui.tui.widgets.table.rows import Cell
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.uploads.run import RunState

if TYPE_CHECKING:
    from tiktok_tui.uploads.ledger import history
    from tiktok_tui.uploads.ledger.history import Standing
    from tiktok_tui.uploads.run import Run

_STATES = {
    RunState.RUNNING: ("● running", Tone.INFO),
    RunState.UNFINISHED: ("↻ unfinished", Tone.WARNING),
    RunState.STOPPED: ("↻ stopped", Tone.WARNING),
    RunState.FAILED: ("✗ failed", Tone.ERROR),
    RunState.DONE: ("✓ done", Tone.DONE),
}
_BATCH_STATES = {
    "sending": ("● sending", Tone.INFO),
    "waiting": ("↻ waiting", Tone.WARNING),
    "queued": ("○ waiting", Tone.QUIET),
    "refused": ("✗ refused", Tone.ERROR),
    "split": ("✓ split to find the event at fault", Tone.QUIET),
    "unsent": ("○ set aside for a later batch", Tone.QUIET),
    "doubtful": ("! in doubt, sent again on resume", Tone.WARNING),
}


def state(standing: Standing) -> Cell:
    """How the run stands; one that TikTok has not wholly accepted is not just done."""
    run = standing.run
    if standing.state is RunState.DONE and run.tally.withheld:
        return Cell("! in doubt", Tone.WARNING)
    return Cell(*_STATES[standing.state])


def event_set(run: Run) -> str:
    """Where in TikTok it went: the source and the event set or pixel."""
    settings = json.loads(run.spec.settings)
    if settings.get("sandbox"):
        return "the built-in sandbox: nothing reached TikTok"
    return f"{settings.get('event_source', '')} {settings.get('event_set_id', '')}".strip() or "as each row names it"


def can_resume(standing: Standing) -> bool:
    """Whether it can go on here and now."""
    return standing.run.resumable and not standing.sending


def counts(run: Run) -> list[tuple[str, Tone]]:
    """What became of the run's events, in words; what is zero is left out."""
    tally = run.tally
    found = [(tally.accepted, "accepted", Tone.DONE), (tally.refused, "refused", Tone.ERROR)]
    found += [(tally.skipped, "accepted before", Tone.QUIET), (tally.withheld, "in doubt", Tone.WARNING)]
    found += [(run.left, "to go", Tone.WARNING)]
    return [(f"{count:,} {word}", tone) for count, word, tone in found if count or word == "accepted"]


def not_sent(run: Run) -> str:
    """How many rows were rejected before anything was sent, and the commonest reason; "" when none was."""
    totals = run.spec.totals
    if not totals.rejected:
        return ""
    rules = sorted(totals.rejects_by_rule.items(), key=lambda item: -item[1])
    said = [f"{totals.rejected:,} row{'s' if totals.rejected > 1 else ''}"]
    for name, count in rules[:1]:
        said.append(f"{count:,}: {_reason(name)}" if len(rules) > 1 else _reason(name))
    if len(rules) > 1:
        said.append(f"{len(rules) - 1} more reason{'s' if len(rules) > 2 else ''}")
    return " · ".join(said)


def _reason(rule: str) -> str:
    """The rule in a few words; its name where an older version of the app knew it."""
    if rule not in RULE:
        return rule
    return RULE[rule].reason_for().partition(";")[0].rstrip(".")


def batch(line: history.BatchRecord) -> BatchLine:
    """A batch of the ledger, for the table and the dialog that the running upload has as well."""
    if line.state == "accepted" and line.code in {0, REPEATED}:
        cell = Cell(f"✓ {line.seconds:.2f} s   {short(line.request_id)}", Tone.DONE)
    elif line.state == "accepted":
        cell = Cell(f"! in part: TikTok does not say which   {line.code}", Tone.WARNING)
    else:
        cell = Cell(*_BATCH_STATES.get(line.state, (line.state, Tone.QUIET)))
    answered = line.request_id or line.code
    return BatchLine(
        line.number,
        line.events,
        f"{line.first_row:,} to {line.last_row:,}",
        cell,
        line.tries,
        line.request_id,
        line.message,
        line.code if answered else None,
    )
