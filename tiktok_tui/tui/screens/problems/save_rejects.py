"""Save the rows that were not accepted, with reasons, to correct and send again."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App

from tiktok_tui.events.counts import counted
from tiktok_tui.tui.dialogs.paths import file_stem
from tiktok_tui.tui.dialogs.prompt import Prompt
from tiktok_tui.tui.dialogs.waiting import Waiting
from tiktok_tui.tui.frame.navigation import FileSaved
from tiktok_tui.tui.frame.session import AppSession

if TYPE_CHECKING:
    from tiktok_tui.files.opening import Table
    from tiktok_tui.prepare.prepare import Prepared


_NAME = "rejects-{}.csv"


def saved_before() -> tuple[Path, ...]:
    """Return the rejects that were saved in the current folder under their usual names, those changed last first."""
    dated: list[tuple[float, Path]] = []
    for path in Path.cwd().glob(_NAME.format("*")):
        with suppress(OSError):  # it was removed a moment ago
            dated.append((path.stat().st_mtime, path))
    return tuple(path for _, path in sorted(dated, reverse=True))


async def save_rejects(app: App[Any], session: AppSession, run: str, table: Table, prepared: Prepared) -> str:
    """Ask for a path and write the rejects of a run; return a sentence about it, "" if the person left it."""
    from tiktok_tui.uploads.exports.rejects import save_run_rejects

    return await _ask_and_write(app, run, lambda path: save_run_rejects(session.home, run, table, prepared, path))


async def save_rejects_of(app: App[Any], session: AppSession, run: str) -> str:
    """Do the same for a run that is not open: its file is opened and checked again as it was sent."""

    def write(path: Path) -> int:
        from tiktok_tui.uploads.exports.rejects import save_run_rejects
        from tiktok_tui.uploads.exports.reopen import reopened
        from tiktok_tui.uploads.ledger.runs import run_named

        found = run_named(session.home, run)
        with reopened(session.home, found) as (table, prepared):
            return save_run_rejects(session.home, run, table, prepared, path)

    return await _ask_and_write(app, run, write)


async def save_check_rejects(app: App[Any], session: AppSession, table: Table, prepared: Prepared) -> str:
    """Do the same for the rows that a check rejects, whether anything is sent or not."""
    from tiktok_tui.uploads.exports.rejects import save_rejects

    def write(path: Path) -> int:
        return save_rejects(session.home, table, prepared, prepared.rejects(), path)

    return await _ask_and_write(app, file_stem(table.name), write)


async def _ask_and_write(app: App[Any], run: str, write: Callable[[Path], int]) -> str:
    path = await app.push_screen_wait(
        Prompt(
            "Save the rejected rows to …",
            value=str(Path.cwd() / _NAME.format(run)),
            hint="The file's own columns, with row, reason and what to do. Correct the rows and send this file.",
            check=lambda typed: "" if typed else "Type a path, or press Esc.",
        )
    )
    if path is None:
        return ""
    waiting = Waiting("Save the rejected rows", "Writing …", lambda _: write(Path(os.path.expanduser(path))))
    written = await app.push_screen_wait(waiting)
    if written is None:
        return ""
    app.post_message(FileSaved(Path(os.path.expanduser(path)).absolute()))
    return f"{counted(written, 'row')} written to {path}. F3 reads them."
