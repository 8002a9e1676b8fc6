from __future__ import annotations

import os
import stat
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.events.fields import FIELDS
from tiktok_tui.mapping import toml
from tiktok_tui.mapping.model import CENTS, FieldSource, Mapping
from tiktok_tui.mapping.shape import IN_UNITS, ITEM_FIELDS, takes_several

SPEC = """\
group_by = "order"                       # optional: a column; its rows become one event

[fields]
email     = { columns = ["email", "email_2"] }
phone     = { column = "mobile" }
timestamp = { column = "sold_at", format = "%d/%m/%Y %H:%M" }
event     = { column = "kind", values = { "in-store sale" = "Purchase" } }
currency  = { value = "USD" }
order_id  = { column = "order" }

[phone]
country = { column = "billing_country" } # the row's own country goes before the destination's

[only]                                   # rows that are conversions; the others are counted as left out
"status" = ["paid", "partially_refunded"]
"""

WRITTEN = """\
group_by = "order"

[fields]
email     = { columns = ["email", "email_2"] }
phone     = { column = "mobile" }
timestamp = { column = "sold_at", format = "%d/%m/%Y %H:%M" }
event     = { column = "kind", values = { "in-store sale" = "Purchase" } }
currency  = { value = "USD" }
order_id  = { column = "order" }

[phone]
country = { column = "billing_country" }

[only]
status = ["paid", "partially_refunded"]
"""


def test_the_documented_file_is_read() -> None:
    mapping = toml.loads(SPEC, where="orders.toml")
    assert mapping.group_by == "order"
    assert mapping.fields["email"].columns == ("email", "email_2")
    assert mapping.fields["timestamp"] == FieldSource(columns=("sold_at",), format="%d/%m/%Y %H:%M")
    assert mapping.fields["event"].values == {"in-store sale": "Purchase"}
    assert mapping.fields["currency"].value == "USD"
    assert mapping.phone_country == "billing_country"
    assert mapping.only == {"status": ("paid", "partially_refunded")}


def test_a_mapping_is_written_as_by_hand() -> None:
    assert toml.dumps(toml.loads(SPEC, where="orders.toml")) == WRITTEN


def test_amounts_in_cents_are_written_and_read_back() -> None:
    written = (
        '[fields]\nvalue    = { column = "total_cents", unit = "cents" }\n'
        'contents = { column = "lines", unit = "cents" }\n'
    )
    mapping = toml.loads(written, where="orders.toml")
    assert mapping.fields["value"] == FieldSource(columns=("total_cents",), unit=CENTS)
    assert mapping.fields["contents"] == FieldSource(columns=("lines",), unit=CENTS)
    assert toml.dumps(mapping) == written


def test_a_long_field_is_a_table_of_its_own_between_the_others() -> None:
    values = MappingProxyType({f"a state of an order that is called {place}": "Purchase" for place in range(3)})
    mapping = Mapping(
        fields=MappingProxyType({"event": FieldSource(columns=("kind",), values=values), "email": FieldSource(("e",))}),
        phone_country="country",
    )
    assert toml.dumps(mapping) == (
        '[fields]\nemail = { column = "e" }\n\n'
        '[fields.event]\ncolumn = "kind"\n\n'
        "[fields.event.values]\n"
        + "".join(f'"a state of an order that is called {place}" = "Purchase"\n' for place in range(3))
        + '\n[phone]\ncountry = { column = "country" }\n'
    )


def test_lists_of_items_and_times_of_several_columns_are_read() -> None:
    text = """
    [fields]
    contents = { column = "items", fields = { content_id = "sku", price = "unit_price" } }
    timestamp = { columns = ["Date", "Time"], zone = "Time Zone" }
    """
    fields = toml.loads(text, where="t").fields
    assert fields["contents"] == FieldSource(
        columns=("items",), fields=MappingProxyType({"content_id": "sku", "price": "unit_price"})
    )
    assert fields["timestamp"] == FieldSource(columns=("Date", "Time"), zone="Time Zone")


def test_a_field_of_up_to_a_hundred_characters_is_written_on_one_line() -> None:
    texts = [toml.dumps(Mapping({"email": FieldSource(columns=("x" * length,))})) for length in range(60, 100)]
    lines = [line for text in texts for line in text.splitlines() if line.startswith("email = {")]
    assert max(map(len, lines)) == 100


def test_a_long_value_map_becomes_a_table_of_its_own() -> None:
    values = {f"a rather long kind of sale {number}": "Purchase" for number in range(8)}
    mapping = Mapping(
        fields=MappingProxyType(
            {
                "event": FieldSource(columns=("kind",), values=MappingProxyType(values)),
                "email": FieldSource(columns=("email",)),
            }
        )
    )
    text = toml.dumps(mapping)
    assert "[fields.event.values]" in text
    assert toml.loads(text, where="t") == mapping


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("[feilds]\n", 1, "fields"),
        ("[fields]\n\nemial = { column = 'a' }", 3, "email"),
        ("[fields]\nemail = { colunm = 'a' }", 2, "column"),
        ("[fields]\nemail = { column = 'a', columns = ['b'] }", 2, "both column and columns"),
        ("[fields]\nemail = { column = 'a', value = 'b' }", 2, "both a column and a constant"),
        ("[fields]\nemail = {}", 2, "neither a column nor a value"),
        ("[fields]\nemail = 'a'", 2, 'Write { column = "…" }'),
        ("[fields]\nemail = 3", 2, "must be a table"),
        ("[fields]\nemail = { column = 3 }", 2, "must be text in quotes"),
        ("[fields]\nemail = { columns = 'a' }", 2, "must be a list"),
        ("[fields]\nemail = { columns = [] }", 2, "empty list"),
        ("[fields]\nemail = { columns = ['a', 1] }", 2, "must be text in quotes"),
        ("[fields]\nemail = { column = '' }", 2, "empty"),
        ("[fields]\nvalue = { columns = ['a', 'b'] }", 2, "takes one column"),
        ("[fields]\nemail = { column = 'a', format = '%Y' }", 2, "format is for timestamp"),
        ("[fields]\ntimestamp = { column = 'a', format = 'noon' }", 2, "no part of a time"),
        ("[fields]\ntimestamp = { column = 'a', format = '%d/%m' }", 2, "no year"),
        ("[fields]\ntimestamp = { column = 'a', zone = 'z', time_zone = 'UTC' }", 2, "both given"),
        ("[fields]\ntimestamp = { column = 'a', time_zone = 'Paris' }", 2, "not a time zone"),
        ("[fields]\nquantity = { column = 'a', unit = 'cents' }", 2, "unit is for amounts; quantity is none"),
        ("[fields]\nvalue = { column = 'a', unit = 'Cents' }", 2, '“Cents” is not a unit. Write unit = "cents"'),
        ("[fields]\nvalue = { value = '12', unit = 'cents' }", 2, "unit needs a column"),
        ("[fields]\nemail = { column = 'a', fields = { sku = 'b' } }", 2, "no list of items"),
        ("[fields.contents]\ncolumn = 'a'\nfields = { contentid = 'b' }", 3, "content_id"),
        ("[fields]\ncontents = { value = '[]' }", 2, "list of items"),
        ("[fields]\ncurrency = { value = 'USD', values = { a = 'b' } }", 2, "values needs a column"),
        ("[fields]\ntimestamp = { value = '2026-06-01', format = '%Y-%m-%d' }", 2, "format needs a column"),
        ("[fields]\ntimestamp = { value = '2026-06-01', zone = 'z' }", 2, "zone needs a column"),
        ("[fields]\ncurrency = { value = ' ' }", 2, "empty"),
        ("[fields.event]\ncolumn = 'a'\n[fields.event.values]\nsale = 1", 4, "must be text in quotes"),
        ("group_by = ['a']", 1, "must be text in quotes"),
        ("phone = { country = 'US' }", 1, "names no column"),
        ("[phone]\ncountry = { columns = ['a'] }", 2, "column"),
        ("[phone]\ncountry = { column = 'a', colum = 'b' }", 2, "column"),
        ("[phone]\ncontry = { column = 'a' }", 2, "country"),
        ("[only]\nstatus = 'paid'", 2, "must be a list"),
        ("[only]\nstatus = []", 2, "empty list"),
        ("[leave_out]\nstatus = 'refunded'", 2, "must be a list"),
        ("[not_items]\nkind = []", 2, "empty list"),
        ("[fields.value]\nvalue = 12", 2, "must be text in quotes"),
        ("[fields.value]\ncolumn = 'a'\nunit = 1", 3, "must be text in quotes"),
        ("[fields.value]\ncolumn = 'a'\nunit = 'Cents'", 3, "not a unit"),
        ("[fields.value]\ncolumn = 'a'\nvalue = '12'", 3, "both a column and a constant"),
        ("[fields.value]\ncolumn = 'a'\ncolumns = ['b']", 3, "both column and columns"),
        ("[fields.value]\n\ncolumns = ['a', 'b']", 3, "takes one column"),
        ("[fields.timestamp]\ncolumn = 'a'\nformat = 1", 3, "must be text in quotes"),
        ("[fields.timestamp]\ncolumn = 'a'\nformat = '%Y'", 3, "needs a day"),
        ("[fields.timestamp]\ncolumn = 'a'\nzone = 1", 3, "must be text in quotes"),
        ("[fields.timestamp]\ncolumn = 'a'\nzone = ''", 3, "zone is empty"),
        ("[fields.timestamp]\ncolumn = 'a'\ntime_zone = 1", 3, "must be text in quotes"),
        ("[fields.timestamp]\ncolumn = 'a'\ntime_zone = ''", 3, "time_zone is empty"),
        ("[fields.timestamp]\ncolumn = 'a'\nzone = 'z'\ntime_zone = 'UTC'", 4, "both given"),
        ("[fields.contents]\ncolumn = 'a'\n[fields.contents.fields]\nprice = 1", 4, "must be text in quotes"),
        ("[fields.contents]\ncolumn = 'a'\nvalues = ['b']", 3, "must be a table"),
        ("[phone]\n\ncountry = 'US'", 3, "names no column"),
        ("[phone.country]\ncolumn = ''", 2, "column is empty"),
        ("[leave_out]\na = ['b']\nstatus = [1]", 3, "must be text in quotes"),
        ("[not_items]\na = ['b']\nkind = 'c'", 3, "must be a list"),
        ("group_by = ''", 1, "group_by is empty"),
        ("[fields\n", 1, "not TOML"),
    ],
)
def test_a_mistake_names_its_line_and_the_way_out(text: str, line: int, says: str) -> None:
    with pytest.raises(SettingsError) as caught:
        toml.loads(text, where="orders.toml")
    assert caught.value.where == f"orders.toml, line {line}"
    assert says in f"{caught.value.what} {caught.value.remedy}"


names = st.text(min_size=1, max_size=12)
replacements = st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=4).map(MappingProxyType)


@st.composite
def sources(draw: st.DrawFn, name: str) -> FieldSource:
    if name != "contents" and draw(st.booleans()):
        return FieldSource(value=draw(st.text(min_size=1, max_size=12).filter(lambda text: bool(text.strip()))))
    columns = draw(st.lists(names, min_size=1, max_size=3 if takes_several(name) else 1))
    options: dict[str, str] = {}
    if name == "timestamp":
        options = draw(
            st.fixed_dictionaries({}, optional={"format": st.sampled_from(["%d/%m/%Y", "%Y%m%d %H:%M"])})
        ) | draw(st.one_of(st.just({}), st.fixed_dictionaries({"zone": names}), st.just({"time_zone": "Europe/Paris"})))
    if name in IN_UNITS:
        options = draw(st.fixed_dictionaries({}, optional={"unit": st.just(CENTS)}))
    keys = st.dictionaries(st.sampled_from(ITEM_FIELDS), names).map(MappingProxyType)
    return FieldSource(
        columns=tuple(columns),
        values=draw(replacements),
        fields=draw(keys) if name == "contents" else MappingProxyType({}),
        **options,
    )


@st.composite
def mappings(draw: st.DrawFn) -> Mapping:
    chosen = draw(st.lists(st.sampled_from([field.name for field in FIELDS]), unique=True, max_size=5))
    return Mapping(
        fields=MappingProxyType({name: draw(sources(name)) for name in chosen}),
        group_by=draw(st.none() | names),
        phone_country=draw(st.none() | names),
        leave_out=MappingProxyType({"Order Status": ("Refunded", "")}),
        not_items=MappingProxyType({"Line Type": ("Sale", "Sale Payment")}),
        only=MappingProxyType(
            draw(st.dictionaries(names, st.lists(st.text(max_size=8), min_size=1, max_size=3).map(tuple), max_size=3))
        ),
    )


@given(mappings())
def test_what_is_written_is_read_back(mapping: Mapping) -> None:
    assert toml.loads(toml.dumps(mapping), where="t") == mapping


@given(mappings())
def test_fields_keep_their_order(mapping: Mapping) -> None:
    again = toml.loads(toml.dumps(mapping), where="t")
    assert set(again.fields) == set(mapping.fields)
    assert toml.dumps(again) == toml.dumps(toml.loads(toml.dumps(again), where="t"))


def test_a_saved_file_is_private_and_whole(tmp_path: Path) -> None:
    path = tmp_path / "settings" / "mappings" / "orders.toml"
    mapping = toml.loads(SPEC, where="t")
    toml.save(mapping, path)
    toml.save(mapping, path)
    assert toml.load(path) == mapping
    assert [each.name for each in path.parent.iterdir()] == ["orders.toml"]
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_could_not_be_read_back_is_not_saved(tmp_path: Path) -> None:
    path = tmp_path / "orders.toml"
    with pytest.raises(SettingsError):
        toml.save(Mapping(fields=MappingProxyType({"email": FieldSource()})), path)
    assert not path.exists()


def test_a_folder_that_cannot_be_written_is_an_error_for_people(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError):
        toml.save(Mapping(), tmp_path / "file" / "orders.toml")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        toml.load(tmp_path / "none.toml")
    assert caught.value.where.endswith("none.toml")


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "orders.toml"
    path.write_bytes("[only]\nétat = ['payé']".encode("latin-1"))
    with pytest.raises(SettingsError, match="UTF-8"):
        toml.load(path)
    path.write_bytes(b"\xef\xbb\xbf[fields]\n")
    assert toml.load(path) == Mapping()


def test_a_mapping_whose_file_is_a_link_in_a_circle_takes_its_place(tmp_path: Path) -> None:
    path = tmp_path / "mapping.toml"
    path.symlink_to(path)
    toml.save(Mapping({"email": FieldSource(columns=("mail",))}), path)
    assert list(toml.load(path).columns()) == ["mail"]


def test_a_mapping_whose_file_is_a_link_into_a_folder_to_be_made_is_written_there(tmp_path: Path) -> None:
    path, target = tmp_path / "mapping.toml", tmp_path / "dotfiles" / "orders.toml"
    path.symlink_to(target)
    toml.save(Mapping({"email": FieldSource(columns=("mail",))}), path)
    assert path.is_symlink()
    assert list(toml.load(target).columns()) == ["mail"]
    assert stat.S_IMODE(target.parent.stat().st_mode) == 0o700
