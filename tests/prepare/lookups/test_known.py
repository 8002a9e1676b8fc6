"""Lookups that a check keeps for the next check of the same file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.prepare.conftest import NOW
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.reject_columns import OWN_COLUMNS
from tiktok_tui.files.opening import Table, open_table
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.lookups.known import clean_columns, known_of
from tiktok_tui.prepare.prepare import prepare
from tiktok_tui.prepare.query.macros import BLANKS, load_macros

SHOP = Destination("shop", "Shop", event_set_id="7654321098765432109", currency="USD", fixed_event="Purchase")

UNCLEAN = [f"x{blank}" for blank in BLANKS] + [f"{blank}x" for blank in BLANKS] + ["null", "N/A", "nan", "NaN", " "]


def test_only_columns_that_cleaning_changes_nothing_of_are_clean_and_bare_without_marks(tmp_path: Path) -> None:
    bare = {"plain": ("a b", ""), "short": ("N", "nana"), "numbers": ("-1.5", "(2)"), "within": ("a'b#", "+1")}
    marked = {"text": ("1", "'2"), "error": ("#N/A", "a"), "sign": ("$5", "6")}
    unclean = {f"u{number}": ("a", cell) for number, cell in enumerate(UNCLEAN)}
    columns = bare | marked | unclean
    quoted = [",".join(f'"{column[row]}"' for column in columns.values()) for row in (0, 1)]
    (tmp_path / "a.csv").write_text("\n".join([",".join(columns), *quoted, ""]), encoding="utf-8", newline="")
    with open_table(str(tmp_path / "a.csv"), scratch=tmp_path) as table, table.work() as work:
        load_macros(work.cursor)
        staged = table.stage([*columns])
        found = clean_columns(work, staged, known_of(table))
        assert [[staged.columns[number] for number in sorted(each)] for each in found] == [[*bare, *marked], [*bare]]


def test_a_column_is_looked_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b,c\nx, y,z\n")
    with open_table(str(tmp_path / "a.csv"), scratch=tmp_path) as table, table.work() as work:
        load_macros(work.cursor)
        known = known_of(table)
        assert clean_columns(work, table.stage(["a", "b"]), known) == (frozenset({0}), frozenset({0}))
        assert known_of(table) is known
        assert known.cleanness == {"a": 2, "b": 0}
        known.cleanness["a"] = 1
        assert clean_columns(work, table.stage(["a", "c"]), known) == (frozenset({0, 1}), frozenset({1}))


@pytest.fixture
def orders(tmp_path: Path) -> Iterator[Table]:
    """Two orders; the second names another currency, and has a guard against spreadsheets in its note."""
    rows = [
        ("timestamp", "email", "total", "pieces", "sign", "items", "note", *OWN_COLUMNS),
        ("2026-11-20", "a@b.co", "5", "1", "USD", '[{"price": "5", "quantity": 1}]', "plain", *"1234"),
        ("2026-11-20", "c@d.co", "6 €", "1", "€", '[{"price": "6 €", "quantity": 1}]', "'=plain", *"1234"),
    ]
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    with open_table(str(tmp_path / "a.csv"), scratch=tmp_path) as table:
        yield table


def sent(table: Table, **columns: str) -> list[bytes]:
    """The events of a check of the table, from which `columns` fill fields beside the time and the e-mail."""
    names = {"timestamp": "timestamp", "email": "email"} | columns
    mapping = Mapping({field: FieldSource(columns=(name,)) for field, name in names.items()})
    with prepare(table, mapping, SHOP, now=NOW) as prepared:
        return [event.body for events in prepared.events() for event in events]


def test_a_column_that_is_mapped_later_is_searched_for_signs_as_well(orders: Table) -> None:
    assert b'"currency":"USD"' in sent(orders, value="pieces")[1]
    assert b'"value":6,' in sent(orders, value="total")[1]
    assert b'"price":6' in sent(orders, price="total", quantity="pieces")[1]
    assert b'"price":6' in sent(orders, contents="items")[1]
    assert b'"currency":"EUR"' in sent(orders, value="pieces", currency="sign")[1]


def test_cells_of_a_large_file_of_rejects_are_read_without_their_guards(
    orders: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tiktok_tui.prepare.cursors.FEW", 1)
    assert b'"description":"=plain"' in sent(orders, description="note")[1]


@pytest.mark.parametrize(
    ("cells", "values", "order"),
    [
        (("1001", "1002"), {}, b'"1001"'),
        (("'1001", "1002"), {}, b'"1001"'),
        (("1002", "'1001"), {}, b'"1002"'),
        (("a", "b"), {"a": "'1001"}, b'"1001"'),
        (("#N/A", "b"), {}, None),
        (("a", "b"), {"a": "#N/A"}, None),
        (("'#N/A", "b"), {}, None),
    ],
)
def test_marks_of_a_spreadsheet_are_taken_off_wherever_there_may_be_one(
    tmp_path: Path, cells: tuple[str, str], values: dict[str, str], order: bytes | None
) -> None:
    (tmp_path / "a.csv").write_text("time,email,order\n" + "".join(f"2026-11-20,a@b.co,{cell}\n" for cell in cells))
    mapping = Mapping(
        {"timestamp": FieldSource(columns=("time",)), "email": FieldSource(columns=("email",))}
        | {"order_id": FieldSource(columns=("order",), values=values)}
    )
    with (
        open_table(str(tmp_path / "a.csv"), scratch=tmp_path) as table,
        prepare(table, mapping, SHOP, now=NOW) as prepared,
    ):
        first = next(event.body for events in prepared.events() for event in events)
    assert (b'"order_id":' + order in first) if order is not None else b"order_id" not in first
