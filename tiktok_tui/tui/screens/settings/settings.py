"""The screen of the app's own settings: theme, density, bell, and every key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from tiktok_tui.events.errors import AppError, SettingsError
from tiktok_tui.events.system.settings_text import has_comments
from tiktok_tui.tui.bindings import changeable, clash, declared
from tiktok_tui.tui.dialogs.choice_list import Choice
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.programs import edit_text
from tiktok_tui.tui.frame import app_settings
from tiktok_tui.tui.frame.app_settings import DEFAULTS, DENSITIES, AppSettings
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import start
from tiktok_tui.tui.screens.settings.lines import BELL, DENSITY, THEME, Line, all_lines
from tiktok_tui.tui.screens.settings.press_key import PressKey
from tiktok_tui.tui.theme import DARK
from tiktok_tui.tui.widgets.notice import Notice
from tiktok_tui.tui.widgets.table.filtered_table import FilteredTable
from tiktok_tui.tui.widgets.table.rows import FixedRows, RowSource, TableColumn
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

_COLUMNS = (TableColumn("Setting", least=30), TableColumn("Value", 20), TableColumn("In the file", 24))
_NARROW = _COLUMNS[:2]
_WIDE = 110
"""Cells of width from which every column is shown."""


@runtime_checkable
class HasSettings(Protocol):
    """An app with settings."""

    settings: AppSettings

    def use_settings(self, settings: AppSettings) -> None:
        """Take over other settings at once."""


class _Settings(VirtualTable):
    BINDINGS = [Binding("enter", "select", "change", id="settings.change", tooltip="Change this setting")]


class _FilteredSettings(FilteredTable):
    TABLE = _Settings


class SettingsPage(Page[None]):
    """A line for each setting and each key; what is changed is in the colour of warnings. All is kept at once."""

    ROUTE = "settings"
    HEADING = "Settings"
    guide = "terminals"
    CSS_PATH = "settings.tcss"
    BINDINGS = [
        Binding("f4", "edit", "edit as text", id="settings.edit", tooltip="Edit the file in your own editor"),
    ]

    filtered = getters.query_one(FilteredTable)
    notice = getters.query_one(Notice)

    def __init__(self, session: AppSession) -> None:
        super().__init__(session)
        self._lines: tuple[Line, ...] = ()
        self._shown: list[Line] = []

    def compose_body(self) -> ComposeResult:
        """The list, the setting under the cursor in full, and a line for messages."""
        yield _FilteredSettings(_COLUMNS, self._filtered, empty="")
        yield Static(id="about", markup=False)
        yield Notice()

    def on_mount(self) -> None:
        """Find the keys in a thread: every screen is imported for that."""
        self.show_location("Settings")
        self.filtered.table.focus()
        start(self, lambda _: declared(), done=lambda _: self._show())

    def on_resize(self, event: events.Resize) -> None:
        """Leave the names out where there is little room: the line below the list has that under the cursor."""
        wide = event.size.width >= _WIDE
        self.filtered.table.load(self._filtered(self.filtered.text), columns=_COLUMNS if wide else _NARROW)

    @on(VirtualTable.Highlighted)
    def _tell(self) -> None:
        line = next(iter(self._shown[self.filtered.table.cursor :]), None)
        self.query_one("#about", Static).update(f"{line.about}  ({line.name})" if line is not None else "")

    @property
    def _settings(self) -> AppSettings:
        return self.app.settings if isinstance(self.app, HasSettings) else DEFAULTS

    def _show(self) -> None:
        self._lines = all_lines(self._settings, self._in_words)
        self.filtered.renew()

    def _in_words(self, keys: str) -> str:
        return " ".join(self.app.get_key_display(Binding(key.strip(), "")) for key in keys.split(","))

    def _filtered(self, text: str) -> RowSource:
        words = text.lower().split()
        self._shown = [line for line in self._lines if all(word in line.text for word in words)]
        # Once the table has these rows: its cursor may stay where it is, and another line is there.
        self.call_later(self._tell)
        return FixedRows([line.cells for line in self._shown])

    @on(VirtualTable.Selected)
    @work(exclusive=True)
    async def _change(self, event: VirtualTable.Selected) -> None:
        line = self._shown[event.row]
        answer: str | None = ""
        if line.name == THEME:
            choices = [Choice(name, name) for name in sorted(self.app.available_themes)]
            answer = await self.app.push_screen_wait(Choose("Theme", choices, chosen=line.value))
        elif line.name not in (DENSITY, BELL):
            answer = await self.app.push_screen_wait(PressKey(line.about, line.usual))
        if answer is None:
            return
        try:
            now = app_settings.load(self.session.home)  # somebody may have edited the file meanwhile
        except AppError as error:
            self.notice.show_error(error)
            return
        changed = _changed(now, line.name, answer)
        if changed != now:
            self._save(app_settings.dumps(changed))

    def action_edit(self) -> None:
        """Edit the file as text; comments in it are kept."""
        try:
            text = app_settings.text_of(self.session.home) or app_settings.dumps(self._settings)
        except AppError as error:
            self.notice.show_error(error)
            return
        written = edit_text(self.app, text, "settings.toml")
        if written is not None:
            self._save(written, by_hand=True)

    def _save(self, text: str, *, by_hand: bool = False) -> None:
        """Check the text of the file, write it, and use it; a mistake is shown and changes nothing."""
        home, app = self.session.home, self.app
        self.notice.clear()
        try:
            if not by_hand and has_comments(app_settings.text_of(home)):
                raise SettingsError(
                    "The settings were not changed: your comments in their file would be lost.",
                    where=str(home.app_settings),
                    remedy="F4  changes it as text.",
                )
            settings = checked(text, str(home.app_settings), tuple(app.available_themes))
            app_settings.save(home, text)
        except AppError as error:
            self.notice.show_error(error)
            return
        if isinstance(app, HasSettings):
            app.use_settings(settings)
        self._show()
        self.notice.say(f"Saved in {home.app_settings}.", Tone.DONE)


def _changed(now: AppSettings, name: str, answer: str) -> AppSettings:
    """Return the settings with this answer to what was asked; density and bell have another value than now."""
    if name == THEME:
        # The app's own has no name in the file: chosen again, it changes nothing.
        return replace(now, theme="" if answer == DARK.name else answer)
    if name == DENSITY:
        return replace(now, density=DENSITIES[(DENSITIES.index(now.density) + 1) % len(DENSITIES)])
    if name == BELL:
        return replace(now, bell=not now.bell)
    keys = {each: key for each, key in now.keys.items() if each != name}
    return replace(now, keys=keys | ({name: answer} if answer else {}))


def checked(text: str, where: str, themes: Sequence[str]) -> AppSettings:
    """Return the settings in `text`. Raises SettingsError for an unknown theme or key and for a key that is taken."""
    settings = app_settings.loads(text, where, themes=themes, ids=sorted(changeable()))
    taken = clash(settings.keys)
    if taken is not None:
        raise SettingsError(
            f"{taken[0]} and {taken[1]} would have the same key.",
            where=where,
            remedy="Choose another key.",
            field=f"keys.{taken[1]}",
        )
    return settings
