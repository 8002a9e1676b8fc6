"""Orders that are written once for several rows, as merged cells of a spreadsheet are: their items have no order."""

from __future__ import annotations

from tiktok_tui.events.system.settings_text import shown
from tiktok_tui.mapping.suggest.draft import MappingDraft, Question

_WHAT = ("content_id", "content_name")
_OF_THE_ORDER = ("order_id", "timestamp", "email", "phone")


def ask_about_gaps(draft: MappingDraft) -> None:
    """Ask for a file whose cells are filled down, as an order would be sent without its other items."""
    order = draft.column_of("order_id")
    what = [column for name in _WHAT for column in draft.columns_of(name)]
    counted = [column for name in ("price", "quantity") for column in draft.columns_of(name)]
    if order is None:
        return
    of_the_order = [column for name in _OF_THE_ORDER for column in draft.columns_of(name)]
    for row in draft.rows()[1:]:
        blank = not any(column.cells[row] for column in of_the_order)
        if blank and any(each.cells[row] for each in what) and any(each.cells[row] for each in counted):
            text = f"Rows without “{shown(order.name)}” look like items of the order above: fill its cells down first"
            draft.questions.append(Question("rows", text))
            return
