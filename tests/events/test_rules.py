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
    about_the_row = {rule.name for rule in RULES if not rule.field}
    assert about_the_row == {"file.broken_line", "identity.missing", "group.item_rejected", "tiktok.refused"}
    for rule in RULES:
        assert rule.field == "" or rule.field in FIELD
        assert rule.name.startswith(f"{rule.field}.") or not rule.field
        assert rule.reason.endswith(".")
        assert rule.remedy.endswith(".")


IN_ORDER = """
file.broken_line event.missing event.unknown event.bad_custom_name event_id.mangled event_id.duplicate event_id.long
timestamp.missing timestamp.unreadable timestamp.ambiguous timestamp.too_old timestamp.in_future identity.missing
email.invalid email.wrong_hash email.hash_case phone.unparseable phone.no_country phone.wrong_hash phone.hash_case
phone.unknown_country external_id.mangled external_id.wrong_hash external_id.hash_case value.unreadable value.negative
value.missing currency.missing currency.unsupported price.unreadable price.negative quantity.unreadable
quantity.negative contents.unreadable group.item_rejected content_type.unknown page_url.missing page_url.invalid
referrer_url.invalid ip.private ip.invalid tiktok_click_id.missing_in_url locale.invalid event_channel.unknown
event_set_id.missing event_set_id.mangled event_set_id.unusual order_id.mangled shop_id.mangled content_id.mangled
tiktok.refused timestamp.unknown_zone value.ambiguous price.ambiguous currency.unclear currency.disagrees
value.no_currency email.marks order_id.refunded
"""


def test_the_place_is_the_bit_so_that_old_ledgers_can_be_read() -> None:
    """A new rule goes to the end of this list, and nothing else in it ever changes."""
    assert [rule.name for rule in RULES] == IN_ORDER.split()
    assert list(BIT.values()) == [1 << place for place in range(len(RULES))]
    assert list(BIT) == IN_ORDER.split()
    assert BIT["order_id.refunded"] < 1 << 63
    assert rules_in(BIT["event.missing"] | BIT["value.missing"]) == (RULE["event.missing"], RULE["value.missing"])
    assert rules_in(sum(BIT.values())) == RULES
    assert rules_in(0) == ()


def test_a_reason_names_the_value_or_any_cell() -> None:
    rule = RULE["email.invalid"]
    assert rule.reason_for("bob") == "“bob” is not an e-mail address."
    assert rule.reason_for() == "The cell is not an e-mail address."
    assert RULE["event.missing"].reason_for("bob") == "There is no event name."
    assert rule.reason_for("{value}") == "“{value}” is not an e-mail address."


def test_rules_of_a_field() -> None:
    assert [rule.name for rule in rules_of("ip")] == ["ip.private", "ip.invalid"]
    assert rules_of("locale") == (RULE["locale.invalid"],)
    assert [rule.name for rule in rules_of("event")] == ["event.missing", "event.unknown", "event.bad_custom_name"]
    assert rules_of("event_source") == ()
