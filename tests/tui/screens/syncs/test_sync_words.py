"""Syncs and their nights in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from textual.content import Content

from tests.support.coloured import coloured
from tests.support.setups import NOW
from tests.support.sync_pages import NIGHTLY
from tiktok_tui.events.errors import AppError
from tiktok_tui.syncs.history.holds import Hold
from tiktok_tui.syncs.history.night import Night, NightState
from tiktok_tui.syncs.history.result import SyncResult
from tiktok_tui.syncs.settings.schedule import Kind, Schedule
from tiktok_tui.syncs.settings.sync import ConnectionSource, Limits, PathSource, Share, Sync, SyncSource
from tiktok_tui.syncs.standing import Standing
from tiktok_tui.tui.screens.syncs.loaded_sync import LoadedSync
from tiktok_tui.tui.screens.syncs.sync_words import (
    NIGHTS,
    change,
    ended_words,
    facts_of,
    held_words,
    limits_words,
    next_of,
    night_cells,
    source_words,
    state_of,
)
from tiktok_tui.tui.widgets.sparkline import sparkline
from tiktok_tui.tui.widgets.table.rows import Cell
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.uploads.run import Status, Tally
from tiktok_tui.uploads.summary import Summary

NIGHT = Night(1, NOW, NOW, NightState.SENT, "", events=1_000, accepted=990, rejected=10)
NIGHTLY_PATH = "/srv/exports/orders-*.csv"
HELD = Hold(2, "{}", "orders.csv", None, "", NOW, "", 5, ("Too few events.",))


@pytest.mark.parametrize(
    ("night", "held", "running", "words", "tone"),
    [
        (None, (), False, "○ has not run yet", Tone.QUIET),
        (NIGHT, (), False, "✓ 990 accepted, 10 not accepted", Tone.QUIET),
        (replace(NIGHT, rejected=0), (), False, "✓ 990 accepted", Tone.QUIET),
        (replace(NIGHT, accepted=1_200, refused=1_000), (), False, "✓ 1,200 accepted, 1,010 not accepted", Tone.QUIET),
        (replace(NIGHT, state=NightState.RELEASED), (), False, "✓ 990 accepted, 10 not accepted", Tone.QUIET),
        (NIGHT, (HELD,), False, "! held: Too few events.", Tone.WARNING),
        (
            NIGHT,
            (HELD, replace(HELD, reasons=("Too old.", "Too many."))),
            False,
            "! held: Too old. Too many.",
            Tone.WARNING,
        ),
        (NIGHT, (HELD,), True, "● running now", Tone.INFO),
        (None, (), True, "● running now", Tone.INFO),
        (Night(1, NOW, reason="No answer."), (), False, "✗ failed: No answer.", Tone.ERROR),
        (Night(1, NOW, NOW, NightState.NOTHING, "Empty."), (), False, "· nothing to send", Tone.QUIET),
        (replace(NIGHT, state=NightState.HELD, reason="Few."), (), False, "! held", Tone.WARNING),
        (replace(NIGHT, state=NightState.DROPPED, reason="Few."), (), False, "· given up", Tone.QUIET),
    ],
)
def test_the_state_is_what_needs_a_person_else_the_last_result(
    night: Night | None, held: tuple[Hold, ...], running: bool, words: str, tone: Tone
) -> None:
    assert state_of(Standing(NIGHTLY, night, None, held, running)) == Cell(words, tone)


def test_what_is_held_is_said_with_its_file_and_reason() -> None:
    other = replace(HELD, label="more.csv", reasons=("Too old.", "Too many."))
    assert held_words(Standing(NIGHTLY, None, None, (HELD, other), False)) == (
        "Held, nothing of it was sent. orders.csv: Too few events.  more.csv: Too old. Too many."
    )


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (PathSource("/srv/orders-*.csv"), "/srv/orders-*.csv"),
        (ConnectionSource("shop", table="orders"), "shop: orders"),
        (ConnectionSource("shop", query=Path("/srv/orders.sql")), "shop: orders.sql"),
        (ConnectionSource("shop", sql="SELECT 1"), "shop: SELECT 1"),
    ],
)
def test_the_source_is_named(source: SyncSource, words: str) -> None:
    assert source_words(replace(NIGHTLY, source=source)) == words


WEEKDAY = replace(NIGHTLY, schedule=Schedule(Kind.DAILY, time(3, 15)))
WATCHED = replace(NIGHTLY, schedule=Schedule(Kind.WATCH))


@pytest.mark.parametrize(
    ("sync", "scheduled", "upcoming", "when"),
    [
        (replace(NIGHTLY, schedule=None), False, None, ("only when you run it", "")),
        (WEEKDAY, True, NOW + timedelta(hours=15), ("every day at 03:15, next Wed 03:00", "")),
        (WATCHED, True, None, ("whenever a file appears", "")),
        (
            *(WEEKDAY, False, NOW + timedelta(hours=15)),
            ("every day at 03:15", "  ! nothing starts it yet: t  lets this machine do it"),
        ),
    ],
)
def test_a_sync_is_told_in_its_facts(
    sync: Sync, scheduled: bool, upcoming: datetime | None, when: tuple[str, str]
) -> None:
    sync = replace(sync, limits=Limits(1_000))
    before = LoadedSync(Standing(sync, None, upcoming, (), False), (), "Shop", scheduled=scheduled)
    always = [
        ("To", "Shop"),
        ("From", NIGHTLY_PATH),
        ("When", Content("".join(when))),
        ("Held back", "if more than 1,000 rows are rejected"),
    ]
    assert facts_of(before, NOW) == always
    assert coloured(dict(facts_of(before, NOW))["When"]) == [(text, "$warning") for text in when[1:] if text]
    nights = tuple(replace(NIGHT, started=NOW - timedelta(days=45 - day), accepted=day, refused=1) for day in range(45))
    for schedule, still in (
        (None, ("only when you run it", "  ! this machine still starts it: `tiktok-tui sync unschedule nightly`")),
        (WEEKDAY.schedule, ("every day at 03:15", "  ! this machine starts it at older times: t  renews them")),
    ):
        standing = replace(before.standing, sync=replace(sync, schedule=schedule))
        facts = dict(facts_of(replace(before, standing=standing, scheduled=False, stale=True), NOW))
        assert (str(facts["When"]), coloured(facts["When"])) == ("".join(still), [(still[1], "$warning")])
    after = replace(before, nights=nights)
    *same, last, accepted, rejected = facts_of(after, NOW)
    assert same == always
    assert last == ("Last run", "1 day ago")
    bars = sparkline([float(day) for day in range(5, 45)])
    assert accepted == ("Accepted", Content(f"{bars}  44, usually 24"))
    assert rejected == ("Rejected", Content(f"{'█' * 40}  11, usually 11"))
    assert coloured(accepted[1]) + coloured(rejected[1]) == [(bars, "$accent"), ("█" * 40, "$error")]


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
        (replace(NIGHT, events=3_500), "+2,500 events (+250 %)"),
        (replace(NIGHT, events=1_001), "+1 event (+0 %)"),
        (replace(NIGHT, events=500, notes=("Half of the usual.",)), "Half of the usual."),
        (replace(NIGHT, state=NightState.HELD, reason="Too few events."), "Too few events."),
        (replace(NIGHT, events=500, reason="Released by hand."), "Released by hand."),
    ],
)
def test_a_night_says_what_is_unlike_the_one_before(night: Night, words: str) -> None:
    assert change(night, NIGHT) == words
    assert change(NIGHT, None) == change(NIGHT, replace(NIGHT, events=0)) == ""


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(), "never: it has no limits"),
        (Limits(Share(5)), "if more than 5 % of the rows are rejected"),
        (Limits(1_000), "if more than 1,000 rows are rejected"),
        (Limits(None, (None, 5_000)), "if there are more than 5,000 events"),
        (Limits(None, (1_500, None)), "if there are fewer than 1,500 events"),
        (
            Limits(Share(2.5), (1, 5_000), timedelta(hours=36)),
            "if more than 2.5 % of the rows are rejected, or there are fewer than 1 event, "
            "or there are more than 5,000 events, or the newest is older than 36 hours",
        ),
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
        (NIGHT, [Cell("✓ sent", Tone.DONE), "990", Cell("10", Tone.ERROR), Cell("")]),
        (
            replace(NIGHT, rejected=0, accepted=1_000, events=1_500),
            [Cell("✓ sent", Tone.DONE), "1,000", Cell("–", Tone.QUIET), Cell("+500 events (+50 %)")],
        ),
        (
            replace(NIGHT, accepted=0, refused=1_500),
            [Cell("✓ sent", Tone.DONE), "0", Cell("1,510", Tone.ERROR), Cell("")],
        ),
        (
            replace(NIGHT, state=NightState.FAILED, reason="No answer.", rejected=0),
            [Cell("✗ failed", Tone.ERROR), "990", Cell("–", Tone.QUIET), Cell("No answer.", Tone.WARNING)],
        ),
        (
            replace(NIGHT, state=NightState.HELD, accepted=0, reason="Few."),
            [Cell("! held", Tone.WARNING), "–", Cell("10", Tone.ERROR), Cell("Few.", Tone.WARNING)],
        ),
        (
            replace(NIGHT, state=NightState.RELEASED, notes=("Few.", "Old.")),
            [Cell("✓ sent after all", Tone.DONE), "990", Cell("10", Tone.ERROR), Cell("Few. Old.")],
        ),
        (
            replace(NIGHT, state=NightState.DROPPED, accepted=0, rejected=0, reason="Few."),
            [Cell("· given up", Tone.QUIET), "–", Cell("–", Tone.QUIET), Cell("Few.")],
        ),
        (
            replace(NIGHT, state=NightState.NOTHING, accepted=0, rejected=0),
            [Cell("· nothing to send", Tone.QUIET), "–", Cell("–", Tone.QUIET), Cell("")],
        ),
    ],
)
def test_a_night_in_a_line(night: Night, cells: list[str | Cell]) -> None:
    started = Cell(f"{night.started.astimezone():%Y-%m-%d %H:%M}", Tone.QUIET)
    assert night_cells(night, NIGHT) == [started, *cells]
    assert [(column.label, column.right) for column in NIGHTS] == [
        *(("Started", False), ("Result", False), ("Accepted", True), ("Rejected", True), ("Remarks", False))
    ]


def test_each_end_is_said_as_grave_as_it_is() -> None:
    failed, held = Night(1, NOW, reason="No answer."), replace(NIGHT, state=NightState.HELD, reason="Few.")
    summary = Summary("r1", Status.DONE, 1_000, Tally(accepted=1_000, uncertain=3))
    results = [
        SyncResult(NIGHTLY, replace(NIGHT, rejected=0)),
        SyncResult(NIGHTLY, NIGHT),
        SyncResult(NIGHTLY, replace(NIGHT, rejected=0), summary=summary),
        SyncResult(NIGHTLY, held),
        *(SyncResult(NIGHTLY, night, error=AppError("No answer.", remedy="Try again.")) for night in (failed, held)),
        SyncResult(NIGHTLY, replace(NIGHT, state=NightState.NOTHING, rejected=0)),
    ]
    assert list(ended_words(results)) == [
        ("990 events accepted.", Tone.DONE, ""),
        ("990 events accepted, 10 rows rejected.", Tone.WARNING, ""),
        ("990 events accepted.", Tone.WARNING, ""),
        ("Failed: No answer.", Tone.ERROR, "Try again."),
        ("Nothing was sent, and it is still held: No answer.", Tone.ERROR, "Try again."),
        ("There is nothing to send.", Tone.DONE, ""),
    ]
