"""Report a fault of the program itself: a short message, and a file that says where it happened, without data."""

from __future__ import annotations

import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path

from tiktok_tui import __version__


def report(error: BaseException) -> str:
    """Return where `error` came from: types, files, lines and functions only.

    Messages and local values are left out on purpose: they may quote a cell, a token or an address.
    """
    lines = [f"tiktok-tui {__version__}, Python {platform.python_version()}, {platform.system()}"]
    link: BaseException | None = error
    while link is not None:
        kind = type(link)
        lines.append(f"{kind.__module__}.{kind.__qualname__}")
        for frame in traceback.extract_tb(link.__traceback__):
            lines.append(f"  {_shortened(frame.filename)}:{frame.lineno} {frame.name}")
        link = link.__cause__ or link.__context__
    return "\n".join(lines) + "\n"


def message(error: BaseException) -> str:
    """Return one or two sentences for the person; writes the report into the state folder if possible."""
    said = f"tiktok-tui has failed unexpectedly ({type(error).__name__}). Nothing was sent twice."
    try:
        return f"{said}\n  A report without your data is in {_written(report(error))}"
    except Exception:
        return f"{said}\n{report(error)}"


def _written(text: str) -> Path:
    from tiktok_tui.accounts.home import home, write_private

    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    path = home().state / f"crash-{moment}.txt"
    write_private(path, text)
    return path


def _shortened(filename: str) -> str:
    """Return the last three parts of the path: those above may hold somebody's name."""
    parts = Path(filename).parts
    return "/".join(parts[-3:])
