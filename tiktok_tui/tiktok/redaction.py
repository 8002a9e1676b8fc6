"""TikTok's messages without people's data: it may echo the very value that it refuses."""

from __future__ import annotations

import re
from collections.abc import Iterable

MASK = "…"
LONGEST = 300

_PERSONAL = re.compile(
    r"""
      "[^"]*"? | \u201c[^\u201d]*\u201d? | \u2018[^\u2019]*\u2019? | `[^`]*`?  # quoted, or cut off within
    | (?<!\w)'[^']*(?:'|$)
    | \w+://\S+                                      # addresses of pages
    | \b[0-9A-Fa-f]{16,}\b                           # hashes and hexadecimal tokens
    | \b[\w+/=~-]{32,}                               # any other long token
    | \+?\(?\d[\d\s()./-]{4,}\d                      # phone numbers, IDs, IP addresses
    | \b[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){3,}    # IPv6 addresses
    """,
    re.VERBOSE,
)
_EMAIL = re.compile(r"\S*@\S*")  # first of all: an address may hold a quote
_PATH = re.compile(r"\bdata[.\[]\d{1,4}\]?(?:[.\[](?:\d{1,4}|[A-Za-z_]+)\]?)*(?=[\s:,;.)\"'\]]|$)", re.IGNORECASE)


def redacted(message: str, secrets: Iterable[str] = ()) -> str:
    """`message` on one line, shortened, without the secrets and without anything that may be somebody's data.

    Paths such as `data.12.user.email` and short numbers (limits, codes) stay, since they say what is wrong.
    """
    for secret in secrets:
        if secret:
            message = message.replace(secret, MASK)
    line = " ".join("".join(c if c.isprintable() else " " for c in message).split())
    parts: list[str] = []
    start = 0
    for path in _PATH.finditer(line):
        parts += [_without_data(line[start : path.start()]), path.group()]
        start = path.end()
    parts.append(_without_data(line[start:]))
    text = "".join(parts)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + MASK


def _without_data(text: str) -> str:
    return _PERSONAL.sub(MASK, _EMAIL.sub(MASK, text))
