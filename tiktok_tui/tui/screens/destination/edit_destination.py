"""One destination on a screen of its own, outside of the wizard."""

from __future__ import annotations

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import AppError, SettingsError
from tiktok_tui.tui.dialogs.confirm import Confirm, ask_first
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.destination.editor import DestinationEditor
from tiktok_tui.tui.widgets.notice import Notice
from tiktok_tui.tui.widgets.tone import Tone


class EditDestination(Page[Destination]):
    """Edits `destination`. Its result is the saved destination, or None. `error` is shown at its field at the start.

    `stored` is the destination as it was read from its file, None for a new one.
    """

    HEADING = "Destination"
    guide = "tiktok-account"
    CSS_PATH = "editor.tcss"
    BINDINGS = [
        Binding("ctrl+s", "save", "save", id="destination.save", tooltip="Check with TikTok and save"),
        Binding(
            "escape",
            "back",
            "back",
            id="destination.back",
            tooltip="Go back; asks if changes are not saved",
        ),
    ]

    editor = getters.query_one(DestinationEditor)
    notice = getters.query_one("#step-notice", Notice)

    def __init__(
        self,
        session: AppSession,
        destination: Destination,
        stored: Destination | None,
        error: SettingsError | None = None,
        *,
        announce: bool = False,
    ) -> None:
        """With `announce`, the app says that it is saved: the screen below has no line for messages."""
        super().__init__(session)
        self._destination, self._stored, self._error, self._announce = destination, stored, error, announce
        self._saving = False

    def compose_body(self) -> ComposeResult:
        """The editor and a line for messages."""
        with Vertical(classes="step--body"):
            yield DestinationEditor(self.session, self._destination, self, self._stored)
        yield Notice(id="step-notice")

    def on_mount(self) -> None:
        """Look up the credential, and show the error that this was opened for."""
        self.show_location(f"{self._destination.name or 'New destination'} · {self._destination.event_source}")
        self.editor.use_credential(self._destination.credential)
        if self._error is not None:
            self.call_after_refresh(self.show_error, self._error)

    def say(self, text: str, tone: Tone = Tone.INFO) -> None:
        """Show a message below the form."""
        self.notice.say(text, tone)

    def show_error(self, error: AppError) -> None:
        """Show an error at its field, or below the form."""
        self.notice.clear()
        if not (isinstance(error, SettingsError) and self.editor.form.show_errors([error])):
            self.notice.show_error(error)

    def unsaved(self) -> str:
        """The changes that are not saved."""
        return self.editor.unsaved

    def action_back(self) -> None:
        """Go back; ask first if that loses changes."""
        unsaved = self.unsaved()
        if unsaved:
            question = Confirm("Leave without saving?", unsaved, yes="Leave", no="Stay")
            ask_first(self.app, question, yes=self.dismiss)
        else:
            self.dismiss()

    def action_save(self) -> None:
        """Save and leave; once at a time."""
        if not self._saving:
            self._saving = True
            self._save()

    @work
    async def _save(self) -> None:
        self.notice.clear()
        try:
            saved = await self.editor.save()
        except AppError as error:
            self.show_error(error)
            return
        finally:
            self._saving = False
        if saved is not None:
            said = [f"{saved.destination.name} is saved."] if self._announce else []
            for note in (*said, *saved.notes):
                self.app.notify(note, markup=False)
            self.dismiss(saved.destination)
