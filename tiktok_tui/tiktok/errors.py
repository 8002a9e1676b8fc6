"""What TikTok refuses or fails to do, as errors whose class says what the sender does next.

TikTokError (an AppError)
├── Transient          (UnreachableError)  wait, then send the same bytes again
├── RowRefused                             leave one event out, send the rest
├── SettingsRefused    (SettingsError)     stop until `field` is mended
└── CredentialRefused  (CredentialError)   stop until the credential is reauthorised or permitted
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tiktok_tui.events.errors import AppError, CredentialError, SettingsError, UnreachableError
from tiktok_tui.tiktok.codes import Code, Kind, meaning_of
from tiktok_tui.tiktok.redaction import redacted


class TikTokError(AppError):
    """TikTok answered with a code that is not success, or did not answer.

    `code` is TikTok's own (0: there was no answer that could be read), `request_id` what its support asks for,
    `message` TikTok's words without anybody's data.
    """

    def __init__(self, what: str, *, code: int = 0, request_id: str = "", message: str = "", remedy: str = "") -> None:
        AppError.__init__(self, what, where=f"request {request_id}" if request_id else "", remedy=remedy)
        self.code = code
        self.request_id = request_id
        self.message = message


class Transient(TikTokError, UnreachableError):
    """It passes by itself. `wait`: seconds that TikTok asks for, or None; `throttled`: send less at once.

    `unsent`: the request never left, as there was no connection; otherwise it may have been carried out.
    """

    wait: float | None = None
    throttled: bool = False
    unsent: bool = False


class RowRefused(TikTokError):
    """One event of the batch is wrong. `index`: its place in the batch from 0, or None when TikTok does not say;
    `field`: the path in the event that TikTok names, or "".
    """

    index: int | None = None
    field: str = ""


class SettingsRefused(TikTokError, SettingsError):
    """A setting is wrong: `field` is the destination's key, `api_url`, or "" where TikTok does not say."""

    field: str = ""


class CredentialRefused(TikTokError, CredentialError):
    """The credential will not do. `reauthorise`: a new authorisation mends it; else a permission is missing."""

    reauthorise: bool = True
    field: str = ""


_INDEX = re.compile(r"data[.\[](\d{1,4})\]?((?:[.\[](?:\d{1,4}|[A-Za-z_]+)\]?)*)", re.IGNORECASE)
_FREQUENCY = re.compile(
    r"too many requests|too frequent|frequen|rate limit|\bqps\b|\bqpm\b|\bqpd\b|throttl", re.IGNORECASE
)
_TIMEOUT = re.compile(r"time[d]?[ -]?out", re.IGNORECASE)
_SETTINGS = (
    ("event_source_id", "event_set_id"),
    ("pixel_code", "event_set_id"),
    ("pixel code", "event_set_id"),
    ("event_set_id", "event_set_id"),
    ("event_source", "event_source"),
    ("advertiser_id", "advertiser_id"),
    ("test_event_code", "test_event_code"),
    ("partner_name", "partner_name"),
)

_ABOUT = {
    "event_set_id": "Check the event set: an offline one is a number of 19 digits, for web it is the pixel's code.",
    "event_source": "Check whether the destination is for offline or for web.",
    "advertiser_id": "Check the advertiser's ID: 19 digits, as Ads Manager shows it.",
}
"""What to do about a setting that TikTok names in its own words."""


def event_at_fault(message: str) -> tuple[int, str] | None:
    """The index of the first bad event and the path of its bad field, where a 40002 names them (`data.12.user.email`).

    TikTok documents no form for it; this is what other senders have seen.
    """
    found = _INDEX.search(message)
    if found is None:
        return None
    return int(found[1]), found[2].strip(".").replace("[", ".").replace("]", "")


def error_for(
    code: int, message: str, request_id: str = "", *, events: bool = False, secrets: Iterable[str] = ()
) -> TikTokError:
    """The error for one of TikTok's codes. `events`: it answers a batch of events, so a bad value is a bad row.

    `secrets` are cut out of the message wherever they stand.
    """
    entry = meaning_of(code)
    said = redacted(message, secrets)
    kind = _kind_of(entry, message)
    setting = entry.field or _setting_in(message)
    at_fault = event_at_fault(message)
    if kind is Kind.ROW and (not events or (setting and at_fault is None)):
        kind = Kind.SETTINGS
    what = f"TikTok answered {entry.meaning} ({code})" + (f": {said}" if said else ".")
    if not what.endswith((".", "!", "?", "…")):
        what += "."
    error: TikTokError
    match kind:
        case Kind.TRANSIENT | Kind.THROTTLED:
            error = Transient(what, code=code, request_id=request_id, message=said, remedy=entry.remedy)
            error.wait, error.throttled = entry.wait, kind is Kind.THROTTLED
        case Kind.ROW:
            error = RowRefused(what, code=code, request_id=request_id, message=said, remedy=entry.remedy)
            error.index, error.field = at_fault or (None, "")
        case Kind.TOKEN | Kind.PERMISSION:
            error = CredentialRefused(what, code=code, request_id=request_id, message=said, remedy=entry.remedy)
            error.reauthorise, error.field = kind is Kind.TOKEN, setting
        case _:
            remedy = _ABOUT.get(setting, entry.remedy) if entry.kind is Kind.ROW else entry.remedy
            error = SettingsRefused(what, code=code, request_id=request_id, message=said, remedy=remedy)
            error.field = setting or _parameter_in(message)
    return error


def _kind_of(entry: Code, message: str) -> Kind:
    """The kind of the code, but for the two under which throttling and time-outs have been seen."""
    if entry.number == 40000 and _FREQUENCY.search(message):
        return Kind.THROTTLED
    if entry.number == 40700 and _TIMEOUT.search(message):
        return Kind.TRANSIENT
    return entry.kind


def _setting_in(message: str) -> str:
    """The destination's key that the message is about, or ""."""
    text = message.lower()
    return next((key for name, key in _SETTINGS if name in text), "")


def _parameter_in(message: str) -> str:
    """The parameter that a message such as `description: Missing data for required field` starts with, or ""."""
    found = re.match(r"\s*([a-z][a-z_]{1,40})\s*:", message)
    return found[1] if found else ""
