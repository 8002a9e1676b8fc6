"""A fault of our own: a short message, and a report that says where it happened and holds nobody's data."""

from __future__ import annotations

import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path

from tiktok_tui import __version__


def report(error: BaseException) -> str:
    """Where `error` came from: types, files, lines and functions only.

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
    """One or two sentences for the person; writes the report into the state folder when that can be done."""
    said = f"tiktok-tui: something went wrong that should not ({type(error).__name__}). Nothing was sent twice."
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
    """The path from the package's own folder on: what lies above it may be somebody's name."""
    parts = Path(filename).parts
    return "/".join(parts[-3:])
