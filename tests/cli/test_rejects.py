"""`rejects` on a terminal: the rows as text, without what a terminal would obey."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.commands import Run
from tests.support.orders import write_orders
from tiktok_tui.cli import console


def test_the_rows_are_shown_on_a_terminal(
    cli: Run, ready: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = write_orders(tmp_path / "orders.csv", 5, bad=2)
    orders.write_text(orders.read_text().replace("nobody", "no\x1bbody", 1))
    run = json.loads(cli("send", orders, *ready, "--yes", "--json").out)["run"]
    monkeypatch.setattr(console, "is_terminal", lambda stream: True)
    lines = cli("rejects", run).out.splitlines()
    assert [line.split(",")[0].strip('"') for line in lines] == ["order", "A0", "A1"]
    assert lines[0].endswith("tiktok-tui what to do")
    assert "no\ufffdbody" in lines[1]
