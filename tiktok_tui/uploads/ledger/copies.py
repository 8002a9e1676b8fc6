"""Daily copies of the ledger, in case it is lost. They hold digests and settings, no personal data."""

from __future__ import annotations

import contextlib
import os
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tiktok_tui.accounts.home import Home, private_folder
from tiktok_tui.events.system.private_file import remove_abandoned
from tiktok_tui.uploads.ledger.database import Ledger

_KEPT: Final = 3


def copy_ledger(home: Home, ledger: Ledger, now: float) -> None:
    """Copy the ledger as it is now (0600), and remove all but the three newest copies. `now` in Unix seconds."""
    folder = private_folder(home.ledger_copies)
    day = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d")
    remove_abandoned(folder, ".")
    temporary = folder / f".{secrets.token_hex(6)}"
    try:
        os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        ledger.copy_to(temporary)
        os.replace(temporary, folder / f"ledger-{day}.sqlite")
    finally:
        temporary.unlink(missing_ok=True)
    for old in _copies(home)[:-_KEPT]:
        with contextlib.suppress(OSError):
            old.unlink()


def newest_copy(home: Home) -> Path | None:
    """The newest copy, None if there is none."""
    copies = _copies(home)
    return copies[-1] if copies else None


def _copies(home: Home) -> list[Path]:
    """The copies, oldest first."""
    return sorted(home.ledger_copies.glob("ledger-*.sqlite"), key=lambda path: path.stat().st_mtime)
