"""The words for rows that take a sale back: refunds, returns, chargebacks, credit notes, cancellations."""

from __future__ import annotations

from tiktok_tui.mapping.suggest.vocabulary.state_words import keys
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

_PIECES = keys(
    """
    refund; return; chargeback; charge back; charged back; reversal; reversed; credit note; credit memo; unwound;
    erstattet; erstattung; gutschrift; gutgeschrieben; rückbuchung; rückzahlung; rücklastschrift; rücksendung;
    zurückgebucht; zurückgezahlt; zurückgegeben; zurückgesendet; zurückgeschickt; zurück an Absender; widerruf;
    retour; storno; stornat; rechnungskorrektur; korrekturrechnung; rembours; extourn; rétrofacturation;
    note de crédit; facture d'avoir; reembols; devoluc; devoluç; devuelt; devolvid; contracargo; nota de crédito;
    rectificativa; rimbors; restituit; nota di credito; estorn; terugbeta; teruggestort; gerestitueerd; creditnota;
    creditfactuur; gecrediteerd; retur; återbeta; återköp; krediterad; kreditfaktura; kreditnota; refusjon;
    krediter; tilbagebeta; tilbakebeta; hyvit; palaut; zwrot; zwroc; korekta; korygując; dobropis;
    opravný daňový doklad; vracen; vratk; visszater; visszafiz; visszakuld; visszáru; sztorn; helyesbit; ramburs;
    возврат; возвращ; сторно; поверн; επιστρ; πιστωτικ; استرداد; استرجاع; مسترد; مرتجع; إشعار دائن; החזר; הוחזר;
    זיכוי; 返金; 返品; 払い戻; 払戻; 返送; 赤伝; 退款; 退货; 退貨; 退回; 退刷; 冲红; 红冲; 红字; 冲销; 折讓; 환불;
    반품; 승인취소; 결제취소; คืนเงิน; คืนสินค้า; รับคืน; ใบลดหนี้; hoàn tiền; hoàn trả; hoàn lại; trả hàng;
    pengembalian; dikembalikan; nota kredit; 取消会計; 売上取消; 매출취소; 판매취소; rfnd; rvsl; chbk
    """
)
"""Pieces of such words, as `squeezed` writes them: `rembours` is in remboursé and in remboursement."""
_WORDS = frozenset("avoir abono reso resa dispute disputed restocked rto iade".split())
"""Short words that are such only by themselves: there is no `iade` (a return) in `Guia de remessa`."""


def takes_back(state: str) -> bool:
    """Return True if a state or a kind of a row that is no sale says that an earlier sale was taken back.

    >>> [takes_back(state) for state in ("Refund", "Teilerstattung", "Remboursé", "返品会計", "Failed", "Fee")]
    [True, True, True, True, False, False]
    """
    key = squeezed(state)
    return not _WORDS.isdisjoint(words(state)) or any(piece in key for piece in _PIECES)


_CANCELLED = keys(
    """
    cancel; void; annul; anul; aufgehoben; makuler; avbeställ; avbokad; avbokning; avbruten; peruut; peruttu;
    peruttiin; mitätöi; zrušen; zrusen; törölve; törölt; lemond; отмен; аннулир; скасов; анульов; iptal; ακυρ; إلغاء;
    ملغ; בוטל; ביטול; キャンセル; 取消; 取り消; 作废; 취소; ยกเลิก; hủy; batal; cxl; canx; cncl
    """
)
"""Pieces of words for cancellations; storno is one of those above."""
_SHORT_FOR_CANCELLED = "canc"
"""A piece of many other words, so that it is looked for as a word only."""


def cancels(state: str) -> bool:
    """Return True if a state that is no sale says that an order was cancelled, and not that it came to nothing.

    >>> [cancels(state) for state in ("Cancelled by buyer", "annulé", "キャンセル済み", "CXLD", "Failed", "Expired")]
    [True, True, True, True, False, False]
    """
    key = squeezed(state)
    return _SHORT_FOR_CANCELLED in words(state) or any(piece in key for piece in _CANCELLED)
