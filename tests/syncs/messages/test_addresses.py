"""Addresses of services are in the keyring; the sync's file names their kinds, and keeps its other lines."""

from __future__ import annotations

import logging
import stat
import sys
from dataclasses import replace

import pytest

from tests.support.secret_service import SecretService
from tiktok_tui.accounts.home import Home
from tiktok_tui.accounts.secrets import Keyring
from tiktok_tui.events.errors import CredentialError, SettingsError, UsageError
from tiktok_tui.syncs.messages import addresses
from tiktok_tui.syncs.settings import store
from tiktok_tui.syncs.settings.sync import Sync

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
    assert "\n\n[notify]" in path.read_text(), "a table is set apart"
    assert '\nservices = ["json"]\n' in path.read_text()
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


def test_a_query_with_a_line_that_looks_like_the_services_keeps_it(
    home: Home, sync: Sync, real_keyring: SecretService
) -> None:
    query = 'query = """\nSELECT orders.id,\nservices.title\nFROM orders, services"""\n'
    store.path_of(home, sync.id).write_text(f'destination = "store"\nconnection = "warehouse"\n{query}')
    before = loaded(home, sync)
    addresses.add(home, before, JSON)
    assert loaded(home, sync).notify.services == ("json",)
    assert loaded(home, sync).source == before.source


def test_what_is_changed_in_the_file_while_the_address_is_asked_for_stays(
    home: Home, sync: Sync, real_keyring: SecretService
) -> None:
    path = store.path_of(home, sync.id)
    path.write_text(f"# ours\n{path.read_text()}".replace("Nightly", "Renamed"))
    addresses.add(home, sync, JSON)
    added = loaded(home, sync)
    assert (added.name, added.notify.services) == ("Renamed", ("json",))
    path.write_text(path.read_text().replace("Renamed", "Again"))
    addresses.remove(home, added)
    assert loaded(home, sync) == replace(sync, name="Again")
    assert path.read_text().startswith("# ours\n")


def test_an_address_that_was_added_while_another_one_is_asked_for_stays(
    home: Home, sync: Sync, real_keyring: SecretService
) -> None:
    mail = "mailtos://user:planted@example.org"
    addresses.add(home, sync, JSON)
    addresses.add(home, sync, mail)  # with the sync as it was before the first one
    added = loaded(home, sync)
    assert added.notify.services == ("json", "mailtos")
    assert addresses.addresses_of(home, added) == (JSON, mail)


def test_what_apprise_does_not_know_is_refused(
    home: Home, sync: Sync, real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert addresses.is_known(JSON)
    with pytest.raises(UsageError, match="no address of a service that apprise knows") as caught:
        addresses.add(home, sync, "carrier-pigeon://planted")
    assert caught.value.remedy == (
        "Write it as apprise does, such as slack://…, mailtos://… or tgram://…; its guide lists them all."
    )
    assert "planted" not in str(caught.value)
    assert real_keyring.entries() == []
    assert loaded(home, sync) == sync
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(SettingsError, match="need the package apprise") as raised:
        addresses.is_known(JSON)
    assert raised.value.remedy == (
        "Install it beside tiktok-tui: `pipx inject tiktok-tui apprise`, or `pip install tiktok-tui[notify]`."
    )


def test_syncs_and_homes_that_share_a_keyring_have_entries_of_their_own(
    home: Home, sync: Sync, real_keyring: SecretService
) -> None:
    second = Home(home.config / "second", home.state)
    others = [(home, "daily"), (second, sync.id)]
    for number, (where, name) in enumerate(others):
        store.save(where, replace(sync, id=name))
        addresses.add(where, store.load(where, name), f"json://host{number}")
    addresses.add(home, sync, JSON)
    assert len(real_keyring.entries()) == 3
    told = [addresses.addresses_of(where, store.load(where, name)) for where, name in [*others, (home, sync.id)]]
    assert told == [("json://host0",), ("json://host1",), (JSON,)]
    addresses.remove(home, sync)  # as it was read before: it names no kinds, so nothing of it is looked for
    addresses.remove(home, loaded(home, sync))
    assert len(real_keyring.entries()) == 2


def test_an_address_that_could_not_be_kept_is_refused_before_it_is_asked_for(
    real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses.require_place()
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "apprise", None)
        with pytest.raises(SettingsError, match="need the package apprise"):
            addresses.require_place()

    with monkeypatch.context() as locked:
        locked.setattr(Keyring, "unlocked", _locked)
        with pytest.raises(CredentialError, match="The keyring is locked") as caught:
            addresses.require_place()
        assert caught.value.remedy == "Unlock or start the keyring, or set TIKTOK_TUI_NOTIFY."


def test_a_keyring_that_fails_has_the_environment_of_addresses_as_its_stand_in(
    home: Home, sync: Sync, monkeypatch: pytest.MonkeyPatch
) -> None:
    for call, act in (
        ("write", lambda: addresses.add(home, sync, JSON)),
        ("read", lambda: addresses.addresses_of(home, replace(sync, notify=replace(sync.notify, services=("json",))))),
    ):
        with monkeypatch.context() as locked:
            locked.setattr(Keyring, call, _locked)
            with pytest.raises(CredentialError) as caught:
                act()
        assert caught.value.remedy == "Unlock or start the keyring, or set TIKTOK_TUI_NOTIFY."
    assert loaded(home, sync) == sync, "it names no address that nobody has kept"
    named = replace(sync, notify=replace(sync.notify, services=("json",)))
    store.save(home, named)
    monkeypatch.setattr(Keyring, "remove", _locked)
    with pytest.raises(CredentialError):
        addresses.remove(home, named)
    assert loaded(home, sync) == named, "an address that is still kept can be removed later"


def _locked(*_: object) -> None:
    raise CredentialError("The keyring is locked.", remedy="Set TIKTOK_TUI_ACCESS_TOKEN.")


def test_apprise_logs_nothing_of_an_address(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.getLogger("apprise"), "disabled", False)
    with caplog.at_level(logging.DEBUG):
        assert not addresses.is_known("slack://planted")
        assert not addresses.apprise_with([JSON.replace(":9", ":1")]).notify(title="a", body="b")
    assert "planted" not in caplog.text
    assert [record for record in caplog.records if record.name.startswith("apprise")] == []


def test_the_kinds_are_in_order_under_the_header_and_the_file_is_its_owners(
    home: Home, sync: Sync, real_keyring: SecretService
) -> None:
    path = store.path_of(home, sync.id)
    path.write_text(f"{path.read_text()}\n[notify]\n  services = []\ncommand = ['tell']\n")
    for kind in ("xml", "json"):
        addresses.add(home, loaded(home, sync), JSON.replace("json", kind))
    assert path.read_text().endswith('\n[notify]\nservices = ["json", "xml"]\ncommand = [\'tell\']\n')
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    addresses.remove(home, loaded(home, sync))
    assert path.read_text().endswith("\n[notify]\ncommand = ['tell']\n")
