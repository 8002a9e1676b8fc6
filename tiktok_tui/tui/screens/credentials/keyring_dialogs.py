"""Dialogs that ask for a new secret while the keyring is asked whether it can keep one."""

from __future__ import annotations

import asyncio
from typing import Any, TypeVar

from textual.app import App
from textual.screen import Screen

from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import run
from tiktok_tui.tui.screens.credentials.token_place import keyring_name, refuse_in_example

T = TypeVar("T")


class KeyringDialogs:
    """Shows dialogs; an error of the keyring closes the one that is open: nobody should copy a token for nothing.

    The keyring may take seconds. The first dialog opens at once, so that what is typed meanwhile goes into it. Made in
    a worker.
    """

    def __init__(self, app: App[Any], session: AppSession) -> None:
        """Raises UsageError in the example, which takes no token."""
        refuse_in_example(session)
        self.app, self.session = app, session
        self._asked = asyncio.create_task(run(lambda _: keyring_name(session, ask=True)))
        self._asked.add_done_callback(_failed)

    async def show(self, dialog: Screen[T | None]) -> T | None:
        """Return the result of a dialog. Raises the AppError of the keyring."""
        if self._asked.done():
            self._asked.result()

        def close() -> None:
            dialog.dismiss(None)

        def close_if_failed(asked: asyncio.Task[str]) -> None:
            if _failed(asked):
                dialog.call_later(close)

        self._asked.add_done_callback(close_if_failed)
        try:
            result = await self.app.push_screen_wait(dialog)
        finally:
            self._asked.remove_done_callback(close_if_failed)
        if self._asked.done():
            self._asked.result()
        return result

    async def answered(self) -> None:
        """Wait for the keyring, before something that cannot be done again. Raises its AppError."""
        await self._asked


def _failed(asked: asyncio.Task[str]) -> bool:
    """Return True if the keyring failed. An error that nobody has looked at would be logged, across the screen."""
    return not asked.cancelled() and asked.exception() is not None
