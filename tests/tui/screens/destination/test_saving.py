"""A destination is checked here before TikTok is asked, and events go to TikTok only after a question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.sandbox import Sandbox
from tests.support.uploads import SHOP
from tiktok_tui.accounts import destinations
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.sandbox import known
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.destination import saving


@pytest.mark.parametrize(
    ("field", "value"),
    [("currency", "DOLLARS"), ("time_zone", "Europe/Nowhere"), ("phone_country", "Narnia"), ("event_set_id", "12 34")],
)
def test_a_setting_that_its_file_could_not_hold_is_refused_before_tiktok_is_asked(
    session: AppSession, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, field: str, value: str
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.TOKEN)
    wrong = replace(SHOP, **{field: value})  # type: ignore[arg-type]  # settings that are text
    with pytest.raises(SettingsError) as raised:
        saving.check(session.home, wrong, sandbox.base_url)
    assert raised.value.field == field
    assert sandbox.requests() == []


def test_a_name_that_another_destination_has_is_refused_before_tiktok_is_asked(
    session: AppSession, sandbox: Sandbox
) -> None:
    destinations.save(session.home, SHOP)
    with pytest.raises(SettingsError) as raised:
        saving.check(session.home, replace(SHOP, slug=""), sandbox.base_url)
    assert raised.value.field == "name"
    assert sandbox.requests() == []


def test_only_a_destination_that_is_tried_in_the_sandbox_goes_live(session: AppSession) -> None:
    tried = replace(SHOP, sandbox=True)
    assert not saving.goes_live(session.home, SHOP), "a new one"
    destinations.save(session.home, tried)
    assert saving.goes_live(session.home, SHOP)
    assert not saving.goes_live(session.home, tried)
    destinations.save(session.home, SHOP)
    assert not saving.goes_live(session.home, SHOP)
