"""A line with a list behind it."""

from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult

from tests.support.pilot import until
from tiktok_tui.tui.screens.destination.pick_input import PickInput


class _Form(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def compose(self) -> ComposeResult:
        yield PickInput("advertiser_id")
        yield PickInput("event_set_id")

    def on_pick_input_asked(self, event: PickInput.Asked) -> None:
        self.asked.append(event.key)


async def test_the_list_is_that_of_the_line_that_tab_leads_to_however_fast_the_keys_come() -> None:
    app = _Form()
    async with app.run_test() as pilot:
        first = app.query_one("#advertiser_id", PickInput)
        first.focus()
        await until(pilot, lambda: first.line.has_focus)
        for key in ("tab", "down"):
            app.post_message(events.Key(key, None))
        await until(pilot, lambda: app.asked)
        assert app.asked == ["event_set_id"]
        for count, line in enumerate(("#event_set_id", "#advertiser_id"), 1):
            for _ in range(2):  # without the focus, and with it
                await pilot.click(f"{line} TextLine")
            assert len(app.asked) == count
            await pilot.click(f"{line} .pick--mark")
        await until(pilot, lambda: app.asked == ["event_set_id", "event_set_id", "advertiser_id"])
        first.line.value = "  7 "
        assert (first.value, first.line.placeholder) == ("7", "")
        first.suggest("19 digits")
        assert first.line.placeholder == "19 digits"
