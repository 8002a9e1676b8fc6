"""The words of TikTok's codes, and the answer that they stand in."""

from __future__ import annotations

from syrupy.assertion import SnapshotAssertion

from tiktok_tui.sandbox.answers import MESSAGES, Answer, Page, Refusal, message


def test_each_code_has_its_words(snapshot: SnapshotAssertion) -> None:
    assert snapshot == MESSAGES
    assert [message(code) for code in (0, 40100, 40300, 49999, 50000, 50001, 69999)] == [
        *("OK", MESSAGES[40100], "Request refused.", "Request refused.", "System error.", "System error."),
        "System error.",
    ]


def test_an_answer_has_its_own_words_or_those_of_its_code() -> None:
    assert (Answer().data, Answer().code, Answer().message) == ({}, 0, "OK")
    assert Answer(code=40001, text="Not yours.").message == "Not yours."
    assert Answer(code=40102).message == "Access token is expired."


def test_a_refusal_is_an_answer_without_data() -> None:
    assert Refusal(40001, "Not yours.").answer == Answer(None, 40001, "Not yours.")
    assert Refusal(40002, data={"a": 1}).answer == Answer({"a": 1}, 40002)
    assert [str(Refusal(40001, "Not yours.")), str(Refusal(40104))] == ["Not yours.", "Access token is missing."]


def test_a_page_is_html_unless_it_says_otherwise() -> None:
    assert Page(200) == Page(200, b"", "text/html; charset=utf-8", ())
