"""Rows of a warehouse that are no longer so are left out; what only looks like an end or a deletion is not."""

from __future__ import annotations

import pytest

from tiktok_tui.events.destination import Destination
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.mapping.suggest.suggest import ColumnSample, suggest

SHOP = Destination("shop", "Shop", event_set_id="7654321098765432109", fixed_event="Purchase", currency="USD")
ORDERS = {
    "order_id": ("1", "1", "2"),
    "email": ("a@b.co", "a@b.co", "c@d.co"),
    "created_at": ("2026-06-01 10:00", "2026-06-01 10:00", "2026-06-02 10:00"),
    "total": ("5.00", "6.00", "7.00"),
}
BEGINS = {"valid_from": ("2026-06-01", "2026-06-03", "2026-06-02")}


def mapped(**more: tuple[str, ...]) -> Mapping:
    samples = [ColumnSample(name, "text", cells) for name, cells in (ORDERS | more).items()]
    return suggest(samples, SHOP).mapping


@pytest.mark.parametrize(
    ("columns", "kept"),
    [
        ({"dbt_valid_to": ("2026-06-03", "", "")}, {"dbt_valid_to": ("",)}),
        (
            {"dbt_valid_to": ("2026-06-03", "9999-12-31", "31.12.9999")},
            {"dbt_valid_to": ("", "9999-12-31", "31.12.9999")},
        ),
        (BEGINS | {"valid_to": ("2026-06-03", "", "")}, {"valid_to": ("",)}),
        (BEGINS | {"valid_to": ("2026-06-03", "2999-01-01", "")}, {"valid_to": ("", "2999-01-01")}),
        # Tickets and vouchers end as well, and of these no order has a second version.
        ({"valid_to": ("2026-06-03", "", "")}, {}),
        (BEGINS | {"valid_to": ("2026-06-04", "", "")}, {}),
        ({"dbt_valid_to": ("", "", "")}, {}),
    ],
)
def test_earlier_versions_of_a_row_are_left_out(columns: dict[str, tuple[str, ...]], kept: object) -> None:
    assert mapped(**columns).only == kept


@pytest.mark.parametrize(
    ("name", "cells", "out"),
    [
        ("_op", ("c", "u", "d"), {"_op": ("d",)}),
        ("cdc_operation", ("INSERT", "DELETE", "UPDATE"), {"cdc_operation": ("DELETE",)}),
        ("_change_type", ("insert", "update_preimage", "update_postimage"), {"_change_type": ("update_preimage",)}),
        ("operation", ("delete", "export", "insert"), {}),
        ("op", ("c", "u", "r"), {}),
        ("flag", ("c", "u", "d"), {}),
    ],
)
def test_deleted_rows_are_left_out(name: str, cells: tuple[str, ...], out: object) -> None:
    assert mapped(**{name: cells}).leave_out == out
