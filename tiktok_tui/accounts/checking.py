"""Check a destination with TikTok: its advertiser, the account's settings, its event set."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.tiktok.answers import AdvertiserInfo, EventSet, Pixel
from tiktok_tui.tiktok.client import Client
from tiktok_tui.tiktok.errors import CredentialRefused, SettingsRefused

_WHICH_ADVERTISER = "Choose one that the credential reaches, or type its ID: 19 digits, as Ads Manager shows it."


@dataclass(frozen=True, slots=True)
class Checked:
    """A destination that TikTok accepts.

    `destination` has its blanks filled from TikTok (event set's name, currency, time zone); `account` is None where
    the token may not ask; `event_set` is what TikTok lists under the ID, None where the token may not list; `notes`
    says what could not be checked and what differs from the account.
    """

    destination: Destination
    account: AdvertiserInfo | None
    event_set: EventSet | Pixel | None
    notes: tuple[str, ...]


def check_destination(client: Client, destination: Destination) -> Checked:
    """Compare the destination with TikTok. Raises SettingsError with `field`, CredentialError, UnreachableError.

    Sending events, reading the account and listing event sets are separate permissions: where one of the latter is
    missing, the IDs stay as they were typed.
    """
    if not destination.advertiser_id:
        raise SettingsError("The destination has no advertiser.", remedy=_WHICH_ADVERTISER, field="advertiser_id")
    notes: list[str] = []
    account = _account(client, destination.advertiser_id, notes)
    found = _listed(client, destination, notes)
    filled = replace(
        destination,
        event_set_name=found.name if found else destination.event_set_name,
        currency=destination.currency or (account.currency if account else ""),
        time_zone=destination.time_zone or (account.timezone if account else "") or "UTC",
        auto_tracking=found.auto_tracking if isinstance(found, EventSet) else destination.auto_tracking,
    )
    if account:
        notes += _differences(filled, account)
    else:
        notes.append(_unread(destination))
    return Checked(filled, account, found, tuple(notes))


def _account(client: Client, advertiser_id: str, notes: list[str]) -> AdvertiserInfo | None:
    try:
        accounts = client.advertiser_info([advertiser_id])
    except CredentialRefused as error:
        if error.reauthorise:
            raise
        if _names_advertiser(error):
            raise _not_reached(advertiser_id) from None
        return None
    except SettingsRefused:
        raise _not_reached(advertiser_id) from None
    for account in accounts:
        if account.id in (advertiser_id, ""):
            return account
    raise _not_reached(advertiser_id)


def _listed(client: Client, destination: Destination, notes: list[str]) -> EventSet | Pixel | None:
    wanted = destination.event_set_id
    web = destination.event_source is EventSource.WEB
    if not wanted:
        notes.append("No event set is chosen; each row must name its own.")
    try:
        listed: list[EventSet] | list[Pixel] = (
            client.pixels(destination.advertiser_id) if web else client.event_sets(destination.advertiser_id)
        )
    except CredentialRefused as error:
        if error.reauthorise:
            raise
        if _names_advertiser(error):
            raise _not_reached(destination.advertiser_id) from None
        what = "pixels" if web else "event sets"
        if wanted:
            notes.append(f"The token may not list {what}: the ID stays as typed. Sending may still be allowed.")
        return None
    except SettingsRefused:
        raise _not_reached(destination.advertiser_id) from None
    if not wanted:
        return None
    for each in listed:
        if (each.code if isinstance(each, Pixel) else each.id) == wanted:
            return each
    raise _not_listed(wanted, destination.event_source, listed)


def _differences(destination: Destination, account: AdvertiserInfo) -> list[str]:
    found = []
    if account.currency and destination.currency != account.currency:
        found.append(f"The account's currency is {account.currency}, the destination's {destination.currency}.")
    if "ANALYST" in account.role.upper():
        found.append("The token's owner is an Analyst there: sending events needs the role Operator or Admin.")
    if account.timezone and destination.time_zone != account.timezone:
        found.append(f"The account's time zone is {account.timezone}, the destination's {destination.time_zone}.")
    return found


def _unread(destination: Destination) -> str:
    """Say which settings the account would have filled in, and their values without it."""
    left_open = [] if destination.currency else ["rows without a currency have none"]
    left_open += [] if destination.time_zone else ["times without a zone are in UTC"]
    if not left_open:
        return "The token may not read the account; the advertiser is not checked."
    return f"The token may not read the account: {', and '.join(left_open)}. Choose others where that is wrong."


def _names_advertiser(error: CredentialRefused) -> bool:
    """Return True if the advertiser is not permitted, rather than the call (40130, 40125, a token's limits)."""
    return error.code == 40001 and "advertiser" in error.message.lower() and "admin" not in error.message.lower()


def _not_reached(advertiser_id: str) -> SettingsError:
    return SettingsError(
        f"The credential does not reach the advertiser {advertiser_id}.",
        remedy="Choose one that it reaches, or another credential.",
        field="advertiser_id",
    )


def _not_listed(wanted: str, source: EventSource, listed: list[EventSet] | list[Pixel]) -> SettingsError:
    for each in listed:
        if isinstance(each, Pixel) and each.id == wanted:
            return SettingsError(
                f"{wanted} is the pixel's number; events carry its code.",
                remedy=f"Use {each.code}.",
                field="event_set_id",
            )
    what = "pixels" if source is EventSource.WEB else "event sets"
    names = [f"{each.name} ({each.code if isinstance(each, Pixel) else each.id})" for each in listed[:3]]
    remedy = f"It has {', '.join(names)}{' and others' if len(listed) > 3 else ''}." if names else f"It has no {what}."
    return SettingsError(f"{wanted} is not among the advertiser's {what}.", remedy=remedy, field="event_set_id")
