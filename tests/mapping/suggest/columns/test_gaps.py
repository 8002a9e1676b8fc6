from __future__ import annotations

from tests.mapping.suggest.small_files import TILLS, named, suggested_for
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.mapping.suggest.suggest import ColumnSample, suggest


def why(destination: Destination = TILLS, /, **columns: tuple[str, ...]) -> dict[str, str]:
    found = named(destination, **columns)
    assert {note.about for note in found.notes} >= set(found.missing)
    return {note.about: note.text for note in found.notes if note.about in found.missing}


def test_a_column_that_is_named_like_a_time_and_holds_none_is_named() -> None:
    assert (
        "“Order date” is named like a time, but “soon” cannot be read as one" in why(Order_date=("soon",))["timestamp"]
    )
    found = why(Date=("2026-06-11 10:00", "Date"))["timestamp"]
    assert found.startswith("“Date” is named like a time, but “Date” cannot be read as one")
    assert why(Total=("5",))["timestamp"].startswith("No column is named like a time or a date")
    assert why(Date=("then",), Order_date=("soon",))["timestamp"].startswith("“Order date” is named like a time")


def test_somebody_else_s_address_is_said_to_be_that() -> None:
    found = why(To_email=("a@b.co", "c@d.co"), Total=("5", "6"))["email"]
    assert found.startswith("“To email” is not the customer's by its name")


def test_cells_that_may_be_a_person_s_are_not_shown() -> None:
    found = why(Email=("jane at example", "joe at example"))["email"]
    assert found == "“Email” is named like an e-mail or a phone, but its cells do not look like one."
    assert why(Total=("5",))["email"].startswith("No column is named like an e-mail")


def test_every_open_field_says_why() -> None:
    web = Destination("shop", "Shop", event_source=EventSource.WEB)
    assert set(why(web, Total=("5",))) == {"event", "timestamp", "email", "page_url", "event_set_id"}


def test_a_column_that_is_not_sent_for_its_cells_is_named() -> None:
    """A total under which `USD` stands once more must not vanish without a word, nor a phone."""
    rows = {"Date": ("2026-06-11",) * 2, "Email": ("a@b.co", "c@d.co")}
    samples = {**rows, "Total": ("USD", "5"), "Phone": ("call me", "+12125550123 or +12125550124 or none")}
    found = suggested_for(samples)
    assert found.complete
    assert [note.text for note in found.notes if note.about in ("value", "phone")] == [
        "“Total” is not sent: it is named like an amount, but too many of its cells are none, such as “USD”.",
        "“Phone” is not sent: it is named like a phone, but too many of its cells are none.",
    ]


def test_a_column_that_holds_nothing_or_is_sent_is_not_named() -> None:
    rows = {"Date": ("2026-06-11",) * 2, "Email": ("a@b.co", "c@d.co")}
    for others in ({"Total": ("", "")}, {"Total": ("5", "6")}, {"Total": ("x", "y"), "Amount": ("5", "6")}):
        found = suggested_for(rows | others)
        assert not any("is not sent" in note.text for note in found.notes), others


def test_a_total_that_prices_make_good_is_not_missed() -> None:
    cells = {"Date": ("2026-06-11",), "Email": ("a@b.co",), "SKU": ("M-1",), "Price": ("5",), "Qty": ("2",)}
    samples = [ColumnSample(name, "text", cell) for name, cell in (cells | {"Total": ("see invoice",)}).items()]
    found = suggest(samples, TILLS)
    assert {"price", "quantity"} <= set(found.mapping.fields)
    assert not any("is not sent" in note.text for note in found.notes)
