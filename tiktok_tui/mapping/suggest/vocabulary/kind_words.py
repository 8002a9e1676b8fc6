"""The words for kinds of rows: documents of accounts, entries of tills and movements of money, and which are a sale."""

from __future__ import annotations

from tiktok_tui.mapping.suggest.vocabulary import more_state_words
from tiktok_tui.mapping.suggest.vocabulary.languages.known import LANGUAGES
from tiktok_tui.mapping.suggest.vocabulary.languages.language import phrases
from tiktok_tui.mapping.suggest.vocabulary.state_words import keys
from tiktok_tui.mapping.suggest.vocabulary.words import words

OTHER_KINDS = keys(
    """
    internal transfer; transfer out; transfer to bank; redeem; redemption; points redemption; points expiry; points
    expiration; expiry; expiration; bonus; welcome bonus; birthday bonus; points adjustment; manual adjustment;
    holdback; port out; disconnect; disconnection; deactivation; termination; suspension; endorsement; refund;
    refunds; payment refund; return; returns; exchange return; reversal; payment reversal; chargeback; chargeback
    fee; dispute; payout; transfer; withdrawal; general withdrawal; bank withdrawal; bank deposit; fee; fees; other
    fee; service fee; adjustment; payment sent; sent; money sent; outgoing; outbound; out; mass payment; expense;
    general currency conversion; currency conversion; hold; account hold; release; authorization; void; voided;
    credit note; credit memo; shipping label; sale payment; payment line; no sale; cash in; cash out; paid in; paid
    out; pay in; pay out; drop; tip adjustment; tax collected by marketplace; website payments pro account fee;
    reserve; release of reserve; proforma; pro forma; proforma invoice; pro forma invoice; bill payment; purchase
    order; supplier invoice; preapproved payment bill user payment; canceled; cancelled; cancellation; quote;
    estimate; draft order; layby cancelled; account deposit; gift card top up; Rückzahlung; Gutschrift; Erstattung;
    Rückerstattung; Retoure; Auszahlung; Gebühr; Storno; Stornierung; Zahlung gesendet; Stornorechnung; Angebot;
    remboursement; avoir; retour; frais; annulation; paiement envoyé; litige; devis; retrait; reembolso; devolución;
    nota de crédito; retiro; comisión; anulación; pago enviado; abono; rimborso; reso; nota di credito; commissione;
    storno; pagamento inviato; prelievo; annullamento; devolução; estorno; nota de credito; saque; taxa; pagamento
    enviado; cancelamento; delivery note; packing slip; item fulfillment; item fulfilment; item receipt;
    fulfillment; shipment; customer refund; cash refund; vendor bill; vendor credit; supplier bill; bill credit;
    purchase invoice; purchase return; sales return; return order; return receipt; goods receipt; stock transfer;
    inventory adjustment; journal; journal entry; opening balance; vendor payment; supplier payment; write off;
    credit refund; refund receipt; warranty; sales quote; sales quotation; float; petty cash; deposit to bank; safe
    drop; tip payout; payroll; Lieferschein; Eingangsrechnung; Lieferantenrechnung; Rechnungskorrektur;
    Korrekturrechnung; Proformarechnung; Proforma-Rechnung; Gewährleistung; Garantie; Retourenschein; Wareneingang;
    Einkauf; Umlagerung; Umbuchung; Einlage; Entnahme; Privatentnahme; Anfangsbestand; Wechselgeld; Kassensturz;
    Bankeinzahlung; Geldtransit; Kostenvoranschlag; Gutscheinaufladung; bon de livraison; facture fournisseur;
    facture d'achat; facture proforma; facture d'avoir; bon de retour; achat fournisseur; dépense; virement interne;
    fond de caisse; remise en banque; apport; bon de réception; note de crédit; factura rectificativa;
    rectificativa; albarán; factura de compra; factura proforma; gasto; compra a proveedor; orden de compra; nota de
    débito proveedor; fondo de caja; entrada de caja; salida de caja; presupuesto; cotización; remisión; traspaso;
    DDT; documento di trasporto; fattura proforma; fattura passiva; fattura di acquisto; fattura fornitore; spesa;
    preventivo; fondo cassa; versamento in banca; bonifico in uscita; orçamento; pedido de compra; nota de
    devolução; nota fiscal de entrada; devolução de venda; despesa; fatura pró-forma; fatura proforma; guia de
    remessa; guia de transporte; sangria; suprimento; remessa; bonificação; brinde; conserto; garantia; retract;
    retraction; restate; restatement; enhance; enhancement; verify; card verification; billing issue; billing issue
    detected; uncancellation; product change; subscriber alias; subscription paused; subscription extended; payment
    method change; partial response; partial entry; churn; churned; contraction; downgrade; Ausgabe; Ankauf; Spesen;
    Übertrag; Servicegebühr; Transfert; frais de service; Transferir; Trasferimento; commissione di servizio;
    annullo; purchase bill; purchase bills; purchase credit note; purchase credit; purchase debit note; bill credit
    note; supplier credit note; replacement; replacements; replacement order; reship; reshipment; resend; warranty
    replacement; warranty claim; free replacement; sample; samples; sample order; free sample; complimentary; comp;
    comped; giveaway; influencer; influencer gift; influencer order; gifting; seeding; pr; pr sample; press sample;
    staff use; staff meal; own use; internal use; internal order; personal use; house use; wastage; waste; spoilage;
    breakage; shrinkage; welcome points; training mode; training sale; training transaction; training receipt;
    Ersatzlieferung; Ersatz; Ersatzbestellung; Garantieersatz; Muster; Musterbestellung; Mustersendung;
    Musterauftrag; Eigenverbrauch; Eigenbedarf; Personalverzehr; Mitarbeiterverzehr; Werbegeschenk; Bruch; Schwund;
    Trainingsbon; Schulungsbon; Trainingsbuchung; Bonabbruch; Belegabbruch; Bonstorno; Belegstorno; Sofortstorno;
    Zeilenstorno; Nachstorno; AVTransfer; AVBestellung; AVTraining; AVBelegstorno; AVBelegabbruch; AVSachbezug;
    échantillon; échantillons; remplacement; offert; casse; consommation interne; usage interne; muestra; muestras;
    reposición; reemplazo; merma; consumo interno; uso interno; cortesía; obsequio; campione; campioni;
    campionatura; sostituzione; omaggio; autoconsumo; amostra; amostras; reposição; substituição; cortesia; perda;
    quebra; TD04; TD08; TD16; TD17; TD18; TD19; TD20; TD21; TD22; TD23; TD27; TD28; TD29; internal call;
    contra; stock journal; physical stock; delivery challan; job work; memorandum; reversing journal; rejection in;
    rejection out; rejections in; rejections out; Memoriaal; Memorial; simples remessa; compra para comercialização;
    compra para revenda; compra para industrialização; entrada de mercadoria; outras entradas; outras saídas; uso e
    consumo; amostra; amostra grátis; CustCred; CashRfnd; CustRfnd; RtnAuth; Estimate; Opprtnty; PurchOrd; VendBill;
    VendCred; VendPymt; ItemShip; ItemRcpt
    """,
    more_state_words.KINDS,
    *(text for each in LANGUAGES for text in (each.no_sale, each.other_kinds)),
)
"""Kinds of a row that are no sale: the cells of a column such as `Type` or `Transaction type`."""
SALE_KINDS = keys(
    """
    one time; one off; recurring; earn; earned; accrual; reservation; reservations; booking; bookings; Umsatz;
    Abschlagsrechnung; Teilrechnung; Anzahlungsrechnung; Schlussrechnung; Ausgangsrechnung; Kundenrechnung;
    fatura-recibo; fatura simplificada; facture d'acompte; facture de solde; factura de anticipo; fattura di acconto;
    fattura di saldo; factura final; new business; existing business; renewal; activation; new activation; port in;
    donation; sale; sales; order; orders; purchase; payment; payments; payment received; charge; capture; invoice; sale
    line; express checkout payment; website payment; mobile payment; subscription payment; ebay auction payment; general
    payment; direct credit card payment; sell; retail; incoming; inbound; in; item; receipt; transaction; credit card;
    Verkauf; Bestellung; Zahlung; Rechnung; Zahlung erhalten; Kauf; Einnahme; vente; commande; paiement; facture; achat;
    paiement reçu; venta; pedido; pago; factura; compra; pago recibido; vendita; ordine; pagamento; fattura; acquisto;
    venda; encomenda; fatura; pagamento recebido; sales invoice; cash sale; sales receipt; customer invoice; Auftrag;
    Kassenbon; Barverkauf; Verkaufsrechnung; facture client; ticket de caisse; ticket de venta; factura de venta;
    factura simplificada; corrispettivo; scontrino; fattura di vendita; fattura immediata; fattura accompagnatoria;
    fattura differita; parcella; pedido de venda; nota fiscal; NF-e; cupom fiscal; recibo; track; CustInvc; CashSale;
    SalesOrd; TD01; TD02; TD03; TD05; TD06; TD07; TD09; TD24; TD25; TD26; venda de mercadoria; venda de mercadorias;
    venda de produto; venda de produtos; venda de produção; venda à vista; venda a prazo; venda a consumidor; venda
    presencial; venda pela internet; prestação de serviço; prestação de serviços
    """,
    *(each.sale_kinds for each in LANGUAGES),
)
PARTS_OF_OTHERS = keys(
    """
    credit note; credit memo; delivery note; purchase order; purchase bill; pro forma; remitted tax; withheld tax;
    pass through tot; resolution payout; resolution adjustment; host payout; in kind; in-kind; nota de crédito; nota
    di credito; note de crédit; factura rectificativa; bon de livraison; facture fournisseur; purchase invoice;
    supplier invoice; vendor bill; transferência entre; transferencia entre; transferência de mercadoria
    """
)
"""Words that make a longer kind no sale: “Sales credit note”."""
ENDS_OF_OTHERS = (
    *("gutschrift", "stornorechnung", "rechnungskorrektur", "ruckerstattung", "rucklastschrift"),
    *("creditnota", "creditfactuur", "kreditnota", "kreditfaktura"),
)
"""Ends of words for documents that are no sale, in languages that join them: `Ausgangsgutschrift`."""
BEGINNINGS_OF_OTHERS = frozenset(
    """
    avoir remessa bonificacao brinde retorno перемещение поступление оприходование списание πιστωτικο δελτιο
    prijata prijaty
    """.split()
)
"""First words of longer kinds that are no sale: `Remessa para conserto`, `Перемещение товаров`."""
SELLING = keys(
    """
    sale; sales; invoice; sales invoice; sales receipt; cash sale; Verkauf; Rechnung; vente; facture; venta;
    factura; vendita; fattura; venda; fatura
    """
)
SOLD = SELLING.union(*(keys("; ".join(phrases(each.sale_kinds)[:2])) for each in LANGUAGES))
"""Kinds that make a column of any name one of kinds, the others of its cells among them."""
BUYING = keys("purchase; purchases; bill; bills; Kauf; Einkauf; achat; compra; compras; acquisto; acquisti; achats")
"""Kinds that are the seller's own purchases where others are its sales: in a column with both `Sale` and `Purchase`."""
TWICE = keys(
    """
    order; orders; sales order; payment; payments; customer payment; deposit; SalesOrd; CustPymt; CustDep; Auftrag;
    Auftragsbestätigung; Bestellung; Zahlung; commande; bon de commande; paiement; règlement; pedido; orden de venta;
    pago; cobro; ordine; pagamento; incasso; encomenda; pedido de venda; recebimento
    """
)
"""Kinds that may speak of the same sale as an invoice in the same column."""
INVOICES = keys(
    "invoice; sales invoice; CustInvc; Rechnung; facture; factura; fattura; fatura; customer invoice; Verkaufsrechnung"
)


def sells(kind: str) -> bool:
    """Return True if a cell makes a column of any name one of kinds: `Invoice`, `Реализация товаров и услуг`."""
    said = words(kind)
    return "".join(said) in SOLD or ("".join(said) in SALE_KINDS and said[0] in SOLD)
