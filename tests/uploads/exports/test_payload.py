"""A dry run: the exact request bodies in a file."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.support.uploads import MAPPING, Scenario
from tiktok_tui.accounts.home import private_folder
from tiktok_tui.events.destination import EventSource
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.opening import open_table
from tiktok_tui.mapping.model import FieldSource
from tiktok_tui.prepare.prepare import prepare
from tiktok_tui.sandbox import known
from tiktok_tui.uploads.exports.payload import write_payload


def test_a_dry_run_writes_the_bodies_and_sends_nothing(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(scenario.folder))
    out = scenario.folder / "bodies.jsonl"
    with (
        open_table(str(scenario.orders(1500)), scratch=private_folder(scenario.home.scratch)) as table,
        prepare(table, MAPPING, scenario.destination, now=datetime.now(UTC)) as prepared,
    ):
        shop, keep = scenario.destination, table.paths
        assert write_payload("~/bodies.jsonl", prepared, shop, keep=keep, limit=1200, test_event_code="T1") == 1200
    bodies = [json.loads(line) for line in out.read_text().splitlines()]
    assert [len(body["data"]) for body in bodies] == [1000, 200]
    assert {body["test_event_code"] for body in bodies} == {"T1"}
    assert scenario.sandbox.stats().requests == 0


def test_a_dry_run_has_a_body_for_each_event_set(scenario: Scenario) -> None:
    out, path = scenario.folder / "bodies.jsonl", scenario.own_orders(3)
    header, *rows = path.read_text().splitlines()
    sets = ("7200000000000000011", "", "7200000000000000022")
    path.write_text("\n".join([f"{header},set", *(f"{row},{name}" for row, name in zip(rows, sets, strict=True))]))
    mapping = replace(MAPPING, fields={**MAPPING.fields, "event_set_id": FieldSource(columns=("set",))})
    with (
        open_table(str(path), scratch=private_folder(scenario.home.scratch)) as table,
        prepare(table, mapping, scenario.destination, now=datetime.now(UTC)) as prepared,
    ):
        assert write_payload(out, prepared, scenario.destination, keep=table.paths) == 3
        before = path.read_bytes()
        with pytest.raises(FileError, match="This is the export itself"):
            write_payload(path, prepared, scenario.destination, keep=table.paths)
    assert path.read_bytes() == before
    bodies = [json.loads(line) for line in out.read_text().splitlines()]
    sent_to = {body["data"][0]["event_id"]: body["event_source_id"] for body in bodies}
    own = scenario.destination.event_set_id
    assert sent_to == {"order-000000": sets[0], "order-000001": own, "order-000002": sets[2]}


def test_a_dry_run_of_web_events_holds_web_events(scenario: Scenario) -> None:
    out = scenario.folder / "bodies.jsonl"
    shop = replace(scenario.destination, event_source=EventSource.WEB, event_set_id=known.PIXEL_CODE)
    mapping = replace(MAPPING, fields={**MAPPING.fields, "page_url": FieldSource(value="https://shop.example/")})
    with (
        open_table(str(scenario.orders(1)), scratch=private_folder(scenario.home.scratch)) as table,
        prepare(table, mapping, shop, now=datetime.now(UTC)) as prepared,
    ):
        assert write_payload(out, prepared, shop, keep=()) == 1
    body = json.loads(out.read_text())
    assert (body["event_source"], body["event_source_id"]) == ("web", known.PIXEL_CODE)
    assert body["data"][0]["page"] == {"url": "https://shop.example/"}
