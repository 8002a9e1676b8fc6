"""The state of each field under a mapping."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.setups import SHOP
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.tui.screens.mapping.field_lines import FieldLine, field_lines
from tiktok_tui.tui.widgets.tone import Tone


def lines(*fields: str, rules: dict[str, int] | None = None) -> dict[str, FieldLine]:
    mapping = Mapping({name: FieldSource(columns=(name,)) for name in fields})
    found = field_lines(mapping, replace(SHOP, fixed_event=""), rules or {}, list(fields))
    return {line.field.name: line for line in found}


def test_of_email_and_phone_both_are_needed_until_one_is_there() -> None:
    assert {name for name, line in lines().items() if line.trouble == "needed"} == {
        "event",
        "timestamp",
        "email",
        "phone",
    }
    assert "needed" not in {lines("email")["phone"].trouble, lines("phone")["email"].trouble}


@pytest.mark.parametrize(
    ("count", "words"), [(0, ""), (99_999, "99,999"), (100_000, "100k"), (999_999, "999k"), (2_500_000, "2.5M")]
)
def test_rows_with_problems_are_counted_at_their_field_in_six_characters(count: int, words: str) -> None:
    line = lines("value", rules={"value.unreadable": count})["value"]
    assert (line.trouble, line.tone) == (words, Tone.WARNING if count else Tone.DONE)


def test_a_web_field_is_listed_last_as_unused_for_an_offline_destination() -> None:
    found = list(lines("agent", "email").values())
    assert (found[-1].field.name, found[-1].trouble) == ("agent", "unused")


def test_every_word_must_be_somewhere_in_the_line() -> None:
    line = lines("value")["value"]
    assert line.matches(["val"])
    assert line.matches([])
    assert not line.matches(["val", "zebra"])
