"""Long lines continue below their beginning, and nothing of them is lost."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.content import Content

from tiktok_tui.tui.widgets.hanging import HangingLines, folded, wrapped


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("", [""]),
        ("0123456789", ["0123456789"]),
        ("send a.csv -d store", ["send a.csv", "  -d store"]),
        ("  a = 1  # what it is", ["  a = 1  #", "    what", "    it is"]),
        ("0123456789abcdefghij", ["0123456789", "  abcdefgh", "  ij"]),
        ("          x", ["          x"]),
    ],
)
def test_lines_are_broken_between_words_where_there_are_any(line: str, parts: list[str]) -> None:
    assert [part.plain for part in wrapped(Content(line), 10)] == parts


async def test_blank_lines_stay_and_each_long_one_takes_what_it_needs() -> None:
    class _Lines(App[None]):
        def compose(self) -> ComposeResult:
            yield HangingLines("[red]\n\nsend a.c -d store\n", markup=False)

    app = _Lines()
    async with app.run_test(size=(10, 8)):
        lines = app.query_one(HangingLines)
        assert lines.render().plain.split("\n") == ["[red]", "", "send a.c", "  -d store", ""]
        assert lines.size.height == 5
        lines.update(Content.styled("-d store", "bold"))
        assert [str(span.style) for span in lines.render().spans] == ["bold"]


def test_colours_go_along() -> None:
    [_, second] = wrapped(Content.assemble("send a.csv ", ("-d store", "bold")), 10)
    assert [(second.plain[span.start : span.end], span.style) for span in second.spans] == [("-d store", "bold")]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("  a: 0123456789", ["  a: 01234", "    56789"]),
        ("  a: 0123456789abcdefg", ["  a: 01234", "    56789a", "    bcdefg"]),
        ("\u65e5" * 7, ["\u65e5" * 5, "  \u65e5\u65e5"]),
    ],
)
def test_lines_are_folded_anywhere(line: str, parts: list[str]) -> None:
    assert [part.plain for part in folded(Content(line), 10)] == parts
