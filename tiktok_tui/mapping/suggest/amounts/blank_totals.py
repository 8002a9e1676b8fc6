"""A column of totals that is blank in the whole file, where the items have amounts: the value is left to these."""

from __future__ import annotations

from tiktok_tui.mapping.suggest.amounts.line_amounts import best_of_lines
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted


def leave_to_items(draft: MappingDraft) -> None:
    """Take no column for the value if that of the totals holds nothing and items have amounts."""
    total, price = draft.column_of("value"), draft.column_of("price")
    if total is None or not total.empty or draft.is_exact("value") or draft.export is not None:
        return
    if any(cell for cell, _ in draft.counts(total.name)):
        return
    if (price is not None and not price.empty) or best_of_lines(draft) is not None:
        del draft.fields["value"]
        draft.note(f"{quoted([total.name])} is blank, so it was not taken for value.", "value")
