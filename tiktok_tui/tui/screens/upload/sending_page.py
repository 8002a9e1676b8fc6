"""A screen of its own that shows an upload: leaving it stops the upload, after a question."""

from __future__ import annotations

from textual import getters, work

from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.screens.upload import runs
from tiktok_tui.tui.screens.upload.upload_view import UploadView


class SendingPage(Page[None]):
    """A page with an `UploadView` in its body."""

    view = getters.query_one(UploadView)

    def work_in_hand(self) -> str:
        """A run that is being sent."""
        return runs.LEAVING if self.view.running else ""

    def action_back(self) -> None:
        """Go back; a run that is being sent is stopped, after a question."""
        if self.view.running:
            self._stop_and_leave()
        else:
            super().action_back()

    @work(exclusive=True, group="leaving")
    async def _stop_and_leave(self) -> None:
        question = Confirm("Stop the upload?", self.work_in_hand(), yes="Stop", no="Keep sending")
        if await self.app.push_screen_wait(question):
            self.view.action_stop()
            super().action_back()
