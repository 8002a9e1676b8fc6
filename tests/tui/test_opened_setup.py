"""The one set-up of the app: found again, or replaced by another only when nothing is lost by that."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.app import App
from textual.screen import Screen

from tiktok_tui.tui import opened_setup
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.opened_setup import OpenedSetup
from tiktok_tui.tui.wizard.draft import OpenSetup, WizardDraft
from tiktok_tui.tui.wizard.wizard import Wizard

DRAFT = WizardDraft("acme")


class _Setup:
    """Stands in for a wizard, and tells what is done to it."""

    def __init__(
        self, told: list[str], name: str, here: str = "", work: str = "", unsaved: tuple[str, str] = ("", "")
    ) -> None:
        self._told, self._name, self._work, self._unsaved = told, name, work, unsaved
        self.here = here

    def work_in_hand(self) -> str:
        return self._work

    def unsaved(self) -> tuple[str, str]:
        return self._unsaved

    def first_open(self) -> str:
        return "the first open step"

    def go(self, step: str) -> None:
        self._told.append(f"{self._name} goes to {step}")

    async def close(self) -> None:
        self._told.append(f"{self._name} is closed")


class _Around:
    """A set-up in an app that answers at once."""

    def __init__(self, session: AppSession, monkeypatch: pytest.MonkeyPatch, before: dict[str, Any] | None) -> None:
        self.told: list[str] = []
        self.asked: list[Callable[[bool | None], None]] = []
        self.later: list[tuple[Any, ...]] = []
        app = SimpleNamespace(
            screen=Screen[None](),
            notify=lambda words, markup: self.told.append(words),
            push_screen=lambda _, answered: self.asked.append(answered),
            call_later=lambda *given: self.later.append(given),
        )

        def made(_: object, given: object, steps: object, draft: WizardDraft | None) -> _Setup:
            assert given is session
            self.told.append(f"new with {draft.credential if draft is not None else 'nothing'}")
            return _Setup(self.told, "new")

        monkeypatch.setattr(opened_setup, "Wizard", made)
        self.setup = OpenedSetup(cast("App[str]", app), session)
        if before is not None:
            self.setup.wizard = cast("Wizard", _Setup(self.told, "old", **before))


@pytest.mark.parametrize(
    ("before", "message", "told"),
    [
        (None, OpenSetup(None), ["new with nothing", "new goes to the first open step"]),
        (None, OpenSetup(DRAFT, "review"), ["new with acme", "new goes to review"]),
        ({"here": "mapping"}, OpenSetup(None), ["old goes to mapping"]),
        ({"here": "mapping"}, OpenSetup(None, "destination"), ["old goes to destination"]),
        ({}, OpenSetup(None), ["old goes to the first open step"]),
        ({"work": "An upload"}, OpenSetup(None), ["old goes to the first open step"]),
        ({"here": "mapping"}, OpenSetup(DRAFT), ["old is closed", "new with acme", "new goes to the first open step"]),
        (
            {"work": "An upload is running.", "unsaved": ("mapping", "It is not saved."), "here": "mapping"},
            OpenSetup(DRAFT),
            ["One upload at a time: this one is still running. Stop it first.", "old goes to upload"],
        ),
    ],
)
async def test_a_set_up_is_found_again_unless_a_draft_is_brought_and_nothing_runs(
    before: dict[str, Any] | None,
    message: OpenSetup,
    told: list[str],
    session: AppSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    around = _Around(session, monkeypatch, before)
    await around.setup.open(message)
    assert (around.told, around.asked) == (told, [])


async def test_changes_are_asked_about_and_no_leads_back_to_them(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    around = _Around(session, monkeypatch, {"unsaved": ("destination", "It is not saved.")})
    await around.setup.open(OpenSetup(DRAFT))
    (answered,) = around.asked
    answered(False)
    assert (around.told, around.later) == (["old goes to destination"], [])
    around.told.clear()
    answered(True)
    ((replace, *given),) = around.later
    await replace(*given)
    assert around.told == ["old is closed", "new with acme", "new goes to the first open step"]
