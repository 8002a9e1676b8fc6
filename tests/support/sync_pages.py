"""Syncs as pages: a month of nights, the last of which is held, seen at an instant that never changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from textual.screen import Screen

from tests.support.setups import NOW, SHOP, at_now
from tiktok_tui.accounts import destinations
from tiktok_tui.accounts.home import Home
from tiktok_tui.syncs.history import history, holds
from tiktok_tui.syncs.history.night import Night, NightState
from tiktok_tui.syncs.settings import store
from tiktok_tui.syncs.settings.schedule import Kind, Schedule
from tiktok_tui.syncs.settings.sync import Limits, PathSource, Share, Sync
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.dialog import Dialog
from tiktok_tui.tui.screens.home.home import HomePage
from tiktok_tui.tui.screens.syncs.edit_sync import EditSync, SyncWords
from tiktok_tui.tui.screens.syncs.new_sync import NewSync, Wishes
from tiktok_tui.tui.screens.syncs.sync_page import SyncPage

NIGHTLY = Sync(
    "nightly",
    "Nightly store sales [/b]",
    SHOP.slug,
    PathSource("/srv/exports/orders-*.csv"),
    schedule=Schedule(Kind.DAILY, time(3, 15), time_zone="Europe/Paris"),
    limits=Limits(Share(5), (500, 50_000), timedelta(days=2)),
)
"""A sync that runs at night."""


def held(home: Home) -> holds.Hold:
    """A destination, two syncs of it, and the nights of the first: most were sent, the last is held."""
    destinations.save(home, SHOP)
    store.save(home, NIGHTLY)
    store.save(home, replace(NIGHTLY, id="by-hand", name="By hand", schedule=None))
    first = datetime(NOW.year, NOW.month, 1, 1, 15, tzinfo=UTC)
    for number in range(1, 31):
        events = 1_000 + 37 * (number % 7)
        night = Night(
            number,
            first + timedelta(days=number - 1),
            first + timedelta(days=number - 1, minutes=1),
            NightState.SENT,
            "",
            f"orders-{number:02}.csv",
            rows=events + 12,
            events=events,
            rejected=number % 5,
            accepted=events - number % 5,
        )
        if number == 12:
            night = replace(night, state=NightState.FAILED, reason="TikTok cannot be reached.", accepted=0, rejected=0)
        history.write(home, NIGHTLY.id, night)
    reason = "31 % of the rows are rejected, the limit is 5 %."
    history.write(home, NIGHTLY.id, replace(night, state=NightState.HELD, reason=reason, accepted=0, rejected=330))
    source = '{"kind": "file", "path": "/srv/exports/orders-30.csv"}'
    hold = holds.Hold(30, source, "orders-30.csv", None, "", NOW, "", 735, (reason,))
    holds.add(home, NIGHTLY.id, hold)
    return hold


def _sync(app: TikTokTui) -> Screen[Any]:
    app.session = at_now(app.session)
    held(app.session.home)
    return SyncPage(app.session, NIGHTLY.id)


def _home(app: TikTokTui) -> Screen[Any]:
    app.session = at_now(app.session)
    held(app.session.home)
    return HomePage(app.session)


def pages(over: Callable[[Callable[[], Screen[Any]]], Callable[[TikTokTui], Screen[Any]]]) -> dict[str, Any]:
    """These pages by name; `over` puts a dialog on an empty page."""

    def new() -> Dialog[Wishes]:
        return NewSync(Wishes("Store sales nightly", "/srv/exports/orders_*.csv", "03:15"))

    def edit() -> Dialog[SyncWords]:
        return EditSync(SyncWords.of(NIGHTLY))

    return {"sync": _sync, "home-syncs": _home, "new-sync": over(new), "edit-sync": over(edit)}


READY = {"sync": "31 % of the rows", "home-syncs": "due", "new-sync": "Every day at", "edit-sync": "Newest event"}
"""A text on each of them once it is complete."""
