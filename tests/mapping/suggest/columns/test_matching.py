from __future__ import annotations

from tests.mapping.suggest.small_files import TILLS, named, suggested_for
from tiktok_tui.mapping.suggest.suggest import ColumnSample, suggest


def mapped(**columns: tuple[str | None, ...]) -> dict[str, tuple[str, ...]]:
    return {name: source.columns for name, source in named(**columns).mapping.fields.items()}


def test_a_column_that_holds_something_goes_before_an_empty_one() -> None:
    assert mapped(Total=(None, None), Amount=("5", "6"))["value"] == ("Amount",)
    assert mapped(Total=("5", "6"), Amount=("5", "6"))["value"] == ("Total",)
    assert mapped(value=(None, None), Amount=("5", "6"))["value"] == ("Amount",)
    assert mapped(value=(None, "6"), Amount=("5", "6"))["value"] == ("value",)
    assert mapped(value=(None, None))["value"] == ("value",)
    assert mapped(Total=("5", None, None, None, None), Amount=("5", "6", "7", "8", "9"))["value"] == ("Amount",)


def test_a_column_that_can_mean_two_things_fills_one_field() -> None:
    assert mapped(Item_no=("1", "2")) == {"content_id": ("Item no",)}
    assert mapped(Booking_reference=("A1", "A2")) == {"order_id": ("Booking reference",)}


def test_one_address_alone_makes_no_unnamed_column_the_customer_s() -> None:
    assert "email" not in mapped(Who=("jane@example.com",))
    assert "email" not in mapped(Who=("jane@example.com", "jane@example.com"))
    assert mapped(Who=("jane@example.com", "joe@example.com"))["email"] == ("Who",)


def test_some_addresses_among_words_make_no_column_of_addresses() -> None:
    assert "email" not in mapped(Who=("jane@example.com", "joe@example.com", "n.n.", "unknown"))


def test_a_column_taken_by_its_cells_is_said_to_be_that() -> None:
    found = suggest([ColumnSample("Who", "text", ("jane@example.com", "joe@example.com"))], TILLS)
    assert [note.text for note in found.notes if note.about == "email"] == [
        "“Who” was taken for email by what its cells look like."
    ]


def test_the_only_column_of_times_is_the_time_of_the_sale_and_is_said_to_be_that() -> None:
    found = suggest([ColumnSample("When it was", "text", ("2026-06-01 10:00", "2026-06-02 11:00"))], TILLS)
    assert found.mapping.fields["timestamp"].columns == ("When it was",)
    assert [note.text for note in found.notes if note.about == "timestamp"] == [
        "“When it was” was taken for timestamp by what its cells look like."
    ]
    when = ("2026-06-01 10:00",)
    assert "timestamp" not in mapped(When=when, And_then=when)
    assert mapped(Opened=when, Closed=when)["timestamp"] == ("Closed",)
    assert "timestamp" not in mapped(Opened=when, Closed=when, And_then=when)
    for other in ("Birthday", "Shipped", "Cancelled", "Storno", "Expiry", "Updated"):
        assert "timestamp" not in mapped(**{other: when})
    assert "timestamp" not in mapped(Number=("20260611", "20260612"))


def test_the_address_of_a_delivery_is_taken_only_where_there_is_no_other() -> None:
    mails = ("jane@example.com", "joe@example.com")
    assert mapped(Email=mails, Shipping_Email=mails)["email"] == ("Email",)
    assert mapped(Shipping_Email=mails)["email"] == ("Shipping Email",)


def test_the_address_of_a_user_is_taken_only_where_there_is_no_customer_s() -> None:
    """Beside an invitee the user is the host, who must not be sent as if they had bought something."""
    mails, hosts = ("jane@example.com", "joe@example.com"), ("kim@example.org", "lee@example.org")
    assert mapped(User_Email=hosts, Invitee_Email=mails)["email"] == ("Invitee Email",)
    assert mapped(User_Email=hosts)["email"] == ("User Email",)


def test_one_address_in_all_rows_is_doubted() -> None:
    def doubts(*mails: str) -> list[str]:
        found = suggest([ColumnSample("Email", "text", mails)], TILLS)
        return [note.text for note in found.notes if note.about == "email"]

    assert doubts(*["shop@example.com"] * 5) == [
        "All first rows have the same “Email”: check that it is the customer's."
    ]
    assert doubts(*["shop@example.com"] * 4) == []
    others = [f"{name}@example.com" for name in ("jane", "joe", "kim", "lee", "ann")]
    assert doubts(*["shop@example.com"] * 5, *others[:1]) == [
        "Most of the first rows have the same “Email”: check that it is the customer's."
    ]
    assert doubts(*["shop@example.com"] * 4, *others[:1]) == []
    assert doubts(*["shop@example.com"] * 5, *others) == []


def test_a_column_of_currency_codes_is_the_currency_whatever_it_is_called() -> None:
    found = mapped(Total=("5", "6"), Unit=("EUR", "USD"))
    assert found["currency"] == ("Unit",)
    assert "currency" not in mapped(Total=("5", "6"), Unit=("EUR", "pcs"))
    assert "currency" not in mapped(Unit=("EUR", "USD"))
    assert "currency" not in mapped(Total=("5", "6"), Unit=("kg", "pcs"))


def test_hashes_that_tiktok_does_not_take_stay_in_the_column_of_the_field_s_own_name() -> None:
    md5 = ("0" * 32, "1" * 32)
    for name, kept in (("email", True), (" email ", True), ("Email", False)):
        found = suggest([ColumnSample(name, "text", md5)], TILLS).mapping.fields
        assert ("email" in found) is kept, name


def test_a_half_is_enough_to_tell_hashes_from_plain_addresses() -> None:
    md5, sha256, plain = ("0" * 32, "1" * 32), ("0" * 64, "1" * 64), ("a@b.co", "c@d.co", "e@f.co")
    assert "email" not in mapped(Email=(*md5, *plain[:2]))
    assert mapped(Email=(*md5[:1], *plain[:2]))["email"] == ("Email",)
    assert mapped(Email=plain, Email_2=(*sha256, *plain[:2]))["email"] == ("Email",)
    assert mapped(Email=plain, Email_2=(*sha256[:1], *plain[:2]))["email"] == ("Email", "Email 2")


def test_four_of_five_cells_are_enough_where_the_name_says_nothing() -> None:
    mails, numbers = [f"a{place}@b.co" for place in range(5)], [f"+1202555012{place}" for place in range(5)]
    days = [f"2026-06-0{place} 10:00" for place in range(1, 6)]
    for field, cells in (("email", mails), ("phone", numbers), ("timestamp", days)):
        assert field in mapped(Zzz=(*cells[:4], "none at all"))
        assert field not in mapped(Zzz=(*cells[:3], "none at all"))


def test_a_column_that_a_known_export_uses_fills_no_other_field() -> None:
    columns = {"Timestamp": "2026-06-11T10:00:00+00:00", "Profile Email": "a@b.co", "Metric Name": "Placed Order",
               "$event_id": "O1", "$value": "11.50"}  # fmt: skip
    found = suggest([ColumnSample(name, "text", (cell,)) for name, cell in columns.items()], TILLS)
    assert found.recognised == "Klaviyo events"
    assert found.mapping.fields["order_id"].columns == ("$event_id",)
    assert "event_id" not in found.mapping.fields


def test_of_two_columns_of_a_role_the_one_that_is_filled_more_is_taken() -> None:
    countries = {"Country": ("US", "", "", "", ""), "Country 2": ("US", "DE", "FR", "GB", "IT")}
    cells = {"Phone": tuple(f"+1202555012{place}" for place in range(5)), **countries}
    found = suggested_for(cells)
    assert found.mapping.phone_country == "Country 2"


def test_a_column_event_source_is_said_to_be_ignored_with_blanks_around_its_name_too() -> None:
    for name, said in (("event_source", True), (" event_source ", True), ("Event source", False)):
        found = suggest([ColumnSample(name, "text", ("web",))], TILLS)
        assert any("is ignored: the destination decides (offline)" in str(note) for note in found.notes) is said
