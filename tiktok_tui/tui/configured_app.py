"""The app as the person has set it: theme, density, bell and keys."""

from __future__ import annotations

import os

from tiktok_tui.events.errors import AppError
from tiktok_tui.events.guides import GUIDE
from tiktok_tui.tui.frame import app_settings
from tiktok_tui.tui.frame.app_settings import AppSettings
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.keys_in_order import KeysInOrder
from tiktok_tui.tui.theme import DARK, LIGHT


class ConfiguredApp(KeysInOrder):
    """An app with the settings of a home."""

    def __init__(self, session: AppSession) -> None:
        # Set by people who want one of Textual's own themes; ours is for everybody else.
        self._chosen_theme = os.environ.get("TEXTUAL_THEME", "")
        super().__init__()
        self.session = session
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.settings, self._wrong_settings = _read_settings(session)
        self.use_settings(self.settings)

    def on_mount(self) -> None:
        """Show the error in the settings; the app works without them."""
        if self._wrong_settings is not None:
            self.show_error(self._wrong_settings)

    def use_settings(self, settings: AppSettings) -> None:
        """Use these settings from now on; TEXTUAL_THEME comes before their theme."""
        self.settings, self.rings = settings, settings.bell
        if not self._chosen_theme:
            self.theme = settings.theme if settings.theme in self.available_themes else DARK.name
        self.set_class(settings.compact, "-compact")
        self.set_keymap(settings.keys)

    def action_guide(self, name: str = "") -> None:
        """Read the guide called `name`, or else the one that helps where one is."""
        from tiktok_tui.tui.dialogs.guide import GuideDialog, guide_here

        if not isinstance(self.screen, GuideDialog):
            self.push_screen(GuideDialog(GUIDE[name] if name else guide_here(self.screen_stack)))

    def show_error(self, error: AppError) -> None:
        """Show an error that no screen has a place for."""
        from tiktok_tui.tui.dialogs.error_dialog import ErrorDialog

        self.push_screen(ErrorDialog(error))


def _read_settings(session: AppSession) -> tuple[AppSettings, AppError | None]:
    """Return the settings of this home and, with the defaults, an error of their file."""
    try:
        return app_settings.load(session.home), None
    except AppError as error:
        return app_settings.DEFAULTS, error
