"""The commands that set up an account, against the sandbox and a real keyring."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.support.commands import Run
from tests.support.sandbox import Sandbox
from tests.support.secret_service import SecretService
from tiktok_tui.events.errors import StateError
from tiktok_tui.sandbox import known


@pytest.fixture(autouse=True)
def _sandbox_is_tiktok(sandbox: Sandbox, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOK_TUI_API_URL", sandbox.base_url)


@pytest.fixture
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.TOKEN)


def test_a_token_from_stdin_is_taken_in_listed_tested_and_removed(
    cli: Run, home: Path, real_keyring: SecretService
) -> None:
    added = cli("credential", "add", "Acme GmbH", "--description", "nightly", stdin=f"Bearer {known.TOKEN}\n")
    assert added.code == 0, added.err
    assert added.out.startswith("acme-gmbh: Sandbox Operator")
    (listed,) = json.loads(cli("credential", "list", "--json").out)
    assert listed["name"] == "acme-gmbh"
    assert listed["title"] == "Acme GmbH"
    assert listed["kind"] == "token"
    assert "acme-gmbh" in cli("credential", "list").out
    assert cli("credential", "test", "acme-gmbh").code == 0
    kept = "".join(path.read_text() for path in home.rglob("*") if path.is_file())
    assert known.TOKEN not in kept + added.out + added.err
    assert cli("credential", "remove", "acme-gmbh").code == 0
    assert json.loads(cli("credential", "list", "--json").out) == []


def test_an_app_and_a_refresh_token_come_from_the_environment_or_stdin(
    cli: Run, real_keyring: SecretService, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_APP_SECRET", known.APP_SECRET)
    words = ("credential", "add", "app", "--app-id", known.APP_ID, "--refresh-token")
    added = cli(*words, stdin=f"{sandbox.make_refresh_token()}\n")
    assert added.code == 0, added.err
    assert known.ADVERTISER in added.out
    assert known.APP_SECRET not in added.out + added.err


def test_a_credential_is_reauthorised_under_its_name(cli: Run, real_keyring: SecretService, sandbox: Sandbox) -> None:
    assert cli("credential", "add", "acme", stdin=sandbox.make_token()).code == 0
    again = cli("credential", "add", "acme", "--replace", stdin=known.TOKEN)
    assert again.code == 0, again.err
    assert [each["name"] for each in json.loads(cli("credential", "list", "--json").out)] == ["acme"]


@pytest.mark.parametrize(
    ("stdin", "code", "says"),
    [("", 2, "TIKTOK_TUI_ACCESS_TOKEN"), (known.REVOKED_TOKEN, 3, "TikTok"), ("two words\x7f", 3, "TikTok")],
)
def test_a_token_that_will_not_do_is_not_kept(
    stdin: str, code: int, says: str, cli: Run, home: Path, real_keyring: SecretService
) -> None:
    outcome = cli("credential", "add", "acme", stdin=stdin)
    assert outcome.code == code
    assert says in outcome.err
    assert "Traceback" not in outcome.err
    assert not list(home.rglob("*.toml"))


def test_secrets_are_not_taken_from_arguments(cli: Run) -> None:
    assert cli("credential", "add", "acme", known.TOKEN).code == 2
    assert cli("credential", "add", "acme", "--refresh-token", known.REFRESH_TOKEN, "--app-id", "1").code == 2


def test_a_destination_is_asked_about_saved_shown_and_removed(cli: Run, home: Path, token: None) -> None:
    words = ("--advertiser", known.ADVERTISER, "--event-set", known.EVENT_SET, "--phone-country", "US")
    added = cli("destination", "add", "Till sales", *words, "--limited-data-use")
    assert added.code == 0, added.err
    assert "Limited data use has no effect on offline events." in added.err
    shown = json.loads(cli("destination", "show", "till-sales", "--json").out)
    assert shown["event_set_name"] == "Store sales"
    assert (shown["currency"], shown["time_zone"]) == ("USD", "America/New_York")
    assert 'phone_country = "US"' in cli("destination", "show", "till-sales").out
    assert "till-sales" in cli("destination", "list").out
    assert known.EVENT_SET in cli("destination", "test", "till-sales").out
    assert cli("destination", "remove", "till-sales").code == 0
    assert json.loads(cli("destination", "list", "--json").out) == []


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--advertiser", known.STRANGER_ADVERTISER, "--event-set", known.EVENT_SET), 2, "advertiser"),
        (("--advertiser", known.ADVERTISER, "--event-set", "7200000000000000777"), 2, "event sets"),
        (("--advertiser", known.ADVERTISER, "--event-set", known.EVENT_SET, "--phone-country", "UK"), 2, "“GB”"),
        (("--advertiser", known.ADVERTISER, "--event-set", known.EVENT_SET, "--time-zone", "Mars"), 2, "--time-zone"),
        (("--event-set", known.EVENT_SET), 2, "advertiser"),
    ],
)
def test_a_destination_that_will_not_do_is_not_saved(
    words: tuple[str, ...], code: int, says: str, cli: Run, home: Path, token: None
) -> None:
    outcome = cli("destination", "add", "Till sales", *words)
    assert outcome.code == code
    assert says in outcome.err
    assert not list(home.rglob("*.toml"))


def test_a_destination_without_any_credential_is_exit_3(cli: Run) -> None:
    outcome = cli("destination", "add", "x", "--advertiser", known.ADVERTISER, "--event-set", known.EVENT_SET)
    assert outcome.code == 3


def test_a_destination_moves_from_the_sandbox_to_the_account_on_yes_only(cli: Run, home: Path, token: None) -> None:
    assert cli("destination", "add", "Trial", "--sandbox").code == 0
    assert json.loads(cli("destination", "show", "trial", "--json").out)["sandbox"] is True
    refused = cli("destination", "go-live", "trial")
    assert refused.code == 2
    assert "--yes" in refused.err
    moved = cli("destination", "go-live", "trial", "--yes")
    assert moved.code == 0, moved.err
    assert json.loads(cli("destination", "show", "trial", "--json").out)["sandbox"] is False


def shown(cli: Run, name: str) -> dict[str, object]:
    """The settings of a saved destination."""
    facts: dict[str, object] = json.loads(cli("destination", "show", name, "--json").out)
    return facts


def test_a_destination_is_edited_and_keeps_what_was_not_named(cli: Run, store: str, token: None) -> None:
    before = shown(cli, store)
    words = ("--name", "Tills", "--currency", "EUR", "--phone-country", "", "--restrict-pii", "--json")
    edited = cli("destination", "edit", store, *words)
    assert edited.code == 0, edited.err
    after = {"name": "Tills", "currency": "EUR", "phone_country": "", "restrict_pii": True}
    found = {key: value for key, value in json.loads(edited.out).items() if value != before[key]}
    assert found == after | {"event_set_name": "Store sales"}, "TikTok gives the event set's name"
    assert shown(cli, store) == json.loads(edited.out)
    assert cli("destination", "edit", store, "--no-restrict-pii").out.startswith(f"{store}: saved as ")
    assert shown(cli, store)["restrict_pii"] is False


def test_another_event_set_brings_its_own_name_and_a_blank_zone_is_the_accounts(
    cli: Run, store: str, token: None
) -> None:
    words = ("--advertiser", known.SECOND_ADVERTISER, "--event-set", known.SECOND_EVENT_SET, "--time-zone", "")
    assert cli("destination", "edit", store, *words).code == 0
    after = shown(cli, store)
    assert (after["event_set_name"], after["time_zone"]) == ("Boutique sales", "Europe/Berlin")


def test_a_copy_differs_in_what_is_named_and_its_name_is_its_own(
    cli: Run, store: str, sandbox: Sandbox, token: None
) -> None:
    copied = cli("destination", "copy", store, "Phone sales", "--fixed-event", "Contact", "--json")
    assert copied.code == 0, copied.err
    copy, first = json.loads(copied.out), shown(cli, store)
    differing = {key: value for key, value in copy.items() if value != first[key]}
    assert differing == {
        "slug": "phone-sales",
        "name": "Phone sales",
        "fixed_event": "Contact",
        "event_set_name": "Store sales",
    }
    asked = sandbox.requests()
    for words in (("copy", store, "PHONE sales"), ("edit", store, "--name", "phone Sales"), ("add", "Phone sales")):
        refused = cli("destination", *words)
        assert refused.code == 2
        assert "Choose another name" in refused.err
    assert sandbox.requests() == asked, "TikTok is not asked about what cannot be saved"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ((), 2, "nothing to change"),
        (("--currency", "DOLLARS"), 2, "--currency"),
        (("--event-set", "7200000000000000777"), 2, "event sets"),
        (("--sandbox",), 2, "--sandbox"),
    ],
)
def test_an_edit_that_will_not_do_changes_nothing(
    words: tuple[str, ...], code: int, says: str, cli: Run, store: str, home: Path, token: None
) -> None:
    file = home / "destinations" / f"{store}.toml"
    before = file.read_text()
    outcome = cli("destination", "edit", store, *words)
    assert (outcome.code, outcome.out) == (code, "")
    assert says in outcome.err
    assert file.read_text() == before


def test_an_edit_loses_comments_on_yes_only(cli: Run, store: str, home: Path, token: None) -> None:
    file = home / "destinations" / f"{store}.toml"
    file.write_text("# the accountant's\n" + file.read_text())
    refused = cli("destination", "edit", store, "--currency", "EUR")
    assert refused.code == 2
    assert "comments" in refused.err
    assert "--yes" in refused.err
    assert cli("destination", "edit", store, "--currency", "EUR", "--yes").code == 0
    assert shown(cli, store)["currency"] == "EUR"


def test_a_broken_file_is_named_beside_the_others(cli: Run, store: str, home: Path) -> None:
    (home / "destinations" / "odd.toml").write_text('name = "Odd"\ncurency = "USD"\n')
    (home / "destinations" / "tried.toml").write_text('name = "Tried"\ncredential = "acme"\nsandbox = true\n')
    outcome = cli("destination", "list")
    assert outcome.code == 2
    assert [re.split(" {2,}", line) for line in outcome.out.splitlines()] == [
        ["name", "title", "source", "event set", "credential"],
        ["store", "Store sales", "offline", known.EVENT_SET, "acme"],
        ["tried", "Tried", "offline", "sandbox"],
    ]
    assert "odd.toml, line 2" in outcome.err
    assert "currency" in outcome.err


def test_event_sets_are_listed_made_and_changed(cli: Run, store: str, token: None) -> None:
    before = json.loads(cli("event-set", "list", "-d", store, "--json").out)
    assert known.EVENT_SET in {each["id"] for each in before}
    made = cli("event-set", "create", "Phone", "--description", "Orders by phone", "-d", store)
    assert made.code == 0, made.err
    new = made.out.strip()
    assert re.fullmatch(r"\d{19}", new)
    renamed = cli("event-set", "update", new, "--name", "Telephone", "-d", store)
    assert renamed.out == f"{new}  Telephone  auto tracking off\n"
    changed = cli("event-set", "update", new, "--name", "By phone", "--auto-tracking", "on", "-d", store)
    assert changed.code == 0, changed.err
    after = {each["id"]: each for each in json.loads(cli("event-set", "list", "-d", store, "--json").out)}
    assert after[new]["name"] == "By phone"
    assert after[new]["auto_tracking"] is True


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("list",), "-d DEST"),
        (("update", known.EVENT_SET, "--advertiser", known.ADVERTISER), "nothing to change"),
        (("create", "x", "--description", " ", "--advertiser", known.ADVERTISER), "description"),
    ],
)
def test_what_an_event_set_command_lacks_is_said(words: tuple[str, ...], says: str, cli: Run, token: None) -> None:
    outcome = cli("event-set", *words)
    assert outcome.code == 2
    assert says in outcome.err


def test_an_analyst_learns_which_role_is_needed(cli: Run, store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.ANALYST_TOKEN)
    outcome = cli("event-set", "create", "x", "--description", "y", "-d", store)
    assert outcome.code == 3
    assert "Operator" in outcome.err


def test_no_token_goes_to_an_address_that_is_not_safe(cli: Run, store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOK_TUI_API_URL", "http://example.org/open_api/v1.3")
    outcome = cli("destination", "test", store)
    assert outcome.code == 2
    assert "TIKTOK_TUI_API_URL" in outcome.err


@pytest.mark.parametrize(
    ("part", "remove"),
    [
        ("credential", "tiktok_tui.accounts.removal.remove"),
        ("connection", "tiktok_tui.sources.connections.secrets.remove_connection"),
        ("destination", "tiktok_tui.accounts.destinations.remove"),
        ("sync", "tiktok_tui.syncs.removal.remove"),
    ],
)
def test_what_could_not_be_removed_is_not_said_to_be(
    cli: Run, store: str, monkeypatch: pytest.MonkeyPatch, part: str, remove: str
) -> None:
    def fails(*_: object) -> None:
        raise StateError("It stays.")

    monkeypatch.setattr(remove, fails)
    outcome = cli(part, "remove", store, "--yes")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.endswith("tiktok-tui: It stays.\n")
    assert "Removed" not in outcome.err
