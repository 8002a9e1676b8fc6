"""The one table of TikTok's answer codes and of HTTP statuses: what each means, and what to do about it.

Source: the official SDK's enum and the digest of the page "Return codes" (doc 1737172488964097). Nearly every answer
is HTTP 200 and its code decides; where something on the way answers instead of TikTok, the HTTP status decides. Unknown
codes go by their range: 4xxxx are permanent, 5xxxx and 6xxxx pass by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

EXPIRED: Final = frozenset({40102, 40105})
"""The codes after which a token is renewed: expired; invalid or revoked."""

REPEATED: Final = 40050
"""TikTok has had this very request before, so an earlier try got through."""


class Kind(StrEnum):
    """The reaction that a code asks for."""

    ACCEPTED = "accepted"
    TRANSIENT = "transient"
    """Wait, then send the same bytes again."""
    THROTTLED = "throttled"
    """As transient, and send less at once. The request was not carried out."""
    ROW = "row"
    """An event (or a parameter of the request) is wrong; the others can be sent without it."""
    SETTINGS = "settings"
    """A setting is wrong; nothing will be accepted until it is corrected."""
    TOKEN = "token"
    """The token or the app behind it is no longer valid: reauthorise."""
    PERMISSION = "permission"
    """The token is valid but lacks a permission."""


@dataclass(frozen=True, slots=True)
class Code:
    """One code: `meaning` ends a sentence that starts with "TikTok answered"; `remedy` says what to do.

    `field` is the setting at fault, where a code names one; `wait` is in seconds, where TikTok says how long;
    `not_begun` marks a transient code with which TikTok says that it has not carried the request out.
    """

    number: int
    kind: Kind
    meaning: str
    remedy: str = ""
    field: str = ""
    wait: float | None = None
    not_begun: bool = False

    @property
    def in_doubt(self) -> bool:
        """True if the request may have been carried out all the same, so that it must keep its event IDs."""
        return self.kind is Kind.TRANSIENT and not self.not_begun


_REAUTHORISE = "Reauthorise the credential."
_ROLE = (
    "Whoever authorised needs the role Operator or Admin in the ad account; Analyst is not enough. If the role is "
    "right, check that the event set (or pixel) belongs to this advertiser. A token of Events Manager may send events "
    "and nothing else: type the IDs."
)
_SCOPE = (
    "Sending events (Measurement: Report Conversion Event), event sets (Offline Events) and pixels are separate "
    "permissions. Add the one that is missing to the app, then reauthorise; an event set's ID can also be typed."
)
_APP = "Check the app ID and the secret on the app's page in TikTok's developer portal."
_LATER = "It is tried again by itself."
_DESTINATION = "Check the destination in Events Manager."
_PROGRAM = "Update tiktok-tui; if that does not help, report it with the request ID."
_NETWORK = "Check TIKTOK_TUI_API_URL and any proxy."

_R, _S, _C, _P, _W, _T = Kind.ROW, Kind.SETTINGS, Kind.TOKEN, Kind.PERMISSION, Kind.TRANSIENT, Kind.THROTTLED

CODES: dict[int, Code] = {
    code.number: code
    for code in (
        Code(0, Kind.ACCEPTED, "that the request succeeded"),
        Code(20001, Kind.ACCEPTED, "that the request succeeded in part"),
        Code(40000, _R, "that a parameter is invalid", "Correct what the message names."),
        Code(40001, _P, "that this is not permitted", _ROLE),
        Code(40002, _R, "that a value is invalid", "Correct what the message names."),
        Code(40003, _P, "that this is forbidden", _ROLE),
        Code(40006, _S, "that this version of the API is not known", _NETWORK, "api_url"),
        Code(40007, _S, "that the object does not exist", _DESTINATION, "event_set_id"),
        Code(40008, _S, "that this is not offered there", _NETWORK, "api_url"),
        Code(40009, _S, "that this is not offered there", _NETWORK, "api_url"),
        Code(40010, _S, "that the request came to the wrong host", _NETWORK, "api_url"),
        Code(40011, _R, "that there are too many IDs", "Ask for fewer at once."),
        Code(40013, _S, "that its own sandbox does not offer this", _NETWORK, "api_url"),
        Code(40014, _S, "that its own sandbox does not offer this", _NETWORK, "api_url"),
        Code(40016, _T, "that the app sends too much", _LATER),
        Code(REPEATED, Kind.ACCEPTED, "that it has had this very request before"),
        Code(40051, _S, "that the request came to the wrong host", _NETWORK, "api_url"),
        Code(40061, _R, "that the batch has the wrong size", "It is sent in smaller batches."),
        Code(40062, _R, "that personal data is not hashed", "Hash identifiers with SHA-256, or export them plain."),
        Code(40063, _S, "that the partner name is not registered", _PROGRAM, "partner_name"),
        Code(40100, _T, "that requests come too often", _LATER),
        Code(40101, _C, "that app ID, secret and authorisation do not fit together", _APP, "app_secret"),
        Code(40102, _C, "that the access token has expired", _REAUTHORISE),
        Code(40103, _C, "that the refresh token has expired", _REAUTHORISE),
        Code(40104, _C, "that the access token is missing", _REAUTHORISE),
        Code(40105, _C, "that the access token is invalid or was revoked", _REAUTHORISE),
        Code(40106, _C, "that the user behind the token does not exist", _REAUTHORISE),
        Code(40107, _C, "that the refresh token is invalid or was used before", _REAUTHORISE),
        Code(40108, _C, "that tokens cannot be had in this way", _REAUTHORISE),
        Code(40110, _C, "that the authorisation was used, has expired or was cancelled", "Authorise again."),
        Code(40112, _C, "that the password is wrong", _REAUTHORISE),
        Code(40113, _C, "that the app is blocked or the token belongs to another app", _APP, "app_id"),
        Code(40115, _C, "that the authorisation has expired", "Authorise again."),
        Code(40116, _C, "that the signature is wrong", _REAUTHORISE),
        Code(40117, _C, "that the way of authorising is wrong", _REAUTHORISE),
        Code(40118, _P, "that the account is not on the allow-list for this", "Ask TikTok's support to be put on it."),
        Code(40119, _C, "that the identity could not be confirmed", _REAUTHORISE),
        Code(40124, _P, "that the developer is not approved yet", "Wait for TikTok's approval of the app."),
        Code(40125, _P, "that the app lacks the permission", _SCOPE),
        Code(40130, _P, "that the token lacks the permission", _SCOPE),
        Code(40132, _T, "that requests for this pixel come too often", _LATER, wait=5),
        Code(40133, _T, "that requests for this advertiser come too often", _LATER, wait=5),
        Code(40200, _W, "that a task of its own failed", _LATER),
        Code(40201, _W, "that it is not ready yet", _LATER, not_begun=True),
        Code(40202, _W, "that something else was writing at the same time", _LATER, not_begun=True),
        Code(40300, _S, "that the advertiser does not exist", _DESTINATION, "advertiser_id"),
        Code(40301, _S, "that the advertiser does not fit", _DESTINATION, "advertiser_id"),
        Code(40302, _S, "that the advertiser does not fit", _DESTINATION, "advertiser_id"),
        Code(40400, _S, "that there is nothing at this address", _NETWORK, "api_url"),
        Code(40700, _W, "that its own check of the request failed", _LATER),
        Code(41000, _P, "that requests from this place are blocked", "Use a network that TikTok serves."),
        Code(41001, _S, "that this part of the API was taken out of service", _PROGRAM, "api_url"),
        Code(41002, _S, "that fields of the request were taken out of service", _PROGRAM),
        Code(50000, _W, "that it has an error of its own", _LATER),
        Code(50002, _W, "that it took too long", _LATER),
        Code(53102, _W, "that it could not read the request", _LATER),
        Code(53103, _W, "that it could not read the request", _LATER),
        Code(60001, _W, "that it is under maintenance", _LATER, wait=300, not_begun=True),
        Code(61000, _T, "that there are too many requests", _LATER),
    )
}


def meaning_of(number: int) -> Code:
    """Return the table's entry for `number`, or one made from its range."""
    if known := CODES.get(number):
        return known
    match number:
        case _ if 20000 < number < 30000:
            return Code(number, Kind.ACCEPTED, "that the request succeeded in part")
        case _ if 40100 <= number < 40200:
            return Code(number, Kind.TOKEN, "that the credential was refused", _REAUTHORISE)
        case _ if 40300 <= number < 40400:
            return Code(number, Kind.SETTINGS, "that the advertiser was refused", _DESTINATION, "advertiser_id")
        case _ if 51000 <= number < 52205:
            return Code(number, Kind.TRANSIENT, "that a service behind it failed", _LATER)
        case _ if 50000 <= number < 70000:
            return Code(number, Kind.TRANSIENT, "that it has an error of its own", _LATER)
        case _ if 40000 <= number < 50000:
            return Code(number, Kind.SETTINGS, "that the request was refused", _PROGRAM)
        case _:
            return Code(number, Kind.SETTINGS, "with a code that is not known", _PROGRAM)


def kind_of_status(status: int) -> Kind:
    """Return the reaction to an HTTP status that comes without a code of TikTok's."""
    match status:
        case 413:
            return Kind.ROW  # a part of the request may be small enough
        case 429:
            return Kind.THROTTLED
        case 408 | 425:
            return Kind.TRANSIENT
        case _ if status >= 500 or 200 <= status < 300:
            return Kind.TRANSIENT
        case _:
            return Kind.SETTINGS


def is_status(code: int) -> bool:
    """True for a `code` that is an HTTP error's number: gateways write it where TikTok has a code of five digits."""
    return 400 <= code < 600
