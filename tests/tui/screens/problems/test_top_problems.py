"""The commonest problems in words, and those that have no line."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest
from textual.events import Click

from tests.support.coloured import coloured
from tiktok_tui.events.rule_titles import title_of
from tiktok_tui.events.rules import RULE
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.tui.screens.problems.problem_rows import BrokenRule, broken_rules
from tiktok_tui.tui.screens.problems.top_problems import TopProblems

NONE = Totals(20, 0, 0, 0, 20, 20, {}, {}, (), 0, 0, 0, 0.0)
REJECTS = {"email.invalid": 3, "event.unknown": 1200, "event.missing": 3, "value.negative": 1}
WARNINGS = {"phone.unparseable": 2, "value.missing": 9}


def shown(totals: Totals | None, *, warnings: bool = True) -> TopProblems:
    widget = TopProblems(warnings=warnings)
    widget.set_reactive(TopProblems.totals, totals)
    return widget


def test_rejects_come_before_warnings_and_the_commonest_first() -> None:
    found = broken_rules(replace(NONE, rejects_by_rule=REJECTS, warnings_by_rule=WARNINGS))
    assert [(each.rule.name, each.count) for each in found] == [
        *(("event.unknown", 1200), ("email.invalid", 3), ("event.missing", 3), ("value.negative", 1)),
        *(("value.missing", 9), ("phone.unparseable", 2)),
    ]


@pytest.mark.parametrize(
    ("rejects", "warnings", "with_warnings", "more"),
    [
        (4, 2, True, "and 1 more reason, 2 warnings"),
        (4, 2, False, "and 1 more reason"),
        (3, 2, True, "and 2 more warnings"),
        (3, 1, True, "and 1 more warning"),
        (3, 0, True, ""),
        (1, 2, True, ""),
    ],
)
def test_the_problems_without_a_line_are_counted(rejects: int, warnings: int, with_warnings: bool, more: str) -> None:
    totals = replace(
        NONE,
        rejects_by_rule=dict(list(REJECTS.items())[:rejects]),
        warnings_by_rule=dict(list(WARNINGS.items())[:warnings]),
    )
    assert shown(totals, warnings=with_warnings).more == more


def test_a_line_says_how_many_rows_and_why() -> None:
    totals = replace(
        NONE, left_out=1500, rejects_by_rule={"event.unknown": 1200}, warnings_by_rule={"value.missing": 9}
    )
    assert shown(totals).render().plain.splitlines() == [
        f"   1,200 ✗ {title_of(RULE['event.unknown'])}",
        f"       9 ! {title_of(RULE['value.missing'])}",
        "   1,500 · rows left out by the filter",
    ]
    assert shown(totals, warnings=False).render().plain.splitlines() == [
        f"   1,200 ✗ {title_of(RULE['event.unknown'])}",
    ]
    assert len(shown(replace(totals, rejects_by_rule=REJECTS)).render().plain.splitlines()) == 3


def test_nothing_wrong_is_said_so() -> None:
    assert shown(NONE).render().plain == "✓ Nothing is wrong with these rows."
    assert coloured(shown(replace(NONE, left_out=5)).render()) == [
        ("✓ Nothing is wrong with these rows.", "$accent"),
        ("       5 · rows left out by the filter", "$foreground-muted"),
    ]
    assert shown(replace(NONE, rows=0)).render().plain == "There are no rows."
    assert shown(NONE, warnings=False).render().plain == ""
    assert shown(None).render().plain == ""
    assert shown(None).more == ""


def test_only_values_of_a_list_of_tiktoks_can_be_mapped() -> None:
    broken = {
        name: BrokenRule(RULE[name], RULE[name].severity, 1)
        for name in ("event.unknown", "event.missing", "email.invalid")
    }
    assert {name: each.has_value_map for name, each in broken.items()} == {
        "event.unknown": True,
        "event.missing": False,
        "email.invalid": False,
    }
    assert "{value}" in RULE["email.invalid"].reason


def test_a_click_names_the_rule_of_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    clicked: list[object] = []
    monkeypatch.setattr(TopProblems, "post_message", lambda _, message: clicked.append(message.rule))
    widget = shown(replace(NONE, left_out=5, rejects_by_rule=REJECTS, warnings_by_rule=WARNINGS))
    few = shown(replace(NONE, left_out=5, warnings_by_rule={"value.missing": 9}))
    for each, lines in ((widget, (-1, 0, 2, 3)), (few, (0, 1)), (shown(None), (0,))):
        for line in lines:
            each.on_click(cast("Click", SimpleNamespace(y=line)))
    assert clicked == ["event.unknown", "event.missing", "value.missing"]


@pytest.mark.parametrize(("most", "more"), [(3, "and 1 more reason, 2 warnings"), (5, "and 1 more warning"), (6, "")])
def test_there_are_as_many_lines_as_there_is_room(most: int, more: str) -> None:
    widget = shown(replace(NONE, left_out=5, rejects_by_rule=REJECTS, warnings_by_rule=WARNINGS))
    widget.set_reactive(TopProblems.most, most)
    assert len(widget.render().plain.splitlines()) == most
    assert widget.more == more
    counts = [*((f"{count:>8,} ✗ ", "bold $error") for count in (1200, 3, 3, 1)), ("       9 ! ", "bold $warning")]
    assert coloured(widget.render())[:5] == counts[:most]


def test_what_the_filter_leaves_out_is_said_where_there_is_room() -> None:
    assert shown(replace(NONE, left_out=5)).render().plain.splitlines() == [
        "✓ Nothing is wrong with these rows.",
        "       5 · rows left out by the filter",
    ]
