"""Tells of rows that a column calls unpaid, a sample or an error in other ways than by states, and that are sent."""

from __future__ import annotations

import re

from tiktok_tui.events.counts import counted
from tiktok_tui.events.system.settings_text import shown
from tiktok_tui.mapping.suggest.draft import MappingDraft
from tiktok_tui.mapping.suggest.rows.flags import FLAGS, TESTS, asks_if_paid, is_sold
from tiktok_tui.mapping.suggest.rows.own_people import OWN
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary import states
from tiktok_tui.mapping.suggest.vocabulary.answers import answers, are_answers, key
from tiktok_tui.mapping.suggest.vocabulary.filled_by_others import OF_ANOTHER, UNDONE_AT
from tiktok_tui.mapping.suggest.vocabulary.nesting import innermost
from tiktok_tui.mapping.suggest.vocabulary.parts_paid import is_what_came_back
from tiktok_tui.mapping.suggest.vocabulary.state_words import keys
from tiktok_tui.mapping.suggest.vocabulary.states import Sale
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

_ASKS = frozenset("is was are has ist war est es e".split()) | FLAGS
_BESIDE_PEOPLE = frozenset("order orders purchase sale transaction booking customer account user buyer".split())
"""Words beside those of the company's own people, and of tests: `is_employee_order`."""
_ONLY_POSSIBLE = frozenset(
    """
    protection insurance insured cover coverage policy option allowed possible eligible accepted permitted shield
    versicherung schutz moglich erlaubt assurance garantie seguro proteccion assicurazione protezione protecao
    """.split()
)
"""Words of what might be undone, as insured or allowed: `Refund protection`."""
_DOUBTED = keys(
    """
    fake; dup; suspended; inactive; obsolete; superseded; old version; historical; historic; partial refund; partially
    refunded; refunded partially; ic; frozen; paused; resold; lapsed; terminated; deceased; churned; merged; written
    off; excluded; exclude; exclude from revenue; ignore; ignored
    """
)
"""Names of columns whose yes makes a row doubtful, beside the words for states."""
_DONE = keys(
    """
    showed; showed up; arrived; appointment showed; billable; counts as sale; revenue; real order; latest; final;
    latest version; included; include in revenue; countable; confirmed; active; accepted; settled; cleared; complete;
    finished; finalised; finalized; signed; won; converted; deposit paid; deposit received; balance paid; balance
    received; paid in full; Anzahlung bezahlt; acompte payé; Restzahlung bezahlt; Restzahlung erhalten; solde payé;
    anticipo pagado; saldo pagado; acconto pagato; saldo pagato; sinal pago; aanbetaling betaald; validated; attended;
    checked in; redeemed; concluded; received; payment received; payment confirmed; payment cleared; order confirmed;
    booking confirmed; funds received; money received; deal won; bestätigt; abgeschlossen; angenommen; unterschrieben;
    eingegangen; erschienen; teilgenommen; eingelöst; Zahlung eingegangen; Zahlung erhalten; Zahlungseingang;
    confirmé; confirmée; validé; validée; accepté; acceptée; signé; signée; terminé; terminée; honoré; paiement reçu;
    confirmado; confirmada; aceptado; aceptada; firmado; finalizado; finalizada; completado; completada; concretado;
    concretada; pago recibido; asistió; confermato; confermata; accettato; accettata; firmato; concluso; completato;
    pagamento ricevuto; aceito; aceita; assinado; concluído; concluída; recebido; compareceu; pagamento recebido;
    bevestigd; geaccepteerd; getekend; voltooid; afgerond; geldig; betaling ontvangen; bekräftad; slutförd; betalning
    mottagen; bekræftet; gennemført; bekreftet; fullført; vahvistettu; potwierdzone; zaakceptowane; zakończone;
    zrealizowane; potvrzeno; potvrzená; dokončeno; potvrdené; visszaigazolva; teljesítve; confirmat; finalizat;
    onaylandi; tamamlandi; подтверждено; подтвержден; завершено; выполнено; оплата получена; підтверджено; виконано;
    確認済み; 完了; 成約; 已确认; 已完成; 已收款; 已成交; 已確認; 확인; 완료; 성사; dikonfirmasi; selesai; đã xác nhận;
    hoàn thành; ยืนยันแล้ว
    """
)
"""Names of columns whose no leaves a sale undone; what was only not sent or fetched yet is paid all the same."""

_GENUINE = keys("valid; valid lead; lead valid; genuine; genuine lead; real lead; real; gültig; valide; válido; valido")
"""Names of columns whose no makes a row doubtful, a lead as well."""
_CODES = keys("response code; result code; auth response code; processor response code")
"""Names of columns in which a gateway or a bank says by a code how a payment went."""
_CODE = re.compile(r"[0-9A-Z]{1,3}")
_ALL_WENT_WELL = frozenset({"0", "00", "000"})

_TROUBLE = keys(
    """
    error; errors; error message; error code; error description; error reason; failure reason; failure message;
    failure code; decline reason; decline code; rejection reason; reject reason; rma; rma number; rma no; return reason;
    reason for return; return number; Fehler; Fehlermeldung; Fehlercode; Ablehnungsgrund; Rücksendegrund;
    Retourengrund; Rückgabegrund; Retourennummer; motif de retour; motif du retour; motif de refus; erreur;
    message d'erreur; motivo de devolución; motivo de la devolución; motivo de rechazo; mensaje de error;
    motivo del reso; motivo di reso; motivo del rifiuto; errore; messaggio di errore; motivo da devolução;
    motivo da recusa; erro; mensagem de erro; retourreden; reden retour; foutmelding; returorsak; felmeddelande;
    powód zwrotu; błąd; důvod vrácení; chyba; hiba; iade nedeni; hata; hata mesaji; причина возврата; ошибка;
    mã trả hàng; mã phiếu trả; mã đơn trả hàng; numéro de retour; número de devolución; nº de devolución; número da
    devolução; numero reso; retournummer; returnummer; numer zwrotu; číslo reklamace; iade no; iade numarasi; номер
    возврата; nomor retur; 返品番号; 退货单号; 退貨單號; 반품번호; credit note number; credit note no;
    credit memo number; Gutschriftnummer; Gutschrift-Nr; Stornorechnung; Stornorechnungsnummer; kreditfaktura;
    kreditnota; creditnota; numéro d'avoir; avoir; nota de crédito; nota di credito; 返品理由; エラー; エラー内容;
    退货原因; 错误; 错误信息; 退貨原因; 반품사유; 오류; 오류 메시지
    """
)
"""Names of columns that are filled where a payment failed or goods came back."""
_FLAG_IN_OBJECTS = re.compile(
    r"""["']((?:is_?)?(?:refunded|cancell?ed|voided|reversed|disputed|returned|test))["']\s*:\s*["']?true""",
    re.IGNORECASE,
)
_CHANCES = keys(
    """
    probability; probability percent; deal probability; win probability; closing probability; probability of closing;
    likelihood; likelihood to close; Wahrscheinlichkeit; Abschlusswahrscheinlichkeit; Deal-Wahrscheinlichkeit;
    probabilité; probabilité de conclusion; probabilidad; probabilidad de cierre; probabilità; probabilità di chiusura;
    probabilidade; probabilidade de fechamento; waarschijnlijkheid; sannolikhet; sandsynlighed; sannsynlighet;
    prawdopodobieństwo; pravděpodobnost; valószínűség; olasilik; вероятность; ймовірність; 確度; 概率; 성사 가능성
    """
)
"""Names of columns with the chance that a deal will be won."""
_CHANCE = re.compile(r"(\d{1,3}(?:\.\d+)?) ?%?")
_NO_TROUBLE = frozenset("0 00 000 none no ok success approved noerror na false".split())


def tell_trouble(draft: MappingDraft) -> None:
    """Say in how many rows a column of errors or of returns is filled, beside others in which it is blank."""
    taken = {*draft.used(), *draft.only, *draft.leave_out, *draft.not_items}
    for column in draft.columns:
        if column.name in taken or squeezed(column.name) not in _TROUBLE | UNDONE_AT | OF_ANOTHER:
            continue
        if (
            column.looked_at
            and are_answers(column.name, column.looked_at)
            and _doubtful_answers(column, sold=is_sold(draft))
        ):
            continue  # which is told of each answer
        counts = draft.counts(column.name)
        filled = {cell: rows for cell, rows in counts if cell and squeezed(cell) not in _NO_TROUBLE}
        rows = sum(filled.values())
        if 0 < rows < sum(rows for _, rows in counts):
            draft.tell_sent(column, list(filled), f"is filled in {counted(rows, 'row')}")


def tell_codes(draft: MappingDraft) -> None:
    """Name the codes of a gateway's answers beside the one for a success, such as 51 beside 00."""
    taken = {*draft.used(), *draft.only, *draft.leave_out}
    for column in draft.columns:
        if (
            column.name in taken
            or squeezed(column.name) not in _CODES
            or not all(map(_CODE.fullmatch, column.looked_at))
        ):
            continue
        found = [cell for cell, _ in draft.counts(column.name) if cell]
        if not _ALL_WENT_WELL.isdisjoint(found) and (others := [each for each in found if each not in _ALL_WENT_WELL]):
            draft.tell_sent(column, others)


def tell_doubtful_flags(draft: MappingDraft) -> None:
    """Name the cells that say yes under a name that is no sale's (`Replacement`, `On hold`), and no under `Confirmed`.

    The same words as cells of a kind leave their rows out. As a name they may have another meaning: a warranty that was
    sold, a training that was booked.
    """
    taken = {*draft.used(), *draft.only, *draft.leave_out, *draft.not_items}
    sold = is_sold(draft)
    for column in draft.columns:
        # Pieces that came back are counted in a note of their own.
        if column.name in taken or not are_answers(column.name, column.looked_at) or is_what_came_back(column.name):
            continue
        doubtful = _doubtful_answers(column, sold=sold)
        if not doubtful:
            continue
        found = [cell for cell, _ in draft.counts(column.name) if cell]
        if are_answers(column.name, found) and (doubted := [cell for cell in found if key(cell) in doubtful]):
            draft.tell_sent(column, doubted)


def tell_unmarked(draft: MappingDraft) -> None:
    """Say in how many rows nothing stands in a column that marks what is paid in the others."""
    for column in draft.columns if is_sold(draft) else ():
        if not asks_if_paid(column.name) or column.name in {*draft.only, *draft.leave_out}:
            continue
        counts = dict(draft.counts(column.name))
        blank = counts.pop("", 0)
        said = answers(column.name, counts)
        if blank and counts and all(map(said.is_yes, counts)):
            draft.tell_sent(column, [""], f"is blank in {counted(blank, 'row')}")


def tell_chances(draft: MappingDraft) -> None:
    """Name the chances below certainty of deals that are sent."""
    taken = {*draft.used(), *draft.only, *draft.leave_out}
    for column in draft.columns if is_sold(draft) else ():
        if column.name in taken or squeezed(column.name) not in _CHANCES:
            continue
        chances = {cell: float(found[1]) for cell, _ in draft.counts(column.name) if (found := _CHANCE.fullmatch(cell))}
        certain = 1 if chances and max(chances.values()) <= 1 else 100
        if doubtful := [cell for cell, chance in chances.items() if chance < certain]:
            draft.tell_sent(column, doubtful)


def tell_flags_in_objects(draft: MappingDraft) -> None:
    """Say in how many of the first rows that are sent a list or an object holds what was refunded or a test."""
    taken = {*draft.only, *draft.leave_out, *(draft.used() - {each.name for each in draft.columns_of("contents")})}
    objects = [column for column in draft.columns if column.name not in taken and column.share("objects")]
    rows = draft.standing() if objects else []
    for column in objects:
        found = [flag for row in rows if (flag := _FLAG_IN_OBJECTS.search(column.cells[row]))]
        if found:
            draft.note(
                f"“{shown(column.name)}” holds “{found[0][1]}” in {counted(len(found), 'row')} of the first ones:"
                " nothing is left out or taken off for that.",
                "rows",
            )


def _doubtful_answers(column: SampledColumn, *, sold: bool) -> frozenset[str]:
    """Return the answers (squeezed) that make a row of this column doubtful, none for most columns."""
    asked = [word for word in words(innermost(column.name)) if word not in _ASKS]
    if len(asked) > 1 and not _ONLY_POSSIBLE.isdisjoint(asked):
        return frozenset()
    said, whose = " ".join(asked), "".join(word for word in asked if word not in _BESIDE_PEOPLE)
    undone = {Sale.NO, Sale.NOT_YET} if sold else {Sale.NO}
    said_here = answers(column.name, column.looked_at)
    if states.judged(said) in undone or whose in TESTS - {"stage"} | OWN or squeezed(said) in _DOUBTED:
        return said_here.yes
    if squeezed(said) in (_DONE | _GENUINE if sold else _GENUINE):
        return said_here.no
    # A kind of row may be an amount, such as a fee: 1 and 0 are no answers to it.
    is_kind = states.judged_kind(said) is Sale.NO and any(map(str.isalpha, column.looked_at))
    return said_here.yes if is_kind else frozenset()
