"""Work on the mapping of one open file: its changes with undo and redo, each checked and kept for the next start."""

from __future__ import annotations

from collections.abc import Callable

from textual.widget import Widget

from tiktok_tui.events.destination import Destination
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.tui.screens.mapping.checker import Checker
from tiktok_tui.tui.screens.mapping.mapping_history import MappingHistory, difference
from tiktok_tui.tui.screens.mapping.open_file import OpenFile
from tiktok_tui.tui.screens.mapping.unfinished import UnfinishedMapping
from tiktok_tui.tui.wizard.draft import CheckedFile
from tiktok_tui.tui.wizard.wizard import Wizard


class MappingWork:
    """The wizard's draft owns the mapping; this changes it there and has the file checked with it.

    `changed` is called after each change of the mapping, `checked` after each result of the check; on the UI thread.
    """

    def __init__(
        self,
        owner: Widget,
        wizard: Wizard,
        open_file: OpenFile,
        *,
        changed: Callable[[], None],
        checked: Callable[[], None],
    ) -> None:
        self.open_file = open_file
        self._wizard, self._changed, self._checked = wizard, changed, checked
        self._history = MappingHistory()
        self.checker = Checker(owner, open_file, now=wizard.session.now, changed=self._results)
        key = open_file.table.header_key()
        self._unfinished = UnfinishedMapping(owner, wizard.session.home, key)

    @property
    def _destination(self) -> Destination:
        destination = self._wizard.draft.destination
        assert destination is not None, "a file is opened for a destination"
        return destination

    @property
    def mapping(self) -> Mapping:
        """The mapping as it is now."""
        file = self._wizard.draft.file
        assert file is not None, "the draft holds this file from `begin` on"
        return file.mapping

    def begin(self) -> None:
        """Start with the file's mapping; changes that were made earlier and not sent can be undone."""
        if self.open_file.unfinished is not None:
            self._history = self._history.changed(self.open_file.mapping)
        self._set(self.open_file.unfinished or self.open_file.mapping)

    def resume(self) -> None:
        """Continue after another step: check again if that step has changed anything."""
        file = self._wizard.draft.file
        if isinstance(file, CheckedFile):
            self.checker.use(file)
        elif self.checker.subject != (self.mapping, self._destination):
            self._set(self.mapping)
        else:
            self._results()

    def change(self, mapping: Mapping) -> str:
        """Continue with `mapping`; return in words what has changed."""
        before = self.mapping
        self._history = self._history.changed(before)
        return self._change(before, mapping)

    @property
    def can_undo(self) -> bool:
        """True if there is a change to undo."""
        return bool(self._history.past)

    @property
    def can_redo(self) -> bool:
        """True if there is an undone change."""
        return bool(self._history.future)

    def undo(self) -> str:
        """Undo the last change; return in words what has changed."""
        before = self.mapping
        mapping, self._history = self._history.undone(before)
        return self._change(before, mapping)

    def redo(self) -> str:
        """Redo the change that was undone last; return in words what has changed."""
        before = self.mapping
        mapping, self._history = self._history.redone(before)
        return self._change(before, mapping)

    def raise_errors(self) -> None:
        """Raise SettingsError for the first thing that the mapping lacks, else the error that its check ended with."""
        from tiktok_tui.mapping.check import problems

        names = [column.name for column in self.open_file.columns]
        for error in problems(self.mapping, names, self._destination):
            raise error
        if self.checker.error is not None:
            raise self.checker.error

    def close(self) -> None:
        """Stop checking: another file is opened."""
        self.checker.stop()

    def _change(self, before: Mapping, mapping: Mapping) -> str:
        self._set(mapping)
        self._unfinished.keep(self._destination.slug, mapping if mapping != self.open_file.mapping else None)
        return difference(before, mapping)

    def _set(self, mapping: Mapping) -> None:
        self._wizard.update(self._wizard.draft.with_file(self.open_file.table, mapping))
        self.checker.check(mapping, self._destination)
        self._changed()

    def _results(self) -> None:
        if self.checker.checked_file is not None:
            self._wizard.update(self._wizard.draft.with_check(self.checker.checked_file))
        self._checked()
