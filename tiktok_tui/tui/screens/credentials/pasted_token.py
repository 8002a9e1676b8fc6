"""Add a credential with a token that was pasted on another screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.worker import Worker

from tiktok_tui.events.errors import AppError
from tiktok_tui.tiktok.secret import Secret
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.error_dialog import ErrorDialog
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.credentials import flow
from tiktok_tui.tui.screens.credentials.keyring_dialogs import KeyringDialogs

if TYPE_CHECKING:
    from tiktok_tui.accounts.credentials import Credential

_QUESTION = "A token was pasted. TikTok is asked whether it works, then it goes into the keyring; it is not shown."


async def add_pasted(app: App[Any], session: AppSession, token: Secret) -> Credential | None:
    """Add a credential with `token`; None if the person left it or it failed. To be awaited in a worker."""
    try:
        return await flow.add_credential(app, session, token)
    except AppError as error:
        app.push_screen(ErrorDialog(error))
        return None


def begin_offer(app: App[Any], session: AppSession, token: Secret) -> Worker[None]:
    """Begin to ask whether `token` is for a credential, in place of an earlier question; returns the worker."""
    # The function, not the coroutine, which would never be awaited if the app ends before the worker has begun.
    return app.run_worker(partial(offer_to_add, app, session, token), group="token", exclusive=True)


async def offer_to_add(app: App[Any], session: AppSession, token: Secret) -> None:
    """Ask whether `token` is for a credential, and add it. To be awaited in a worker."""
    question = Confirm("Add a credential with this token?", _QUESTION, yes="Add it", no="Forget it")
    try:
        dialogs = KeyringDialogs(app, session)
        if not await dialogs.show(question):
            return
        credential = await flow.add_credential(app, session, token, dialogs)
    except AppError as error:
        app.push_screen(ErrorDialog(error))
        return
    if credential is not None:
        app.notify(f"TikTok accepts {credential.name}: it is among the credentials.", markup=False)
