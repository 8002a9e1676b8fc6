"""Edit, copy, test, remove a destination, or move it to TikTok: one screen or dialog after the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.app import App

from tiktok_tui.events.destination import Destination
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.waiting import Waiting
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import run
from tiktok_tui.tui.screens.destination import saving
from tiktok_tui.tui.screens.destination.edit_destination import EditDestination
from tiktok_tui.tui.screens.destination.editor import blank

if TYPE_CHECKING:
    from tiktok_tui.tui.jobs.jobs import BackgroundJob


async def add(app: App[Any], session: AppSession) -> Destination | None:
    """Open the form with nothing filled in; return the new destination, None if the person left."""
    from tiktok_tui.accounts import credentials

    known = await run(lambda _: credentials.taken(session.home))
    new = blank(known[0] if len(known) == 1 else "", sandbox=not (known or session.token_given))
    return await app.push_screen_wait(EditDestination(session, new, None))


async def edit(app: App[Any], session: AppSession, destination: Destination) -> Destination | None:
    """Open the form; return the saved destination, None if the person left."""
    return await app.push_screen_wait(EditDestination(session, destination, destination))


async def copy(app: App[Any], session: AppSession, destination: Destination) -> Destination | None:
    """Open the form with the same settings and no name; nothing is saved before the person saves it."""
    return await app.push_screen_wait(EditDestination(session, replace(destination, slug="", name=""), None))


async def go_live(app: App[Any], session: AppSession, destination: Destination) -> Destination | None:
    """Open the form without the sandbox and its advertiser and event set, for the real ones to be chosen."""
    from tiktok_tui.uploads.connection import untried

    return await app.push_screen_wait(EditDestination(session, untried(destination), destination))


async def test(app: App[Any], session: AppSession, destination: Destination) -> Destination | None:
    """Compare the destination with what TikTok knows; return it if they agree."""

    def compare(_: BackgroundJob) -> Destination:
        saving.check(session.home, destination, session.api_url)
        return destination

    return await app.push_screen_wait(Waiting(f"Test {destination.name}", "Asking TikTok …", compare))


async def remove(app: App[Any], session: AppSession, destination: Destination) -> Destination | None:
    """Remove the destination after a question; return it once it is gone."""
    question = Confirm(
        f"Remove {destination.name}?",
        "Its settings are deleted here; nothing changes at TikTok. Its runs stay in the history, but they can no"
        " longer be resumed.",
        yes="Remove",
        no="Keep it",
        grave=True,
    )
    if not await app.push_screen_wait(question):
        return None
    from tiktok_tui.accounts import destinations

    await run(lambda _: destinations.remove(session.home, destination.slug))
    return destination
