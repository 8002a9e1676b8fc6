"""The app: its themes, the keys that work everywhere, and the way from one screen to the next."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from textual.command import CommandPalette
from textual.screen import Screen

from tiktok_tui.tui import routes
from tiktok_tui.tui.configured_app import ConfiguredApp
from tiktok_tui.tui.frame.navigation import FileSaved, OpenDestination, OpenRun, OpenSync
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.frame.token_pasted import TokenPasted
from tiktok_tui.tui.keys import KEYS
from tiktok_tui.tui.opened_setup import OpenedSetup
from tiktok_tui.tui.wizard.draft import OpenSetup
from tiktok_tui.tui.wizard.wizard import Wizard

_NOT_SHOWN = "This looks like a token, so it is not shown here. Paste it where the app asks for it."

DEMO = "demo"
"""The app's result when the example was asked for."""
REAL = "real"
"""The app's result when the example was left for the person's own home."""


def _palette() -> type[Any]:
    from tiktok_tui.tui.palette import Actions

    return Actions


class TikTokTui(ConfiguredApp):
    """The whole app; `first` makes the screen that it opens with, Home by default."""

    TITLE = "tiktok-tui"
    CSS_PATH = Path(__file__).with_name("app.tcss")
    COMMANDS = {_palette}
    DEFAULT_MODE = "main"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (36, "-high")]
    BINDINGS = KEYS

    def __init__(self, session: AppSession, first: Callable[[TikTokTui], Screen[Any]] | None = None) -> None:
        super().__init__(session)
        self.setup = OpenedSetup(self, session)
        self.saved: Path | None = None
        # A mode's first screen has its style sheet loaded, which the default screen has not.
        self.add_mode("main", lambda: first(self) if first is not None else routes.home_page(session))
        # Textual prints local variables with a fault of ours; they may hold a token, so nothing of it is printed.
        self.faults = io.StringIO()
        self.error_console = Console(file=self.faults, width=200, color_system=None)

    def action_command_palette(self) -> None:
        """Find an action by words."""
        from tiktok_tui.tui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def action_help(self) -> None:
        """Show the keys of the screen that is open."""
        from tiktok_tui.tui.help import HelpDialog

        if not isinstance(self.screen, HelpDialog):
            self.push_screen(HelpDialog(self.screen))

    def action_go(self, route: str) -> None:
        """Open one of the screens that are reachable from everywhere."""
        top = self.screen
        if not (isinstance(top, Page) and route == top.ROUTE):
            self.push_screen(routes.ROUTES[route].page(self.session))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the key that begins the example inside it, and the one that leaves it outside; dim F3 without a file."""
        inside = self.session.demo is not None
        if action == "read_saved":
            return True if self.saved is not None else None
        return {"demo": not inside, "leave_example": inside}.get(action, True)

    def why_disabled(self, action: str) -> str:
        """Why a key is dimmed."""
        return "nothing was saved yet"

    def on_file_saved(self, message: FileSaved) -> None:
        """Remember a file that was saved, for F3."""
        self.saved = message.path

    def action_read_saved(self) -> None:
        """Read the file that was saved last in the person's own pager."""
        from tiktok_tui.tui.dialogs.programs import read_file

        if self.saved is not None:
            read_file(self, self.saved)

    def action_demo(self) -> None:
        """Leave this home alone and show the example in a temporary one."""
        self.exit(DEMO)

    def action_leave_example(self) -> None:
        """Open the app with the person's own home, after a question."""
        from tiktok_tui.tui import leaving

        leaving.ask_about_example(self, yes=lambda: self.exit(REAL))

    async def action_quit(self) -> None:
        """Leave the app; ask first if that interrupts or loses something."""
        from tiktok_tui.tui import leaving

        leaving.leave_app(self, self.wizard)

    @property
    def wizard(self) -> Wizard | None:
        """The set-up that was opened last, if there is one."""
        return self.setup.wizard

    async def on_open_setup(self, message: OpenSetup) -> None:
        """Open the set-up that was left, or a new one."""
        await self.setup.open(message)

    def on_token_pasted(self, message: TokenPasted) -> None:
        """Offer to add a credential with a token that was pasted on a screen; a dialog asks for something else."""
        if isinstance(self.screen, CommandPalette):
            self.screen.dismiss()  # it would cover the answer
        if isinstance(self.screen, Page):
            from tiktok_tui.tui.screens.credentials.pasted_token import begin_offer

            begin_offer(self, self.session, message.token)
            return
        self.notify(_NOT_SHOWN, severity="warning", markup=False)

    def on_open_run(self, message: OpenRun) -> None:
        """Open a run of the history."""
        self.push_screen(routes.run_page(self.session, message.run, resume=message.resume))

    def on_open_sync(self, message: OpenSync) -> None:
        """Open a sync."""
        self.push_screen(routes.sync_page(self.session, message.sync))

    def on_open_destination(self, message: OpenDestination) -> None:
        """Edit a destination."""
        self.push_screen(routes.destination_page(self.session, message.destination))
