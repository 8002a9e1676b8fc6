"""Which column says which instalment each row is, and which amounts are those of the whole plan."""

from __future__ import annotations

import pytest

from tests.mapping.suggest.small_files import SHOP, suggested_for
from tiktok_tui.mapping.suggest.columns.instalments import says_which
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.suggest import ColumnSample


@pytest.mark.parametrize(
    ("name", "cells", "which"),
    [
        ("Instalment no", ("1", "120"), True),
        ("Rate", ("1", "2", "03"), True),
        ("Rate", ("01", "2"), True),
        ("Rate", ("7", "19"), False),
        ("Rate", ("1", "1000"), False),
        ("Rate", ("1", "2.5"), False),
        ("Parcela", ("2/12", "3 de 12"), True),
        ("Parcela", ("2/12", "3"), False),
        ("Number", ("1", "2"), False),
        ("Rate", (), False),
    ],
)
def test_numbers_from_one_on_are_those_of_instalments(name: str, cells: tuple[str, ...], which: bool) -> None:
    assert says_which(SampledColumn(ColumnSample(name, "text", cells), 0)) is which


@pytest.mark.parametrize(
    ("amounts", "told"), [(("5.00", ""), True), (("5.00", "60.00"), False), (("0", "5.00"), False)]
)
def test_an_amount_is_that_of_an_instalment_if_it_is_less_than_the_plan_s(amounts: tuple[str, str], told: bool) -> None:
    columns = {"Plan total": ("60.00", "60.00"), "Instalment no": ("1", "2"), "To collect": amounts}
    notes = suggested_for(columns, SHOP).notes
    assert any("“To collect” may be its amount" in note.text for note in notes) is told
