"""`event-set …`: all that is printed about event sets, and whose they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.commands import Run
from tests.support.sandbox import Sandbox
from tests.support.secret_service import SecretService
from tiktok_tui.cli import console
from tiktok_tui.sandbox import known


@pytest.fixture(autouse=True)
def _sandbox_is_tiktok(sandbox: Sandbox, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOK_TUI_API_URL", sandbox.base_url)
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.TOKEN)


def test_the_list_in_words_and_as_json(cli: Run, store: str) -> None:
    listed = cli("event-set", "list", "-d", store)
    assert (listed.code, listed.err, listed.out.splitlines()) == (
        *(0, ""),
        [
            "ID                   name         auto tracking  description",
            "7200000000000000001  Store sales  off            All tills",
            "7200000000000000002  Phone sales  on             Orders by phone",
        ],
    )
    assert json.loads(cli("event-set", "list", "-d", store, "--json").out) == [
        {"id": known.EVENT_SET, "name": "Store sales", "description": "All tills", "auto_tracking": False},
        {"id": known.EVENT_SET_PHONE, "name": "Phone sales", "description": "Orders by phone", "auto_tracking": True},
    ]


def test_an_account_is_a_destinations_or_a_credential_and_an_advertiser(
    cli: Run, store: str, home: Path, real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.TOKEN)
    missing = cli("event-set", "list")
    assert (missing.code, missing.out, missing.err) == (
        *(2, ""),
        "tiktok-tui: The advertiser is missing.\n  Give -d DEST, or --credential NAME and --advertiser ID.\n",
    )
    boutique = cli("event-set", "list", "--advertiser", known.SECOND_ADVERTISER, "--json")
    assert [each["id"] for each in json.loads(boutique.out)] == [known.SECOND_EVENT_SET]
    monkeypatch.delenv("TIKTOK_TUI_ACCESS_TOKEN")
    assert cli("credential", "add", "stranger", stdin=known.OTHER_TOKEN).code == 0
    empty = cli("event-set", "list", "--advertiser", known.STRANGER_ADVERTISER)
    assert empty.err.startswith("Credential: stranger, the only one.\n")
    assert cli("credential", "add", "acme", stdin=known.TOKEN).code == 0
    for words, listed in (
        (("-d", store), known.EVENT_SET),
        (("-d", store, "--credential", "stranger", "--advertiser", known.STRANGER_ADVERTISER), known.EVENT_SET),
        (("--credential", "acme", "--advertiser", known.SECOND_ADVERTISER), known.SECOND_EVENT_SET),
        (("--credential", "stranger", "--advertiser", known.STRANGER_ADVERTISER), known.STRANGER_EVENT_SET),
    ):
        found = cli("event-set", "list", *words, "--json")
        assert (json.loads(found.out)[0]["id"], found.err) == (listed, "")


def test_none_yet(cli: Run, store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiktok_tui.tiktok.client.Client.event_sets", lambda *_: [])
    none = cli("event-set", "list", "-d", store)
    assert (none.code, none.out) == (0, "")
    assert none.err == "The advertiser has no event set yet: `tiktok-tui event-set create NAME`.\n"
    assert cli("event-set", "list", "-d", store, "--json").out == "[]\n"


def test_what_is_asked_and_changed(cli: Run, store: str, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    def listed() -> list[list[object]]:
        return [list(each.values()) for each in json.loads(cli("event-set", "list", "-d", store, "--json").out)]

    before = listed()
    create = ("create", "Kiosk", "--description", "All kiosks", "--auto-tracking")
    changes = {
        create: f"Create the event set Kiosk for advertiser {known.ADVERTISER}?",
        ("update", known.EVENT_SET, "--name", "Tills"): f"Change the event set {known.EVENT_SET}: name Tills?",
        ("update", known.EVENT_SET_PHONE, "--auto-tracking", "off"): (
            f"Change the event set {known.EVENT_SET_PHONE}: auto tracking off?"
        ),
        ("update", known.EVENT_SET, "--name", "Shops", "--auto-tracking", "on"): (
            f"Change the event set {known.EVENT_SET}: name Shops, auto tracking on?"
        ),
    }
    monkeypatch.setattr(console, "may_ask", lambda: True)
    for words, question in changes.items():
        declined = cli("event-set", *words, "-d", store, stdin="n\n")
        assert (declined.code, declined.out, declined.err) == (130, "", f"{question} [y/N] Stopped.\n")
    assert listed() == before
    made, *updated = [cli("event-set", *words, "-d", store, "--yes") for words in changes]
    assert [(each.code, each.err) for each in (made, *updated)] == [(0, "")] * 4
    new = made.out.strip()
    assert [each.out for each in updated] == [
        f"{known.EVENT_SET}  Tills  auto tracking off\n",
        f"{known.EVENT_SET_PHONE}  Phone sales  auto tracking off\n",
        f"{known.EVENT_SET}  Shops  auto tracking on\n",
    ]
    assert listed() == [
        [known.EVENT_SET, "Shops", "All tills", True],
        [known.EVENT_SET_PHONE, "Phone sales", "Orders by phone", False],
        [new, "Kiosk", "All kiosks", True],
    ]
    nothing = cli("event-set", "update", known.EVENT_SET, "-d", store)
    assert (nothing.code, nothing.out, nothing.err) == (
        *(2, ""),
        "tiktok-tui: There is nothing to change.\n  Give --name or --auto-tracking.\n",
    )
