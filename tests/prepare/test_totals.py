"""The counts of a check, as they are given to other programs."""

from __future__ import annotations

from dataclasses import replace

from tiktok_tui.prepare.totals import Totals

TOTALS = Totals(
    rows=9,
    left_out=1,
    rejected=3,
    warned=2,
    events=8,
    sendable=5,
    rejects_by_rule={"email.invalid": 2, "phone.unparseable": 1},
    warnings_by_rule={"phone.unparseable": 4, "value.missing": 1},
    ages=(5,),
    with_email=4,
    with_phone=3,
    with_both=2,
    seconds=1.23456,
)


def test_a_rule_that_rejects_some_rows_and_warns_of_others_counts_both() -> None:
    assert TOTALS.rules == {"email.invalid": 2, "phone.unparseable": 5, "value.missing": 1}
    assert list(TOTALS.rules) == ["email.invalid", "phone.unparseable", "value.missing"]
    assert replace(TOTALS, rejects_by_rule={}, warnings_by_rule={}).rules == {}


def test_the_counts_for_other_programs() -> None:
    assert TOTALS.counts("orders.csv") == {
        "file": "orders.csv",
        "rows": 9,
        "left_out": 1,
        "rejected": 3,
        "warned": 2,
        "events": 8,
        "sendable": 5,
        "rules": TOTALS.rules,
        "seconds": 1.235,
    }
