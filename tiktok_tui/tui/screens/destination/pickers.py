"""Lists to pick the settings of a destination from; event sets are also created and renamed at TikTok."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn
from zoneinfo import available_timezones

from textual.app import App

from tiktok_tui.events.currencies import CURRENCIES
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.events.errors import CredentialError
from tiktok_tui.events.names import LEGACY, STANDARD
from tiktok_tui.events.settings import Kind, Setting
from tiktok_tui.tui.dialogs.choice_list import Choice
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.prompt import Prompt
from tiktok_tui.tui.dialogs.waiting import Waiting
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import run

if TYPE_CHECKING:
    from tiktok_tui.tiktok.answers import Advertiser
    from tiktok_tui.tiktok.client import Client


@dataclass(frozen=True, slots=True)
class Listed:
    """An event set (its ID is a number) or a pixel (its ID is a code) as TikTok lists it."""

    id: str
    name: str
    auto_tracking: bool | None = None
    """None for a pixel, which does not have it."""


AskForSet = Callable[[App[Any], AppSession, Destination], Awaitable[Listed | None]]
"""Asks for an event set; None if the person leaves."""

NEW = "+"
"""The choice that creates an event set or adds a credential."""


async def pick_credential(app: App[Any], session: AppSession, now: str) -> str | None:
    """Pick one of the credentials, or add one; return its slug."""
    from tiktok_tui.accounts import credentials
    from tiktok_tui.tui.screens.credentials.flow import add_credential

    known = await run(lambda _: credentials.listing(session.home))
    choices = [Choice(each.slug, each.name, each.owner) for each in known]
    choices.append(Choice(NEW, "+ a new credential …", "kept in the system's keyring"))
    picked = await app.push_screen_wait(Choose("Credential", choices, chosen=now))
    if picked == NEW:
        added = await add_credential(app, session)
        return added.slug if added is not None else None
    return picked


async def pick_advertiser(app: App[Any], reached: Sequence[Advertiser], now: str) -> str | None:
    """Pick one of the advertisers that the credential reaches; without any, say it as for event sets."""
    if not reached:
        await app.push_screen_wait(Waiting("The token's advertisers", "Looking …", _no_advertisers))
        return None
    choices = [Choice(each.id, each.name or each.id, each.id) for each in reached]
    return await app.push_screen_wait(Choose("Advertiser", choices, chosen=now))


def _no_advertisers(_: object) -> NoReturn:
    remedy = "Type the ID, as Ads Manager shows it; sending events may still be allowed."
    raise CredentialError("This token may not list its advertisers.", remedy=remedy)


async def pick_event_set(app: App[Any], session: AppSession, destination: Destination) -> Listed | None:
    """Pick one of the advertiser's event sets or pixels, or create an event set."""
    web = destination.event_source is EventSource.WEB
    what = "pixels" if web else "event sets"
    waiting = Waiting(f"The advertiser's {what}", "Asking TikTok …", lambda _: _listing(session, destination, what))
    listed = await app.push_screen_wait(waiting)
    if listed is None:
        return None
    known = {each.id: each for each in listed}
    choices = [Choice(each.id, each.name, each.id) for each in listed]
    if not web:
        choices.append(Choice(NEW, "+ a new event set …", "created at TikTok"))
    picked = await app.push_screen_wait(
        Choose("Pixel" if web else "Event set", choices, chosen=destination.event_set_id)
    )
    if picked == NEW:
        return await create_event_set(app, session, destination)
    return known[picked] if picked is not None else None


def _listing(session: AppSession, destination: Destination, what: str) -> list[Listed]:
    from tiktok_tui.tiktok.errors import CredentialRefused

    try:
        with _client(session, destination) as client:
            if destination.event_source is EventSource.WEB:
                return [Listed(pixel.code, pixel.name) for pixel in client.pixels(_advertiser(destination))]
            sets = client.event_sets(_advertiser(destination))
            return [Listed(each.id, each.name, each.auto_tracking) for each in sets]
    except CredentialRefused as error:
        if error.reauthorise:
            raise
        raise CredentialError(
            f"This token may not list the {what} of the advertiser {destination.advertiser_id}.",
            remedy="Type the ID, as Events Manager shows it; sending events may still be allowed.",
        ) from None


def _client(session: AppSession, destination: Destination) -> Client:
    from tiktok_tui.uploads.connection import client_for

    return client_for(session.home, destination, session.api_url)


def _advertiser(destination: Destination) -> str:
    """The destination's advertiser, else the sandbox's."""
    from tiktok_tui.uploads.connection import tried

    return tried(destination).advertiser_id if destination.sandbox else destination.advertiser_id


async def create_event_set(app: App[Any], session: AppSession, destination: Destination) -> Listed | None:
    """Ask for name and description, and create an event set at TikTok, which refuses one without a description."""
    hint = "As Events Manager is to list it. Example: Store sales."
    name = await app.push_screen_wait(Prompt("A new event set: its name", hint=hint, value=destination.name))
    if not name:
        return None
    description = await app.push_screen_wait(
        Prompt(
            f"Describe {name}: which sales go into it?",
            value=destination.description,
            hint="TikTok requires a description.",
            check=lambda typed: "" if typed else "TikTok refuses an event set without one.",
        )
    )
    if not description:
        return None

    def create(_: object) -> Listed:
        with _client(session, destination) as client:
            return Listed(client.create_event_set(_advertiser(destination), name, description), name, False)

    return await app.push_screen_wait(Waiting("A new event set", "TikTok is creating it …", create))


async def rename_event_set(app: App[Any], session: AppSession, destination: Destination) -> str | None:
    """Ask for another name, and rename the event set at TikTok."""
    hint = "As Events Manager is to list it, for everybody with access to the account."
    dialog = Prompt("The event set's name at TikTok", hint=hint, value=destination.event_set_name)
    name = await app.push_screen_wait(dialog)
    if not name or name == destination.event_set_name:
        return None

    def rename(_: object) -> str:
        with _client(session, destination) as client:
            client.update_event_set(_advertiser(destination), destination.event_set_id, name=name)
            return name

    return await app.push_screen_wait(Waiting("Rename the event set", "TikTok is changing it …", rename))


async def pick_fixed(app: App[Any], setting: Setting, now: str) -> str | None:
    """Pick a value that is the same for everybody: an event, a currency, a country or a zone."""
    return await app.push_screen_wait(Choose(_TITLES[setting.kind], _choices(setting.kind), chosen=now))


_TITLES = {
    Kind.EVENT: "The event of rows that name none",
    Kind.CURRENCY: "The currency of rows that name none",
    Kind.COUNTRY: "The country of phone numbers without a country code",
    Kind.ZONE: "The zone of times that name none",
}

PICKED = frozenset({Kind.ID, *_TITLES})
"""Kinds of settings with a list to pick from."""


def _choices(kind: Kind) -> list[Choice[str]]:
    if kind is Kind.EVENT:
        return [Choice("", "none", "the file names the event"), *(Choice(name, name) for name in (*STANDARD, *LEGACY))]
    if kind is Kind.CURRENCY:
        return [Choice("", "none"), *(Choice(code, code) for code in sorted(CURRENCIES))]
    if kind is Kind.ZONE:
        return [Choice(zone, zone) for zone in ("UTC", *sorted(available_timezones() - {"UTC"}))]
    return [Choice("", "none", "only numbers with a country code are read"), *_countries()]


def _countries() -> list[Choice[str]]:
    import phonenumbers
    from babel import Locale

    names = Locale("en").territories
    regions = sorted(phonenumbers.SUPPORTED_REGIONS, key=lambda region: names.get(region, region))
    code = phonenumbers.country_code_for_region
    return [Choice(region, names.get(region, region), f"{region} +{code(region)}") for region in regions]
