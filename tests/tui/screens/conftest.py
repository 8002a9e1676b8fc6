"""A file of orders, with a few mistakes among them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.setups import write_orders


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    """A CSV of forty orders."""
    return write_orders(tmp_path / "orders.csv")
