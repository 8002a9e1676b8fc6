"""The checks that a JSON value can be put to, out of which those of an event are built.

Every check raises `Invalid` for a wrong value; the path grows as the exception passes upwards.
"""

from __future__ import annotations

import ipaddress
import math
import re
from collections.abc import Callable, Mapping
from functools import lru_cache

Check = Callable[[object], None]

_HASH = re.compile(r"[0-9a-f]{64}").fullmatch
_HASH_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
_LATEST_SECOND = 9_999_999_999
"""Ten digits; a time in milliseconds has thirteen."""


class Invalid(Exception):
    """A value that TikTok's page does not allow: its path inside the event, why, and the value itself."""

    def __init__(self, reason: str, value: object, path: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.value = value
        self.path = path

    def below(self, key: str | int) -> Invalid:
        """The same, seen from one level up."""
        self.path = f"{key}.{self.path}" if self.path else str(key)
        return self


def text(value: object) -> None:
    """A JSON string that is not empty."""
    if type(value) is not str:
        raise Invalid("Field may not be null." if value is None else "Not a valid string.", value)
    if not value:
        raise Invalid("Shorter than minimum length 1.", value)


def hashed(value: object) -> None:
    """SHA-256 as 64 lower-case hex digits, or a list of such; the hash of nothing is refused."""
    if type(value) is list:
        if not value:
            raise Invalid("Shorter than minimum length 1.", value)
        for index, entry in enumerate(value):
            if type(entry) is not str or not _HASH(entry) or entry == _HASH_OF_NOTHING:
                raise Invalid("Not a valid SHA-256 hash.", entry, str(index))
    elif type(value) is not str:
        raise Invalid("Field may not be null." if value is None else "Not a valid string.", value)
    elif not _HASH(value) or value == _HASH_OF_NOTHING:
        raise Invalid("Not a valid SHA-256 hash.", value)


def number(value: object) -> None:
    """A finite JSON number; true and false are not numbers."""
    if type(value) is int:
        return
    if not isinstance(value, float) or not math.isfinite(value):
        raise Invalid("Not a valid number.", value)


def integer(value: object) -> None:
    """A JSON number without a fraction."""
    if type(value) is not int:
        raise Invalid("Not a valid integer.", value)


def boolean(value: object) -> None:
    """True or false."""
    if type(value) is not bool:
        raise Invalid("Not a valid boolean.", value)


def unix_seconds(value: object) -> None:
    """Whole seconds since 1970; milliseconds are refused, the age is not checked."""
    if type(value) is not int:
        raise Invalid("Not a valid integer.", value)
    if not 0 <= value <= _LATEST_SECOND:
        raise Invalid("Not a valid Unix timestamp in seconds.", value)


def one_of(*choices: str) -> Check:
    """A string out of a fixed list, in exactly that spelling."""
    allowed = frozenset(choices)

    def check(value: object) -> None:
        if type(value) is not str or value not in allowed:
            raise Invalid("Not a valid choice.", value)

    return check


def an_object(value: object) -> None:
    """A part of the event that is not checked inside."""
    if type(value) is not dict:
        raise Invalid("Not a valid object.", value)


@lru_cache(maxsize=65536)
def _is_public(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_global
    except ValueError:
        return False


def public_address(value: object) -> None:
    """A public IPv4 or IPv6 address."""
    text(value)
    if not _is_public(str(value)):
        raise Invalid("Not a valid public IP address.", value)


def fields(checks: Mapping[str, Check], *, tolerant: bool = False) -> Check:
    """An object whose keys are all known (unless tolerant) and whose values pass their checks."""

    def check(value: object) -> None:
        if type(value) is not dict:
            raise Invalid("Not a valid object.", value)
        for key, inner in value.items():
            found = checks.get(key)
            if found is None:
                if tolerant:
                    continue
                raise Invalid("Unknown field.", inner, key)
            try:
                found(inner)
            except Invalid as wrong:
                raise wrong.below(key) from None

    return check


def list_of(inner: Check) -> Check:
    """A list of at least one item."""

    def check(value: object) -> None:
        if type(value) is not list:
            raise Invalid("Not a valid list.", value)
        if not value:
            raise Invalid("Shorter than minimum length 1.", value)
        for index, entry in enumerate(value):
            try:
                inner(entry)
            except Invalid as wrong:
                raise wrong.below(index) from None

    return check
