"""The first step: a credential, or none to try the sandbox."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.credentials.credential_step import CredentialStep
from tiktok_tui.tui.wizard.draft import WizardDraft
from tiktok_tui.tui.wizard.wizard import Wizard


@pytest.mark.parametrize(
    ("draft", "chosen", "done", "now", "said"),
    [
        (WizardDraft(trying=True), "", True, WizardDraft(trying=True), ""),
        (WizardDraft(), "", False, WizardDraft(), "Add a credential first. a  add one"),
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
    listed = SimpleNamespace(chosen=SimpleNamespace(slug=chosen) if chosen else None)
    monkeypatch.setattr(CredentialStep, "credentials", listed)
    monkeypatch.setattr(CredentialStep, "say", lambda _, text, tone: sentences.append(text))
    assert await CredentialStep(cast("Wizard", wizard)).complete() is done
    assert (wizard.draft, "".join(sentences)) == (now, said)
