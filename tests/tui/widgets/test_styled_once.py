"""A screen has its styles when its widgets come, and finds them again only when there is a reason."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from tests.support.pilot import until
from tiktok_tui.tui.widgets.styled_once import StyledOnce


class Counting(Static):
    """Counts how often it was styled."""

    styled = 0

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self.styled += 1


class Roomy(StyledOnce[None]):
    CSS = """
    Roomy.-wide { padding: 0 3; }
    Roomy.-wide Counting { width: 40; }
    Roomy.-narrow Counting { width: 20; }
    Roomy.-high Counting { height: 4; }
    Roomy.-low Counting { height: 2; }
    """

    def compose(self) -> ComposeResult:
        self.known = sorted(name for name in self.classes if name in {"-narrow", "-wide", "-low", "-high"})
        yield Counting()


class _App(App[None]):
    CSS = "App.-dear Counting { min-height: 7; }"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (36, "-high")]


async def test_the_room_is_known_before_there_are_widgets_and_they_are_styled_once() -> None:
    for size, known, width, height, padding in (
        ((99, 35), ["-low", "-narrow"], 20, 2, 0),
        ((100, 36), ["-high", "-wide"], 40, 4, 3),
    ):
        app = _App()
        async with app.run_test(size=size) as pilot:
            # The first screen of its kind brings a style sheet, after which all is styled again.
            await app.push_screen(Roomy())
            app.pop_screen()
            screen = Roomy()
            await app.push_screen(screen)
            await pilot.pause()
            counting = screen.query_one(Counting)
            await until(pilot, lambda counting=counting, width=width: counting.size.width == width)  # type: ignore[misc]
            assert screen.known == known
            assert (counting.size.height, screen.styles.padding.left) == (height, padding)
            assert counting.styled == 1


async def test_a_change_is_followed_also_while_it_is_covered() -> None:
    app = _App()
    async with app.run_test(size=(99, 35)) as pilot:
        screen = Roomy()
        await app.push_screen(screen)
        counting = screen.query_one(Counting)
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: (counting.size.width, counting.size.height) == (40, 4))
        await app.push_screen(Screen[None]())
        app.add_class("-dear")
        await pilot.resize_terminal(90, 40)
        app.pop_screen()
        await until(pilot, lambda: (counting.size.width, counting.size.height) == (20, 7))


async def test_an_app_that_does_not_sort_by_room_opens_it_as_well() -> None:
    class Plain(App[None]):
        HORIZONTAL_BREAKPOINTS = None

    app = Plain()
    async with app.run_test() as pilot:
        screen = Roomy()
        await app.push_screen(screen)
        await pilot.pause()
        assert screen.known == []
