"""Saving and loading a mapping."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from textual.widgets import Static

from tests.support.edits import Dialogs
from tests.support.mapping_pilot import step
from tests.support.pilot import screen_text, shows, until
from tests.support.setups import (
    checked,
)
from tiktok_tui.files.source.source import FileSource
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


async def test_each_entry_says_what_it_does_and_its_result(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    suggested, loaded = Mapping(group_by="Basket"), Mapping(group_by="Order")
    path = tmp_path / "a.toml"
    saved: list[object] = []

    async def save(_: object, mapping: Mapping, name: str) -> Path | None:
        saved.append((mapping, name))
        return path if len(saved) == 1 else None

    monkeypatch.setattr(mapping_file, "save_mapping", save)
    names = ("Choose", "PickFile", "Waiting")
    dialogs = Dialogs(monkeypatch, mapping_file, "Choose", answers=[None])
    assert await mapping_file.change_file(dialogs.context(EMAIL)) is None
    offered = dialogs.opened[0].given[0]
    assert [(choice.label, choice.detail) for choice in offered] == [
        ("Save it to a file …", "to share it, or for commands (-m)"),
        ("Edit it as text …", "as TOML, in your editor (EDITOR)"),
        ("Load one from a file …", "saved here, or written by hand"),
        ("Start again from the suggestion", "from the header and the first rows"),
        ("Start again with nothing mapped", ""),
    ]
    save_it, _, load, start_again, nothing = (choice.value for choice in offered)
    chosen = FileSource(path)
    for answers, mapping, words in (
        ([None], None, []),
        ([save_it], None, [f"The mapping is saved in {path}."]),
        ([save_it], None, []),
        ([load, chosen, loaded], loaded, [f"The mapping was loaded from {path}."]),
        ([load, chosen, None], None, []),
        ([load, None], None, []),
        ([start_again], suggested, ["This is the suggested mapping."]),
        ([nothing], Mapping(), ["Nothing is mapped."]),
    ):
        said: list[str] = []
        dialogs = Dialogs(monkeypatch, mapping_file, *names, answers=answers)
        monkeypatch.setattr(mapping_file, "PickFile", lambda title: SimpleNamespace(title=title))
        context = replace(dialogs.context(EMAIL), say=said.append)
        facts: Any = context.open_file
        facts.suggestion, facts.table.name = SimpleNamespace(mapping=suggested), "orders.csv"
        assert await mapping_file.change_file(context) == mapping
        assert said == words
        titles = [dialog.title for dialog in dialogs.opened]
        assert titles == ["The mapping as a whole", "Which mapping?", "Load the mapping"][: len(titles)]
    assert saved == [(EMAIL, "orders.csv")] * 2
    path.write_text('group_by = "Order"\n')
    dialogs = Dialogs(monkeypatch, mapping_file, *names, answers=[load, chosen, None])
    monkeypatch.setattr(mapping_file, "PickFile", lambda title: SimpleNamespace(title=title))
    await mapping_file.change_file(dialogs.context(EMAIL))
    assert dialogs.opened[-1].given[0] == "Reading …"
    assert dialogs.opened[-1].given[1](None) == loaded


async def test_the_mapping_is_edited_as_toml_and_the_error_is_what_the_question_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edited: list[tuple[str, str]] = []
    texts = ["nothing = [", None]

    def edit(_: object, text: str, name: str) -> str | None:
        edited.append((text, name))
        return texts.pop(0)

    monkeypatch.setattr(mapping_file, "edit_text", edit)
    dialogs = Dialogs(monkeypatch, mapping_file, "Choose", answers=[None])
    await mapping_file.change_file(dialogs.context(EMAIL))
    action = dialogs.opened[0].given[0][1].value
    dialogs = Dialogs(monkeypatch, mapping_file, "Choose", "Confirm", answers=[action, True])
    assert await mapping_file.change_file(dialogs.context(EMAIL)) is None
    assert edited == [(toml.dumps(EMAIL), "mapping.toml"), ("nothing = [", "mapping.toml")]
    question = dialogs.opened[1]
    assert (question.title, question.how) == (
        "The mapping cannot be used",
        {"yes": "Edit it again", "no": "Drop the changes"},
    )
    assert question.given[0].startswith("the edited mapping")
