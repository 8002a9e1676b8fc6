"""The access tokens of a credential: from the environment, else from the keyring."""

from __future__ import annotations

from tiktok_tui.accounts import environment
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import CredentialError
from tiktok_tui.tiktok.tokens import FixedToken, Tokens


def tokens_for(home: Home, slug: str, base_url: str) -> Tokens:
    """Access tokens for calls to `base_url` with the credential `slug`; the environment's goes first."""
    if token := environment.access_token():
        return FixedToken(token, origin=f"the access token in {environment.ACCESS_TOKEN}")
    raise CredentialError(
        "The destination names no credential.", remedy=f"Choose one, or set {environment.ACCESS_TOKEN}."
    )
