"""An object that must be closed is closed at the end of its block, also by an error."""

from __future__ import annotations

import pytest

from tiktok_tui.events.system.closing import Closing


class Door(Closing):
    closed = 0

    def close(self) -> None:
        self.closed += 1


def test_the_end_of_the_block_closes_it_and_an_error_goes_on() -> None:
    with Door() as door:
        assert door.closed == 0
    assert door.closed == 1
    other = Door()
    with pytest.raises(KeyError), other:
        raise KeyError
    assert other.closed == 1
