"""`payload`: the bodies go to stdout or a file, and what is said of them to stderr."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.commands import Run
from tests.support.orders import write_orders


@pytest.mark.parametrize(
    ("count", "bad", "said"),
    [
        (3, 1, "2 events in 1 request; 1 row is rejected."),
        (1, 0, "1 event in 1 request; 0 rows are rejected."),
    ],
)
def test_the_bodies_are_counted(
    cli: Run, ready: tuple[str, ...], tmp_path: Path, count: int, bad: int, said: str
) -> None:
    orders, out = write_orders(tmp_path / "orders.csv", count, bad=bad), tmp_path / "bodies.jsonl"
    printed = cli("payload", orders, *ready)
    assert (printed.code, printed.err.splitlines()[-1]) == (1 if bad else 0, said)
    events = [event["event_id"] for line in printed.out.splitlines() for event in json.loads(line)["data"]]
    assert events == [f"A{number}" for number in range(bad, count)]
    written = cli("payload", orders, *ready, "-o", out)
    assert (written.code, written.out, written.err) == (printed.code, "", printed.err)
    assert out.read_text() == printed.out
    assert cli("payload", orders, *ready, "-o", "-") == printed


def test_what_is_not_masked_is_said_where_a_destination_masks(
    cli: Run, ready: tuple[str, ...], tmp_path: Path, home: Path
) -> None:
    settings = home / "destinations" / "store.toml"
    settings.write_text(f"{settings.read_text()}restrict_pii = true\n")
    outcome = cli("payload", write_orders(tmp_path / "orders.csv", 2), *ready, "--as-of", "2026-01-01T00:00:00Z")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.splitlines()[-2:] == [
        "These are the exact bodies: web fields that TikTok takes unhashed are not masked in them.",
        "0 events in 0 requests; 2 rows are rejected.",
    ]
