"""The words for states of orders, and for yes and no: those of six languages, and of `languages`.

Sources: the order and payment states that Shopify, WooCommerce, Magento, BigCommerce, PrestaShop, Square, Stripe,
PayPal, Amazon, eBay, Etsy, Clover and Lightspeed list in their help pages, and the words of their translations.
"""

from __future__ import annotations

from tiktok_tui.mapping.suggest.vocabulary import more_state_words
from tiktok_tui.mapping.suggest.vocabulary.languages.known import LANGUAGES
from tiktok_tui.mapping.suggest.vocabulary.languages.language import phrases
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed_each, words


def keys(*texts: str) -> frozenset[str]:
    """Return the phrases of texts as states and kinds are compared: without case, accents, blanks and signs."""
    return frozenset(squeezed_each(";".join(texts)))


SALE_BY_LANGUAGE = {
    "English": keys(
        """
        paid; complete; completed; processing; in process; succeeded; success; successful; captured; shipped;
        delivered; fulfilled; unfulfilled; settled; approved; approve; confirmed; accepted; accept; wc-completed;
        wc-processing; closed; sold; done; partially shipped; partially fulfilled; partial; part shipped; awaiting
        shipment; awaiting fulfillment; awaiting pickup; ready for pickup; ready to ship; in transit; dispatched; out
        for delivery; picked up; finished; invoiced; billed; active; won; closed won; overpaid; pre-order; preorder;
        payment accepted; remote payment accepted; payment received; unshipped; accredited; enrolled; no refund; not
        refunded; none; paid in full; processed; sales order; settlement; capture; sale order; fully paid; part shipped;
        in progress; in production; preparing; being prepared; packed; packing; collected; on its way; with courier;
        payment complete; payment completed; payment successful; payment confirmed; payment succeeded; order completed;
        order complete; order delivered; order shipped; redeemed; checked in; attended; partially delivered; label
        created; activated; checked out; attending; bound; in force; captured pending settlement; paid out; auto-paid;
        autopaid; paid by card; paid online; ticketed; charged; fully charged; booked; posted; in payment
        """
    ),
    "German": keys(
        """
        bezahlt; abgeschlossen; versendet; versandt; verschickt; geliefert; ausgeliefert; in Bearbeitung; erledigt;
        bestätigt; zugestellt; vollständig; abgerechnet; versandbereit; verkauft; Zahlung erhalten; Zahlung
        eingegangen; komplett bezahlt; Zahlung akzeptiert; Bestellung versendet; Verkaufsauftrag; vollständig
        bezahlt; komplett abgeschlossen; komplett ausgeliefert; teilweise ausgeliefert; teilweise versendet; Zahlung
        abgeschlossen; verpackt; gepackt; kommissioniert; abgeholt; abholbereit; bereit zur Abholung; bereit zum
        Versand; bezahlt und versendet; fakturiert; eingelöst; beglichen; im Versand; in Zustellung; unterwegs;
        gebucht; angemeldet; teilgenommen; erfolgreich; Zahlung erfolgreich; bezahlt per Karte
        """
    ),
    "French": keys(
        """
        payé; payée; terminé; terminée; expédié; expédiée; livré; livrée; en cours; confirmé; confirmée; validé;
        validée; en préparation; en cours de préparation; paiement accepté; paiement à distance accepté; encaissé;
        encaissée; réglé; réglée; bon de commande; soldé; soldée; acquitté; acquittée; facturé; facturée; prêt;
        prête; retirée; en cours de livraison; en attente d'expédition; en attente de préparation; préparation en
        cours; paiement effectué; prêt à être retiré; prête à expédier; partiellement expédiée; partiellement
        livrée; à expédier
        """
    ),
    "Spanish": keys(
        """
        pagado; pagada; completado; completada; enviado; enviada; entregado; entregada; procesando; confirmado;
        confirmada; aprobado; aprobada; pago aceptado; en preparación; en proceso; finalizado; finalizada; cobrado;
        cobrada; completo; completa; en camino; atendido; preparación en curso; atendida; facturado; facturada;
        despachado; despachada; preparando; listo para recoger; listo para enviar; liquidado; liquidada; en reparto;
        en tránsito; acreditado; procesado; procesada; pago recibido; pago confirmado; pago aprobado; por enviar;
        llegó; asistió
        """
    ),
    "Italian": keys(
        """
        pagato; pagata; completato; completata; spedito; spedita; consegnato; consegnata; evaso; in lavorazione;
        confermato; confermata; pagamento accettato; in preparazione; saldato; incassato; saldata; incassata; in
        consegna; in transito; fatturato; fatturata; evasa; parzialmente evaso; preparazione in corso; pronto per il
        ritiro; pronto per la spedizione; pagamento ricevuto; pagamento confermato; ritirato; ritirata; chiuso
        """
    ),
    "Portuguese": keys(
        """
        pago; paga; concluído; concluída; enviada; entregue; aprovado; aprovada; processando; confirmado; faturado;
        completo; completa; pagamento aprovado; pagamento aceite; em processamento; em preparação; expedido; pago
        integralmente; preparação em curso; atendido; atendida; pronto para envio; em separação; em trânsito; em
        transporte; saiu para entrega; preparando entrega; pronto para o manuseio; pronto para manuseio; despachado;
        pagamento confirmado; finalizado; finalizada; liquidado; liquidada; quitado; quitada; faturada; enviado;
        coletado; disponível para retirada; verificado; em andamento; etiqueta emitida; a enviar; ativa;
        matriculado; matriculada
        """
    ),
    **{each.name: keys(each.sale) for each in LANGUAGES},
}
SALE = frozenset().union(*SALE_BY_LANGUAGE.values())
NO_SALE = keys(
    """
    refunded; fully refunded; refund; refunds; voided; void; cancelled; canceled; cancellation; failed; failure;
    expired; declined; denied; returned; return; abandoned; chargeback; charged back; charge back; disputed; dispute;
    rejected; trash; deleted; removed; fraud; suspected fraud; blocked; test; reversed; reversal; lost; closed lost;
    canceled reversal; unsuccessful; timed out; error; wc-refunded; wc-cancelled; wc-failed; checkout-draft; draft;
    incomplete; payment error; payment failed; returned to sender; restocked; no show; written off; uncollectible;
    withdrawn; withdrew; junk; junk lead; spam; duplicate; unqualified; disqualified; not qualified; bad lead; not a
    lead; wrong number; skipped; disenrolled; unenrolled; bad debt; undelivered; not delivered; undeliverable; refused;
    return to sender; rto; rto delivered; rto initiated; returned to origin; return to origin; return requested; return
    in progress; lost in transit; not finished; cancel; deny; expire; decline; reject; fail; fraudulent; cancel
    requested; cancellation requested; return received; return completed; return approved; cancellato; cancellata;
    malsucedido; nicht geliefert; zurück an Absender; Retoure eingegangen; Rücksendung; Rücksendung erhalten; reclamado;
    missing orders; missing order; not completed; forfeited; duplicate order; test order; dead; voided order; refund
    requested; refund processed; refund issued; not picked up; uncollected; storniert; Storno; erstattet; vollständig
    erstattet; fehlgeschlagen; retourniert; Retoure; abgebrochen; abgelehnt; zurückgegeben; zurückerstattet;
    rückerstattet; Rückerstattung; Gutschrift; widerrufen; Rückbuchung; Rücklastschrift; ungültig; gelöscht; Entwurf;
    Zahlungsfehler; abgelaufen; zurückgebucht; annulé; annulée; annulation; remboursé; remboursée; remboursement; avoir;
    échoué; échouée; échec; refusé; refusée; retourné; retournée; retour; abandonné; abandonnée; brouillon; rejeté;
    rejetée; expiré; expirée; litige; impayé; impayée; supprimé; supprimée; erreur de paiement; rétrofacturation;
    cancelado; cancelada; cancelación; reembolsado; reembolsada; reembolso; fallido; fallida; devuelto; devuelta;
    devolución; anulado; anulada; rechazado; rechazada; caducado; caducada; vencido; expirado; borrador; contracargo;
    abandonado; abandonada; denegado; denegada; error de pago; eliminado; disputa; annullato; annullata; rimborsato;
    rimborsata; rimborso; fallito; fallita; reso; resa; restituito; rifiutato; rifiutata; stornato; scaduto; scaduta;
    abbandonato; bozza; contestato; respinto; errore di pagamento; eliminato; nota di credito; non riuscito;
    Wiedergutschrift; gutgeschrieben; uneinbringlich; ausgebucht; Annahme verweigert; Widerruf; zurückgesendet;
    zurückgeschickt; nicht zugestellt; nicht erschienen; nicht abgeholt; ausgefallen; irrécouvrable; refus vendeur;
    refus client; non livré; non livrée; non distribué; non réclamé; remboursement effectué; no entregado; no entregada;
    incobrable; extraviado; no realizado; insoluto; insoluta; inesigibile; non consegnato; stornata; contestata;
    rimborso effettuato; restituita; não entregue; não finalizado; não autorizado; não autorizada; inadimplente; em
    disputa; cancelado pelo cliente; não aprovado; não aprovada; devolvido; devolvida; devolução; falhou; falhado;
    falha; recusado; recusada; estornado; estornada; estorno; rascunho; rejeitado; rejeitada; contestado; erro de
    pagamento; unwound; fell through; lapsed; bounced; dropped; not attending; did not attend; did not arrive; missed;
    missed call; no answer; unanswered; general error; communication error; failed review; nsf; no presentado; no
    asistió; no acude; no acudió; no se presentó; não compareceu; faltou; non présenté; non presentato; non si è
    presentato; niet verschenen; desmarcou; desmarcado; desmarcada; remarcou; trancada; trancado; desistiu; desistente;
    desistência; errored; not interested; do not call; voicemail; left voicemail; busy; line busy; hangup; hung up; not
    answered; blocked call; not collected; unclaimed; not claimed; customer not available; customer unavailable; not at
    home; delivery refused; ntu; not-taken-up; did not enrol; did not enroll; did not join; did not proceed; did not
    buy; not proceeding; abgeschrieben; wertberichtigt; nicht angenommen; nicht zustande gekommen; pas retiré; non
    retiré; non retirée; pas venu; passé en perte; no retirado; no recogido; no reclamado; dado de baja; non ritirato;
    non ritirata; não retirado; não procurado; não retirada; comped; sans effet; sans suite; résilié; résiliée;
    rescindido; rescindida; disdetto; disdetta; gekündigt; robocall; spam call; unsold; not sold; reserve not met;
    passed in; nicht verkauft; unverkauft; invendu; invendue; no vendido; invenduto; não vendido; mancato ritiro;
    mancata consegna
    """,
    *(more_state_words.NO_SALE, *(each.no_sale for each in LANGUAGES)),
)
NOT_YET = keys(
    """
    pending; pending payment; payment pending; awaiting payment; waiting for payment; payment due; unpaid; not paid;
    open; on hold; onhold; holded; authorized; authorised; uncaptured; processing payment; payment review; manual
    verification required; awaiting bank wire payment; awaiting check payment; awaiting cheque payment; awaiting cash on
    delivery validation; on backorder not paid; payment processing; pending authorization; quote; quotation; estimate;
    invoice sent; past due; overdue; requires payment method; requires action; requires confirmation; requires capture;
    wc-pending; wc-on-hold; partially authorized; pending settlement; layby; parked; saved; on account; under review; in
    review; pending review; awaiting approval; pending approval; queued; paused; waitlisted; reminded; reminder sent;
    payment on hold; pending submission; bank transfer pending; Wartend; wartend; in Wartestellung; attente paiement;
    Zahlung vorgemerkt; quotation sent; quote sent; devis envoyé; Angebot gesendet; Angebot versendet; presupuesto
    enviado; preventivo inviato; orçamento enviado; in collections; outstanding; payment outstanding; due; initiated;
    awaiting confirmation; awaiting verification; pending verification; pending confirmation; to be paid; payment
    required; awaiting deposit; gemahnt; Mahnung; 1. Mahnung; 2. Mahnung; 3. Mahnung; Zahlungserinnerung; in Mahnung; in
    Verzug; Inkasso; reserviert; vorgemerkt; Zahlung offen; noch offen; warte auf Zahlung; warten auf Zahlung; warten
    auf Zahlungseingang; wartet auf Zahlungseingang; en attente d'acceptation; en attente de validation; en retard;
    échu; échue; relancé; relancée; à encaisser; à régler; por cobrar; por pagar; sin pagar; impagado; impagada; impago;
    esperando pago; pago en revisión; pendiente de cobro; da saldare; da incassare; non saldato; non saldata; non
    incassato; in attesa di bonifico; em digitação; dados incompletos; a receber; atrasado; atrasada; pendente de
    pagamento; em análise; boleto gerado; boleto impresso; aguardando confirmação; aguardando aprovação; a cobrar;
    waitlist; wait list; waiting list; offen; ausstehend; unbezahlt; Zahlung ausstehend; in Erwartung der Zahlung;
    wartet auf Zahlung; autorisiert; zurückgestellt; Angebot; angemahnt; überfällig; nicht bezahlt; en attente; en
    attente de paiement; en attente du paiement; en attente de règlement; non payé; non payée; autorisé; en attente du
    paiement par chèque; en attente de virement bancaire; devis; à payer; pendiente; pendiente de pago; en espera; en
    espera de pago; no pagado; no pagada; autorizado; presupuesto; pago pendiente; a la espera de pago; en espera del
    pago; in attesa; in attesa di pagamento; non pagato; non pagata; autorizzato; in sospeso; da pagare; preventivo;
    pagamento in sospeso; in attesa del pagamento; pendente; aguardando pagamento; aguardando; não pago; não paga; em
    espera; orçamento; em aberto; pagamento pendente; a aguardar pagamento; trialing; in trial; on trial; inquiry;
    enquiry; Anfrage; Buchungsanfrage; tentative; quoted; pledged; sent for authorisation; sent for authorization;
    authorized pending capture; optional; option; on option; pending customer approval; authorized pending release;
    Warteliste; layaway; lay-away; lay away; laybuy; lay-buy
    """,
    *(more_state_words.NOT_YET, *(each.not_yet for each in LANGUAGES)),
)
PARTLY = keys(
    """
    partially refunded; partial refund; partially paid; partially returned; part refunded; partly refunded; refunded
    partially; teilweise erstattet; Teilerstattung; teilerstattet; teilweise bezahlt; teilweise zurückerstattet;
    partiellement remboursé; partiellement remboursée; partiellement payé; parcialmente reembolsado; parcialmente
    reembolsada; parcialmente pagado; reembolso parcial; parzialmente rimborsato; parzialmente rimborsata; rimborso
    parziale; parzialmente pagato; teilbezahlt; anbezahlt; teilgezahlt; remboursement partiel; partial payment;
    partly paid; part paid; deposit paid; partially captured; parcialmente cobrado; pago parcial; pagamento parcial;
    pagamento parziale; acconto versato; reembolsado parcialmente; teilweise retourniert; partiellement réglé;
    partiellement réglée; parzialmente saldato; parzialmente incassato; parcialmente reembolsada; reembolso parcial;
    parcialmente devolvido; parcialmente pago; parziale; parcial; partiel; partielle; teilweise
    """,
    *(each.partly for each in LANGUAGES),
)

NOT_ALL = frozenset("partial partially part teilweise parcial parziale".split())
"""States of a payment or a refund that say that it is not all of it."""
IN_PART = frozenset("partial partially part partly teilweise teil partiel partielle partiellement parcial".split()) | {
    "parcialmente", "parziale", "parzialmente"
}  # fmt: skip
NEGATIONS = frozenset("not no non nicht kein keine never ohne sans sin senza sem nao nunca won".split()).union(
    *(words(each.negations) for each in LANGUAGES)
)
WAITING = keys(
    """
    pending; awaiting; waiting; ausstehend; wartet; warten; warte; wartend; attente; espera; esperando; attesa;
    aguardando; aguardar; wacht; wachtend; afwachting; väntar; afventer; venter; odottaa; oczekuje; oczekiwanie;
    oczekujące; czeka; čeká; vár; așteptare; așteptarea; ожидает; ожидается; ожидании; ожидание; очікує; очікується;
    bekliyor; bekleniyor; bekleyen; αναμονή; εκκρεμεί; انتظار; بانتظار; ממתין; ממתינה; menunggu; chờ; steht
    """
)
OF_PAYMENT = keys(
    """
    payment; transfer; wire; cheque; check; deposit; Zahlung; Zahlungseingang; Scheckzahlung; Banküberweisung;
    Überweisung; Vorkasse; paiement; virement; chèque; règlement; pago; transferencia; pagamento; bonifico; assegno;
    boleto; pix; transferência; betaling; overboeking; betalning; maksua; płatność; płatności; wpłatę; wpłaty;
    przelew; przelewem; czekiem; platbu; zaplacení; úhradu; fizetésre; plății; plată; оплаты; оплата; оплату;
    платежа; ödeme; ödemesi; havale; πληρωμής; πληρωμή; الدفع; תשלום; לתשלום; pembayaran; verification;
    authentication; authorisation; authorization; Autorisierung; Verifizierung; vérification; autorisation;
    verificación; autorización; verifica; autorizzazione; verificação; autorização; weryfikację; autoryzację;
    doğrulama; onay; approval; Genehmigung; Freigabe; aprobación; approvazione; aprovação
    """
)
"""A state with a word of both is one of an order that is not paid yet: “Warten auf Banküberweisung”."""
NO_SALE_BY_A_WORD = keys(
    """
    refunded; refund; returned; undelivered; voided; cancelled; canceled; cancellation; failed; declined; denied;
    rejected; refused; chargeback; abandoned; expired; fraud; reversed; reversal; storniert; erstattet;
    zurückerstattet; rückerstattet; fehlgeschlagen; abgelehnt; abgebrochen; retourniert; annulé; annulée; remboursé;
    remboursée; refusé; refusée; échoué; échouée; cancelado; cancelada; reembolsado; reembolsada; anulado; anulada;
    rechazado; rechazada; devuelto; devuelta; fallido; annullato; annullata; rimborsato; rimborsata; rifiutato;
    cancellato; cancellata; stornato; fallito; estornado; estornada; devolvido; devolvida; recusado; recusada; lost;
    verloren; perdu; perdue; perdido; perdida; perso; persa; bounced; lapsed; skipped; unclaimed; uncollected;
    forfeited; dishonoured; dishonored; unsuccessful; void; rto; descartado; descartada; scartato; scartata;
    verworfen; unwind; unwound
    """,
    *(phrase for each in LANGUAGES for phrase in phrases(each.no_sale) if len(words(phrase)) == 1),
)
"""Words that make any longer state no sale: “Cancelled by buyer”, “Refund completed”."""
_USUAL_OF_A_LANGUAGE = 5
USUAL = {
    "English": tuple("refunded cancelled canceled voided failed declined expired returned chargeback".split()),
    "German": ("storniert", "erstattet", "fehlgeschlagen", "abgelehnt", "abgebrochen", "retourniert"),
    "French": ("annulé", "annulée", "remboursé", "remboursée", "échoué", "refusé", "refusée"),
    "Spanish": ("cancelado", "cancelada", "reembolsado", "reembolsada", "fallido", "rechazado", "anulado", "devuelto"),
    "Italian": ("annullato", "annullata", "rimborsato", "rimborsata", "fallito", "rifiutato", "stornato"),
    "Portuguese": ("cancelado", "cancelada", "reembolsado", "estornado", "recusado", "devolvido", "falhou"),
    **{each.name: phrases(each.no_sale)[:_USUAL_OF_A_LANGUAGE] for each in LANGUAGES},
}
"""The states that a later file of the same kind may well hold though this one does not, by language."""

YES_WORDS = keys(
    "yes; y; true; t; 1; on; full; fully; x; ja; wahr; oui; vrai; si; sí; verdadero; vero; sim; verdadeiro",
    *(each.yes for each in LANGUAGES),
)
NO_WORDS = keys(
    "no; n; false; f; 0; off; none; nein; falsch; non; faux; falso; não; nao; never; not refunded; no refund",
    *(each.no for each in LANGUAGES),
)
