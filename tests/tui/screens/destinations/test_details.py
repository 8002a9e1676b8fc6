"""The settings of a destination as lines beside the list."""

from __future__ import annotations

from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.content import Content

from tests.support.setups import SHOP
from tiktok_tui.events.destination import Destination, EventSource, NumberStyle
from tiktok_tui.tui.screens.destinations.details import details_of

REAL = replace(SHOP, advertiser_id="7123456789012345678", sandbox=False, event_set_name="Tills", event_set_id="72")


def test_what_is_sent_to_tiktok_is_shown_there_and_what_is_tried_is_not() -> None:
    labels = [[label for label, _ in details_of(each)] for each in (REAL, replace(REAL, sandbox=True))]
    assert [each[-1] for each in labels] == ["At TikTok", "In commands"]
    facts = dict(details_of(REAL))
    assert facts["Event set"] == "Tills  72"
    assert facts["In commands"] == f"-d {REAL.slug}"
    assert "Name" not in facts


EVERYTHING = replace(
    REAL,
    description="All tills",
    auto_tracking=True,
    fixed_event="Purchase",
    number_style=next(iter(NumberStyle)),
    limited_data_use=True,
    admin_only=True,
    restrict_pii=True,
    send_event_channel=True,
)


@pytest.mark.parametrize(
    "destination",
    [
        EVERYTHING,
        replace(EVERYTHING, event_source=EventSource.WEB, event_set_id="C4", event_set_name="", sandbox=True),
        Destination("blank", "Blank"),
    ],
    ids=["offline", "web", "blank"],
)
def test_every_setting_that_is_written_or_changed_has_its_line(
    destination: Destination, snapshot: SnapshotAssertion
) -> None:
    facts = details_of(destination)
    assert [(label, text.plain if isinstance(text, Content) else text) for label, text in facts] == snapshot
