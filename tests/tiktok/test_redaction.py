"""TikTok's messages keep what helps and lose what is somebody's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiktok_tui.events.hidden import is_hidden
from tiktok_tui.tiktok.redaction import LONGEST, LONGEST_DATA, redacted, redacted_json


@pytest.mark.parametrize(
    "message",
    [
        "Invalid value for event_source_id: not a valid string",
        "data.12.user.email: Not a valid string.",
        "data[3].properties.contents[0].price: Not a valid number.",
        "data.1000.properties.contents.9999.price: Not a valid number.",
        "QPS limit 10, current QPS 12",
        "description: Missing data for required field",
        "don't do that, it's wrong",
        'Field "email" is invalid',
        "Field 'properties.contents.0.price' is invalid, and `order_id` is, and “brand” too",
        'The path "data.12.user.email" is wrong',
    ],
)
def test_what_helps_stays(message: str) -> None:
    assert redacted(message) == message


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("data.3.user.email: 'ann@example.com' is not valid", "data.3.user.email: … is not valid"),
        ("data.3.user.email: ann@example.com", "data.3.user.email: …"),
        ("data.0.user.email.ann@example.com", "data.0.user.email…"),
        ("phone +1 (206) 555-0123 is wrong", "phone … is wrong"),
        ("data.0.phone.12065550123", "data.0.phone.…"),
        ('got "Ann Smith', "got …"),
        ("hash " + "ab" * 32, "hash …"),
        ("hash " + "ab" * 8, "hash …"),
        ("hash " + "ab" * 15 + "c", "hash …"),
        ("ip 203.0.113.7 and 2001:db8::7", "ip … and …"),
        ("page https://shop.example/?q=ann", "page …"),
        ('got "Ann "email" Smith" here', "got …email… here"),
        ('name "email Ann"', "name …"),
        ('bad ann"x@b.example here', "bad … here"),
        ('got "Ann\'s "email" Smith" here', "got …email… here"),
        ('of 5", 6" and 7" "email" Ann" here', "of 5… and 7…email… here"),
        ('value "O\'Brien "phone" 5" is wrong', "value …phone… is wrong"),
        ("it's 'Ann', isn't it", "it's …, isn't it"),
        ("got 'Ann 'email' Smith' here", "got …email… here"),
        ("got 'Ann 'email' Smith'", "got …email…"),
        ("line\nbreak\x1b[31m", "line break [31m"),
        ("token " + "g7-_~=+/" * 4 + " and " + "g7-_~=+" * 4 + "xyz", "token … and " + "g7-_~=+" * 4 + "xyz"),
        ("hash " + "ab" * 7 + "a and " + "AB" * 8, "hash " + "ab" * 7 + "a and …"),
        ("id 123456 and (12) 34/5.6 but 12345", "id … and … but 12345"),
        ("ip ::ffff:1:2 at 10:30:45", "ip … at 10:30:45"),
        ("got \u201cAnn Smith\u201d, \u201cemail\u201d and \u201cAnn", "got …, \u201cemail\u201d and …"),
        ("got \u2018Ann Smith\u2019, `Bob` and `email`, `Jo", "got …, … and `email`, …"),
        ("got 'Ann Smith", "got …"),
        ("got \"\" and '' and “” here", "got … and … and … here"),
        ("see ftp://shop.example/ann, or not", "see … or not"),
        (
            "data.3.user.email: bad, DATA[4].user.phone, metadata.12345678.x",
            "data.3.user.email: bad, DATA[4].user.phone, metadata.….x",
        ),
    ],
)
def test_what_is_somebodys_goes(message: str, kept: str) -> None:
    assert redacted(message) == kept


def test_the_ids_of_the_request_stay() -> None:
    message = "No permission to operate event set '7200000000000000001' of 7000000000000000001, got 7300000000000000001"
    left = redacted(message, known=["7200000000000000001", "7000000000000000001", ""])
    assert left == "No permission to operate event set '7200000000000000001' of 7000000000000000001, got …"
    assert redacted(message, known=["72000000000000000", "C4"]).count("…") == 3, "only whole IDs"
    assert redacted("set C4AB, c4ab-1 and 17-C4AB7", known=["C4AB", "17"]) == "set C4AB, c4ab-1 and 17-C4AB7"
    for part in ("7200000000000000", "200000000000000000", "0000000000000001"):
        assert redacted("got 7200000000000000001 and 7200000000000000001-2", known=[part]) == "got … and …-2"
    shorter_first = ["7200000000000000001", "7200000000000000001-2"]
    assert redacted("set 7200000000000000001-2 is bad", known=shorter_first) == "set 7200000000000000001-2 is bad"


def test_an_id_that_is_blank_keeps_nothing() -> None:
    assert redacted("phone +1 (206) 555-0123, 'Ann' of 72", known=["", "72"]) == "phone …, … of 72"


@given(st.emails(), st.sampled_from(["{}", "data.7.user.email: {}", "got '{}' here", "bad value {}, sorry"]))
def test_no_address_survives(email: str, form: str) -> None:
    _, _, domain = email.partition("@")
    left = redacted(form.format(email))
    assert email not in left
    assert "@" not in left or domain not in left


@given(st.from_regex(r"\+[1-9][0-9]{7,14}", fullmatch=True), st.sampled_from(["{}", "data.7.user.phone: {}", "({})"]))
def test_no_phone_number_survives(phone: str, form: str) -> None:
    assert phone[1:] not in redacted(form.format(phone))


@given(st.text(max_size=1000), st.text("abcXYZ123", min_size=4, max_size=40))
def test_named_secrets_go_and_the_text_stays_one_short_line(message: str, secret: str) -> None:
    left = redacted(f"{message}{secret}", [secret])
    assert secret not in left.replace("…", "")
    assert len(left) <= LONGEST
    assert not any(map(is_hidden, left))


def test_a_secret_that_is_empty_hides_nothing() -> None:
    assert redacted("description: too long", ["", "token"]) == "description: too long"


@pytest.mark.parametrize(
    "data", ["jane.doe@example.com", "+1 415 555 0123", "3f8c2ab09d417e65", "7000000000000000001", "secret-one"]
)
def test_nothing_of_what_is_somebodys_is_left_where_a_long_message_is_cut(data: str) -> None:
    for before in range(LONGEST - len(data) - 1, LONGEST + 1):
        left = redacted(f"{('to ' * LONGEST)[: before - 1]} {data} was refused", ["secret-one"])
        assert not [data[at : at + 3] for at in range(len(data) - 2) if data[at : at + 3] in left]


def test_a_long_message_is_cut() -> None:
    assert (LONGEST, LONGEST_DATA) == (300, 2000)
    assert redacted("w " * (LONGEST // 2 - 1) + "ww") == "w " * (LONGEST // 2 - 1) + "ww"
    left = redacted("word " * 1000)
    assert len(left) == LONGEST
    assert left.endswith("…")


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (None, ""),
        ({}, ""),
        ([], ""),
        ({"a": [True, False, None, 12345, 99.25]}, '{"a": [true, false, null, 12345, 99.25]}'),
        ({"id": 123456, "price": 123.456}, '{"id": "…", "price": "…"}'),
        ({7: -1234, "b": -12345}, '{"7": -1234, "b": "…"}'),
        ({"failed": [{"message": "ann@example.com is wrong"}]}, '{"failed": [{"message": "… is wrong"}]}'),
        ({"ann@example.com": "data.3.user.email"}, '{"…": "data.3.user.email"}'),
        ("Ann's phone is +1 (206) 555-0123", '"Ann\'s phone is …"'),
        ({"größe": "Köln"}, '{"größe": "Köln"}'),
    ],
)
def test_data_keep_their_form_and_lose_what_is_somebodys(data: object, shown: str) -> None:
    assert redacted_json(data) == shown


def test_data_are_shown_to_a_depth_and_a_length() -> None:
    deep: object = "end"
    for _ in range(8):
        deep = [deep]
    assert redacted_json(deep) == '[[[[[[[["end"]]]]]]]]'
    assert redacted_json([deep]) == '[[[[[[[["…"]]]]]]]]'
    assert redacted_json({"a": deep}) == '{"a": [[[[[[["…"]]]]]]]}'
    long = redacted_json(["word"] * LONGEST_DATA)
    assert len(long) == LONGEST_DATA
    assert long.endswith("…")
    assert redacted_json(["four"] * 250).endswith('"four"]'), "2000 letters"
    assert redacted_json(["four"] * 249 + ["fives"]).endswith('"fives…')
