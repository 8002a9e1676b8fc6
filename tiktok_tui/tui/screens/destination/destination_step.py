"""The step that says where events go: a destination, checked with TikTok before it is saved."""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.tui.dialogs.notes import Notes
from tiktok_tui.tui.screens.destination.editor import DestinationEditor, blank
from tiktok_tui.tui.wizard.step_page import StepPage
from tiktok_tui.tui.wizard.wizard import Wizard


class DestinationStep(StepPage):
    """The editor of the draft's destination, or of a new one."""

    STEP = "destination"
    HEADING = "Destination"
    guide = "tiktok-account"
    CSS_PATH = "editor.tcss"

    editor = getters.query_one(DestinationEditor)

    def __init__(self, wizard: Wizard) -> None:
        super().__init__(wizard)
        self._shown_notes: tuple[str, ...] = ()
        self._is_new = wizard.draft.destination is None

    def compose_step(self) -> ComposeResult:
        """The editor."""
        draft = self.wizard.draft
        new = blank(draft.credential, sandbox=draft.trying)
        yield DestinationEditor(self.session, draft.destination or new, self, draft.destination)

    def opened(self) -> None:
        """Use the credential of the first step."""
        self.editor.use_credential(self.wizard.draft.credential)

    def unsaved(self) -> str:
        """The changes that are not saved."""
        return self.editor.unsaved

    def show_field_error(self, error: SettingsError) -> bool:
        """Show an error at its row."""
        return self.editor.form.show_errors([error])

    def action_back(self) -> None:
        """Go back one step; from a destination that was saved before, to the screen that the wizard was opened from."""
        if self._is_new:
            super().action_back()
        else:
            self.wizard.leave()

    async def complete(self) -> bool:
        """Save the destination; notes about it are shown once before the wizard continues."""
        saved = await self.editor.save()
        if saved is None:
            return False
        draft = self.wizard.draft
        if saved.destination.credential != draft.credential:
            draft = draft.with_credential(saved.destination.credential)
        self.wizard.update(draft.with_destination(saved.destination))
        if saved.notes and saved.notes != self._shown_notes:
            self._shown_notes = saved.notes
            await self.app.push_screen_wait(Notes("Saved. Good to know", saved.notes))
        return True
