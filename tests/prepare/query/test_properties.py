"""Names of events: TikTok's own, those of one's own for the web, and those that only look like one or the other."""

from __future__ import annotations

import pytest

from tests.prepare.conftest import Check
from tiktok_tui.events.destination import EventSource
from tiktok_tui.events.names import ACCEPTED, RESERVED
from tiktok_tui.events.rules import Severity
from tiktok_tui.prepare.prepared import Prepared

HEADER = ("event", "timestamp", "email", "page_url")


NAMES = {
    "Purchase": (None, None),
    "purchase": ("event.unknown", "event.unknown"),
    "PURCHASE": ("event.unknown", "event.unknown"),
    "BoughtTwice": ("event.unknown", None),
    "x" * 50: ("event.unknown", None),
    "x" * 51: ("event.unknown", "event.bad_custom_name"),
    "": ("event.missing", "event.missing"),
    **dict.fromkeys(RESERVED, ("event.unknown", "event.bad_custom_name")),
    **dict.fromkeys(ACCEPTED, (None, None)),
}
"""Names, each with the rule that it breaks offline and that on the web."""


def rejected(prepared: Prepared) -> dict[int, str]:
    """The rule of each rejected row; fails if one breaks several."""
    problems = [problem for problem in prepared.problems(limit=1000) if problem.severity is Severity.REJECT]
    assert len({problem.row for problem in problems}) == len(problems)
    return {problem.row: problem.rule.name for problem in problems}


@pytest.mark.parametrize("source", EventSource)
def test_a_name_is_tiktok_s_or_a_good_custom_one(check: Check, source: EventSource) -> None:
    prepared = check(HEADER, *((name, "2026-11-20", "a@b.cd", "https://x.yz/") for name in NAMES), event_source=source)
    broken = dict.fromkeys(range(2, len(NAMES) + 2)) | rejected(prepared)
    place = 0 if source is EventSource.OFFLINE else 1
    assert dict(zip(NAMES, broken.values(), strict=True)) == {name: rules[place] for name, rules in NAMES.items()}
    assert prepared.totals.sendable == list(broken.values()).count(None)


def test_a_web_event_needs_the_address_of_its_page(check: Check) -> None:
    rows = [("Lead", "2026-11-20", "a@b.cd", address) for address in ("", "x.yz")]
    prepared = check(HEADER, *rows, event_source=EventSource.WEB)
    assert rejected(prepared) == {2: "page_url.missing", 3: "page_url.invalid"}
    assert prepared.totals.sendable == 0


def test_a_payment_without_a_value_is_warned_of(check: Check) -> None:
    names = ("Purchase", "CompletePayment", "Lead")
    prepared = check(HEADER, *((name, "2026-11-20", "a@b.cd", "") for name in names))
    warned = [(problem.row, problem.rule.name) for problem in prepared.problems()]
    assert warned == [(2, "value.missing"), (3, "value.missing")]
    assert prepared.totals.warnings_by_rule == {"value.missing": 2}
    assert prepared.totals.sendable == 3


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (EventSource.OFFLINE, [["event_set_id.mangled"], ["event_set_id.unusual"], []]),
        (EventSource.WEB, [["event_set_id.mangled"], [], []]),  # a pixel has a code
    ],
)
def test_an_event_set_is_judged_once_and_as_its_source_asks(
    check: Check, source: EventSource, said: list[list[str]]
) -> None:
    sets = ("1.23E+18", "C4SHOP", "7654321098765432109")
    rows = [("Lead", "2026-11-20", "a@b.cd", "https://x.yz/", event_set) for event_set in sets]
    prepared = check((*HEADER, "event_set_id"), *rows, event_source=source)
    broken: dict[int, list[str]] = {2: [], 3: [], 4: []}
    for problem in prepared.problems():
        broken[problem.row].append(problem.rule.name)
    assert [*broken.values()] == said


@pytest.mark.parametrize("limited", [True, False])
def test_limited_data_use_is_sent_only_where_it_is_set(check: Check, limited: bool) -> None:
    row = ("Purchase", "2026-11-20", "a@b.cd", "https://x.yz/")
    ((event,),) = check(HEADER, row, event_source=EventSource.WEB, limited_data_use=limited).events()
    assert (b'"limited_data_use":true' in event.body) is limited


@pytest.mark.parametrize("wanted", [True, False])
def test_the_channel_is_sent_only_where_it_is_wanted(check: Check, wanted: bool) -> None:
    row = ("Purchase", "2026-11-20", "a@b.cd", "in_store")
    header = (*HEADER[:3], "event_channel")
    ((event,),) = check(header, row, send_event_channel=wanted).events()
    assert (b"in_store" in event.body) is wanted
