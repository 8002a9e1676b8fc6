"""The forms of a cell: an address, an amount, a date; each with its test."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from tiktok_tui.events import names
from tiktok_tui.events.currencies import CURRENCIES
from tiktok_tui.events.fields import CONTENT_TYPES, EVENT_CHANNELS
from tiktok_tui.events.notations.money_signs import currencies_of
from tiktok_tui.mapping import times
from tiktok_tui.mapping.suggest.vocabulary.states import Sale, judged_kind

Test = Callable[[str], bool]

_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]+")
_FIRST_EMAIL = re.compile(r"([^@]*@[^@;,|/\s]+)[;,|/\s][^@]*@")
_IN_BRACKETS = re.compile(r"<([^<>]*)>$")
_MARKS = " \t'\"`´‘’‚“”„«»‹›<>;,./"  # noqa: RUF001
_HASH = re.compile(r'[0-9a-f]{64}|\["[0-9a-f]{64}"(?:, ?"[0-9a-f]{64}")*\]', re.IGNORECASE)
_OTHER_HASH = re.compile(r"[0-9a-f]{32}|[0-9a-f]{40}", re.IGNORECASE)
_PHONE = re.compile(
    r"(?:[a-z]{1,8}[.:] ?)?\(?(?:\+|00)?\(?\d[\d\s().\-/\u2013]{4,24}(?:\.0|(?:x|ext\.?)\s?\d+)?",
    re.IGNORECASE,
)
_WORLDWIDE = re.compile(r"\+[\d\s().-]{8,20}")
_SIGNS = " -+(\u2212\u25b2\u25b3"
"""Signs before an amount; Japanese accounts write a minus as a triangle."""
_AMOUNT = re.compile(
    r"(?P<before>[^\d]*?)[-+(\u2212\u25b2\u25b3\s]{0,4}\d{1,12}(?:[.,'’\s]\d{2,3})*(?:[.,]\d{1,20}|[.,:/]\s?[-–—]{1,2})?\s?[-)]{0,2}(?P<after>[^\d]*)"  # noqa: RUF001
)
"""A number with anything but digits around it, which must then be a currency."""
_COUNT = re.compile(r"[-+]?\d{1,9}(?:[.,]0+)?")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_IP = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:.]*", re.IGNORECASE)
_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_CLICK = re.compile(r"E\.C\.P\.\S+|\S*[?&]ttclid=\S+|[\w.-]{20,}")
_COUNTRY = re.compile(r"[^\W\d_][^\d@:/_#]{1,59}")
_ID = re.compile(r"[^\s@](?:[^\n@]{0,62}[^\s@])?")
_OBJECTS = re.compile(r"\[?\s*\{\s*[\"']\w")
"""The beginning of an object or of a list of them, as JSON has it and as Python writes it."""
_PIXEL = re.compile(r"\d{15,22}|[A-Z0-9]{15,25}|\d(?:[.,]\d+)?E\+?\d+")
_CHANNELS = frozenset(channel.replace("_", "") for channel in EVENT_CHANNELS)


def _is_amount(text: str) -> bool:
    if (found := _AMOUNT.fullmatch(text)) is None or _is_date(text):
        return False
    around = (found["before"].strip(_SIGNS), found["after"].strip(" -)"))
    return all(not word or currencies_of(word) for word in around)


def money_words(text: str) -> list[str]:
    """Return the signs, codes and names that stand before and after the number of an amount."""
    found = _AMOUNT.fullmatch(text)
    around = (found["before"].strip(_SIGNS), found["after"].strip(" -)")) if found is not None else ()
    return [word for word in around if word]


def _is_date(text: str) -> bool:
    return times.is_written_date(text)


def _is_time(text: str) -> bool:
    return times.reads_by_itself(text) or _is_date(text) or times.is_compact_date(text)


def _is_phone(text: str) -> bool:
    digits = sum(map(str.isdigit, text))
    return bool(_PHONE.fullmatch(text)) and 6 <= digits <= 22 and not _is_date(text)


def _is_event(text: str) -> bool:
    """True for an event, and for one that did not happen, such as `No sale`."""
    return names.nearest(text) is not None or (judged_kind(text) is Sale.NO and any(map(names.nearest, text.split())))


def _is_list(text: str) -> bool:
    return text.startswith("[") and objects_in(text) is not None


def objects_in(text: str) -> list[dict[str, object]] | None:
    """The objects of a JSON list, or None when the text is no list of objects (or too long to read)."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(found, list) and found and all(isinstance(each, dict) for each in found):
        return found
    return None


def _email_list(text: str) -> bool:
    return bool(_EMAIL.fullmatch(_without_marks(text)) or (text.startswith("[") and _EMAIL.search(text)))


def _without_marks(text: str) -> str:
    """An address, the first of several, without what is put around it: quotes, `mailto:`, `Ann <…>`."""
    if (first := _FIRST_EMAIL.match(text)) is not None:
        text = first[1]
    if text.endswith(">") and (found := _IN_BRACKETS.search(text)) is not None:
        text = found[1]
    return text.strip(_MARKS).removeprefix("mailto:").strip(_MARKS)


SHAPES: dict[str, Test] = {
    "email": _email_list,
    "phone": lambda text: _is_phone(text) or (text.startswith("[") and any(map(str.isdigit, text))),
    "worldwide": lambda text: bool(_WORLDWIDE.fullmatch(text)),
    "hash": lambda text: bool(_HASH.fullmatch(text)),
    "other_hash": lambda text: bool(_OTHER_HASH.fullmatch(text)),
    "time": _is_time,
    "date": _is_date,
    "amount": _is_amount,
    "count": lambda text: bool(_COUNT.fullmatch(text)),
    "currency": lambda text: bool(re.fullmatch(r"[A-Za-z]{3}", text) or currencies_of(text)),
    "code": lambda text: text in CURRENCIES,
    "event": _is_event,
    "id": lambda text: bool(_ID.fullmatch(text)) and not _is_date(text),
    "list": _is_list,
    "objects": lambda text: bool(_OBJECTS.match(text)),
    "address": lambda text: bool(_ADDRESS.fullmatch(text)),
    "ip": lambda text: bool(_IP.fullmatch(text)),
    "agent": lambda text: "/" in text and " " in text and not _ADDRESS.match(text),
    "locale": lambda text: bool(_LOCALE.fullmatch(text)),
    "click": lambda text: bool(_CLICK.fullmatch(text)) and (not _ADDRESS.match(text) or "ttclid=" in text),
    "country": lambda text: bool(_COUNTRY.fullmatch(text)),
    "calling_code": lambda text: bool(re.fullmatch(r"(?:\+|00)?[1-9]\d{0,2}(?:\.0)?", text)),
    "clock": times.is_clock_time,
    "content_type": lambda text: text.casefold() in CONTENT_TYPES,
    "channel": lambda text: re.sub(r"[\W_]", "", text.casefold()) in _CHANNELS,
    "pixel": lambda text: bool(_PIXEL.fullmatch(text)),
    "text": lambda text: not _EMAIL.fullmatch(text),
}
"""The forms by their names."""
