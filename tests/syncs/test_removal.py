"""A sync is removed with all that is kept about it, also if its file is broken."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.support.secret_service import SecretService
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import CredentialError, SettingsError, StateError
from tiktok_tui.syncs.history import history, lock
from tiktok_tui.syncs.messages import addresses
from tiktok_tui.syncs.removal import remove
from tiktok_tui.syncs.running.run import run_sync
from tiktok_tui.syncs.running.watched_steps import WatchedSteps
from tiktok_tui.syncs.settings import store
from tiktok_tui.syncs.settings.sync import Limits, Notify, Sync
from tiktok_tui.syncs.watching.known_files import Content, KnownFiles


@pytest.fixture
def taken_off(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The syncs that were taken off the schedulers."""
    found: list[str] = []
    monkeypatch.setattr(
        "tiktok_tui.syncs.scheduling.scheduling.unschedule", lambda home, sync_id: found.append(sync_id)
    )
    return found


@pytest.mark.parametrize("kind", ["held.json", "jsonl", "files"])
def test_a_sync_of_which_something_cannot_be_removed_stays_to_be_removed_again(
    home: Home, sync: Sync, real_keyring: SecretService, taken_off: list[str], kind: str
) -> None:
    in_the_way = home.nights / f"nightly.{kind}"
    in_the_way.mkdir(parents=True)
    with pytest.raises(StateError, match="Cannot remove"):
        remove(home, sync.id)
    in_the_way.rmdir()
    remove(home, sync.id)
    assert (store.names(home), taken_off) == ([], ["nightly"] * 2)


@pytest.mark.parametrize("keeper", ["scheduler", "keyring"])
def test_a_sync_that_its_scheduler_or_the_keyring_keeps_loses_nothing(
    home: Home, sync: Sync, monkeypatch: pytest.MonkeyPatch, keeper: str
) -> None:
    def answered(home: Home, sync_id: str) -> None:
        if keeper == "scheduler":
            raise StateError("The scheduler does not answer.")

    monkeypatch.setattr("tiktok_tui.syncs.scheduling.scheduling.unschedule", answered)
    store.save(home, replace(sync, notify=Notify(services=("json",))))  # whose addresses are in a keyring
    kept = [home.nights / f"nightly.{kind}" for kind in ("held.json", "jsonl", "files")]
    home.nights.mkdir(parents=True)
    for path in kept:
        path.write_text("kept")
    with pytest.raises(StateError if keeper == "scheduler" else CredentialError):
        remove(home, sync.id)
    assert [path.read_text() for path in kept] == ["kept"] * 3
    assert store.names(home) == ["nightly"]


@pytest.mark.parametrize("broken", [False, True])
def test_nothing_of_it_is_left(
    home: Home, sync: Sync, real_keyring: SecretService, taken_off: list[str], broken: bool
) -> None:
    run_sync(home, replace(sync, limits=Limits(events=(100, None))), WatchedSteps())
    KnownFiles(home, sync.id).add(Content("a1", "one.csv", 7), whole=True)
    if broken:
        store.path_of(home, sync.id).write_text("x")
    else:
        addresses.add(home, sync, "json://user:planted@127.0.0.1:9/hook")
    assert len(list(home.nights.iterdir())) == 3
    remove(home, sync.id)
    assert taken_off == ["nightly"]
    assert list(home.syncs.iterdir()) == list(home.nights.iterdir()) == []
    assert real_keyring.entries() == []
    with pytest.raises(SettingsError, match="There is no sync “nightly”"):
        remove(home, sync.id)
    assert taken_off == ["nightly"]


def test_a_sync_that_is_being_run_stays(
    home: Home, sync: Sync, taken_off: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    history.begin(home, sync.id, datetime.now(UTC))
    monkeypatch.setattr(lock, "GLANCE_SECONDS", 0.0)
    with lock.locked(home, sync.id), pytest.raises(StateError, match="is being run already"):
        remove(home, sync.id)
    assert store.load(home, sync.id) == sync
    assert (len(history.nights(home, sync.id)), taken_off) == (1, [])
