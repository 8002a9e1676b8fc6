"""The table of rules holds together: names, fields, severities and masks."""

from __future__ import annotations

from pathlib import Path

from tiktok_tui.events.fields import FIELD
from tiktok_tui.events.rules import BIT, RULE, RULES, Severity, rules_in, rules_of

REFERENCE = (Path(__file__).parents[2] / "docs" / "reference.md").read_text("utf-8")
DOES = {
    Severity.REJECT: "not sent",
    Severity.WARNING: "sent, with a warning",
    Severity.EITHER: "not sent, unless another identifier is good",
}


def test_the_reference_says_of_each_rule_what_the_table_says() -> None:
    for rule in RULES:
        assert f"| `{rule.name}` | {DOES[rule.severity]} | {rule.reason} | {rule.remedy} |\n" in REFERENCE, rule.name


def test_names_are_unique_and_belong_to_fields() -> None:
    assert len(RULE) == len(RULES)
    for rule in RULES:
        assert rule.field == "" or rule.field in FIELD
        assert rule.name.startswith(f"{rule.field}.") or not rule.field
        assert rule.reason.endswith(".")
        assert rule.remedy.endswith(".")


def test_the_place_is_the_bit_so_that_old_ledgers_can_be_read() -> None:
    assert [BIT[name] for name in ("file.broken_line", "event.missing", "timestamp.unknown_zone")] == [1, 2, 1 << 51]
    assert rules_in(BIT["event.missing"] | BIT["value.missing"]) == (RULE["event.missing"], RULE["value.missing"])


def test_a_reason_names_the_value_or_any_cell() -> None:
    rule = RULE["email.invalid"]
    assert rule.reason_for("bob") == "“bob” is not an e-mail address."
    assert rule.reason_for() == "The cell is not an e-mail address."


def test_rules_of_a_field() -> None:
    assert {rule.name for rule in rules_of("ip")} == {"ip.private", "ip.invalid"}
