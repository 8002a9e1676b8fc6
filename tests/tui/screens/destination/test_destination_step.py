"""The step that saves the destination: what is worth reading about it is shown once."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from textual.screen import Screen

from tests.support.setups import SHOP
from tiktok_tui.tui.dialogs.notes import Notes
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.destination.destination_step import DestinationStep
from tiktok_tui.tui.screens.destination.flow import Saved
from tiktok_tui.tui.wizard.draft import WizardDraft
from tiktok_tui.tui.wizard.wizard import Wizard


async def test_notes_are_shown_again_only_if_they_are_others(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Screen[None]] = []
    notes = [("No currency.",), ("No currency.",), ("No country.",), ()]

    async def save() -> Saved:
        return Saved(SHOP, notes.pop(0))

    async def show(dialog: Screen[None]) -> None:
        shown.append(dialog)

    monkeypatch.setattr(DestinationStep, "editor", SimpleNamespace(save=save))
    monkeypatch.setattr(DestinationStep, "app", SimpleNamespace(push_screen_wait=show))
    drafts: list[WizardDraft] = []
    wizard = SimpleNamespace(session=session, draft=WizardDraft(), update=drafts.append)
    step = DestinationStep(cast("Wizard", wizard))
    assert [await step.complete() for _ in range(4)] == [True] * 4
    assert [type(dialog) for dialog in shown] == [Notes, Notes]
    assert {draft.destination for draft in drafts} == {SHOP}
