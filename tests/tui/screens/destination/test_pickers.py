"""The offers of the lists that settings are picked from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, NoReturn, cast

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.app import App

from tests.support.asking import Asking
from tests.support.setups import SHOP
from tests.support.uploads import SHOP as REAL
from tiktok_tui.accounts import credentials
from tiktok_tui.accounts.credentials import Credential
from tiktok_tui.events.destination import EventSource
from tiktok_tui.events.errors import AppError
from tiktok_tui.events.settings import SETTING
from tiktok_tui.sandbox import known
from tiktok_tui.tiktok.answers import Advertiser, EventSet
from tiktok_tui.tiktok.client import Client
from tiktok_tui.tiktok.errors import error_for
from tiktok_tui.tiktok.tokens import FixedToken
from tiktok_tui.tui.dialogs.choice_list import Choice
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.credentials import flow as credentials_flow
from tiktok_tui.tui.screens.destination import pickers
from tiktok_tui.tui.screens.destination.pickers import Listed


class Lists:
    """Notes the lists, and picks from them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *picked: object) -> None:
        self.shown: list[tuple[str, list[Choice[str]], object]] = []
        self._picked = list(picked)

        async def run(work: Callable[[object], object]) -> object:
            return work(None)

        monkeypatch.setattr(pickers, "run", run)
        monkeypatch.setattr(pickers, "Waiting", lambda *_: None)
        monkeypatch.setattr(
            pickers, "Choose", lambda title, choices, chosen: self.shown.append((title, choices, chosen))
        )
        self.app = cast("App[Any]", SimpleNamespace(push_screen_wait=self._pick))

    async def _pick(self, _: object) -> object:
        return self._picked.pop(0)

    @property
    def labels(self) -> list[str]:
        """The entries of the list that was shown last."""
        return [choice.label for choice in self.shown[-1][1]]


async def test_an_advertiser_without_a_name_is_listed_by_its_id(monkeypatch: pytest.MonkeyPatch) -> None:
    lists = Lists(monkeypatch, "7")
    assert await pickers.pick_advertiser(lists.app, (Advertiser("7", ""), Advertiser("8", "Acme")), "8") == "7"
    assert (lists.labels, lists.shown[-1][2]) == (["7", "Acme"], "8")


async def test_an_event_set_can_be_made_and_a_pixel_not(session: AppSession, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [Listed("1", "Store sales", True), Listed("2", "Phone")]
    lists = Lists(monkeypatch, found, "2", found, None, None)
    assert await pickers.pick_event_set(lists.app, session, SHOP) == found[1]
    assert (lists.labels, lists.shown[-1][2]) == (["Store sales", "Phone", "+ a new event set …"], SHOP.event_set_id)
    web = replace(SHOP, event_source=EventSource.WEB)
    assert await pickers.pick_event_set(lists.app, session, web) is None
    assert lists.labels == ["Store sales", "Phone"]
    assert await pickers.pick_event_set(lists.app, session, web) is None, "TikTok was not waited for"
    assert [title for title, *_ in lists.shown] == ["Event set", "Pixel"]


async def test_a_credential_can_be_added_from_the_list(session: AppSession, monkeypatch: pytest.MonkeyPatch) -> None:
    credentials.save(session.home, Credential("acme", "0" * 16, "Acme", owner="ads@acme.example"))
    lists = Lists(monkeypatch, "acme")
    assert await pickers.pick_credential(lists.app, session, "acme") == "acme"
    assert (lists.labels, lists.shown[-1][2]) == (["Acme", "+ a new credential …"], "acme")


@pytest.mark.parametrize(
    ("setting", "first", "title"),
    [
        ("fixed_event", ["none", "AddPaymentInfo"], "The event of rows that name none"),
        ("currency", ["none", "AED"], "The currency of rows that name none"),
        ("time_zone", ["UTC", "Africa/Abidjan"], "The zone of times that name none"),
        ("phone_country", ["none", "Afghanistan"], "The country of phone numbers without a country code"),
    ],
)
async def test_what_is_the_same_for_everybody_is_listed(
    setting: str, first: list[str], title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists = Lists(monkeypatch, "x")
    assert await pickers.pick_fixed(lists.app, SETTING[setting], "y") == "x"
    assert (lists.labels[:2], lists.shown[0][0], lists.shown[0][2]) == (first, title, "y")


async def test_the_questions_around_an_event_set_and_their_answers_at_tiktok(
    real: AppSession, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    described = replace(REAL, description="All tills")
    answers = [known.EVENT_SET_PHONE, known.PIXEL_CODE, "+", "Fair", "At the fair", "Market", "Shop", None]
    asking = Asking(monkeypatch, pickers, *answers)
    assert await pickers.pick_event_set(asking.app, real, REAL) == Listed(known.EVENT_SET_PHONE, "Phone sales", True)
    web = await pickers.pick_event_set(asking.app, real, replace(REAL, event_source=EventSource.WEB))
    assert web is not None
    assert (web.id, web.auto_tracking) == (known.PIXEL_CODE, None)
    made = await pickers.pick_event_set(asking.app, real, described)
    assert made is not None
    assert (made.name, made.auto_tracking) == ("Fair", False)
    fair = replace(REAL, event_set_id=made.id, event_set_name="Fair")
    assert await pickers.rename_event_set(asking.app, real, fair) == "Market"
    asked = len(asking.dialogs)
    assert await pickers.rename_event_set(asking.app, real, replace(fair, event_set_name="Shop")) is None
    assert await pickers.rename_event_set(asking.app, real, fair) is None
    assert asking.titles[asked:] == ["The event set's name at TikTok"] * 2, "the same name and none change nothing"
    with Client(FixedToken(known.TOKEN), base_url=real.api_url) as client:
        sets = {each.id: each for each in client.event_sets(known.ADVERTISER)}
    assert sets[made.id] == EventSet(made.id, "Market", "At the fair", False)
    assert [dialog.shown for dialog in asking.dialogs[:asked]] == snapshot


@pytest.mark.parametrize(("answers", "asked"), [((None,), 1), (("",), 1), (("Fair", None), 2), (("Fair", ""), 2)])
async def test_an_event_set_without_a_name_or_a_description_is_not_made(
    answers: tuple[str | None, ...], asked: int, session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking = Asking(monkeypatch, pickers, *answers)
    assert await pickers.create_event_set(asking.app, session, REAL) is None
    assert [dialog.kind for dialog in asking.dialogs] == ["Prompt"] * asked
    if_described = [dialog.wrong(text) for dialog in asking.dialogs[1:] for text in ("", "All tills")]
    assert if_described == ["TikTok refuses an event set without one.", ""][: 2 * (asked - 1)]


@pytest.mark.parametrize(
    ("token", "source", "said"),
    [
        (
            known.UPLOAD_ONLY_TOKEN,
            EventSource.OFFLINE,
            f"This token may not list the event sets of the advertiser {known.ADVERTISER}. Type the ID, as Events"
            " Manager shows it; sending events may still be allowed.",
        ),
        (
            known.UPLOAD_ONLY_TOKEN,
            EventSource.WEB,
            f"This token may not list the pixels of the advertiser {known.ADVERTISER}. Type the ID, as Events Manager"
            " shows it; sending events may still be allowed.",
        ),
        (known.REVOKED_TOKEN, EventSource.OFFLINE, "TikTok refuses the access token"),
    ],
    ids=["no event sets", "no pixels", "no token at all"],
)
async def test_a_list_that_tiktok_does_not_give_is_said_with_what_to_do(
    token: str, source: EventSource, said: str, real: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", token)
    asking = Asking(monkeypatch, pickers)
    assert await pickers.pick_event_set(asking.app, real, replace(REAL, event_source=source)) is None
    assert isinstance(asking.dialogs[0].error, AppError)
    assert asking.dialogs[0].error.explanation.startswith(said)


async def test_a_token_that_is_refused_though_it_was_renewed_is_said_as_tiktok_says_it(
    real: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = error_for(40102, "The token has expired.")

    def expired(*_: object) -> NoReturn:
        raise error

    monkeypatch.setattr(Client, "event_sets", expired)
    asking = Asking(monkeypatch, pickers)
    assert await pickers.pick_event_set(asking.app, real, REAL) is None
    assert asking.dialogs[0].error is error


async def test_the_sandbox_has_an_advertiser_of_its_own_and_a_destination_keeps_its_own(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking = Asking(monkeypatch, pickers, None, None)
    tried = replace(SHOP, advertiser_id="", event_set_id="", sandbox=True)
    for advertiser, listed in (("", "Store sales"), (known.SECOND_ADVERTISER, "Boutique sales")):
        await pickers.pick_event_set(asking.app, session, replace(tried, advertiser_id=advertiser))
        assert asking.dialogs[-1].given["choices"][0].label == listed


async def test_the_lists_of_credentials_and_advertisers(
    session: AppSession, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    credentials.save(session.home, Credential("acme", "0" * 16, "Acme", owner="ads@acme.example"))
    added = [Credential("new", "1" * 16, "New"), None]

    async def add(*_: object) -> Credential | None:
        return added.pop(0)

    monkeypatch.setattr(credentials_flow, "add_credential", add)
    asking = Asking(monkeypatch, pickers, "+", "+", None, None)
    picked = [await pickers.pick_credential(asking.app, session, "acme") for _ in range(3)]
    assert picked == ["new", None, None]
    reached = (Advertiser("7", "Acme Stores"), Advertiser("8", ""))
    assert await pickers.pick_advertiser(asking.app, reached, "8") is None
    assert await pickers.pick_advertiser(asking.app, (), "8") is None
    assert [asked.shown for asked in asking.dialogs[2:]] == snapshot
    error = asking.dialogs[-1].error
    assert error is not None
    assert error.explanation == (
        "This token may not list its advertisers. Type the ID, as Ads Manager shows it; sending events may still be"
        " allowed."
    )


async def test_countries_and_events_have_words_beside_them_that_can_be_searched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lists = Lists(monkeypatch, *"abcd")
    for setting in ("phone_country", "fixed_event", "currency", "time_zone"):
        await pickers.pick_fixed(lists.app, SETTING[setting], "")
    countries, events, currencies, zones = ([*choices] for _, choices, _ in lists.shown)
    assert countries[0] == Choice("", "none", "only numbers with a country code are read")
    assert Choice("FR", "France", "FR +33") in countries
    assert [choice.label for choice in countries[1:4]] == ["Afghanistan", "Albania", "Algeria"]
    assert events[0] == Choice("", "none", "the file names the event")
    names = [choice.value for choice in events]
    assert names.index("Purchase") < names.index("CompletePayment"), "those of an older API come last"
    assert (currencies[0], Choice("EUR", "EUR") in currencies) == (Choice("", "none"), True)
    assert [choice.value for choice in zones[:2]] == ["UTC", "Africa/Abidjan"]
    assert [choice.value for choice in zones].count("UTC") == 1
