"""Names as words: case, accents, blanks and signs make no difference."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest

from tiktok_tui.mapping import suggest
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

_AS_WRITTEN = ("vocabulary.large_units", "vocabulary.words")
"""Modules whose words are compared with names that keep their accents, or that hold marks."""


def test_words_are_distinguished() -> None:
    assert words("billingPhone_2") == ("billing", "phone", "2")
    assert words("Número de teléfono") == ("numero", "de", "telefono")
    assert words("HTTPReferer") == ("http", "referer")
    assert squeezed("Straße & Nr.") == "strassenr"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("AMOUNTREFUNDED", "amount refunded"), ("iscancelled", "is cancelled"), ("refundedat", "refunded at"),
        ("marketingconsent", "marketing consent"), ("DocTotal_DOCTOTAL", "doc total doc total"),
        ("orderid", "order id"),
        ("subtotalprice", "subtotal price"), ("wasreturned", "was returned"), ("isrefundedat", "is refunded at"),
        ("exchangerate", "exchange rate"), ("customer_ordercount", "customer order count"),
        ("online", "online"), ("datetime", "datetime"), ("statusx", "statusx"), ("isolated", "isolated"),
        ("isat", "isat"),
        ("subtotal", "subtotal"), ("notes", "notes"), ("format", "format"), ("island", "island"),
        ("hastings", "hastings"),
    ],
)  # fmt: skip
def test_words_that_are_written_as_one(name: str, parts: str) -> None:
    assert " ".join(words(name)) == parts


def test_a_mark_alone_is_a_yes_or_a_no() -> None:
    for marks, word in (("✓✔☑✅○◯\u3007", "yes"), ("✗✘❌☐", "no")):
        for mark in marks:
            assert words(mark) == words(f" {mark}\ufe0f ") == (word,), mark
    assert words("✓ paid") == ("paid",)


def test_syllables_of_korean_stay_whole() -> None:
    assert words("배송비 (원)") == ("배송비", "원")
    assert words("\u1107\u1162\u1109\u1169\u11bc\u1107\u1175") == ("배송비",)


def test_every_word_of_a_vocabulary_is_one_that_a_name_can_have() -> None:
    never = [
        f"{module.name}.{table}: {word}"
        for module in pkgutil.walk_packages(suggest.__path__, f"{suggest.__name__}.")
        if not module.name.endswith(_AS_WRITTEN)
        for table, found in vars(import_module(module.name)).items()
        if isinstance(found, frozenset | set | dict | tuple | list)
        for word in found
        if isinstance(word, str) and not word.isascii() and not word.isupper() and squeezed(word) != word
    ]
    assert never == []
