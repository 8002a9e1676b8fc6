"""Garbage is collected less often during an upload, and as before once it has ended."""

from __future__ import annotations

import gc

from tests.support.uploads import Scenario
from tiktok_tui.uploads.sending.garbage import ALLOCATIONS

USUAL = gc.get_threshold()


def test_collections_are_rare_until_the_upload_ends(scenario: Scenario) -> None:
    with scenario.sending(scenario.orders(1)) as sending:
        assert gc.get_threshold() == (ALLOCATIONS, *USUAL[1:])
        list(sending)
    assert gc.get_threshold() == USUAL
