"""A token is good until its last second, and not within it."""

from __future__ import annotations

import pytest

from tiktok_tui.sandbox import known
from tiktok_tui.sandbox.accounts import Accounts, Token
from tiktok_tui.sandbox.answers import Refusal

TOKEN = "0123456789abcdef0123456789abcdef01234567"


def test_a_token_ends_at_its_very_second() -> None:
    accounts = Accounts()
    accounts.tokens[TOKEN] = Token(TOKEN, expires_at=1000.0)
    assert accounts.authenticate(TOKEN, 999.999).value == TOKEN
    with pytest.raises(Refusal) as caught:
        accounts.authenticate(TOKEN, 1000.0)
    assert caught.value.answer.code == 40102


def test_a_token_with_words_around_it_is_not_raw() -> None:
    with pytest.raises(Refusal, match="it must be the raw token") as caught:
        Accounts().authenticate(f"Bearer {TOKEN}", 0.0)
    assert caught.value.answer.code == 40105


def test_a_token_without_an_end_has_none() -> None:
    accounts = Accounts()
    accounts.tokens[TOKEN] = Token(TOKEN)
    assert accounts.authenticate(TOKEN, 1e12).value == TOKEN


def test_every_known_account_has_an_id_of_its_own() -> None:
    values = [value for name, value in vars(known).items() if name.isupper()]
    assert len(set(values)) == len(values)
