"""The session of the app: its home, and the TikTok that it sends to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home


@dataclass(frozen=True, slots=True)
class Demo:
    """The example: a file, and the slug of the destination (in the sandbox) that it goes to."""

    file: Path
    destination: str


@dataclass(frozen=True, slots=True)
class AppSession:
    """One session of the app. `demo` is set if it shows the example in a temporary home.

    `as_of` replaces the current time in every age rule, as the commands' `--as-of` does. `token_given` is true if the
    environment has an access token: it is used before any credential, so that none is needed.
    """

    home: Home
    api_url: str
    demo: Demo | None = None
    as_of: datetime | None = None
    token_given: bool = False

    def now(self) -> datetime:
        """The instant that ages are counted from."""
        return self.as_of or datetime.now(UTC)


def session() -> AppSession:
    """The session that the environment asks for. Raises SettingsError for an API address that is not allowed."""
    from tiktok_tui.accounts.environment import access_token, api_url
    from tiktok_tui.accounts.home import home

    return AppSession(home(), api_url(), token_given=access_token() is not None)
