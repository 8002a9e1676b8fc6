"""The offers of the lists that settings are picked from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.app import App

from tests.support.setups import SHOP
from tiktok_tui.accounts import credentials
from tiktok_tui.accounts.credentials import Credential
from tiktok_tui.events.destination import EventSource
from tiktok_tui.events.settings import SETTING
from tiktok_tui.tiktok.answers import Advertiser
from tiktok_tui.tui.dialogs.choice_list import Choice
from tiktok_tui.tui.frame.session import AppSession
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
