"""A run of the history in words: its state, its counts, and the rows that were rejected."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tiktok_tui.events.rule_titles import title_of
from tiktok_tui.events.rules import RULE
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.tui.screens.history import run_lines
from tiktok_tui.tui.screens.history.loaded_run import LoadedRun
from tiktok_tui.tui.widgets.table.rows import Cell
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.uploads.ledger.history import Standing
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import Run, RunSpec, Status, Tally

TOTALS = Totals(20, 0, 0, 0, 20, 20, {}, {}, (), 0, 0, 0, 0.0)
SPEC = RunSpec(FileSource(Path("/orders.csv")), "f", 1, 1.0, "shop", "{}", "", Options(), "http://x", 0.0, TOTALS)
RUN = Run(1, "r", SPEC, 1, Status.DONE, 0.0, 1.0, 2000, Tally(accepted=2000), "", "")


@pytest.mark.parametrize(
    ("status", "tally", "sending", "state", "resumable"),
    [
        (Status.DONE, Tally(accepted=2000), False, Cell("✓ done", Tone.DONE), False),
        (Status.DONE, Tally(accepted=1999, withheld=1), False, Cell("! in doubt", Tone.WARNING), True),
        (Status.DONE, Tally(accepted=1999, similar=1), False, Cell("! held back", Tone.WARNING), True),
        (Status.DONE, Tally(accepted=1998, withheld=1, similar=1), False, Cell("! in doubt", Tone.WARNING), True),
        (Status.RUNNING, Tally(), False, Cell("↻ unfinished", Tone.WARNING), True),
        (Status.RUNNING, Tally(), True, Cell("● running", Tone.INFO), False),
        (Status.STOPPED, Tally(), False, Cell("↻ stopped", Tone.WARNING), True),
        (Status.STOPPED, Tally(similar=1), True, Cell("● running", Tone.INFO), False),
        (Status.STOPPED, Tally(similar=1), False, Cell("↻ stopped", Tone.WARNING), True),
        (Status.FAILED, Tally(), False, Cell("✗ failed", Tone.ERROR), True),
        (Status.GIVEN_UP, Tally(withheld=1), False, Cell("○ given up", Tone.QUIET), False),
    ],
)
def test_the_state_says_whether_it_can_be_resumed(
    status: Status, tally: Tally, sending: bool, state: Cell, resumable: bool
) -> None:
    standing = Standing(replace(RUN, status=status, tally=tally), sending)
    assert run_lines.state(standing) == state
    assert run_lines.can_resume(standing) is resumable
    why = LoadedRun(standing, None).why_not("resume")
    assert bool(why) is not resumable
    assert ("another process" in why) is sending


def test_the_counts_that_are_not_zero_are_said() -> None:
    tally = Tally(accepted=1000, refused=1, skipped=2, withheld=3, similar=4)
    assert run_lines.counts(replace(RUN, tally=tally)) == [
        ("1,000 accepted", Tone.DONE),
        ("1 refused by TikTok", Tone.ERROR),
        ("2 accepted before", Tone.QUIET),
        ("3 in doubt", Tone.WARNING),
        ("4 held back", Tone.WARNING),
        ("990 to go", Tone.WARNING),
    ]
    assert run_lines.counts(replace(RUN, total=0, tally=Tally())) == [("0 accepted", Tone.DONE)]


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ({}, ""),
        ({"email.invalid": 1}, "1 row · {email.invalid}"),
        ({"email.invalid": 1_200}, "1,200 rows · {email.invalid}"),
        ({"email.invalid": 2, "event.unknown": 9}, "11 rows · 9: {event.unknown} · 1 more reason"),
        ({"email.invalid": 2, "gone": 9, "value.negative": 1}, "12 rows · 9: gone · 2 more reasons"),
    ],
)
def test_the_commonest_reason_for_rejected_rows_is_named(rules: dict[str, int], said: str) -> None:
    totals = replace(TOTALS, rejected=sum(rules.values()), rejects_by_rule=rules)
    for name in rules:
        said = said.replace(f"{{{name}}}", title_of(RULE[name]) if name in RULE else name)
    assert run_lines.not_sent(replace(RUN, spec=replace(SPEC, totals=totals))) == said


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('{"sandbox": true, "event_set_id": "7"}', "the built-in sandbox: nothing reached TikTok"),
        ('{"event_source": "web", "event_set_id": "C4"}', "web C4"),
        ('{"sandbox": false, "event_source": "offline"}', "offline"),
        ('{"event_set_id": "72"}', "72"),
        ("{}", "as each row names it"),
    ],
)
def test_the_event_set_is_named(settings: str, said: str) -> None:
    assert run_lines.event_set(replace(RUN, spec=replace(SPEC, settings=settings))) == said
