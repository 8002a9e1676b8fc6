"""Links that the terminal opens."""

from __future__ import annotations

from textual.style import Style

from tiktok_tui.events.guides import GUIDE
from tiktok_tui.tui.widgets.link import events_manager, guide_link


def test_an_advertiser_of_any_spelling_stays_one_value_of_the_address() -> None:
    (span,) = events_manager("7 & x=1").spans
    assert isinstance(span.style, Style)
    assert str(span.style.link).endswith("?aadvid=7%20%26%20x%3D1")
    assert events_manager("7").plain == "Events Manager"
    (span,) = events_manager("7/8").spans
    assert isinstance(span.style, Style)
    assert str(span.style.link).endswith("?aadvid=7%2F8")
    assert span.style.underline


def test_a_guide_is_opened_by_a_click_in_the_app_and_its_file_by_one_of_the_terminal() -> None:
    guide = GUIDE["nightly"]
    link = guide_link(guide)
    (span,) = link.spans
    assert link.plain == "F5  Every night, by itself"
    assert isinstance(span.style, Style)
    assert (span.style.link, span.style.underline) == (guide.path.as_uri(), True)
    assert span.style.meta == {"@click": "app.guide('nightly')"}
