"""A run as the ledger has it: its bar, its facts, and which rows are read of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from textual.content import Content

from tests.support.coloured import coloured
from tests.support.run_specs import TOTALS
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.history import run_record
from tiktok_tui.tui.screens.history.run_record import RunRecord
from tiktok_tui.tui.widgets.clock import moment
from tiktok_tui.tui.widgets.table.rows import TableColumn
from tiktok_tui.uploads.ledger.history import Standing
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import Run, RunSpec, Status, Tally

SPEC = RunSpec(
    *(FileSource(Path("/orders.csv")), "f", 1, 1.0, "shop", '{"event_source": "web", "event_set_id": "C4"}', ""),
    *(Options(), "http://x", 0.0, TOTALS),
)
BEGUN, ENDED = 1_780_000_000.0, 1_780_000_600.0
RUN = Run(1, "r", SPEC, 1, Status.STOPPED, BEGUN, ENDED, 2_000, Tally(accepted=990, refused=4), "", "")
DONE = replace(RUN, status=Status.DONE, tally=Tally(accepted=2_000))
WHEN = f"{moment(BEGUN)}, ended {moment(ENDED)}"


class Record:
    """A record on no screen, and what it shows."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, session: AppSession) -> None:
        self.facts: list[tuple[str | Content, str | Content]] = []
        self.loaded: list[tuple[Any, Any, Any]] = []
        self.renewed = 0
        self.bar, self.refusals = SimpleNamespace(), SimpleNamespace(display=None)
        batches = SimpleNamespace(load=self.loaded.append)
        refused = SimpleNamespace(renew=self._renew, table="the table of the refused", text="")
        for name, part in (
            *(("bar", self.bar), ("facts", SimpleNamespace(update=self._show)), ("batches", batches)),
            *(("refusals", self.refusals), ("refused", refused)),
        ):
            monkeypatch.setattr(RunRecord, name, part)
        monkeypatch.setattr(run_record, "FetchedRows", lambda table, count, fetch: (table, count, fetch))
        self.batches = batches
        self.record = RunRecord(session)

    def _show(self, facts: Sequence[tuple[str | Content, str | Content]]) -> None:
        self.facts = list(facts)

    def _renew(self) -> None:
        self.renewed += 1

    def words(self) -> dict[str, str]:
        return {str(label): str(text) for label, text in self.facts}


@pytest.mark.parametrize(
    ("run", "sending", "facts"),
    [
        (
            RUN,
            False,
            {
                "↻ stopped": "990 accepted   4 refused by TikTok   1,006 to go",
                "Event set": "web C4",
                "From": "/orders.csv",
                "Started": WHEN,
            },
        ),
        (
            replace(RUN, error="It broke.", remedy="Wait."),
            False,
            {
                "↻ stopped": "990 accepted   4 refused by TikTok   1,006 to go",
                **{"Event set": "web C4", "From": "/orders.csv", "Started": WHEN, "Because": "It broke. Wait."},
            },
        ),
        (
            replace(RUN, error="It broke.", remedy="Wait."),
            True,
            {
                "● running": "990 accepted   4 refused by TikTok   1,006 to go",
                **{"Event set": "web C4", "From": "/orders.csv", "Started": moment(BEGUN)},
            },
        ),
        (
            replace(
                DONE,
                finished_at=None,
                spec=replace(
                    SPEC,
                    options=Options(test_event_code="T1"),
                    totals=replace(TOTALS, rejected=2, rejects_by_rule={"gone": 2}),
                ),
            ),
            False,
            {
                **{"✓ done": "2,000 accepted", "Event set": "web C4", "From": "/orders.csv", "Started": moment(BEGUN)},
                "Test code": "T1: shown in Events Manager, not counted",
                "Rejected": "2 rows · gone",
            },
        ),
    ],
)
def test_a_run_is_told_in_its_facts(
    run: Run, sending: bool, facts: dict[str, str], session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = Record(monkeypatch, session)
    shown.record.show(Standing(run, sending))
    assert list(shown.words().items()) == list(facts.items())


def test_states_counts_and_errors_have_their_colours(session: AppSession, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Record(monkeypatch, session)
    tally = Tally(accepted=990, refused=4, skipped=3, withheld=2, similar=1)
    shown.record.show(Standing(replace(RUN, tally=tally, error="It broke.", remedy="Wait."), False))
    (state, counts), *_, (_, because) = shown.facts
    assert coloured(state) == [("↻ stopped", "bold $warning")]
    assert coloured(counts) == [
        *(("990 accepted", "bold $accent"), ("4 refused by TikTok", "bold $error")),
        *(("3 accepted before", "bold $foreground-muted"), ("2 in doubt", "bold $warning")),
        *(("1 held back", "bold $warning"), ("1,000 to go", "bold $warning")),
    ]
    assert coloured(because) == [("It broke.", "$error")]


@pytest.mark.parametrize(
    ("run", "bar", "caption"),
    [
        (RUN, (2_000, 990, 4), "994 of 2,000"),
        (DONE, (2_000, 2_000, 0), "2,000 of 2,000"),
        (replace(DONE, tally=Tally(accepted=1_000, refused=1, skipped=4)), (2_000, 1_004, 1), "1,005 of 2,000"),
    ],
)
def test_the_bar_and_the_refused_rows_are_those_of_the_run(
    run: Run, bar: tuple[int, int, int], caption: str, session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = Record(monkeypatch, session)
    shown.record.show(Standing(run, False))
    assert (shown.bar.total, shown.bar.good, shown.bar.bad, shown.bar.caption) == (*bar, caption)
    assert (shown.refusals.display, shown.renewed) == (run.tally.refused > 0, 1)


def test_rows_are_read_for_the_window_and_the_filter_that_are_asked_for(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    filters: list[tuple[Sequence[TableColumn], Callable[[str], Any]]] = []

    class Rows(SimpleNamespace):
        def batch_count(self) -> int:
            return 7

        def batches(self, *window: int) -> list[Any]:
            asked.append(window)
            return [SimpleNamespace(cells=("1", "2", "3"))]

        def refusal_count(self, text: str) -> int:
            return len(text)

        def refusals(self, *what: object) -> list[Any]:
            asked.append(what)
            return [SimpleNamespace(row=12, name="", field="email", reason="No.")]

    shown = Record(monkeypatch, session)
    monkeypatch.setattr(run_record, "RunRows", lambda path, run: Rows(path=path, run=run))
    monkeypatch.setattr(run_record, "FilteredTable", lambda *given, **how: filters.append(given))
    for part in ("Bar", "FactList", "Horizontal", "Vertical", "VirtualTable"):
        monkeypatch.setattr(run_record, part, _Part)
    list(shown.record.compose())
    ((columns, filtered),) = filters
    assert [(column.label, column.right) for column in columns] == [("Row", True), ("Why", False)]
    assert filtered("").count == 0
    shown.record.show(Standing(RUN, False))
    ((table, count, fetch),) = shown.loaded
    assert (table, count(), fetch(20, 10)) == (shown.batches, 7, [("1", "2", "3")])
    table, count, fetch = filtered("mail")
    assert (table, count()) == ("the table of the refused", 4)
    assert [row[0] for row in fetch(5, 3)] == ["12"]
    assert asked == [(20, 10), ("mail", 5, 3)]
    shown.record.show(Standing(DONE, False))
    assert filtered("mail").count == 0


class _Part:
    """A widget that is on no screen."""

    def __init__(self, *_: object, **__: object) -> None:
        self.border_title = ""

    def __enter__(self) -> _Part:
        return self

    def __exit__(self, *_: object) -> None:
        pass
