"""Saving and loading a mapping."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Static

from tests.support.edits import Dialogs
from tests.support.mapping_pilot import step
from tests.support.pilot import screen_text, shows, until
from tests.support.setups import (
    checked,
)
from tiktok_tui.mapping import toml
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.pick_file import PickFile
from tiktok_tui.tui.dialogs.prompt import Prompt
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.mapping.edits import mapping_file

EMAIL = Mapping({"email": FieldSource(columns=("Email",))})


async def test_a_mapping_is_saved_and_loaded_and_comments_are_warned_about(
    session: AppSession, orders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    saved = tmp_path / "orders.mapping.toml"
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        await here.press("m", "enter")
        await here.opens(Prompt)
        await here.press("enter")
        await shows(here.pilot, "The mapping is saved in")
        assert toml.load(saved) == here.mapping
        saved.write_text(same := "# by hand\n" + saved.read_text())
        await here.press("m", "enter")
        await here.opens(Prompt)
        await here.press("enter")
        await until(here.pilot, lambda: not isinstance(here.app.screen, Prompt))
        await shows(here.pilot, "The mapping is saved in")
        assert saved.read_text() == same
        saved.write_text('# by hand\n[fields]\nevent = { value = "Contact" }\n')
        await here.press("m", "enter")
        await here.opens(Prompt)
        await here.press("enter")
        await here.opens(Confirm)
        question = here.app.screen.query_one(".confirm--question", Static)  # wrapped by the length of the folder's name
        assert "The comments in it will be lost." in str(question.content)
        await here.press("n")
        await until(here.pilot, lambda: not isinstance(here.app.screen, Confirm))
        assert saved.read_text().startswith("# by hand")
        assert "saved in None" not in screen_text(here.app)
        saved.write_text('[fields]\nevent = { value = "Contact" }\nemail = { column = "Emial" }\n')
        await here.press("m")
        await here.write("load")
        await here.press("enter")
        await here.opens(PickFile)
        await here.write(saved.name)
        await here.press("enter")
        await until(here.pilot, lambda: here.source("event").value == "Contact")


@pytest.mark.parametrize(
    ("texts", "answers", "changed", "said"),
    [
        ([None], [], None, []),
        (["nothing = ["], [False], None, ["The mapping was not changed."]),
        (["nothing = [", '[fields]\nemail = { column = "Email" }\n'], [True], EMAIL, []),
        (["nothing = [", None], [True], None, []),
    ],
)
async def test_a_mapping_with_a_mistake_is_edited_again_or_dropped(
    texts: list[str | None],
    answers: list[bool],
    changed: Mapping | None,
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left, sentences = list(texts), list[str]()
    monkeypatch.setattr(mapping_file, "edit_text", lambda *_: left.pop(0))
    dialogs = Dialogs(monkeypatch, mapping_file, "Confirm", answers=[None, *answers])
    context = dialogs.context(Mapping(group_by="Order"))
    assert await mapping_file.change_file(context) is None
    action = next(choice.value for choice in dialogs.opened[0].matching if choice.label == "Edit it as text …")
    dialogs = Dialogs(monkeypatch, mapping_file, "Confirm", answers=[action, *answers])
    context = replace(dialogs.context(Mapping(group_by="Order")), say=sentences.append)
    assert await mapping_file.change_file(context) == changed
    assert (left, sentences) == ([], said)
