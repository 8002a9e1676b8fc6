"""A destination is compared with TikTok, as far as the token may ask."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.sandbox import Sandbox
from tests.support.scripted import Said, Scripted, Seen
from tiktok_tui.accounts.checking import Checked, check_destination
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.events.errors import CredentialError, SettingsError, UnreachableError
from tiktok_tui.sandbox import known
from tiktok_tui.tiktok.answers import EventSet, Pixel
from tiktok_tui.tiktok.client import Client
from tiktok_tui.tiktok.errors import CredentialRefused
from tiktok_tui.tiktok.tokens import FixedToken

STORE = Destination(
    "store",
    "Store",
    advertiser_id=known.ADVERTISER,
    event_set_id=known.EVENT_SET,
    currency="USD",
    time_zone="America/New_York",
)
WEB = replace(STORE, event_source=EventSource.WEB, event_set_id=known.PIXEL_CODE)


def check(sandbox: Sandbox, destination: Destination, token: str = known.TOKEN) -> Checked:
    with Client(FixedToken(token), base_url=sandbox.base_url) as client:
        return check_destination(client, destination)


def test_all_is_well(sandbox: Sandbox) -> None:
    checked = check(sandbox, STORE)
    assert checked.destination == replace(STORE, event_set_name="Store sales")
    assert checked.event_set == EventSet(known.EVENT_SET, "Store sales", "All tills", False)
    assert checked.account is not None
    assert checked.account.name == "Sandbox Store"
    assert checked.notes == ()


def test_blanks_are_filled_from_the_account(sandbox: Sandbox) -> None:
    blank = replace(
        STORE, advertiser_id=known.SECOND_ADVERTISER, event_set_id=known.SECOND_EVENT_SET, currency="", time_zone=""
    )
    filled = check(sandbox, blank).destination
    assert (filled.currency, filled.time_zone, filled.event_set_name) == ("EUR", "Europe/Berlin", "Boutique sales")


def test_what_differs_from_the_account_is_noted(sandbox: Sandbox) -> None:
    notes = check(sandbox, replace(STORE, currency="EUR", time_zone="UTC")).notes
    assert notes == (
        "The account's currency is USD, the destination's EUR.",
        "The account's time zone is America/New_York, the destination's UTC.",
    )


def test_auto_tracking_is_tiktoks(sandbox: Sandbox) -> None:
    assert check(sandbox, replace(STORE, event_set_id=known.EVENT_SET_PHONE)).destination.auto_tracking


def test_a_pixel_is_known_by_its_code(sandbox: Sandbox) -> None:
    checked = check(sandbox, WEB)
    assert checked.event_set == Pixel(known.PIXEL_CODE, known.PIXEL_ID, "Web shop")
    with pytest.raises(SettingsError) as caught:
        check(sandbox, replace(WEB, event_set_id=known.PIXEL_ID))
    assert caught.value.what == f"{known.PIXEL_ID} is the pixel's number; events carry its code."
    assert caught.value.remedy == f"Use {known.PIXEL_CODE}."
    assert caught.value.field == "event_set_id"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"advertiser_id": ""}, "advertiser_id"),
        ({"advertiser_id": known.STRANGER_ADVERTISER}, "advertiser_id"),
        ({"advertiser_id": "7999999999999999999"}, "advertiser_id"),
        ({"advertiser_id": "abc"}, "advertiser_id"),
        ({"event_set_id": known.STRANGER_EVENT_SET}, "event_set_id"),
        ({"event_set_id": known.SECOND_EVENT_SET}, "event_set_id"),
        ({"event_set_id": known.CRM_EVENT_SET}, "event_set_id"),
        ({"event_set_id": known.PIXEL_CODE}, "event_set_id"),
        ({"event_set_id": "123"}, "event_set_id"),
    ],
)
def test_the_setting_at_fault_is_named(sandbox: Sandbox, change: dict[str, str], field: str) -> None:
    with pytest.raises(SettingsError) as caught:
        check(sandbox, replace(STORE, **change))  # type: ignore[arg-type]  # only text is changed here
    assert caught.value.field == field
    assert caught.value.remedy


def test_a_wrong_set_brings_those_there_are(sandbox: Sandbox) -> None:
    with pytest.raises(SettingsError) as caught:
        check(sandbox, replace(STORE, event_set_id="1"))
    both = f"Store sales ({known.EVENT_SET}), Phone sales ({known.EVENT_SET_PHONE})"
    assert (caught.value.what, caught.value.remedy) == (
        "1 is not among the advertiser's event sets.",
        f"It has {both}.",
    )
    with Client(FixedToken(known.TOKEN), base_url=sandbox.base_url) as client:
        for name, more in (("Third", ""), ("Fourth", " and others")):
            client.create_event_set(known.ADVERTISER, name, name)
            with pytest.raises(SettingsError) as caught:
                check_destination(client, replace(STORE, event_set_id="1"))
            assert caught.value.remedy.startswith(f"It has {both}, Third (")
            assert caught.value.remedy.endswith(f"){more}.")


@pytest.mark.parametrize(("destination", "what"), [(STORE, "event sets"), (WEB, "pixels")])
def test_a_token_that_may_not_list_leaves_the_id_as_typed(
    sandbox: Sandbox, destination: Destination, what: str
) -> None:
    checked = check(sandbox, replace(destination, event_set_id="7999999999999999999"), known.UPLOAD_ONLY_TOKEN)
    assert checked.destination.event_set_id == "7999999999999999999"
    assert checked.event_set is None
    assert checked.account is not None
    assert checked.notes == (f"The token may not list {what}: the ID stays as typed. Sending may still be allowed.",)
    named = replace(destination, event_set_name="Typed", auto_tracking=True)
    assert check(sandbox, named, known.UPLOAD_ONLY_TOKEN).destination == named


def test_a_token_of_events_manager_may_not_even_read_the_account(sandbox: Sandbox) -> None:
    checked = check(sandbox, replace(STORE, time_zone=""), known.EVENTS_MANAGER_TOKEN)
    assert checked.account is None
    assert checked.destination.time_zone == "UTC"
    assert len(checked.notes) == 2


def test_an_analyst_learns_that_the_role_is_not_enough(sandbox: Sandbox) -> None:
    notes = check(sandbox, replace(STORE, currency="EUR", time_zone="UTC"), known.ANALYST_TOKEN).notes
    assert notes == (
        "The account's currency is USD, the destination's EUR.",
        "The token's owner is an Analyst there: sending events needs the role Operator or Admin.",
        "The account's time zone is America/New_York, the destination's UTC.",
    )


@pytest.mark.parametrize("fault", ["40300@/advertiser/info/", "40300@/offline/get/"])
def test_an_advertiser_that_tiktok_refuses_is_not_reached(sandbox: Sandbox, fault: str) -> None:
    sandbox.set_faults(fault)
    with pytest.raises(SettingsError) as caught:
        check(sandbox, STORE)
    assert caught.value.what == f"The credential does not reach the advertiser {known.ADVERTISER}."
    assert (caught.value.remedy, caught.value.field) == (
        *("Choose one that it reaches, or another credential.", "advertiser_id"),
    )


def test_an_answer_without_the_advertiser_is_no_confirmation() -> None:
    with (
        Scripted(lambda seen: Said({"code": 0, "data": {"list": [{"advertiser_id": "1"}]}})) as server,
        Client(FixedToken("tok-1"), base_url=server.base_url) as client,
        pytest.raises(SettingsError, match="does not reach the advertiser"),
    ):
        check_destination(client, STORE)


def test_an_answer_that_names_no_advertiser_is_about_the_one_that_was_asked_for() -> None:
    account = {"name": "Shop", "currency": "USD", "timezone": "America/New_York"}
    with (
        Scripted(lambda seen: Said({"code": 0, "data": {"list": [account]}})) as server,
        Client(FixedToken("tok-1"), base_url=server.base_url) as client,
    ):
        checked = check_destination(client, replace(STORE, event_set_id=""))
    assert checked.account is not None
    assert checked.account.name == "Shop"


def test_no_event_set_is_a_note(sandbox: Sandbox) -> None:
    bare = replace(STORE, event_set_id="")
    checked = check(sandbox, bare)
    assert checked.notes == ("No event set is chosen; each row must name its own.",)
    assert (checked.event_set, checked.destination) == (None, bare)
    assert check(sandbox, bare, known.UPLOAD_ONLY_TOKEN).notes == checked.notes


def test_a_dead_token_and_an_outage_are_not_the_destinations_fault(sandbox: Sandbox) -> None:
    with pytest.raises(CredentialError):
        check(sandbox, STORE, known.REVOKED_TOKEN)
    for path in ("/advertiser/info/", "/offline/get/"):
        sandbox.set_faults(f"40106@{path}")
        with pytest.raises(CredentialRefused, match="does not exist"):
            check(sandbox, STORE)
    sandbox.set_faults("50000")
    with pytest.raises(UnreachableError):
        check(sandbox, STORE)


def test_what_a_token_that_may_only_send_leaves_open_is_noted(sandbox: Sandbox) -> None:
    bare = replace(STORE, event_set_id="", currency="", time_zone="")
    checked = check(sandbox, bare, known.EVENTS_MANAGER_TOKEN)
    assert checked.destination.time_zone == "UTC"
    no_set, unread = checked.notes
    assert no_set == "No event set is chosen; each row must name its own."
    no_currency, no_zone = "rows without a currency have none", "times without a zone are in UTC"
    ending = "Choose others where that is wrong."
    assert unread == f"The token may not read the account: {no_currency}, and {no_zone}. {ending}"
    for settings, says in (
        (replace(STORE, currency=""), f"The token may not read the account: {no_currency}. {ending}"),
        (replace(STORE, time_zone=""), f"The token may not read the account: {no_zone}. {ending}"),
        (STORE, "The token may not read the account; the advertiser is not checked."),
    ):
        unlisted, unread = check(sandbox, settings, known.EVENTS_MANAGER_TOKEN).notes
        assert unlisted == "The token may not list event sets: the ID stays as typed. Sending may still be allowed."
        assert unread == says


def test_without_an_advertiser_it_is_said_where_one_is_found(sandbox: Sandbox) -> None:
    with pytest.raises(SettingsError) as caught:
        check(sandbox, replace(STORE, advertiser_id=""))
    assert (caught.value.what, caught.value.field) == ("The destination has no advertiser.", "advertiser_id")
    assert caught.value.remedy == (
        "Choose one that the credential reaches, or type its ID: 19 digits, as Ads Manager shows it."
    )


@pytest.mark.parametrize(
    ("code", "message", "reached"),
    [
        (40001, "No permission for ADVERTISER 7", False),
        (40001, "Only an Admin of the advertiser may ask", True),
        (40001, "No permission", True),
        (40130, "No permission for advertiser 7", True),
    ],
)
def test_a_refusal_that_is_about_the_advertiser_is_distinguished_from_one_of_the_call(
    code: int, message: str, reached: bool
) -> None:
    with (
        Scripted(lambda seen: Said({"code": code, "message": message})) as server,
        Client(FixedToken("tok-1"), base_url=server.base_url) as client,
    ):
        if reached:
            checked = check_destination(client, STORE)
            assert (checked.account, checked.event_set, len(checked.notes)) == (None, None, 2)
        else:
            with pytest.raises(SettingsError, match="does not reach the advertiser"):
                check_destination(client, STORE)


def answering(destination: Destination, account: dict[str, str] | int, listed: dict[str, object] | int) -> Checked:
    """Check the destination with a TikTok that has this account and this list, or refuses one with a code."""

    def say(seen: Seen) -> Said:
        found = {"list": [account]} if "/advertiser/info/" in seen.path else listed
        refused = account if "/advertiser/info/" in seen.path else listed
        if isinstance(refused, int):
            return Said({"code": refused, "message": f"No permission for advertiser {known.ADVERTISER}"})
        return Said({"code": 0, "data": found})

    with Scripted(say) as server, Client(FixedToken("tok-1"), base_url=server.base_url) as client:
        return check_destination(client, destination)


ACCOUNT = {"advertiser_id": known.ADVERTISER, "name": "Shop", "currency": "USD", "timezone": "America/New_York"}


@pytest.mark.parametrize(
    ("account", "destination", "notes", "filled"),
    [
        ({"role": "role_analyst"}, STORE, 1, ("USD", "America/New_York")),
        ({"role": "ROLE_OPERATOR"}, STORE, 0, ("USD", "America/New_York")),
        ({"currency": "", "timezone": ""}, STORE, 0, ("USD", "America/New_York")),
        ({"currency": "", "timezone": ""}, replace(STORE, currency="", time_zone=""), 0, ("", "UTC")),
        ({}, replace(STORE, currency="", time_zone=""), 0, ("USD", "America/New_York")),
        ({}, replace(STORE, currency="EUR", time_zone="UTC"), 2, ("EUR", "UTC")),
    ],
)
def test_the_account_fills_blanks_and_overrides_nothing(
    account: dict[str, str], destination: Destination, notes: int, filled: tuple[str, str]
) -> None:
    listed: dict[str, object] = {"event_set_list": [{"event_set_id": known.EVENT_SET, "name": "Tills"}]}
    checked = answering(destination, ACCOUNT | account, listed)
    assert len(checked.notes) == notes
    assert (checked.destination.currency, checked.destination.time_zone) == filled
    assert checked.destination.event_set_name == "Tills"


def test_a_refused_account_may_be_about_the_advertiser() -> None:
    sets: dict[str, object] = {"event_set_list": [{"event_set_id": known.EVENT_SET, "name": "Tills"}]}
    for code in (40001, 40300):
        with pytest.raises(SettingsError, match="does not reach the advertiser") as caught:
            answering(STORE, code, sets)
        assert caught.value.field == "advertiser_id"
    checked = answering(STORE, 40130, sets)
    assert checked.notes == ("The token may not read the account; the advertiser is not checked.",)
    assert checked.destination.event_set_name == "Tills"


def test_a_refused_list_may_be_about_the_advertiser() -> None:
    with pytest.raises(SettingsError, match="does not reach the advertiser") as caught:
        answering(STORE, ACCOUNT, 40001)
    assert caught.value.__cause__ is None
    checked = answering(replace(STORE, event_set_id=""), ACCOUNT, 40130)
    assert checked.notes == ("No event set is chosen; each row must name its own.",)


@pytest.mark.parametrize(("many", "more"), [(0, ""), (1, ""), (3, ""), (4, " and others")])
@pytest.mark.parametrize(
    ("destination", "key", "what"), [(STORE, "event_set_list", "event sets"), (WEB, "pixels", "pixels")]
)
def test_what_is_listed_in_place_of_the_one_that_was_named(
    destination: Destination, key: str, what: str, many: int, more: str
) -> None:
    listed = [
        {"event_set_id": f"72{number}", "name": f"N{number}", "pixel_code": f"72{number}", "pixel_name": f"N{number}"}
        for number in range(many)
    ]
    with pytest.raises(SettingsError) as caught:
        answering(replace(destination, event_set_id="1"), ACCOUNT, {key: listed})
    names = ", ".join(f"N{number} (72{number})" for number in range(min(many, 3)))
    assert caught.value.what == f"1 is not among the advertiser's {what}."
    assert caught.value.remedy == (f"It has {names}{more}." if many else f"It has no {what}.")
    assert caught.value.field == "event_set_id"


def test_a_pixel_leaves_the_tracking_of_the_destination_alone(sandbox: Sandbox) -> None:
    tracked = replace(WEB, auto_tracking=True)
    assert check(sandbox, tracked).destination == replace(tracked, event_set_name="Web shop")
    untracked = replace(STORE, auto_tracking=True)
    assert not check(sandbox, untracked).destination.auto_tracking
