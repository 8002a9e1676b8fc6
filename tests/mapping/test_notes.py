from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tiktok_tui.events.destination import Destination
from tiktok_tui.mapping.model import FieldSource, Mapping, Note
from tiktok_tui.mapping.notes import notes

TILLS = Destination("tills", "Tills", fixed_event="Purchase", currency="USD", phone_country="US", time_zone="UTC")
COUNTS = {
    "Status": [("Completed", 5), ("Refunded", 2), ("Chargeback", 1), ("Weighed", 1), ("", 3)],
    "Financial Status": [("paid", 7), ("refunded", 2), ("partially_refunded", 1)],
    "Cancelled at": [("", 9), ("2026-06-01", 1)],
    "Refunded Amount": [("0.00", 8), ("5.00", 1)],
    "Nothing back refunds": [("0.00", 9)],
    "Amount Paid": [("0.00", 3), ("0,00", 2), ("12.00", 1), ("", 4)],
    "Paid": [("1", 3), ("0", 1)],
    "Paid on": [("2026-06-01", 3), ("1.6.2026", 1), ("", 2)],
    "Payment date": [("2026-06-01", 3)],
    "Bezahlt am": [("ja", 3), ("", 1)],
    "Qty returned": [("0", 3), ("2", 1)],
    "Qty cancelled": [("0", 3), ("", 1)],
    "refunds": [("[]", 3), ('[{"id": 1}]', 2), ("null", 1)],
    "returns": [("[]", 3), ("{}", 1)],
    "Tipo comprobante": [("I", 3), ("E", 1)],
    "Tipo documento": [("33", 3), ("61", 1)],
    "Document type": [("Anything", 3), ("Else", 1)],
    "Subscription Status": [("Active", 3), ("Frozen", 1)],
    "Zone": [("PST", 3), ("CET", 1), ("EST", 2)],
    "Two status": [("Paid", 3), ("Weighed", 2), ("Packed X", 1)],
    "Paid in full": [("10.00", 9)],
    "Many": [("x", 20), *((f"v{number}", number) for number in range(1, 11))],
    "Few status": [(f"state {number}", 1) for number in range(24)],
    "State": [("CA", 3), ("NY", 2)],
    "ステータス": [("処理済X", 3)],
    "Order status": [("Pending", 3), ("Cancelled", 1)],
    "Long status": [(f"state {number}", 1) for number in range(25)],
}


def counts(names: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
    return {name: COUNTS[name] for name in names if name in COUNTS}


def said(mapping: Mapping, columns: Sequence[str] = (), destination: Destination = TILLS) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for note in notes(mapping, destination, columns, counts):
        found.setdefault(note.about, []).append(note.text)
    return found


def column(name: str, **more: str) -> FieldSource:
    return FieldSource(columns=(name,), **more)  # type: ignore[arg-type]


def test_states_left_out_and_kept_are_named_with_their_rows() -> None:
    found = said(Mapping(leave_out={"Status": ("refunded", "voided")}), ["Status"])["rows"]
    assert found[0] == (
        "Left out by “Status”: Refunded (2 rows). "
        "Kept: Completed (5 rows), Chargeback (1 row), Weighed (1 row), blank (3 rows)."
    )
    assert found[1] == "Not known, and kept: Weighed (1 row) in “Status”. Check that this is a sale."


def test_people_who_are_kept_are_not_named() -> None:
    mapping = Mapping(fields={"email": column("Mail")}, leave_out={"Mail": ("me@shop.example",)})
    mails = {"Mail": [("jane@example.com", 2), ("me@shop.example", 1)]}
    (note, *_) = notes(mapping, TILLS, ["Mail"], lambda names: mails)
    assert note.text == "Left out by “Mail”: me@shop.example (1 row)."


def test_values_to_keep_say_what_they_leave_out() -> None:
    mapping = Mapping(only={"Financial Status": ("paid", "partially_refunded"), "Cancelled at": ("",)})
    assert said(mapping, list(COUNTS))["rows"][:2] == [
        "Only rows whose “Financial Status” is paid or partially_refunded are sent; left out: refunded (2 rows).",
        "Only rows where “Cancelled at” is blank are sent; left out: 2026-06-01 (1 row).",
    ]


def test_a_state_that_is_no_sale_and_is_sent_is_named_whoever_made_the_mapping() -> None:
    found = said(Mapping(), ["Status"])["rows"]
    assert found == [
        "Sent all the same: Refunded (2 rows), Chargeback (1 row) in “Status”. Filter them if they are no sale."
    ]


@pytest.mark.parametrize(
    ("fields", "sent"),
    [
        ({"value": column("Total")}, "the whole value is sent."),
        ({"price": column("Price")}, "the whole value is sent."),
        ({"contents": column("Items")}, "the whole value is sent."),
        ({"order_id": column("Order")}, "such rows are sent."),
    ],
)
def test_amounts_that_were_paid_back_are_named(fields: dict[str, FieldSource], sent: str) -> None:
    found = said(Mapping(fields=fields), ["Refunded Amount", "Nothing back refunds"])
    assert [text for text in found["value"] if text.startswith("The amounts")] == [
        f"The amounts in “Refunded Amount” (1 row) are not taken off: {sent}"
    ]


def test_amounts_that_were_paid_back_are_not_named_where_they_filter_or_are_sent() -> None:
    filtered = Mapping(leave_out={"Refunded Amount": ("5.00",)})
    assert said(filtered, ["Refunded Amount", "Nothing back refunds"]).get("value") is None
    assert "value" not in said(Mapping(fields={"description": column("Refunded Amount")}), ["Refunded Amount"])


def test_rows_with_nothing_paid_are_counted_where_they_are_sent() -> None:
    names = ["Amount Paid", "Paid", "Paid in full"]
    told = "“Amount Paid” is zero in 5 rows: no row is left out for that."
    assert said(Mapping(), names)["value"] == [told, "“Paid” is zero in 1 row: no row is left out for that."]
    assert told in said(Mapping(fields={"value": column("Amount Paid")}), names)["value"]
    assert said(Mapping(leave_out={"Amount Paid": ("0.00", "0,00"), "Paid": ("0",)}), names).get("value") is None


def test_rows_without_a_time_of_payment_are_counted_where_they_are_sent() -> None:
    names = ["Paid on", "Payment date", "Bezahlt am"]
    told = "“Paid on” is blank in 2 rows: no row is left out for that."
    assert said(Mapping(), names)["rows"] == [told]
    assert "rows" not in said(Mapping(fields={"timestamp": column("Paid on")}), names)
    assert "rows" not in said(Mapping(group_by="Order"), names)  # the further rows of an order may hold no time
    assert told not in said(Mapping(only={"Paid on": ("",)}), names)["rows"]


def test_pieces_and_lists_of_refunds_that_are_not_taken_off_are_named() -> None:
    names = ["Qty returned", "Qty cancelled", "refunds", "returns"]
    assert said(Mapping(), names)["value"] == [
        "What “Qty returned” counts is not taken off: all pieces are sent.",
        "“refunds” is filled in 2 rows: nothing is taken off for that.",
    ]


def test_kinds_in_codes_are_named() -> None:
    found = said(Mapping(), ["Tipo comprobante", "Tipo documento", "Document type"])["rows"]
    assert [text.partition(".")[0] for text in found] == [
        "Not known, and kept: I (3 rows), E (1 row) in “Tipo comprobante”",
        "Not known, and kept: 33 (3 rows), 61 (1 row) in “Tipo documento”",
    ]


def test_up_to_eight_codes_are_kinds_of_documents() -> None:
    def noted(codes: int) -> list[str]:
        cells = [(f"X{number}", 1) for number in range(codes)]
        return [
            note.text for note in notes(Mapping(), TILLS, ["Document type"], lambda names: {"Document type": cells})
        ]

    assert any(text.startswith("Not known, and kept: X0 (1 row), ") for text in noted(8))
    assert not any("Not known" in text for text in noted(9))


def test_how_times_phones_and_amounts_are_read_is_said() -> None:
    mapping = Mapping(
        fields={
            "timestamp": column("Date", format="%d/%m/%Y"),
            "phone": column("Phone"),
            "price": column("Price"),
            "quantity": column("Qty"),
        },
        group_by="Order",
        phone_country="Country",
        not_items={"Line": ("Sale", "")},
    )
    found = said(mapping)
    assert found["timestamp"] == ["Times without a zone are in UTC, dates are day/month/year."]
    assert found["phone"] == ["Phones are read with the country in “Country”, else with US."]
    assert found["currency"] == ["Amounts that name no currency, or only $, which others share, are in USD."]
    assert found["group"] == ["Rows with the same “Order” are one event."]
    assert found["event"] == ["Every row that is sent is Purchase."]
    assert found["contents"] == ["Rows whose “Line” is Sale or blank are no items of their order."]
    assert found["value"] == [
        "Amounts are written like 1,234.56 (the destination names no number style).",
        "The value of an event is the sum of price times quantity.",
    ]


def test_a_zone_a_country_and_a_currency_of_the_mapping_go_before_the_destination_s() -> None:
    mapping = Mapping(
        fields={
            "timestamp": column("Date", zone="Zone"),
            "phone": column("Phone"),
            "value": column("Total"),
            "currency": column("Ccy"),
            "event": FieldSource(value="Lead"),
        }
    )
    found = said(mapping, destination=replace(TILLS, phone_country="", currency=""))
    assert found["timestamp"] == ["Times without a zone are in the zone in “Zone”."]
    assert found["phone"] == [
        "Phones without a country code are read with no country, so only numbers with a country code are read."
    ]
    assert found["currency"] == ["The currency is in “Ccy”; where it is blank, no currency, which is refused."]
    assert found["event"] == ["Every row that is sent is Lead."]
    for currency, only, blank in (("CAD", ", or only $, which others share,", "blank or $"), ("EUR", "", "blank")):
        found = said(mapping, destination=replace(TILLS, currency=currency))
        assert found["currency"] == [f"The currency is in “Ccy”; where it is {blank}, {currency}."]
        found = said(Mapping({"value": column("Total")}), destination=replace(TILLS, currency=currency))
        assert found["currency"] == [f"Amounts that name no currency{only} are in {currency}."]
    assert said(replace(mapping, fields={"value": column("Total"), "currency": FieldSource(value="EUR")}))[
        "currency"
    ] == ["Amounts are in EUR."]


def test_fields_that_the_destination_does_not_take_are_named() -> None:
    assert said(Mapping(fields={"ip": column("IP")}))["ip"] == [
        "ip is for web events only and is left out for offline."
    ]


def test_what_may_be_somebody_s_is_masked_where_the_destination_restricts_it() -> None:
    mapping = Mapping(only={"Note": ("jane@example.com",)})
    assert "jane@example.com" in str(said(mapping))
    assert said(mapping, destination=replace(TILLS, restrict_pii=True))["rows"] == [
        "Only rows whose “Note” is ••• are sent."
    ]
    columns = Mapping(not_items={"a@b.co": ("fee",), "c@d.co": ("fee",)})
    assert said(columns, destination=replace(TILLS, restrict_pii=True))["contents"] == [
        "Rows whose “•••” is fee are no items of their order."
    ]


def test_cells_that_differ_in_blanks_only_are_one_value() -> None:
    cells = {"Status": [("Refunded", 2), (" Refunded ", 1), ("n/a", 1), ("", 3)]}
    found = notes(Mapping(), TILLS, ["Status"], lambda names: cells)
    assert found[0].text == "Sent all the same: Refunded (3 rows) in “Status”. Filter them if they are no sale."
    left_out = Mapping(leave_out={"Status": ("",)})
    assert notes(left_out, TILLS, ["Status"], lambda names: cells)[0].text.startswith(
        "Left out by “Status”: blank (4 rows). Kept: Refunded (3 rows)."
    )


def test_a_blank_state_in_a_group_is_not_said_to_be_left_out() -> None:
    mapping = Mapping(only={"Status": ("Completed", "Refunded", "Chargeback", "Weighed")})
    assert "left out: blank (3 rows)" in said(mapping, ["Status"])["rows"][0]
    assert "left out" not in said(replace(mapping, group_by="Order"), ["Status"])["rows"][0]


def test_the_state_of_a_customer_that_is_over_is_named() -> None:
    assert said(Mapping(), ["Subscription Status"])["rows"] == [
        "Sent all the same: Frozen (1 row) in “Subscription Status”. Filter them if they are no sale."
    ]


def test_the_zones_of_a_column_are_named_in_their_order() -> None:
    found = said(Mapping(fields={"timestamp": column("Date", zone="Zone")}), ["Zone"])["timestamp"]
    assert found[1] == "In “Zone” CET is UTC+01:00, EST is UTC-05:00, PST is UTC-08:00."


def test_several_states_that_are_not_known_are_no_single_one() -> None:
    found = said(Mapping(leave_out={"Two status": ("void",)}), ["Two status"])["rows"]
    assert found[1].endswith("Weighed (2 rows), Packed X (1 row) in “Two status”. Check that these are sales.")


def test_a_state_that_is_kept_though_part_was_paid_back_is_named() -> None:
    found = said(Mapping(leave_out={"Financial Status": ("refunded",)}), ["Financial Status"])
    assert found["value"] == ["Kept with their whole value: partially_refunded (1 row) in “Financial Status”."]


def test_eight_values_are_named_and_the_others_counted() -> None:
    (kept_one,) = said(Mapping(only={"Many": ("x", "v10")}), ["Many"])["rows"]
    assert kept_one.endswith("v7 (7 rows), v8 (8 rows) and 1 more (9 rows).")
    (kept_two,) = said(Mapping(only={"Many": ("x", "v9", "v10")}), ["Many"])["rows"]
    assert kept_two.endswith("v7 (7 rows), v8 (8 rows).")


def test_up_to_24_unknown_states_are_asked_about() -> None:
    (few,) = said(Mapping(), ["Few status", "Long status"])["rows"]
    assert few.startswith("All rows are kept: state 0 (1 row)")
    assert few.endswith("in “Few status”. Check that these are sales.")


def test_a_column_of_regions_is_not_asked_about_as_one_of_states_is() -> None:
    (asked,) = said(Mapping(), ["State", "ステータス"])["rows"]
    assert asked == "All rows are kept: 処理済X (3 rows) in “ステータス”. Check that these are sales."


def test_states_that_were_not_counted_are_named_without_their_rows() -> None:
    assert said(Mapping(leave_out={"Unseen": ("refunded", "")}))["rows"] == ["Left out by “Unseen”: refunded, blank."]


def test_a_column_that_is_no_state_leaves_no_doubt_about_what_it_keeps() -> None:
    assert said(Mapping(leave_out={"Many": ("x",)}), ["Many"])["rows"] == [
        "Left out by “Many”: x (20 rows). Kept: v1 (1 row), v2 (2 rows), v3 (3 rows), v4 (4 rows), v5 (5 rows), "
        "v6 (6 rows), v7 (7 rows), v8 (8 rows) and 2 more (19 rows)."
    ]


def test_a_map_of_events_is_named_up_to_eight() -> None:
    events = FieldSource(columns=("Kind",), values={f"kind {number}": "Lead" for number in range(9)})
    (note,) = said(Mapping(fields={"event": events}))["event"]
    assert note.startswith("kind 0 is sent as Lead, kind 1 is sent as Lead, ")
    assert note.endswith(", kind 7 is sent as Lead.")


def test_a_note_as_json_says_what_it_is_about() -> None:
    assert Note("rows", "All.").facts() == {"about": "rows", "text": "All."}
    assert str(Note("rows", "All.")) == "All."


def test_states_are_left_out_in_any_case() -> None:
    found = said(Mapping(leave_out={"Status": ("REFUNDED", "ChargeBack")}), ["Status"])["rows"]
    assert found[0].startswith("Left out by “Status”: Refunded (2 rows), Chargeback (1 row). Kept: Completed")


def test_every_column_of_states_is_looked_at_and_not_only_the_first() -> None:
    found = said(Mapping(leave_out={"Financial Status": ("refunded",)}), ["Financial Status", "Status"])["rows"]
    assert found[-1].startswith("Sent all the same: Refunded (2 rows), Chargeback (1 row) in “Status”.")


def test_an_order_that_is_pending_is_no_matter_where_another_column_says_that_it_is_paid() -> None:
    sentence = "Sent all the same: {} in “Order status”. Filter them if they are no sale."
    alone, beside = said(Mapping(), ["Order status"]), said(Mapping(), ["Financial Status", "Order status"])
    assert alone["rows"] == [sentence.format("Pending (3 rows), Cancelled (1 row)")]
    assert beside["rows"][-1] == sentence.format("Cancelled (1 row)")


def test_states_that_are_all_sales_are_no_matter_for_a_note() -> None:
    def noted(*states: str) -> list[str]:
        many = {"Order status": [(state, 1) for state in states]}
        return [note.text for note in notes(Mapping(), TILLS, ["Order status"], lambda names: many)]

    assert not any("Order status" in text for text in noted("Paid", "Shipped"))
    assert "All rows are kept: Paid (1 row), Weighed (1 row) in “Order status”. Check that these are sales." in noted(
        "Paid", "Weighed"
    )


def test_people_who_refuse_and_are_sent_all_the_same_are_counted() -> None:
    cells = {
        "Accepts Marketing": [("yes", 5), ("no", 3), ("No ", 1)],
        "GDPR consent": [("granted", 8), ("denied", 1)],
        "Newsletter": [("weekly", 9)],
        "Opted out": [("1", 2), ("0", 7)],
        "Ads consent": [("yes", 4), ("no", 5)],
    }
    mapping = Mapping(only={"Ads consent": ("yes",)}, leave_out={"Opted out": ("1",)})
    found = notes(mapping, TILLS, list(cells), lambda names: {name: cells[name] for name in names})
    assert [note.text for note in found if note.about == "rows"] == [
        "Only rows whose “Ads consent” is yes are sent; left out: no (5 rows).",
        "Left out by “Opted out”: 1 (2 rows). Kept: 0 (7 rows).",
        "Sent all the same: no (3 rows), No (1 row) in “Accepts Marketing”. "
        "Filter them if that is about advertising, not only mails.",
        "Sent all the same: denied (1 row) in “GDPR consent”. Filter them if they refuse advertising.",
    ]


def test_a_consent_that_fills_a_field_is_no_question() -> None:
    cells = {"Newsletter": [("no", 3)]}
    mapping = Mapping(fields={"description": column("Newsletter")})
    assert not notes(mapping, TILLS, list(cells), lambda names: {name: cells[name] for name in names})[:-1]


def test_of_parts_only_the_rows_that_are_sent_are_counted() -> None:
    mapping = Mapping(leave_out={"Financial Status": ("refunded",)})
    columns = ["Financial Status", "Refunded Amount", "Paid on", "Amount Paid"]
    asked: list[Sequence[str]] = []

    def of_sent(names: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
        asked.append(names)
        return {"Refunded Amount": [("5.00", 3)], "Paid on": [("2026-06-01", 3)]}

    told = [note.text for note in notes(mapping, TILLS, columns, counts, of_sent)]
    assert asked == [["Refunded Amount", "Paid on", "Amount Paid"]]
    assert "The amounts in “Refunded Amount” (3 rows) are not taken off: such rows are sent." in told
    assert not any("Paid on" in text for text in told)
    assert "“Amount Paid” is zero in 5 rows: no row is left out for that." in told
    notes(replace(mapping, leave_out={}), TILLS, columns, counts, of_sent)
    assert len(asked) == 1, "without a filter all rows are sent"
