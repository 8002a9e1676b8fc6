"""The access tokens of a credential, renewed when they run out: once, however many threads and processes ask.

A refresh token is used up by being used, so the answer that brings the next one is the only copy there is. It goes into
the keyring before anything else happens, the refresh token before the access token:

* A crash before TikTok answers, or between its answer and the first write, leaves the old refresh token behind. Nothing
  written beforehand could help, as the new one is not known yet. If TikTok has used it up, the next refresh is refused
  (40107) and the person is asked to reauthorise; runs wait, resumable.
* A crash between the two writes leaves an old access token, which TikTok refuses or which is due; the stored refresh
  token renews it.
* A keyring that fails at that moment does not lose the tokens: they are kept in memory, and the next call tries to
  store them again before they are used.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Final, Self

from tiktok_tui.accounts import credentials, environment
from tiktok_tui.accounts.credentials import ACCESS_TOKEN, APP_SECRET, REFRESH_TOKEN, Credential
from tiktok_tui.accounts.home import Home, private_folder
from tiktok_tui.accounts.secrets import Keyring
from tiktok_tui.events.errors import CredentialError, SettingsError
from tiktok_tui.events.system.lock_file import LockFile
from tiktok_tui.tiktok import oauth
from tiktok_tui.tiktok.errors import CredentialRefused
from tiktok_tui.tiktok.oauth import Grant
from tiktok_tui.tiktok.secret import Secret
from tiktok_tui.tiktok.tokens import FixedToken, Tokens

EARLY: Final = 60.0
"""Seconds before its end when a token is renewed; for one that lives shortly, half its life."""

_LONGEST_REFRESH: Final = 90.0
"""Seconds that a refresh by another process may take: three of the client's time-outs."""


def tokens_for(home: Home, slug: str, base_url: str) -> Tokens:
    """Access tokens for calls to `base_url` with the credential `slug`; the environment's goes first.

    Raises CredentialError when there is neither, SettingsError when the credential's file is broken.
    """
    if token := environment.access_token():
        return FixedToken(
            token,
            origin=f"the access token in {environment.ACCESS_TOKEN}",
            remedy="Put a new one there (from Events Manager, or authorise again), or leave it out to use the keyring.",
        )
    if not slug:
        raise not_named(home)
    return StoredTokens(home, credentials.load(home, slug), base_url)


def not_named(home: Home) -> CredentialError:
    """Return the error where no credential is named: it lists those that there are, or says how to add the first."""
    if known := credentials.taken(home):
        remedy = f"Choose one of them: {', '.join(known)}; or set {environment.ACCESS_TOKEN}."
        return CredentialError("No credential is named.", remedy=remedy)
    return CredentialError(
        "There is no credential yet.",
        remedy=f"Add one: `tiktok-tui credential add NAME`; or set {environment.ACCESS_TOKEN}.",
    )


@dataclass(frozen=True, slots=True)
class HeldToken:
    """An access token and when to renew it, in Unix seconds; infinite for one without an end.

    Both stand in one entry of the keyring, so that they cannot come apart.
    """

    token: Secret
    renew_at: float = math.inf

    @property
    def due(self) -> bool:
        """True if it is time to renew it."""
        return time.time() >= self.renew_at

    @classmethod
    def granted(cls, grant: Grant, asked_at: float) -> Self:
        """The access token of a grant that was asked for at `asked_at`."""
        if grant.expires_in is None:
            return cls(grant.access_token)
        return cls(grant.access_token, asked_at + grant.expires_in - min(EARLY, grant.expires_in / 2))

    @classmethod
    def from_entry(cls, entry: Secret | None) -> Self | None:
        """Return the token in an entry that `to_entry` made, or None."""
        if not entry:
            return None
        token, *renew_at = map(Secret, entry.split(" "))
        try:
            return cls(token, float(renew_at[0]) if renew_at else math.inf)
        except ValueError:
            return None

    def to_entry(self) -> Secret:
        """The token as one entry of the keyring."""
        return Secret(self.token if math.isinf(self.renew_at) else f"{self.token} {self.renew_at:.3f}")


class StoredTokens:
    """Access tokens from the keyring, for any number of threads."""

    def __init__(self, home: Home, credential: Credential, base_url: str, keyring: Keyring | None = None) -> None:
        self._home = home
        self._credential = credential
        self._base_url = base_url
        self._keyring = keyring or Keyring()
        self._lock = threading.Lock()
        self._held: HeldToken | None = None
        self._unsaved: tuple[HeldToken, Secret | None] | None = None

    def access_token(self) -> str:
        """The token to send now, renewed first if it is about to end."""
        with self._lock:
            held = self._held or self._stored()
            if held is None or held.due or self._unsaved:
                held = self._renewed(held.token if held else None)
            self._held = held
            return held.token

    def refused(self, token: str) -> str:
        """Return a token in place of one that TikTok refused; later threads get the one that the first thread got."""
        with self._lock:
            if self._held is None or self._held.token == token or self._held.due:
                self._held = self._renewed(token)
            return self._held.token

    def _renewed(self, old: str | None) -> HeldToken:
        """Return a token other than `old`: from another process that was faster, else from TikTok."""
        with only_one(self._home, self._credential):
            if self._unsaved:
                return self._saved(*self._unsaved)
            stored = self._stored()
            if stored is not None and stored.token != old and not stored.due:
                return stored
            refresh_token = self._keyring.read(self._credential.entry(REFRESH_TOKEN))
            app_secret = self._keyring.read(self._credential.entry(APP_SECRET))
            if not refresh_token or not app_secret:
                raise self._used_up(stored is not None or old is not None)
            asked_at = time.time()
            try:
                grant = oauth.refresh(self._base_url, self._app_id(), app_secret, refresh_token)
            except CredentialRefused as error:
                error.remedy = f"Reauthorise the credential “{self._credential.name}”. {error.remedy}".strip()
                raise
            return self._saved(HeldToken.granted(grant, asked_at), grant.refresh_token)

    def _saved(self, held: HeldToken, refresh_token: Secret | None) -> HeldToken:
        """Store `held` and its refresh token in the keyring, and return `held`."""
        self._unsaved = (held, refresh_token)
        if refresh_token:
            self._keyring.write(self._credential.entry(REFRESH_TOKEN), refresh_token)
        self._keyring.write(self._credential.entry(ACCESS_TOKEN), held.to_entry())
        self._unsaved = None
        return held

    def _app_id(self) -> str:
        """The app of the secrets by now: the credential may have been given those of another app meanwhile."""
        with suppress(CredentialError, SettingsError):  # its file was removed or broken: it is renewed as it was
            current = credentials.load(self._home, self._credential.slug)
            if current.id == self._credential.id:
                return current.app_id
        return self._credential.app_id

    def _stored(self) -> HeldToken | None:
        return HeldToken.from_entry(self._keyring.read(self._credential.entry(ACCESS_TOKEN)))

    def _used_up(self, refused: bool) -> CredentialError:
        what = (
            f"TikTok refuses the access token of “{self._credential.name}”: it is invalid, has expired or was revoked."
            if refused
            else f"The keyring holds no access token for “{self._credential.name}”."
        )
        return CredentialError(what, remedy="Reauthorise the credential.")


@contextmanager
def only_one(home: Home, credential: Credential) -> Iterator[None]:
    """Hold the lock under which the credential's secrets change, against other processes. Raises CredentialError."""
    lock = LockFile(private_folder(home.locks) / f"credential-{credential.id}.lock")
    if not lock.acquire(_LONGEST_REFRESH):
        raise CredentialError(
            f"Another tiktok-tui has been renewing “{credential.name}” for a long time.",
            remedy="Wait for it or end it, then try again.",
        )
    try:
        yield
    finally:
        lock.release()
