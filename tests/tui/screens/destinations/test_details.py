"""The settings of a destination as lines beside the list."""

from __future__ import annotations

from dataclasses import replace

from tests.support.setups import SHOP
from tiktok_tui.tui.screens.destinations.details import details_of

REAL = replace(SHOP, advertiser_id="7123456789012345678", sandbox=False, event_set_name="Tills", event_set_id="72")


def test_what_is_sent_to_tiktok_is_shown_there_and_what_is_tried_is_not() -> None:
    labels = [[label for label, _ in details_of(each)] for each in (REAL, replace(REAL, sandbox=True))]
    assert [each[-1] for each in labels] == ["At TikTok", "In commands"]
    facts = dict(details_of(REAL))
    assert facts["Event set"] == "Tills  72"
    assert facts["In commands"] == f"-d {REAL.slug}"
    assert "Name" not in facts
