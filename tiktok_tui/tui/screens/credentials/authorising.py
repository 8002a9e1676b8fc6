"""Authorise in the browser: show TikTok's address and wait for the redirect, or for its address to be pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, Static

from tiktok_tui.events.errors import AppError
from tiktok_tui.tui.dialogs.dialog import Dialog
from tiktok_tui.tui.jobs.jobs import BackgroundJob, start
from tiktok_tui.tui.widgets.notice import Notice
from tiktok_tui.tui.widgets.safe_text import safe_text
from tiktok_tui.tui.widgets.text_line import SecretLine

if TYPE_CHECKING:
    from tiktok_tui.accounts.browser import Authorisation
    from tiktok_tui.tiktok.oauth import Grant


class Authorising(Dialog["Grant"]):
    """The result is the grant, or None. A pasted address, which holds a code, is forgotten with the dialog."""

    DEFAULT_CSS = """
    Authorising {
        & > .dialog--box { width: 96; }
        #address { color: $accent; margin: 1 0; height: auto; }
        Input { margin: 1 0; }
        Notice { padding: 0; margin: 0 0 1 0; }
    }
    """
    BINDINGS = [
        Binding("f2", "copy", "Copy", id="authorising.copy", show=False, tooltip="Copy the address"),
    ]

    def __init__(self, authorisation: Authorisation, *, opened: bool) -> None:
        super().__init__(
            "Authorise in the browser", keys="f2 copy the address · enter use what is pasted · esc leave · f1 help"
        )
        self._authorisation, self._opened = authorisation, opened
        self._job: BackgroundJob | None = None

    def compose_body(self) -> ComposeResult:
        """The address and a line to paste into."""
        first = "Your browser shows TikTok's page:" if self._opened else "Open this address in a browser:"
        yield Static(f"{first} allow the app there, and this dialog closes by itself.", markup=False)
        yield Static(safe_text(self._authorisation.url, 2000), markup=False, id="address")
        yield Static("Is the browser on another machine? Paste the address it shows at the end:", markup=False)
        yield SecretLine(placeholder="http://127.0.0.1:…/?auth_code=…")
        yield Notice()

    def on_mount(self) -> None:
        """Wait for the redirect."""
        self.query_one(Input).focus()

        def wait(job: BackgroundJob) -> Grant:
            job.on_cancel(self._authorisation.cancel)
            return self._authorisation.grant()

        self._job = start(self, wait, done=self._finish, failed=self._fail)

    def _finish(self, grant: Grant) -> None:
        self.dismiss(grant)

    def _fail(self, error: AppError) -> None:
        self.query_one(Notice).show_error(error)

    @on(Input.Submitted)
    def _paste(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            self._authorisation.paste(event.value)
        except AppError as error:
            self.query_one(Notice).show_error(error)

    def action_copy(self) -> None:
        """Copy the address."""
        self.app.copy_to_clipboard(self._authorisation.url)
        self.app.notify("Address copied.", markup=False)

    def action_leave(self) -> None:
        """Stop waiting."""
        if self._job is not None:
            self._job.cancel()
        self.dismiss(None)
