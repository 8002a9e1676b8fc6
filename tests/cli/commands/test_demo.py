"""`demo`: the whole job on an example, which ends with 0 if exactly its planted mistakes are rejected."""

from __future__ import annotations

import csv
import json
import re
import tempfile
import time
from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from tests.support.commands import Run
from tiktok_tui.accounts import destinations
from tiktok_tui.cli import app
from tiktok_tui.cli.commands import demo
from tiktok_tui.cli.example import ROWS, Example, write_example
from tiktok_tui.events.destination import Destination
from tiktok_tui.uploads.summary import Summary


@pytest.fixture(autouse=True)
def _here(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Temporary folders are the test's own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_the_demo_does_the_whole_job_by_itself(cli: Run, tmp_path: Path, home: Path) -> None:
    done = cli("demo")
    assert done.code == 0, done.out + done.err
    lines = done.out.splitlines()
    found = re.fullmatch(
        r"An example export of ([\d,]+) rows, made just now; its mistakes are planted on purpose\.", lines[0]
    )
    assert found is not None
    assert int(found[1].replace(",", "")) > ROWS
    assert lines[1:3] == ["", "example.csv: CSV, comma separated, UTF-8, to Example shop"]
    counts = [
        int(found.replace(",", "")) for found in re.findall(r"^ *([\d,]+)  (?:rows|events)", done.out, re.MULTILINE)
    ]
    rows, sendable, rejected, _, accepted = counts
    assert f"{rows:,}" == found[1]
    assert sendable + rejected == rows
    assert accepted == sendable
    for rule in ("timestamp.too_old", "identity.missing", "phone.unparseable", "value.negative", "event_id.duplicate"):
        assert rule in done.out
    (folder,) = tmp_path.glob("tiktok-tui-demo-*")
    day = datetime.now().astimezone().strftime("%Y-%m-%d")
    assert lines[-6:] == [
        "",
        f"Run {day}-001 to Example shop: done",
        f"{accepted:,}  events accepted",
        f"Rejected rows, each with the reason and what to do: {folder / 'rejects.csv'}",
        f"The example itself: {folder / 'example.csv'}",
        "Everything else of this demo has been removed; nothing has reached TikTok.",
    ]
    said = done.err.splitlines()
    assert ["line below the table" in line for line in said] == [True] + [False] * (len(said) - 1), "and only once"
    assert said[0].startswith("example.csv: 1 line below the table, left out: “Total, ")
    assert "Example shop is in the built-in sandbox: nothing reaches TikTok." in said
    assert f"Run {day}-001: {accepted:,} events." in said
    with (folder / "rejects.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == rejected
    left = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {"rejects.csv", "example.csv"}
    assert not list(tmp_path.glob("tiktok-tui-home-*"))
    assert not home.exists(), "nothing of a person's own is read or written"


@pytest.mark.parametrize("odd", ["planted", "complete"])
def test_another_mistake_than_those_planted_or_a_missing_event_is_exit_1(
    cli: Run, monkeypatch: pytest.MonkeyPatch, odd: str
) -> None:
    def shorter(path: Path, *, now: datetime) -> Example:
        example = write_example(path, now=now, rows=300)
        more = {"email.invalid": example.planted["email.invalid"] + 1} if odd == "planted" else {}
        return replace(example, planted=example.planted | more)

    monkeypatch.setattr("tiktok_tui.cli.example.write_example", shorter)
    if odd == "complete":
        monkeypatch.setattr(Summary, "complete", False)
    monkeypatch.setattr(demo, "can_draw", lambda: True)
    monkeypatch.setattr("tiktok_tui.tui.launch.run_app", lambda **_: 7)
    assert cli("demo", "--headless").code == 1, "a terminal is no reason to open the app, if nobody wants it"


def test_the_apps_example_is_a_shop_that_sends_to_the_sandbox_and_is_gone_afterwards(tmp_path: Path) -> None:
    with demo.session() as session:
        shop = destinations.load(session.home, "example-shop")
        assert shop == Destination(
            "example-shop",
            "Example shop",
            description="The demo's shop; a sandbox on this machine stands in for TikTok",
            advertiser_id=shop.advertiser_id,
            event_set_id=shop.event_set_id,
            event_set_name="Store sales",
            currency="USD",
            phone_country="US",
            time_zone="America/New_York",
            sandbox=True,
        )
        assert session.demo is not None
        assert (session.demo.file.name, session.demo.destination) == ("example.csv", "example-shop")
        assert session.demo.file.is_file()
        assert len(list((session.home.config / "mappings").rglob("*.toml"))) == 1
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["example.csv"]


def test_each_column_of_the_example_fills_its_field(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiktok_tui.cli.example.write_example", partial(write_example, rows=300))
    with demo.session() as session:
        assert session.demo is not None
        monkeypatch.setenv("TIKTOK_TUI_HOME", str(session.home.config))
        made = cli("payload", session.demo.file, "-d", session.demo.destination)
    events = [event for line in made.out.splitlines() for event in json.loads(line)["data"]]
    assert len(events) > 50
    seen: dict[str, set[object]] = defaultdict(set)
    for event in events:
        properties = event["properties"]
        (item,) = properties["contents"]
        assert properties["value"] == pytest.approx(item["price"] * item["quantity"], abs=0.01)
        assert event["event_id"] == properties["order_id"]
        assert str(event["event_id"]).startswith("NW-")
        assert 0 < time.time() - event["event_time"] < 28 * 86_400
        for key, value in (*event.items(), *properties.items(), *item.items()):
            seen[key] |= {value} if isinstance(value, str | int | float) else set()
        seen["user"] |= set(event["user"])
    assert seen["event"] == {"Purchase", "Schedule"}
    assert {"USD", "GBP", "EUR", "CAD"} < seen["currency"]
    assert seen["shop_id"] == {"12", "7", "31", "phone"}
    assert {"TRAIL-41", "0042"} < seen["content_id"]
    assert {"Trail shoes", "Tent pegs"} < seen["content_name"]
    assert seen["content_type"] == {"product"}
    assert seen["quantity"] == {1, 2, 3}
    assert seen["user"] == {"email", "phone"}


@pytest.mark.parametrize(("words", "example"), [(("demo",), True), ((), False)])
def test_at_a_terminal_the_app_opens_and_its_code_is_the_commands(
    cli: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], example: bool
) -> None:
    opened: list[dict[str, object]] = []

    def run_app(**given: object) -> int:
        opened.append(given)
        return 7

    for module in (demo, app):
        monkeypatch.setattr(module, "can_draw", lambda: True)
    monkeypatch.setattr("tiktok_tui.tui.launch.run_app", run_app)
    assert cli(*words).code == 7
    assert opened == [{"demo": demo.session} | ({"example": True} if example else {})]


def test_without_a_terminal_the_app_says_what_to_run(cli: Run) -> None:
    outcome = cli()
    assert (outcome.code, outcome.out, outcome.err) == (
        *(2, ""),
        "tiktok-tui: The app needs a terminal.\n"
        "  Run `tiktok-tui send FILE -d DESTINATION` instead, or `tiktok-tui --help` for all commands.\n",
    )
