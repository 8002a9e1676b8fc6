"""Every rule has a short title that tells it from the others."""

from __future__ import annotations

from syrupy.assertion import SnapshotAssertion

from tiktok_tui.events.rule_titles import TITLES, title_of
from tiktok_tui.events.rules import RULES, Rule, Severity


def test_every_rule_has_a_title_of_its_own_and_no_title_is_left_over() -> None:
    assert set(TITLES) == {rule.name for rule in RULES}
    assert len({title_of(rule) for rule in RULES}) == len(RULES)


def test_the_titles_say(snapshot: SnapshotAssertion) -> None:
    assert snapshot == TITLES


def test_titles_fit_the_list_of_problems() -> None:
    assert [title for title in TITLES.values() if len(title) > 33] == []


def test_a_rule_without_a_title_is_told_by_its_reason() -> None:
    rule = Rule("email.new", "email", Severity.REJECT, "{value} is new.", "Wait.")
    assert title_of(rule) == "The cell is new."
