from __future__ import annotations

from tests.mapping.suggest.small_files import TILLS, suggested_for
from tiktok_tui.mapping.suggest.suggest import ColumnSample, suggest


def test_a_kind_of_row_tells_the_summary_from_the_items() -> None:
    found = suggested_for(
        {
            "Order ID": ["1", "1", "1", "2", "2"],
            "Row Type": ["Sale", "Sale Line", "Sale Line", "Sale", "Sale Line"],
            "Email": ["a@b.co", "", "", "c@d.co", ""],
            "Total": ["22", "11", "11", "5", "5"],
            "SKU": ["", "A", "B", "", "A"],
        }
    ).mapping
    assert found.not_items == {"Row Type": ("Sale", "Sale Payment")}
    assert found.fields["value"].columns == ("Total",)
    assert "price" not in found.fields


def test_a_column_is_one_of_kinds_by_the_word_type_alone() -> None:
    found = suggested_for(
        {
            "Order ID": ["1", "1", "1"],
            "POS type": ["Head", "Piece", "Piece"],
            "Email": ["a@b.co", "", ""],
            "Total": ["22", "11", "11"],
            "SKU": ["", "A", "B"],
        }
    ).mapping
    assert found.not_items == {"POS type": ("Head",)}


def test_a_summary_without_a_kind_is_known_by_its_sum() -> None:
    found = suggested_for(
        {
            "Order ID": ["1", "1", "1", "2", "2"],
            "Email": ["a@b.co", "", "", "c@d.co", ""],
            "Total": ["$22.00", "$11.00", "$11.00", "$5.00", "$5.00"],
            "Item title": ["", "Mug", "Lamp", "", "Mug"],
        }
    ).mapping
    assert found.not_items == {"Item title": ("",)}
    assert found.fields["value"].columns == ("Total",)


def test_an_item_without_its_number_is_an_item() -> None:
    found = suggested_for(
        {
            "Order ID": ["1", "1", "2", "2"],
            "Email": ["a@b.co", "a@b.co", "c@d.co", "c@d.co"],
            "Total": ["16", "30", "5", "8"],
            "SKU": ["A", "", "B", "C"],
        }
    ).mapping
    assert not found.not_items
    assert found.fields["price"].columns == ("Total",)


def test_a_summary_after_its_items_does_not_give_the_value() -> None:
    found = suggested_for(
        {
            "Order ID": ["1", "1", "1"],
            "Email": ["a@b.co", "", ""],
            "Row Type": ["Line", "Line", "Summary"],
            "Total": ["11", "12", "23"],
            "SKU": ["A", "B", ""],
        }
    ).mapping
    assert found.not_items == {"Row Type": ("Summary",)}
    assert found.fields["price"].columns == ("Total",)
    assert "value" not in found.fields


def test_a_summary_that_names_all_its_items_is_known_by_its_kind_and_sum() -> None:
    found = suggested_for(
        {
            "Order ID": ["1", "1", "1", "1", "2", "2", "2"],
            "Email": ["a@b.co", "", "", "", "c@d.co", "", ""],
            "Row Type": ["Sale", "Sale Line", "Sale Line", "Sale Payment", "Sale", "Sale Line", "Sale Payment"],
            "Total": ["22", "10", "12", "22", "5", "5", "5"],
            "SKU": ["", "A", "B", "", "", "A", ""],
            "Item title": ["1 x Mug + 1 x Lamp", "Mug", "Lamp", "Card", "1 x Mug", "Mug", "Cash"],
        }
    ).mapping
    assert set(found.not_items["Row Type"]) == {"Sale", "Sale Payment"}
    assert found.fields["value"].columns == ("Total",)
    assert "price" not in found.fields


def test_a_summary_holds_what_the_items_and_their_delivery_come_to() -> None:
    found = suggested_for(
        {
            "Order ID": ["1", "1", "1", "1"],
            "Email": ["a@b.co", "", "", ""],
            "Row Type": ["Order", "Item", "Item", "Shipping"],
            "Total": ["27.03", "10", "12", "5"],  # a cent for each is rounding
            "Item title": ["Mug, Lamp", "Mug", "Lamp", "Parcel"],
        }
    ).mapping
    assert set(found.not_items["Row Type"]) == {"Order", "Shipping"}
    assert found.fields["value"].columns == ("Total",)


def test_items_of_two_types_at_one_price_are_both_items() -> None:
    found = suggested_for(
        {
            "Order ID": ["1", "1", "2", "2"],
            "Email": ["a@b.co", "", "c@d.co", ""],
            "Product type": ["Simple", "Variable", "Simple", "Variable"],
            "Total": ["10", "10", "5", "5"],
            "SKU": ["A", "B", "A", "B"],
        }
    ).mapping
    assert not found.not_items


def test_a_summary_without_a_kind_must_be_the_sum_in_nearly_all_orders() -> None:
    orders = 5
    columns = {
        "Order ID": [str(order) for order in range(orders) for _ in range(2)],
        "Email": [cell for order in range(orders) for cell in (f"a{order}@b.co", "")],
        "Item title": ["", "Mug"] * orders,
    }
    assert suggested_for({**columns, "Total": ["$5.00", "$5.00"] * 4 + ["$9.00", "$4.00"]}).mapping.not_items
    assert not suggested_for({**columns, "Total": ["$5.00", "$5.00"] * 3 + ["$9.00", "$4.00"] * 2}).mapping.not_items


def test_a_kind_distinguishes_the_rows_of_items_where_there_is_no_amount() -> None:
    columns = {
        "Order ID": ["1", "1", "2", "2"],
        "Email": ["a@b.co", "", "c@d.co", ""],
        "Row Type": ["Head", "Line", "Head", "Line"],
        "SKU": ["", "A", "", "B"],
    }
    assert suggested_for(columns).mapping.not_items == {"Row Type": ("Head",)}
    # A row without its kind, or one kind for both, distinguishes nothing.
    for kinds in (["", "Line", "Head", "Line"], ["Line", "Line", "Head", "Line"]):
        assert not suggested_for({**columns, "Row Type": kinds}).mapping.not_items


def test_kinds_of_the_whole_file_that_say_so_are_no_items_either() -> None:
    rows = {
        "Order ID": ["1", "1", "1"],
        "Email": ["a@b.co", "", ""],
        "Row Type": ["Order", "Line", "Line"],
        "Total": ["22", "11", "11"],
        "SKU": ["", "A", "B"],
    }
    kinds = [("Order", 9), ("Line", 20), ("Order discount", 4), ("Voided", 2), ("Gift", 1), ("", 1)]
    found = suggest(
        [ColumnSample(name, "text", tuple(cells)) for name, cells in rows.items()],
        TILLS,
        counts=lambda names: {name: kinds if name == "Row Type" else [] for name in names},
    )
    assert found.mapping.not_items == {"Row Type": ("Order", "Order discount", "Voided")}


def test_a_summary_without_an_amount_of_its_own_is_known_by_the_pieces_that_it_lacks() -> None:
    columns = {
        "Order ID": ["1", "1", "2", "2"],
        "Email": ["a@b.co", "", "c@d.co", ""],
        "Item title": ["", "Mug", "", "Lamp"],
        "Price": ["", "5", "", "7"],
        "Quantity": ["", "1", "", "2"],
    }
    assert suggested_for(columns).mapping.not_items == {"Item title": ("",)}
    assert not suggested_for({**columns, "Quantity": ["1", "1", "1", "2"]}).mapping.not_items


def test_a_kind_that_an_order_has_twice_is_no_summary() -> None:
    found = suggested_for(
        {
            "Order ID": ["1", "1", "1", "2", "2", "2"],
            "Email": ["a@b.co", "", "", "c@d.co", "", ""],
            "Row Type": ["Set", "Set", "Piece", "Set", "Set", "Piece"],
            "Total": ["5", "2", "5", "7", "3", "7"],
            "SKU": ["", "B", "C", "", "E", "F"],
        }
    ).mapping
    assert not found.not_items


def test_the_column_that_every_item_fills_tells_a_summary_from_them() -> None:
    found = suggested_for(
        {
            "Order ID": ["1", "1", "1", "2", "2"],
            "Email": ["a@b.co", "", "", "c@d.co", ""],
            "Total": ["22.00", "11.00", "11.00", "5.00", "5.00"],
            "SKU": ["", "A", "", "", "B"],
            "Item title": ["", "Mug", "Lamp", "", "Mug"],
        }
    ).mapping
    assert found.not_items == {"Item title": ("",)}


def summed(*totals: tuple[str, str, str]) -> bool:
    """True if rows without an item are taken for summaries, of orders of two items with these totals."""
    return bool(
        suggested_for(
            {
                "Order ID": [str(place) for place in range(len(totals)) for _ in range(3)],
                "Email": [f"a{place}@b.co" for place in range(len(totals)) for _ in range(3)],
                "Total": [total for order in totals for total in order],
                "Item title": ["", "Mug", "Lamp"] * len(totals),
            }
        ).mapping.not_items
    )


def test_a_cent_for_each_item_may_be_lost_to_rounding() -> None:
    assert summed(("22.00", "11.00", "11.02"))
    assert summed(("22.02", "11.00", "11.00"))
    assert not summed(("22.00", "11.00", "11.03"))
    assert not summed(("22.03", "11.00", "11.00"))


def test_four_of_five_orders_have_to_agree() -> None:
    right, wrong = ("22", "11", "11"), ("99", "11", "11")
    assert summed(*[right] * 4, wrong)
    assert not summed(*[right] * 3, wrong)


def kinds(*totals: tuple[str, str, str]) -> bool:
    """The same where a column of kinds sets the summary apart, which has an item's name as well."""
    return bool(
        suggested_for(
            {
                "Order ID": [str(place) for place in range(len(totals)) for _ in range(3)],
                "Type": ["Order", "Piece", "Piece"] * len(totals),
                "Email": [f"a{place}@b.co" for place in range(len(totals)) for _ in range(3)],
                "Total": [total for order in totals for total in order],
                "Item title": ["Mug + Lamp", "Mug", "Lamp"] * len(totals),
            }
        ).mapping.not_items
    )


def test_a_kind_sums_up_where_four_of_five_orders_come_to_it_within_a_cent_an_item() -> None:
    right, wrong = ("22", "11", "11"), ("99", "11", "11")
    assert kinds(*[right] * 4, wrong)
    assert not kinds(*[right] * 3, wrong)
    assert kinds(("22.00", "11.00", "11.02"))
    assert not kinds(("22.00", "11.00", "11.03"))


def test_a_whole_lacks_one_of_the_names_of_items_and_need_not_lack_all() -> None:
    found = suggested_for(
        {
            "Order ID": ["1", "1", "1"],
            "Type": ["Zzz", "Piece", "Piece"],
            "Email": ["a@b.co"] * 3,
            "Total": ["22.00", "11.00", "11.00"],
            "SKU": ["", "A", "B"],
            "Item title": ["Mug + Lamp", "Mug", "Lamp"],
        }
    ).mapping
    assert found.not_items == {"Type": ("Zzz",)}
