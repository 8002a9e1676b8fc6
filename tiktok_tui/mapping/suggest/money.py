"""Read headers of amounts and currencies: a total goes before a subtotal, gross before net.

The words are those of six languages and of Shopify, WooCommerce, Magento, BigCommerce, PrestaShop, Lightspeed, Toast,
Clover, PayPal, eBay, Etsy, Amazon and Google Ads. A header counts only if all of its words are known: “Total Discount”
and “Total Tax” are amounts, but not what was paid.
"""

from __future__ import annotations

from tiktok_tui.events.currencies import CURRENCIES

_TOTAL = frozenset(
    """
    total totals amount gross sum revenue value paid collected payable sales turnover gesamtbetrag gesamtsumme gesamt
    gesamtpreis gesamtwert endbetrag endsumme brutto bruttobetrag bruttosumme bruttoumsatz bestellwert bestellsumme
    auftragswert auftragssumme rechnungsbetrag rechnungssumme umsatz betrag summe zahlbetrag zahlungsbetrag wert
    montant prix ttc valeur importe monto precio valor ingresos importo prezzo totale totali valore ricavo incasso
    preco montante receita gmv donation contribution spendenbetrag spendensumme lordo totaal totaalbedrag bedrag
    eindbedrag orderbedrag factuurbedrag totalt belopp totalbelopp totalsumma slutsumma suma kwota wartosc laczna
    lacznie razem celkem celkova castka cena tutar tutari toplam toplami сумма итого всего стоимость valoare yhteensa
    vegosszeg osszesen netto net nettobetrag nettosumme ht neto
    """.split()
)
_GROSS = frozenset(
    """
    gross brutto bruttobetrag bruttosumme bruttoumsatz ttc incl inc including inclusive included with after mit inkl
    inklusive compris comprise tti bruto lordo con com iva ivato grand inclusief inbegrepen dahil vc vcetne med sis
    """.split()
)
_NET = frozenset(
    """
    net netto nettobetrag nettosumme neto excl ex exc excluding exclusive excluded without before pre ohne exkl zzgl
    hors ht sans sin senza sem liquido imponibile exclusief exkl haric bez без utan uten fara
    """.split()
)
_SUBTOTAL = frozenset("subtotal subtotals zwischensumme subtotale soustotal warenwert".split())
_TAX = frozenset(
    """
    tax taxes vat gst hst mwst ust umsatzsteuer steuer steuern iva tva impuestos impuesto imposte imposta impostos
    imposto btw moms mva vat dph kdv ндс alv afa taxe mw st discount discounts rabatt remise descuento sconto desconto
    """.split()
)
_ALL_OF_IT = frozenset(
    """
    total totals gesamtbetrag gesamtsumme gesamt gesamtpreis gesamtwert endbetrag endsumme totale totali
    rechnungsbetrag zahlbetrag ttc totaal totaalbedrag eindbedrag totalt totalbelopp totalsumma slutsumma laczna
    lacznie razem celkem celkova toplam toplami итого всего yhteensa vegosszeg osszesen
    """.split()
)
_BOOKED = frozenset("sales turnover revenue umsatz ricavo incasso receita ingresos".split())
"""Words of accounts, which may leave discounts or taxes out."""
_SECOND = frozenset("base shop store local home account company converted display settlement".split())
"""Amounts in another currency than the customer paid in: taken when there is nothing better."""
_BESIDE = frozenset(
    """
    order orders subscription subscriptions job jobs plan grand final overall purchased purchase payment transaction
    conversion sale invoice checkout basket cart deal opportunity closed all in the of price currency presentment
    original customer buyer charged real booking donation don dons spende spenden donacion doacao donazione donatie
    pledge matricula inscricao inscripcion iscrizione inscription reserva reservation gift contribution membership
    tuition policy ticket receipt check net charge charges event de la del della do da des du le et und und e y
    pedido commande compra venta venda vendita vente ordine encomenda bestellung auftrag rechnung total der totale
    dollars dollar euro euros eur gbp usd pounds pfund merchandise doc document paye payee regle reglee acquitte
    pagado pagada cobrado pagato pagata incassato pago paga bezahlt bezahlter gezahlt gezahlter betaald te betalen
    att betala betalt zaplacono zamowienia zaplaty uhrade uhrazeno objednavky siparis odenen odenecek fatura genel
    заказа оплате оплаты документа чека bestelling received recibido recebido ricevuto recu erhalten ontvangen
    mottaget
    """.split()
)
_CURRENCY = frozenset(
    """
    currency currencies ccy curr currencycode wahrung waehrung wahrungscode wahrungskurzel devise monnaie moneda
    divisa valuta moeda
    """.split()
)
_BESIDE_CURRENCY = frozenset("code codes iso symbol sign 3 4217 id name".split())
_FEES = frozenset(
    """
    fee fees commission commissions gebuhr gebuhren provision provisionen frais comision comisiones commissione
    commissioni taxa taxas tarifa tarifas comissao comissoes
    """.split()
)
_FEES_OF_CUSTOMERS = frozenset("shipping delivery handling versand livraison envio spedizione entrega frete".split())
_COUNTED = frozenset("orders bookings events tickets charges payments".split())
"""Words of a count if no more than `total` stands before them: `Total Orders`."""
_DUE = frozenset({"due"})
"""Headers of what is due: the order's total, or the part of it still to be paid. Used if there is nothing better."""
_WHOLE, _SECOND_RATE, _NET_RATE, _SUBTOTAL_RATE, _DUE_RATE = 97.0, 92.0, 74.0, 66.0, 60.0
AFTER_FEES = 20.0
"""Points that a net amount loses beside a column of fees: it may be what the seller is left with."""


def amount_points(said: tuple[str, ...]) -> float | None:
    """Return how well the words of a header mean the value of an order (as `headers.FULL`), or None if they do not.

    >>> [amount_points(tuple(name.split())) for name in ("grand total base", "total inc tax", "net total", "total tax")]
    [93.25, 98.25, 74.0, None]
    """
    joined = "".join(said)
    if joined in _SUBTOTAL or (
        _SUBTOTAL & set(said) and set(said) <= _SUBTOTAL | _BESIDE | _GROSS | _NET | _TAX | _codes(said)
    ):
        return _SUBTOTAL_RATE - (1 if _NET & set(said) else 0)
    rest = set(said) - _codes(said)
    if is_due(said) and "total" in rest and rest <= _DUE | _BESIDE:
        return _DUE_RATE
    if not rest & _TOTAL or rest & _CURRENCY or not rest <= _TOTAL | _GROSS | _NET | _TAX | _SECOND | _BESIDE:
        return None
    gross, net = rest & _GROSS, rest & _NET
    if rest & _TAX and not gross and not net:
        return None
    if net and not gross - net:
        return _NET_RATE
    points = _SECOND_RATE if rest & _SECOND else _WHOLE
    return points - (0 if rest & _ALL_OF_IT else 2) + (1.25 if gross else 0) - (1 if rest & _BOOKED else 0)


def is_count(said: tuple[str, ...]) -> bool:
    """Return True if the words of a header count orders: `Total Orders`, but not `Order Total`."""
    return len(said) == 2 and said[0] in _ALL_OF_IT and said[1] in _COUNTED


def is_due(said: tuple[str, ...]) -> bool:
    """Return True if the words of a header speak of what is due."""
    return not _DUE.isdisjoint(said)


def is_net(said: tuple[str, ...]) -> bool:
    """Return True if the words of a header speak of a net amount, and not of one before taxes."""
    return not _NET.isdisjoint(said) and _TAX.isdisjoint(said)


def is_dealer_s(said: tuple[str, ...]) -> bool:
    """Return True if the words of a header speak of what a dealer earns by the front or the back of a deal."""
    return "gross" in said and not {"front", "back", "fe", "be"}.isdisjoint(said)


def is_bare_gross(said: tuple[str, ...]) -> bool:
    """Return True if the words of a header say gross, but not of what: beside a dealer's own it is what he earns."""
    return "gross" in said and set(said) <= {"gross", "total", "deal", "amount"}


def is_fee(said: tuple[str, ...]) -> bool:
    """Return True if the words of a header speak of fees that the seller pays.

    >>> is_fee(("fees",)), is_fee(("processing", "fee")), is_fee(("shipping", "fee"))
    (True, True, False)
    """
    return not _FEES.isdisjoint(said) and _FEES_OF_CUSTOMERS.isdisjoint(said)


def currency_points(said: tuple[str, ...]) -> float | None:
    """Return how well the words of a header mean the amounts' currency, or None if they do not."""
    rest = set(said)
    if not rest & _CURRENCY or not rest <= _CURRENCY | _BESIDE_CURRENCY | _BESIDE | _SECOND | _TOTAL:
        return None
    return _SECOND_RATE if rest & _SECOND else _WHOLE


def _codes(said: tuple[str, ...]) -> set[str]:
    return {word for word in said if word.upper() in CURRENCIES}
