"""Take in a credential: one of the three ways, its secrets, and TikTok's word that they are good."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.tui.dialogs.choice_list import Choice
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.prompt import Prompt, SecretPrompt
from tiktok_tui.tui.dialogs.waiting import Waiting
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import run
from tiktok_tui.tui.screens.credentials.authorising import Authorising

if TYPE_CHECKING:
    from tiktok_tui.accounts.credentials import Credential
    from tiktok_tui.accounts.verifying import Secrets


class Way(Enum):
    """The ways in."""

    TOKEN = "Paste an access token"
    BROWSER = "Authorise in the browser"
    REFRESH = "Enter a refresh token"


_DETAILS = {
    Way.TOKEN: "made in Events Manager; the quickest",
    Way.BROWSER: "with your own developer app",
    Way.REFRESH: "with the app's ID and secret",
}


async def add_credential(app: App[Any], session: AppSession) -> Credential | None:
    """Ask for a way, the secrets and a name, and save them once TikTok knows them; None when it was left."""
    way = await _way(app, "Add a credential")
    if way is None:
        return None

    def add(secrets: Secrets, name: str) -> Credential:
        from tiktok_tui.accounts import verifying

        return verifying.add(session.home, name, secrets, base_url=session.api_url)

    return await _take_in(app, session, way, "Add a credential", add, name="")


async def reauthorise(app: App[Any], session: AppSession, credential: Credential) -> Credential | None:
    """Ask for new secrets for a credential that there is, the way it came in first; None when it was left."""
    way = await _way(app, f"Reauthorise {credential.name}", str(credential.kind))
    if way is None:
        return None

    def renew(secrets: Secrets, _: str) -> Credential:
        from tiktok_tui.accounts import verifying

        return verifying.reauthorise(session.home, credential.slug, secrets, base_url=session.api_url)

    return await _take_in(app, session, way, f"Reauthorise {credential.name}", renew, app_id=credential.app_id)


async def verify(app: App[Any], session: AppSession, credential: Credential) -> Credential | None:
    """Ask TikTok about the credential again; None when that failed or was left."""

    def ask(_: object) -> Credential:
        from tiktok_tui.accounts import verifying

        return verifying.verify(session.home, credential.slug, base_url=session.api_url)

    return await app.push_screen_wait(Waiting(f"Test {credential.name}", "Asking TikTok …", ask))


async def rename(app: App[Any], session: AppSession, credential: Credential) -> Credential | None:
    """Ask for another name and description."""
    from tiktok_tui.accounts import credentials

    name = await app.push_screen_wait(Prompt("Name", value=credential.name, check=_wrong(credentials.checked_name)))
    if not name:
        return None
    description = await app.push_screen_wait(Prompt("Description", value=credential.description))
    return await run(lambda _: credentials.rename(session.home, credential.slug, name, description))


async def remove(app: App[Any], session: AppSession, credential: Credential) -> bool:
    """Remove the credential and every secret of it, after a question."""
    from tiktok_tui.accounts import credentials

    question = "Its secrets leave the keyring. Destinations that use it can send nothing until they have another."
    if not await app.push_screen_wait(Confirm(f"Remove {credential.name}?", question, yes="Remove", grave=True)):
        return False

    def forget(_: object) -> bool:
        credentials.remove(session.home, credential.slug)
        return True

    return bool(await app.push_screen_wait(Waiting(f"Remove {credential.name}", "Asking the keyring …", forget)))


async def _way(app: App[Any], title: str, kind: str = "") -> Way | None:
    now = {"token": Way.TOKEN, "app": Way.BROWSER, "refresh": Way.REFRESH}.get(kind)
    return await app.push_screen_wait(Choose(title, [Choice(way, way.value, _DETAILS[way]) for way in Way], chosen=now))


Take = Callable[["Secrets", str], "Credential"]
"""Takes in secrets under a name, in a thread."""


async def _take_in(
    app: App[Any], session: AppSession, way: Way, title: str, take: Take, *, app_id: str = "", name: str | None = None
) -> Credential | None:
    """Ask for the secrets until `take` finds them good, or until it is left; and for a name, unless that is None.

    The secrets come first: who has chosen to paste a token pastes it into whatever line comes up, and a name is shown.
    """
    while True:
        secrets = await _secrets(app, session, way, app_id=app_id)
        if secrets is None:
            return None
        if name is not None:
            name = await _name(app, secrets, name)
            if name is None:
                return None
        waiting = Waiting(title, "Checking with TikTok …", partial(_given, take, secrets, name or ""))
        credential = await app.push_screen_wait(waiting)
        if waiting.error is None:
            return credential
        app_id = secrets.app_id


def _given(take: Take, secrets: Secrets, name: str, _: object) -> Credential:
    return take(secrets, name)


async def _name(app: App[Any], secrets: Secrets, name: str) -> str | None:
    from tiktok_tui.accounts.credentials import checked_name

    private = [secret for secret in (secrets.access_token, secrets.refresh_token, secrets.app_secret) if secret]

    def wrong(typed: str) -> str:
        if any(secret in typed for secret in private):
            return "That is the secret itself: a name is shown, and kept in a file."
        return _wrong(checked_name)(typed)

    return await app.push_screen_wait(
        Prompt(
            "What shall it be called?",
            value=name,
            placeholder="acme",
            hint="A name of your own: the company's or the account's.",
            check=wrong,
        )
    )


async def _secrets(app: App[Any], session: AppSession, way: Way, *, app_id: str = "") -> Secrets | None:
    from tiktok_tui.accounts.verifying import Secrets

    if way is Way.TOKEN:
        token = await app.push_screen_wait(
            SecretPrompt(
                "Access token",
                hint="From Events Manager, under the event set's settings. Paste it: it goes into the keyring and is"
                " never shown again.",
                check=_wrong(Secrets.of_token),
            )
        )
        return Secrets.of_token(token) if token else None
    typed = await app.push_screen_wait(
        Prompt(
            "App ID",
            value=app_id,
            hint="From your app's page in TikTok's developer portal: digits.",
            check=_wrong(lambda typed: Secrets.of_refresh_token(typed, "-", "-")),
        )
    )
    if not typed:
        return None
    secret = await app.push_screen_wait(
        SecretPrompt(
            "App secret",
            hint="From the same page.",
            check=_wrong(lambda pasted: Secrets.of_refresh_token(typed, pasted, "-")),
        )
    )
    if not secret:
        return None
    if way is Way.REFRESH:
        token = await app.push_screen_wait(
            SecretPrompt("Refresh token", check=_wrong(lambda pasted: Secrets.of_refresh_token(typed, secret, pasted)))
        )
        return Secrets.of_refresh_token(typed, secret, token) if token else None
    return await _authorised(app, session, typed, secret)


def _wrong(make: Callable[[str], object]) -> Callable[[str], str]:
    """A check that says why `make` does not take what was pasted."""

    def check(pasted: str) -> str:
        try:
            make(pasted)
        except SettingsError as error:
            return error.explanation
        return ""

    return check


async def _authorised(app: App[Any], session: AppSession, app_id: str, secret: str) -> Secrets | None:
    from tiktok_tui.accounts.browser import Authorisation, open_browser
    from tiktok_tui.accounts.verifying import Secrets

    with Authorisation(app_id, secret, base_url=session.api_url) as authorisation:
        opened = await run(lambda _: open_browser(authorisation.url))
        grant = await app.push_screen_wait(Authorising(authorisation, opened=opened))
    return None if grant is None else Secrets.of_grant(app_id, secret, grant)
