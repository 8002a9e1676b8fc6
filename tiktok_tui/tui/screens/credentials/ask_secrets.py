"""Ask for a credential's secrets in one of three ways, and for its name; secrets are typed and pasted unseen."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.tiktok.secret import Secret
from tiktok_tui.tui.dialogs.choice_list import Choice
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.prompt import Prompt, SecretPrompt
from tiktok_tui.tui.frame.token_pasted import TokenPasted
from tiktok_tui.tui.jobs.jobs import run
from tiktok_tui.tui.screens.credentials.authorising import Authorising
from tiktok_tui.tui.screens.credentials.keyring_dialogs import KeyringDialogs

if TYPE_CHECKING:
    from tiktok_tui.accounts.verifying import Secrets


class Method(Enum):
    """The ways to add a credential."""

    TOKEN = "Paste an access token"
    BROWSER = "Authorise in the browser"
    REFRESH = "Enter a refresh token"


_ABOUT = {
    Method.TOKEN: "made in Events Manager; the quickest",
    Method.BROWSER: "with your own developer app",
    Method.REFRESH: "with the developer app's ID and secret",
}


NAME_HINT = "A name of your own: the company's or the account's."
_REFRESH_HINT = "TikTok gives it to your developer app. It goes into the keyring; access tokens are renewed with it."


class ChooseMethod(Choose[Method | Secret]):
    """A list of the methods; a token that is pasted into it is the result, and is not shown."""

    def on_token_pasted(self, event: TokenPasted) -> None:
        """Take the token."""
        event.stop()
        self.dismiss(event.token)


async def ask_method(dialogs: KeyringDialogs, title: str, kind: str = "") -> Method | Secret | None:
    """Ask for the method, starting on that of credentials of this `kind`; a token if one is pasted at once."""
    now = {"token": Method.TOKEN, "app": Method.BROWSER, "refresh": Method.REFRESH}.get(kind)
    choices: list[Choice[Method | Secret]] = [Choice(method, method.value, _ABOUT[method]) for method in Method]
    return await dialogs.show(ChooseMethod(title, choices, chosen=now))


async def ask_name(dialogs: KeyringDialogs, secrets: Secrets, name: str) -> str | None:
    """Ask for the credential's name; refuses one that contains a secret, or that another credential has."""
    from tiktok_tui.accounts.credentials import new_name

    private = [secret for secret in (secrets.access_token, secrets.refresh_token, secrets.app_secret) if secret]

    def wrong(typed: str) -> str:
        if any(secret in typed for secret in private):
            return "That is the secret itself: a name is shown, and kept in a file."
        return mistake(lambda name: new_name(dialogs.session.home, name))(typed)

    return await dialogs.show(
        Prompt(
            "What shall it be called?",
            value=name,
            placeholder="acme",
            hint=NAME_HINT,
            check=wrong,
        )
    )


async def ask_secrets(dialogs: KeyringDialogs, method: Method | Secret, *, app_id: str = "") -> Secrets | None:
    """Ask for the secrets, unless `method` is a pasted token; None if the person left it.

    `app_id` is the developer app's, if it is known. Raises SettingsError for a token that is none.
    """
    from tiktok_tui.accounts.verifying import Secrets

    if isinstance(method, Secret):
        return Secrets.of_token(method)
    if method is Method.TOKEN:
        token = await dialogs.show(
            SecretPrompt(
                "Access token",
                hint="From Events Manager, under the event set's settings. Paste it: it goes into the keyring and is"
                " never shown again.",
                check=mistake(Secrets.of_token),
            )
        )
        return Secrets.of_token(token) if token else None
    typed = await dialogs.show(
        Prompt(
            "App ID",
            value=app_id,
            hint="From your app's page in TikTok's developer portal: digits.",
            check=mistake(lambda typed: Secrets.of_refresh_token(typed, "-", "-")),
        )
    )
    if not typed:
        return None
    secret = await dialogs.show(
        SecretPrompt(
            "App secret",
            hint="From the same page of the developer portal. It goes into the keyring and is never shown again.",
            check=mistake(lambda pasted: Secrets.of_refresh_token(typed, pasted, "-")),
        )
    )
    if not secret:
        return None
    if method is Method.REFRESH:
        wrong = mistake(lambda pasted: Secrets.of_refresh_token(typed, secret, pasted))
        token = await dialogs.show(SecretPrompt("Refresh token", hint=_REFRESH_HINT, check=wrong))
        return Secrets.of_refresh_token(typed, secret, token) if token else None
    return await _authorised(dialogs, typed, secret)


def mistake(make: Callable[[str], object]) -> Callable[[str], str]:
    """Return a check for prompts: the message of the SettingsError that `make` raises for a text, or ""."""

    def check(text: str) -> str:
        try:
            make(text)
        except SettingsError as error:
            return error.explanation
        return ""

    return check


async def _authorised(dialogs: KeyringDialogs, app_id: str, secret: str) -> Secrets | None:
    from tiktok_tui.accounts.browser import Authorisation, open_browser
    from tiktok_tui.accounts.loopback import port_of
    from tiktok_tui.accounts.verifying import Secrets

    port = await dialogs.show(
        Prompt(
            "Redirect port",
            placeholder="any free port",
            hint="The port in your app's redirect address at TikTok: http://127.0.0.1:PORT/. Leave it blank if it has"
            " none.",
            check=mistake(port_of),
        )
    )
    if port is None:
        return None
    await dialogs.answered()  # a consent is good for one try
    with Authorisation(app_id, secret, base_url=dialogs.session.api_url, port=port_of(port)) as authorisation:
        opened = await run(lambda _: open_browser(authorisation.url))
        grant = await dialogs.show(Authorising(authorisation, opened=opened))
    return None if grant is None else Secrets.of_grant(app_id, secret, grant)
