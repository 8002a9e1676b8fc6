"""The first screen in an empty home: what one needs, where to get it, and the two ways to start."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import HorizontalGroup, VerticalScroll
from textual.widgets import Button, Static

from tiktok_tui.accounts.environment import ACCESS_TOKEN
from tiktok_tui.events.guides import GUIDE
from tiktok_tui.tui.screens.credentials.token_place import TokenPlace
from tiktok_tui.tui.widgets.link import guide_link
from tiktok_tui.tui.widgets.notice import Notice
from tiktok_tui.tui.widgets.tone import Tone

PURPOSE = "Send your sales to TikTok Ads, so the ads that led to them get the credit."
_FILE = "any export with the time of each sale and the customer's e-mail or phone (CSV, Excel, JSON lines, Parquet)"
_TO_GET = (
    "TikTok Ads Manager → Tools → Events → your event set → Settings → Generate access token. Your role there must"
    " be Operator or Admin. Paste it right here",
    "beside its name there: 19 digits (web: the pixel code)",
)
_GIVEN = (
    f"{ACCESS_TOKEN} is set: its token is used",
    "beside its name in TikTok Ads Manager → Tools → Events: 19 digits (web: the pixel code)",
)
"""Where to get the token and the event set; and where the environment has the token."""


class Welcome(VerticalScroll):
    """Shown while nothing is set up. Its buttons are `#set-up` and `#example`."""

    DEFAULT_CSS = """
    Welcome {
        padding: 0 1;
        Static { max-width: 100; }
        #purpose { margin: 0 0 1 0; }
        .welcome--needed { margin: 1 0 0 0; }
        .welcome--name { width: 18; }
        .welcome--where { width: 1fr; color: $foreground-muted; }
        Notice { padding: 0; margin: 1 0 0 0; max-width: 100; }
        Button { width: auto; margin: 1 0 0 0; }
    }
    """

    def __init__(self, place: TokenPlace | None, *, token_given: bool) -> None:
        """With `token_given`, the environment has the token to send with."""
        super().__init__(id="empty")
        self._place, self._token_given = place, token_given

    def compose(self) -> ComposeResult:
        """The purpose, what is needed, where tokens are kept, and the buttons."""
        yield Static(PURPOSE, markup=False, id="purpose")
        with HorizontalGroup():
            yield Static("What you need", markup=False, classes="heading welcome--name")
            yield Static(guide_link(GUIDE["tiktok-account"]))
        token, event_set = _GIVEN if self._token_given else _TO_GET
        for name, where in (("A file of sales", _FILE), ("An access token", token), ("An event set", event_set)):
            with HorizontalGroup(classes="welcome--needed"):
                yield Static(name, markup=False, classes="welcome--name")
                yield Static(where, markup=False, classes="welcome--where")
        yield Notice()
        yield Button("Set up a destination   enter", id="set-up", variant="primary", compact=True)
        yield Button("Try it with an example, nothing leaves this machine   d", id="example", compact=True)

    def on_mount(self) -> None:
        """Say where tokens are kept, if that is known by now, and focus the button that most people want."""
        if self._place is not None:
            self.show_place(self._place)
        self.query_one("#set-up").focus()

    def show_place(self, place: TokenPlace) -> None:
        """Say before a token is asked for if there is no keyring to keep it in."""
        self._place = place
        for notice in self.query(Notice):  # none before the first layout
            if place.trouble is None:
                notice.clear()
            else:
                notice.say(place.trouble.what, Tone.WARNING, remedy=place.trouble.remedy)
