"""A request as the endpoints see it, and the strict reading of its parts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import NoReturn

from tiktok_tui.sandbox.answers import Refusal


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_decoder = json.JSONDecoder(parse_constant=_no_constant)


def parse_json(body: bytes) -> object:
    """JSON as the standard has it: UTF-8, no NaN, no Infinity. Raises ValueError."""
    return _decoder.decode(body.decode("utf-8"))


@dataclass(frozen=True, slots=True)
class Request:
    """One request; `path` is without the query, `query` holds the last value of each key."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    """Names in lower case."""
    body: bytes

    def json(self) -> dict[str, object]:
        """The body as an object; refuses anything else with 40002."""
        kind = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            raise Refusal(40002, "Content-Type: must be application/json.")
        try:
            value = parse_json(self.body)
        except (ValueError, RecursionError):
            raise Refusal(40002, "The body is not valid JSON.") from None
        if not isinstance(value, dict):
            raise Refusal(40002, "The body is not a JSON object.")
        return value

    def required(self, name: str) -> str:
        """A query parameter that must be there."""
        value = self.query.get(name, "")
        if not value:
            raise Refusal(40002, f"{name}: Missing data for required field.")
        return value

    def json_list(self, name: str) -> list[str] | None:
        """A query parameter that holds a JSON array of strings, or None when it is absent."""
        if name not in self.query:
            return None
        try:
            value = parse_json(self.query[name].encode())
        except (ValueError, RecursionError):
            value = None
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            raise Refusal(40002, f"{name}: Not a valid list of strings.")
        return value


def text_of(body: dict[str, object], name: str, *, required: bool = True) -> str:
    """A string of a JSON body, never blank when required; 40002 with the field's name otherwise."""
    if name not in body:
        if required:
            raise Refusal(40002, f"{name}: Missing data for required field.")
        return ""
    value = body[name]
    if not isinstance(value, str):
        raise Refusal(40002, f"{name}: Not a valid string.")
    if required and not value.strip():
        raise Refusal(40002, f"{name}: Missing data for required field.")
    return value


def flag_of(body: dict[str, object], name: str, *, default: bool) -> bool:
    """A boolean of a JSON body."""
    value = body.get(name, default)
    if not isinstance(value, bool):
        raise Refusal(40002, f"{name}: Not a valid boolean.")
    return value
