"""Add and verify credentials: check with TikTok, then store the secrets in the keyring and the rest on disk."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Final

from tiktok_tui.accounts import credentials, keyring_index, removal, slugs
from tiktok_tui.accounts.credentials import ACCESS_TOKEN, APP_SECRET, REFRESH_TOKEN, Credential, Kind
from tiktok_tui.accounts.home import Home
from tiktok_tui.accounts.home import remove as remove_file
from tiktok_tui.accounts.secrets import Keyring
from tiktok_tui.accounts.tokens import HeldToken, StoredTokens, only_one
from tiktok_tui.events.errors import CredentialError, SettingsError, StateError
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
    """The secrets that a person gives, cleaned. The filled ones decide the kind of credential."""

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
        """An app, and the tokens of a person's authorisation in the browser."""
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
    """Add a credential if TikTok accepts its token. Raises CredentialError, UnreachableError, SettingsError.

    A token that may upload but not be asked about is added with a note. Nothing is stored of one that fails.
    """
    called = credentials.new_name(home, name)
    credential = Credential(
        slug=slugs.slug_for(called),
        id=credentials.new_id(),
        name=called,
        description=credentials.checked_description(description),
        app_id=secrets.app_id,
    )
    keyring = keyring or Keyring()
    try:
        return _added(home, credential, secrets, base_url, keyring)
    except BaseException:
        _forget(home, credential, keyring)
        raise


def reauthorise(
    home: Home, slug: str, secrets: Secrets, *, base_url: str, keyring: Keyring | None = None
) -> Credential:
    """Replace the credential's secrets if TikTok accepts the new ones; runs that wait for them can continue.

    Its name and description are those that it has by then.
    """
    credential = replace(credentials.load(home, slug), app_id=secrets.app_id)
    return _added(home, credential, secrets, base_url, keyring or Keyring())


def verify(home: Home, slug: str, *, base_url: str, keyring: Keyring | None = None) -> Credential:
    """Check the credential with TikTok again and record the result. Raises CredentialError, UnreachableError.

    The rest of it is as it is by then; one that was removed meanwhile stays so, and nothing is recorded of secrets that
    were replaced meanwhile.
    """
    credential = credentials.load(home, slug)
    keyring = keyring or Keyring()
    tokens = StoredTokens(home, credential, base_url, keyring)
    app_secret = keyring.read(credential.entry(APP_SECRET)) or _NONE
    tested = _asked(credential, tokens, app_secret, base_url)
    current = credentials.load(home, slug)
    if (current.id, current.made) != (credential.id, credential.made):
        return current
    tested = replace(tested, name=current.name, description=current.description)
    keyring_index.note(home, keyring, credential.id, credential.slug)
    credentials.save(home, tested)
    return tested


def _added(home: Home, credential: Credential, secrets: Secrets, base_url: str, keyring: Keyring) -> Credential:
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
        # The code or the refresh token is used up now, so the new tokens are stored even if the calls that follow fail.
        credential = replace(
            credential, scopes=grant.scope, advertisers=tuple(Advertiser(i, "") for i in grant.advertiser_ids)
        )
        held, refresh_token = HeldToken.granted(grant, asked_at), grant.refresh_token or secrets.refresh_token
        _store(home, credential, keyring, held, refresh_token, secrets.app_secret)
        try:
            tested = _asked(credential, FixedToken(grant.access_token), secrets.app_secret, base_url)
        except (TikTokError, CredentialError) as error:
            tested = replace(credential, notes=(f"Not verified yet: {error.what}",))
    if credential.slug in credentials.taken(home):
        current = credentials.load(home, credential.slug)
        tested = replace(tested, name=current.name, description=current.description)
    credentials.save(home, tested)
    return tested


def _store(
    home: Home, credential: Credential, keyring: Keyring, held: HeldToken, refresh_token: Secret, app_secret: Secret
) -> None:
    """Store the secrets in the keyring, first the one that cannot be had again, and remove those they replace.

    The list in the keyring and the file come before them: a process that is killed leaves no secret without a name.
    """
    is_known = credential.slug in credentials.taken(home)
    if is_known and credentials.load(home, credential.slug).id != credential.id:
        credentials.new_name(home, credential.name)  # somebody else has taken it meanwhile
    keyring_index.note(home, keyring, credential.id, credential.slug)
    if not is_known:
        interrupted = ("Not verified yet: adding it was interrupted. Test it, or remove it and add it again.",)
        credentials.save(home, replace(credential, verified=None, notes=interrupted))
    wanted = {REFRESH_TOKEN: refresh_token, APP_SECRET: app_secret, ACCESS_TOKEN: held.to_entry()}
    with only_one(home, credential):
        for secret, value in wanted.items():
            if value:
                keyring.write(credential.entry(secret), value)
        for secret, value in wanted.items():
            if not value:
                keyring.remove(credential.entry(secret))


def _forget(home: Home, credential: Credential, keyring: Keyring) -> None:
    """Remove what a failed attempt may have stored; if that fails too, the first failure is the one reported."""
    try:
        removal.forget_secrets(home, credential.id, keyring)
        if credentials.load(home, credential.slug).id == credential.id:
            remove_file(credentials.path_of(home, credential.slug))
    except (CredentialError, StateError):
        return


def _asked(credential: Credential, tokens: Tokens, app_secret: Secret, base_url: str) -> Credential:
    """Return the credential with TikTok's data. A refusal for lack of permission alone shows a valid token."""
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
            notes.append("TikTok does not say who this token belongs to; it may still send events.")
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
