"""Authorising in the browser: TikTok's page, the redirect (caught or pasted), and the tokens for its code."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import threading
import webbrowser
from contextlib import ExitStack
from types import TracebackType
from typing import Final, Self

from tiktok_tui.accounts import environment
from tiktok_tui.accounts.loopback import Consent, Loopback, Verdict, query_of
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.tiktok import oauth
from tiktok_tui.tiktok.oauth import Grant
from tiktok_tui.tiktok.secret import cleaned

DEADLINE: Final = 600.0
"""Seconds that a person has for TikTok's page; the code itself is valid for an hour."""


_TEXT_BROWSERS: Final = frozenset({"www-browser", "links", "links2", "elinks", "lynx", "w3m"})


class Authorisation:
    """One authorisation from its address to its tokens; a context manager that listens while it is open.

    with Authorisation(app_id, app_secret, base_url=url) as authorisation:
        open_browser(authorisation.url)
        grant = authorisation.grant()       # another thread may call `paste` or `cancel`
    """

    def __init__(self, app_id: str, app_secret: str, *, base_url: str, port: int = 0) -> None:
        """Set `port` only if the app's settings at TikTok name one; 0 takes a free one."""
        self._app_id = app_id
        self._app_secret = cleaned(app_secret)
        self._base_url = base_url
        self._port = port
        self._state = secrets.token_urlsafe(32)
        self._consent = Consent(self._state)
        self._open = ExitStack()
        self._redirect_uri = ""

    def __enter__(self) -> Self:
        self._redirect_uri = self._open.enter_context(Loopback(self._consent, port=self._port)).redirect_uri
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._consent.give_up()
        self._open.close()

    @property
    def url(self) -> str:
        """The address of TikTok's page where the person authorises the app."""
        return oauth.authorize_url(self._base_url, self._app_id, self._state, self._redirect_uri)

    @property
    def redirect_uri(self) -> str:
        """The address that TikTok redirects to; the app's settings at TikTok must allow it."""
        return self._redirect_uri

    def paste(self, address: str) -> None:
        """Use the address that the browser ended at, if it cannot reach this machine. Raises SettingsError."""
        if self._consent.take(query_of(address)) is Verdict.STRANGE:
            raise SettingsError(
                "The address belongs to another authorisation.",
                remedy="Open the address shown here, not an older one, and paste what it ends at.",
                field="redirect",
            )

    def cancel(self) -> None:
        """Stop waiting; `grant` then raises."""
        self._consent.give_up()

    def grant(self, seconds: float = DEADLINE) -> Grant:
        """Wait for the person, close the listener, and exchange the code once. Raises CredentialError, TikTokError."""
        code = self._consent.wait(seconds)
        self._open.close()
        return oauth.exchange_code(self._base_url, self._app_id, self._app_secret, code)


def open_browser(url: str) -> bool:
    """Open `url` in the browser. Return False if there is no browser, or only one that would use the terminal."""
    if sys.platform.startswith("linux"):
        if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            return False
        if "BROWSER" not in os.environ and (opener := shutil.which("xdg-open")):
            return _open_quietly([opener, url])
    try:
        if getattr(webbrowser.get(), "basename", "") in _TEXT_BROWSERS:
            return False
    except webbrowser.Error:
        return False
    # In a process of its own: the browser inherits its environment, which holds no secrets.
    return _open_quietly([sys.executable, "-m", "webbrowser", url])


def _open_quietly(command: list[str]) -> bool:
    """Start the browser without its output, which would be written over the screen."""
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(
            command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True, env=environment.for_children()
        )
    except OSError:
        return False
    threading.Thread(target=process.wait, name="browser", daemon=True).start()
    return True
