"""The environment variables about the connection to TikTok and the keyring."""

from __future__ import annotations

import os
from pathlib import Path

from tiktok_tui.tiktok.endpoints import DEFAULT_URL, check_base_url
from tiktok_tui.tiktok.secret import Secret, cleaned

API_URL = "TIKTOK_TUI_API_URL"
ACCESS_TOKEN = "TIKTOK_TUI_ACCESS_TOKEN"
APP_SECRET = "TIKTOK_TUI_APP_SECRET"
REFRESH_TOKEN = "TIKTOK_TUI_REFRESH_TOKEN"
KEYRING_PASSWORD = "TIKTOK_TUI_KEYRING_PASSWORD"
"""Unlocks a keyring that is an encrypted file; its own prompt would break into the screen."""
NOTIFY = "TIKTOK_TUI_NOTIFY"
"""Addresses of services that are told about syncs; they hold secrets."""

_SECRETS = frozenset((ACCESS_TOKEN, APP_SECRET, REFRESH_TOKEN, KEYRING_PASSWORD, NOTIFY))


def api_url() -> str:
    """The base URL of TikTok's API. Raises SettingsError when the environment names one that no token may go to."""
    named = os.environ.get(API_URL, "").strip()
    return check_base_url(named, where=API_URL) if named else DEFAULT_URL


def access_token() -> Secret | None:
    """Return the access token of the environment, which is used before the keyring's."""
    return cleaned(secret_given(ACCESS_TOKEN)) or None


def secret_given(name: str) -> str:
    """Return the secret in the variable of this name, else in systemd's credential of this name; "" for neither.

    systemd.exec(5): LoadCredential= puts each credential into a file of its name in $CREDENTIALS_DIRECTORY.
    """
    if held := os.environ.get(name, ""):
        return held
    folder = os.environ.get("CREDENTIALS_DIRECTORY", "")
    try:
        return Path(folder, name).read_text("utf-8").rstrip("\r\n") if folder else ""
    except (OSError, ValueError):
        return ""


def secrets_given() -> tuple[str, ...]:
    """Return the names of the variables that hold secrets in this environment."""
    return tuple(sorted(name for name in _SECRETS if os.environ.get(name, "").strip()))


def for_children() -> dict[str, str]:
    """The environment for programs that we start: a browser lives on for days, and needs none of the secrets."""
    return {name: value for name, value in os.environ.items() if name not in _SECRETS}
