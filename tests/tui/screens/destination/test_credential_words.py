"""A destination's credential in a line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tiktok_tui.accounts.credentials import Credential
from tiktok_tui.tiktok.answers import Advertiser
from tiktok_tui.tui.screens.destination.credential_words import credential_words

ACME = Credential("acme", "0" * 16, "Acme", owner="ads@acme.example", advertisers=(Advertiser("7", ""),) * 2)


@pytest.mark.parametrize(
    ("slug", "credential", "sandbox", "words"),
    [
        ("acme", ACME, False, "Acme · ads@acme.example · 2 advertisers"),
        ("acme", Credential("acme", "0" * 16, "Acme"), True, "Acme"),
        ("acme", replace(ACME, advertisers=ACME.advertisers[:1]), False, "Acme · ads@acme.example · 1 advertiser"),
        ("acme", None, False, "acme, which was removed"),
        ("acme", None, True, "none needed in the sandbox"),
        ("", None, False, "none yet: Ctrl+T adds one"),
    ],
)
def test_it_is_named_with_its_owner_or_what_is_missing_is_said(
    slug: str, credential: Credential | None, sandbox: bool, words: str
) -> None:
    assert credential_words(slug, credential, sandbox=sandbox, given=False) == words


@pytest.mark.parametrize(
    ("slug", "credential", "sandbox", "words"),
    [
        ("", None, False, "none needed: TIKTOK_TUI_ACCESS_TOKEN is used"),
        ("", None, True, "none needed in the sandbox"),
        ("acme", ACME, False, "Acme: TIKTOK_TUI_ACCESS_TOKEN is used before it"),
        ("acme", ACME, True, "Acme · ads@acme.example · 2 advertisers"),
        ("acme", None, False, "acme: TIKTOK_TUI_ACCESS_TOKEN is used before it"),
    ],
)
def test_a_token_of_the_environment_is_said_to_be_used_in_its_place(
    slug: str, credential: Credential | None, sandbox: bool, words: str
) -> None:
    assert credential_words(slug, credential, sandbox=sandbox, given=True) == words
