"""Links that the terminal opens (OSC 8); a terminal that knows none shows the words."""

from __future__ import annotations

from urllib.parse import quote

from textual.content import Content
from textual.style import Style

from tiktok_tui.events.guides import Guide
from tiktok_tui.tiktok.endpoints import EVENTS_MANAGER_URL


def events_manager(advertiser: str) -> Content:
    """Return the words `Events Manager`, which lead to that of the advertiser with this ID."""
    url = f"{EVENTS_MANAGER_URL}?aadvid={quote(advertiser, safe='')}"
    return Content.styled("Events Manager", Style(underline=True, link=url))


def guide_link(guide: Guide) -> Content:
    """Return `F5  Troubleshooting`: a click opens the guide in the app, the terminal's own kind of click the file."""
    click = Style.from_meta({"@click": f"app.guide('{guide.name}')"})
    return Content.styled(f"F5  {guide.title}", Style(underline=True, link=guide.path.as_uri()) + click)
