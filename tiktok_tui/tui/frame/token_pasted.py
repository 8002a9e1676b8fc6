"""A token that was pasted where it would be seen: before the line for it has come up, or on any other screen."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widget import Widget

from tiktok_tui.tiktok.secret import Secret, token_in
from tiktok_tui.tui.widgets.text_line import SecretLine


@dataclass
class TokenPasted(Message):
    """Posted to the open screen in place of the paste, which no widget gets."""

    token: Secret


_NOWHERE = "Nothing here takes pasted text."
_NO_TOKEN = (
    "It does not look like a token: TikTok's are 40 letters and digits. If it is one, add a credential and paste it"
    " where the access token is asked for."
)


def untaken(text: str) -> str:
    """Return a sentence about a paste that no line has taken; only one word could be meant as a token, and no path."""
    may_be_token = len(text.split()) == 1 and not {"/", "\\"} & set(text)
    return f"{_NOWHERE} {_NO_TOKEN}" if may_be_token else _NOWHERE


def visible_token(event: events.Paste, focused: Widget | None) -> Secret | None:
    """Return the token that a paste would show; None if it holds none, or goes to a line that shows dots.

    A long hash in a query is no token.
    """
    from tiktok_tui.files.source.source import is_query

    return None if isinstance(focused, SecretLine) or is_query(event.text) else token_in(event.text)
