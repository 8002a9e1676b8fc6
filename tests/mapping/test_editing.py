from types import MappingProxyType

from tiktok_tui.mapping import editing
from tiktok_tui.mapping.model import CENTS, FieldSource, Mapping

START = Mapping(
    fields=MappingProxyType(
        {
            "event": FieldSource(columns=("kind",), values=MappingProxyType({"sale": "Purchase"})),
            "email": FieldSource(columns=("mail",)),
        }
    )
)


def test_another_column_drops_the_value_map_made_for_the_old_one() -> None:
    changed = editing.from_columns(START, "event", ["action"])
    assert changed.fields["event"] == FieldSource(columns=("action",))
    assert START.fields["event"].columns == ("kind",)


def test_the_same_column_again_keeps_the_value_map() -> None:
    assert editing.from_columns(START, "event", ["kind"]) is START
    timed = editing.from_columns(START, "timestamp", ["Date", "Time"])
    assert editing.from_columns(timed, "timestamp", ["Time", "Date"]).fields["timestamp"].columns == ("Time", "Date")


def test_a_constant_takes_the_place_of_columns() -> None:
    assert editing.constant(START, "event", "Lead").fields["event"] == FieldSource(value="Lead")


def test_a_filter_without_values_is_no_filter() -> None:
    kept = editing.only(START, "status", ["paid"])
    assert dict(kept.only) == {"status": ("paid",)}
    assert not editing.only(kept, "status", []).only


def test_values_to_keep_and_values_to_leave_out_replace_each_other() -> None:
    out = editing.leave_out(editing.only(START, "status", ["paid"]), "status", ["refunded"])
    assert dict(out.leave_out) == {"status": ("refunded",)}
    assert not out.only
    kept = editing.only(out, "status", ["paid"])
    assert dict(kept.only) == {"status": ("paid",)}
    assert not kept.leave_out
    assert not editing.leave_out(out, "status", []).leave_out


def test_format_zone_group_and_country_are_set_and_taken_back() -> None:
    timed = editing.from_columns(START, "timestamp", ["Date", "Time"])
    timed = editing.with_zone(editing.with_format(timed, "timestamp", "%d/%m/%Y %H:%M"), "timestamp", "Zone")
    assert timed.fields["timestamp"] == FieldSource(columns=("Date", "Time"), format="%d/%m/%Y %H:%M", zone="Zone")
    for nothing in (None, ""):
        back = editing.with_zone(editing.with_format(timed, "timestamp", nothing), "timestamp", nothing)
        assert back.fields["timestamp"] == FieldSource(columns=("Date", "Time"))
        assert editing.with_time_zone(back, "timestamp", nothing) == back
    assert editing.grouped_by(START, "order").group_by == "order"
    assert editing.grouped_by(editing.grouped_by(START, "order"), None) == START
    assert editing.phone_country_from(START, "land").phone_country == "land"


def test_a_unit_is_set_and_taken_back_and_goes_with_its_column() -> None:
    whole = editing.from_columns(START, "value", ["total"])
    cents = editing.with_unit(whole, "value", CENTS)
    assert cents.fields["value"] == FieldSource(columns=("total",), unit=CENTS)
    assert editing.with_unit(cents, "value", None) == whole
    assert editing.from_columns(cents, "value", ["total"]) == cents
    assert editing.from_columns(cents, "value", ["sum"]).fields["value"] == FieldSource(columns=("sum",))


def test_a_column_of_zones_and_a_named_zone_replace_each_other() -> None:
    named = editing.with_time_zone(editing.from_columns(START, "timestamp", ["Date"]), "timestamp", "Europe/Paris")
    assert named.fields["timestamp"] == FieldSource(columns=("Date",), time_zone="Europe/Paris")
    by_column = editing.with_zone(named, "timestamp", "Zone")
    assert by_column.fields["timestamp"] == FieldSource(columns=("Date",), zone="Zone")
    assert editing.with_time_zone(by_column, "timestamp", "Europe/Paris") == named


def test_values_and_keys_of_items_are_replaced_as_a_whole() -> None:
    valued = editing.with_values(START, "event", {"visit": "Lead"})
    assert valued.fields["event"] == FieldSource(columns=("kind",), values=MappingProxyType({"visit": "Lead"}))
    listed = editing.with_item_keys(editing.from_columns(START, "contents", ["items"]), "contents", {"price": "cost"})
    assert listed.fields["contents"] == FieldSource(columns=("items",), fields=MappingProxyType({"price": "cost"}))


def test_a_field_is_emptied_and_the_others_stay() -> None:
    assert editing.without(START, "event") == Mapping(fields=MappingProxyType({"email": START.fields["email"]}))
