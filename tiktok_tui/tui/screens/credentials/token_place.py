"""Where tokens are kept, in words, and the reason why a new one cannot be kept."""

from __future__ import annotations

from dataclasses import dataclass

from tiktok_tui.events.errors import AppError, CredentialError, UsageError
from tiktok_tui.tui.frame.session import AppSession


@dataclass(frozen=True, slots=True)
class TokenPlace:
    """`words` for a title line; `trouble` is the reason why no new token can be kept here, None if it can."""

    words: str
    trouble: AppError | None = None


def token_place(session: AppSession) -> TokenPlace:
    """Return where tokens come from. Imports the keyring and may ask its service: called in a thread."""
    from tiktok_tui.accounts import environment

    if session.demo is None and environment.access_token():
        return TokenPlace("Token from the environment")
    try:
        return TokenPlace(f"OS keyring: {keyring_name(session)}")
    except CredentialError as error:
        return TokenPlace("! No keyring can be used", error)
    except UsageError as error:
        return TokenPlace("no token needed", error)


def refuse_in_example(session: AppSession) -> None:
    """Raise UsageError in the example: a token is not for TikTok to judge there, nor for the keyring to keep."""
    if session.demo is not None:
        raise UsageError("The example needs no token.", remedy="Leave it to add yours: x")


def keyring_name(session: AppSession, *, ask: bool = False) -> str:
    """Return the name of the keyring that a new token goes into; called in a thread.

    With `ask` it may ask the person to unlock it. Raises CredentialError if there is none, and UsageError in the
    example.
    """
    from tiktok_tui.accounts.secrets import Keyring

    refuse_in_example(session)
    return Keyring().unlocked() if ask else Keyring().name()
