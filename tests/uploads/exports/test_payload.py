"""A dry run: the exact request bodies in a file."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from tests.support.uploads import MAPPING, Scenario
from tiktok_tui.accounts.home import private_folder
from tiktok_tui.files.opening import open_table
from tiktok_tui.prepare.prepare import prepare
from tiktok_tui.uploads.exports.payload import write_payload


def test_a_dry_run_writes_the_bodies_and_sends_nothing(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(scenario.folder))
    out = scenario.folder / "bodies.jsonl"
    with (
        open_table(str(scenario.orders(1500)), scratch=private_folder(scenario.home.scratch)) as table,
        prepare(table, MAPPING, scenario.destination, now=datetime.now(UTC)) as prepared,
    ):
        assert write_payload("~/bodies.jsonl", prepared, scenario.destination, limit=1200, test_event_code="T1") == 1200
    bodies = [json.loads(line) for line in out.read_text().splitlines()]
    assert [len(body["data"]) for body in bodies] == [1000, 200]
    assert {body["test_event_code"] for body in bodies} == {"T1"}
    assert scenario.sandbox.stats().requests == 0
