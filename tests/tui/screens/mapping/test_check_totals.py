"""The totals of a check: a bar, the commonest problems, ages and shares."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from textual.app import App

from tests.support.coloured import coloured
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.tui.screens.mapping.check_totals import CheckTotals

AGES = (1,) * 30


def totals(rows: int, left_out: int, rejected: int, events: int, sendable: int) -> Totals:
    return Totals(rows, left_out, rejected, 0, events, sendable, {}, {}, AGES, 9, 4, 3, 0.1)


@pytest.mark.parametrize(
    ("given", "bar", "caption", "shares"),
    [
        (
            totals(20, 2, 6, 15, 10),
            (15, 10, 5),
            "10 events to send · 6 rows rejected",
            "e-mail 90 %   phone 40 %   both 30 %",
        ),
        (
            totals(2, 0, 1, 2, 1),
            (2, 1, 1),
            "1 event to send · 1 row rejected",
            "e-mail 900 %   phone 400 %   both 300 %",
        ),
        (
            totals(0, 0, 0, 0, 0),
            (1, 0, 0),
            "0 events to send · 0 rows rejected",
            "e-mail 900 %   phone 400 %   both 300 %",
        ),
        (
            totals(4000, 0, 1000, 3000, 2000),
            (3000, 2000, 1000),
            "2,000 events to send · 1,000 rows rejected",
            "e-mail 0 %   phone 0 %   both 0 %",
        ),
    ],
)
@pytest.mark.parametrize("more", ["", "and 2 more reasons"])
def test_what_is_sent_what_is_not_and_how_well_it_can_be_matched(
    given: Totals, bar: tuple[int, int, int], caption: str, shares: str, more: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: dict[str, Any] = {}
    parts = {
        "bar": SimpleNamespace(),
        "problems": SimpleNamespace(more=more),
        "more": SimpleNamespace(update=lambda text: said.update(more=text)),
        "histogram": SimpleNamespace(),
        "shares": SimpleNamespace(update=lambda text: said.update(shares=str(text), muted=coloured(text))),
    }
    for name, part in parts.items():
        monkeypatch.setattr(CheckTotals, name, part)
    shown: Any = SimpleNamespace(**parts)
    CheckTotals().watch_totals(given)
    assert (shown.bar.total, shown.bar.good, shown.bar.bad) == bar
    assert (shown.bar.caption, said["shares"]) == (caption, shares)
    assert said.pop("muted") == [(f"{name} ", "$foreground-muted") for name in ("e-mail", "phone", "both")]
    assert said["more"] == (f"   {more}  p" if more else "")
    assert (shown.histogram.ages, shown.problems.totals) == (AGES, given)
    CheckTotals().watch_totals(None)
    assert (shown.bar.total, shown.bar.good, shown.bar.bad, shown.bar.caption) == (0, 0, 0, "")
    assert said.pop("muted") == []
    assert (said, shown.histogram.ages, shown.problems.totals) == ({"more": "", "shares": ""}, (), None)


async def test_an_app_that_is_left_while_it_is_mounted_ends_in_order() -> None:
    app = App[None]()
    async with app.run_test():
        app.mount(CheckTotals())
        app.exit()
    assert app.return_code == 0
