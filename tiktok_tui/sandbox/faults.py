"""The words of `--fault` and their meaning.

    WHAT[:CHANCE][#COUNT][@PATH]

WHAT is one of TikTok's codes or a word of `WORDS`; CHANCE (0 to 1) defaults to 1; `#3` means exactly the next three
requests that it fits; `@/event/track/` keeps it to one endpoint.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WORDS: dict[str, str] = {
    "CODE": "answer with this code of TikTok's and do nothing, as in 40100:0.1",
    "html-502": "a gateway's HTML page in place of an answer; nothing is done",
    "html-504": "the request is carried out, the gateway answers with HTML",
    "http-429": "HTTP 429 without a body; nothing is done",
    "http-500": "HTTP 500 without a body; nothing is done",
    "slow": "slow:SECONDS[:CHANCE] waits before the request is read",
    "hold": "requests wait until the faults are changed",
    "drop-before": "the connection is reset and nothing is done",
    "drop-after": "the request is carried out and the connection reset without an answer",
    "empty-200": "the request is carried out, the answer is empty",
    "truncated-json": "the request is carried out, the answer breaks off",
    "data-null": "data is null in the answer",
    "data-absent": "there is no data in the answer",
    "nested-lists": "lists of event sets are wrapped in one more list",
    "20001": "the request is carried out, the answer says partially successful",
    "refuse-path": "a refused event is named as data.3.user.email (the default)",
    "refuse-index": "a refused event is named as data[3]",
    "refuse-silent": "a refused event is not named",
    "refuse-echo": "a refused event is named and the value repeated",
    "refuse-wrong-index": "an innocent event is named in place of the refused one",
    "refuse-events": "refuse-events:SHARE refuses that share of events, always the same ones",
    "expire-token-after": "expire-token-after:N makes an access token expire after N requests",
    "qps": "qps:N answers 40100 when more than N requests come in a second",
    "maintenance": "60001 to everything",
    "storm": "storm:CODE:SECONDS answers everything with a code for so long",
    "redirect": "redirect:URL answers with HTTP 302 to that URL",
}
"""Every word with its meaning."""

_WITH_NUMBER = frozenset(("slow", "refuse-events", "expire-token-after", "qps"))
_STYLES = frozenset(word for word in WORDS if word.startswith("refuse-") and word != "refuse-events")
_STANDING = _STYLES | {"refuse-events", "expire-token-after", "qps", "hold", "maintenance", "storm"}
"""Faults that hold for every request: a chance or a count makes no sense for them."""

_TAIL = re.compile(r"(?P<what>.+?)(?:#(?P<count>\d+))?(?:@(?P<path>/\S+))?")


class FaultError(ValueError):
    """A fault that cannot be understood; its text says which and what is possible."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of trouble. `number` is the seconds, share or limit of the words that have one."""

    word: str
    code: int = 0
    number: float = 0.0
    chance: float = 1.0
    count: int | None = None
    path: str = ""
    url: str = ""


def _as_number(spec: str, text: str, low: float = 0.0, high: float = 1e9) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not low <= value <= high:
        raise FaultError(f"fault {spec!r}: {text!r} is not a number from {low:g} to {high:g}")
    return value


def parse_fault(spec: str) -> Fault:
    """One `--fault` as a value. Raises `FaultError`."""
    match = _TAIL.fullmatch(spec.strip())
    if match is None:
        raise FaultError("a fault must not be empty")
    path = match["path"] or ""
    count = int(match["count"]) if match["count"] else None
    if match["what"].startswith("redirect:"):
        return Fault("redirect", url=match["what"].partition(":")[2], count=count, path=path)
    word, *rest = match["what"].split(":")
    code, number, chance = 0, 0.0, 1.0
    if word.isdecimal() and word.isascii() and 20000 < int(word) < 100000:
        code = int(word)
        word = "20001" if code == 20001 else "CODE"
    elif word == "storm" and len(rest) == 2 and rest[0].isdecimal():
        code, number, rest = int(rest[0]), _as_number(spec, rest[1]), []
    elif word in _WITH_NUMBER and rest:
        number = _as_number(spec, rest.pop(0), 0.0, 1.0 if word == "refuse-events" else 1e9)
    elif word not in WORDS or word in ("CODE", "storm", "redirect") or word in _WITH_NUMBER:
        raise FaultError(f"fault {spec!r} is none of: {', '.join(WORDS)}")
    if rest:
        chance = _as_number(spec, rest.pop(0), 0.0, 1.0)
    if rest:
        raise FaultError(f"fault {spec!r} has too many parts")
    if word in _STANDING and (chance != 1.0 or count is not None):
        raise FaultError(f"fault {spec!r}: {word} takes no chance and no count")
    return Fault(word, code, number, chance, count, path)
