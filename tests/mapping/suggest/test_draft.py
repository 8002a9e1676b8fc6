"""The mapping in the making: counts of the whole file, and fields that are filled by the column of their own name."""

from __future__ import annotations

import pytest

from tiktok_tui.events.destination import Destination
from tiktok_tui.mapping.model import Note
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.samples import ColumnSample
from tiktok_tui.mapping.suggest.vocabulary import synonyms

TILLS = Destination("tills", "Tills", fixed_event="Purchase")


def test_cells_that_are_alike_once_cleaned_are_counted_together() -> None:
    counts = {"Status": [("Paid", 3), ("Open", 4), (" Paid ", 2), ("null", 1), ("", 1)]}
    draft = MappingDraft([ColumnSample("Status", "text", ("Void",))], TILLS, lambda names: counts)
    assert draft.counts("Status") == [("Paid", 5), ("Open", 4), ("", 2)]


@pytest.mark.parametrize(("name", "exact"), [("email", True), (" email ", True), ("Email", False), ("e-mail", False)])
def test_only_the_name_of_the_field_itself_is_exact(name: str, exact: bool) -> None:
    draft = MappingDraft([ColumnSample(name, "text", ("ann@b.co",))], TILLS)
    draft.fill("email", draft.columns[0])
    assert draft.is_exact("email") is exact


def test_up_to_four_names_are_quoted_and_the_others_counted() -> None:
    assert quoted(["a", "b", "c", "d"]) == "“a”, “b”, “c”, “d”"
    assert quoted(["a", "b", "c", "d", "e"]) == "“a”, “b”, “c”, “d” and 1 more"
    assert quoted(["a", "b", "c", "d", "e", "f"]) == "“a”, “b”, “c”, “d” and 2 more"


@pytest.mark.parametrize(("rows", "told"), [(1, False), (2, True)])
def test_cells_that_a_filter_leaves_out_are_told_if_more_rows_of_the_file_hold_them(rows: int, told: bool) -> None:
    samples = [ColumnSample("Status", "text", ("Void", "Paid")), ColumnSample("Tags", "text", ("test", "vip"))]
    draft = MappingDraft(samples, TILLS, lambda names: {"Tags": [("test", rows), ("vip", 9)]})
    draft.leave_out["Status"] = ("Void",)
    draft.count(["Tags"])
    draft.tell_sent(draft.columns[1], ["test"])
    assert bool(draft.notes) is told


def test_a_sentence_is_noted_once_about_each_thing() -> None:
    draft = MappingDraft([], TILLS)
    for about in ("value", "price", "value"):
        draft.note("Check it.", about)
    assert draft.notes == [Note("value", "Check it."), Note("price", "Check it.")]


def test_of_two_columns_of_one_name_the_first_is_meant_and_of_two_of_one_role_the_one_that_fits() -> None:
    samples = [
        ColumnSample("Country", "text", ("DE", "FR", "IT", "ES", "1@2")),
        ColumnSample("COUNTRY", "text", ("DE", "FR", "IT", "ES", "PL")),
    ]
    draft = MappingDraft(samples, TILLS)
    assert draft.named("country") is draft.columns[0]
    assert draft.best(synonyms.COUNTRY) is draft.columns[1]
