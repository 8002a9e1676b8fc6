"""TikTok's refusals and failures, as errors whose class says what the sender does next.

TikTokError (an AppError)
├── Transient          (UnreachableError)  wait, then send the same bytes again
├── RowRefused                             leave one event out, send the rest
├── SettingsRefused    (SettingsError)     stop until `field` is corrected
└── CredentialRefused  (CredentialError)   stop until the credential is reauthorised or permitted
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from tiktok_tui.events.errors import AppError, CredentialError, SettingsError, UnreachableError
from tiktok_tui.tiktok.codes import Code, Kind, kind_of_status, meaning_of
from tiktok_tui.tiktok.messages import event_at_fault, parameter_in, setting_in
from tiktok_tui.tiktok.redaction import redacted


class TikTokError(AppError):
    """TikTok answered with a code that is not success, or did not answer.

    `code` is TikTok's own (0: there was no answer that could be read), `request_id` what its support asks for,
    `message` TikTok's words without anybody's data.
    """

    guide = "troubleshooting"

    def __init__(self, what: str, *, code: int = 0, request_id: str = "", message: str = "", remedy: str = "") -> None:
        AppError.__init__(self, what, where=f"request {request_id}" if request_id else "", remedy=remedy)
        self.code = code
        self.request_id = request_id
        self.message = message


class Transient(TikTokError, UnreachableError):
    """It passes by itself. `wait`: seconds that TikTok asks for, or None; `throttled`: send less at once.

    `in_doubt`: the request may have been carried out, so it must be sent again with the same event IDs, and soon. False
    where it never left, or where TikTok says that it has not begun with it.
    """

    wait: float | None = None
    throttled: bool = False
    in_doubt: bool = True


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
    """The credential is refused. `reauthorise`: a new authorisation helps; otherwise a permission is missing."""

    reauthorise: bool = True
    field: str = ""


_FREQUENCY = re.compile(
    r"too many requests|too frequent|frequen|rate limit|\bqps\b|\bqpm\b|\bqpd\b|throttl", re.IGNORECASE
)

_ABOUT = {
    "event_set_id": "Check the event set: an offline one is a number of 19 digits, for web it is the pixel's code.",
    "event_source": "Check whether the destination is for offline or for web.",
    "advertiser_id": "Check the advertiser's ID: 19 digits, as Ads Manager shows it.",
}
"""Advice about a setting that TikTok names in its own words."""

_CHECK_ADDRESS = "Check TIKTOK_TUI_API_URL and any proxy. The token is never sent on to another address."


def error_for(
    code: int,
    message: str,
    request_id: str = "",
    *,
    events: bool = False,
    status: int = 200,
    wait: float | None = None,
    secrets: Iterable[str] = (),
    known: Iterable[str] = (),
) -> TikTokError:
    """Return the error for one of TikTok's codes. `events`: it answers a batch of events, so a bad value is a bad row.

    `status` is the HTTP status that came with the code, `wait` the seconds that the answer asks for. `secrets` are cut
    out of the message wherever they stand; `known` IDs stay in it.
    """
    entry = meaning_of(code)
    said = redacted(message, secrets, known)
    at_fault = event_at_fault(message)
    setting = entry.field or setting_in(message)
    kind = _kind_of(entry, message, at_fault is not None)
    if kind is Kind.ROW and (not events or (setting and at_fault is None)):
        kind = Kind.SETTINGS
    what = f"TikTok answered {entry.meaning} ({code})" + (f": {said}" if said else ".")
    if not what.endswith((".", "!", "?", "…")):
        what += "."
    error: TikTokError
    match kind:
        case Kind.TRANSIENT | Kind.THROTTLED:
            error = Transient(what, code=code, request_id=request_id, message=said, remedy=entry.remedy)
            error.wait = max(filter(None, (entry.wait, wait)), default=None)
            error.throttled = kind is Kind.THROTTLED or status == 429
            error.in_doubt = not error.throttled and (entry.in_doubt or status >= 500)
        case Kind.ROW:
            error = RowRefused(what, code=code, request_id=request_id, message=said, remedy=entry.remedy)
            error.index, error.field = at_fault or (None, "")
        case Kind.TOKEN | Kind.PERMISSION:
            error = CredentialRefused(what, code=code, request_id=request_id, message=said, remedy=entry.remedy)
            error.reauthorise, error.field = kind is Kind.TOKEN, setting
        case _:
            remedy = _ABOUT.get(setting, entry.remedy) if entry.kind is Kind.ROW else entry.remedy
            error = SettingsRefused(what, code=code, request_id=request_id, message=said, remedy=remedy)
            error.field = setting or parameter_in(message)
    return error


def error_for_status(status: int, path: str, request_id: str = "", *, wait: float | None = None) -> TikTokError:
    """Return the error for an answer without a code of TikTok's: a gateway's, a proxy's, a wrong address's.

    `path` is the address that was asked for, below the base URL.
    """
    match kind_of_status(status):
        case Kind.ROW:
            what = f"The request is too large for TikTok (HTTP {status})."
            return RowRefused(what, code=status, request_id=request_id, remedy="It is sent in smaller parts.")
        case Kind.TRANSIENT | Kind.THROTTLED as kind:
            readable = not 200 <= status < 300
            what = f"TikTok could not answer (HTTP {status})." if readable else "TikTok's answer cannot be read."
            code = status if readable else 0
            error = Transient(what, code=code, request_id=request_id, remedy="It is tried again.")
            error.wait, error.throttled = wait, kind is Kind.THROTTLED
            error.in_doubt = not error.throttled
            return error
        case _:
            return _wrong_address(status, path, request_id)


def _wrong_address(status: int, path: str, request_id: str) -> SettingsRefused:
    remedy = _CHECK_ADDRESS
    if status == 407:
        what, remedy = "The proxy asks for a user name and password (HTTP 407).", PROXY_LOGIN
    elif 300 <= status < 400:
        what = f"The server at TikTok's address redirects to another one (HTTP {status} for {path})."
    else:
        what = f"The server at TikTok's address does not know the request, or denies it (HTTP {status} for {path})."
    refused = SettingsRefused(what, code=status, request_id=request_id, remedy=remedy)
    refused.field = "api_url"
    return refused


PROXY_LOGIN: Final = "Put them into HTTPS_PROXY: http://USER:PASSWORD@HOST:PORT, or ask who runs the proxy."


def _kind_of(entry: Code, message: str, event_named: bool) -> Kind:
    """Return the kind of the code; for some, the message decides."""
    if entry.number == 40000 and _FREQUENCY.search(message):
        return Kind.THROTTLED
    if entry.number == 40700 and event_named:
        return Kind.ROW
    return entry.kind
