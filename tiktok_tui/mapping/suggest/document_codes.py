"""Tells of documents that are no sale by the letters of their numbers alone: `NC M/7` beside `FT M/101`."""

from __future__ import annotations

import re
from typing import Final

from tiktok_tui.events.settings_text import shown
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.statuses import Says, says
from tiktok_tui.mapping.suggest.unnamed import is_number_of_a_document

_CODE: Final = re.compile(r"\d{0,4}([^\W\d_]{1,6})[^\w]{0,2}[\w ]{0,8}?[^\w]?\d[\d/.-]*")
_NO_SALE: Final = frozenset(
    """
    NC NCF NCR CN CRN CNOTE RINV GS GUT GUTS STORNO AV AVO AVOIR RECT RECTIF KOR KORR SKOR DOB DBP ΠΤΛ ΠΙΣ ΠΤ КОР
    PF PRO PROF PROFORMA AN ANG OF OFF ORC ORÇ DEVIS PRES QT QUO QUOTE EST
    LS LIEF DDT BL GT GR GD ALB PAKBON WZ DL ΔΑ PO PUR BILL
    """.split()  # noqa: RUF001
)
"""Credit notes, proformas and offers, delivery notes, and the seller's own orders."""
_SALE: Final = frozenset(
    """
    FT FR FS FA FAC FACT FV FVS F INV IN SI RE RG RNG R AR VF VK SO ΤΙΜ ΑΛΠ ΤΔΑ FAKT FAT FTR RC REC TK NF NFE СФ
    BON POS
    """.split()  # noqa: RUF001
)


def tell_documents(draft: MappingDraft) -> None:
    """Say which numbers of documents begin as those of credit notes and the like, where others begin as invoices'."""
    if any(says(column.name) is Says.KIND and not column.empty for column in draft.columns):
        return
    order = draft.column_of("order_id")
    for column in draft.columns:
        if column is not order and not is_number_of_a_document(column.name):
            continue
        codes = _codes(column, draft)
        if _SALE.isdisjoint(codes.values()):
            continue
        if none := [cell for cell, code in codes.items() if code in _NO_SALE]:
            draft.note(
                f"“{shown(column.name)}” holds {quoted(none)}, which look like credit notes, offers or the like, and"
                " such rows are sent: filter them if they are no sale.",
                "rows",
            )
            return


def _codes(column: SampledColumn, draft: MappingDraft) -> dict[str, str]:
    """The code of each of the column's numbers, in capital letters, among the rows that are sent."""
    cells = dict.fromkeys(cell for row in draft.standing() if (cell := column.cells[row]))
    found = {cell: _CODE.fullmatch(cell) for cell in cells}
    return {cell: code[1].upper() for cell, code in found.items() if code is not None}
