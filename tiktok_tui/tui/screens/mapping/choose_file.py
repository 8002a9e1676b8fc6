"""Choose what to send: a file that is browsed for, typed, pasted or dropped, one used before, or a query."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from tiktok_tui.events.errors import StateError
from tiktok_tui.tui.dialogs.pick_file import PickFile
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import run

if TYPE_CHECKING:
    from textual.app import App


async def choose_source(app: App[Any], session: AppSession) -> str | None:
    """Ask for a path or a query; None when it was left. What was sent before comes first, in the demo the example."""
    recent = await run(lambda _: _sent_before(session))
    if session.demo is not None and str(session.demo.file) not in recent:
        recent = (str(session.demo.file), *recent)
    return await app.push_screen_wait(PickFile(recent=recent, title="Which file has the conversions?"))


def _sent_before(session: AppSession) -> tuple[str, ...]:
    from tiktok_tui.uploads.ledger.history import recent_sources

    # A ledger that cannot be read is told of where it is needed.
    with suppress(StateError):
        return recent_sources(session.home)
    return ()
