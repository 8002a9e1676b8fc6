"""Work on the mapping of one file: it ends with the file."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from textual.widget import Widget

from tests.support.setups import SHOP
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.mapping.checker import Checker
from tiktok_tui.tui.screens.mapping.mapping_work import MappingWork
from tiktok_tui.tui.screens.mapping.open_file import OpenFile
from tiktok_tui.tui.screens.mapping.unfinished import UnfinishedMapping
from tiktok_tui.tui.wizard.draft import WizardDraft
from tiktok_tui.tui.wizard.wizard import Wizard

SUGGESTED, CHANGED = Mapping(group_by="Order"), Mapping(group_by="Basket")


@pytest.mark.parametrize("unfinished", [CHANGED, None])
def test_what_was_changed_earlier_can_be_undone_and_a_closed_file_is_checked_no_more(
    unfinished: Mapping | None, session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(Checker, "check", lambda _, mapping, destination: asked.append(mapping))
    monkeypatch.setattr(Checker, "stop", lambda _: asked.append("stopped"))
    monkeypatch.setattr(UnfinishedMapping, "keep", lambda _, slug, mapping: asked.append((slug, mapping)))
    table = SimpleNamespace(header_key=lambda: "key", source=None)
    open_file = SimpleNamespace(table=table, mapping=SUGGESTED, unfinished=unfinished)
    wizard = SimpleNamespace(session=session, draft=WizardDraft(destination=SHOP))
    wizard.update = lambda draft: setattr(wizard, "draft", draft)
    work = MappingWork(
        cast("Widget", None),
        cast("Wizard", wizard),
        cast("OpenFile", open_file),
        changed=lambda: None,
        checked=lambda: None,
    )
    work.begin()
    assert work.can_undo is (unfinished is not None)
    if not work.can_undo:
        work.change(CHANGED)
    assert work.undo() == "grouping"
    assert work.mapping == SUGGESTED
    assert work.redo() == "grouping"
    work.close()
    # The suggestion is nothing to keep.
    assert asked[-5:] == [SUGGESTED, (SHOP.slug, None), CHANGED, (SHOP.slug, CHANGED), "stopped"]
