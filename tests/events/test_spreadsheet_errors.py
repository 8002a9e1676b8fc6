"""A cell is an error of a spreadsheet if it holds that and nothing else."""

from __future__ import annotations

import pytest

from tiktok_tui.events.spreadsheet_errors import ERRORS, is_error


@pytest.mark.parametrize("text", ["#N/A", "#DIV/0!", "#WERT!", "#NOM?", "#¡VALOR!", "#N/D", "#NÚM!"])
def test_errors_in_six_languages(text: str) -> None:
    assert is_error(text)


@pytest.mark.parametrize("text", ["", "#", "#1001", "#N/A or so", " #N/A", "N/A", "#NVX", "#REF"])
def test_other_texts_are_none(text: str) -> None:
    assert not is_error(text)


def test_each_error_is_listed_once_and_knows_itself() -> None:
    assert len(set(ERRORS)) == len(ERRORS) == 42
    assert all(map(is_error, ERRORS))
