"""Groups of words stay on one line, as long as a line has room for one."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from tiktok_tui.tui.widgets.grouped_text import GroupedText


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("e-mail 97 %   click ID 61 %   IP address 3 %", ["e-mail 97 %", "click ID 61 %", "IP address 3 %"]),
        ("e-mail 9 %   ID 6 %   both 12345678901 %", ["e-mail 9 %   ID 6 %", "both 12345678901 %"]),
        ("12.00 EUR · 1,200.00 USD", ["12.00 EUR ·", "1,200.00 USD"]),
        (
            "1.00 EUR · 123 USD · 9 CAD",
            ["1.00 EUR ·", "123 USD · 9 CAD"],
        ),  # the second dot has no room on the first line
        ("1 EUR · 123,456 USD · 9 CAD", ["1 EUR ·", "123,456 USD · 9 CAD"]),
        ("1,234,567,890.12 EU · 9 CAD", ["1,234,567,890.12 EU", "9 CAD"]),
        ("advertiser 7000000000000000001", ["advertiser", "7000000000000000001"]),  # a group of more than a line
        ("one\ntwo   three", ["one", "two   three"]),
        ("one two three\nfour five   six", ["one two three", "four five   six"]),
        ("[red]a.csv   [/b]", ["[red]a.csv   [/b]"]),  # words of a file are no markup
        ("", [""]),
    ],
)
async def test_a_group_is_not_broken(text: str, lines: list[str]) -> None:
    class _One(App[None]):
        def compose(self) -> ComposeResult:
            yield GroupedText(text)

    app = _One()
    async with app.run_test(size=(19, 8)) as pilot:
        shown = app.query_one(GroupedText)
        assert shown.render().plain.split("\n") == lines
        assert shown.size.height == len(lines)
        await pilot.pause()
        shown.text = "one\ntwo\nthree"
        await pilot.pause()
        assert shown.size.height == 3
