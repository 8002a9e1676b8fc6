"""The name of the place that tokens come from, for title lines."""

from __future__ import annotations

from tiktok_tui.events.errors import CredentialError
from tiktok_tui.tui.frame.session import AppSession


def read_keyring(session: AppSession) -> str:
    """Return in words where tokens come from. Imports the keyring and may ask its service: called in a thread."""
    from tiktok_tui.accounts import environment
    from tiktok_tui.accounts.secrets import Keyring

    if session.demo is not None:
        return "Example: nothing leaves this machine"
    if environment.access_token():
        return "Token from the environment"
    try:
        return f"OS keyring: {Keyring().name()}"
    except CredentialError:
        return "! No keyring on this machine"
