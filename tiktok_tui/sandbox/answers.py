"""The answers of the API: a code inside HTTP 200, with TikTok's own words where they are known."""

from __future__ import annotations

from dataclasses import dataclass, field

MESSAGES = {
    0: "OK",
    20001: "Partially successful",
    40000: "Invalid parameters.",
    40001: "No permission. The user must be an admin or operator of the advertiser account.",
    40002: "Invalid parameter.",
    40007: "The object does not exist.",
    40016: "App-level rate limit reached. Please retry in some time.",
    40061: "Invalid batch size.",
    40062: "Personal data is not hashed.",
    40063: "Invalid partner name.",
    40100: "Too many requests. Please retry in some time.",
    40101: "The app ID, secret or auth_code does not match.",
    40102: "Access token is expired.",
    40103: "Refresh token is expired.",
    40104: "Access token is missing.",
    40105: "Access token is incorrect or has been revoked.",
    40107: "Refresh token is incorrect.",
    40110: "The auth_code is used, expired or cancelled.",
    40113: "The app_id does not match the access token.",
    40115: "The auth_code is incorrect.",
    40118: "Not on the allow-list.",
    40130: "The scope is not authorised.",
    40132: "Too many requests for this pixel_code.",
    40133: "Too many requests for this advertiser.",
    50000: "System error.",
    50002: "System timeout.",
    51010: "Downstream service timeout.",
    60001: "The service is under maintenance.",
    61000: "Too many requests.",
}


def message(code: int) -> str:
    """The text that goes with a code, also for one that the table above does not hold."""
    if code in MESSAGES:
        return MESSAGES[code]
    return "System error." if code >= 50000 else "Request refused."


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of an endpoint inside HTTP 200; `data` of None leaves the key out."""

    data: dict[str, object] | None = field(default_factory=dict)
    code: int = 0
    text: str = ""

    @property
    def message(self) -> str:
        """Its own text, or the one of its code."""
        return self.text or message(self.code)


class Refusal(Exception):
    """An endpoint refuses the request; becomes an `Answer` with this code."""

    def __init__(self, code: int, text: str = "", *, data: dict[str, object] | None = None) -> None:
        super().__init__(text or message(code))
        self.answer = Answer(data, code, text)


@dataclass(frozen=True, slots=True)
class Page:
    """An answer that is no API envelope: the authorise page, a redirect, a gateway's HTML or the control answers."""

    status: int
    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
