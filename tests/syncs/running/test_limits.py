"""Limits of an export, and what is unusual without them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tiktok_tui.mapping.model import Note
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.syncs.history.night import Night, NightState
from tiktok_tui.syncs.running.limits import broken_limits, new_columns, unusual
from tiktok_tui.syncs.settings.sync import Limits, Share

NOW = datetime(2026, 11, 27, 3, 15, tzinfo=UTC)


def totals(
    *, rows: int = 1000, rejected: int = 40, events: int = 980, left_out: int = 0, age: timedelta | None = timedelta(0)
) -> Totals:
    newest = None if age is None else int((NOW - age).timestamp())
    return Totals(rows, left_out, rejected, 0, events, events, {}, {}, (), 0, 0, 0, 0.0, newest)


@pytest.mark.parametrize(
    ("limits", "found", "reasons"),
    [
        (Limits(), totals(rejected=1000), ()),
        (Limits(Share(4)), totals(), ()),
        (Limits(Share(3.9)), totals(), ("40 of 1,000 rows are rejected (4 %); the limit is 3.9 %.",)),
        (
            Limits(Share(4)),
            totals(rows=100_000, rejected=4_040),
            ("4,040 of 100,000 rows are rejected (4.04 %); the limit is 4 %.",),
        ),
        (Limits(Share(4)), totals(left_out=100), ("40 of 900 rows are rejected (4.4 %); the limit is 4 %.",)),
        (Limits(40), totals(), ()),
        (
            Limits(39),
            replace(totals(), rejects_by_rule={"event.missing": 3, "timestamp.missing": 30, "value.negative": 7}),
            ("40 of 1,000 rows are rejected (4 %), mostly as “No time” (timestamp.missing); the limit is 39.",),
        ),
        (Limits(39), totals(), ("40 of 1,000 rows are rejected (4 %); the limit is 39.",)),
        (Limits(Share(0)), totals(rows=0, rejected=0, events=0), ()),
        (Limits(0), totals(rejected=0), ()),
        (Limits(0), totals(rows=1, rejected=1), ("1 of 1 row is rejected (100 %); the limit is 0.",)),
        (
            Limits(1500),
            totals(rows=9000, rejected=2000),
            ("2,000 of 9,000 rows are rejected (22.2 %); the limit is 1,500.",),
        ),
        (Limits(39), totals(rows=40, left_out=40), ()),
        (Limits(events=(980, 980)), totals(), ()),
        (Limits(events=(981, None)), totals(), ("The export has 980 events, fewer than 981.",)),
        (Limits(events=(None, 979)), totals(), ("The export has 980 events, more than 979.",)),
        (Limits(events=(2, None)), totals(events=1, rejected=0), ("The export has 1 event, fewer than 2.",)),
        (Limits(events=(1500, 2000)), totals(events=0), ("The export has 0 events, fewer than 1,500.",)),
        (Limits(events=(0, 1500)), totals(events=2000), ("The export has 2,000 events, more than 1,500.",)),
        (Limits(events=(0, None)), totals(events=0), ()),
        (Limits(older_than=timedelta(days=2)), totals(age=timedelta(days=2)), ()),
        (
            Limits(older_than=timedelta(days=2)),
            totals(age=timedelta(days=3, hours=5)),
            ("The newest conversion is 3 days old; the limit is 2 days.",),
        ),
        (
            Limits(older_than=timedelta(hours=36)),
            totals(age=timedelta(hours=37)),
            ("The newest conversion is 37 hours old; the limit is 36 hours.",),
        ),
        (Limits(older_than=timedelta(hours=1)), totals(age=timedelta(hours=1)), ()),
        (
            Limits(older_than=timedelta(hours=1)),
            totals(age=timedelta(minutes=119)),
            ("The newest conversion is 1 hour and 59 minutes old; the limit is 1 hour.",),
        ),
        (
            Limits(older_than=timedelta(days=2)),
            totals(age=timedelta(days=2, hours=5, minutes=1)),
            ("The newest conversion is 2 days and 5 hours old; the limit is 2 days.",),
        ),
        (
            Limits(older_than=timedelta(days=1)),
            totals(age=timedelta(hours=47, minutes=59)),
            ("The newest conversion is 47 hours old; the limit is 1 day.",),
        ),
        (
            Limits(older_than=timedelta(hours=36)),
            totals(age=timedelta(days=2)),
            ("The newest conversion is 2 days old; the limit is 36 hours.",),
        ),
        (Limits(older_than=timedelta(hours=1)), totals(age=None, events=0, rows=0, rejected=0), ()),
        (
            Limits(older_than=timedelta(hours=1)),
            totals(age=None),
            ("No conversion has a time that can be read, so nobody knows how old the export is.",),
        ),
        (
            Limits(0, (1, 2), timedelta(hours=1)),
            totals(age=timedelta(hours=2)),
            (
                "40 of 1,000 rows are rejected (4 %); the limit is 0.",
                "The export has 980 events, more than 2.",
                "The newest conversion is 2 hours old; the limit is 1 hour.",
            ),
        ),
    ],
)
def test_limits(limits: Limits, found: Totals, reasons: tuple[str, ...]) -> None:
    assert broken_limits(limits, found, NOW) == reasons


def nights(count: int, **values: object) -> list[Night]:
    usual = Night(1, NOW, state=NightState.SENT, rows=1000, events=980, rejected=40, newest=NOW - timedelta(hours=3))
    return [replace(usual, **values) for _ in range(count)]  # type: ignore[arg-type]  # named by the tests


@pytest.mark.parametrize(
    ("limits", "found", "before", "reasons"),
    [
        (Limits(), totals(), nights(3), ()),
        (Limits(), totals(events=2000), nights(2), ()),
        (Limits(), totals(events=1470), nights(3), ()),
        (Limits(), totals(events=1471), nights(3), ("Unusual: 1,471 events; the last 3 good runs had 980.",)),
        (Limits(), totals(events=654), nights(3), ()),
        (Limits(), totals(events=653), nights(3), ("Unusual: 653 events; the last 3 good runs had 980.",)),
        (
            Limits(),
            totals(events=0, age=None),
            nights(3, state=NightState.RELEASED),
            ("Unusual: 0 events; the last 3 good runs had 980.",),
        ),
        (Limits(events=(None, 5000)), totals(events=1471), nights(3), ()),
        (
            Limits(),
            totals(events=600),
            [*nights(12, events=1000), *nights(4, events=2000)],
            ("Unusual: 600 events; the last 10 good runs had 1,000 to 2,000.",),
        ),
        (Limits(), totals(events=600), [*nights(2), *nights(9, state=NightState.HELD)], ()),
        (
            Limits(),
            totals(rejected=71),
            nights(3),
            ("Unusual: 7.1 % of the rows are rejected; in the last 3 good runs it was at most 4 %.",),
        ),
        (Limits(Share(50)), totals(rejected=71), nights(3), ()),
        (Limits(), totals(rejected=70), nights(3), ()),
        (Limits(), totals(rejected=70), [*nights(5, rejected=1), *nights(1)], ()),
        (
            Limits(),
            totals(rejected=70, left_out=100),
            nights(3, left_out=200, rejected=32),
            ("Unusual: 7.8 % of the rows are rejected; in the last 3 good runs it was at most 4 %.",),
        ),
        (Limits(), totals(rejected=70, left_out=100), nights(3, left_out=200, rejected=40), ()),
        (Limits(), totals(rejected=10), nights(3, rows=0, rejected=0), ()),
        (
            Limits(),
            totals(rejected=11),
            nights(4, rows=0, rejected=0),
            ("Unusual: 1.1 % of the rows are rejected; in the last 4 good runs it was at most 0 %.",),
        ),
        (
            Limits(),
            totals(age=timedelta(hours=30)),
            nights(3, started=NOW - timedelta(days=7), newest=NOW - timedelta(days=7, hours=3)),
            ("Unusual: the newest conversion is 30 hours old; it was at most 3 hours.",),
        ),
        (Limits(older_than=timedelta(days=9)), totals(age=timedelta(hours=30)), nights(3), ()),
        (Limits(), totals(age=timedelta(hours=27)), nights(3), ()),
        (Limits(), totals(age=timedelta(hours=30)), nights(3, newest=None), ()),
        (Limits(), totals(age=None), nights(3), ()),
        (Limits(), totals(age=timedelta(hours=30)), [*nights(3), *nights(1, newest=NOW - timedelta(hours=6))], ()),
        (
            Limits(),
            totals(age=timedelta(days=3)),
            [*nights(3), *nights(1, newest=NOW - timedelta(days=2)), *nights(1, newest=None)],
            (),
        ),
        (
            Limits(),
            totals(age=timedelta(days=3, seconds=1)),
            [*nights(3), *nights(1, newest=NOW - timedelta(days=2))],
            ("Unusual: the newest conversion is 3 days old; it was at most 2 days.",),
        ),
        (
            Limits(),
            totals(events=0, rejected=500, age=timedelta(hours=26)),
            nights(3, newest=NOW - timedelta(hours=1)),
            (
                "Unusual: 0 events; the last 3 good runs had 980.",
                "Unusual: 50 % of the rows are rejected; in the last 3 good runs it was at most 4 %.",
                "Unusual: the newest conversion is 26 hours old; it was at most 1 hour.",
            ),
        ),
    ],
)
def test_unusual(limits: Limits, found: Totals, before: list[Night], reasons: tuple[str, ...]) -> None:
    assert unusual(limits, found, before, NOW) == reasons


def test_a_suggested_mapping_is_not_used_where_a_known_one_was() -> None:
    suggested = [Note("columns", "“mail” is e-mail.")]
    changed = ("The columns have changed: no mapping is known for them, and nobody has looked at the suggested one.",)
    for state in (NightState.SENT, NightState.RELEASED):
        before = [*nights(1, state=state), *nights(1, state=NightState.FAILED)]
        assert new_columns(suggested, before) == changed
        assert new_columns([], before) == ()
    assert new_columns(suggested, nights(3, state=NightState.HELD)) == ()
    assert new_columns(suggested, []) == ()
