"""Links that the terminal opens."""

from __future__ import annotations

from textual.style import Style

from tiktok_tui.tui.widgets.link import events_manager


def test_an_advertiser_of_any_spelling_stays_one_value_of_the_address() -> None:
    (span,) = events_manager("7 & x=1").spans
    assert isinstance(span.style, Style)
    assert str(span.style.link).endswith("?aadvid=7%20%26%20x%3D1")
