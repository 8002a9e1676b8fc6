"""A cell is an error of a spreadsheet if it holds that and nothing else."""

from __future__ import annotations

import re

import pytest

from tiktok_tui.events.notations.spreadsheet_errors import ERRORS, PATTERN, is_error


@pytest.mark.parametrize("text", ["#N/A", "#DIV/0!", "#WERT!", "#NOM?", "#¡VALOR!", "#N/D", "#NÚM!"])
def test_errors_in_six_languages(text: str) -> None:
    assert is_error(text)


@pytest.mark.parametrize("text", ["", "#", "#1001", "#N/A or so", " #N/A", "N/A", "#NVX", "#REF", "#n/a", "#N/A\n"])
def test_other_texts_are_none(text: str) -> None:
    assert not is_error(text)


def test_each_error_is_listed_once_and_knows_itself() -> None:
    assert len(set(ERRORS)) == len(ERRORS)
    assert {
        *(
            "#N/A",
            "#DIV/0!",
            "#REF!",
            "#VALUE!",
            "#NAME?",
            "#NUM!",
            "#NULL!",
            "#SPILL!",
            "#CALC!",
            "#FIELD!",
            "#ERROR!",
        ),
        *("#NV", "#BEZUG!", "#WERT!", "#ZAHL!", "#ÜBERLAUF!", "#KALK!", "#FELD!"),
        *("#VALEUR!", "#NOM?", "#NOMBRE!", "#NUL!", "#PROPAGATION!", "#CHAMP!"),
        *("#¡DIV/0!", "#¡REF!", "#¡VALOR!", "#¿NOMBRE?", "#¡NUM!", "#¡NULO!", "#¡DESBORDAMIENTO!", "#¡CALC!"),
        *("#N/D", "#RIF!", "#VALORE!", "#NOME?", "#NULLO!", "#ESPANSIONE!"),
        *("#VALOR!", "#NÚM!", "#NULO!", "#DESPEJAR!"),
    } == set(ERRORS)
    assert all(map(is_error, ERRORS))
    assert all(re.fullmatch(PATTERN, error) for error in ERRORS)
