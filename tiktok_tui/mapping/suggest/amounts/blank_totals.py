"""Columns of totals that are blank in the whole file: another amount is sent in their place, or that of the items."""

from __future__ import annotations

from tiktok_tui.mapping.suggest.amounts.line_amounts import best_of_lines
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.fit import fit
from tiktok_tui.mapping.suggest.vocabulary.headers import meanings


def replace_blank_total(draft: MappingDraft) -> None:
    """Take another amount for the value, or none where items have one, if the column of totals holds nothing."""
    total = draft.column_of("value")
    if total is None or not total.empty or draft.is_exact("value") or draft.export is not None:
        return
    if any(cell for cell, _ in draft.counts(total.name)):
        return
    used, price = draft.used(), draft.column_of("price")
    others = [
        (meanings(column.name)["value"], -column.place, column)
        for column in draft.columns
        if "value" in meanings(column.name)
        and column.name not in used
        and not column.empty
        and fit(column, "value") is not None
    ]
    if others:
        *_, best = max(others)
        draft.fill("value", best)
        draft.note(f"{quoted([total.name])} is blank, so {quoted([best.name])} was taken for value.", "value")
    elif (price is not None and not price.empty) or best_of_lines(draft) is not None:
        del draft.fields["value"]
        draft.note(f"{quoted([total.name])} is blank, so it was not taken for value.", "value")
