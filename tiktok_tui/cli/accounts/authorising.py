"""Authorise in the browser from the command line; without a browser, the person pastes the address it ended at."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from tiktok_tui.cli import console
from tiktok_tui.cli.secret_input import SecretInput
from tiktok_tui.events.errors import AppError

if TYPE_CHECKING:
    from tiktok_tui.accounts.browser import Authorisation
    from tiktok_tui.accounts.verifying import Secrets


def authorised(app_id: str, source: SecretInput, *, port: int = 0) -> Secrets:
    """Return the tokens that a person's consent on TikTok's page gives; the app's secret comes from `source`.

    `port` is that of the redirect address, where the app's settings at TikTok name one.

    Raises:
        CredentialError, SettingsError, UnreachableError: no consent came, or TikTok did not take it.
        UsageError: the port is in use.
    """
    from tiktok_tui.accounts.browser import Authorisation, open_browser
    from tiktok_tui.accounts.environment import api_url
    from tiktok_tui.accounts.verifying import Secrets

    app_secret = source.ask("App secret", "TIKTOK_TUI_APP_SECRET")
    with Authorisation(app_id, app_secret, base_url=api_url(), port=port) as authorisation:
        console.say(f"Allow the app on this page:\n  {authorisation.url}")
        console.say(f"The app's settings at TikTok must allow the redirect to {authorisation.redirect_uri}")
        opened = open_browser(authorisation.url)
        console.say("Then wait, or paste the address that the browser ends at.")
        threading.Thread(
            target=_read_pasted, args=(authorisation, source, opened), name="pasted address", daemon=True
        ).start()
        return Secrets.of_grant(app_id, app_secret, authorisation.grant())


def _read_pasted(authorisation: Authorisation, source: SecretInput, opened: bool) -> None:
    """Use the address that the person pastes while the redirect is waited for, whichever comes first.

    A wrong one is explained and asked for again. At the end of the input there is nobody left to paste; without a
    browser either, nothing can come. What is pasted may be seen: the code in it is valid once, and useless without the
    app's secret.
    """
    while address := source.next_line():
        try:
            authorisation.paste(address)
        except AppError as error:
            console.failure(error)
        else:
            return
    if not opened:
        authorisation.cancel()
