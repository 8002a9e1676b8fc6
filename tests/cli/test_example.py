from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tiktok_tui.cli.example import COLUMNS, MAPPING, write_example
from tiktok_tui.mapping import toml

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def test_the_same_moment_gives_the_same_bytes_and_another_one_moves_the_dates(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.csv", "b.csv", "c.csv")]
    for path, now in zip(paths, (NOW, NOW, NOW.replace(year=2027)), strict=True):
        write_example(path, now=now)
    first, again, later = (path.read_bytes() for path in paths)
    assert first == again
    assert first != later


def test_it_counts_its_rows_as_a_spreadsheet_does(tmp_path: Path) -> None:
    example = write_example(tmp_path / "example.csv", now=NOW)
    with example.path.open(encoding="utf-8", newline="") as stream:
        header, *rows, sums = csv.reader(stream)
    assert tuple(header) == COLUMNS
    assert len(rows) == example.rows
    assert sums[0] == "Total"
    assert 2500 < example.rows < 5000


def test_nobody_real_is_in_it(tmp_path: Path) -> None:
    example = write_example(tmp_path / "example.csv", now=NOW)
    with example.path.open(encoding="utf-8", newline="") as stream:
        mails = {row[key] for row in csv.DictReader(stream) for key in ("Email", "Second email") if row[key]}
    assert {mail.strip().rpartition("@")[2] for mail in mails if mail.count("@") == 1} <= {
        "example.com", "example.net", "example.org", "",
    }  # fmt: skip


def test_its_cells_are_as_people_type_them(tmp_path: Path) -> None:
    example = write_example(tmp_path / "example.csv", now=NOW)
    with example.path.open(encoding="utf-8", newline="") as stream:
        *rows, sums = csv.DictReader(stream)
    assert sum(row["Sold at"] is None for row in rows) == 1, "the line that is broken"
    whole = [row for row in rows if row["Sold at"]]
    phones = [row["Mobile"] for row in whole if len(row["Mobile"]) > 9]
    assert len(set(phones)) > 0.6 * len(phones) > 1000
    orders = [row["Order"] for row in whole]
    assert len(orders) - len(set(orders)) == example.planted["event_id.duplicate"] == 14
    priced = sum(float(row["Unit price"]) * int(row["Quantity"]) for row in whole)
    assert float(sums["Total"].replace(",", "")) == pytest.approx(priced)
    assert {"$1,249.00", "1,249.00", "1249.00"} < {row["Total"] for row in whole}
    prices = {row["Product"]: row["Unit price"] for row in whole}
    assert len(prices) == len({row["SKU"] for row in whole}) == 8
    assert all(10 < float(price) < 1300 for price in prices.values())
    money = {row["Country"]: row["Currency"] for row in whole if row["Currency"] not in {"EURX", "XBT"}}
    named = {money[name].upper() for name in ("US", "USA", "United States")}
    assert named <= {"USD", ""}
    others = {"CA": "CAD", "UK": "GBP", "Germany": "EUR", "FR": "EUR", "BR": "BRL", "Japan": "JPY", "AU": "AUD"}
    assert {name: money[name] for name in others} == others


def test_its_mapping_names_only_its_columns() -> None:
    assert set(toml.loads(MAPPING, where="example").columns()) <= set(COLUMNS)
