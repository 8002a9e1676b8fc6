"""The key bar: which keys it shows, clicks on them, and why one is dimmed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from textual.binding import ActiveBinding, Binding
from textual.widget import Widget
from textual.widgets import Input

from tests.support.busy import busy
from tests.support.pilot import screen_text, shows, until
from tests.support.run_specs import SPEC
from tests.support.setups import on
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.frame.key_bar import MOST, KeyBar, described
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.credentials.credentials import CredentialsPage
from tiktok_tui.tui.screens.history.history import HistoryPage
from tiktok_tui.uploads.ledger import runs
from tiktok_tui.uploads.ledger.database import Ledger


async def test_the_bar_teaches_at_most_six_keys_and_always_help(session: AppSession) -> None:
    app, _ = busy(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "? help")
        bar = screen_text(app).splitlines()[-1]
        assert bar.split("   ") == [" a do a", "b do b", "c do c", "e do e", "^s do s", "? help"]
        assert len(bar.split("   ")) <= MOST
        await pilot.resize_terminal(30, 24)
        least = [" a do a", "^s do s", "? help"]
        await until(pilot, lambda: screen_text(app).splitlines()[-1].split("   ") == least)
        await pilot.resize_terminal(50, 24)  # the dimmed one, b, makes room for the others
        last = [" a do a", "c do c", "e do e", "^s do s", "? help"]
        await until(pilot, lambda: screen_text(app).splitlines()[-1].split("   ") == last)


async def test_esc_and_the_help_key_that_works_are_in_the_bar_of_every_screen(session: AppSession) -> None:
    with Ledger(session.home.ledger) as ledger:
        runs.begin(ledger, SPEC, datetime(2026, 6, 1, tzinfo=UTC))
    app = TikTokTui(session, lambda app: HistoryPage(app.session))
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "orders.csv")
        bars = [screen_text(app).splitlines()[-1]]
        await pilot.press("slash")
        await until(pilot, lambda: isinstance(app.focused, Input))
        bars.append(screen_text(app).splitlines()[-1])
        assert bars == [
            " enter open   / filter   r resume   ^p find   ? help",
            " / filter   esc show all   ^p find   F1 help",
        ]
        await pilot.press("escape")
        app.action_go("credentials")
        await on(pilot, CredentialsPage)
        await shows(pilot, "esc back")
        bars.append(screen_text(app).splitlines()[-1])
        await pilot.resize_terminal(22, 24)
        await until(pilot, lambda: len(screen_text(app).splitlines()[-1]) <= 22)
        bars.append(screen_text(app).splitlines()[-1])
        await pilot.press("escape")
        await on(pilot, HistoryPage)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HistoryPage)
    # The first screen has nowhere to go back to; in a filter Esc shows all rows, and a question mark would be typed.
    assert ["esc" in bar for bar in bars] == [False, True, True, True]
    assert [bar.strip().split("   ")[-1] for bar in bars] == ["? help", "F1 help", "? help", "? help"]


async def test_a_click_on_a_key_does_it_and_a_dimmed_one_says_why(session: AppSession) -> None:
    app, page = busy(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "? help")
        bar = app.screen.query_one(KeyBar)
        # The first and the last cell of a key; between two keys there is none.
        for cell in (1, 6, 7, 9, 10, 15, 19, 24):
            await pilot.click(bar, offset=(cell, 0))
        assert page.noted == ["a", "a", "c", "c"]
        said = {}
        for cell in (1, 11, 6, 7, 24, 9):
            await pilot.hover(bar, offset=(cell, 0))
            said[cell] = str(bar.tooltip)
        a, b, none = "Do the a", "Do the b (not now: nothing is ready)", "None"
        assert said == {1: a, 11: b, 6: a, 7: none, 24: "Do the c", 9: none}
        shown = bar.render()
        styles = {shown.plain[span.start : span.end].strip(): str(span.style) for span in shown.spans}
        assert [styles[words] for words in ("a", "do a", "b", "do b")] == [
            "bold $accent",
            "$foreground-muted",
            "bold $accent dim",
            "$foreground-muted dim",
        ]


async def test_a_key_goes_when_the_line_is_one_cell_too_short_the_dimmed_one_first(session: AppSession) -> None:
    app = TikTokTui(session, lambda app: HistoryPage(app.session))
    _, page = busy(session)
    async with app.run_test(size=(56, 24)) as pilot:
        await shows(pilot, "? help")
        await app.push_screen(page)
        bars = {
            56: " a do a   b do b   c do c   ^s do s   esc back   ? help",
            55: " a do a   c do c   ^s do s   esc back   ? help",
            47: " a do a   c do c   ^s do s   esc back   ? help",
            46: " a do a   ^s do s   esc back   ? help",
            38: " a do a   ^s do s   esc back   ? help",
            37: " ^s do s   esc back   ? help",
            29: " ^s do s   esc back   ? help",
            28: " esc back   ? help",
        }
        for width, bar in bars.items():
            await pilot.resize_terminal(width, 24)
            await until(pilot, lambda bar=bar: screen_text(app).splitlines()[-1] == bar)  # type: ignore[misc]


class _Reasons(Widget):
    """Says why its keys are dimmed."""

    def why_disabled(self, action: str) -> str:
        return {"send": "nothing is checked"}.get(action, "")


@pytest.mark.parametrize(
    ("action", "tooltip", "enabled", "node", "words"),
    [
        ("send", "Send it", True, _Reasons, "Send it"),
        ("send", "", True, _Reasons, "send"),
        ("send", "Send it", False, _Reasons, "Send it (not now: nothing is checked)"),
        ("stop", "Stop it", False, _Reasons, "Stop it (not now)"),
        ("stop", "Stop it", False, Widget, "Stop it (not now)"),
    ],
)
def test_a_key_is_described_with_the_reason_if_there_is_one(
    action: str, tooltip: str, enabled: bool, node: type[Widget], words: str
) -> None:
    binding = Binding("x", action, "send", tooltip=tooltip)
    assert described(ActiveBinding(node(), binding, enabled, tooltip)).plain == words
