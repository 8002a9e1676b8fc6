"""Limits as a file and as options write them: what is read, what is written again, and each mistake."""

from __future__ import annotations

from datetime import timedelta

import pytest
import tomli_w

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.events.system.settings_text import SettingsText
from tiktok_tui.syncs.settings.limits_text import limits_table, parse_limits, parse_rejected, parse_span, span_words
from tiktok_tui.syncs.settings.sync import Limits, Share

LIMITS = "rejected = {}\nevents = {}\nolder_than = {}\n"


def read(text: str) -> Limits:
    file = SettingsText(f"[limits]\n{text}", "nightly.toml")
    table = file.parse()["limits"]
    assert isinstance(table, dict)
    return parse_limits(file, table)


@pytest.mark.parametrize(
    ("text", "span", "words"),
    [
        ("1 h", timedelta(hours=1), "1 hour"),
        ("1 hour", timedelta(hours=1), "1 hour"),
        ("36 hours", timedelta(hours=36), "36 hours"),
        ("9999h", timedelta(hours=9999), "9999 hours"),
        ("24 hours", timedelta(days=1), "1 day"),
        ("1 day", timedelta(days=1), "1 day"),
        (" 2 DAYS\n", timedelta(days=2), "2 days"),
        ("3d", timedelta(days=3), "3 days"),
        ("1 week", timedelta(days=7), "7 days"),
        ("2 weeks", timedelta(days=14), "14 days"),
    ],
)
def test_spans_of_time(text: str, span: timedelta, words: str) -> None:
    assert parse_span(text) == span
    assert span_words(span) == words
    assert parse_span(words) == span


@pytest.mark.parametrize(
    "text", ["", "soon", "0 days", "2", "days", "2 minutes", "2  days", "10000 hours", "-1 day", "1.5 days"]
)
def test_what_is_no_span_of_time(text: str) -> None:
    assert parse_span(text) is None


@pytest.mark.parametrize(
    ("value", "limit"),
    [
        (0, 0),
        (100, 100),
        ("100", 100),
        ("0", 0),
        ("5 %", Share(5)),
        (" 5% ", Share(5)),
        ("2.5 %", Share(2.5)),
        ("0 %", Share(0)),
        ("100 %", Share(100)),
        ("100.1 %", None),
        (-1, None),
        ("-1", None),
        ("٣", None),
        ("many", None),
        ("", None),
        (5.0, None),
        (True, None),
        (False, None),
        (["5 %"], None),
    ],
)
def test_the_most_rejected_rows(value: object, limit: Share | int | None) -> None:
    found = parse_rejected(value)
    assert (found, type(found)) == (limit, type(limit))


@pytest.mark.parametrize(
    ("limits", "table"),
    [
        (Limits(), {}),
        (Limits(0), {"rejected": 0}),
        (Limits(Share(2.5)), {"rejected": "2.5 %"}),
        (Limits(events=(500, None)), {"events": [500]}),
        (Limits(events=(0, 0)), {"events": [0, 0]}),
        (Limits(events=(500, 50_000)), {"events": [500, 50_000]}),
        (Limits(older_than=timedelta(hours=36)), {"older_than": "36 hours"}),
    ],
)
def test_what_is_written_is_read_again(limits: Limits, table: dict[str, object]) -> None:
    assert limits_table(limits) == table
    assert read(tomli_w.dumps(table)) == limits


def test_an_upper_limit_alone_is_written_from_nought() -> None:
    assert limits_table(Limits(events=(None, 9))) == {"events": [0, 9]}
    assert limits_table(Limits(events=(None, None))) == {"events": [0]}


NO_EVENTS = (
    "“events” must be the fewest and the most events that are usual.",
    "Write events = [500, 50_000]; [500] sets no upper limit.",
)


@pytest.mark.parametrize(
    ("rejected", "events", "older_than", "line", "says"),
    [
        (
            *('"many"', "[1]", '"1 day"', 2),
            (
                "“many” is no limit for rejected rows.",
                'Write a share, rejected = "5 %", or a number of rows, rejected = 100.',
            ),
        ),
        *(("1", events, '"1 day"', 3, NO_EVENTS) for events in ("5", "[]", "[1, 2, 3]", "[-1]", "[true]", '["5"]')),
        ("1", "[5, 4]", '"1 day"', 3, ("The fewest events are more than the most.", "Turn the two round.")),
        (
            *("1", "[4, 4]", '"0 days"', 4),
            ("“0 days” is no span of time.", 'Write older_than = "2 days", or "36 hours".'),
        ),
        (
            *("1", "[0]", "2", 4),
            (
                "“older_than” must be text in quotes, not a number.",
                "Put it in quotes: IDs are text, a number would lose digits.",
            ),
        ),
    ],
)
def test_each_mistake_has_its_line_and_what_to_write(
    rejected: str, events: str, older_than: str, line: int, says: tuple[str, str]
) -> None:
    with pytest.raises(SettingsError) as raised:
        read(LIMITS.format(rejected, events, older_than))
    assert (raised.value.what, raised.value.remedy) == says
    assert raised.value.where == f"nightly.toml, line {line}"
    assert raised.value.field == f"limits.{('', '', 'rejected', 'events', 'older_than')[line]}"


def test_a_key_that_is_not_known_is_named() -> None:
    with pytest.raises(SettingsError) as raised:
        read("rejected = 5\nolder = 3\n")
    assert (raised.value.where, raised.value.remedy) == ("nightly.toml, line 3", "Did you mean “older_than”?")
