"""Saving a mapping: where, over what, and what is lost by it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Button, Input

from tests.support.dialogs import edge, heading, said
from tests.support.pilot import shows, until
from tests.support.setups import on
from tiktok_tui.mapping import toml
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.prompt import Prompt
from tiktok_tui.tui.dialogs.save_mapping import save_mapping
from tiktok_tui.tui.dialogs.waiting import Waiting
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession

MAPPING = Mapping(fields={"email": FieldSource(columns=("Email",))})
OTHER = Mapping(fields={"phone": FieldSource(columns=("Mobile",))})


async def test_another_mapping_is_replaced_only_after_a_question_that_says_what_is_lost(
    session: AppSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    path = tmp_path / "my orders.mapping.toml"
    saved: list[Path | None] = []

    async def save(mapping: Mapping) -> None:
        saved.append(await save_mapping(app, mapping, "my orders.csv"))

    app = TikTokTui(session, lambda app: Page(app.session))
    async with app.run_test(size=(110, 30)) as pilot:
        await shows(pilot, "? help")

        async def begin(mapping: Mapping, typed: str = "") -> None:
            await on(pilot, Page)
            app.screen.run_worker(save(mapping))
            prompt = await on(pilot, Prompt)
            assert (heading(prompt), prompt.query_one(Input).value) == ("Save the mapping to …", str(path))
            prompt.query_one(Input).value = typed or str(path)
            await pilot.pause()
            await pilot.press("enter")

        async def gives(result: Path | None) -> None:
            await until(pilot, lambda: saved)
            assert saved == [result]
            saved.clear()

        await begin(MAPPING, " ")
        await shows(pilot, "✗ Type a path, or press Esc.")
        assert said(app.screen) == ["It holds names of columns, no rows and no secrets."]
        await pilot.press("escape")
        await gives(None)
        assert not path.exists()

        await begin(MAPPING)
        await gives(path)
        assert toml.load(path) == MAPPING
        await begin(MAPPING)  # it is there already: no question
        await gives(path)

        path.write_text(f"# mine\n{path.read_text()}")
        for key, result, then in (("n", None, MAPPING), ("y", path, OTHER)):
            await begin(OTHER)
            question = await on(pilot, Confirm)
            await shows(pilot, "Replace the file?")
            assert said(question)[0] == f"{path} exists already. The comments in it will be lost."
            assert edge(question) == "y yes · n no · esc no"
            answers = [str(button.label) for button in question.query(Button)]
            assert answers == ["Leave it", "Replace"]
            await pilot.press(key)
            await gives(result)
            assert toml.load(path) == then

        path.write_text("no mapping [")
        await begin(MAPPING)
        question = await on(pilot, Confirm)
        assert said(question)[0] == f"{path} exists already."
        await pilot.press("y")
        await gives(path)

        await begin(MAPPING, "~/sub.toml")
        await gives(tmp_path / "sub.toml")
        await begin(MAPPING, "in-here.toml")
        await gives(tmp_path / "in-here.toml")
        for name in ("my orders.mapping.toml/no-folder.toml", "x" * 300):
            await begin(MAPPING, str(tmp_path / name))
            waiting = await on(pilot, Waiting)
            await shows(pilot, "enter go back")
            assert waiting.error is not None
            assert waiting.error.what.startswith("The mapping cannot be written: ")
            await pilot.press("enter")
            await gives(None)
