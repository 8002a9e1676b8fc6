"""Work on the mapping of one file: it ends with the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.widget import Widget

from tests.support.setups import NOW, SHOP
from tiktok_tui.events.errors import FileError, SettingsError
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.prepare import Prepared
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.mapping.checker import Checker
from tiktok_tui.tui.screens.mapping.mapping_work import MappingWork
from tiktok_tui.tui.screens.mapping.open_file import OpenFile
from tiktok_tui.tui.screens.mapping.unfinished import UnfinishedMapping
from tiktok_tui.tui.wizard.draft import CheckedFile, ChosenFile, WizardDraft
from tiktok_tui.tui.wizard.wizard import Wizard

SUGGESTED, CHANGED = Mapping(group_by="Order"), Mapping(group_by="Basket")


def begun(session: AppSession, **of_file: object) -> MappingWork:
    """The work on a file for which `SUGGESTED` is suggested; `of_file` is the rest that is known of it."""
    table = SimpleNamespace(header_key=lambda: "key", source=None)
    open_file = SimpleNamespace(table=table, mapping=SUGGESTED, **({"unfinished": None} | of_file))
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
    return work


@pytest.mark.parametrize("unfinished", [CHANGED, None])
def test_what_was_changed_earlier_can_be_undone_and_a_closed_file_is_checked_no_more(
    unfinished: Mapping | None, session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(Checker, "check", lambda _, mapping, destination: asked.append(mapping))
    monkeypatch.setattr(Checker, "stop", lambda _: asked.append("stopped"))
    monkeypatch.setattr(UnfinishedMapping, "keep", lambda _, slug, mapping: asked.append((slug, mapping)))
    work = begun(session, unfinished=unfinished)
    assert work.can_undo is (unfinished is not None)
    if not work.can_undo:
        work.change(CHANGED)
    assert work.undo() == "grouping"
    assert work.mapping == SUGGESTED
    assert work.redo() == "grouping"
    work.close()
    # The suggestion is nothing to keep.
    assert asked[-5:] == [SUGGESTED, (SHOP.slug, None), CHANGED, (SHOP.slug, CHANGED), "stopped"]


def test_after_another_step_the_file_is_checked_again_only_if_something_has_changed(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    did: list[object] = []
    checked_file: list[CheckedFile] = []

    def check(each: Checker, *subject: Any) -> None:
        each.subject = subject
        did.append(subject)

    monkeypatch.setattr(Checker, "check", check)
    monkeypatch.setattr(Checker, "use", lambda _, file: did.append(("used", file.checked_at)))
    monkeypatch.setattr(Checker, "checked_file", property(lambda _: checked_file[-1] if checked_file else None))
    monkeypatch.setattr(UnfinishedMapping, "keep", lambda *_: None)
    table: Any = SimpleNamespace(header_key=lambda: "key", source=None)
    open_file = SimpleNamespace(table=table, mapping=SUGGESTED, unfinished=None)
    wizard = SimpleNamespace(session=session, draft=WizardDraft(destination=SHOP))
    wizard.update = lambda draft: setattr(wizard, "draft", draft)
    work = MappingWork(
        cast("Widget", None),
        cast("Wizard", wizard),
        cast("OpenFile", open_file),
        changed=lambda: did.append("changed"),
        checked=lambda: did.append("checked"),
    )

    def does(act: Callable[[], object]) -> list[object]:
        did.clear()
        act()
        return list(did)

    assert does(work.begin) == [(SUGGESTED, SHOP), "changed"]
    assert (work.can_undo, work.can_redo) == (False, False)
    assert does(work.resume) == ["checked"], "nothing has changed"
    other = replace(SHOP, currency="USD")
    wizard.draft = wizard.draft.with_destination(other)
    assert does(work.resume) == [(SUGGESTED, other), "changed"]
    assert does(lambda: did.append(work.change(CHANGED))) == [(CHANGED, other), "changed", "grouping"]
    assert (work.can_undo, work.can_redo, wizard.draft.file) == (True, False, ChosenFile(table, CHANGED))
    file = CheckedFile(table, CHANGED, other, cast("Prepared", None), NOW)
    checked_file.append(file)
    assert does(work.resume) == ["checked"]
    assert wizard.draft.checked == file
    assert does(work.resume) == [("used", NOW)]
    assert does(lambda: did.append(work.undo())) == [(SUGGESTED, other), "changed", "grouping"]
    assert (work.can_undo, work.can_redo, wizard.draft.checked) == (False, True, None)
    assert does(lambda: did.append(work.redo())) == [(CHANGED, other), "changed", "grouping"]
    assert (work.can_undo, work.can_redo) == (True, False)


def test_what_the_mapping_lacks_is_raised_before_an_error_of_its_check(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Checker, "check", lambda _, mapping, destination: None)
    monkeypatch.setattr(UnfinishedMapping, "keep", lambda _, slug, mapping: None)
    columns = [SimpleNamespace(name="Mail"), SimpleNamespace(name="At")]
    work = begun(session, columns=columns)
    monkeypatch.setattr(work.checker, "error", FileError("The file has gone."))
    with pytest.raises(SettingsError, match="no column “Order”"):
        work.raise_errors()
    fields = {"event": FieldSource(value="Lead"), "timestamp": FieldSource(columns=("When",))}
    email = {"email": FieldSource(columns=("Mail",))}
    work.change(Mapping(fields | email))
    with pytest.raises(SettingsError, match="no column “When”"):
        work.raise_errors()
    work.change(Mapping(fields | email | {"timestamp": FieldSource(columns=("At",))}))
    with pytest.raises(FileError, match="has gone"):
        work.raise_errors()
    monkeypatch.setattr(work.checker, "error", None)
    work.raise_errors()
