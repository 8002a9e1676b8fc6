"""Sources of access tokens, which a client asks again if TikTok refuses one."""

from __future__ import annotations

from typing import Protocol

from tiktok_tui.events.errors import CredentialError
from tiktok_tui.tiktok.secret import cleaned, usable

_RENEW = "Make a new one (Events Manager, or authorise again) and reauthorise the credential with it."


class Tokens(Protocol):
    """A source of access tokens that any number of threads may ask."""

    def access_token(self) -> str:
        """Return the token to send now. Raises CredentialError if there is none."""

    def refused(self, token: str) -> str:
        """Return a token to use in place of `token`, which TikTok refused (40102, 40105). Raises CredentialError."""


class FixedToken:
    """An access token that cannot be renewed, such as one made in Events Manager."""

    def __init__(self, token: str, *, origin: str = "the access token", remedy: str = _RENEW) -> None:
        """`origin` names the token for people, `remedy` says what to do when TikTok refuses it.

        Raises CredentialError if it cannot be a token at all.
        """
        self._token = cleaned(token)
        self._origin = origin
        self._remedy = remedy
        if not usable(self._token):
            raise CredentialError(
                f"{origin[:1].upper()}{origin[1:]} is empty or holds characters that no token has.",
                remedy="Copy it again from TikTok, whole and on one line.",
            )

    def access_token(self) -> str:
        """The token."""
        return self._token

    def refused(self, token: str) -> str:
        """Always raises: there is nothing to renew it with."""
        raise CredentialError(
            f"TikTok refuses {self._origin}: it is invalid, has expired or was revoked.",
            remedy=self._remedy,
        )
