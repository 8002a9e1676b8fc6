"""The step that saves the destination: what is worth reading about it is shown once."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest
from textual.screen import Screen
from textual.widgets import Input

from tests.support.pilot import screen_text, shows, until
from tests.support.setups import SHOP, Start, on, setup_of
from tiktok_tui.accounts import credentials, destinations
from tiktok_tui.accounts.credentials import Credential
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.sandbox import known
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.notes import Notes
from tiktok_tui.tui.dialogs.pick_file import PickFile
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.credentials.credential_step import CredentialStep
from tiktok_tui.tui.screens.destination.destination_step import DestinationStep
from tiktok_tui.tui.screens.destination.flow import Saved
from tiktok_tui.tui.screens.mapping.mapping_step import MappingStep
from tiktok_tui.tui.wizard.draft import WizardDraft
from tiktok_tui.tui.wizard.wizard import Wizard


async def test_notes_are_shown_again_only_if_they_are_others(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Screen[None]] = []
    notes = [("No currency.",), ("No currency.",), ("No country.",), (), None]

    async def save() -> Saved | None:
        said = notes.pop(0)
        return Saved(SHOP, said) if said is not None else None

    async def show(dialog: Screen[None]) -> None:
        shown.append(dialog)

    monkeypatch.setattr(DestinationStep, "editor", SimpleNamespace(save=save))
    monkeypatch.setattr(DestinationStep, "app", SimpleNamespace(push_screen_wait=show))
    drafts: list[WizardDraft] = []
    wizard = SimpleNamespace(session=session, draft=WizardDraft(), update=drafts.append)
    step = DestinationStep(cast("Wizard", wizard))
    assert [await step.complete() for _ in range(5)] == [True] * 4 + [False], "what the person declined is not done"
    assert [type(dialog) for dialog in shown] == [Notes, Notes]
    assert [draft.destination for draft in drafts] == [SHOP] * 4


async def test_with_a_token_of_the_environment_a_new_one_is_saved_without_a_credential(real: AppSession) -> None:
    given = replace(real, token_given=True)
    app = TikTokTui(given, lambda _: Start(given, WizardDraft(), ""))
    async with app.run_test(size=(100, 30)) as pilot:
        step = await on(pilot, DestinationStep)
        await shows(pilot, "none needed: TIKTOK_TUI_ACCESS_TOKEN is used")
        for _ in range(2):  # it is said each time that one comes back
            await pilot.press("escape")
            await on(pilot, CredentialStep)
            await shows(pilot, "The token in TIKTOK_TUI_ACCESS_TOKEN is used before any credential. ^s  continues.")
            await pilot.press("ctrl+s")
            await on(pilot, DestinationStep)
        assert not step.editor.form.filled().sandbox
        step.query_one("#name", Input).value = "Tills"
        step.editor.form.picked("advertiser_id").value = known.ADVERTISER
        step.editor.form.picked("event_set_id").value = known.EVENT_SET
        await pilot.press("ctrl+s")
        await on(pilot, PickFile)
        assert destinations.load(real.home, "tills").credential == ""


async def test_a_new_one_is_saved_with_the_credential_of_its_form_and_esc_leads_back(real: AppSession) -> None:
    for slug in ("acme", "other", "third"):
        credentials.save(real.home, Credential(slug, "0" * 16, slug.title(), owner=f"{slug}@acme.example"))
    app = TikTokTui(real, lambda _: Start(real, WizardDraft("acme"), "destination"))
    async with app.run_test(size=(100, 30)) as pilot:
        step = await on(pilot, DestinationStep)
        await shows(pilot, "Acme · acme@acme.example")
        assert (step.unsaved(), step.editor.form.filled().sandbox) == ("", False)
        await pilot.press("escape")
        await on(pilot, CredentialStep)
        wizard = setup_of(app)
        wizard.update(wizard.draft.with_credential("other"))
        wizard.go("destination")
        await shows(pilot, "Other · other@acme.example")
        step.query_one("#name", Input).value = "Tills"
        assert step.unsaved() == "The changes to Tills are not saved."
        assert step.show_field_error(SettingsError("Not this.", field="currency"))
        assert not step.show_field_error(SettingsError("Not this.", field="gone"))
        step.editor.form.picked("advertiser_id").value = known.ADVERTISER
        step.editor.form.picked("event_set_id").value = known.EVENT_SET
        step.editor.form.picked("currency").value = "CHF"
        step.editor.use_credential("third")
        await shows(pilot, "Third · third@acme.example")
        await pilot.press("ctrl+s")
        await on(pilot, Notes)
        assert "─ Saved. Good to know ─" in screen_text(app)
        assert "· The account's currency is USD, the destination's CHF." in screen_text(app)
        draft = wizard.draft
        assert draft.destination is not None
        assert (draft.credential, draft.destination.slug, draft.destination.credential) == ("third", "tills", "third")
        assert step.unsaved() == ""
        assert step.editor.form.shown == draft.destination, "the next save is of the same one"
        await pilot.press("enter")
        await on(pilot, PickFile)
        await pilot.press("escape")
        await on(pilot, MappingStep)
        await shows(pilot, "Tills · offline")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is step)
        assert "is saved" not in screen_text(app)
        await pilot.press("escape")
        await on(pilot, CredentialStep)


async def test_without_a_credential_it_is_tried_in_the_sandbox(session: AppSession) -> None:
    app = TikTokTui(session, lambda _: Start(session, WizardDraft(trying=True), "destination"))
    async with app.run_test(size=(100, 30)) as pilot:
        step = await on(pilot, DestinationStep)
        await shows(pilot, "none needed in the sandbox")
        assert (step.editor.form.filled().sandbox, step.unsaved()) == (True, "")
