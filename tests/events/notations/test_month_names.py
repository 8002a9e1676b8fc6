"""Months in words of other languages: each of CLDR's names is its month, and other texts stay as they are."""

from __future__ import annotations

import pytest
from babel import Locale

from tiktok_tui.events.notations.month_names import FOREIGN, MONTHS, month_in_english

SAID = [
    ("11 de junio de 2026", "11 Jun 2026"),
    ("jueves, 11 de junio de 2026 10:05", "11 Jun 2026 10:05"),
    ("11. Juni 2026 10:05 Uhr", "11 Jun 2026 10:05 Uhr"),
    ("11. Dezember 2026 10:05", "11 Dec 2026 10:05"),
    ("11 de desembre de 2026", "11 Dec 2026"),
    ("Donnerstag, 11. März 2026", "11 Mar 2026"),
    ("Do., 11. Mär. 2026", "11 Mar 2026"),
    ("jeudi 11 juin 2026 à 10:05", "11 Jun 2026 à 10:05"),
    ("1er août 2026", "1 Aug 2026"),
    ("3 d\u2019octubre de 2026", "3 Oct 2026"),
    ("11 giugno 2026", "11 Jun 2026"),
    ("11-okt-2026", "11 Oct 2026"),
    ("torsdag den 11. juni 2026", "11 Jun 2026"),
    ("11 czerwca 2026, 10:05", "11 Jun 2026, 10:05"),
    ("11 haziran 2026", "11 Jun 2026"),
    ("11 Haziran 2026", "11 Jun 2026"),
    ("11 \u0438\u044e\u043d\u044f 2026", "11 Jun 2026"),
    ("junio 11, 2026 10:05", "11 Jun 2026 10:05"),
    ("jueves, junio 11, 2026 10:05", "11 Jun 2026 10:05"),
    ("11 DE JUNIO DE 2026", "11 Jun 2026"),
]
OTHERS = [
    "11 June 2026", "June 11, 2026", "11. November 2026", "11 listopad", "2026-06-11", "11/06/2026", "juni", "",
    "11 xyz 2026", "Order no 11 de junio de 2026", "Sat Nov 14 2026", "11 de junio de 26",
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), SAID)
def test_a_month_in_another_language_is_said_in_english(text: str, said: str) -> None:
    assert month_in_english(text) == said


@pytest.mark.parametrize("text", OTHERS)
def test_other_texts_stay(text: str) -> None:
    assert month_in_english(text) == text


def test_english_months_are_told_where_they_are_asked_for() -> None:
    for text in ("11. November 2026", "11 nov 2026", "November 11, 2026"):
        assert month_in_english(text, MONTHS) == "11 Nov 2026"


@pytest.mark.parametrize("language", "de fr es it pt nl pl sv da nb cs sk tr ru uk ro id fi ca".split())
def test_every_whole_name_of_a_language_is_its_month(language: str) -> None:
    names = Locale(language).months["format"]["wide"]
    short = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    for number, name in names.items():
        word = name.lower().removeprefix("de ").removeprefix("d’").removeprefix("d'")  # noqa: RUF001
        assert MONTHS[word] == short[number - 1], name


def test_no_name_of_another_language_is_an_english_one_of_another_month() -> None:
    english = {word: month for word, month in MONTHS.items() if word not in FOREIGN}
    assert not {word for word in english if word in FOREIGN and FOREIGN[word] != english[word]}
    assert len(english) == 23  # May is three letters long
