"""Text that must not be shown: tokens and app secrets, safe from tracebacks that print local variables."""

from __future__ import annotations

import re
from typing import Final, SupportsIndex

from tiktok_tui.events.hidden import visible

MASK: Final = "Secret(…)"

_BEFORE: Final = ("access-token:", "authorization:", "bearer ")
"""Words before a token that is copied from a request."""

_AROUND: Final = " \"'`,;\u201c\u201d\u2018\u2019\u00ab\u00bb"


class Secret(str):
    """A string whose repr never shows it. `str(secret)` and f-strings give the text, for where it is really needed.

    Slices stay secret, because tools that shorten long strings slice before they call `repr`.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return MASK

    def __getitem__(self, key: SupportsIndex | slice) -> Secret:
        return Secret(super().__getitem__(key))


def cleaned(pasted: str) -> Secret:
    """Return a pasted token or secret without blanks, quotes, `Bearer` and the name of a header around it.

    TikTok answers 40105 to a token with a `Bearer` before it.
    """
    text = visible(" ".join(pasted.split()), "")
    before = None
    while text != before:
        before = text
        text = text.strip(_AROUND)
        for prefix in _BEFORE:
            if text.lower().startswith(prefix):
                text = text[len(prefix) :]
    return Secret("" if text.lower() == "bearer" else text.replace(" ", ""))


def without_tokens(text: str) -> str:
    """Return a sentence without the words that look like tokens: they may have been typed where none belongs."""
    return re.sub(r"[0-9A-Za-z]{30,}", lambda word: "…" if looks_like_token(word[0]) else word[0], text)


def looks_like_token(text: str) -> bool:
    """Return True if `text` looks like a token pasted in place of a name: names are written to files, tokens never.

    TikTok's tokens are 40 letters and digits; people's names for things are shorter, or several words.
    """
    return any(_is_long_code(word.strip(_AROUND)) for word in text.split())


def token_in(text: str) -> Secret | None:
    """Return the token in a pasted text: what looks like one, or what follows `Bearer` or the name of the header.

    >>> token_in("Access-Token: sandbox-token"), token_in("a bearer of news")
    (Secret(…), None)
    """
    for word in text.split():
        if _is_long_code(word.strip(_AROUND)):
            return Secret(word.strip(_AROUND))
    return cleaned(text) or None if text.strip(_AROUND + "\n").lower().startswith(_BEFORE) else None


def _is_long_code(word: str) -> bool:
    return len(word) >= 30 and word.isascii() and word.isalnum() and any(letter.isdigit() for letter in word)


def usable(token: str) -> bool:
    """Return True if `token` can stand in an HTTP header: printable ASCII without blanks."""
    return bool(token) and all("!" <= character <= "~" for character in token)
