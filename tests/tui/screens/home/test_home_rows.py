"""Destinations and runs as rows of Home: their words, and the columns that fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.setups import NOW
from tests.support.sync_pages import NIGHTLY
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.syncs.standing import Standing
from tiktok_tui.tui.screens.home.home_rows import destination_table, run_table, sync_table
from tiktok_tui.tui.screens.home.overview import DestinationFacts, Overview, RunFacts
from tiktok_tui.tui.widgets.table.rows import Cell
from tiktok_tui.tui.widgets.tone import Tone

THEN = datetime.now(UTC) - timedelta(hours=2, minutes=5)
STORE = DestinationFacts("store", "Store", "offline", "72", "acme")
RUN = RunFacts("r", "orders.csv", "Store", "done", False, 4000, 4000, 3990, 7, 3, 0, 0, THEN)
HELD = "! orders.csv → Store"


def texts(row: object) -> list[str]:
    assert isinstance(row, list)
    return [cell.text if isinstance(cell, Cell) else cell for cell in row]


@pytest.mark.parametrize(
    ("facts", "state", "tone", "accepted", "last"),
    [
        (STORE, "✓ acme", Tone.DONE, "nothing sent yet", ""),
        (replace(STORE, verified=THEN), "✓ acme, verified 2 hours ago", Tone.DONE, "nothing sent yet", ""),
        (replace(STORE, source="sandbox"), "· no credential needed", Tone.QUIET, "nothing sent yet", ""),
        (replace(STORE, token_given=True), "✓ token from the environment", Tone.DONE, "nothing sent yet", ""),
        (replace(STORE, trouble="no credential yet"), "! no credential yet", Tone.WARNING, "nothing sent yet", ""),
        (replace(STORE, accepted=1234, last_run=THEN), "✓ acme", Tone.DONE, "1,234 accepted", "2 hours ago"),
        (replace(STORE, last_run=THEN), "✓ acme", Tone.DONE, "0 accepted", "2 hours ago"),
    ],
)
def test_a_destination(facts: DestinationFacts, state: str, tone: Tone, accepted: str, last: str) -> None:
    _, (row,) = destination_table(Overview((facts,)), wide=True)
    assert texts(row) == ["Store", facts.source, "72", state, accepted, last]
    assert isinstance(row[3], Cell)
    assert row[3].tone is tone
    _, (narrow,) = destination_table(Overview((facts,)), wide=False)
    assert texts(narrow) == ["Store", facts.source, state, last]


def test_the_column_of_credentials_is_as_wide_as_its_words_up_to_33_cells() -> None:
    for words, least in (("x" * 10, 12), ("x" * 31, 33), ("x" * 50, 33)):
        columns, _ = destination_table(Overview((replace(STORE, credential=words),)), wide=True)
        assert [column.label for column in columns][3] == "Credential"
        assert columns[3].least == least


def test_long_names_of_destinations_take_room_from_their_credentials() -> None:
    rooms = {
        "Store": ((12, 33), (12, 33)),
        "東京" * 4: ((16, 33), (16, 31)),
        "x" * 24: ((24, 25), (24, 23)),
        "x" * 90: ((24, 25), (24, 23)),
    }
    for name, by_width in rooms.items():
        overview = Overview((replace(STORE, name=name, credential="x" * 50),))
        for wide, room in zip((True, False), by_width, strict=True):
            columns, _ = destination_table(overview, wide=wide)
            assert tuple(column.least for column in columns if column.label in {"Destination", "Credential"}) == room


def test_files_that_cannot_be_read_come_last() -> None:
    broken = SettingsError("Wrong.", where="/home/me/web shop.toml: line 3")
    _, rows = destination_table(Overview((STORE,), broken=(broken,)), wide=True)
    assert texts(rows[-1]) == ["web shop", "", "", "! file cannot be read", "", ""]
    columns, narrow = destination_table(Overview((STORE,), broken=(broken,)), wide=False)
    assert texts(narrow[-1]) == ["web shop", "", "! file cannot be read", ""]
    assert [column.label for column in columns] == ["Destination", "Source", "Credential", "Last run"]
    columns, none = destination_table(Overview(), wide=True)
    assert none == []
    assert [(column.label, column.right) for column in columns] == [
        ("Destination", False),
        ("Source", False),
        ("Event set", False),
        ("Credential", False),
        ("Accepted", True),
        ("Last run", False),
    ]


@pytest.mark.parametrize(
    ("run", "wide", "name", "state", "tone"),
    [
        (RUN, True, "✓ orders.csv → Store", "3,990 accepted, 7 refused, 3 rejected", Tone.QUIET),
        (RUN, False, "✓ orders.csv → Store", "3,990 accepted, 10 not", Tone.QUIET),
        (replace(RUN, refused=0), True, "✓ orders.csv → Store", "3,990 accepted, 3 rejected", Tone.QUIET),
        (replace(RUN, rejected=0), True, "✓ orders.csv → Store", "3,990 accepted, 7 refused", Tone.QUIET),
        (replace(RUN, held_back=2), True, HELD, "3,990 accepted, 2 held back, 7 refused, 3 rejected", Tone.WARNING),
        (replace(RUN, held_back=2), False, HELD, "3,990 accepted, 2 held back", Tone.WARNING),
        (replace(RUN, in_doubt=3), False, HELD, "3,990 accepted, 3 in doubt", Tone.WARNING),
        (replace(RUN, refused=0, rejected=0), True, "✓ orders.csv → Store", "3,990 accepted", Tone.QUIET),
        (replace(RUN, refused=0, rejected=0), False, "✓ orders.csv → Store", "3,990 accepted", Tone.QUIET),
        (
            replace(RUN, unfinished=True, state="stopped", events_done=1000),
            True,
            "↻ orders.csv → Store",
            "stopped at 1,000 of 4,000",
            Tone.WARNING,
        ),
        (
            replace(RUN, unfinished=True, state="unfinished", events_done=1000),
            False,
            "↻ orders.csv → Store",
            "unfinished at 25 %",
            Tone.WARNING,
        ),
        (replace(RUN, state="running", events_done=1000), False, "● orders.csv → Store", "running at 25 %", Tone.INFO),
        (
            replace(RUN, unfinished=True, state="failed", events_done=1039),
            False,
            "✗ orders.csv → Store",
            "failed at 25 %",
            Tone.ERROR,
        ),
        (
            replace(RUN, unfinished=True, state="failed", events_done=0, total=0),
            False,
            "✗ orders.csv → Store",
            "failed at 0 %",
            Tone.ERROR,
        ),
    ],
)
def test_a_run(run: RunFacts, wide: bool, name: str, state: str, tone: Tone) -> None:
    columns, (row,) = run_table(Overview(runs=(run,)), wide=wide)
    assert texts(row) == [name, state, "2 hours ago"]
    assert isinstance(row[1], Cell)
    assert row[1].tone is tone
    assert (columns[1].width or columns[1].least) == min(len(state), 33)


def test_a_home_without_a_destination_a_run_or_a_broken_file_is_empty() -> None:
    assert Overview().empty
    assert not Overview((STORE,)).empty
    assert not Overview(runs=(RUN,)).empty
    assert not Overview(broken=(SettingsError("Wrong."),)).empty


@pytest.mark.parametrize(
    ("due", "upcoming", "when"),
    [(False, NOW + timedelta(days=1), "due Wed 12:00"), (False, None, ""), (True, NOW, "! did not start")],
)
def test_a_sync_that_nothing_has_started_says_so(due: bool, upcoming: datetime | None, when: str) -> None:
    standing = Standing(NIGHTLY, None, upcoming, (), False)
    overview = Overview(syncs=(standing,), due=frozenset({NIGHTLY.id} if due else ()))
    columns, (row,) = sync_table(overview, NOW)
    assert texts(row) == [NIGHTLY.name, "○ has not run yet", when]
    assert [column.label for column in columns] == ["Sync", "State", "Next"]
    broken = SettingsError("Wrong.", where="/home/me/nightly.toml, line 3")
    _, rows = sync_table(replace(overview, broken_syncs=(broken,)), NOW)
    assert texts(rows[1]) == ["nightly", "! file cannot be read", ""]
    tones = [cell.tone for row in rows for cell in row[1:] if isinstance(cell, Cell)]
    assert tones == [Tone.QUIET, Tone.WARNING if due else Tone.QUIET, Tone.WARNING]
