"""A cause that stopped an upload is fixed only if the person went to the end of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.app import App

from tests.support.uploads import SHOP
from tiktok_tui.accounts import credentials
from tiktok_tui.accounts.credentials import Credential
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import AppError, CredentialError, SettingsError, StateError
from tiktok_tui.tiktok.errors import CredentialRefused
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.upload import fix as fixing
from tiktok_tui.tui.screens.upload import runs
from tiktok_tui.tui.wizard.draft import CheckedFile
from tiktok_tui.uploads.ledger import marker
from tiktok_tui.uploads.ledger.marker import LedgerDoubtError

ACME = Credential("acme", "0" * 16, "acme")
OTHER = replace(SHOP, event_set_id="72")
NOT_PERMITTED = "TikTok does not permit this"
SET = ("Change the destination", "another event set or advertiser")
WITH = ("Reauthorise", "with an account that may do this")


class Asked:
    """An app whose dialogs are written down as their words; each is answered with the next of `answers`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *answers: Callable[[Any], object]) -> None:
        self.said: list[tuple[object, ...]] = []
        self.errors: list[object] = []
        self._answers = list(answers)
        monkeypatch.setattr(fixing, "Confirm", lambda title, text, *, yes, no: (title, text, f"{yes}/{no}"))
        monkeypatch.setattr(fixing, "Ask", lambda title, text, answers: (title, text, answers))
        monkeypatch.setattr(fixing, "EditDestination", lambda _, *given: given)
        monkeypatch.setattr(fixing, "Waiting", lambda title, text, work: (title, text, work))
        monkeypatch.setattr(fixing, "ErrorDialog", lambda error: error)
        monkeypatch.setattr(fixing, "run", self._run)

    @property
    def app(self) -> App[Any]:
        return cast("App[Any]", SimpleNamespace(push_screen_wait=self._wait, push_screen=self.errors.append))

    async def _wait(self, dialog: tuple[object, ...]) -> object:
        self.said.append(dialog)
        return self._answers.pop(0)(dialog)

    async def _run(self, work: Callable[[object], object]) -> object:
        return work(None)


def refused(*, reauthorise: bool = True) -> CredentialRefused:
    error = CredentialRefused("It may not.", remedy="Ask for it.")
    error.reauthorise = reauthorise
    return error


def never(_: object) -> None:
    """Esc, or no."""


def yes(_: object) -> bool:
    return True


def answer(number: int) -> Callable[[Any], object]:
    """The answer in this line of the question."""
    return lambda asked: asked[2][number - 1].value


@pytest.mark.parametrize("broken", [False, True])
@pytest.mark.parametrize("renewed", [ACME, None])
async def test_an_upload_goes_on_only_with_a_new_token(
    renewed: Credential | None, broken: bool, session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TIKTOK_TUI_ACCESS_TOKEN")
    credentials.save(session.home, ACME)
    locked = CredentialError("The keyring is locked.")

    async def reauthorise(app: object, within: AppSession, credential: Credential) -> Credential | None:
        assert (app, within, credential) == (asked.app, session, ACME)
        if broken:
            raise locked
        return renewed

    monkeypatch.setattr(fixing, "reauthorise", reauthorise)
    asked = Asked(monkeypatch, yes)
    goes_on = renewed is not None and not broken
    assert await fixing.fix(asked.app, session, SHOP, refused()) == (SHOP if goes_on else None)
    assert asked.errors == ([locked] if broken else [])


async def test_a_file_is_checked_again_only_for_a_setting_that_has_changed(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = cast("CheckedFile", SimpleNamespace(destination=SHOP))
    again, error = cast("CheckedFile", object()), CredentialError("TikTok refuses it.")
    monkeypatch.setattr(runs, "check_again", lambda *what: again if what == (session, file, OTHER) else None)
    for fixed, sent in ((SHOP, file), (None, None), (OTHER, again)):

        async def fix(*what: object, fixed: Destination | None = fixed) -> Destination | None:
            assert what[1:] == (session, SHOP, error)
            return fixed

        monkeypatch.setattr(fixing, "fix", fix)
        asked = Asked(monkeypatch, lambda asked: asked[2](None))
        assert await fixing.fix_file(asked.app, session, file, error) is sent
        assert [said[:2] for said in asked.said] == (
            [("The file", "Checking it with the changed setting …")] if fixed is OTHER else []
        )


@pytest.mark.parametrize(
    ("error", "token", "credential", "title", "answers"),
    [
        (refused(reauthorise=False), "", "acme", NOT_PERMITTED, [SET, WITH]),
        (refused(reauthorise=False), "a-token", "acme", NOT_PERMITTED, [SET]),
        (refused(reauthorise=False), "", "", NOT_PERMITTED, [SET]),
        (refused(), "", "acme", "The credential was refused", "Reauthorise/Later"),
        (refused(), "a-token", "acme", "", None),
        (refused(), "", "", "", None),
        (
            LedgerDoubtError("It may not.", remedy="Ask for it."),
            *("", "acme", "The record of earlier runs is incomplete", "Send all the same/Later"),
        ),
        (
            SettingsError("It may not.", remedy="Ask for it.", field="event_set_id"),
            *("", "acme", "A setting is wrong", "Fix it/Later"),
        ),
        (SettingsError("It is wrong.", field="mapping"), "", "acme", "", None),
        (AppError("It is wrong."), "", "acme", "", None),
    ],
)
async def test_what_can_be_fixed_here_is_asked_with_what_happened_and_what_to_do(
    error: AppError,
    token: str,
    credential: str,
    title: str,
    answers: object,
    session: AppSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", token)
    asked = Asked(monkeypatch, never)
    assert await fixing.fix(asked.app, session, replace(SHOP, credential=credential), error) is None
    found = [
        (heading, text, offered if isinstance(offered, str) else [(each.label, each.detail) for each in offered])
        for heading, text, offered in cast("list[Any]", asked.said)
    ]
    assert found == ([(title, "It may not. Ask for it.", answers)] if title else [])


async def test_each_answer_does_what_it_says(session: AppSession, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIKTOK_TUI_ACCESS_TOKEN")
    credentials.save(session.home, ACME)
    done: list[object] = []

    async def reauthorise(*_: object) -> Credential:
        done.append("reauthorised")
        return ACME

    monkeypatch.setattr(fixing, "reauthorise", reauthorise)
    monkeypatch.setattr(marker, "accept_ledger", done.append)
    wrong, denied = SettingsError("No.", field="event_set_id"), refused(reauthorise=False)
    for error, first, shown in ((wrong, yes, wrong), (denied, answer(1), None)):
        asked = Asked(monkeypatch, first, lambda _: OTHER)
        assert await fixing.fix(asked.app, session, SHOP, error) == OTHER
        assert asked.said[-1] == (SHOP, SHOP, shown)
    assert await fixing.fix(Asked(monkeypatch, answer(2)).app, session, SHOP, denied) == SHOP
    ledger = LedgerDoubtError("The ledger is empty.")
    assert await fixing.fix(Asked(monkeypatch, never).app, session, SHOP, ledger) is None
    assert done == ["reauthorised"]
    assert await fixing.fix(Asked(monkeypatch, yes).app, session, SHOP, ledger) == SHOP
    assert done == ["reauthorised", session.home]
    full = StateError("The disk is full.")

    def cannot(_: object) -> None:
        raise full

    monkeypatch.setattr(marker, "accept_ledger", cannot)
    asked = Asked(monkeypatch, yes)
    assert await fixing.fix(asked.app, session, SHOP, ledger) is None
    assert asked.errors == [full]
