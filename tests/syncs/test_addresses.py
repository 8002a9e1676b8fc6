"""Addresses of services are in the keyring; the sync's file names their kinds, and keeps its other lines."""

from __future__ import annotations

import sys

import pytest

from tests.support.secret_service import SecretService
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import SettingsError, UsageError
from tiktok_tui.syncs import addresses, store
from tiktok_tui.syncs.sync import Sync

SLACK = "slack://planted-aaaaaa/planted-bbbbbb/planted-cccccc"
JSON = "json://user:planted@127.0.0.1:9/hook"


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIKTOK_TUI_NOTIFY", raising=False)


def loaded(home: Home, sync: Sync) -> Sync:
    return store.load(home, sync.id)


def test_addresses_are_added_once_and_removed_with_their_kinds(
    home: Home, sync: Sync, real_keyring: SecretService
) -> None:
    assert addresses.addresses_of(home, sync) == ()
    assert addresses.add(home, sync, f" {JSON}\n") == "json"
    assert addresses.add(home, loaded(home, sync), JSON) == "json"
    assert addresses.add(home, loaded(home, sync), JSON.replace("json", "JSONS")) == "jsons"
    changed = loaded(home, sync)
    assert changed.notify.services == ("json", "jsons")
    assert addresses.addresses_of(home, changed) == (JSON, JSON.replace("json", "JSONS"))
    assert "planted" not in store.path_of(home, sync.id).read_text()
    assert len(real_keyring.entries()) == 1
    addresses.remove(home, changed)
    assert loaded(home, sync) == sync
    assert real_keyring.entries() == []


def test_those_of_the_environment_go_before_the_keyring(
    home: Home, sync: Sync, real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses.add(home, sync, JSON)
    monkeypatch.setenv("TIKTOK_TUI_NOTIFY", f"{SLACK} json://other ")
    assert addresses.addresses_of(home, loaded(home, sync)) == (SLACK, "json://other")


def test_what_is_left_in_the_keyring_of_an_older_sync_of_this_name_is_not_used(
    home: Home, sync: Sync, real_keyring: SecretService
) -> None:
    addresses.add(home, sync, JSON)  # and the file is written anew, without its services:
    store.save(home, sync)
    assert addresses.addresses_of(home, sync) == ()
    addresses.add(home, sync, "json://other")
    assert addresses.addresses_of(home, loaded(home, sync)) == ("json://other",)


@pytest.mark.parametrize("block", ["", '\n[notify] # who\non = ["failed"]\n'])
def test_the_other_lines_of_the_file_stay_with_their_comments(
    home: Home, sync: Sync, real_keyring: SecretService, block: str
) -> None:
    path = store.path_of(home, sync.id)
    path.write_text(f"# ours\n{path.read_text()}{block}")
    before = loaded(home, sync)
    addresses.add(home, before, JSON)
    assert path.read_text().startswith("# ours\n")
    assert path.read_text().count("[notify]") == 1
    assert 'services = ["json"]' in path.read_text()
    assert loaded(home, sync).notify.on == before.notify.on
    addresses.remove(home, loaded(home, sync))
    assert path.read_text().startswith("# ours\n")
    assert loaded(home, sync) == before


def test_a_file_that_cannot_be_changed_by_lines_is_written_anew(
    home: Home, sync: Sync, real_keyring: SecretService
) -> None:
    path = store.path_of(home, sync.id)
    path.write_text(f'notify = {{ on = ["held"] }}\n{path.read_text()}')
    addresses.add(home, loaded(home, sync), JSON)
    assert loaded(home, sync).notify.services == ("json",)
    assert loaded(home, sync).notify.on == {"held"}


def test_what_apprise_does_not_know_is_refused(
    home: Home, sync: Sync, real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert addresses.is_known(JSON)
    with pytest.raises(UsageError, match="no address of a service that apprise knows") as caught:
        addresses.add(home, sync, "carrier-pigeon://planted")
    assert "slack://…" in caught.value.remedy
    assert "planted" not in str(caught.value)
    assert real_keyring.entries() == []
    assert loaded(home, sync) == sync
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(SettingsError, match="need the package apprise") as raised:
        addresses.is_known(JSON)
    assert raised.value.remedy == addresses.INSTALL
