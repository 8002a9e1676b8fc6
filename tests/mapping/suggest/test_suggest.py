from __future__ import annotations

import cProfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mapping.suggest.small_files import TILLS, named, suggested_for
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.events.fields import FIELD
from tiktok_tui.events.hidden import visible
from tiktok_tui.mapping import check, toml
from tiktok_tui.mapping.suggest.suggest import ColumnSample, Question, Suggestion, suggest
from tiktok_tui.mapping.suggest.vocabulary.synonyms import SYNONYMS

BARE = Destination("new", "New", event_set_id="7654321098765432109")
WEB = Destination("shop", "Shop", event_source=EventSource.WEB, event_set_id="C4ABCDEF", fixed_event="Purchase")
EMAILS = ("jane@example.com", "joe@example.com", "eva@example.com")
TIMES = ("2026-06-01 10:00", "2026-06-02 11:00", "2026-06-03 12:00")


def mapped(found: Suggestion) -> dict[str, tuple[str, ...]]:
    return {name: source.columns for name, source in found.mapping.fields.items()}


def test_cells_that_speak_against_a_name_are_believed() -> None:
    found = named(Date=("soon", "later"), Email=("yes", "no"), Phone=("home", "work"), Total=("a lot", "more"))
    assert mapped(found) == {}
    assert found.missing == ("timestamp", "email")


def test_cells_decide_between_two_names() -> None:
    found = named(Email=("opted in", "no"), Mail=EMAILS, Created_at=("by Ann", "by Joe"), Sold_at=TIMES)
    assert mapped(found) == {"timestamp": ("Sold at",), "email": ("Mail",)}


def test_the_field_s_own_name_maps_whatever_its_cells() -> None:
    found = suggest([ColumnSample("email", "text", ("yes", "no")), ColumnSample("timestamp", "text", ("soon",))], TILLS)
    assert mapped(found) == {"timestamp": ("timestamp",), "email": ("email",)}


def test_a_header_without_rows_is_enough() -> None:
    found = named(Email=(), Order_date=(), Total=())
    assert mapped(found) == {"timestamp": ("Order date",), "email": ("Email",), "value": ("Total",)}


def test_several_identifiers_are_all_taken() -> None:
    found = named(
        Email=EMAILS, Email_2=("a@example.org", None, ""), Phone=("+12025550123",), Shipping_Phone=("+12025550124",)
    )
    assert mapped(found)["email"] == ("Email", "Email 2")
    assert mapped(found)["phone"] == ("Phone", "Shipping Phone")


def test_other_people_s_addresses_are_not_the_customer_s() -> None:
    found = named(Seller_email=EMAILS, Support_phone=("+12025550123", "+12025550124"))
    assert mapped(found) == {}


def test_marks_around_addresses_make_them_no_less_an_address() -> None:
    marked = ("'jane@example.com'", "mailto:joe@example.com", "Eva <eva@example.com>", "“ann@example.com”;")
    assert mapped(named(Email=marked)) == {"email": ("Email",)}


def test_an_unnamed_column_of_addresses_is_found() -> None:
    found = named(Who=EMAILS, Reach=("+12025550123", "+1 202 555 0124"))
    assert mapped(found) == {"email": ("Who",), "phone": ("Reach",)}
    assert len(found.notes) >= 2


def test_plain_identifiers_go_before_hashed_ones() -> None:
    found = named(Email=EMAILS, Email_SHA256=("ab" * 32, "cd" * 32))
    assert mapped(found)["email"] == ("Email",)
    assert any("“Email SHA256” is not used" in str(note) for note in found.notes)


def test_hashed_identifiers_alone_are_taken() -> None:
    assert mapped(named(Email_SHA256=("ab" * 32, "cd" * 32)))["email"] == ("Email SHA256",)


def test_hashes_that_tiktok_does_not_take_are_left_out() -> None:
    found = named(Email_hash=("ab" * 16, "cd" * 16))
    assert "email" not in mapped(found)
    assert any("MD5" in str(note) for note in found.notes)


def test_a_date_whose_order_is_unclear_is_asked() -> None:
    found = named(Email=EMAILS, Order_date=("07/04/2026", "08/04/2026", "01/01/2026"))
    (question,) = found.questions
    assert question.field == "timestamp"
    assert question.options == ("%d/%m/%Y", "%m/%d/%Y")
    assert "07/04/2026" in str(question)
    assert found.mapping.fields["timestamp"].format is None
    assert not found.complete


@pytest.mark.parametrize(
    ("missing", "questions", "complete"),
    [
        ((), (), True),
        (("email",), (), False),
        ((), (Question("timestamp", "Which?"),), False),
    ],
)
def test_a_suggestion_is_complete_if_nothing_is_missing_and_nothing_is_asked(
    missing: tuple[str, ...], questions: tuple[Question, ...], complete: bool
) -> None:
    assert Suggestion(named(Email=EMAILS).mapping, missing=missing, questions=questions).complete is complete


def test_one_day_above_twelve_settles_the_order() -> None:
    found = named(Email=EMAILS, Order_date=("07/04/2026", "28/04/2026"))
    assert found.mapping.fields["timestamp"].format == "%d/%m/%Y"
    assert found.complete


def test_times_that_need_no_format_get_none() -> None:
    for values in (TIMES, ("1780308060", "1780308061"), ("45384.34789",), ("2026-06-01T10:01:00+02:00",)):
        assert named(Email=EMAILS, Order_date=values).mapping.fields["timestamp"].format is None


def test_typed_times_get_no_format() -> None:
    found = suggest([ColumnSample("Order date", "time", ("2026-06-01 00:00:00",))], TILLS)
    assert found.mapping.fields["timestamp"].format is None


def test_a_header_that_says_utc_is_believed_unless_the_cells_know_better() -> None:
    assert named(Created_UTC=TIMES).mapping.fields["timestamp"].time_zone == "UTC"
    for values in (("2026-06-01 10:00:00 +0200",), ("1780308060",)):
        assert named(Created_UTC=values).mapping.fields["timestamp"].time_zone is None


def test_a_time_of_day_completes_a_date() -> None:
    found = named(Date=("2026-06-01", "2026-06-02"), Time=("10:00", "11:00:30"), Timezone=("America/New_York", "UTC"))
    assert found.mapping.fields["timestamp"].columns == ("Date", "Time")
    assert found.mapping.fields["timestamp"].zone == "Timezone"


def test_a_time_of_day_completes_a_typed_date() -> None:
    for day in ("2026-06-11", "2026-06-11T00:00:00"):
        found = suggest([ColumnSample("Date", "time", (day,)), ColumnSample("Time", "text", ("22:05:00",))], TILLS)
        assert found.mapping.fields["timestamp"].columns == ("Date", "Time")
        assert found.mapping.fields["timestamp"].format is None
    late = suggest([ColumnSample("Date", "time", ("2026-06-11",)), ColumnSample("Time", "text", ("1:05 PM",))], TILLS)
    assert late.mapping.fields["timestamp"].format == "%Y-%m-%d %I:%M %p"


def test_a_date_with_its_time_needs_no_other_column() -> None:
    assert named(Date=TIMES, Time=("10:00", "11:00")).mapping.fields["timestamp"].columns == ("Date",)


def test_rows_of_an_order_are_grouped() -> None:
    found = named(
        Order_ID=("1", "1", "2"), Order_date=TIMES, Email=(EMAILS[0], EMAILS[0], EMAILS[1]), SKU=("A", "B", "A"),
        Price=("8", "30", "8"), Qty=("2", "1", "1"), Total=("46", "46", "8"),
    )  # fmt: skip
    assert found.mapping.group_by == "Order ID"
    assert mapped(found)["value"] == ("Total",)


def test_a_line_s_amount_is_not_the_order_s() -> None:
    found = named(Order_ID=("1", "1"), SKU=("A", "B"), Price=("8", "30"), Qty=("2", "1"), Total=("16", "30"))
    assert "value" not in mapped(found)
    assert any("sum of price times quantity" in str(note) for note in found.notes)


def test_a_line_s_amount_without_prices_is_sent_as_one_piece() -> None:
    found = named(Order_ID=("1", "1"), SKU=("A", "B"), Qty=("2", "1"), Amount=("16", "30"))
    assert mapped(found)["price"] == ("Amount",)
    assert found.mapping.fields["quantity"].value == "1"
    assert "value" not in mapped(found)


def test_rows_of_different_customers_are_not_one_order() -> None:
    found = named(Order=("A", "A", "A"), Email=EMAILS, SKU=("1", "2", "3"))
    assert found.mapping.group_by is None
    assert any("not grouped" in str(note) for note in found.notes)


def test_rows_of_different_events_are_not_one_order() -> None:
    found = named(
        BARE, Order_ID=("1", "1"), Email=(EMAILS[0], EMAILS[0]), SKU=("A", "B"), Event=("Purchase", "AddToCart")
    )
    assert found.mapping.group_by is None


def test_repeats_without_items_are_only_noted() -> None:
    found = named(Order_ID=("1", "1"), Email=(EMAILS[0], EMAILS[0]), Total=("5", "5"))
    assert found.mapping.group_by is None
    assert any("“Order ID” repeats" in str(note) for note in found.notes)


def test_a_price_without_an_item_is_the_value() -> None:
    assert mapped(named(Email=EMAILS, Preis=("5", "6")))["value"] == ("Preis",)
    both = mapped(named(Email=EMAILS, Total=("5", "6"), Preis=("2", "3")))
    assert (both["value"], both.get("price")) == (("Total",), None)
    assert "quantity" not in mapped(named(Email=EMAILS, Anzahl=("5", "6")))


def test_a_list_of_items_is_taken_with_its_keys() -> None:
    items = '[{"sku": "A", "unitPrice": 1.5, "qty": 2, "title": "Mug", "brand": "Acme"}]'
    found = suggest([ColumnSample("items", "list", (items,)), ColumnSample("Quantity", "text", ("3",))], TILLS)
    assert found.mapping.fields["contents"].fields == {
        "content_id": "sku",
        "content_name": "title",
        "price": "unitPrice",
        "quantity": "qty",
    }
    assert "quantity" not in found.mapping.fields


def test_a_list_of_addresses_is_several_identifiers() -> None:
    found = suggest([ColumnSample("customer.emails", "list", ('["jane@example.com", "j@example.org"]',))], TILLS)
    assert mapped(found) == {"email": ("customer.emails",)}


def test_near_misses_of_events_are_corrected() -> None:
    found = named(BARE, Kind=("in-store sale", "Purchase", "add to cart"), Email=EMAILS, Date=TIMES)
    assert found.mapping.fields["event"].values == {"in-store sale": "Purchase", "add to cart": "AddToCart"}
    assert found.complete


def test_kinds_of_rows_that_are_no_sale_are_no_near_misses() -> None:
    found = named(BARE, Type=("Sale", "Refund", "No sale"), Email=EMAILS, Date=TIMES)
    assert found.mapping.fields["event"].values == {"Sale": "Purchase"}
    assert set(found.mapping.leave_out["Type"]) == {"Refund", "No sale"}
    assert not any("No standard event" in str(note) for note in found.notes)


def test_a_column_of_other_kinds_is_no_event() -> None:
    assert "event" not in mapped(named(BARE, Type=("VIP", "regular"), Email=EMAILS))


def test_without_an_event_column_the_destination_s_holds() -> None:
    assert "event" not in named(Email=EMAILS, Date=TIMES).missing
    found = named(BARE, Email=EMAILS, Date=TIMES)
    assert found.missing == ("event",)
    assert any("Purchase" in str(note) for note in found.notes)


def test_custom_events_are_kept_for_web() -> None:
    found = named(WEB, Event_name=("Rented", "Purchase"), Email=EMAILS)
    assert mapped(found)["event"] == ("Event name",)
    assert found.mapping.fields["event"].values == {}


def test_web_fields_are_suggested_for_web_only() -> None:
    columns: dict[str, tuple[str | None, ...]] = {
        "User_Agent": ("Mozilla/5.0 (X11; Linux)",), "IP": ("8.8.8.8",), "Page_URL": ("https://shop.example/a",),
        "ttclid": ("E.C.P.CuYBabcdef",), "ttp": ("94e2a4f9dd",), "Language": ("en-US",),
        "Referrer": ("https://search.example/",), "Customer_ID": ("C-1",), "Email": EMAILS, "Date": TIMES,
    }  # fmt: skip
    web = named(WEB, **columns)
    assert web.complete
    assert mapped(web) == {
        "timestamp": ("Date",), "email": ("Email",), "external_id": ("Customer ID",), "agent": ("User Agent",),
        "ip": ("IP",), "cookie_id": ("ttp",), "tiktok_click_id": ("ttclid",), "locale": ("Language",),
        "page_url": ("Page URL",), "referrer_url": ("Referrer",),
    }  # fmt: skip
    offline = named(TILLS, **columns)
    assert set(mapped(offline)) == {"timestamp", "email"}
    assert any("“User Agent”" in str(note) for note in offline.notes)


def test_a_landing_page_holds_the_page_and_the_click() -> None:
    found = named(WEB, Landing_page=("https://shop.example/?ttclid=E.C.P.abc", "https://shop.example/"))
    assert mapped(found)["page_url"] == mapped(found)["tiktok_click_id"] == ("Landing page",)


def test_a_currency_in_the_amounts_is_seen() -> None:
    assert named(Total=("12.50 EUR", "8 EUR")).mapping.fields["currency"].value == "EUR"
    assert named(Total=("€12.50", "€8")).mapping.fields["currency"].value == "EUR"
    assert "currency" not in named(Total=("$12.50", "€8")).mapping.fields
    assert "currency" not in named(Total=("$12.50",)).mapping.fields


def test_a_currency_in_the_header_of_the_amount_is_the_amounts() -> None:
    found = suggest([ColumnSample("Amount (EUR)", "text", ("12.50",))], TILLS)
    assert found.mapping.fields["currency"].value == "EUR"
    assert "currency" not in suggest([ColumnSample("Amount ($)", "text", ("12.50",))], BARE).mapping.fields


def test_a_column_of_other_currencies_is_not_that_of_an_amount_that_names_its_own() -> None:
    amount = ColumnSample("Total (USD)", "text", ("12.50", "13.50"))
    found = suggest([amount, ColumnSample("Original Currency", "text", ("EUR", "GBP"))], TILLS)
    assert found.mapping.fields["currency"].value == "USD"
    assert any("“Original Currency” holds others" in str(note) for note in found.notes)
    same = suggest([amount, ColumnSample("Original Currency", "text", ("usd", "US$"))], TILLS)
    assert same.mapping.fields["currency"].columns == ("Original Currency",)


@pytest.mark.parametrize(
    "cells",
    [
        ("23.788099999999996",), ("RM 12.50", "RM1,212.50"), ("A$12.50",), ("CHF 1'250.00",), ("₹1,25,000.00",),
        ("25,-", "25.—"), ("1 212,50 zł",), ("R$ 1.212,50",), ("(12.50)", "-5"), ("12.00 CAD",), ("500 kr",),
        ("円5,000",),
        ("12.500000000000000000",), ("$ 5",), ("Fr. 90.00",),
    ],
)  # fmt: skip
def test_whatever_the_reader_reads_as_an_amount_is_suggested(cells: tuple[str, ...]) -> None:
    assert mapped(named(Total=cells))["value"] == ("Total",)


@pytest.mark.parametrize("cells", [("12 pieces",), ("a lot",), ("12.06.2026",), ("USD",), ("5 of 7",), ("call 12",)])
def test_other_cells_are_no_amounts(cells: tuple[str, ...]) -> None:
    assert "value" not in mapped(named(Total=cells))


def test_an_amount_without_a_currency_is_reported() -> None:
    assert any("no currency" in str(note) for note in named(BARE, Total=("1",)).notes)
    assert not any("no currency" in str(note) for note in named(TILLS, Total=("1",)).notes)


USUAL = ("refunded", "cancelled", "canceled", "voided", "failed", "declined", "expired", "returned", "chargeback")


def test_states_that_are_no_sale_are_left_out_whatever_stands_beside_them() -> None:
    for states in (("paid", "refunded", "paid"), ("refunded",), ("paid", "refunded", "VIP")):
        found = named(Status=states).mapping
        assert set(found.leave_out["Status"]) == set(USUAL)
        assert found.leave_out["Status"][0] == "refunded"
        assert not found.only
    assert set(named(Status=("paid", "paid")).mapping.leave_out["Status"]) == set(USUAL)
    assert not named(Status=("VIP", "gold")).mapping.leave_out
    assert not named(Status=()).mapping.leave_out


def test_the_row_s_country_is_for_phones() -> None:
    assert named(Phone=("2025550123",), Country=("US",)).mapping.phone_country == "Country"
    assert named(Email=EMAILS, Country=("US",)).mapping.phone_country is None
    assert named(Phone=("2025550123",), Country=("1", "2")).mapping.phone_country is None


def test_a_column_fills_one_field() -> None:
    found = named(Order=("1", "2"), Product=("Mug", "Lamp"), Item=("Mug", "Lamp"), Article=("Mug", "Lamp"))
    columns = [column for columns in mapped(found).values() for column in columns]
    assert len(columns) == len(set(columns))


CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.sampled_from(
        [
            "", " ", "NULL", "jane@example.com", "+12025550123", "0171 2345678", "ab" * 32, "ab" * 16, "12.50",
            "1.234,50 €", "$1,234.50", "USD", "usd", "2026-06-01", "2026-06-01 10:00:00 +0000", "07/04/2026",
            "28/04/2026 10:00", "10:15", "1780308060", "45384.5", "Purchase", "add to cart", "paid", "refunded",
            "#1001", "1.23E+18", "8.8.8.8", "https://shop.example/?ttclid=E.C.P.a", "Mozilla/5.0 (X11)", "en-US",
            '[{"sku": "A", "price": 1}]', "[]", "[[", '["a@b.co"]', "[/b]", "[@click=app.quit]", "\x1b[31m", "👩‍👩‍👧",
            "US", "-5", "1", "product", "in_store", "٣",
        ]
    ),
)  # fmt: skip
NAMES = st.one_of(
    st.text(max_size=20),
    st.sampled_from([phrase for phrases in SYNONYMS.values() for phrase in phrases]),
    st.sampled_from(
        [*FIELD, "Name", "Financial Status", "Lineitem name", "Total", "Cancelled at", "Created (UTC)", "id", "Amount"]
    ),
)
DESTINATIONS = [TILLS, BARE, WEB, replace(WEB, event_set_id="", fixed_event="")]


@st.composite
def tables(draw: st.DrawFn) -> list[ColumnSample]:
    names = draw(st.lists(NAMES, unique=True, max_size=14))
    rows = draw(st.integers(0, 5))
    return [
        ColumnSample(
            name,
            draw(st.sampled_from(["text", "text", "number", "time", "list"])),
            tuple(draw(st.lists(CELLS, min_size=rows, max_size=rows))),
        )
        for name in names
    ]


@settings(max_examples=100, deadline=None)
@given(tables(), st.sampled_from(DESTINATIONS))
def test_any_table_gets_a_mapping_that_can_be_used(table: list[ColumnSample], destination: Destination) -> None:
    found = suggest(table, destination)
    names = [column.name for column in table]
    assert check.mistakes(found.mapping, names, destination) == []
    assert found.missing == check.unfilled(found.mapping, destination)
    assert check.left_out(found.mapping, destination) == {}
    if all(found.mapping.columns()):
        assert toml.loads(toml.dumps(found.mapping), where="t") == found.mapping
    for text in map(str, (*found.notes, *found.questions)):
        assert text == visible(text)
    assert suggest(table, destination) == found


@pytest.mark.parametrize("values", [("07/04/2026 10:15",), ("jane@example.com", ""), ("some words", "1.234,50 €")])
def test_work_grows_with_the_columns_and_no_faster(values: tuple[str, ...]) -> None:
    headers = ["Email", "Phone", "Order date", "Total", "Notes", "SKU", "Status", "Country", "Événement", "Preis"]
    columns = [
        ColumnSample(
            f"{headers[place % 10]} {place}", "text", tuple(f"{value}{row}" for row in range(15) for value in values)
        )
        for place in range(500)
    ]
    suggest(columns[:10], TILLS)  # what is remembered of headers is remembered now
    assert calls(partial(suggest, columns, TILLS)) < 12 * calls(partial(suggest, columns[:50], TILLS))


def calls(act: Callable[[], object]) -> int:
    """How many functions are called by it."""
    with cProfile.Profile() as profile:
        act()
    return sum(entry.callcount for entry in profile.getstats())


def test_what_lines_above_the_header_say_is_used_where_no_column_says_it() -> None:
    columns = [
        ColumnSample("Email", "text", ("a@b.co",)),
        ColumnSample("Conversion Time", "text", ("2026-06-11 05:11:50",)),
        ColumnSample("Conversion Value", "text", ("11.50",)),
    ]
    mapping = suggest(columns, TILLS, time_zone="America/New_York", currency="EUR").mapping
    assert mapping.fields["timestamp"].time_zone == "America/New_York"
    assert mapping.fields["currency"].value == "EUR"
    more = [*columns, ColumnSample("Time Zone", "text", ("UTC",)), ColumnSample("Currency", "text", ("USD",))]
    mapping = suggest(more, TILLS, time_zone="America/New_York", currency="EUR").mapping
    assert (mapping.fields["timestamp"].zone, mapping.fields["timestamp"].time_zone) == ("Time Zone", None)
    assert mapping.fields["currency"].columns == ("Currency",)
    assert "currency" not in suggest(columns[:2], TILLS, currency="EUR").mapping.fields


def test_what_may_be_somebody_s_is_masked_in_questions_where_the_destination_restricts_it() -> None:
    columns = {"Deal stage": ("Lost", "call jane@example.com"), "Email": EMAILS[:2], "Date": TIMES[:2]}
    (asked,) = named(BARE, **columns).questions
    assert "“Lost”, “call jane@example.com” is a sale?" in asked.text
    (masked,) = named(replace(BARE, restrict_pii=True), **columns).questions
    assert "“Lost”, “call •••” is a sale?" in masked.text


def test_what_may_be_somebody_s_is_masked_in_notes_where_the_destination_restricts_it() -> None:
    columns = {"event": ("Purchase", "for jane@example.com"), "Email": EMAILS[:2], "Date": TIMES[:2]}
    assert "jane@example.com" in str(named(BARE, **columns).notes)
    masked = named(replace(BARE, restrict_pii=True), **columns)
    assert "jane@example.com" not in str(masked.notes)
    assert any("•••" in note.text for note in masked.notes)


def test_an_order_with_two_customers_is_an_exception_among_many() -> None:
    orders = [str(order) for order in range(6) for _ in range(2)]
    emails = [f"a{order}@b.co" for order in orders]
    columns = {"Order": tuple(orders), "SKU": ("A", "B") * 6}
    assert named(**columns, Email=("x@b.co", *emails[1:])).mapping.group_by == "Order"
    assert named(**columns, Email=("x@b.co", emails[1], "x@b.co", *emails[3:])).mapping.group_by is None
    five = {name: values[:10] for name, values in columns.items()}
    assert named(**five, Email=("x@b.co", *emails[1:10])).mapping.group_by == "Order"  # one of five is few enough


def test_the_phone_s_country_is_a_column_that_holds_something() -> None:
    phones = ("030 901820", "030 901821", "030 901822", "030 901823", "030 901824")
    assert named(Phone=phones, Country=(None,) * 5).mapping.phone_country is None
    assert (
        named(Phone=phones, Country=("DE",) * 5, Billing_country=("DE", *(None,) * 4)).mapping.phone_country
        == "Country"
    )


def test_a_column_of_hashes_with_one_other_word_still_goes_behind_the_plain_one() -> None:
    hashes = tuple(f"{number:064x}" for number in range(4))
    plain = tuple(f"a{number}@b.co" for number in range(5))
    assert mapped(named(Email=plain, Hashed_email=(*hashes, "unknown")))["email"] == ("Email",)


@pytest.mark.parametrize(("others", "grouped"), [(1, True), (2, False)])
def test_one_order_in_five_may_have_two_customers(others: int, grouped: bool) -> None:
    orders = [str(place) for place in range(5) for _ in range(2)]
    mails = [f"a{place}-{row if place < others else 0}@b.co" for place in range(5) for row in range(2)]
    cells = {"Order ID": orders, "Email": mails, "SKU": ["A", "B"] * 5, "Price": ["1.00"] * 10}
    found = suggested_for(cells)
    assert (found.mapping.group_by == "Order ID") is grouped
