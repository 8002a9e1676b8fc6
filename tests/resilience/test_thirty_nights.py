"""A month of nights of one sync: rows that come late, failures, a stale export and one of doubled size."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.resilience.effort import Effort, Report
from tests.support.databases import PASSWORD, Server
from tests.support.orders import MAPPING
from tests.support.sandbox import Sandbox
from tests.support.uploads import SHOP
from tiktok_tui.accounts import destinations
from tiktok_tui.accounts.home import Home
from tiktok_tui.sandbox import known
from tiktok_tui.sources.new_connection import NewConnection, add
from tiktok_tui.syncs.history import history
from tiktok_tui.syncs.history.night import NightState
from tiktok_tui.syncs.history.result import SyncResult
from tiktok_tui.syncs.running.release import drop, release
from tiktok_tui.syncs.running.run import run_sync
from tiktok_tui.syncs.running.watched_steps import WatchedSteps
from tiktok_tui.syncs.settings import store
from tiktok_tui.syncs.settings.sync import ConnectionSource, Limits, Sync

ORDERS = 4
"""New orders a night."""


class Shop:
    """A table to which each night adds orders, and the sync that reads it."""

    def __init__(self, home: Home, server: Server, folder: Path) -> None:
        self.home = home
        self.server = server
        self.table = server.table('"order" text, sold_at timestamptz, loaded_at timestamptz, mail text, total numeric')
        self.began = datetime.now(UTC).replace(microsecond=0)
        self.night = 0
        self.said: list[str] = []
        mapping = folder / "mapping.toml"
        mapping.write_text(MAPPING)
        query = f"SELECT * FROM {self.table} WHERE loaded_at >= :since AND loaded_at < :until"
        limits = Limits(events=(0, 7 * ORDERS), older_than=timedelta(hours=36))
        source = ConnectionSource("shop", sql=query)
        self.sync = Sync("nightly", "Nightly", SHOP.slug, source, mapping=mapping, limits=limits)
        store.save(home, self.sync)

    @property
    def now(self) -> datetime:
        return self.began + timedelta(days=self.night)

    def load(self, name: str, count: int, *, sold: timedelta = timedelta(hours=5)) -> None:
        """Add orders, sold so long before they are loaded, an hour before this night."""
        loaded = self.now - timedelta(hours=1)
        rows = ", ".join(
            f"('{order}', '{loaded - sold}', '{loaded}', '{order}@x.example', 9)"
            for order in (f"{name}{self.night}-{number}" for number in range(count))
        )
        self.server.run(f"INSERT INTO {self.table} VALUES {rows};")

    def run(self) -> SyncResult:
        return run_sync(self.home, self.sync, WatchedSteps(self.said.append), now=self.now)

    def orders(self) -> int:
        return int(self.server.run(f"SELECT count(*) FROM {self.table};"))


@pytest.fixture
def shop(home: Home, postgres: Server, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    monkeypatch.setenv("SHOP_PASSWORD", PASSWORD)
    monkeypatch.setenv("TIKTOK_TUI_API_URL", sandbox.base_url)
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.TOKEN)
    destinations.save(home, SHOP)
    add(home, NewConnection.of("shop", driver="", uri=postgres.address(), options=[], password=True), lambda name: "")
    return Shop(home, postgres, tmp_path)


def test_every_conversion_of_a_month_is_accepted_once(
    shop: Shop, sandbox: Sandbox, effort: Effort, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox.reset(keep_bodies=True)
    nights = effort.of(5, 30)
    refused, unreachable, doubled, stale = (7, 8, 14, 22) if effort.long else (0, 1, 2, 4)
    for shop.night in range(nights):
        expected = NightState.SENT
        if shop.night != stale and shop.night != stale - 1:
            shop.load("order", ORDERS)
            shop.load("late", 1, sold=timedelta(days=6))
        if shop.night == refused:  # in the middle of the upload: its run is resumed
            sandbox.set_faults("40105")
            expected = NightState.FAILED
        elif shop.night == unreachable:  # before anything: the next window reaches over this one
            monkeypatch.setenv("SHOP_PASSWORD", "wrong")
            expected = NightState.FAILED
        elif shop.night == doubled:
            shop.load("wrong", 4 * ORDERS)
            expected = NightState.HELD
        elif shop.night == stale:
            expected = NightState.HELD
        result = shop.run()
        assert result.night.state is expected, (shop.night, result.night)
        sandbox.set_faults()
        monkeypatch.setenv("SHOP_PASSWORD", PASSWORD)
        if shop.night == doubled:
            assert result.night.reason.startswith("The export has ")
            shop.server.run(f"DELETE FROM {shop.table} WHERE \"order\" LIKE 'wrong%';")
        elif shop.night == doubled + 1:
            assert any("is still held" in note for note in result.night.notes)
            drop(shop.home, "nightly")
        elif shop.night == stale:
            assert "The newest conversion is 2 days old" in result.night.reason
            (released,) = release(shop.home, shop.sync, WatchedSteps(), now=shop.now)
            assert released.night.state is NightState.RELEASED, "the window of the night is asked for again"
        sandbox.advance(86400)
    accepted = sandbox.events()
    names = [event.body["event_id"] for event in accepted]
    assert len(names) == len(set(names)) == shop.orders()
    states = [night.state for night in history.nights(shop.home, "nightly")]
    assert states.count(NightState.FAILED) == 1, "the refused one was resumed"
    assert states.count(NightState.RELEASED) == 1
    assert states.count(NightState.DROPPED) == 1
    report("a month of nights", nights, "odd nights held", 0, len(names) - len(set(names)))
