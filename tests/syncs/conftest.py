"""A home with a sync of twenty orders to the sandbox."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.orders import MAPPING, write_orders
from tests.support.sandbox import Sandbox
from tests.support.uploads import SHOP, home
from tiktok_tui.accounts import destinations
from tiktok_tui.accounts.home import Home
from tiktok_tui.sandbox import known
from tiktok_tui.syncs.settings import store
from tiktok_tui.syncs.settings.sync import PathSource, Sync

__all__ = ["home", "sync"]


@pytest.fixture
def sync(home: Home, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sync:
    """A sync of 20 orders to the sandbox."""
    monkeypatch.setenv("TIKTOK_TUI_API_URL", sandbox.base_url)
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.TOKEN)
    destinations.save(home, SHOP)
    (tmp_path / "mapping.toml").write_text(MAPPING)
    export = write_orders(tmp_path / "orders.csv", 20)
    made = Sync("nightly", "Nightly", SHOP.slug, PathSource(str(export)), mapping=tmp_path / "mapping.toml")
    store.save(home, made)
    return made
