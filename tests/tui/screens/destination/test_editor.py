"""The editor of a destination: what is saved is not asked about any more."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.support.setups import SHOP
from tiktok_tui.events.destination import Destination
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.destination import flow
from tiktok_tui.tui.screens.destination.editor import DestinationEditor, Messages
from tiktok_tui.tui.screens.destination.flow import Saved

TYPED = replace(SHOP, name="Tills")


@pytest.mark.parametrize("agreed", [True, False])
async def test_changes_are_unsaved_until_they_are_saved(
    agreed: bool, session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, said = [TYPED], list[str]()
    form: Any = SimpleNamespace(clear_errors=lambda: None, filled=lambda: shown[-1], shown=SHOP, show=shown.append)

    async def save(app: object, session: object, wanted: Destination, *_: object) -> Saved | None:
        assert wanted == replace(TYPED, credential="acme")
        return Saved(wanted, ()) if agreed else None

    monkeypatch.setattr(DestinationEditor, "form", form)
    monkeypatch.setattr(DestinationEditor, "app", None)
    monkeypatch.setattr(flow, "save", save)
    messages = SimpleNamespace(say=lambda text, *_: said.append(text), show_error=None)
    editor = DestinationEditor(session, SHOP, cast("Messages", messages))
    assert editor.unsaved == "The changes to Tills are not saved."
    saved = await editor.save()
    assert (saved is not None, editor.unsaved, said) == (
        (True, "", ["Tills is saved."]) if agreed else (False, "The changes to Tills are not saved.", [])
    )
