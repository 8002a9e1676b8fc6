"""A change of a mapping without an app: what its dialogs are made of, and what is answered."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType, SimpleNamespace
from typing import Any, cast

import pytest
from textual.app import App

from tests.support.setups import SHOP
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.fields import FIELD
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.tui.screens.mapping.edits.context import EditContext
from tiktok_tui.tui.screens.mapping.file_columns import ColumnShown
from tiktok_tui.tui.screens.mapping.open_file import OpenFile


class Dialogs:
    """Notes how each dialog of `module` is made, as `title`, `given` and `how`, and gives the answers one by one."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, module: ModuleType, *names: str, answers: Sequence[object]
    ) -> None:
        self.opened: list[Any] = []
        self._answers = list(answers)
        for name in names:
            monkeypatch.setattr(module, name, self._made)

    @staticmethod
    def _made(title: str, *given: Any, **how: Any) -> SimpleNamespace:
        return SimpleNamespace(title=title, given=given, how=how)

    async def push_screen_wait(self, dialog: object) -> object:
        """Answer, in the place of a person."""
        self.opened.append(dialog)
        return self._answers.pop(0)

    def context(
        self,
        mapping: Mapping,
        columns: Sequence[str | ColumnShown] = (),
        *,
        field: str = "",
        destination: Destination = SHOP,
        value: str = "",
    ) -> EditContext:
        """The context of a change of `field` in a file with these columns."""
        shown = [ColumnShown(each, ("a", "b")) if isinstance(each, str) else each for each in columns]
        table = SimpleNamespace(value_counts=None)
        open_file = SimpleNamespace(columns_for=lambda *_: shown, table=table)
        app, chosen = cast("App[Any]", self), FIELD[field] if field else None
        return EditContext(app, cast("OpenFile", open_file), mapping, destination, chosen, lambda _: None, value=value)
