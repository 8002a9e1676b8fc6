"""The place where tokens are kept, in words, and why none can be kept."""

from __future__ import annotations

from dataclasses import replace

import keyring
import pytest
from keyring.backends import fail

from tests.support.secret_service import SecretService
from tiktok_tui.events.errors import CredentialError, UsageError
from tiktok_tui.tui.frame.session import AppSession, Demo
from tiktok_tui.tui.screens.credentials.token_place import TokenPlace, keyring_name, refuse_in_example, token_place


def test_a_token_of_the_environment_comes_first_but_for_the_example_which_needs_none(session: AppSession) -> None:
    assert token_place(session) == TokenPlace("Token from the environment")
    example = replace(session, demo=Demo(session.home.config / "example.csv", "shop"))
    place = token_place(example)
    assert place.words == "no token needed"
    assert isinstance(place.trouble, UsageError)
    assert place.trouble.explanation == "The example needs no token. Leave it to add yours: x"
    refuse_in_example(session)
    for refused in (lambda: refuse_in_example(example), lambda: keyring_name(example)):
        with pytest.raises(UsageError, match="The example needs no token"):
            refused()


def test_the_keyring_is_named_and_that_there_is_none_is_said(
    session: AppSession, real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = keyring_name(session)
    assert (token_place(session), keyring_name(session, ask=True)) == (TokenPlace(f"OS keyring: {name}"), name)
    monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)
    place = token_place(session)
    assert place.words == "! No keyring can be used"
    assert isinstance(place.trouble, CredentialError)
    for ask in (False, True):
        with pytest.raises(CredentialError):
            keyring_name(session, ask=ask)
