"""One of a few choices, by keys and by clicks."""

from __future__ import annotations

from textual import on
from textual.app import App, ComposeResult
from textual.widgets import Button

from tiktok_tui.tui.widgets.radio_line import RadioLine


class _Two(App[None]):
    """A choice of three, and a button to have the focus meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[int] = []

    def compose(self) -> ComposeResult:
        yield RadioLine(["ten", "a hundred", "all"], chosen=1, id="many")
        yield Button("Other")

    @on(RadioLine.Changed, "#many")
    def _changed(self, event: RadioLine.Changed) -> None:
        self.heard.append(event.chosen)


def lit(line: RadioLine, style: str = "cursor") -> list[str]:
    """The labels that are drawn as the cursor is, or in another style."""
    shown = line.render()
    return [shown.plain[span.start : span.end] for span in shown.spans if style in str(span.style)]


async def test_keys_go_round_and_a_click_chooses_its_label_alone() -> None:
    app = _Two()
    async with app.run_test(size=(60, 6)) as pilot:
        line = app.query_one(RadioLine)
        assert line.render().plain == "( ) ten   (•) a hundred   ( ) all"
        assert line.size.height == 1
        line.focus()
        await pilot.pause()
        assert lit(line) == ["(•) a hundred"]
        assert app.heard == [], "nobody has chosen yet"
        for key, chosen in zip("right right left left h l".split(), (2, 0, 2, 1, 0, 1), strict=True):
            await pilot.press(key)
            assert line.chosen == chosen, key
        await pilot.press("space")
        await pilot.pause()
        assert app.heard == [2, 0, 2, 1, 0, 1, 2]
        # The first and the last cell of each label, and between them and behind the last one nothing.
        clicked = {0: 0, 25: 0, 10: 1, 22: 1, 23: 1, 32: 2, 26: 2, 6: 0, 7: 0, 9: 0, 33: 0}
        for cell, chosen in clicked.items():
            await pilot.click(line, offset=(cell, 0))
            assert line.chosen == chosen, cell
        assert line.render().plain == "(•) ten   ( ) a hundred   ( ) all"
        app.query_one(Button).focus()
        await pilot.pause()
        others = ["( ) a hundred", "( ) all"]
        assert [lit(line, style) for style in ("cursor", "$accent bold", "$foreground")] == [[], ["(•) ten"], others]
        assert lit(line, "muted") == []
