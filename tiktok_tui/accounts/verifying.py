"""Taking a credential in: TikTok is asked first, then its secrets go into the keyring and the rest to disk."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Final

from tiktok_tui.accounts import credentials, slugs
from tiktok_tui.accounts.credentials import ACCESS_TOKEN, APP_SECRET, REFRESH_TOKEN, Credential, Kind
from tiktok_tui.accounts.home import Home
from tiktok_tui.accounts.secrets import Keyring
from tiktok_tui.accounts.tokens import HeldToken, StoredTokens, only_one
from tiktok_tui.events.errors import CredentialError, SettingsError
from tiktok_tui.tiktok import oauth
from tiktok_tui.tiktok.answers import Advertiser
from tiktok_tui.tiktok.client import Client
from tiktok_tui.tiktok.errors import CredentialRefused, TikTokError
from tiktok_tui.tiktok.oauth import Grant
from tiktok_tui.tiktok.secret import Secret, cleaned, usable
from tiktok_tui.tiktok.tokens import FixedToken, Tokens

_NONE: Final = Secret("")


@dataclass(frozen=True, slots=True)
class Secrets:
    """What a person hands over, cleaned. Which are filled decides the kind of credential."""

    access_token: Secret = _NONE
    refresh_token: Secret = _NONE
    app_id: str = ""
    app_secret: Secret = _NONE
    grant: Grant | None = None

    @classmethod
    def of_token(cls, access_token: str) -> Secrets:
        """A long-lived access token, made in Events Manager. Raises SettingsError with `field`."""
        return cls(access_token=_filled("access_token", access_token))

    @classmethod
    def of_refresh_token(cls, app_id: str, app_secret: str, refresh_token: str) -> Secrets:
        """An app and a refresh token. Raises SettingsError with `field`."""
        secret = _filled("app_secret", app_secret)
        return cls(app_id=_app_id(app_id), app_secret=secret, refresh_token=_filled("refresh_token", refresh_token))

    @classmethod
    def of_grant(cls, app_id: str, app_secret: str, grant: Grant) -> Secrets:
        """An app, and what a person's authorisation in the browser has brought."""
        return cls(app_id=_app_id(app_id), app_secret=_filled("app_secret", app_secret), grant=grant)

    @property
    def kind(self) -> Kind:
        """The kind of credential that these make."""
        if self.grant:
            return Kind.APP
        return Kind.REFRESH if self.refresh_token else Kind.TOKEN


def add(
    home: Home, name: str, secrets: Secrets, *, base_url: str, description: str = "", keyring: Keyring | None = None
) -> Credential:
    """Take in a new credential, if TikTok knows its token. Raises CredentialError, UnreachableError, SettingsError.

    A token that may upload but not be asked about is taken in with a note. Nothing is kept of one that fails.
    """
    called = credentials.checked_name(name)
    slug = slugs.slug_for(called, credentials.taken(home))
    credential = Credential(
        slug=slug, id=credentials.new_id(), name=called, description=description.strip(), app_id=secrets.app_id
    )
    keyring = keyring or Keyring()
    try:
        return _taken_in(home, credential, secrets, base_url, keyring)
    except BaseException:
        _forget(credential, keyring)
        raise


def reauthorise(
    home: Home, slug: str, secrets: Secrets, *, base_url: str, keyring: Keyring | None = None
) -> Credential:
    """Put new secrets in the place of the credential's old ones, if TikTok knows them; runs that wait can go on."""
    credential = replace(credentials.load(home, slug), app_id=secrets.app_id)
    return _taken_in(home, credential, secrets, base_url, keyring or Keyring())


def verify(home: Home, slug: str, *, base_url: str, keyring: Keyring | None = None) -> Credential:
    """Ask TikTok about the credential again, and record what it says. Raises CredentialError, UnreachableError."""
    credential = credentials.load(home, slug)
    keyring = keyring or Keyring()
    tokens = StoredTokens(home, credential, base_url, keyring)
    app_secret = keyring.read(credential.entry(APP_SECRET)) or _NONE
    tested = _asked(credential, tokens, app_secret, base_url)
    credentials.save(home, tested)
    return tested


def _taken_in(home: Home, credential: Credential, secrets: Secrets, base_url: str, keyring: Keyring) -> Credential:
    backend = keyring.name()
    credential = replace(credential, kind=secrets.kind, backend=backend, made=credentials.now())
    asked_at = time.time()
    grant = secrets.grant
    if secrets.refresh_token:
        keyring.prove(credential.id)  # a keyring that is full or read-only must not cost the refresh token
        grant = oauth.refresh(base_url, secrets.app_id, secrets.app_secret, secrets.refresh_token)
    if grant is None:
        tested = _asked(credential, FixedToken(secrets.access_token), secrets.app_secret, base_url)
        held, refresh_token = HeldToken(secrets.access_token), _NONE
        _store(home, tested, keyring, held, refresh_token, secrets.app_secret)
    else:
        # The code or the refresh token is used up now, so its yield is kept even if the questions that follow fail.
        credential = replace(
            credential, scopes=grant.scope, advertisers=tuple(Advertiser(i, "") for i in grant.advertiser_ids)
        )
        held, refresh_token = HeldToken.granted(grant, asked_at), grant.refresh_token or secrets.refresh_token
        _store(home, credential, keyring, held, refresh_token, secrets.app_secret)
        try:
            tested = _asked(credential, FixedToken(grant.access_token), secrets.app_secret, base_url)
        except TikTokError as error:
            tested = replace(credential, notes=(f"Not verified yet: {error.what}",))
    credentials.save(home, tested)
    return tested


def _store(
    home: Home, credential: Credential, keyring: Keyring, held: HeldToken, refresh_token: Secret, app_secret: Secret
) -> None:
    """Put the secrets into the keyring, the one that cannot be had again first, and take out what they replace."""
    wanted = {REFRESH_TOKEN: refresh_token, APP_SECRET: app_secret, ACCESS_TOKEN: held.to_entry()}
    with only_one(home, credential):
        for secret, value in wanted.items():
            if value:
                keyring.write(credential.entry(secret), value)
            else:
                keyring.remove(credential.entry(secret))


def _forget(credential: Credential, keyring: Keyring) -> None:
    """Take out what a failed attempt may have put in; if even that fails, the first failure says more."""
    try:
        for secret in credentials.SECRETS:
            keyring.remove(credential.entry(secret))
    except CredentialError:
        return


def _asked(credential: Credential, tokens: Tokens, app_secret: Secret, base_url: str) -> Credential:
    """The credential with what TikTok says of it. A refusal that is about permission alone proves the token good."""
    notes: list[str] = []
    owner, advertisers = credential.owner, credential.advertisers
    with Client(tokens, base_url=base_url) as client:
        try:
            user = client.user_info()
            owner = user.display_name or user.email
        except CredentialRefused as error:
            if error.reauthorise:
                raise
            owner = ""
            notes.append("The token may not be asked who it belongs to; that does not keep it from sending events.")
        if credential.app_id and app_secret:
            try:
                advertisers = tuple(client.advertisers(credential.app_id, app_secret))
            except CredentialRefused as error:
                if error.reauthorise:
                    raise
                notes.append("The token may not list its advertisers; type the advertiser's ID.")
    return replace(credential, owner=owner, advertisers=advertisers, verified=credentials.now(), notes=tuple(notes))


def _filled(field: str, pasted: str) -> Secret:
    secret = cleaned(pasted)
    if not usable(secret):
        what = "is missing" if not secret else "holds characters that cannot be in it"
        raise SettingsError(
            f"The {field.replace('_', ' ')} {what}.", remedy="Paste it whole, as one line.", field=field
        )
    return secret


def _app_id(pasted: str) -> str:
    app_id = "".join(pasted.split()).strip("\"'")
    if not (app_id.isascii() and app_id.isdigit() and len(app_id) <= 32):
        raise SettingsError(
            "The app ID must be digits.", remedy="Copy it from the app's page in the developer portal.", field="app_id"
        )
    return app_id
