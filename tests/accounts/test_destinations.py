"""Destinations: what the specification shows is read, whatever else is refused with its line and the right word."""

from __future__ import annotations

import re
import stat
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiktok_tui.accounts import destinations
from tiktok_tui.accounts.destinations import dumps, listing, load, loads, remove, save, slug_for, warnings
from tiktok_tui.accounts.home import Home, write_private
from tiktok_tui.events.currencies import CURRENCIES
from tiktok_tui.events.destination import Destination, EventSource, NumberStyle
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.tiktok.secret import looks_like_token

STORE = """\
name = "Store sales"
description = "All tills, nightly"
credential = "acme"
advertiser_id = "7123456789012345678"
event_source = "offline"
event_set_id = "7654321098765432109"
event_set_name = "Store sales"
auto_tracking = false
fixed_event = "Purchase"
currency = "USD"
phone_country = "US"
time_zone = "America/New_York"
"""

text = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
    .map(str.strip)
    .filter(lambda words: not looks_like_token(words))
)
"""Words for people; what looks like a token is refused."""
built = st.builds(
    Destination,
    slug=st.just("store"),
    name=text.filter(bool),
    description=text,
    credential=st.sampled_from(["", "acme"]),
    advertiser_id=st.from_regex(r"[0-9]{0,19}", fullmatch=True),
    event_source=st.sampled_from(EventSource),
    event_set_id=st.from_regex(r"[0-9A-Z]{0,19}", fullmatch=True),
    event_set_name=text,
    auto_tracking=st.booleans(),
    fixed_event=st.sampled_from(["", "Purchase", "Lead", "CompletePayment"]),
    currency=st.sampled_from(["", *sorted(CURRENCIES)]),
    phone_country=st.sampled_from(["", "US", "DE", "IT"]),
    time_zone=st.sampled_from(["UTC", "Europe/Berlin"]),
    number_style=st.sampled_from(NumberStyle),
    limited_data_use=st.booleans(),
    admin_only=st.booleans(),
    restrict_pii=st.booleans(),
    send_event_channel=st.booleans(),
    sandbox=st.booleans(),
)


def read(toml: str) -> Destination:
    return loads(toml, slug="store", where="store.toml")


def test_the_specifications_file() -> None:
    assert read(STORE) == Destination(
        slug="store",
        name="Store sales",
        description="All tills, nightly",
        credential="acme",
        advertiser_id="7123456789012345678",
        event_set_id="7654321098765432109",
        event_set_name="Store sales",
        fixed_event="Purchase",
        currency="USD",
        phone_country="US",
        time_zone="America/New_York",
    )
    assert dumps(read(STORE)) == STORE
    longest = STORE.replace("7654321098765432109", "7" * 64)
    assert dumps(read(longest)) == longest


@given(built)
def test_what_is_written_is_read_as_it_was(destination: Destination) -> None:
    assert read(dumps(destination)) == destination


@pytest.mark.parametrize(
    ("line", "field", "hint"),
    [
        ('adveriser_id = "7"', "adveriser_id", "Did you mean “advertiser_id”?"),
        ('slug = "x"', "slug", "Known here"),
        ("advertiser_id = 7123456789012345678", "advertiser_id", "in quotes"),
        ('auto_tracking = "no"', "auto_tracking", ""),
        ("auto_tracking = 1", "auto_tracking", ""),
        ('event_source = "ofline"', "event_source", "Did you mean “offline”?"),
        ('event_source = "app"', "event_source", "Use offline, web"),
        ('currency = "usd"', "currency", "Did you mean “USD”?"),
        ('currency = "XXX"', "currency", "62"),
        ('phone_country = "UK"', "phone_country", "Did you mean “GB”?"),
        ('phone_country = "uk"', "phone_country", "Did you mean “GB”?"),
        ('phone_country = "de"', "phone_country", "Did you mean “DE”?"),
        ('time_zone = "America/New York"', "time_zone", "Did you mean “America/New_York”?"),
        ('time_zone = "../../etc/passwd"', "time_zone", "IANA"),
        ('fixed_event = "purchase"', "fixed_event", "Did you mean “Purchase”?"),
        ('fixed_event = "MyOwn"', "fixed_event", "standard event"),
        ('number_style = "1.234.56"', "number_style", "Did you mean"),
        ('event_set_id = "7.2E+18"', "event_set_id", "Copy it"),
        ('event_set_id = "72 00"', "event_set_id", "Copy it"),
        (f'event_set_id = "{"7" * 65}"', "event_set_id", "Copy it"),
        ('credential = "../x"', "credential", ""),
        ('name = " "', "name", ""),
        ('name = "0123456789abcdef0123456789abcdef01234567"', "name", "Type words of your own"),
        ('description = "all 0123456789abcdef0123456789abcdef01234567"', "description", "Type words of your own"),
    ],
)
def test_mistakes_are_named_with_their_line(line: str, field: str, hint: str) -> None:
    rest = [each for each in STORE.splitlines() if each.partition(" ")[0] != line.partition(" ")[0]]
    with pytest.raises(SettingsError) as caught:
        read("\n".join([*rest[:3], "# a comment", line, *rest[3:]]))
    assert caught.value.field == field
    assert caught.value.where == "store.toml, line 5"
    assert hint in caught.value.remedy
    assert field in caught.value.what or caught.value.what.startswith(("“", "The destination"))
    if field == "time_zone":
        assert caught.value.what.endswith("is not a time zone.")
    if "0123456789abcdef" in line:
        assert caught.value.what == f"The {field} looks like a token."
        assert caught.value.remedy == "Type words of your own; tokens are kept in the keyring only."


def test_web_destinations_may_have_events_of_their_own() -> None:
    assert read('event_source = "web"\nfixed_event = "MyOwn"').fixed_event == "MyOwn"


def test_saving_makes_a_private_file_under_the_slug(home: Home) -> None:
    path = save(home, read(STORE))
    assert path == home.destinations / "store.toml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load(home, "store") == read(STORE)


@pytest.mark.parametrize(
    ("change", "field"),
    [({"currency": "usd"}, "currency"), ({"name": ""}, "name"), ({"time_zone": "Mars"}, "time_zone")],
)
def test_nothing_is_saved_that_could_not_be_loaded(home: Home, change: dict[str, str], field: str) -> None:
    with pytest.raises(SettingsError) as caught:
        save(home, replace(read(STORE), **change))  # type: ignore[arg-type]  # only text is changed here
    assert caught.value.field == field
    assert not home.destinations.exists()


@pytest.mark.parametrize("slug", ["", ".", "..", "../x", "a/b", "a\\b", ".hidden", "a\0b", "x" * 200, "con\n"])
def test_no_slug_leads_out_of_the_folder(home: Home, slug: str) -> None:
    for act in (load, remove):
        with pytest.raises(SettingsError, match="cannot be a destination's name"):
            act(home, slug)


def test_one_that_is_not_there_brings_the_nearest(home: Home) -> None:
    with pytest.raises(SettingsError, match="none yet"):
        load(home, "store")
    save(home, read(STORE))
    with pytest.raises(SettingsError, match=re.escape("Did you mean “store”?")):
        load(home, "stroe")
    with pytest.raises(SettingsError):
        remove(home, "stroe")
    remove(home, "store")
    assert listing(home).destinations == ()


def test_a_broken_file_does_not_hide_the_others(home: Home) -> None:
    save(home, read(STORE))
    write_private(home.destinations / "bad.toml", 'name = "x"\ncolour = 1\n')
    write_private(home.destinations / "worse.toml", b"\xff\xfe\xff")
    write_private(home.destinations / "worst.toml", "name = = \n")
    found = listing(home)
    assert [destination.slug for destination in found.destinations] == ["store"]
    assert len(found.broken) == 3
    assert "bad.toml, line 2" in found.broken[0].where


def test_a_byte_order_mark_does_no_harm(home: Home) -> None:
    write_private(home.destinations / "store.toml", b"\xef\xbb\xbf" + STORE.encode())
    assert load(home, "store") == read(STORE)


def test_slugs_are_made_from_names_and_free(home: Home) -> None:
    assert slug_for(home, "Store sales!") == "store-sales"
    save(home, replace(read(STORE), slug="store-sales"))
    assert slug_for(home, "Store sales") == "store-sales-2"
    assert slug_for(home, "Läden & Büros") == "läden-büros"
    assert slug_for(home, "../..") == "unnamed"


def test_two_destinations_never_have_one_name(home: Home) -> None:
    store = replace(read(STORE), slug="store-sales")
    assert destinations.new_slug(home, "Store sales!") == "store-sales"
    save(home, store)
    with pytest.raises(SettingsError, match="a destination called “store-sales” already") as raised:
        destinations.new_slug(home, "Store sales!")
    assert (raised.value.field, raised.value.remedy) == ("name", "Choose another name.")
    save(home, replace(store, description="changed"))
    with pytest.raises(SettingsError, match="a destination called “Store sales” already"):
        save(home, replace(store, slug="other", name=" STORE sales "))
    write_private(home.destinations / "third.toml", 'name = " Third"')
    with pytest.raises(SettingsError, match="called “Third” already"):
        save(home, replace(store, slug="other", name="third"))
    save(home, replace(store, slug="other", name="Other"))


@given(st.text(max_size=120))
def test_every_name_has_a_slug_that_can_be_saved(name: str) -> None:
    from tiktok_tui.accounts.slugs import is_slug
    from tiktok_tui.accounts.slugs import slug_for as make

    assert is_slug(make(name))


def test_comments_are_seen_before_they_are_lost(home: Home) -> None:
    path = home.destinations / "store.toml"
    write_private(path, STORE + "# nightly at 3\n")
    assert destinations.file_has_comments(path)
    write_private(path, STORE.replace("nightly", "no # comment"))
    assert not destinations.file_has_comments(path)
    assert not destinations.file_has_comments(path.with_name("none.toml"))


def test_what_is_unusual_is_a_warning(home: Home) -> None:
    store = read(STORE)
    assert warnings(home, store) == ()
    assert "19 digits" in warnings(home, replace(store, advertiser_id="712"))[0]
    assert "19 digits" in warnings(home, replace(store, event_set_id="712"))[0]
    web = replace(store, event_source=EventSource.WEB, event_set_id="C4ABC")
    assert warnings(home, web) == ()
    assert "pixel code" in warnings(home, replace(web, event_set_id="7123"))[0]
    assert "no effect" in warnings(home, replace(store, limited_data_use=True))[0]


def test_admin_only_looks_at_the_files_mode(home: Home) -> None:
    store = replace(read(STORE), admin_only=True)
    path = save(home, store)
    assert warnings(home, store) == ()
    path.chmod(0o640)
    assert "others may read" in warnings(home, store)[0]
