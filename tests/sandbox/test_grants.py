"""Codes and refresh tokens to the second: once, for their own app, until they end."""

from __future__ import annotations

import pytest

from tiktok_tui.sandbox import known
from tiktok_tui.sandbox.answers import Refusal
from tiktok_tui.sandbox.grants import Grants

NOW = 1_800_000_000.0
HOUR = 3600
YEAR = 365 * 24 * HOUR


def code_of(value: str, app_id: str, now: float, grants: Grants, *, refresh: bool = False) -> int:
    """The code that the use of a code or a refresh token is refused with, 0 if it is taken."""
    try:
        (grants.take_refresh_token if refresh else grants.take_code)(value, app_id, now)
    except Refusal as refusal:
        return refusal.answer.code
    return 0


def test_a_code_is_its_apps_once_and_for_an_hour() -> None:
    grants = Grants()
    code = grants.new_code(known.APP_ID, NOW)
    assert len(code) == 40
    assert code != grants.new_code(known.APP_ID, NOW)
    assert code_of("unknown", known.APP_ID, NOW, grants) == 40115
    assert code_of(code, known.OTHER_APP_ID, NOW, grants) == 40101
    assert code_of(code, known.APP_ID, NOW + HOUR, grants) == 40110
    assert code_of(code, known.APP_ID, NOW + HOUR - 1, grants) == 0
    assert code_of(code, known.APP_ID, NOW, grants) == 40110
    assert code_of(code, known.OTHER_APP_ID, NOW, grants) == 40101


def test_a_refresh_token_is_its_apps_once_and_for_a_year() -> None:
    grants = Grants()
    token = grants.new_refresh_token(known.APP_ID, NOW)
    assert token.startswith("sandbox-refresh-")
    assert len(token) == len("sandbox-refresh-") + 24
    assert code_of("unknown", known.APP_ID, NOW, grants, refresh=True) == 40107
    assert code_of(token, known.OTHER_APP_ID, NOW, grants, refresh=True) == 40107
    assert code_of(token, known.APP_ID, NOW + YEAR, grants, refresh=True) == 40103
    assert code_of(token, known.APP_ID, NOW + YEAR - 1, grants, refresh=True) == 0
    assert code_of(token, known.APP_ID, NOW + YEAR, grants, refresh=True) == 40107
    assert dict(grants.refresh_uses) == {"unknown": 1, token: 4}


@pytest.mark.parametrize(("token", "code"), [(known.REFRESH_TOKEN, 0), (known.EXPIRED_REFRESH_TOKEN, 40103)])
def test_the_refresh_tokens_that_are_there_from_the_start(token: str, code: int) -> None:
    assert code_of(token, known.APP_ID, 1e12, Grants(), refresh=True) == code
