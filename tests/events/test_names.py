"""Names of events: which are accepted, which may be custom, and the right one for a near miss."""

from __future__ import annotations

import re

import pytest

from tiktok_tui.events.names import ACCEPTED, CUSTOM_PATTERN, LEGACY, RESERVED, STANDARD, nearest


@pytest.mark.parametrize("name", ["a", "Z9_-", "x" * 50])
def test_a_custom_name_is(name: str) -> None:
    assert re.fullmatch(CUSTOM_PATTERN, name)


@pytest.mark.parametrize("name", ["", "x" * 51, "9lives", "_a", "-a", "a b", "a.b", "\u00e4", "a\n"])
def test_a_custom_name_is_not(name: str) -> None:
    assert not re.fullmatch(CUSTOM_PATTERN, name)


def test_reserved_names_lead_to_accepted_ones() -> None:
    assert set(RESERVED.values()) <= ACCEPTED
    assert not set(RESERVED) & ACCEPTED
    assert {name for name in LEGACY.values() if name} <= set(STANDARD)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("PURCHASE", "Purchase"),
        ("add_to_cart", "AddToCart"),
        ("StartCheckout", "InitiateCheckout"),
        ("xyz", None),
        ("cancelled", None),
    ],
)
def test_a_near_miss_leads_to_the_right_name(written: str, meant: str | None) -> None:
    assert nearest(written) == meant
