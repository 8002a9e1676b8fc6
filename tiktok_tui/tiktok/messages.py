"""Read TikTok's messages: which event of a batch is bad, which field, which setting.

TikTok documents no form for them. These are the forms that its own samples and other senders' logs show.
"""

from __future__ import annotations

import re
from typing import Final

from tiktok_tui.events.fields import FIELDS, Part

_SETTINGS: Final = (
    ("event_source_id", "event_set_id"),
    ("pixel_code", "event_set_id"),
    ("pixel code", "event_set_id"),
    ("event_set_id", "event_set_id"),
    ("event set", "event_set_id"),
    ("event_source", "event_source"),
    ("advertiser_id", "advertiser_id"),
    ("test_event_code", "test_event_code"),
    ("partner_name", "partner_name"),
)
"""Names of what holds for a whole request, and the destination's key behind each."""

PARTS: Final = frozenset({"data", "user", "properties", "contents", "page"})

EVENT_FIELDS: Final = PARTS | {field.key for field in FIELDS if field.part is not Part.ROUTING}
"""TikTok's names for what an event is made of."""

NAMES: Final = EVENT_FIELDS | {name for name, _ in _SETTINGS}
"""Every name of TikTok's that may be shown, since it can be nobody's data."""

_START: Final = r"(?<![\w.\[\]-])data[.\[]"
PATH: Final = rf"{_START}\d{{1,4}}(?!\d)\]?(?:[.\[](?:\d{{1,4}}|[A-Za-z_]+)\]?)*"
"""The path of a field in a batch, as messages write it: `data.12.user.email`, `data[3].event`."""

_INDEX = re.compile(rf"{_START}(\d{{1,4}})(?!\d)\]?((?:[.\[](?:\d{{1,4}}|[A-Za-z_]+)\]?)*)", re.IGNORECASE)
_QUOTED = re.compile(r"""(["'`])([^"'`]*)\1|\u201c([^\u201d]*)\u201d|\u2018([^\u2019]*)\u2019""")
_WORDS_BEFORE = r"(?:field|parameter|param|value|for|of|the|invalid|missing|wrong|unknown|required|operate)\s+"
_WORDS_AFTER = r"\s*(?:[:=(]|$|(?:is|was|are|must|should|does|do|cannot|can|not|has|field|parameter)\b)"


def event_at_fault(message: str) -> tuple[int, str] | None:
    """Return the index of the first bad event in the batch, from 0, and the path of its bad field ("": not named).

    None if the message names no event.
    """
    found = _INDEX.search(message)
    if found is None:
        return None
    return int(found[1]), found[2].strip(".").replace("[", ".").replace("]", "")


def setting_in(message: str) -> str:
    """Return the destination's key that the message is about, or "".

    The setting must be the subject of the sentence: its name within a row's own words, or beside a field of the event,
    is no reason to stop a whole run.
    """
    text = _QUOTED.sub(_name_or_nothing, message).lower()
    if _names_event_field(text):
        return ""
    for name, key in _SETTINGS:
        if re.search(rf"(?:^\s*|{_WORDS_BEFORE}){name}(?![\w.])|(?<![\w.]){name}{_WORDS_AFTER}", text):
            return key
    return ""


def parameter_in(message: str) -> str:
    """Return the parameter that starts a message such as `description: Missing data for required field`, or ""."""
    found = re.match(r"\s*([a-z][a-z_]{1,40})\s*:", message)
    return found[1] if found else ""


def is_name(text: str) -> bool:
    """True if `text` is a name of TikTok's or a path of such names (`email`, `properties.contents.0.price`)."""
    words = re.split(r"[.\[\]]+", text.strip("[].").lower())
    return all(word in NAMES or (word.isdecimal() and len(word) <= 4) for word in words) and not words[0].isdecimal()


def _name_or_nothing(quoted: re.Match[str]) -> str:
    inside = next((group for group in quoted.groups()[1:] if group is not None), "").strip()
    return f"field {inside} " if is_name(inside) else " "


def _names_event_field(text: str) -> bool:
    """True if the lower-case text names a field of the event. A bare `value` or `event` is an ordinary word."""
    if re.search(rf"\b(?:{'|'.join(sorted(PARTS))})[.\[]\w", text) or parameter_in(text) in EVENT_FIELDS:
        return True
    words = re.findall(r"(field\s+)?(?<![\w.])([a-z_]+)(?![\w.])", text)
    return any(word in EVENT_FIELDS and (named or "_" in word) for named, word in words)
