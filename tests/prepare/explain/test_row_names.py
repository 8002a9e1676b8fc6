"""Rows that have no number of their own are known by an ID, and it is said where they share one or have none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.files.opening import open_table
from tiktok_tui.files.source.copy import PrivateCopy
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.mapping.editing import grouped_by
from tiktok_tui.mapping.model import Note
from tiktok_tui.mapping.toml import loads
from tiktok_tui.prepare.prepare import prepare

NOW = datetime(2026, 11, 27, tzinfo=UTC)
SHOP = Destination(
    slug="shop",
    name="Shop",
    event_source=EventSource.OFFLINE,
    event_set_id="7200000000000000001",
    fixed_event="Purchase",
)
ROWS = """\
key,order,mail,at
E1,O-1,nobody,2026-11-20
,O-2,nobody,2026-11-20
,O-2,nobody,2026-11-20
,a@example.com,nobody,2026-11-20
 , ,nobody,2026-11-20
"""
BASE = '[fields]\nemail = { column = "mail" }\ntimestamp = { column = "at" }\n'


@pytest.mark.parametrize(
    ("mapped", "names", "note"),
    [
        (
            'event_id = { column = "key" }\norder_id = { column = "order" }\n',
            ["event_id E1", "order_id O-2", "order_id O-2", "row 4 of the answer", "row 5 of the answer"],
            "1 row has no event_id or order_id and 2 rows share theirs with another: ",
        ),
        (
            'order_id = { column = "order" }\n',
            ["order_id O-1", "order_id O-2", "order_id O-2", "row 4 of the answer", "row 5 of the answer"],
            "1 row has no order_id and 2 rows share theirs with another: ",
        ),
        ("", [f"row {place} of the answer" for place in range(1, 6)], "No column is mapped to event_id or order_id: "),
    ],
)
def test_rows_of_a_database_are_named(tmp_path: Path, mapped: str, names: list[str], note: str) -> None:
    def fetch(folder: Path) -> PrivateCopy:
        (folder / "rows").write_text(ROWS)
        return PrivateCopy(folder / "rows")

    source = DatabaseSource("warehouse", "SELECT * FROM orders")
    mapping = loads(BASE + mapped, where="a test")
    with open_table(source, scratch=tmp_path, fetch=fetch) as table, prepare(table, mapping, SHOP, now=NOW) as prepared:
        assert list(prepared.row_names([2, 3, 4, 5, 6]).values()) == names
        assert prepared.notes()[0].text.startswith(note)
        assert [reject.name for reject in prepared.rejects()] == names
        assert {problem.row_words for problem in prepared.problems()} == set(names)
        preview = prepared.preview(2)
        assert preview is not None
        assert preview.name == names[0]
    if mapped.startswith("order_id"):  # rows of one order share its number by right
        grouped = grouped_by(mapping, "order")
        with (
            open_table(source, scratch=tmp_path, fetch=fetch) as table,
            prepare(table, grouped, SHOP, now=NOW) as prepared,
        ):
            assert prepared.notes() == (
                Note("rows", "1 row has no order_id: what is rejected is harder to find there"),
            )


def test_rows_of_a_file_are_known_by_their_number(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(ROWS)
    mapping = loads(BASE, where="a test")
    with open_table(str(path), scratch=tmp_path) as table, prepare(table, mapping, SHOP, now=NOW) as prepared:
        assert prepared.row_names([2, 3]) == {2: "", 3: ""}
        assert prepared.notes() == ()
        assert prepared.problems()[0].row_words == "2"
        assert [prepared.nearest_row(row, step) for row, step in ((1, 0), (1, 1), (99, -1), (99, 1), (4, 0))] == [
            None,
            2,
            6,
            None,
            4,
        ]


def test_the_id_of_a_row_is_no_personal_data_where_that_is_restricted(tmp_path: Path) -> None:
    def fetch(folder: Path) -> PrivateCopy:
        (folder / "rows").write_text(ROWS)
        return PrivateCopy(folder / "rows")

    mapping = loads(f'{BASE}order_id = {{ column = "order" }}\n', where="a test")
    source = DatabaseSource("warehouse", "SELECT * FROM orders")
    with (
        open_table(source, scratch=tmp_path, fetch=fetch) as table,
        prepare(table, mapping, replace(SHOP, restrict_pii=True), now=NOW) as prepared,
    ):
        assert prepared.row_names([2, 5]) == {2: "order_id O-1", 5: "row 4 of the answer"}
