"""The row of each setting: its control, and where a blank line is above it."""

from __future__ import annotations

from textual.widgets import Static

from tiktok_tui.events.settings import SETTING, SETTINGS
from tiktok_tui.tui.screens.destination.controls import choices, row_of


def test_groups_of_settings_stand_apart() -> None:
    apart = {setting.name for setting in SETTINGS if row_of(setting, Static()).has_class("form--apart")}
    assert apart == {"currency", "limited_data_use", "admin_only"}


def test_a_setting_that_may_be_unset_has_a_choice_for_that() -> None:
    offered = {name: choices(SETTING[name]) for name in ("number_style", "event_source")}
    assert (offered["number_style"][0], None in offered["event_source"]) == (None, False)
