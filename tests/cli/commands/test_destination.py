"""`destination …`: all that is printed about destinations, in words and as JSON, and what is asked before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.commands import Run
from tests.support.sandbox import Sandbox
from tests.support.secret_service import SecretService
from tiktok_tui.accounts import checking
from tiktok_tui.cli import console
from tiktok_tui.events.destination import Destination
from tiktok_tui.sandbox import known
from tiktok_tui.tiktok.client import Client

FACTS = {
    "slug": "store",
    "name": "Store sales",
    "description": "",
    "credential": "acme",
    "advertiser_id": known.ADVERTISER,
    "event_source": "offline",
    "event_set_id": known.EVENT_SET,
    "event_set_name": "",
    "auto_tracking": False,
    "fixed_event": "Purchase",
    "currency": "USD",
    "phone_country": "US",
    "time_zone": "America/New_York",
    "number_style": "",
    "limited_data_use": False,
    "admin_only": False,
    "restrict_pii": False,
    "send_event_channel": False,
    "sandbox": False,
}
UNUSUAL = "Limited data use has no effect on offline events.\n"


@pytest.fixture(autouse=True)
def _sandbox_is_tiktok(sandbox: Sandbox, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOK_TUI_API_URL", sandbox.base_url)
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.TOKEN)


def test_list_show_and_test_in_words_and_as_json(cli: Run, home: Path, store: str) -> None:
    file = home / "destinations" / "store.toml"
    shown = cli("destination", "show", store)
    assert (shown.code, shown.err) == (0, f"{file}\n")
    assert shown.out.startswith('name = "Store sales"\ncredential = "acme"\n')
    assert shown.out.endswith('time_zone = "America/New_York"\n')
    as_json = cli("destination", "show", store, "--json")
    assert (as_json.code, json.loads(as_json.out), as_json.err) == (0, FACTS, "")
    listed = cli("destination", "list", "--json")
    assert (listed.code, json.loads(listed.out), listed.err) == (0, [FACTS], "")
    tested = cli("destination", "test", store)
    assert (tested.code, tested.err) == (0, "")
    known_as = f"store: TikTok knows advertiser {known.ADVERTISER}, event set {known.EVENT_SET} (Store sales)\n"
    assert tested.out == known_as
    file.write_text(file.read_text() + "limited_data_use = true\n")
    for words in (("show", store, "--json"), ("test", store)):
        assert cli("destination", *words).err == UNUSUAL
    assert cli("destination", "show", store).err == f"{file}\n{UNUSUAL}"


def test_none_and_broken_ones(cli: Run, home: Path) -> None:
    none = cli("destination", "list")
    assert (none.code, none.out) == (0, "")
    assert none.err == "There is no destination yet: `tiktok-tui destination add NAME`.\n"
    (home / "destinations").mkdir(parents=True)
    (home / "destinations" / "odd.toml").write_text("colour = 1\n")
    for words, out in (((), ""), (("--json",), "[]\n")):
        broken = cli("destination", "list", *words)
        assert (broken.code, broken.out, "odd.toml, line 1" in broken.err) == (2, out, True)


def test_each_change_says_where_it_is_saved_and_what_is_unusual(cli: Run, home: Path, store: str) -> None:
    folder = home / "destinations"
    account = ("--advertiser", known.ADVERTISER, "--event-set", known.EVENT_SET)
    for words, slug in (
        (("add", "Till sales", *account, "--limited-data-use"), "till-sales"),
        (("edit", store, "--limited-data-use"), store),
        (("copy", store, "Phone sales"), "phone-sales"),
    ):
        outcome = cli("destination", *words)
        assert (outcome.code, outcome.out) == (0, f"{slug}: saved as {folder / f'{slug}.toml'}\n"), outcome.err
        assert outcome.err.splitlines()[-1:] == [UNUSUAL.strip()]
    euros = cli("destination", "edit", store, "--currency", "EUR", "--no-limited-data-use")
    assert euros.err == "The account's currency is USD, the destination's EUR.\n"
    taken = cli("destination", "copy", store, "Phone: sales")
    assert (taken.code, taken.err) == (
        2,
        "tiktok-tui: There is a destination called “phone-sales” already.\n  Choose another name.\n",
    )
    for part, more in (("copy", ["x"]), ("edit", ["--currency", "USD"]), ("go-live", [])):
        assert cli("destination", part, "STORE", *more).code == 2, "names are in small letters"
    nothing = cli("destination", "edit", store)
    assert (nothing.code, nothing.out, nothing.err) == (
        *(2, ""),
        "tiktok-tui: There is nothing to change.\n"
        "  Name a setting, such as --currency EUR. --help lists them all.\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "removed"),
    [
        ("add New", False),
        ("copy store New", False),
        ("edit store --currency EUR", False),
        ("edit store --currency EUR", True),
        ("go-live store --yes", False),
        ("go-live store --yes", True),
    ],
)
def test_what_somebody_else_changes_while_tiktok_is_asked_is_not_written_over(
    cli: Run, home: Path, store: str, monkeypatch: pytest.MonkeyPatch, words: str, removed: bool
) -> None:
    new = words.endswith("New")
    file = home / "destinations" / f"{'new' if new else store}.toml"
    account = ("--advertiser", known.ADVERTISER, "--event-set", known.EVENT_SET) if words.startswith("add") else ()

    def meanwhile(client: Client, wanted: Destination) -> checking.Checked:
        if removed:
            file.unlink()
        else:
            file.write_text('name = "Theirs"\n')
        return check(client, wanted)

    check = checking.check_destination
    monkeypatch.setattr(checking, "check_destination", meanwhile)
    outcome = cli("destination", *words.split(), *account)
    assert (outcome.code, outcome.out) == (2, "")
    if removed:
        assert ("There is no destination" in outcome.err, file.exists()) == (True, False)
        return
    told = "There is a destination called “new” already." if new else f"{file}: The destination has been changed"
    assert (told in outcome.err, file.read_text()) == (True, 'name = "Theirs"\n')


def test_a_time_zone_that_was_not_chosen_is_the_accounts(cli: Run, home: Path) -> None:
    account = ("--advertiser", known.SECOND_ADVERTISER, "--event-set", known.SECOND_EVENT_SET)
    for name, words, zone in (
        ("First", (), "Europe/Berlin"),
        ("Second", ("--time-zone", "Europe/Paris"), "Europe/Paris"),
    ):
        assert cli("destination", "add", name, *account, *words).code == 0
        saved = json.loads(cli("destination", "show", name.lower(), "--json").out)
        assert (saved["time_zone"], saved["currency"]) == (zone, "EUR")
    # Another advertiser's zone is not taken unasked: the file's times are still in the old one.
    other = ("--advertiser", known.ADVERTISER, "--event-set", known.EVENT_SET)
    edited = cli("destination", "edit", "first", *other, "--json")
    assert json.loads(edited.out)["time_zone"] == "Europe/Berlin"
    assert "account's time zone is America/New_York" in edited.err
    cleared = cli("destination", "edit", "first", "--time-zone", "", "--json")
    assert json.loads(cleared.out)["time_zone"] == "America/New_York"


def test_the_only_credential_is_taken_and_said(
    cli: Run, home: Path, real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = ("--advertiser", known.ADVERTISER, "--event-set", known.EVENT_SET)
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.TOKEN)
    assert cli("destination", "add", "Environment", *account).err == ""
    monkeypatch.delenv("TIKTOK_TUI_ACCESS_TOKEN")
    assert cli("credential", "add", "acme", stdin=known.TOKEN).code == 0
    added = cli("destination", "add", "Store", *account)
    assert (added.code, added.err) == (0, "Credential: acme, the only one.\n")
    assert cli("destination", "add", "Named", *account, "--credential", "acme").err == ""
    assert cli("destination", "add", "Trial", "--sandbox").err == ""
    moved = cli("destination", "go-live", "trial", "--yes")
    assert (moved.code, moved.err) == (0, "Credential: acme, the only one.\n")
    live = f"trial: sends to TikTok now, event set {known.EVENT_SET} (Store sales)\n"
    assert moved.out == live
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.TOKEN)
    assert cli("destination", "add", "Blank", *account, "--credential", "").err == "", "it is the environment's"
    slugs = ("environment", "store", "named", "trial", "blank")
    used = [json.loads(cli("destination", "show", slug, "--json").out)["credential"] for slug in slugs]
    assert used == ["", "acme", "acme", "acme", ""]


def test_what_is_asked_before_a_destination_changes(
    cli: Run, home: Path, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = home / "destinations" / "store.toml"
    file.write_text(f"# ours\n{file.read_text()}event_set_name = 'Tills'\nsandbox = true\n")
    before = file.read_text()
    live = f"From now on, Store sales sends to TikTok: advertiser {known.ADVERTISER}, event set {known.EVENT_SET}"
    asked = {
        ("go-live", store): f"{live} (Tills). The comments in its file will be lost. Continue?",
        ("go-live", store, "--event-set", known.EVENT_SET_PHONE, "--advertiser", known.SECOND_ADVERTISER): (
            f"From now on, Store sales sends to TikTok: advertiser {known.SECOND_ADVERTISER}, event set "
            f"{known.EVENT_SET_PHONE}. The comments in its file will be lost. Continue?"
        ),
        ("edit", store, "--currency", "EUR"): "The comments in its file will be lost. Continue?",
    }
    for words, question in asked.items():
        refused = cli("destination", *words)
        assert (refused.code, refused.err) == (2, f"tiktok-tui: {question}\n  Add --yes to continue.\n")
    monkeypatch.setattr(console, "may_ask", lambda: True)
    asked["remove", store] = "Remove the destination Store sales? Its history stays."
    for words, question in asked.items():
        declined = cli("destination", *words, stdin="n\n")
        assert (declined.code, declined.out, declined.err) == (130, "", f"{question} [y/N] Stopped.\n")
        assert file.read_text() == before
    removed = cli("destination", "remove", store, stdin="y\n")
    assert (removed.code, removed.out) == (0, "")
    assert removed.err == f"{asked['remove', store]} [y/N] Removed Store sales.\n"
    assert not file.exists()
