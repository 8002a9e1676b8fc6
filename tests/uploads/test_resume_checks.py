"""Resuming a run: what must be as it was, what may have changed, and the messages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.uploads import SHOP, Scenario, write_orders
from tests.uploads.sent import half_sent
from tiktok_tui.events.errors import FileError, SettingsError
from tiktok_tui.sandbox import known
from tiktok_tui.uploads.ledger.runs import run_named


def test_a_changed_file_is_refused_and_what_was_accepted_stays_known(scenario: Scenario) -> None:
    path = scenario.orders(2000)
    run = half_sent(scenario, path)
    write_orders(path, range(2001))
    with pytest.raises(FileError, match="changed since run"):
        scenario.resume(run)
    assert run_named(scenario.home) == run
    summary = scenario.send(path)
    assert (summary.accepted, summary.skipped) == (1001, 1000)


def test_a_file_of_the_same_size_with_another_content_is_refused(scenario: Scenario) -> None:
    path = scenario.orders(2000)
    run = half_sent(scenario, path)
    path.write_bytes(path.read_bytes().replace(b"person7@", b"person8@"))
    with pytest.raises(FileError, match="changed since run"):
        scenario.resume(run)


def test_a_file_that_is_gone_or_moved_is_named_and_may_come_back(scenario: Scenario) -> None:
    path = scenario.orders(2000)
    run = half_sent(scenario, path)
    moved = path.rename(path.with_name("moved.csv"))
    with pytest.raises(FileError, match="not there any more") as raised:
        scenario.resume(run)
    assert raised.value.where == str(path)
    assert "Put it back" in raised.value.remedy
    moved.rename(path)
    assert scenario.resume(run).accepted == 2000


def test_after_a_part_was_accepted_the_settings_that_are_sent_must_not_change(scenario: Scenario) -> None:
    run = half_sent(scenario, scenario.orders(2000))
    other = scenario.to(replace(SHOP, event_set_id=known.EVENT_SET_PHONE))
    with pytest.raises(SettingsError, match="event_set_id") as raised:
        other.resume(run)
    assert raised.value.field == "event_set_id"
    renamed = scenario.to(replace(SHOP, name="Another name", credential="other", restrict_pii=True))
    assert renamed.resume(run).accepted == 2000


def test_another_address_is_refused(scenario: Scenario) -> None:
    run = half_sent(scenario, scenario.orders(2000))
    scenario.base_url = "http://127.0.0.1:9/open_api/v1.3"
    with pytest.raises(SettingsError, match="another address"):
        scenario.resume(run)
