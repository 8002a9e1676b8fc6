"""Remove people's data from TikTok's messages, which may repeat the refused value."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from tiktok_tui.events.hidden import visible
from tiktok_tui.tiktok.messages import PATH, is_name

MASK = "…"
LONGEST = 300
LONGEST_DATA = 2000
_DEEPEST = 8

_PERSONAL = re.compile(
    r"""
      "[^"]*"? | \u201c[^\u201d]*\u201d? | \u2018[^\u2019]*\u2019? | `[^`]*`?  # quoted, or cut off within
    | (?<!\w)'[^']*(?:'|$)
    | (?<=\w)'[^']*'(?!\w)                           # the rest of a quotation that has another within
    | \w+://\S+                                      # addresses of pages
    | \b[0-9A-Fa-f]{16,}\b                           # hashes and hexadecimal tokens
    | \b[\w+/=~-]{32,}                               # any other long token
    | \+?\(?\d[\d\s()./-]{4,}\d                      # phone numbers, IDs, IP addresses
    | (?:\b|(?<!\w)(?=::))[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){3,}  # IPv6 addresses
    """,
    re.VERBOSE,
)
_EMAIL = re.compile(r"\S*@\S*")  # first of all: an address may hold a quote
_END = r"(?=[\s:,;.)\"'\]]|$)"
_QUOTED = r"""(?<!\w)(?P<quote>["'`])(?P<inside>[^"'`]*)(?P=quote)|\u201c(?P<curly>[^\u201d]*)\u201d"""


def redacted(message: str, secrets: Iterable[str] = (), known: Iterable[str] = ()) -> str:
    """Return `message` on one line, shortened, without the secrets and without anything that may be somebody's data.

    Paths such as `data.12.user.email`, TikTok's own names in quotes, the `known` IDs and short numbers (limits, codes)
    stay, since they say what is wrong.
    """
    for secret in secrets:
        if secret:
            message = message.replace(secret, MASK)
    line = " ".join(visible(message, " ").split())
    known = frozenset(filter(None, known))
    parts: list[str] = []
    start = 0
    for kept in _keeping(known).finditer(line):
        if _is_data(kept, line, known):
            continue
        parts += [_without_data(line[start : kept.start()]), kept.group()]
        start = kept.end()
    parts.append(_without_data(line[start:]))
    text = "".join(parts)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + MASK


def redacted_json(data: object) -> str:
    """Return TikTok's data as JSON text, every name and text in it `redacted`, and all of it shortened; "" for none."""
    if not data:
        return ""
    text = json.dumps(_redacted_value(data, _DEEPEST), ensure_ascii=False)
    return text if len(text) <= LONGEST_DATA else text[: LONGEST_DATA - 1] + MASK


def _redacted_value(value: object, depth: int) -> object:
    match value:
        case dict() | list() if not depth:
            return MASK
        case dict():
            return {redacted(str(name)): _redacted_value(each, depth - 1) for name, each in value.items()}
        case list():
            return [_redacted_value(each, depth - 1) for each in value]
        case bool() | None:
            return value
        case int() | float():
            return value if len(str(value)) < 6 else MASK
        case _:
            return redacted(str(value))


def _keeping(known: frozenset[str]) -> re.Pattern[str]:
    """Return the pattern of what may stay: quoted words, paths in a batch, and the known IDs."""
    ids = "|".join(re.escape(each) for each in sorted(known, key=len, reverse=True))
    also = rf"|(?<![\w-])(?:{ids})(?![\w-])" if ids else ""
    return re.compile(rf"{_QUOTED}|\b{PATH}{_END}{also}", re.IGNORECASE)


def _is_data(kept: re.Match[str], line: str, known: frozenset[str]) -> bool:
    """True for a quoted text that is neither a name of TikTok's nor a known ID, or that lies within another."""
    inside = kept["inside"] if kept["inside"] is not None else kept["curly"]
    if inside is None:
        return False
    within = kept["quote"] is not None and line[: kept.start()].count(kept["quote"]) % 2 == 1
    return within or not (inside in known or is_name(inside))


def _without_data(text: str) -> str:
    return _PERSONAL.sub(MASK, _EMAIL.sub(MASK, text))
