"""The subject of a column of states by the words of its name: a payment, a delivery, a refund, or nothing of the order.

German, Dutch, Swedish and others write `Zahlungsstatus` as one word, and names in Japanese, Chinese, Korean and Thai
have no blanks at all.
"""

from __future__ import annotations

from functools import lru_cache

from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words


def _words(text: str) -> frozenset[str]:
    return frozenset(map(squeezed, text.split()))


STATUS = _words(
    "status statuses state zustand statut etat estado stato situacao situacion zahlungsstatus bestellstatus "
    "auftragsstatus lieferstatus versandstatus zahlungsstand disposition outcome "
    "statusname statü statüsü durum durumu stan stav статус "
    "состояние حالة الحالة κατάσταση tila"
)
RESULTS = _words(
    """
    result results response responsemessage responsetext responsereason responsereasontext responsedescription
    gatewayresponse gatewaymessage gatewayresult paymentresult transactionresult transactionresponse authresult
    authorizationresult authorisationresult processorresponse processorresponsetext issuerresponse bankresponse
    bankresponsemessage resultmessage resulttext resultdescription resultado resultadopago resultadodelpago respuesta
    resultdesc resultmsg resultcodedescription responsedesc responsemsg respdesc respmsg responsecodedescription
    ergebnis zahlungsergebnis resultat esito esitopagamento esitotransazione odemesonucu
    """
)
"""Whole names of columns in which a gateway or a bank says how a payment went."""
PAYMENT = _words(
    """
    payment payments financial finance paid zahl
    zahlungsstatus zahlungsstand zahlung zahlungs paiement pago pagamento cobro
    transaction transactions charge charges capture settlement betaling betalings betaal betal betalnings maksun plată
    platby płatności fizetési ödeme ödemesi pembayaran оплаты оплати πληρωμής
    """
)
DELIVERY = _words(
    """
    fulfillment fulfillments fulfilment shipping shipment shipments delivery deliveries dispatch item items line
    lineitem lieferstatus versandstatus liefer versand lieferung livraison expedition envio entrega spedizione consegna
    article position levering leverans verzend toimituksen dostawy wysyłki doručení dopravy szállítási livrare kargo
    teslimat pengiriman доставки отправления відправлення αποστολής
    """
)
REFUND = _words(
    """
    refund refunds return returns cancellation cancel dispute chargeback retoure erstattung retur retour zwrotu vrácení
    iade pembatalan pengembalian возврата повернення claim
    """
)
OTHERS = _words(
    """
    payout payouts marketing email mail consent customer account subscription sync tax inventory stock billing
    shipping_address address region province loyalty member membership newsletter opt sms user magazynowy skladu
    stok stoku склада запасов запаса contact verification review print export import invoice_email kunden kunde
    klant kund abo abonnement mitglieds lager druck
    """
)
EARLIER = _words("previous prior before old former initial vorheriger alter ancien anterior precedente")
"""Words of a state that is no longer the order's."""
REMARKS = _words(
    """
    note notes remark remarks comment comments memo notiz notizen bemerkung bemerkungen kommentar hinweis anmerkung
    remarque commentaire observaciones nota notas comentario observacoes opmerking opmerkingen anmärkning uwagi
    poznámka reason reasons motif motivo reden orsak причина примечание комментарий aciklama catatan หมายเหตุ ملاحظات
    備考 メモ 备注 備註 비고 메모 info
    """
)
"""Names of columns in which people write what they like."""
_PARTS = {
    STATUS: "ステータス 状況 状態 状态 狀態 상태 trạngthái tìnhtrạng สถานะ",
    OTHERS: "在庫 库存 庫存 재고 tồnkho 会員 会员 會員 회원 สต็อก",
    PAYMENT: "決済 支払 入金 付款 支付 결제 입금 thanhtoán ชำระเงิน الدفع תשלום",
    DELIVERY: "発送 出荷 配送 发货 物流 送貨 出貨 배송 giaohàng vậnchuyển จัดส่ง الشحن משלוח",
    REFUND: "返金 返品 退款 退货 退貨 售后 售後 환불 반품 클레임 trảhàng hoàntiền คืนเงิน",
}
_PARTS_OF_NAMES = {whole: tuple(map(squeezed, text.split())) for whole, text in _PARTS.items()}
"""Parts of names that are written without blanks, or of words that mean this only together."""
_ENDS = ("status", "statusen", "statuset")


@lru_cache(maxsize=4096)
def subject_words(name: str) -> frozenset[str]:
    """The words of a name, and those within a word that ends in `status`.

    >>> sorted(subject_words("Zahlungsstatus"))
    ['status', 'zahlung', 'zahlungs', 'zahlungsstatus']
    """
    said = set(words(name))
    for word in tuple(said):
        for end in _ENDS:
            if word.endswith(end) and len(word) > len(end):
                stem = word.removesuffix(end)
                said |= {"status", stem, stem.removesuffix("s")}
    return frozenset(said)


def is_about(name: str, subject: frozenset[str]) -> bool:
    """Return True if a name is about a subject, one of the tables of this module.

    >>> is_about("Zahlungsstatus", PAYMENT), is_about("決済状況", PAYMENT), is_about("Status", PAYMENT)
    (True, True, False)
    """
    joined = squeezed(name)
    return not subject.isdisjoint(subject_words(name)) or any(
        part in joined for part in _PARTS_OF_NAMES.get(subject, ())
    )
