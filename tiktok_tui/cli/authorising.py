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


def authorised(app_id: str, source: SecretInput) -> Secrets:
    """Return the tokens that a person's consent on TikTok's page gives; the app's secret comes from `source`.

    Raises:
        CredentialError, SettingsError, UnreachableError: no consent came, or TikTok did not take it.
    """
    from tiktok_tui.accounts.browser import Authorisation, open_browser
    from tiktok_tui.accounts.environment import api_url
    from tiktok_tui.accounts.verifying import Secrets

    app_secret = source.ask("App secret", "TIKTOK_TUI_APP_SECRET")
    with Authorisation(app_id, app_secret, base_url=api_url()) as authorisation:
        console.say(f"Let the app in on this page:\n  {authorisation.url}")
        if not open_browser(authorisation.url):
            _take_pasted(authorisation, source)
        return Secrets.of_grant(app_id, app_secret, authorisation.grant())


def _take_pasted(authorisation: Authorisation, source: SecretInput) -> None:
    """Take the address from the person while the redirect is waited for, whichever comes first.

    What is pasted may be seen: the code in it is good once, and for nobody without the app's secret.
    """

    def read() -> None:
        try:
            address = source.next_line()
            if address:
                authorisation.paste(address)
            else:
                authorisation.cancel()
        except AppError as error:
            console.failure(error)
            authorisation.cancel()

    console.say("Paste the address that it ends at here, or let the redirect reach this machine.")
    threading.Thread(target=read, name="pasted address", daemon=True).start()
