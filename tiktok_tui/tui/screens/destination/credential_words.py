"""A destination's credential in a line of its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiktok_tui.accounts.environment import ACCESS_TOKEN
from tiktok_tui.events.counts import counted
from tiktok_tui.tui.widgets.safe_text import safe_text

if TYPE_CHECKING:
    from tiktok_tui.accounts.credentials import Credential


def credential_words(slug: str, credential: Credential | None, *, sandbox: bool, given: bool) -> str:
    """Name, owner and number of advertisers; without a credential, what that means for the destination.

    With `given`, the environment has a token, which is used before any credential.
    """
    if given and not sandbox:
        named = credential.name if credential is not None else slug
        return safe_text(f"{named or 'none needed'}: {ACCESS_TOKEN} is used{' before it' if named else ''}", 200)
    if credential is None:
        if sandbox:
            return "none needed in the sandbox"
        return safe_text(f"{slug}, which was removed" if slug else "none yet: Ctrl+T adds one", 200)
    reached = len(credential.advertisers)
    count = counted(reached, "advertiser") if reached else ""
    return safe_text(" · ".join(filter(None, [credential.name, credential.owner, count])), 200)
