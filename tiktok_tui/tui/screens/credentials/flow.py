"""Add, reauthorise, test, rename and remove a credential: one dialog after the other; TikTok is asked before saving."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App

from tiktok_tui.tiktok.secret import Secret
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.prompt import Prompt
from tiktok_tui.tui.dialogs.waiting import Waiting
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import run
from tiktok_tui.tui.screens.credentials.ask_secrets import NAME_HINT, Method, ask_method, ask_name, ask_secrets, mistake
from tiktok_tui.tui.screens.credentials.keyring_dialogs import KeyringDialogs

if TYPE_CHECKING:
    from tiktok_tui.accounts.credentials import Credential
    from tiktok_tui.accounts.verifying import Secrets

Save = Callable[["Secrets", str], "Credential"]
"""Saves secrets under a name, once TikTok accepts them; runs in a thread."""


async def add_credential(
    app: App[Any], session: AppSession, token: Secret | None = None, dialogs: KeyringDialogs | None = None
) -> Credential | None:
    """Ask for the secrets, unless a `token` was pasted, and a name; save them once TikTok accepts them.

    `dialogs` are those in which something was asked already. None if the person left it. Raises AppError if no secret
    can be kept here.
    """
    dialogs = dialogs or KeyringDialogs(app, session)
    method = token or await ask_method(dialogs, "Add a credential")
    if method is None:
        return None

    def add(secrets: Secrets, name: str) -> Credential:
        from tiktok_tui.accounts import verifying

        return verifying.add(session.home, name, secrets, base_url=session.api_url)

    return await _saved(dialogs, method, "Add a credential", add, name="")


async def reauthorise(app: App[Any], session: AppSession, credential: Credential) -> Credential | None:
    """Ask for new secrets of a credential, first in the way it was added; None if the person left it.

    Raises AppError if no secret can be kept here.
    """
    dialogs = KeyringDialogs(app, session)
    method = await ask_method(dialogs, f"Reauthorise {credential.name}", str(credential.kind))
    if method is None:
        return None

    def renew(secrets: Secrets, _: str) -> Credential:
        from tiktok_tui.accounts import verifying

        return verifying.reauthorise(session.home, credential.slug, secrets, base_url=session.api_url)

    return await _saved(dialogs, method, f"Reauthorise {credential.name}", renew, app_id=credential.app_id)


async def verify(app: App[Any], session: AppSession, credential: Credential) -> Credential | None:
    """Ask TikTok about the credential again; None if that failed or the person left it."""

    def ask(_: object) -> Credential:
        from tiktok_tui.accounts import verifying

        return verifying.verify(session.home, credential.slug, base_url=session.api_url)

    return await app.push_screen_wait(Waiting(f"Test {credential.name}", "Asking TikTok …", ask))


async def rename(app: App[Any], session: AppSession, credential: Credential) -> Credential | None:
    """Ask for another name and description."""
    from tiktok_tui.accounts import credentials

    name = await app.push_screen_wait(
        Prompt("Name", hint=NAME_HINT, value=credential.name, check=mistake(credentials.checked_name))
    )
    if not name:
        return None
    description = await app.push_screen_wait(
        Prompt(
            "Description",
            hint="A line for you and your colleagues. Example: the agency's account.",
            value=credential.description,
        )
    )
    return await run(lambda _: credentials.rename(session.home, credential.slug, name, description))


async def remove(app: App[Any], session: AppSession, credential: Credential) -> bool:
    """Remove the credential and all its secrets, after a question; False if the person left it."""
    from tiktok_tui.accounts import removal

    question = "Its secrets leave the keyring. Destinations that use it can send nothing until they have another."
    if not await app.push_screen_wait(Confirm(f"Remove {credential.name}?", question, yes="Remove", grave=True)):
        return False

    def forget(_: object) -> bool:
        removal.remove(session.home, credential.slug)
        return True

    return bool(await app.push_screen_wait(Waiting(f"Remove {credential.name}", "Asking the keyring …", forget)))


async def _saved(
    dialogs: KeyringDialogs,
    method: Method | Secret,
    title: str,
    save: Save,
    *,
    app_id: str = "",
    name: str | None = None,
) -> Credential | None:
    """Ask for the secrets, and for a name unless it is None, until `save` accepts them or the person leaves.

    The secrets come first: a person who is about to paste a token pastes it into the first line that comes up, and
    names are shown.
    """
    while True:
        secrets = await ask_secrets(dialogs, method, app_id=app_id)
        if secrets is None:
            return None
        if name is not None:
            name = await ask_name(dialogs, secrets, name)
            if name is None:
                return None
        sentence = "Checking with TikTok, then storing in the keyring …"
        waiting = Waiting(title, sentence, partial(_in_thread, save, secrets, name or ""))
        credential = await dialogs.app.push_screen_wait(waiting)
        if waiting.error is None:
            return credential
        # A pasted token that TikTok refuses is not tried again: now it is asked for.
        app_id, method = secrets.app_id, Method.TOKEN if isinstance(method, Secret) else method


def _in_thread(save: Save, secrets: Secrets, name: str, _: object) -> Credential:
    return save(secrets, name)
