"""Destinations: what the specification shows is read, whatever else is refused with its line and the right word."""

from __future__ import annotations

import stat
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiktok_tui.accounts import destinations
from tiktok_tui.accounts.destinations import dumps, listing, load, loads, remove, save, slug_for, warnings
from tiktok_tui.accounts.home import Home, write_private
from tiktok_tui.events.currencies import CURRENCIES
from tiktok_tui.events.destination import Destination, EventSource, NumberStyle
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.events.settings import SETTINGS
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


QUOTES = "Put it in quotes: IDs are text, a number would lose digits."
WORDS = "Type words of your own; tokens are kept in the keyring only."
TOKEN = "0123456789abcdef0123456789abcdef01234567"


@pytest.mark.parametrize(
    ("line", "what", "remedy"),
    [
        ('adveriser_id = "7"', "“adveriser_id” is not a known key.", "Did you mean “advertiser_id”?"),
        ('slug = "x"', "“slug” is not a known key.", "Known here: name, description, credential, advertiser_id, "),
        ("advertiser_id = 7123", "“advertiser_id” must be text in quotes, not a number.", QUOTES),
        ("time_zone = true", "“time_zone” must be text in quotes, not true or false.", QUOTES),
        ('auto_tracking = "no"', "“auto_tracking” must be true or false, not text in quotes.", ""),
        ("auto_tracking = 1", "“auto_tracking” must be true or false, not a number.", ""),
        ('event_source = "ofline"', "“ofline” is no event source.", "Did you mean “offline”?"),
        ('event_source = "app"', "“app” is no event source.", "Use “offline” or “web”."),
        ('event_source = ""', "“” is no event source.", "Use “offline” or “web”."),
        ('currency = "usd"', "“usd” is no currency that TikTok takes.", "Did you mean “USD”?"),
        (
            *('currency = "XXX"', "“XXX” is no currency that TikTok takes."),
            "Use one of TikTok's 62 ISO 4217 codes, such as USD.",
        ),
        ('phone_country = "UK"', "“UK” is not a country code.", "Did you mean “GB”?"),
        ('phone_country = "uk"', "“uk” is not a country code.", "Did you mean “GB”?"),
        ('phone_country = "EN"', "“EN” is not a country code.", "Did you mean “GB”?"),
        ('phone_country = "de"', "“de” is not a country code.", "Did you mean “DE”?"),
        (
            *('phone_country = "Germany"', "“Germany” is not a country code."),
            "Use two capital letters (ISO 3166), such as US.",
        ),
        (
            'time_zone = "America/New York"',
            "“America/New York” is not a time zone.",
            "Did you mean “America/New_York”?",
        ),
        ('time_zone = "new york"', "“new york” is not a time zone.", "Did you mean “America/New_York”?"),
        (
            *('time_zone = "../../etc/passwd"', "“../../etc/passwd” is not a time zone."),
            "Use an IANA name, such as America/New_York or UTC.",
        ),
        (
            *('fixed_event = "purchase"', "“purchase” is not an event that offline events may have."),
            "Did you mean “Purchase”?",
        ),
        (
            *('fixed_event = "MyOwn"', "“MyOwn” is not an event that offline events may have."),
            "Use a standard event, such as Purchase.",
        ),
        ('number_style = "1.234.56"', "“1.234.56” is no number style.", "Did you mean “1.234,56”?"),
        ('number_style = "x"', "“x” is no number style.", "Use “1 234,56” or “1,234.56” or “1.234,56”."),
        ('event_set_id = "7.2E+18"', "“7.2E+18” is not an ID.", "Copy it from TikTok, without blanks."),
        ('event_set_id = "72 00"', "“72 00” is not an ID.", "Copy it from TikTok, without blanks."),
        (f'event_set_id = "{"7" * 65}"', f"“{'7' * 59}…” is not an ID.", "Copy it from TikTok, without blanks."),
        ('advertiser_id = "٣"', "“٣” is not an ID.", "Copy it from TikTok, without blanks."),
        ('credential = "../x"', "“../x” cannot be a credential's name.", ""),
        ('name = " "', "The destination needs a name.", ""),
        (f'name = "{TOKEN}"', "The name looks like a token.", WORDS),
        (f'description = "all {TOKEN}"', "The description looks like a token.", WORDS),
        (f'event_set_name = "{TOKEN}"', "The event set name looks like a token.", WORDS),
    ],
)
def test_mistakes_are_named_with_their_line(line: str, what: str, remedy: str) -> None:
    rest = [each for each in STORE.splitlines() if each.partition(" ")[0] != line.partition(" ")[0]]
    with pytest.raises(SettingsError) as caught:
        read("\n".join([*rest[:3], "# a comment", line, *rest[3:]]))
    assert (caught.value.field, caught.value.where) == (line.partition(" ")[0], "store.toml, line 5")
    assert caught.value.what == what
    assert caught.value.remedy.startswith(remedy)
    assert bool(caught.value.remedy) == bool(remedy)


def test_web_destinations_may_have_events_of_their_own() -> None:
    assert read('event_source = "web"\nfixed_event = "MyOwn"').fixed_event == "MyOwn"
    for name in ("1st", "my own", "x" * 51):
        with pytest.raises(SettingsError) as caught:
            read(f'event_source = "web"\nfixed_event = "{name}"')
        assert caught.value.what.endswith(" is not an event that web events may have.")


def test_text_is_read_without_blanks_around_it_and_what_is_missing_has_its_default() -> None:
    assert read('name = " Store "\ncurrency = " USD "\nevent_source = " web "') == Destination(
        "store", "Store", currency="USD", event_source=EventSource.WEB
    )
    assert read("") == Destination("store", "store")
    assert read('number_style = "1 234,56"').number_style is NumberStyle.SPACE
    assert read('event_set_id = "a-Z_9"').event_set_id == "a-Z_9"


def test_what_always_stands_in_the_file() -> None:
    assert dumps(Destination("store", "Store")) == (
        'name = "Store"\ncredential = ""\nadvertiser_id = ""\nevent_source = "offline"\nevent_set_id = ""\n'
        'auto_tracking = false\ntime_zone = "UTC"\n'
    )


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
    assert caught.value.where.startswith(change.get("name", "Store sales") or "store, line ")
    assert not home.destinations.exists()


@pytest.mark.parametrize("slug", ["", ".", "..", "../x", "a/b", "a\\b", ".hidden", "a\0b", "x" * 200, "con\n"])
def test_no_slug_leads_out_of_the_folder(home: Home, slug: str) -> None:
    for act in (load, remove):
        with pytest.raises(SettingsError, match="cannot be a destination's name") as caught:
            act(home, slug)
        assert (caught.value.remedy, caught.value.field) == ("Use letters, digits and dashes.", "name")


def test_one_that_is_not_there_brings_the_nearest(home: Home) -> None:
    first = "start `tiktok-tui` to set one up, or `tiktok-tui destination add NAME …`"
    for act in (load, remove):
        with pytest.raises(SettingsError) as caught:
            act(home, "store")
        assert (caught.value.what, caught.value.remedy) == (
            *("There is no destination “store”.", f"There is none yet: {first}."),
        )
        assert (caught.value.where, caught.value.field) == (str(home.destinations), "destination")
    save(home, read(STORE))
    for act in (load, remove):
        for slug, remedy in (("stroe", "Did you mean “store”?"), ("zzz", "There are: store.")):
            with pytest.raises(SettingsError) as caught:
                act(home, slug)
            assert caught.value.remedy == remedy
    remove(home, "store")
    assert listing(home).destinations == ()


def test_a_broken_file_does_not_hide_the_others(home: Home) -> None:
    save(home, read(STORE))
    write_private(home.destinations / "bad.toml", 'name = "x"\ncolour = 1\n')
    write_private(home.destinations / "worse.toml", b"\xff\xfe\xff")
    write_private(home.destinations / "worst.toml", "name = = \n")
    found = listing(home)
    assert [destination.slug for destination in found.destinations] == ["store"]
    folder = home.destinations
    assert [(error.where, error.what) for error in found.broken] == [
        (f"{folder / 'bad.toml'}, line 2", "“colour” is not a known key."),
        (f"{folder / 'worse.toml'}", "The file is not UTF-8 text."),
        (f"{folder / 'worst.toml'}, line 1", "This is not TOML: Invalid value."),
    ]


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
    assert not destinations.path_of(home, "other").exists()
    write_private(home.destinations / "third.toml", 'name = " Third"')
    with pytest.raises(SettingsError, match="called “Third” already"):
        save(home, replace(store, slug="other", name="third"))
    save(home, replace(store, slug="other", name="Other"))


@given(st.text(max_size=120))
def test_every_name_has_a_slug_that_can_be_saved(name: str) -> None:
    from tiktok_tui.accounts.slugs import is_slug
    from tiktok_tui.accounts.slugs import slug_for as make

    assert is_slug(make(name))


NINETEEN = "is expected to have 19 digits; compare it with TikTok Ads Manager."
PIXEL = "This looks like a pixel's number; web events want the pixel code (such as C4…)."


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, ()),
        ({"advertiser_id": "", "event_set_id": ""}, ()),
        *(({"advertiser_id": value}, (f"The advertiser's ID {NINETEEN}",)) for value in ("7" * 18, "7" * 20, "x" * 19)),
        ({"event_set_id": "7" * 18}, (f"The event set's ID {NINETEEN}",)),
        (
            {"advertiser_id": "1", "event_set_id": "1"},
            (f"The advertiser's ID {NINETEEN}", f"The event set's ID {NINETEEN}"),
        ),
        ({"event_source": EventSource.WEB, "event_set_id": "C4ABC"}, ()),
        ({"event_source": EventSource.WEB, "event_set_id": "7" * 19}, (PIXEL,)),
        ({"event_source": EventSource.WEB, "event_set_id": "7", "limited_data_use": True}, (PIXEL,)),
        (
            {"event_source": EventSource.WEB, "event_set_id": "", "advertiser_id": "7"},
            (f"The advertiser's ID {NINETEEN}",),
        ),
        ({"limited_data_use": True}, ("Limited data use has no effect on offline events.",)),
        (
            {"event_source": EventSource.WEB, "event_set_id": "C4", "auto_tracking": True, "send_event_channel": True},
            (
                "Auto tracking has no effect on web events.",
                "Send event channel has no effect on web events.",
            ),
        ),
    ],
)
def test_what_is_unusual_is_a_warning(home: Home, change: dict[str, object], found: tuple[str, ...]) -> None:
    assert warnings(home, replace(read(STORE), **change)) == found  # type: ignore[arg-type]  # each has its own type


@pytest.mark.parametrize(
    ("mode", "warned"), [(0o600, False), (0o640, True), (0o620, True), (0o604, True), (0o700, False)]
)
def test_admin_only_looks_at_the_files_mode(home: Home, mode: int, warned: bool) -> None:
    store = replace(read(STORE), admin_only=True)
    assert warnings(home, store) == ()
    path = save(home, store)
    path.chmod(mode)
    says = f"admin_only is set but others may read {path}; run chmod 600 on it or save it in the app."
    assert warnings(home, store) == ((says,) if warned else ())
    assert warnings(home, replace(store, admin_only=False)) == ()


def test_a_destination_of_which_anything_was_changed_meanwhile_is_not_written_over(home: Home) -> None:
    read = loads(STORE, slug="store-sales", where="")
    with pytest.raises(SettingsError, match="There is no destination “store-sales”"):
        destinations.refuse_changed(home, "store-sales", read)
    destinations.refuse_changed(home, "store-sales", None)
    save(home, read)
    destinations.refuse_changed(home, "store-sales", read)
    other: Any = object()
    for setting in SETTINGS:
        with pytest.raises(SettingsError, match="has been changed meanwhile; nothing was saved") as raised:
            destinations.refuse_changed(home, "store-sales", replace(read, **{setting.name: other}))
    assert raised.value.where == str(destinations.path_of(home, "store-sales"))
    assert raised.value.remedy == "Look at it, then try again."
    with pytest.raises(SettingsError, match="There is a destination called “store-sales” already"):
        destinations.refuse_changed(home, "store-sales", None)
