"""The table of settings: it has every setting of a destination, and says rightly which change the events."""

from __future__ import annotations

import argparse
import csv
import textwrap
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tiktok_tui.accounts import destinations
from tiktok_tui.cli.accounts import destination_settings
from tiktok_tui.events.destination import Destination, EventSource, NumberStyle
from tiktok_tui.events.fields import FIELD
from tiktok_tui.events.settings import DEFAULTS, SETTING, SETTINGS, Kind, Setting
from tiktok_tui.files.opening import Table, open_table
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.prepare import prepare
from tiktok_tui.uploads.exports.payload import lines
from tiktok_tui.uploads.resume_checks import SETTINGS_THAT_CHANGE_EVENTS


def test_the_form_says_of_each_setting(snapshot: SnapshotAssertion) -> None:
    assert {setting.title: setting.guide for setting in SETTINGS} == snapshot


def test_each_setting_has_a_guide_that_fits_two_lines_of_78() -> None:
    for setting in SETTINGS:
        assert setting.guide.endswith("."), setting.name
        assert len(textwrap.wrap(setting.guide, 78)) <= 2, setting.name


REFERENCE = (Path(__file__).parents[2] / "docs" / "reference.md").read_text("utf-8")


def test_the_reference_says_of_each_setting_what_the_table_says() -> None:
    for setting in SETTINGS:
        flag = f"`{setting.flag}`" if setting.flag else ""
        assert f"| `{setting.name}` | {flag} | {setting.help} |\n" in REFERENCE, setting.name


OTHERS: dict[str, object] = {
    "name": "Another",
    "description": "All tills",
    "credential": "acme",
    "advertiser_id": "7123456789012345678",
    "event_source": EventSource.WEB,
    "event_set_id": "7654321098765432100",
    "event_set_name": "Tills",
    "auto_tracking": True,
    "fixed_event": "Lead",
    "currency": "EUR",
    "phone_country": "DE",
    "time_zone": "Asia/Tokyo",
    "number_style": NumberStyle.COMMA,
    "limited_data_use": True,
    "admin_only": True,
    "restrict_pii": True,
    "send_event_channel": True,
    "sandbox": True,
}
"""For each setting a value that is not its default."""
STORE = Destination("store", "Store", event_set_id="7654321098765432109", fixed_event="Purchase", currency="USD")
ROW = {
    "email": "jane@example.com",
    "phone": "030 901820",
    "timestamp": "2026-11-20 12:00",
    "value": "1,234",
    "event_channel": "in_store",
    "page_url": "https://example.com/",
}

every_setting = pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)


def test_every_setting_of_a_destination_is_in_the_table_at_its_place() -> None:
    assert [setting.name for setting in SETTINGS] == [field.name for field in fields(Destination)][1:]
    assert set(OTHERS) == {setting.name for setting in SETTINGS}


@every_setting
def test_a_setting_has_the_kind_of_its_values(setting: Setting) -> None:
    usual = getattr(DEFAULTS, setting.name)
    assert isinstance(usual, bool) == (setting.kind is Kind.SWITCH)
    assert bool(setting.choices) == (setting.kind is Kind.CHOICE)
    assert setting.title
    assert setting.help


KINDS = {
    "name": Kind.NAME,
    "credential": Kind.CREDENTIAL,
    **dict.fromkeys(("advertiser_id", "event_set_id"), Kind.ID),
    **dict.fromkeys(("description", "event_set_name"), Kind.TEXT),
    "fixed_event": Kind.EVENT,
    "currency": Kind.CURRENCY,
    "phone_country": Kind.COUNTRY,
    "time_zone": Kind.ZONE,
    "event_source": Kind.CHOICE,
    "number_style": Kind.CHOICE,
}
"""Of the settings that are no switches."""


def test_what_a_setting_takes_where_it_has_a_meaning_and_which_is_always_written() -> None:
    assert {setting.name: setting.kind for setting in SETTINGS if setting.kind is not Kind.SWITCH} == KINDS
    assert {setting.name: setting.choices for setting in SETTINGS if setting.choices} == {
        "event_source": tuple(EventSource),
        "number_style": tuple(NumberStyle),
    }
    both = frozenset(EventSource)
    assert {setting.name: set(setting.sources) for setting in SETTINGS if setting.sources != both} == {
        "auto_tracking": {EventSource.OFFLINE},
        "send_event_channel": {EventSource.OFFLINE},
        "limited_data_use": {EventSource.WEB},
    }
    assert {setting.name for setting in SETTINGS if setting.always_written} == {
        *("name", "credential", "advertiser_id", "event_source", "event_set_id", "auto_tracking", "time_zone"),
    }
    assert [setting.name for setting in SETTINGS if not setting.flag] == ["name", "auto_tracking"]
    assert list(SETTING.items()) == [(setting.name, setting) for setting in SETTINGS]
    assert Destination("", "") == DEFAULTS


@every_setting
def test_a_setting_comes_back_from_its_file(setting: Setting) -> None:
    changed = replace(STORE, **{setting.name: OTHERS[setting.name]})  # type: ignore[arg-type]  # any setting
    assert destinations.loads(destinations.dumps(changed), slug="store", where="store") == changed


@every_setting
def test_a_setting_is_what_its_option_says(setting: Setting) -> None:
    parser = argparse.ArgumentParser()
    destination_settings.add_options(parser)
    if not setting.flag:
        return
    words = [setting.flag] if setting.kind is Kind.SWITCH else [setting.flag, str(OTHERS[setting.name])]
    given = destination_settings.given(parser.parse_args(words))
    assert given == {setting.name: OTHERS[setting.name]}
    assert (
        getattr(destination_settings.destination("store", {"name": "Store", **given}), setting.name)
        == OTHERS[setting.name]
    )


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    """An open file of one order."""
    path = tmp_path_factory.mktemp("orders") / "orders.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([ROW, ROW.values()])
    with open_table(str(path), scratch=path.parent) as opened:
        yield opened


@every_setting
def test_a_setting_that_changes_the_bodies_is_one_that_a_resume_compares(setting: Setting, table: Table) -> None:
    source = EventSource.WEB if setting.name == "limited_data_use" else EventSource.OFFLINE
    before = replace(STORE, event_source=source)
    after = replace(before, **{setting.name: OTHERS[setting.name]})  # type: ignore[arg-type]  # any setting
    changed = bodies(table, before) != bodies(table, after)
    assert changed == setting.changes_events == (setting.name in SETTINGS_THAT_CHANGE_EVENTS)


@cache
def bodies(table: Table, destination: Destination) -> list[bytes]:
    mapping = Mapping({name: FieldSource(columns=(name,)) for name in ROW if name in FIELD})
    now = datetime(2026, 11, 22, tzinfo=UTC)
    with prepare(table, mapping, destination, now=now) as prepared:
        return [line for line, _ in lines(prepared, destination)]
