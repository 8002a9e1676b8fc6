"""Columns of what was paid of an amount, what was paid back, and what is still due, by their names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiktok_tui.mapping.suggest.vocabulary import state_words, synonyms
from tiktok_tui.mapping.suggest.vocabulary.headers import meanings
from tiktok_tui.mapping.suggest.vocabulary.money import amount_points
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

REFUND_WORDS = frozenset(
    "refund refunds refunded erstattet erstattung rembourse remboursement reembolso reembolsado rimborso "
    "rimborsato estorno estornado ruckerstattung ruckerstattungen ruckerstattet erstattungen reembolsos rimborsi "
    "remboursements terugbetaling terugbetaald aterbetalning refundering".split()
)
"""Words of a header that speaks of what was paid back."""
_RETURNS = frozenset(
    "return returns returned chargeback chargebacks retoure retouren devolucion devoluciones devuelto devuelta "
    "reso resi devolucao devolvido retour retours retur zwrot zwroty vraceni vraceno iade iadeler возврат возвраты "
    "повернення 返品 退货 退貨 반품 مرتجع المرتجع voided void cancelled canceled cancellation reversed storniert "
    "stornierter".split()
)
"""Words of what came back; a date of theirs may be that of a journey."""
_MONEY = frozenset(
    """
    amount amounts total value sum refund refunds refunded money betrag summe montant importe importo valor gross net
    order currency presentment shop set original converted usd eur gbp inc incl tax of the cent cents minor pence
    paise centavos partial partially partly full fully
    """.split()
)
_ADJUSTED = frozenset("adjusted revised corrected current angepasst angepasster korrigiert korrigierter".split())
"""Words of an amount as it is after refunds and changes, beside the one as it was."""
PAID_WORDS = frozenset(
    """
    paid received collected captured bezahlt bezahlter gezahlt gezahlter erhalten paye payee regle reglee acquitte
    encaisse recu pagado pagada cobrado cobrada recibido pagato pagata incassato pago paga recebido recebida betaald
    ontvangen betalt betalat mottaget maksettu zaplacono wplacono zaplaceno uhrazeno fizetve odenen оплачено получено
    achitat incasat
    """.split()
)
"""Words of a header that speaks of what was paid, beside those of amounts."""
_PAID_MONEY = state_words.keys(
    """
    入金額;入金金額;支払済額;支払済み金額;支払い済み金額;已付金额;已付款金额;实收金额;实收;已收金额;已付金額;實收金額;已收金額;
    입금액;입금금액;납입금액;납부금액;đã thanh toán;đã trả;số tiền đã trả;số tiền đã thanh toán;ยอดชำระแล้ว;ชำระแล้ว;
    sudah dibayar;jumlah dibayar;المبلغ المدفوع;المدفوع;סכום ששולם;שולם;odenen tutar;tahsil edilen;πληρωμένο
    """
)
_OPEN_MONEY = state_words.keys(
    """
    amount outstanding;total outstanding;outstanding total;total due;
    balance;balance due;invoice balance;amount due;open balance;open amount;remaining amount;remaining balance;
    amount remaining;outstanding;outstanding amount;outstanding balance;still to pay;to pay;left to pay;balance to pay;
    unpaid;unpaid amount;invoice amount due;offener Betrag;offen;Restbetrag;noch offen;solde dû;solde;
    reste à payer;restant dû;pendiente;saldo pendiente;importe pendiente;por pagar;da saldare;residuo;
    da pagare;saldo em aberto;valor em aberto;a receber;openstaand;openstaand bedrag;saldo;restbelopp;
    do zapłaty;pozostało do zapłaty;zbývá uhradit;kalan tutar;kalan bakiye;остаток;задолженность;к доплате;
    未払い額;残金;残額;未付金额;欠款;미수금;잔금;còn nợ;khách nợ;ยอดค้างชำระ
    """
)
"""Names of the part that is not paid."""
_REFUNDED_MONEY = state_words.keys(
    """
    Erstattungsbetrag;Bestellung Erstattungsbetrag;Rückerstattungsbetrag;Erstatteter Betrag;Total remboursé;
    terugbetaald bedrag;terugbetaling bedrag;återbetalt belopp;återbetalning belopp;refunderet beløb;
    refundert beløp;palautettu summa;kwota zwrotu;zwrócona kwota;kwota zwrócona;vrácená částka;
    sumă rambursată;сумма возврата;возвращенная сумма;iade tutari;iade edilen tutar;مبلغ الاسترداد;返金額;
    返金金額;返品金額;退款金额;退款金額;已退款金额;退款总额;환불금액;총 환불금액;환불액;취소금액;반품금액;jumlah refund;
    total refund;nilai refund;jumlah pengembalian;số tiền hoàn;số tiền hoàn trả;tiền hoàn lại;ยอดคืนเงิน;
    จำนวนเงินที่คืน;comp amount;comped amount;written off amount;write off amount;amount written off;bad debt;
    disputed amount;amount disputed;credit note amount;reversal amount;anulaciones y reembolsos
    """
)
_PAYMENT_TIMES = state_words.keys(
    """
    paid;bezahlt;payé;payée;pagado;pagato;pago;betaald;betalt;
    paid on;paid at;paid date;date paid;payment date;date of payment;slutbetald;slutbetald datum;fully paid on;
    payment received on;payment received date;date payment received;bezahlt am;gezahlt am;
    Zahlungsdatum;Zahldatum;Zahlungseingang;Zahlungseingang am;Datum der
    Zahlung;payé le;payée le;réglé le;date de paiement;date du paiement;date de règlement;encaissé le;pagado el;fecha
    de pago;fecha del pago;fecha de cobro;cobrado el;pagato il;data pagamento;data di pagamento;data incasso;pago em;
    data do pagamento;data de pagamento;betaald op;betaaldatum;betalt dato;betalningsdatum;data płatności;data
    zapłaty;datum zaplacení;datum úhrady;ödeme tarihi;дата оплаты;дата оплати;入金日;支払日;決済日;
    付款时间;付款日期;付款時間;支付时间;결제일;결제일시;입금일;tanggal pembayaran;ngày thanh toán
    """
)
"""Names of the time of a payment."""
_REFUNDS = frozenset(
    "refund refunds returns creditnotes creditmemos disputes chargebacks reimbursements refundlineitems "
    "refunditems refundlines reversals".split()
)
_PIECES = frozenset(
    "qty quantity quantities units pieces pcs items menge anzahl stuck stuckzahl quantite qte cantidad unidades cant "
    "quantita qta pezzi quantidade qtd qtde aantal antal ilosc adet".split()
)
_CAME_BACK = frozenset(
    """
    returned return returns refunded cancelled canceled retourniert retournierte retoure retouren zuruckgegeben
    zuruckgesendet storniert stornierte erstattet retournee retournees retourne remboursee annulee devuelta devuelto
    devueltas devueltos devoluciones resa reso resi restituita devolvida devolvido devolvidas geretourneerd
    returnerad returneret zwrocona iade
    """.split()
)
_BESIDE_PIECES = frozenset("of the item line ordered total sku product de la di da".split())
_PIECES_BACK = state_words.keys(
    "Retourenmenge; Retourmenge; Rückgabemenge; Stornomenge; Erstattungsmenge; 返品数; 返品数量; キャンセル数",
    "退货数量; 退貨數量; 반품수량; 취소수량",
)
"""Names of pieces that came back, in words that are written as one."""
_AMOUNT = re.compile(r"[^\d]{0,4}\d[\d.,'\s]*[^\d]{0,4}")


def is_paid_money(name: str) -> bool:
    """Return True if a column of this name holds what was paid of an amount.

    >>> is_paid_money("Amount Paid"), is_paid_money("Bezahlt"), is_paid_money("Tax paid"), is_paid_money("Paid at")
    (True, True, False, False)
    """
    said = words(name)
    if squeezed(name) in _PAID_MONEY or synonyms.PAID in meanings(name):
        return True
    amount = tuple("amount" if word in PAID_WORDS else word for word in said)
    return amount != said and amount_points(amount) is not None


_SECURITY = state_words.keys(
    """
    security deposit;refundable deposit;damage deposit;returnable deposit;deposit refundable;breakage deposit;
    security deposit amount;refundable deposit amount;Kaution;Kautionsbetrag;Mietkaution;dépôt de garantie;caution;
    montant de la caution;fianza;importe de la fianza;depósito de garantía;cauzione;deposito cauzionale;caução;
    depósito caução;borg;borgsom;waarborg;waarborgsom;deposition;kaucja;kauce;vratná kauce;kaució;depozito;залог;
    депозит;敷金;保証金;押金;보증금
    """
)
"""Names of what a customer gets back when a thing that was lent comes back."""


def is_security(name: str) -> bool:
    """Return True if a column of this name holds a deposit that the customer gets back.

    >>> is_security("Refundable Deposit"), is_security("Kaution"), is_security("Deposit")
    (True, True, False)
    """
    return squeezed(name) in _SECURITY


def is_refunded_money(name: str) -> bool:
    """Return True if a column of this name holds refunded amounts.

    >>> is_refunded_money("Refunded Amount"), is_refunded_money("Amount Refunded"), is_refunded_money("Refund reason")
    (True, True, False)
    """
    said = words(name)
    if " - " in name:
        return False
    known = not REFUND_WORDS.isdisjoint(said) and set(said) <= _MONEY | REFUND_WORDS
    known |= not _RETURNS.isdisjoint(said) and not _MONEY.isdisjoint(said) and set(said) <= _MONEY | _RETURNS
    return known or "".join(said) in _REFUNDED_MONEY


def is_return(name: str) -> bool:
    """Return True if a name says only that something came back: amounts below it were, and a date is that of a journey.

    >>> is_return("Returns"), is_return("Devolución"), is_return("Return date")
    (True, True, False)
    """
    said = set(words(name))
    return bool(said) and said <= _RETURNS


def is_adjusted_money(name: str) -> bool:
    """Return True if a column of this name holds an amount as it is after refunds and other changes.

    >>> is_adjusted_money("Adjusted Order Total"), is_adjusted_money("current_total_price"), is_adjusted_money("Total")
    (True, True, False)
    >>> is_adjusted_money("Order Total - Refunds"), is_adjusted_money("Order Total - Shipping")
    (True, False)
    """
    whole, less, part = name.partition(" - ")
    if less and is_refunded_money(part):
        return amount_points(words(whole)) is not None
    said = words(name)
    rest = tuple(word for word in said if word not in _ADJUSTED)
    return rest != said and amount_points(rest) is not None


def is_open_money(name: str) -> bool:
    """Return True if a column of this name holds the part of an amount that is not paid yet.

    >>> is_open_money("Amount Due"), is_open_money("Offener Betrag"), is_open_money("Due date")
    (True, True, False)
    """
    return squeezed(name) in _OPEN_MONEY


def is_time_of_payment(name: str) -> bool:
    """Return True if a column of this name holds when something was paid, if it holds a time at all.

    >>> is_time_of_payment("Paid On"), is_time_of_payment("Date de paiement"), is_time_of_payment("Payment terms")
    (True, True, False)
    """
    return squeezed(name) in _PAYMENT_TIMES


def is_what_came_back(name: str) -> bool:
    """Return True if a column of this name counts the pieces of a line that were returned or cancelled.

    >>> is_what_came_back("Qty Returned"), is_what_came_back("Retourenmenge"), is_what_came_back("Quantity")
    (True, True, False)
    """
    said = set(words(name))
    counts, back = said & _PIECES, said & _CAME_BACK
    return squeezed(name) in _PIECES_BACK or (bool(counts and back) and said <= _PIECES | _CAME_BACK | _BESIDE_PIECES)


def is_list_of_refunds(name: str) -> bool:
    """Return True if a field of this name in nested JSON lists what was paid back or sent back.

    >>> is_list_of_refunds("refunds"), is_list_of_refunds("order.returns"), is_list_of_refunds("refunds.amount")
    (True, True, False)
    """
    return squeezed(name.rpartition(".")[2]) in _REFUNDS


def holds_money(cells: Sequence[str]) -> bool:
    """Return True if some cell is an amount other than zero."""
    return any(is_amount(cell) and not is_nothing(cell) for cell in cells)


def is_amount(cell: str) -> bool:
    """Return True if a cell is a number, with a sign or a short word before or behind it."""
    return _AMOUNT.fullmatch(cell) is not None


def is_nothing(cell: str) -> bool:
    """Return True if an amount is zero.

    >>> [is_nothing(cell) for cell in ("0.00", "€ 0", "0,05", "")]
    [True, True, False, False]
    """
    return is_amount(cell) and not any(digit in "123456789" for digit in cell)
