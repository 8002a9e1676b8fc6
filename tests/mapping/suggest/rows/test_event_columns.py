"""Files with several kinds of events: which column names them, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.mapping.suggest.small_files import suggested_for
from tiktok_tui.events.destination import Destination
from tiktok_tui.mapping.suggest.suggest import Suggestion

SHOP = Destination("shop", "Shop", event_set_id="7654321098765432109", currency="USD")
ONLY_PURCHASES = Destination("one", "One", event_set_id="7654321098765432109", fixed_event="Purchase", currency="USD")
PEOPLE = {
    "email": ("a@b.co", "c@d.co", "e@f.co"),
    "event_time": ("2026-06-01 10:00", "2026-06-02 10:00", "2026-06-03 10:00"),
}


def suggested(columns: Mapping[str, tuple[str, ...]], destination: Destination = SHOP) -> Suggestion:
    return suggested_for({**PEOPLE, **columns}, destination)


def test_calls_that_name_no_event_are_left_out_and_other_types_are_not() -> None:
    events = {"event": ("Purchase", "", "Purchase")}
    assert suggested(events | {"type": ("track", "identify", "track")}).mapping.leave_out == {"type": ("identify",)}
    for types in (("track", "gift", "track"), ("track", "track", "track")):
        assert "type" not in suggested(events | {"type": types}).mapping.leave_out


@pytest.mark.parametrize(
    ("columns", "event"),
    [
        ({"step": ("ADD_TO_CART", "purchase", "view_content")}, "step"),
        ({"step": ("ADD_TO_CART", "purchase", "x"), "stage": ("START_TRIAL", "purchase", "y")}, None),
        ({"step": ("purchase", "purchase", "purchase")}, None),
    ],
)
def test_a_column_of_steps_is_known_by_its_cells(columns: dict[str, tuple[str, ...]], event: str | None) -> None:
    found = suggested(columns).mapping.fields.get("event")
    assert (found.columns[0] if found is not None and found.columns else None) == event


def test_the_amount_that_purchases_have_goes_before_one_that_is_blank_for_them() -> None:
    events = {"event": ("AddToCart", "Purchase", "Purchase")}
    carts, paid = ("5.00", "", ""), ("", "6.00", "7.00")
    assert suggested(events | {"total": carts, "revenue": paid}).mapping.fields["value"].columns == ("revenue",)
    for total, revenue in ((("5.00", "6.00", ""), paid), (carts, ("", "6.00", ""))):
        found = suggested(events | {"total": total, "revenue": revenue}).mapping.fields["value"]
        assert found.columns == ("total",)


def test_an_event_that_was_delivered_twice_has_one_id() -> None:
    twice = {name: (cells[0], *cells[:2]) for name, cells in PEOPLE.items()}
    found = suggested(twice | {"id": ("7", "7", "8"), "event": ("Purchase",) * 3}).mapping.fields
    assert found["event_id"].columns == ("id",)
    # The same number of two customers, or an ID that the file has anyway.
    four = {name: (cells[0], cells[0], *cells[1:]) for name, cells in PEOPLE.items()}
    others = {"id": ("7", "7", "8", "8"), "order_id": ("1", "1", "2", "3"), "event": ("Purchase",) * 4}
    assert "event_id" not in suggested(four | others).mapping.fields
    own = suggested(twice | {"id": ("7", "7", "8"), "event_id": ("a", "b", "c"), "event": ("Purchase",) * 3})
    assert own.mapping.fields["event_id"].columns == ("event_id",)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            ("level_up", "shop_open", "buy_now"),
            ["“event_type” holds “level_up”, “shop_open”, “buy_now”: all are sent as Purchase."],
        ),
        (("level_up", "refund", "refund"), []),
        (("Purchase", "", "Purchase"), ["Rows whose “event_type” is blank are sent as Purchase."]),
    ],
)
def test_what_is_sent_as_the_destination_s_only_event_is_said(cells: tuple[str, ...], said: list[str]) -> None:
    notes = suggested({"event_type": cells, "total": ("5.00", "6.00", "7.00")}, ONLY_PURCHASES).notes
    assert [str(note) for note in notes if "sent as Purchase" in str(note)] == said


def test_events_that_were_undone_are_left_out_beside_others() -> None:
    undone = suggested({"event": ("Purchase", "Order Refunded", "Order Refunded")})
    assert undone.mapping.leave_out == {"event": ("Order Refunded",)}
    assert "event" not in suggested({"event": ("Order Refunded",) * 3}).mapping.leave_out
