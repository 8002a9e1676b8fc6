"""A preview under `restrict_pii` shows every step and nobody: hashes stay, whatever goes out plain is masked."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.files.opening import open_table
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.explain.explain import shown
from tiktok_tui.prepare.explain.preview import Preview
from tiktok_tui.prepare.prepare import prepare

WEB = Destination(
    "web", "Web", event_source=EventSource.WEB, event_set_id="C4WEB", fixed_event="Lead", phone_country="US"
)
ROW = {
    "time": str(int(time.time()) - 60),
    "email": "jane.planted@example.org",
    "phone": "+12065550100",
    "external_id": "planted-customer",
    "ip": "8.8.4.4",
    "agent": "Planted/5.0",
    "cookie_id": "planted-cookie",
    "tiktok_click_id": "E.C.P.planted",
    "page_url": "https://shop.example/planted?name=planted",
    "referrer_url": "https://shop.example/planted-before",
    "description": "for jane.planted@example.org, ask +1 206 555 0100",
    "search_string": "red shoes",
}
PLANTED = ("planted", "2065550100", "206 555", "8.8.4.4")
MAPPING = Mapping(fields={("timestamp" if name == "time" else name): FieldSource(columns=(name,)) for name in ROW})


def previewed(folder: Path, destination: Destination) -> Preview:
    orders = folder / "orders.jsonl"
    orders.write_text(json.dumps(ROW) + "\n")
    now = datetime.now(UTC)
    with open_table(str(orders), scratch=folder) as table, prepare(table, MAPPING, destination, now=now) as prepared:
        preview = prepared.preview(1)
        assert preview is not None
        return preview


def visible(preview: Preview) -> str:
    assert preview.body is not None
    steps = [text for field in preview.fields for text in (*field.raw, field.cleaned, field.sent)]
    return "\n".join([*steps, preview.body.decode()])


def test_a_restricted_preview_names_nobody(tmp_path: Path) -> None:
    open_preview = previewed(tmp_path, WEB)
    assert all(value in visible(open_preview) for value in PLANTED[:2])
    restricted = previewed(tmp_path, replace(WEB, restrict_pii=True))
    assert [value for value in PLANTED if value in visible(restricted).lower()] == []


def test_hashes_and_everything_else_stay_as_they_are_sent(tmp_path: Path) -> None:
    plain, restricted = (
        json.loads(previewed(tmp_path, replace(WEB, restrict_pii=restrict)).body or b"") for restrict in (False, True)
    )
    for key in ("email", "phone", "external_id"):
        assert restricted["user"][key] == plain["user"][key]
    for key in ("ip", "user_agent", "ttp", "ttclid"):
        assert restricted["user"][key] == "•••"
    assert restricted["page"] == {"url": "•••", "referrer": "•••"}
    assert restricted["properties"] == {"search_string": "red shoes", "description": "•••"}
    assert {key: restricted[key] for key in ("event", "event_time", "event_id")} == {
        key: plain[key] for key in ("event", "event_time", "event_id")
    }


@given(st.text(min_size=1), st.sampled_from(["jane@example.org", "+12065550100", "+1 (206) 555-0100"]), st.text())
def test_no_cell_with_an_address_or_a_number_in_it_is_shown(before: str, identifier: str, after: str) -> None:
    cell = f"{before}{identifier}{after}"
    assert shown(cell, personal=False, destination=replace(WEB, restrict_pii=True)) == "•••"


def test_what_is_no_identifier_is_still_shown() -> None:
    for cell in ("2026-03-01T10:00:00+02:00", "07/04/2026", "10,50 €", "Purchse", "1772000000", "+5", "-1.50"):
        assert shown(cell, personal=False, destination=replace(WEB, restrict_pii=True)) == cell
