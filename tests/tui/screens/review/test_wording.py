"""The sentences of the review: how many events go where, what is left out, and the warnings before sending."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.coloured import coloured
from tests.support.setups import SHOP
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.tui.screens.review.wording import (
    already_sent_words,
    left_out_words,
    of_these,
    rejected_words,
    sentence,
    warnings_before,
)
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import LeftOut


@pytest.mark.parametrize(
    ("count", "limit", "said"),
    [
        (1, None, "Send 1 event from"),
        (1200, None, "Send 1,200 events from"),
        (1200, 10, "Send the first 10 events from"),
        (10, 10, "Send 10 events from"),
        (9, 10, "Send 9 events from"),
    ],
)
def test_the_sentence_counts_what_is_sent(count: int, limit: int | None, said: str) -> None:
    live = replace(SHOP, sandbox=False)
    assert sentence(count, "orders.csv", live, limit=limit) == f"{said} orders.csv to {SHOP.name}."
    assert sentence(count, "orders.csv", replace(SHOP, sandbox=True)).endswith(f"{SHOP.name} (the built-in sandbox).")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (Options(), ()),
        (Options(test_event_code="T1"), ("not counted",)),
        (Options(resend=True), ("counted twice",)),
        (Options(send_similar=True), ("counts them as new",)),
        (Options(resend=True, send_similar=True, test_event_code="T1"), ("not counted", "counted twice")),
    ],
)
def test_what_counts_twice_or_not_at_all_is_warned_of(options: Options, words: tuple[str, ...]) -> None:
    warnings = warnings_before(options)
    assert len(warnings) == len(words)
    assert all(word in warning for word, warning in zip(words, warnings, strict=True))


@pytest.mark.parametrize(
    ("options", "already", "said"),
    [
        (Options(), None, "…"),
        (Options(), LeftOut(), "None of these has been accepted before."),
        (Options(), LeftOut(skipped=1500), "1,500 were accepted earlier and are left out.  r  send them again"),
        (Options(resend=True), LeftOut(skipped=3, similar=2), "3 were accepted earlier and are sent again."),
        (Options(), LeftOut(similar=1), "1 looks like an event accepted earlier under another ID and is held"),
        (
            Options(send_similar=True),
            LeftOut(similar=2),
            "2 look like events accepted earlier under other IDs and are sent.",
        ),
    ],
)
def test_what_was_accepted_before_is_said_with_the_key(options: Options, already: LeftOut | None, said: str) -> None:
    words = already_sent_words(options, already)
    assert words.startswith(said)
    assert "\n" not in words


def test_rows_that_do_not_go_are_counted() -> None:
    none = Totals(20, 0, 0, 0, 20, 20, {}, {}, (), 0, 0, 0, 0.0)
    assert rejected_words(none).plain == "✓ Every row can be sent."
    assert rejected_words(replace(none, rejected=1)).plain == "✗ 1 row   p  see them"
    assert rejected_words(replace(none, rejected=1200)).plain == "✗ 1,200 rows   p  see them"
    assert coloured(rejected_words(none)) == [("✓ Every row can be sent.", "$accent")]
    assert coloured(rejected_words(replace(none, rejected=2))) == [
        ("✗ 2 rows", "bold $error"),
        ("   p  see them", "$foreground-muted"),
    ]
    assert left_out_words(none).plain == ""
    assert coloured(left_out_words(replace(none, left_out=2, warned=1))) == [
        ("2 rows left out by the filter  ", "$foreground-muted"),
        ("! 1 row sent with a warning", "$warning"),
    ]
    assert left_out_words(replace(none, warned=1_200)).plain == "! 1,200 rows sent with a warning"
    assert left_out_words(replace(none, left_out=1)).plain == "1 row left out by the filter  "
    assert left_out_words(replace(none, left_out=2000, warned=3)).plain == (
        "2,000 rows left out by the filter  ! 3 rows sent with a warning"
    )


def test_the_words_of_what_is_asked_are_whole() -> None:
    assert warnings_before(Options(test_event_code="T1")) == ["They go to Test events only and are not counted."]
    assert warnings_before(Options(resend=True)) == ["Events accepted more than 48 hours ago are counted twice."]
    assert warnings_before(Options(send_similar=True)) == [
        "Those that look like events accepted earlier are sent, too: TikTok counts them as new ones."
    ]
    similar = already_sent_words(Options(), LeftOut(similar=1))
    assert similar == "1 looks like an event accepted earlier under another ID and is held back.  b  send it"
    one = already_sent_words(Options(send_similar=True), LeftOut(similar=1))
    assert one == "1 looks like an event accepted earlier under another ID and is sent.  b  hold it back"
    several = already_sent_words(Options(), LeftOut(similar=1_200))
    assert several == "1,200 look like events accepted earlier under other IDs and are held back.  b  send them"
    assert already_sent_words(Options(), LeftOut(skipped=1)) == (
        "1 was accepted earlier and is left out.  r  send it again"
    )
    both = already_sent_words(Options(send_similar=True), LeftOut(skipped=2, similar=2))
    assert both.splitlines() == [
        "2 were accepted earlier and are left out.  r  send them again",
        "2 look like events accepted earlier under other IDs and are sent.  b  hold them back",
    ]
    assert already_sent_words(Options(resend=True), LeftOut(skipped=3)) == (
        "3 were accepted earlier and are sent again.  r  leave them out"
    )


@pytest.mark.parametrize(
    ("options", "already", "said"),
    [
        (Options(), None, []),
        (Options(), LeftOut(), []),
        (Options(), LeftOut(7, similar=2), ["1 is sent, 7 accepted earlier, 2 held back"]),
        (Options(), LeftOut(7), ["3 are sent, 7 accepted earlier"]),
        (Options(send_similar=True), LeftOut(0, similar=2), []),
        (Options(send_similar=True), LeftOut(7, similar=2), ["3 are sent, 7 accepted earlier"]),
        (Options(resend=True), LeftOut(7, similar=2), []),
        (Options(limit=4), LeftOut(), ["the first 4 are sent"]),
        (Options(limit=1), LeftOut(), ["the first one is sent"]),
        (Options(limit=10), LeftOut(), []),
        (Options(limit=11), LeftOut(7), ["3 are sent, 7 accepted earlier"]),
        (Options(send_similar=True), LeftOut(9), ["1 is sent, 9 accepted earlier"]),
    ],
)
def test_the_question_says_how_many_of_the_files_events_are_sent(
    options: Options, already: LeftOut | None, said: list[str]
) -> None:
    assert of_these(10, options, already) == [("Of these", text) for text in said]
    assert of_these(5_000, Options(limit=1_200), None) == [("Of these", "the first 1,200 are sent")]
    assert of_these(5_000, Options(), LeftOut(1_500, similar=1_000)) == [
        ("Of these", "2,500 are sent, 1,500 accepted earlier, 1,000 held back")
    ]
