"""Each check of a JSON value, with the reason, the path and the value that it refuses with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.bodies import EMAIL, HASH_OF_NOTHING, PHONE
from tiktok_tui.sandbox import values
from tiktok_tui.sandbox.values import Invalid, fields, list_of

Check = Callable[[object], None]


def refusal(check: Check, value: object) -> tuple[str, str, object] | None:
    """The path, the reason and the value that `check` refuses with, or None."""
    try:
        check(value)
    except Invalid as wrong:
        return wrong.path, wrong.reason, wrong.value
    return None


STRING, NULL, SHORT = "Not a valid string.", "Field may not be null.", "Shorter than minimum length 1."
HASH, NUMBER, INTEGER = "Not a valid SHA-256 hash.", "Not a valid number.", "Not a valid integer."
TIME, IP, OBJECT = "Not a valid Unix timestamp in seconds.", "Not a valid public IP address.", "Not a valid object."


def each(check: Check, reason: str, *wrong: object) -> list[tuple[Check, object, str]]:
    return [(check, value, reason) for value in wrong]


@pytest.mark.parametrize(
    ("check", "value", "reason"),
    [
        *each(values.text, STRING, 5, True, [], {}),
        *each(values.text, NULL, None),
        *each(values.text, SHORT, ""),
        *each(values.hashed, STRING, 5, {}, True),
        *each(values.hashed, NULL, None),
        *each(values.hashed, SHORT, []),
        *each(values.hashed, HASH, "", EMAIL.upper(), EMAIL[1:], f"{EMAIL}\n", HASH_OF_NOTHING),
        *each(values.number, NUMBER, None, "1", True, float("nan"), float("inf")),
        *each(values.integer, INTEGER, None, "1", True, 1.0),
        *each(values.boolean, "Not a valid boolean.", None, 0, 1, "true"),
        *each(values.unix_seconds, INTEGER, None, "1", True, 1.0),
        *each(values.unix_seconds, TIME, -1, 10_000_000_000),
        *each(values.one_of("a", "b"), "Not a valid choice.", None, "A", "", "c", ["a"]),
        *each(values.an_object, OBJECT, None, [], "a"),
        *each(values.public_address, IP, "10.0.0.1", "127.0.0.1", "1.2.3", "fe80::1", "::1"),
        *each(values.public_address, STRING, 5),
        *each(list_of(values.text), "Not a valid list.", "a", {}, None),
        *each(list_of(values.text), SHORT, []),
        *each(fields({}), OBJECT, [], None),
    ],
)
def test_a_wrong_value_is_refused_with_its_reason(check: Check, value: object, reason: str) -> None:
    path, said, shown = refusal(check, value) or ("accepted", "", None)
    assert (path, said) == ("", reason)
    assert shown is value


@pytest.mark.parametrize(
    ("check", "value"),
    [
        (values.text, "a"),
        *((values.hashed, value) for value in (EMAIL, [EMAIL], [EMAIL, PHONE])),
        *((values.number, value) for value in (0, -1, 1.5, 10**30)),
        *((values.integer, value) for value in (0, -1, 10**30)),
        *((values.boolean, value) for value in (True, False)),
        *((values.unix_seconds, value) for value in (0, 9_999_999_999)),
        *((values.one_of("a", "b"), value) for value in ("a", "b")),
        (values.an_object, {}),
        *((values.public_address, value) for value in ("13.57.97.131", "2600::1")),
        (list_of(values.text), ["a", "b"]),
        (fields({"a": values.text}), {}),
        (fields({"a": values.text}), {"a": "b"}),
        (fields({"a": values.text}, tolerant=True), {"a": "b", "c": 5}),
    ],
)
def test_a_right_value_is_taken(check: Check, value: object) -> None:
    assert refusal(check, value) is None


def test_the_path_grows_from_the_inside_to_the_outside() -> None:
    event = fields({"contents": list_of(fields({"price": values.number})), "email": values.hashed})
    assert refusal(event, {"contents": [{"price": 1}, {"price": "8"}]}) == ("contents.1.price", NUMBER, "8")
    assert refusal(event, {"contents": [{"price": 1}, 7]}) == ("contents.1", OBJECT, 7)
    assert refusal(event, {"contents": [{"cost": 1}]}) == ("contents.0.cost", "Unknown field.", 1)
    assert refusal(event, {"email": [EMAIL, HASH_OF_NOTHING]}) == ("email.1", HASH, HASH_OF_NOTHING)
    assert refusal(event, {"email": [None]}) == ("email.0", HASH, None)
    assert refusal(fields({"a": values.text}, tolerant=True), {"b": 1, "a": 2}) == ("a", STRING, 2)
