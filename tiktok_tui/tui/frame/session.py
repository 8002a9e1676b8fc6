"""What the whole app is told at its start: which home it works in and which TikTok it talks to."""

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
    """One run of the app. `demo` is set when it shows the example in a throw-away home.

    `as_of` is an instant taken for now in every age rule, as the commands' `--as-of` is.
    """

    home: Home
    api_url: str
    demo: Demo | None = None
    as_of: datetime | None = None

    def now(self) -> datetime:
        """The instant that ages are counted from."""
        return self.as_of or datetime.now(UTC)


def session() -> AppSession:
    """The session that the environment asks for. Raises SettingsError for an API address that may not be used."""
    from tiktok_tui.accounts.environment import api_url
    from tiktok_tui.accounts.home import home

    return AppSession(home(), api_url())
