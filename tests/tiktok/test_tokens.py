"""A token that cannot be renewed: it is checked before it is sent, and what refuses it says where it came from."""

from __future__ import annotations

import pytest

from tiktok_tui.events.errors import CredentialError
from tiktok_tui.tiktok.tokens import FixedToken


@pytest.mark.parametrize("text", ["", " ", "Bearer ", "tök"])
def test_what_no_header_can_hold_is_no_token(text: str) -> None:
    with pytest.raises(CredentialError) as caught:
        FixedToken(text, origin="the token in X")
    assert caught.value.what == "The token in X is empty or holds characters that no token has."
    assert caught.value.remedy == "Copy it again from TikTok, whole and on one line."


def test_a_refused_token_names_its_origin_and_what_to_do() -> None:
    token = FixedToken(" Bearer tok-1 ")
    assert token.access_token() == "tok-1"
    with pytest.raises(CredentialError) as caught:
        token.refused("tok-1")
    assert caught.value.what == "TikTok refuses the access token: it is invalid, has expired or was revoked."
    assert caught.value.remedy == (
        "Make a new one (Events Manager, or authorise again) and reauthorise the credential with it."
    )
    with pytest.raises(CredentialError, match=r"refuses the token in X: .* Put a new one there"):
        FixedToken("tok-1", origin="the token in X", remedy="Put a new one there.").refused("tok-1")
