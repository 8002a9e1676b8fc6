"""The times and the limits of a sync, changed on its screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.app import App
from textual.pilot import Pilot

from tests.support.pilot import screen_text, shows, until
from tests.support.setups import at_now, on
from tests.support.sync_pages import NIGHTLY, held
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import SettingsError, StateError
from tiktok_tui.syncs.history import history
from tiktok_tui.syncs.scheduling import scheduling
from tiktok_tui.syncs.scheduling.scheduler import Times
from tiktok_tui.syncs.settings import store
from tiktok_tui.syncs.settings.schedule import Kind, Schedule
from tiktok_tui.syncs.settings.sync import Limits, Notify, Sync
from tiktok_tui.syncs.standing import Standing
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.syncs import edit_sync as editing_module
from tiktok_tui.tui.screens.syncs.edit_sync import EditSync, SyncWords, changed, edit_sync
from tiktok_tui.tui.screens.syncs.loaded_sync import LoadedSync
from tiktok_tui.tui.screens.syncs.sync_page import SyncPage
from tiktok_tui.tui.widgets.text_line import TextLine

WATCHED = replace(NIGHTLY, schedule=Schedule(Kind.WATCH))
WORDS = SyncWords.of(NIGHTLY)


def opened(session: AppSession) -> TikTokTui:
    """The sync's screen in a home where its last export is held."""
    session = at_now(session)
    held(session.home)
    return TikTokTui(session, lambda app: SyncPage(app.session, NIGHTLY.id))


async def editing(pilot: Pilot[str], line: str = "#schedule") -> None:
    """Wait for the dialog, and until one types into the line that it begins at."""
    dialog = await on(pilot, EditSync)
    await until(pilot, lambda: dialog.focused is dialog.query_one(line, TextLine))


async def test_a_mistake_is_shown_at_its_line_and_what_is_right_is_saved(session: AppSession) -> None:
    app = opened(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await shows(pilot, "if more than 5 % of the rows are rejected")
        await pilot.press("e")
        await editing(pilot)
        assert [app.screen.query_one(f"#{key}", TextLine).value for key in ("schedule", "rejected", "events")] == [
            "03:15",
            "5 %",
            "500-50000",
        ]
        await pilot.press(*"03:155", "enter")
        await shows(pilot, "“03:155” is no time of the day.")
        assert "quotes" not in screen_text(app), "which are for its file"
        assert app.screen.query_one("#schedule", TextLine).value == "03:155", "it can be corrected"
        assert app.focused is app.screen.query_one("#schedule", TextLine)
        assert store.load(session.home, NIGHTLY.id) == NIGHTLY
        await pilot.press(*"03:10", "tab", *"100", "tab", "tab", "ctrl+u", "enter")
        await on(pilot, SyncPage)
        await shows(pilot, "every day at 03:10, Paris")
        await shows(pilot, "if more than 100 rows are rejected, or there are fewer than 500 events")
        await shows(pilot, "✓ Saved.")
        await pilot.press("e")
        await editing(pilot)
        await pilot.press("enter")
        await on(pilot, SyncPage)
        await until(pilot, lambda: "Saved." not in screen_text(app))  # nothing was changed
    saved = store.load(session.home, NIGHTLY.id)
    assert saved == replace(
        NIGHTLY, schedule=Schedule(Kind.DAILY, time(3, 10), time_zone="Europe/Paris"), limits=Limits(100, (500, 50_000))
    )
    assert len(history.nights(session.home, NIGHTLY.id)) == 30


async def test_comments_are_lost_only_after_a_question(session: AppSession) -> None:
    app = opened(session)
    path = store.path_of(session.home, NIGHTLY.id)
    path.write_text(path.read_text() + "# agreed with finance\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "31 % of the rows")
        for answer, kept in (("n", True), ("y", False)):
            await pilot.press("e")
            await editing(pilot)
            await pilot.press(*":15", "enter")
            await on(pilot, Confirm)
            await shows(pilot, "The comments in its file will be lost.")
            await pilot.press(answer)
            await on(pilot, SyncPage)
            await until(pilot, lambda kept=kept: ("finance" in path.read_text()) is kept)  # type: ignore[misc]
        await shows(pilot, "every hour, 15 minutes past, Paris")


async def test_a_machine_that_starts_it_is_offered_the_new_times_and_forgets_it_without_any(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(session)
    stale, taken_off = False, list[str]()
    monkeypatch.setattr(scheduling, "times", lambda home, sync: Times("cron", None, None, stale=stale))

    def unschedule(home: Home, sync_id: str) -> list[str]:
        taken_off.append(sync_id)
        return ["cron"]

    monkeypatch.setattr(scheduling, "unschedule", unschedule)
    async with app.run_test(size=(120, 40)) as pilot:
        await shows(pilot, "every day at 03:15, Paris, next")
        await pilot.press("e")
        await editing(pilot)
        stale = True
        await pilot.press(*"04:00", "enter")
        await shows(pilot, "It does not start by itself yet")  # the tests have no scheduler
        await pilot.press("escape")
        await shows(pilot, "every day at 04:00, Paris  ! this machine starts it at older times: t  renews them")
        assert taken_off == []
        await pilot.press("e")
        await editing(pilot)
        await pilot.press("ctrl+u", "enter")
        await shows(pilot, "only when you run it  ! this machine still starts it: `tiktok-tui sync unschedule nightly`")
    assert taken_off == [NIGHTLY.id]
    assert store.load(session.home, NIGHTLY.id).schedule is None


async def test_a_watched_folder_keeps_its_schedule(session: AppSession) -> None:
    app = opened(session)
    store.save(session.home, WATCHED)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "whenever a file appears")
        await pilot.press("e")
        await editing(pilot, "#rejected")
        await shows(pilot, "It runs whenever a file appears in the folder.")
        await pilot.press("ctrl+u", "enter")
        await on(pilot, SyncPage)
        await until(pilot, lambda: store.load(session.home, NIGHTLY.id).limits.rejected is None)
    assert store.load(session.home, NIGHTLY.id).schedule == WATCHED.schedule


@pytest.mark.parametrize(
    ("words", "after"),
    [
        (WORDS, NIGHTLY),
        (replace(WORDS, name=""), replace(NIGHTLY, name="nightly")),
        (replace(WORDS, name="By night"), replace(NIGHTLY, name="By night")),
        (replace(WORDS, schedule=""), replace(NIGHTLY, schedule=None)),
        (replace(WORDS, events="", older_than=""), replace(NIGHTLY, limits=Limits(NIGHTLY.limits.rejected))),
    ],
)
def test_words_are_the_settings(words: SyncWords, after: Sync) -> None:
    assert changed(NIGHTLY, WORDS, words) == after
    meanwhile = replace(NIGHTLY, name="Renamed", limits=Limits(7, (1, 2)), sheet="May", schedule=None)
    assert changed(meanwhile, WORDS, WORDS) == meanwhile, "what nobody has changed here stays"
    assert changed(WATCHED, SyncWords.of(WATCHED), SyncWords.of(WATCHED)) == WATCHED


@pytest.fixture
def answered(session: AppSession, monkeypatch: pytest.MonkeyPatch) -> Callable[[SyncWords, LoadedSync], App[Any]]:
    """An app in which the dialog is answered at once, with these words for a sync that was read so."""
    store.save(session.home, NIGHTLY)

    async def run(work: Callable[[object], object]) -> object:
        return work(None)

    def made(words: SyncWords, loaded: LoadedSync) -> App[Any]:
        async def answer(_: object) -> SyncWords:
            return words

        monkeypatch.setattr(editing_module, "run", run)
        monkeypatch.setattr(LoadedSync, "read", lambda *_: loaded)
        return cast("App[Any]", SimpleNamespace(push_screen_wait=answer))

    return made


READ = LoadedSync(Standing(NIGHTLY, None, None, (), False), (), "Shop")


async def test_what_somebody_changes_meanwhile_stays_and_a_sync_that_is_removed_meanwhile_stays_removed(
    session: AppSession, answered: Callable[[SyncWords, LoadedSync], App[Any]]
) -> None:
    app = answered(replace(WORDS, rejected="7"), READ)
    meanwhile = replace(NIGHTLY, name="Renamed", notify=Notify(services=("slack",)))
    store.save(session.home, meanwhile)
    assert await edit_sync(app, session, NIGHTLY.id)
    limits = replace(NIGHTLY.limits, rejected=7)
    assert store.load(session.home, NIGHTLY.id) == replace(meanwhile, limits=limits)
    store.remove(session.home, NIGHTLY.id)
    with pytest.raises(SettingsError, match="There is no sync “nightly”"):
        await edit_sync(app, session, NIGHTLY.id)
    assert store.names(session.home) == []


async def test_a_sync_that_cannot_be_saved_is_not_taken_off_the_machine(
    session: AppSession,
    answered: Callable[[SyncWords, LoadedSync], App[Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken_off: list[object] = []

    def full(*_: object) -> None:
        raise StateError("The disk is full.")

    monkeypatch.setattr(scheduling, "unschedule", lambda *what: taken_off.append(what))
    monkeypatch.setattr(store, "save", full)
    with pytest.raises(StateError, match="full"):
        await edit_sync(answered(replace(WORDS, schedule=""), READ), session, NIGHTLY.id)
    assert taken_off == []


@pytest.mark.parametrize(
    ("scheduled", "stale", "words", "offered"),
    [
        (True, False, replace(WORDS, rejected="7"), False),
        (True, False, replace(WORDS, schedule="04:00"), True),
        (False, True, replace(WORDS, schedule="04:00"), True),
        (False, False, replace(WORDS, schedule="04:00"), False),
        (True, False, replace(WORDS, schedule=""), False),
    ],
)
async def test_new_times_are_offered_to_a_machine_that_starts_it(
    scheduled: bool,
    stale: bool,
    words: SyncWords,
    offered: bool,
    session: AppSession,
    answered: Callable[[SyncWords, LoadedSync], App[Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    offers: list[Sync] = []

    async def offer(_: object, __: object, sync: Sync) -> bool:
        offers.append(sync)
        return True

    monkeypatch.setattr(editing_module, "offer_schedule", offer)
    app = answered(words, replace(READ, scheduled=scheduled, stale=stale))
    assert await edit_sync(app, session, NIGHTLY.id)
    saved = store.load(session.home, NIGHTLY.id)
    assert saved == changed(NIGHTLY, WORDS, words)
    assert offers == ([saved] if offered else [])
