"""Offer to add a credential with a token that was pasted on another screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App

from tiktok_tui.events.errors import AppError
from tiktok_tui.tiktok.secret import Secret
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.error_dialog import ErrorDialog
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.credentials import flow

if TYPE_CHECKING:
    from tiktok_tui.accounts.credentials import Credential

_QUESTION = "A token was pasted. TikTok is asked whether it works, then it goes into the keyring; it is not shown."


async def add_pasted(app: App[Any], session: AppSession, token: Secret, *, ask: bool = True) -> Credential | None:
    """Add a credential with `token`, after a question if `ask`; None if the person left it or it failed.

    To be awaited in a worker.
    """
    try:
        await flow.require_keyring(session)
        if ask and not await app.push_screen_wait(
            Confirm("Add a credential with this token?", _QUESTION, yes="Add it", no="Forget it")
        ):
            return None
        return await flow.add_credential(app, session, token)
    except AppError as error:
        app.push_screen(ErrorDialog(error))
        return None
