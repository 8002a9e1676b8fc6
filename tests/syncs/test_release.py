"""A held run is sent as it was checked, held again if it has changed, or given up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.sandbox import Sandbox
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import UsageError
from tiktok_tui.syncs import history, holds
from tiktok_tui.syncs.night import Night, NightState
from tiktok_tui.syncs.release import drop, release
from tiktok_tui.syncs.run import run_sync
from tiktok_tui.syncs.sync import Limits, Sync
from tiktok_tui.syncs.watched_steps import WatchedSteps


@pytest.fixture
def strict(sync: Sync, tmp_path: Path) -> Sync:
    """The sync with a limit that its export breaks, and a folder for what was sent."""
    return replace(sync, limits=Limits(events=(100, None)), done=tmp_path / "sent")


@pytest.fixture
def held(home: Home, strict: Sync) -> Night:
    """The night of the held export."""
    night = run_sync(home, strict, WatchedSteps()).night
    assert night.state is NightState.HELD
    return night


def test_what_is_released_is_sent_moved_and_held_no_longer(
    home: Home, strict: Sync, held: Night, sandbox: Sandbox, tmp_path: Path
) -> None:
    (result,) = release(home, strict, WatchedSteps())
    assert (result.night.state, result.night.accepted, result.night.number) == (NightState.RELEASED, 20, held.number)
    assert result.night.reason.startswith("Released on ")
    assert result.night.reason.endswith(held.reason)
    assert result.notes
    assert history.nights(home, strict.id) == [result.night]
    assert holds.holds(home, strict.id) == ()
    assert [path.name for path in (tmp_path / "sent").iterdir()] == ["orders.csv"]
    for act in (lambda: release(home, strict, WatchedSteps()), lambda: drop(home, strict.id)):
        with pytest.raises(UsageError, match="Nothing of the sync nightly is held") as raised:
            act()
        assert raised.value.remedy == "`tiktok-tui sync list` shows what is."


def test_what_has_changed_since_it_was_checked_is_held_again(
    home: Home, strict: Sync, held: Night, sandbox: Sandbox, tmp_path: Path
) -> None:
    export = tmp_path / "orders.csv"
    export.write_text("".join(export.read_text().splitlines(keepends=True)[:-1]))
    (result,) = release(home, strict, WatchedSteps())
    assert result.night.state is NightState.HELD
    assert "has changed since it was checked: 19 events can be sent now, 20 then" in result.night.reason
    assert result.night.reason.endswith(held.reason.replace("20", "19"))
    assert sandbox.stats().requests == 0
    assert [hold.events for hold in holds.holds(home, strict.id)] == [19]
    (released,) = release(home, strict, WatchedSteps())
    assert (released.night.state, released.night.accepted) == (NightState.RELEASED, 19)


def test_what_has_grown_too_old_is_released_and_nothing_of_it_is_sent(
    home: Home, strict: Sync, held: Night, sandbox: Sandbox, tmp_path: Path
) -> None:
    (result,) = release(home, strict, WatchedSteps(), now=datetime.now(UTC) + timedelta(days=40))
    assert result.night.state is NightState.RELEASED
    assert result.night.reason == f"{held.reason} None of it can be sent now."
    assert holds.holds(home, strict.id) == ()
    assert sandbox.stats().requests == 0
    assert (tmp_path / "orders.csv").exists()


def test_what_is_given_up_is_not_sent(home: Home, strict: Sync, held: Night, sandbox: Sandbox) -> None:
    later = history.begin(home, strict.id, datetime.now(UTC))
    dropped = drop(home, strict.id)
    assert dropped == [replace(held, state=NightState.DROPPED)]
    assert history.nights(home, strict.id) == [*dropped, later]
    assert holds.holds(home, strict.id) == ()
    assert sandbox.stats().requests == 0


def test_a_hold_whose_night_is_lost_can_be_released(home: Home, strict: Sync, held: Night) -> None:
    history.remove(home, strict.id)
    (result,) = release(home, strict, WatchedSteps())
    assert (result.night.state, result.night.number, result.night.accepted) == (NightState.RELEASED, held.number, 20)
    assert result.night.reason.endswith(held.reason)
