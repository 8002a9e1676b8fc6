"""Syncs and their nights in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.setups import NOW
from tests.support.sync_pages import NIGHTLY
from tiktok_tui.syncs.holds import Hold
from tiktok_tui.syncs.night import Night, NightState
from tiktok_tui.syncs.standing import Standing
from tiktok_tui.syncs.sync import Limits, Share
from tiktok_tui.tui.screens.syncs.loaded_sync import LoadedSync
from tiktok_tui.tui.screens.syncs.sync_words import change, facts_of, limits_words, next_of, night_cells, state_of
from tiktok_tui.tui.widgets.table.rows import Cell

NIGHT = Night(1, NOW, NOW, NightState.SENT, "", events=1_000, accepted=990, rejected=10)
HELD = Hold(2, "{}", "orders.csv", None, "", NOW, "", 5, ("Too few events.",))


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing(NIGHTLY, None, None, (), False), "○ has not run yet"),
        (Standing(NIGHTLY, NIGHT, None, (), False), "✓ 990 accepted, 10 not accepted"),
        (Standing(NIGHTLY, replace(NIGHT, rejected=0), None, (), False), "✓ 990 accepted"),
        (Standing(NIGHTLY, NIGHT, None, (HELD,), False), "! held: Too few events."),
        (Standing(NIGHTLY, NIGHT, None, (HELD,), True), "● running now"),
        (Standing(NIGHTLY, Night(1, NOW, reason="No answer."), None, (), False), "✗ failed: No answer."),
        (Standing(NIGHTLY, Night(1, NOW, NOW, NightState.NOTHING, ""), None, (), False), "· nothing to send"),
    ],
)
def test_the_state_is_what_needs_a_person_else_the_last_result(standing: Standing, words: str) -> None:
    assert state_of(standing).text == words


@pytest.mark.parametrize(
    ("running", "again"), [(False, ", failed: r  tries it again, else its next run does"), (True, "")]
)
def test_a_night_that_failed_says_how_it_is_tried_again(running: bool, again: str) -> None:
    night = Night(1, NOW - timedelta(hours=2), reason="No answer.")
    standing = Standing(NIGHTLY, night, None, (), running)
    assert ("Last run", f"2 hours ago{again}") in facts_of(LoadedSync(standing, (night,), "Shop", scheduled=True), NOW)


@pytest.mark.parametrize("state", NightState)
def test_every_result_has_words(state: NightState) -> None:
    assert state_of(Standing(NIGHTLY, replace(NIGHT, state=state), None, (), False)).text


@pytest.mark.parametrize(
    ("night", "words"),
    [
        (NIGHT, ""),
        (replace(NIGHT, events=1_500), "+500 events (+50 %)"),
        (replace(NIGHT, events=500), "-500 events (-50 %)"),
        (replace(NIGHT, events=500, notes=("Half of the usual.",)), "Half of the usual."),
        (replace(NIGHT, state=NightState.HELD, reason="Too few events."), "Too few events."),
        (replace(NIGHT, events=500, reason="Released by hand."), "Released by hand."),
    ],
)
def test_a_night_says_what_is_unlike_the_one_before(night: Night, words: str) -> None:
    assert change(night, NIGHT) == words
    assert change(NIGHT, None) == ""


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(), "never: it has no limits"),
        (Limits(Share(5)), "if more than 5 % of the rows are rejected"),
        (Limits(1_000), "if more than 1,000 rows are rejected"),
        (Limits(None, (None, 5_000)), "if there are more than 5,000 events"),
        (
            Limits(None, (500, None), timedelta(days=2)),
            "if there are fewer than 500 events, or the newest is older than 2 days",
        ),
    ],
)
def test_limits_are_a_sentence(limits: Limits, words: str) -> None:
    assert limits_words(limits) == words


def test_what_is_usual_is_said_from_the_third_night_on() -> None:
    nights = tuple(replace(NIGHT, accepted=count) for count in (10, 1_200, 20))
    standing = Standing(NIGHTLY, nights[-1], None, (), False)

    def accepted(count: int) -> str:
        facts = dict(facts_of(LoadedSync(standing, nights[:count], "Shop", scheduled=True), NOW))
        return str(facts["Accepted"]).split("  ", 1)[1]

    assert [accepted(count) for count in (1, 2, 3)] == ["10", "1,200", "20, usually 20"]


def test_the_next_time_has_a_date_once_the_weekday_does_not_say_it() -> None:
    assert next_of(NOW + timedelta(days=1), NOW) == "Wed 12:00"
    assert next_of(NOW + timedelta(days=6) - timedelta(minutes=1), NOW) == "Mon 11:59"
    assert next_of(NOW + timedelta(days=6), NOW) == "06 Jul 12:00"
    assert next_of(NOW + timedelta(days=8), NOW) == "08 Jul 12:00"
    assert next_of(None, NOW) == ""


@pytest.mark.parametrize(
    ("night", "cells"),
    [
        (NIGHT, ["✓ sent", "990", "10", ""]),
        (replace(NIGHT, rejected=0, accepted=1_000), ["✓ sent", "1,000", "–", ""]),
        (
            replace(NIGHT, state=NightState.FAILED, reason="No answer.", rejected=0),
            ["✗ failed", "990", "–", "No answer."],
        ),
        (replace(NIGHT, state=NightState.HELD, accepted=0, reason="Few."), ["! held", "–", "10", "Few."]),
    ],
)
def test_a_night_in_a_line(night: Night, cells: list[str]) -> None:
    found = [cell.text if isinstance(cell, Cell) else cell for cell in night_cells(night, None)]
    assert found[1:] == cells
