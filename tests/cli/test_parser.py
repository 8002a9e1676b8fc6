"""Words and options in any order."""

from __future__ import annotations

import pytest

from tiktok_tui.cli.parser import parser

IN_ANY_ORDER = [
    ("sync add nightly -d shop --daily 03:15 orders.csv", {"name": "nightly", "file": "orders.csv", "daily": "03:15"}),
    ("sync add -d shop nightly --daily 03:15 orders.csv", {"name": "nightly", "file": "orders.csv"}),
    ("sync add nightly orders.csv -d shop --hourly", {"file": "orders.csv", "hourly": 0}),
    ("sync edit nightly --daily 04:30 orders.csv", {"name": "nightly", "file": "orders.csv", "destination": None}),
    ("sync run one --json two", {"names": ["one", "two"], "json": True}),
    ("sync run --json", {"names": []}),
    ("check -d shop orders.csv", {"file": "orders.csv", "destination": "shop"}),
    ("check - -d shop", {"file": "-"}),
    ("check -d shop -- -orders.csv", {"file": "-orders.csv"}),
    ("destination copy shop --currency EUR other", {"name": "shop", "new_name": "other", "currency": "EUR"}),
    ("runs --json newest", {"run": "newest", "json": True}),
]


@pytest.mark.parametrize(("words", "read"), IN_ANY_ORDER, ids=[words for words, _ in IN_ANY_ORDER])
def test_names_may_stand_behind_and_between_options(words: str, read: dict[str, object]) -> None:
    arguments, unknown = parser().parse_known_args(words.split())
    assert {key: getattr(arguments, key) for key in read} == read
    assert unknown == []


@pytest.mark.parametrize(
    "words", ["sync add nightly -d shop orders.csv more", "check a.csv -d shop more", "runs a more"]
)
def test_a_word_too_many_is_not_understood(words: str) -> None:
    assert parser().parse_known_args(words.split())[1] == ["more"]
