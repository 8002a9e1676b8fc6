"""The first step: a credential, or none to try the sandbox."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import cast

import pytest
from textual.pilot import Pilot

from tests.support.pilot import paste, screen_text, shows, until
from tests.support.setups import SHOP, Start, on, setup_of
from tiktok_tui.accounts import credentials
from tiktok_tui.accounts.credentials import Credential
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.credentials.credential_list import CredentialList
from tiktok_tui.tui.screens.credentials.credential_step import CredentialStep
from tiktok_tui.tui.screens.credentials.credentials import CredentialsPage
from tiktok_tui.tui.screens.destination.destination_step import DestinationStep
from tiktok_tui.tui.wizard.draft import WizardDraft
from tiktok_tui.tui.wizard.wizard import Wizard


@pytest.mark.parametrize(
    ("draft", "chosen", "done", "now", "said"),
    [
        (WizardDraft(trying=True), "", True, WizardDraft(trying=True), ""),
        (WizardDraft(), "", False, WizardDraft(), "Add a credential first. a  add one"),
        (WizardDraft(token_given=True), "", True, WizardDraft(token_given=True), ""),
        (WizardDraft(trying=True), "acme", True, WizardDraft("acme"), ""),
        (WizardDraft("acme"), "other", True, WizardDraft("other"), ""),
        (WizardDraft("acme"), "acme", True, WizardDraft("acme"), ""),
    ],
)
async def test_it_is_done_with_a_credential_or_once_the_sandbox_is_tried(
    draft: WizardDraft,
    chosen: str,
    done: bool,
    now: WizardDraft,
    said: str,
    session: AppSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sentences: list[str] = []
    wizard = SimpleNamespace(session=session, draft=draft)

    def update(changed: WizardDraft) -> None:
        assert changed != draft, "the same credential is no change, which would drop an upload"
        wizard.draft = changed

    wizard.update = update
    credentials = SimpleNamespace(listed=asyncio.Event(), chosen=SimpleNamespace(slug="the one before"))
    monkeypatch.setattr(CredentialStep, "credentials", credentials)
    monkeypatch.setattr(CredentialStep, "say", lambda _, text, tone: sentences.append(text))
    completing = asyncio.create_task(CredentialStep(cast("Wizard", wizard)).complete())
    await asyncio.sleep(0)
    assert (wizard.draft, sentences) == (draft, []), "the list is being read"
    credentials.chosen = SimpleNamespace(slug=chosen) if chosen else None
    credentials.listed.set()
    assert await completing is done
    assert (wizard.draft, "".join(sentences)) == (now, said)


ACME, ZOE = (Credential(name.lower(), str(place) * 16, name) for place, name in enumerate(("Acme", "Zoe")))


async def test_the_one_of_the_draft_is_chosen_first_and_enter_or_s_continue(session: AppSession) -> None:
    for each in (ACME, ZOE):
        credentials.save(session.home, each)
    app = TikTokTui(session, lambda _: Start(session, WizardDraft("zoe"), "credentials"))
    async with app.run_test(size=(100, 30)) as pilot:
        await shows(pilot, "● Credentials")
        step = await on(pilot, CredentialStep)
        await until(pilot, lambda: step.credentials.chosen == ZOE)
        said = " ".join(screen_text(app).split())
        assert "It is kept in the system's keyring, never in a file. No token yet? s tries everything in" in said
        assert " ".join(screen_text(app).splitlines()[-1].split()).startswith("enter use it")
        await pilot.press("ctrl+s")
        await on(pilot, DestinationStep)
        assert setup_of(app).draft == WizardDraft("zoe")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is step and step.credentials.listed.is_set())
        await pilot.press("up", "enter")
        await on(pilot, DestinationStep)
        assert setup_of(app).draft == WizardDraft("acme")
        credentials.save(session.home, Credential("mike", "2" * 16, "Mike"))
        setup_of(app).update(WizardDraft("mike"))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is step and step.credentials.chosen is not None)
        await until(pilot, lambda: len(step.credentials.known) == 3)
        assert step.credentials.chosen == step.credentials.known[1], "it is read again, with the one of the draft"
        await pilot.press("s")
        await on(pilot, DestinationStep)
        assert setup_of(app).draft == WizardDraft(trying=True)


async def test_a_token_that_is_pasted_is_added_on_the_step_and_on_the_page(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    added: list[str] = []
    monkeypatch.setattr(CredentialList, "add", lambda _, token: added.append(token))
    token = "0123456789abcdef0123456789abcdef01234567"

    async def pasted(pilot: Pilot[str]) -> None:
        before = len(added)
        await paste(pilot, token)
        await until(pilot, lambda: len(added) > before)

    app = TikTokTui(session, lambda _: Start(session, WizardDraft(destination=SHOP), "credentials"))
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, CredentialStep)
        await shows(pilot, "No credential yet")
        await pasted(pilot)
        app.action_go("credentials")
        page = await on(pilot, CredentialsPage)
        await shows(pilot, "Credentials · Token from the environment")
        await until(pilot, page.credentials.listed.is_set)
        await pasted(pilot)
        credentials.save(session.home, ACME)
        page.credentials.read()
        await shows(pilot, "Acme")
        footer = "enter rename a add r reauthorise t test"
        await until(pilot, lambda: " ".join(screen_text(app).splitlines()[-1].split()).startswith(footer))
        await pilot.press("enter")
        await shows(pilot, "─ Name ─")
    assert added == [token, token]
