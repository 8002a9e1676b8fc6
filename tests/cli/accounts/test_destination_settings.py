"""The settings of a destination from the options of a command."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.setups import SHOP
from tiktok_tui.accounts import credentials
from tiktok_tui.accounts.credentials import Credential
from tiktok_tui.accounts.home import Home
from tiktok_tui.cli.accounts.destination_settings import add_changes, add_options, changed, given, only_credential
from tiktok_tui.events.settings import SETTINGS

NAMED = replace(SHOP, event_set_name="Store sales")


def test_an_event_set_keeps_its_name_until_another_one_takes_its_place() -> None:
    assert changed(NAMED, {"currency": "USD"}) == replace(NAMED, currency="USD")
    other = "7200000000000000042"
    assert changed(NAMED, {"event_set_id": other}) == replace(NAMED, event_set_id=other, event_set_name="")
    assert changed(NAMED, {"event_set_id": other, "event_set_name": "Tills"}) == replace(
        NAMED, event_set_id=other, event_set_name="Tills"
    )


@pytest.mark.parametrize(
    ("names", "token", "used"),
    [("acme", "", "acme"), ("acme", "tok-1", "acme"), ("", "tok-1", ""), ("acme umbrella", "tok-1", "")],
)
def test_the_only_credential_goes_before_the_token_of_the_environment(
    home: Path, monkeypatch: pytest.MonkeyPatch, names: str, token: str, used: str
) -> None:
    for name in names.split():
        credentials.save(Home(home, home), Credential(name, name, name))
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", token)
    assert only_credential(Home(home, home)) == used


def test_a_saved_destination_leaves_the_sandbox_by_no_option_and_any_switch_can_be_turned_off() -> None:
    fresh, saved = argparse.ArgumentParser(), argparse.ArgumentParser(exit_on_error=False)
    add_options(fresh)
    add_changes(saved)
    words = ["--sandbox", "--no-sandbox", "--no-admin-only"]
    assert given(fresh.parse_args(words[:1])) == {"sandbox": True}
    arguments, unknown = saved.parse_known_args(words)
    assert unknown == words[:2]
    assert given(arguments) == {"admin_only": False}
    assert set(vars(arguments)) == {setting.name for setting in SETTINGS if setting.flag}
