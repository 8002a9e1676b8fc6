"""Tells of documents that are no sale by their numbers alone: `NC M/7` beside `FT M/101`, `Gutschrift 301`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from tiktok_tui.events.system.settings_text import shown
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.vocabulary.reversals import cancels, takes_back
from tiktok_tui.mapping.suggest.vocabulary.state_columns import Says, says
from tiktok_tui.mapping.suggest.vocabulary.states import Sale, judged_kind

_CODE: Final = re.compile(r"\d{0,4}([^\W\d_]{1,24})[^\w]{0,2}[\w ]{0,8}?[^\w]?\d[\d/.-]*")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_A_WORD: Final = 4
"""So many letters are a word, and no code."""
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
    """Say which numbers of documents are those of credit notes and the like, by a word or beside those of invoices."""
    kinds = [column for column in draft.columns if says(column.name) is Says.KIND]
    if any(judged_kind(cell) is not Sale.UNKNOWN for column in kinds for cell in column.looked_at):
        return
    order, used, rows = draft.column_of("order_id"), draft.used(), draft.standing()
    for column in draft.columns:
        if column is not order and (column.name in used or column.repeats()):
            continue
        cells = dict.fromkeys(cell for row in rows if (cell := column.cells[row]))
        codes = _codes(cells)
        beside = any(map(_is_a_sale_s, codes.values()))
        undone = {cell for cell in (cells if column is order else codes) if _is_undone(cell)}
        undone |= {cell for cell, code in codes.items() if beside and _is_none_s(code)}
        if none := draft.not_told(column, [cell for cell in cells if cell in undone]):
            draft.note(
                f"“{shown(column.name)}” holds {quoted(none)}, which look like credit notes, offers or the like, and"
                " such rows are sent: filter them if they are no sale.",
                "rows",
            )
            return


def _is_a_sale_s(code: str) -> bool:
    return code.upper() in _SALE or (len(code) >= _A_WORD and judged_kind(code) is Sale.YES)


def _is_none_s(code: str) -> bool:
    return code.upper() in _NO_SALE or (len(code) >= _A_WORD and judged_kind(code) is Sale.NO)


def _is_undone(number: str) -> bool:
    """Return True for a number that says so in words, which need no invoice beside them: `Refund 7`, `101-VOID`."""
    said = " ".join(_LETTERS.findall(number))
    return (takes_back(said) or cancels(said)) and judged_kind(said) is Sale.NO


def _codes(cells: Iterable[str]) -> dict[str, str]:
    """The code of each of the numbers among the cells; none if most cells are no numbers."""
    found = {cell: _CODE.fullmatch(cell) for cell in cells}
    codes = {cell: code[1] for cell, code in found.items() if code is not None}
    return codes if len(codes) * 2 > len(found) else {}
