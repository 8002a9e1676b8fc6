"""A screen on which something is sent is left only after a question."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Button, Static

from tests.support.pilot import until
from tests.support.setups import on
from tests.support.told import Told
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.upload.sending_page import SendingPage
from tiktok_tui.tui.screens.upload.upload_view import UploadView

LEAVING = "The upload is stopped after the batches in flight. Nothing is lost; it can be resumed."


class Sends(SendingPage):
    """Nothing but an upload."""

    def compose_body(self) -> ComposeResult:
        yield UploadView()


class Below(Page[None]):
    """The screen that one comes back to."""


async def test_leaving_stops_what_is_sent_after_a_question(session: AppSession) -> None:
    app = TikTokTui(session, lambda _: Below(session))
    with Told() as told:
        async with app.run_test(size=(100, 30)) as pilot:
            await on(pilot, Below)
            app.push_screen(Sends(session))
            assert (await on(pilot, Sends)).work_in_hand() == ""
            await pilot.press("escape")
            await on(pilot, Below)  # nothing was sent
            app.push_screen(Sends(session))
            page = await on(pilot, Sends)
            page.view.begin(told, "orders.csv")
            assert page.work_in_hand() == LEAVING
            await until(pilot, lambda: told.controls)
            for answer in ("n", "y"):
                assert app.screen is page
                assert not told.controls[0].stopped
                await pilot.press("escape")
                asked = await on(pilot, Confirm)
                assert str(asked.query_one(".confirm--question", Static).content) == LEAVING
                assert asked.query_one(".dialog--box").border_title == "Stop the upload?"
                assert [str(button.label) for button in asked.query(Button)] == ["Keep sending", "Stop"]
                await pilot.press(answer)
                await until(pilot, lambda asked=asked: app.screen is not asked)  # type: ignore[misc]
            await on(pilot, Below)
            assert told.controls[0].stopped
