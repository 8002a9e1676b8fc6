"""Choose what to send: a file that is browsed for, typed, pasted or dropped, one used before, or a query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tiktok_tui.tui.session import Session
from tiktok_tui.tui.widgets.pick_file import PickFile

if TYPE_CHECKING:
    from textual.app import App


async def choose_source(app: App[Any], session: Session, recent: tuple[str, ...] = ()) -> str | None:
    """Ask for a path or a query; None when it was left. In the demo the example comes first."""
    if session.demo is not None and str(session.demo.file) not in recent:
        recent = (str(session.demo.file), *recent)
    return await app.push_screen_wait(PickFile(recent=recent, title="Which file has the conversions?"))
