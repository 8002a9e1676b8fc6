"""Objects that are there when work begins are kept from the collector until the last work has ended."""

from __future__ import annotations

import gc

from tiktok_tui.tui.jobs.gc_pause import gc_paused


def test_it_is_given_back_with_the_end_of_the_last_job() -> None:
    gc.unfreeze()  # the tests themselves are frozen until the first job of one of them ends
    with gc_paused():
        with gc_paused():
            assert gc.get_freeze_count() > 0
        assert gc.get_freeze_count() > 0
    assert gc.get_freeze_count() == 0
