"""Credentials without their secrets: name, owner, advertisers, and when they were last verified."""

from __future__ import annotations

import secrets as random
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from tiktok_tui.accounts import slugs
from tiktok_tui.accounts.home import Home, write_private
from tiktok_tui.events.errors import AppError, CredentialError, SettingsError
from tiktok_tui.events.system import settings_file
from tiktok_tui.events.system.settings_text import SettingsText, shown
from tiktok_tui.tiktok.answers import Advertiser
from tiktok_tui.tiktok.secret import looks_like_token


class Kind(StrEnum):
    """The way in which a credential was added."""

    TOKEN = "token"
    """A long-lived access token, made in Events Manager."""
    REFRESH = "refresh"
    """An app and a refresh token, which is exchanged for access tokens."""
    APP = "app"
    """An app that a person authorised in the browser."""


ACCESS_TOKEN: Final = "access_token"
REFRESH_TOKEN: Final = "refresh_token"
APP_SECRET: Final = "app_secret"
SECRETS: Final = (ACCESS_TOKEN, REFRESH_TOKEN, APP_SECRET)
"""The secrets that the keyring may hold for one credential."""


@dataclass(frozen=True, slots=True)
class Credential:
    """One credential, as its TOML file holds it; the secrets are in the keyring, under `id`.

    `slug` is the file's name, which destinations refer to; it outlives a change of `name`. Times are UTC. `notes` says
    what TikTok would not answer, `backend` which keyring holds the secrets.
    """

    slug: str
    id: str
    name: str
    description: str = ""
    kind: Kind = Kind.TOKEN
    app_id: str = ""
    owner: str = ""
    advertisers: tuple[Advertiser, ...] = ()
    scopes: tuple[int, ...] = ()
    made: datetime = field(default_factory=lambda: now())
    verified: datetime | None = None
    backend: str = ""
    notes: tuple[str, ...] = ()

    def entry(self, secret: str) -> str:
        """The name of the keyring's entry for one of `SECRETS`."""
        return entry_of(self.id, secret)


def entry_of(identifier: str, secret: str) -> str:
    """Return the name of the keyring's entry for one of `SECRETS` of the credential with this ID."""
    return f"{identifier}/{secret}"


def now() -> datetime:
    """The time to record, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def new_id() -> str:
    """An ID that no credential of any home has, so that two homes can share one keyring."""
    return random.token_hex(8)


def path_of(home: Home, slug: str) -> Path:
    """The credential's file. Raises CredentialError for a slug that could be no file's name."""
    if not slugs.is_slug(slug):
        raise CredentialError(
            f"“{shown(slug)}” cannot be a credential's name.", remedy="Use letters, digits and dashes."
        )
    return home.credentials / f"{slug}.toml"


def load(home: Home, slug: str) -> Credential:
    """The credential called `slug`. Raises CredentialError when there is none, SettingsError for a broken file."""
    path = path_of(home, slug)
    try:
        text = settings_file.read_text(path)
    except FileNotFoundError:
        raise missing(home, slug) from None
    return _loads(text, slug, str(path))


def listing(home: Home) -> tuple[Credential, ...]:
    """Every credential, by slug; files that cannot be read are left out."""
    found = []
    for slug in taken(home):
        try:
            found.append(load(home, slug))
        except (SettingsError, CredentialError):
            continue
    return tuple(found)


def save(home: Home, credential: Credential) -> None:
    """Write the credential's file. Raises StateError."""
    import tomli_w

    table = {key: value for key, value in asdict(credential).items() if key != "slug" and value not in ("", (), None)}
    table["kind"] = str(credential.kind)
    for key in ("advertisers", "scopes", "notes"):
        if key in table:
            table[key] = list(table[key])
    write_private(path_of(home, credential.slug), tomli_w.dumps(table))


def rename(home: Home, slug: str, name: str, description: str | None = None) -> Credential:
    """Rename the credential; destinations still find it under its slug."""
    called = checked_name(name)
    credential = load(home, slug)
    described = credential.description if description is None else checked_description(description)
    renamed = replace(credential, name=called, description=described)
    save(home, renamed)
    return renamed


def new_name(home: Home, name: str) -> str:
    """Return the name of a new credential as it is stored. Raises SettingsError if it is not one, or not a new one."""
    called = checked_name(name)
    if slugs.slug_for(called) in taken(home):
        raise SettingsError(
            f"There is a credential called “{slugs.slug_for(called)}” already.",
            remedy="Reauthorise that one (on the command line with --replace), or choose another name.",
            field="name",
        )
    return called


def checked_description(description: str) -> str:
    """Return the description as it is stored. Raises SettingsError for a token, which must not be written to disk."""
    if looks_like_token(description):
        raise SettingsError(
            "This looks like a token, not like a description.",
            remedy="Leave it out; the token has a field of its own.",
            field="description",
        )
    return description.strip()


def checked_name(name: str) -> str:
    """Return `name` as it is stored. Raises SettingsError if it is blank, or a token: names are written to disk."""
    if not name.strip():
        raise SettingsError("The credential needs a name.", field="name")
    if looks_like_token(name):
        raise SettingsError(
            "This looks like a token, not like a name.",
            remedy="Type a name of your own; the token has a field of its own.",
            field="name",
        )
    return name.strip()


def broken(home: Home) -> tuple[AppError, ...]:
    """Return the errors of the credentials whose files cannot be read."""
    errors: list[AppError] = []
    for slug in taken(home):
        try:
            load(home, slug)
        except (SettingsError, CredentialError) as error:
            error.remedy = f"Correct it, or remove it: `tiktok-tui credential remove {slug}`."
            errors.append(error)
    return tuple(errors)


def taken(home: Home) -> list[str]:
    """Return the slugs that are in use, sorted."""
    return slugs.in_folder(home.credentials)


def _loads(text: str, slug: str, where: str) -> Credential:
    settings = SettingsText(text, where)
    table = settings.parse()
    known = [each.name for each in fields(Credential) if each.name != "slug"]
    settings.refuse_unknown(table, known)
    words = {
        key: settings.expect(table.get(key, ""), str, (key,))
        for key in ("id", "name", "description", "app_id", "owner", "backend")
    }
    kind = settings.expect(table.get("kind", "token"), str, ("kind",))
    if kind not in set(Kind):
        raise settings.error(("kind",), f"“{shown(kind)}” is no kind of credential.", f"Use {', '.join(Kind)}.")
    if not words["id"]:
        raise settings.error(("id",), "The file names no secrets.", "Remove the credential and add it anew.")
    made = table.get("made")
    verified = table.get("verified")
    return Credential(
        slug=slug,
        **words | {"name": words["name"] or slug},
        kind=Kind(kind),
        advertisers=tuple(_advertisers(settings, table)),
        scopes=tuple(settings.expect(each, int, ("scopes",)) for each in _list(settings, table, "scopes")),
        made=made if isinstance(made, datetime) else datetime.fromtimestamp(0, UTC),
        verified=verified if isinstance(verified, datetime) else None,
        notes=tuple(settings.expect(each, str, ("notes",)) for each in _list(settings, table, "notes")),
    )


def _advertisers(settings: SettingsText, table: dict[str, object]) -> list[Advertiser]:
    found = []
    for each in _list(settings, table, "advertisers"):
        item = settings.expect(each, dict, ("advertisers",))
        found.append(Advertiser(str(item.get("id", "")), str(item.get("name", ""))))
    return found


def _list(settings: SettingsText, table: dict[str, object], key: str) -> list[object]:
    return settings.expect(table.get(key, []), list, (key,))


def missing(home: Home, slug: str) -> CredentialError:
    """Return the error for a name that no credential has."""
    known = taken(home)
    remedy = slugs.instead_of(slug, known, "`tiktok-tui credential add NAME`")
    return CredentialError(f"There is no credential “{shown(slug)}”.", where=str(home.credentials), remedy=remedy)
