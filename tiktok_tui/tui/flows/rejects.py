"""Save the rows that were not accepted, with reasons, to mend and send again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App

from tiktok_tui.tui.session import Session
from tiktok_tui.tui.widgets.prompt import Prompt
from tiktok_tui.tui.widgets.waiting import Waiting

if TYPE_CHECKING:
    from tiktok_tui.files.opening import Table
    from tiktok_tui.prepare.preparing import Prepared


async def save_rejects(app: App[Any], session: Session, run: str, table: Table, prepared: Prepared) -> str:
    """Ask where to, write them, and give a sentence about it; "" when it was left."""
    path = await app.push_screen_wait(
        Prompt(
            "Save the rejects to …",
            value=str(Path.cwd() / f"rejects-{run}.csv"),
            hint="The file's own columns, with row, rule, reason and what to do. Mend it and send it as it is.",
            check=lambda typed: "" if typed else "Type a path, or press Esc.",
        )
    )
    if path is None:
        return ""

    def write(_: object) -> int:
        from tiktok_tui.uploads.rejects_file import save_run_rejects

        return save_run_rejects(session.home, run, table, prepared, Path(path).expanduser())

    written = await app.push_screen_wait(Waiting("Save the rejects", "Writing …", write))
    return "" if written is None else f"{written:,} rows written to {path}"
