"""A request is read as strictly as the standard of JSON, and its parts as strictly as TikTok's pages say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tiktok_tui.sandbox.answers import Refusal
from tiktok_tui.sandbox.request import Request, flag_of, parse_json, text_of


@pytest.mark.parametrize("body", [b"NaN", b"[Infinity]", b'{"a": -Infinity}', b"\xff", b"", b"1 2"])
def test_what_is_no_json_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each has words of its own
        parse_json(body)


def test_json_is_read() -> None:
    assert parse_json(b'{"a": [1, 2.5, null, "\xc3\xa4"]}') == {"a": [1, 2.5, None, "ä"]}


def refused(act: Callable[[], object]) -> str:
    """The words that `act` is refused with, always as 40002."""
    with pytest.raises(Refusal) as caught:
        act()
    assert caught.value.answer.code == 40002
    return caught.value.answer.message


def request(body: bytes = b"", kind: str | None = "application/json", **query: str) -> Request:
    return Request("POST", "/x/", query, {} if kind is None else {"content-type": kind}, body)


@pytest.mark.parametrize("kind", ["application/json", "Application/JSON; charset=utf-8", " application/json "])
def test_a_body_is_an_object_of_json(kind: str) -> None:
    assert request(b'{"a": 1}', kind).json() == {"a": 1}


@pytest.mark.parametrize(
    "kind", [None, "", "text/plain", "text/json", "application/json+x", "text/plain; application/json"]
)
def test_a_body_is_sent_as_json(kind: str | None) -> None:
    assert refused(request(b"{}", kind).json) == "Content-Type: must be application/json."


@pytest.mark.parametrize(
    ("body", "says"),
    [
        *((body, "The body is not valid JSON.") for body in (b"", b"{", b'{"a": NaN}', b"\xff", b"[" * 100_000)),
        *((body, "The body is not a JSON object.") for body in (b"[]", b"null", b"5", b'"a"')),
    ],
)
def test_another_body_is_refused(body: bytes, says: str) -> None:
    assert refused(request(body).json) == says


def test_a_parameter_that_must_be_there() -> None:
    assert request(page="2").required("page") == "2"
    for given in (request(), request(page="")):
        assert refused(lambda given=given: given.required("page")) == "page: Missing data for required field."  # type: ignore[misc]


def test_a_parameter_that_is_a_list_of_strings() -> None:
    assert request().json_list("ids") is None
    assert request(ids='["a", "b"]').json_list("ids") == ["a", "b"]
    assert request(ids="[]").json_list("ids") == []
    for wrong in ("", "7", "[7]", '["a", 7]', '{"a": 1}', "[", "[" * 100_000, "[NaN]", '"a"'):
        assert refused(lambda wrong=wrong: request(ids=wrong).json_list("ids")) == "ids: Not a valid list of strings."  # type: ignore[misc]


def test_a_text_of_a_body() -> None:
    body: dict[str, object] = {"name": " a ", "blank": " ", "number": 7, "none": None}
    assert text_of(body, "name") == " a "
    assert text_of(body, "missing", required=False) == ""
    assert text_of(body, "blank", required=False) == " "
    for name, says in (
        *(("missing", "Missing data for required field."), ("blank", "Missing data for required field.")),
        *(("number", "Not a valid string."), ("none", "Not a valid string.")),
    ):
        assert refused(lambda name=name: text_of(body, name)) == f"{name}: {says}"  # type: ignore[misc]
    assert refused(lambda: text_of(body, "number", required=False)) == "number: Not a valid string."


def test_a_flag_of_a_body() -> None:
    body: dict[str, object] = {"yes": True, "no": False, "number": 1, "none": None}
    assert [flag_of(body, name, default=True) for name in ("yes", "no", "missing")] == [True, False, True]
    assert not flag_of(body, "missing", default=False)
    for name in ("number", "none"):
        assert refused(lambda name=name: flag_of(body, name, default=True)) == f"{name}: Not a valid boolean."  # type: ignore[misc]
