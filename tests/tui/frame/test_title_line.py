"""The title line: the name of the app is never cut, and in the example it says so as fully as there is room."""

from __future__ import annotations

from textual.app import App, ComposeResult

from tests.support.pilot import screen_text
from tiktok_tui.tui.frame.title_line import TitleLine

WHERE = "Store sales [/b]"
WHOLE = "tiktok-tui · Example: nothing leaves this machine, x leaves it"

ROWS: dict[tuple[bool, int, str], str] = {
    (False, 42, ""): "tiktok-tui",
    (False, 42, WHERE): f"tiktok-tui{WHERE:>30}",
    (False, 30, WHERE): f"tiktok-tui  {WHERE}",
    (False, 29, WHERE): "tiktok-tui  Store sales [/…",
    (False, 12, WHERE): "tiktok-tui",
    (True, 64, ""): "tiktok-tui · Example, x leaves it",
    (True, 66, ""): WHOLE,
    (True, 82, WHERE): f"{WHOLE}  {WHERE}",
    (True, 81, WHERE): f"tiktok-tui · Example, x leaves it{WHERE:>46}",
    (True, 53, WHERE): f"tiktok-tui · Example, x leaves it  {WHERE}",
    (True, 52, WHERE): f"tiktok-tui · Example{WHERE:>30}",
    (True, 30, WHERE): "tiktok-tui · Example  Store…",
}
"""In the example or not, the width of the terminal, and the location; then what is drawn."""


class _Titled(App[None]):
    """Both kinds of title, one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self.left = 0

    def compose(self) -> ComposeResult:
        yield TitleLine(example=False)
        yield TitleLine(example=True)

    def action_leave_example(self) -> None:
        self.left += 1


async def test_the_location_makes_room_for_the_name_and_the_name_is_shortened_before_that() -> None:
    app = _Titled()
    async with app.run_test(size=(80, 10)) as pilot:
        plain, example = app.query(TitleLine)
        plain.styles.dock = example.styles.dock = "none"
        drawn = {}
        for in_example, width, location in ROWS:
            line = example if in_example else plain
            line.location = location
            await pilot.resize_terminal(width, 10)
            await pilot.pause()
            drawn[in_example, width, location] = screen_text(app).splitlines()[2 * in_example].strip()
        assert drawn == ROWS
        colours = [str(span.style) for span in plain.render().spans]
        assert colours[0] == "bold $accent"
        await pilot.resize_terminal(80, 10)
        for line, cell, left in ((example, 1, 1), (example, 20, 2), (example, 21, 2), (plain, 1, 2)):
            await pilot.click(line, offset=(cell, 0))
            assert app.left == left, cell
