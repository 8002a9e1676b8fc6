"""Save a destination: TikTok checks it first, then the person is asked about what saving changes or loses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from textual.app import App

from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import AppError, SettingsError
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import run
from tiktok_tui.tui.screens.destination import saving

if TYPE_CHECKING:
    from tiktok_tui.accounts.checking import Checked
    from tiktok_tui.accounts.home import Home


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved destination, and notes about it that are worth reading."""

    destination: Destination
    notes: tuple[str, ...]


async def save(
    app: App[Any],
    session: AppSession,
    wanted: Destination,
    before: Destination,
    stored: Destination | None,
    say: Callable[[str], None],
) -> Saved | None:
    """Check `wanted` with TikTok, then save it; None if the person declined. A failed check saves nothing.

    `before` is the destination as the form first showed it, `stored` as it was read from its file, None for a new one;
    `say` shows how far this is. Raises AppError; a SettingsError names its field.
    """
    if not wanted.name:
        raise SettingsError("The destination needs a name.", field="name")
    if not (wanted.credential or wanted.sandbox or session.token_given):
        raise SettingsError("The destination needs a credential. Ctrl+T adds one.", field="sandbox")
    say("Checking with TikTok …")
    checked = await run(lambda _: saving.check(session.home, wanted, session.api_url))
    changed = wanted.auto_tracking != before.auto_tracking and not wanted.sandbox
    changes = changed and checked.destination.auto_tracking != wanted.auto_tracking
    tracks = changes and await _tracking_agreed(app, wanted.auto_tracking)
    if not await _agreed(app, session.home, checked.destination, stored):
        say("Nothing was saved.")
        return None
    if tracks:  # once all is agreed: nothing is changed at TikTok for what is not saved
        checked = await _change_tracking(session, checked, wanted.auto_tracking)
    destination = checked.destination
    warnings = await run(lambda _: saving.save(session.home, destination, new=not wanted.slug))
    return Saved(destination, (*checked.notes, *warnings))


async def _agreed(app: App[Any], home: Home, destination: Destination, stored: Destination | None) -> bool:
    """Ask about what saving would lose, and before events go to TikTok in place of the sandbox."""
    questions = []
    changed = "" if stored is None else await run(lambda _: saving.changed_meanwhile(home, stored))
    if changed:
        questions.append(Confirm("Save over it?", changed, yes="Save over it", no="Go back"))
    if await run(lambda _: saving.goes_live(home, destination)):
        event_set = f"{destination.event_set_name}  {destination.event_set_id}".strip()
        questions.append(
            Confirm(
                "Send to TikTok from now on?",
                f"{destination.name} leaves the sandbox: what is sent to it counts in Ads Manager.",
                yes="Send to TikTok",
                no="Go back",
                facts=[("Advertiser", destination.advertiser_id), ("Event set", event_set)],
            )
        )
    if await run(lambda _: saving.loses_comments(home, destination)):
        lost = "The comments in the destination's file will be lost."
        questions.append(Confirm("Save?", lost, yes="Save", no="Go back"))
    for question in questions:
        if not await app.push_screen_wait(question):
            return False
    return True


async def _tracking_agreed(app: App[Any], wanted: bool) -> bool:
    """Ask whether auto tracking is changed at TikTok; if declined, it stays as it is there."""
    question = (
        "Every future campaign of the advertiser will use this event set."
        if wanted
        else "Future campaigns will use this event set only where it is chosen for them."
    )
    title = f"Turn auto tracking {'on' if wanted else 'off'} at TikTok?"
    agreed = await app.push_screen_wait(Confirm(title, question, yes="Turn it on" if wanted else "Turn it off"))
    return agreed is True


async def _change_tracking(session: AppSession, checked: Checked, wanted: bool) -> Checked:
    """Change auto tracking at TikTok. Raises SettingsError, with the field, if TikTok does not change it."""
    home, api_url, destination = session.home, session.api_url, checked.destination
    try:
        await run(lambda _: saving.set_tracking(home, destination, api_url, wanted))
    except AppError as error:
        raise SettingsError(
            f"Auto tracking was not changed. {error.what}", remedy=error.remedy, field="auto_tracking"
        ) from None
    return replace(checked, destination=replace(destination, auto_tracking=wanted))
