"""The words for states of orders, for kinds of rows, and for yes and no: those of six languages, and of `languages`.

Sources: the order and payment states that Shopify, WooCommerce, Magento, BigCommerce, PrestaShop, Square, Stripe,
PayPal, Amazon, eBay, Etsy, Clover and Lightspeed list in their help pages, and the words of their translations.
"""

from __future__ import annotations

from tiktok_tui.mapping.suggest.languages.known import LANGUAGES
from tiktok_tui.mapping.suggest.languages.language import phrases
from tiktok_tui.mapping.suggest.words import words


def _keys(*texts: str) -> frozenset[str]:
    return frozenset("".join(words(phrase)) for text in texts for phrase in phrases(text))


SALE_BY_LANGUAGE = {
    "English": _keys(
        """
        paid; complete; completed; processing; in process; succeeded; success; successful; captured; shipped;
        delivered; fulfilled; unfulfilled; settled; approved; confirmed; accepted; wc-completed; wc-processing;
        closed; sold; done; partially shipped; partially fulfilled; partial; part shipped; awaiting shipment;
        awaiting fulfillment; awaiting pickup; ready for pickup; ready to ship; in transit; dispatched; out for
        delivery; picked up; finished; invoiced; billed; active; won; closed won; overpaid; pre-order; preorder;
        payment accepted; remote payment accepted; payment received; unshipped; accredited; enrolled; activated;
        collected; checked in; checked out; attending; attended; bound; in force; captured pending settlement; paid
        out; no refund;
        not refunded; none
        """
    ),
    "German": _keys(
        """
        bezahlt; abgeschlossen; versendet; versandt; verschickt; geliefert; ausgeliefert; in Bearbeitung; erledigt;
        bestätigt; gebucht; angemeldet; teilgenommen; zugestellt; vollständig; abgerechnet; versandbereit; verkauft;
        Zahlung erhalten; Zahlung
        eingegangen
        """
    ),
    "French": _keys(
        """
        payé; payée; terminé; terminée; expédié; expédiée; livré; livrée; en cours; confirmé; confirmée; validé;
        validée; en préparation; en cours de préparation; paiement accepté; paiement à distance accepté; encaissé;
        encaissée
        """
    ),
    "Spanish": _keys(
        """
        pagado; pagada; completado; completada; enviado; enviada; entregado; entregada; procesando; confirmado;
        confirmada; aprobado; aprobada; pago aceptado; en preparación; en proceso; finalizado; finalizada; cobrado;
        cobrada; completo; completa; atendida; atendido; asistió
        """
    ),
    "Italian": _keys(
        """
        pagato; pagata; completato; completata; spedito; spedita; consegnato; consegnata; evaso; in lavorazione;
        confermato; confermata; pagamento accettato; in preparazione; saldato; incassato
        """
    ),
    "Portuguese": _keys(
        """
        pago; paga; concluído; concluída; enviada; entregue; aprovado; aprovada; processando; confirmado; faturado;
        completo;
        completa; pagamento aprovado; pagamento aceite; em processamento; em preparação; expedido; ativa;
        matriculado; matriculada
        """
    ),
    **{each.name: _keys(each.sale) for each in LANGUAGES},
}
SALE = frozenset().union(*SALE_BY_LANGUAGE.values())
NO_SALE = _keys(
    """
    refunded; fully refunded; refund; refunds; voided; void; cancelled; canceled; cancellation; failed; failure;
    expired; declined; denied; returned; return; abandoned; chargeback; charged back; charge back; disputed;
    dispute; rejected; trash; deleted; removed; fraud; suspected fraud; blocked; test; reversed; reversal; lost;
    closed lost; canceled reversal; unsuccessful; timed out; error; wc-refunded; wc-cancelled; wc-failed;
    checkout-draft; draft; incomplete; payment error; payment failed; returned to sender; restocked; no show;
    written off; uncollectible; withdrawn; withdrew; junk; junk lead; spam; duplicate; unqualified; disqualified;
    no presentado; no asistió; no se presentó; não compareceu; faltou; nicht erschienen; non présenté;
    non presentato; non si è presentato; niet verschenen; refused; dead; unwound; fell through; lapsed; bounced;
    dropped; not attending; did not attend; did not arrive;
    errored; not interested; do not call; voicemail; left voicemail; missed; missed call; no answer; unanswered;
    general error; communication error; failed review; nsf;
    not qualified; bad lead; not a lead; wrong number; skipped; disenrolled; unenrolled; storniert; Storno; erstattet;
    vollständig erstattet; fehlgeschlagen; retourniert;
    Retoure; abgebrochen; abgelehnt; zurückgegeben; zurückerstattet; rückerstattet; Rückerstattung; Gutschrift;
    widerrufen; Rückbuchung; Rücklastschrift; ungültig; gelöscht; Entwurf; Zahlungsfehler; abgelaufen;
    zurückgebucht; annulé; annulée; annulation; remboursé; remboursée; remboursement; avoir; échoué; échouée;
    échec; refusé; refusée; retourné; retournée; retour; abandonné; abandonnée; brouillon; rejeté; rejetée; expiré;
    expirée; litige; impayé; impayée; supprimé; supprimée; erreur de paiement; rétrofacturation; cancelado;
    cancelada; cancelación; reembolsado; reembolsada; reembolso; fallido; fallida; devuelto; devuelta; devolución;
    anulado; anulada; rechazado; rechazada; caducado; caducada; vencido; expirado; borrador; contracargo;
    abandonado; abandonada; denegado; denegada; error de pago; eliminado; disputa; annullato; annullata;
    rimborsato; rimborsata; rimborso; fallito; fallita; reso; resa; restituito; rifiutato; rifiutata; stornato;
    scaduto; scaduta; abbandonato; bozza; contestato; respinto; errore di pagamento; eliminato; nota di credito;
    non riuscito; devolvido; devolvida; devolução; falhou; falhado; falha; recusado; recusada; estornado;
    estornada; estorno; expirado; rascunho; rejeitado; rejeitada; contestado; chargeback; erro de pagamento;
    anulado; reembolsado
    """,
    *(each.no_sale for each in LANGUAGES),
)
NOT_YET = _keys(
    """
    pending; pending payment; payment pending; awaiting payment; waiting for payment; payment due; unpaid; not
    paid; open; on hold; onhold; holded; authorized; authorised; uncaptured; processing payment; payment review;
    manual verification required; awaiting bank wire payment; awaiting check payment; awaiting cheque payment;
    awaiting cash on delivery validation; on backorder not paid; payment processing; pending authorization; quote;
    quotation; estimate; invoice sent; past due; overdue; requires payment method; requires action; requires
    confirmation; requires capture; wc-pending; wc-on-hold; partially authorized; pending settlement; layby;
    parked; saved; on account; under review; in review; pending review; awaiting approval; pending approval; queued;
    paused; trialing; in trial; on trial; inquiry; enquiry; tentative; quoted; pledged; initiated; pending submission;
    sent for authorisation; sent for authorization; authorized pending capture; pending customer approval;
    authorized pending release; waitlisted; waitlist; wait list; waiting list; offen; ausstehend; unbezahlt;
    Zahlung ausstehend; in Erwartung der Zahlung; wartet
    auf Zahlung; autorisiert; zurückgestellt; Warteliste; Angebot; angemahnt; überfällig; nicht bezahlt; en attente;
    en attente
    de paiement; en attente du paiement; en attente de règlement; non payé; non payée; autorisé; en attente du
    paiement par chèque; en attente de virement bancaire; devis; à payer; pendiente; pendiente de pago; en espera;
    en espera de pago; no pagado; no pagada; autorizado; presupuesto; pago pendiente; a la espera de pago; en
    espera del pago; in attesa; in attesa di pagamento; non pagato; non pagata; autorizzato; in sospeso; da pagare;
    preventivo; pagamento in sospeso; in attesa del pagamento; pendente; aguardando pagamento; aguardando; não
    pago; não paga; em espera; autorizado; orçamento; em aberto; pagamento pendente; a aguardar pagamento
    """,
    *(each.not_yet for each in LANGUAGES),
)
PARTLY = _keys(
    """
    partially refunded; partial refund; partially paid; partially returned; part refunded; partly refunded;
    refunded partially; teilweise erstattet; Teilerstattung; teilerstattet; teilweise bezahlt; teilweise
    zurückerstattet; partiellement remboursé; partiellement remboursée; partiellement payé; parcialmente
    reembolsado; parcialmente reembolsada; parcialmente pagado; reembolso parcial; parzialmente rimborsato;
    parzialmente rimborsata; rimborso parziale; parzialmente pagato; parcialmente devolvido; parcialmente pago
    """,
    *(each.partly for each in LANGUAGES),
)

IN_PART = frozenset("partial partially part partly teilweise teil partiel partielle partiellement parcial".split()) | {
    "parcialmente", "parziale", "parzialmente"
}  # fmt: skip
NEGATIONS = frozenset("not no non nicht kein keine never ohne sans sin senza sem nao nunca won".split()).union(
    *(words(each.negations) for each in LANGUAGES)
)
NO_SALE_BY_A_WORD = _keys(
    """
    refunded; refund; voided; cancelled; canceled; cancellation; failed; declined; denied; rejected; refused;
    chargeback; abandoned; expired; fraud; reversed; reversal; storniert; erstattet; zurückerstattet; rückerstattet;
    fehlgeschlagen; abgelehnt; abgebrochen; retourniert; annulé; annulée; remboursé; remboursée; refusé; refusée;
    échoué; échouée; cancelado; cancelada; reembolsado; reembolsada; anulado; anulada; rechazado; rechazada;
    devuelto; devuelta; fallido; annullato; annullata; rimborsato; rimborsata; rifiutato; stornato; fallito;
    estornado; estornada; devolvido; devolvida; recusado; recusada; lost; verloren; perdu; perdue; perdido; perdida;
    perso; persa
    """,
    *(phrase for each in LANGUAGES for phrase in phrases(each.no_sale) if len(words(phrase)) == 1),
)
"""Words that make any longer state no sale: “Cancelled by buyer”, “Refund completed”."""

OTHER_KINDS = _keys(
    """
    refund; refunds; payment refund; return; returns; exchange return; reversal; payment reversal; chargeback;
    chargeback fee; dispute; payout; transfer; withdrawal; general withdrawal; bank withdrawal; bank deposit; fee;
    fees; other fee; service fee; adjustment; payment sent; sent; money sent; outgoing; outbound; out; mass payment;
    expense; general currency conversion; currency conversion; hold; account hold; release; authorization; void;
    voided; credit note; credit memo; shipping label; sale payment; payment line; no sale; cash in; cash out; paid
    in; paid out; pay in; pay out; drop; tip adjustment; tax collected by marketplace; website payments pro account
    fee;
    internal transfer; transfer out; transfer to bank; redeem; redemption; points redemption; points expiry; points
    expiration; expiry; expiration; bonus; welcome bonus;
    birthday bonus; points adjustment; manual adjustment; holdback; port out; disconnect; disconnection; deactivation;
    termination; suspension; endorsement;
    reserve; release of reserve; proforma; pro forma; proforma invoice; pro forma invoice; bill payment;
    purchase order; supplier invoice; preapproved payment bill user
    payment; canceled; cancelled; cancellation; quote; estimate; draft order; layby cancelled; account deposit; gift
    card top up; Rückzahlung; Gutschrift; Erstattung; Rückerstattung; Retoure; Auszahlung; Gebühr; Storno;
    Stornierung; Zahlung gesendet; Stornorechnung; Angebot; remboursement; avoir; retour; frais; annulation; paiement
    envoyé; litige; devis; retrait; reembolso; devolución; nota de crédito; retiro; comisión; anulación; pago
    enviado; abono; rimborso; reso; nota di credito; commissione; storno; pagamento inviato; prelievo; annullamento;
    devolução; estorno; nota de credito; saque; taxa; pagamento enviado; cancelamento
    """,
    *(each.no_sale for each in LANGUAGES),
)
"""Kinds of a row that are no sale: the cells of a column such as `Type` or `Transaction type`."""
SALE_KINDS = _keys(
    """
    sale; sales; order; orders; purchase; payment; payments; payment received; charge; capture; invoice; sale line;
    earn; earned; accrual; new business; renewal; activation; new activation; port in; donation; express checkout
    payment; website payment; mobile payment; subscription payment; ebay auction payment; general
    payment; direct credit card payment; sell; retail; incoming; inbound; in; item; exchange; receipt; transaction;
    credit card; Verkauf; Bestellung; Zahlung; Rechnung; Zahlung erhalten; Kauf; Einnahme; vente; commande;
    paiement; facture; achat; paiement reçu; venta; pedido; pago; factura; compra; pago recibido; vendita; ordine;
    pagamento; fattura; acquisto; venda; encomenda; fatura; pagamento recebido
    """
)

_USUAL_OF_A_LANGUAGE = 5
USUAL = {
    "English": (
        "refunded",
        "cancelled",
        "canceled",
        "voided",
        "failed",
        "declined",
        "expired",
        "returned",
        "chargeback",
    ),
    "German": ("storniert", "erstattet", "fehlgeschlagen", "abgelehnt", "abgebrochen", "retourniert"),
    "French": ("annulé", "annulée", "remboursé", "remboursée", "échoué", "refusé", "refusée"),
    "Spanish": ("cancelado", "cancelada", "reembolsado", "reembolsada", "fallido", "rechazado", "anulado", "devuelto"),
    "Italian": ("annullato", "annullata", "rimborsato", "rimborsata", "fallito", "rifiutato", "stornato"),
    "Portuguese": ("cancelado", "cancelada", "reembolsado", "estornado", "recusado", "devolvido", "falhou"),
    **{each.name: phrases(each.no_sale)[:_USUAL_OF_A_LANGUAGE] for each in LANGUAGES},
}
"""The states that a later file of the same kind may well hold though this one does not, by language."""

YES_WORDS = _keys(
    "yes; y; true; t; 1; full; fully; x; ja; wahr; oui; vrai; si; sí; verdadero; vero; sim; verdadeiro",
    *(each.yes for each in LANGUAGES),
)
NO_WORDS = _keys(
    "no; n; false; f; 0; none; nein; falsch; non; faux; falso; não; nao; never; not refunded; no refund",
    *(each.no for each in LANGUAGES),
)
