"""The app's one set-up: opened, left and found again as it was, or replaced by another."""

from __future__ import annotations

from textual.app import App

from tiktok_tui.tui import routes
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.wizard.draft import OpenSetup
from tiktok_tui.tui.wizard.wizard import Wizard


class OpenedSetup:
    """The wizard that was opened last, if there is one."""

    def __init__(self, app: App[str], session: AppSession) -> None:
        self._app, self._session = app, session
        self.wizard: Wizard | None = None

    async def open(self, message: OpenSetup) -> None:
        """Open the wizard that was left, or a new one if the message brings a draft; work in hand is not lost."""
        wizard = self.wizard
        if message.draft is None or wizard is None:
            self._enter(message)
        elif wizard.work_in_hand():
            self._app.notify("One upload at a time: this one is still running. Stop it first.", markup=False)
            wizard.go("upload")
        elif (unsaved := wizard.unsaved())[0]:
            from tiktok_tui.tui import leaving
            from tiktok_tui.tui.dialogs.confirm import ask_first

            step, sentence = unsaved
            ask_first(
                self._app,
                leaving.about_setup(sentence),
                yes=lambda: self._app.call_later(self._replace, message),
                no=lambda: wizard.go(step),
            )
        else:
            await self._replace(message)

    async def _replace(self, message: OpenSetup) -> None:
        """Open a new wizard in place of the one that was left."""
        if self.wizard is not None:
            await self.wizard.close()
            self.wizard = None
        self._enter(message)

    def _enter(self, message: OpenSetup) -> None:
        if self.wizard is None:
            self.wizard = Wizard(self._app, self._session, routes.STEPS, message.draft)
        self.wizard.go(message.step or self.wizard.here or self.wizard.first_open())
