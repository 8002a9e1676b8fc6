"""The accounts that are there from the start, and who may do what: a token is good until its last second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

import pytest
from syrupy.assertion import SnapshotAssertion

from tiktok_tui.sandbox import known, tables
from tiktok_tui.sandbox.accounts import Accounts, Advertiser, EventSource, Token
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


def test_the_accounts_of_every_sandbox(snapshot: SnapshotAssertion) -> None:
    accounts = Accounts()
    assert [asdict(each) for each in accounts.advertisers.values()] == snapshot
    assert [asdict(each) for each in accounts.sources.values()] == snapshot
    tokens = [asdict(each) for each in accounts.tokens.values()]
    sets = ("scopes", "event_sources")
    assert [
        {key: sorted(value) if key in sets and value is not None else value for key, value in each.items()}
        for each in tokens
    ] == snapshot
    assert {name: value for name, value in vars(known).items() if name.isupper()} == snapshot
    assert accounts.apps == {
        known.APP_ID: known.APP_SECRET,
        known.OTHER_APP_ID: known.OTHER_APP_SECRET,
    }
    assert [next(accounts.next_set), next(Accounts().next_set)] == [7200000000000001001] * 2


def refusal(act: Callable[[], object]) -> tuple[int, str]:
    """The code and the words that `act` is refused with; 0 if it is not."""
    try:
        act()
    except Refusal as refused:
        return refused.answer.code, refused.answer.message
    return 0, ""


@pytest.mark.parametrize(
    ("header", "code"),
    [
        *((header, 40104) for header in (None, "")),
        *(
            (header, 40105)
            for header in (
                "a" * 7,
                "a" * 513,
                "abcdefg h",
                "abcdefgh\n",
                "abcdefg/",
                "abcdefg~",
                "abcdefg+",
                "Bearer abcdefgh",
            )
        ),
        *((header, 0) for header in ("a" * 8, "a" * 512, "aZ09_.-x")),
    ],
)
def test_a_header_is_the_raw_token(header: str | None, code: int) -> None:
    accounts = Accounts()
    accounts.tokens |= {
        each: Token(each) for each in ("abcdefg~", "abcdefg+", "a" * 7, "a" * 8, "a" * 512, "a" * 513, "aZ09_.-x")
    }
    assert refusal(lambda: accounts.authenticate(header, 0.0))[0] == code


def test_a_token_that_is_unknown_or_revoked_is_incorrect() -> None:
    incorrect = (40105, "Access token is incorrect or has been revoked.")
    for token in ("unknown-token", known.REVOKED_TOKEN):
        assert refusal(lambda token=token: Accounts().authenticate(token, 0.0)) == incorrect  # type: ignore[misc]
    assert refusal(lambda: Accounts().authenticate("Bearer x", 0.0)) == (
        40105,
        "Access token is incorrect: it must be the raw token.",
    )
    assert refusal(lambda: Accounts().authenticate(known.EXPIRED_TOKEN, 0.0)) == (40102, "Access token is expired.")


@pytest.mark.parametrize(
    ("token", "scopes", "code"),
    [
        (known.TOKEN, (), 0),
        (known.TOKEN, (tables.SCOPE_PIXEL_READ,), 0),
        (known.TOKEN, (tables.SCOPE_OFFLINE_READ, tables.SCOPE_OFFLINE_MANAGE), 0),
        (known.TOKEN, (tables.SCOPE_OFFLINE_READ,), 40130),
        (known.MANAGE_ONLY_TOKEN, (tables.SCOPE_REPORT_EVENT,), 40130),
        (known.EVENTS_MANAGER_TOKEN, (tables.SCOPE_REPORT_EVENT,), 0),
        (known.EVENTS_MANAGER_TOKEN, (tables.SCOPE_MEASUREMENT,), 40001),
        (known.EVENTS_MANAGER_TOKEN, (), 40001),
    ],
)
def test_one_of_the_scopes_is_enough(token: str, scopes: tuple[int, ...], code: int) -> None:
    accounts = Accounts()
    words = {
        0: "",
        40130: "The scope is not authorised.",
        40001: "No permission to operate this endpoint with a token of Events Manager.",
    }
    assert refusal(lambda: accounts.require_scope(accounts.tokens[token], *scopes)) == (code, words[code])


def test_an_analyst_may_not_write() -> None:
    tokens = Accounts().tokens
    assert refusal(lambda: Accounts().require_operator(tokens[known.ANALYST_TOKEN])) == (
        40001,
        "No permission. The user must be an admin or operator of the advertiser account.",
    )
    assert refusal(lambda: Accounts().require_operator(tokens[known.TOKEN])) == (0, "")


@pytest.mark.parametrize(
    ("advertiser", "code", "words"),
    [
        (known.ADVERTISER, 0, ""),
        ("abc", 40002, "advertiser_id: Not a valid integer."),
        ("", 40002, "advertiser_id: Not a valid integer."),
        ("7999", 40001, "No permission to operate advertiser 7999."),
        (known.STRANGER_ADVERTISER, 40001, f"No permission to operate advertiser {known.STRANGER_ADVERTISER}."),
    ],
)
def test_an_advertiser_is_one_that_the_token_reaches(advertiser: str, code: int, words: str) -> None:
    accounts = Accounts()
    assert refusal(lambda: accounts.advertiser(accounts.tokens[known.TOKEN], advertiser)) == (code, words)


def test_an_advertiser_that_is_gone_is_not_reached() -> None:
    accounts = Accounts()
    accounts.tokens[TOKEN] = Token(TOKEN, advertisers=("7999",))
    assert refusal(lambda: accounts.advertiser(accounts.tokens[TOKEN], "7999"))[0] == 40001
    accounts.advertisers["7999"] = Advertiser("7999", "Shop", "USD", "UTC", "US")
    assert accounts.advertiser(accounts.tokens[TOKEN], "7999").name == "Shop"


@pytest.mark.parametrize(
    ("token", "kind", "source", "code", "words"),
    [
        (known.TOKEN, "offline", known.EVENT_SET, 0, ""),
        (known.TOKEN, "web", known.PIXEL_CODE, 0, ""),
        (known.TOKEN, "crm", known.CRM_EVENT_SET, 0, ""),
        (known.TOKEN, "offline", "C4", 40002, "Invalid value for event_source_id: not a valid string"),
        (known.TOKEN, "crm", "C4", 40002, "Invalid value for event_source_id: not a valid string"),
        (known.TOKEN, "offline", "7999", 40001, "No permission to operate event set: 7999"),
        (known.TOKEN, "crm", "7999", 40001, "No permission to operate event set: 7999"),
        (known.TOKEN, "web", "C4", 40001, "No permission to operate pixel code: C4"),
        (known.TOKEN, "web", known.EVENT_SET, 40001, f"No permission to operate pixel code: {known.EVENT_SET}"),
        (known.OTHER_TOKEN, "web", known.PIXEL_CODE, 40001, f"No permission to operate pixel code: {known.PIXEL_CODE}"),
        (known.EVENTS_MANAGER_TOKEN, "web", known.PIXEL_CODE, 0, ""),
        (
            *(known.EVENTS_MANAGER_TOKEN, "web", known.PIXEL_CODE_2, 40001),
            f"No permission to operate event source: {known.PIXEL_CODE_2}",
        ),
    ],
)
def test_who_may_upload_to_what(token: str, kind: str, source: str, code: int, words: str) -> None:
    accounts = Accounts()
    assert refusal(lambda: accounts.uploadable(accounts.tokens[token], kind, source)) == (code, words)


def test_a_source_has_its_defaults() -> None:
    source = EventSource("1", "offline", "2", "Tills")
    assert (source.description, source.auto_tracking, source.pixel_id) == ("", False, "")
    assert source.create_time == source.update_time == "2025-01-15 09:30:00"
