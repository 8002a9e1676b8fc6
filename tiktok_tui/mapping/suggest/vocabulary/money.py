"""Read headers of amounts and currencies: a total goes before a subtotal, gross before net.

The words are those of six languages and of Shopify, WooCommerce, Magento, BigCommerce, PrestaShop, Lightspeed, Toast,
Clover, PayPal, eBay, Etsy, Amazon and Google Ads. A header counts only if all of its words are known: “Total Discount”
and “Total Tax” are amounts, but not what was paid.
"""

from __future__ import annotations

from tiktok_tui.events.currencies import CURRENCIES

_TOTAL = frozenset(
    """
    total totals amounts amount gross sum revenue value paid collected charged cobrado incassato encaisse recebido
    payable sales turnover gesamtbetrag gesamtsumme gesamt gesamtpreis gesamtwert endbetrag endsumme brutto bruttobetrag
    bruttosumme bruttoumsatz bestellwert bestellsumme auftragswert auftragssumme rechnungsbetrag rechnungssumme umsatz
    betrag summe zahlbetrag zahlungsbetrag wert montant prix ttc valeur importe monto precio valor ingresos importo
    prezzo totale totali valore ricavo incasso preco montante receita gmv donation contribution spendenbetrag
    spendensumme lordo totaal totaalbedrag bedrag eindbedrag orderbedrag factuurbedrag totalt belopp totalbelopp
    totalsumma slutsumma summa suma kwota wartosc laczna lacznie razem celkem celkova castka cena tutar tutari toplam
    toplami сумма итого всего стоимость valoare yhteensa vegosszeg osszesen belob belop kaufpreis verkaufspreis beitrag
    bruttobeitrag nettobeitrag jahresbeitrag gesamtbeitrag vlr vl netto net nettobetrag nettosumme ht neto
    """.split()
)
_GROSS = frozenset(
    """
    gross brutto bruttobeitrag bruttobetrag bruttosumme bruttoumsatz ttc incl inc including inclusive included with
    after mit inkl inklusive compris comprise tti bruto lordo con com iva ivato grand inclusief inbegrepen dahil vc
    vcetne med sis с вкл включая شامل شاملة כולל
    """.split()  # noqa: RUF001
)
_BEFORE = frozenset("before pre vor avant antes przed voor до قبل".split())
_NET = _BEFORE | frozenset(
    """
    net netto nettobeitrag nettobetrag nettosumme neto excl ex exc excluding exclusive excluded without ohne exkl zzgl
    hors ht sans sin senza sem liquido imponibile exclusief ekskl haric bez без utan uten uden fara
    """.split()
)
_PRICE = frozenset("price preis prix precio prezzo preco prijs pris cena fiyat fiyati цена".split())
_SHORT = {"c": "com", "m": "med"}
"""With a tax in short: `Total c/ IVA`, `Beløb m/ moms`. `s` is without it in Portuguese, and with it in Czech."""
_SUBTOTAL = frozenset("subtotal subtotals zwischensumme subtotale soustotal warenwert".split())
_TAX = frozenset(
    """
    tax taxes vat gst hst mwst ust umsatzsteuer steuer steuern iva tva impuestos impuesto imposte imposta impostos
    imposto btw moms mva vat dph kdv ндс alv afa taxe mw st 消費税 税額 税额 稅額 부가세 세액 φπα الضريبة
    """.split()
)
_DISCOUNT = frozenset("discount discounts rabatt remise descuento sconto desconto".split())
_TAKEN_OFF = _TAX | _DISCOUNT
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
    conversion sale lot invoice checkout basket cart deal opportunity closed all in the of price currency presentment
    original customer buyer real booking donation don dons spende spenden donacion doacao donazione donatie
    pledge matricula inscricao inscripcion iscrizione inscription reserva reservation gift contribution membership
    tuition policy ticket receipt check net charge charges event de la del della do da des du le et und und e y
    pedido commande compra venta venda vendita vente ordine encomenda bestellung auftrag rechnung total der totale
    signed dollars dollar euro euros eur gbp usd pounds pfund merchandise doc document paye payee regle reglee acquitte
    pagado pagada cobrado pagato pagata incassato pago paga bezahlt bezahlter gezahlt gezahlter betaald te betalen
    att betala betalt zaplacono zamowienia zaplaty uhrade uhrazeno objednavky siparis odenen odenecek fatura genel
    заказа оплате оплаты документа чека bestelling received recibido recebido ricevuto recu erhalten ontvangen
    mottaget actual i alt documento documenti dokumentu eingezogen eingenommen vereinnahmt kassiert affaire
    geschaft trato affare negocio to pay a da pagare pagar payer zu zahlen finale endgultig
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
    commissioni cargo cargos taxa taxas tarifa tarifas comissao comissoes verkaufsgebuhr verkaufsgebuhren servicegebuhr
    servicegebuhren transaktionsgebuhr transaktionsgebuhren zahlungsgebuhr zahlungsgebuhren plattformgebuhr
    plattformgebuhren marktplatzgebuhr marktplatzgebuhren verkaufsprovision vermittlungsprovision commissie
    transactiekosten transactievergoeding gebyr gebyrer avgift avgifter prowizja prowizje poplatek poplatky provize
    jutalek komisyon komisyonu комиссия комиссии комісія komisi 手数料 販売手数料 決済手数料 佣金 手续费 手續費 服务费
    成交手續費 수수료 판매수수료 결제수수료
    """.split()
)
_FEES_OF_CUSTOMERS = frozenset("shipping delivery handling versand livraison envio spedizione entrega frete".split())
_SHIPPING = _FEES_OF_CUSTOMERS | frozenset(
    """
    freight postage versandkosten lieferkosten porto port envios verzending verzendkosten bezorgkosten frakt fragt
    levering dostawa dostawy wysylka doprava dopravy szallitas kargo доставка доставки 送料 运费 運費 배송비 الشحن
    """.split()
)
_PROMISED = frozenset(
    """
    pledge pledged pledges promise promised zugesagt zugesagte zusage promesse promis promise prometido prometida
    promesa promesso promessa toegezegd utlovat lovad zadeklarowana deklarowana
    """.split()
)
AFTER_PAID = 30.0
"""Points that a promised amount loses beside one that was paid."""
_COUNTED = frozenset("orders bookings events tickets charges payments".split())
"""Words of a count if no more than `total` stands before them: `Total Orders`."""
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
        _SUBTOTAL & set(said) and set(said) <= _SUBTOTAL | _BESIDE | _GROSS | _NET | _TAKEN_OFF | _codes(said)
    ):
        return _SUBTOTAL_RATE - (1 if _NET & set(said) else 0)
    rest = _spelled_out(set(said) - _codes(said))
    if is_due(said) and "total" in rest and rest <= _BESIDE | {"due"}:
        return _DUE_RATE
    if not rest & _TOTAL or rest & _CURRENCY or not rest <= _TOTAL | _GROSS | _NET | _TAKEN_OFF | _SECOND | _BESIDE:
        return None
    gross, net = rest & _GROSS - ({"after"} if rest & _DISCOUNT else set()), rest & _NET
    if rest & _TAKEN_OFF and not rest & (_GROSS | _NET):
        return None
    if net and (not gross - net - _TAX or (rest & _BEFORE and rest & _DISCOUNT)):
        return _NET_RATE
    points = _SECOND_RATE if rest & _SECOND else _WHOLE
    return points - (0 if rest & _ALL_OF_IT else 2) + (1.25 if rest & _GROSS else 0) - (1 if rest & _BOOKED else 0)


def is_count(said: tuple[str, ...]) -> bool:
    """Return True if the words of a header count orders: `Total Orders`, but not `Order Total`."""
    return len(said) == 2 and said[0] in _ALL_OF_IT and said[1] in _COUNTED


def is_subtotal(said: tuple[str, ...]) -> bool:
    """Return True if the words of a header speak of a subtotal, which leaves taxes, shipping or discounts out."""
    return not _SUBTOTAL.isdisjoint(said) or "".join(said) in _SUBTOTAL


def is_due(said: tuple[str, ...]) -> bool:
    """Return True if the words of a header speak of what is due: the order's total, or the part still to be paid."""
    return "due" in said


def is_promised(said: tuple[str, ...]) -> bool:
    """Return True if the words of a header speak of what somebody will pay.

    >>> is_promised(("pledge", "amount")), is_promised(("paid", "amount"))
    (True, False)
    """
    return not _PROMISED.isdisjoint(said)


def is_net(said: tuple[str, ...]) -> bool:
    """Return True if the words of a header speak of a net amount, and not of one before taxes."""
    return not _NET.isdisjoint(said) and _TAKEN_OFF.isdisjoint(said)


def is_without_tax(said: tuple[str, ...]) -> bool:
    """Return True if the words of a header speak of an amount without its tax.

    >>> is_without_tax(("amount", "ex", "vat")), is_without_tax(("net", "sales")), is_without_tax(("total",))
    (True, True, False)
    """
    return amount_points(said) == _NET_RATE


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


def is_tax(said: tuple[str, ...]) -> bool:
    """Return True if the words of a header speak of a tax, and not of an amount with it or without it.

    >>> is_tax(("vat", "20")), is_tax(("total", "incl", "tax")), is_tax(("discount",))
    (True, False, False)
    """
    return not _TAX.isdisjoint(said) and not _spelled_out(set(said)) & ((_GROSS | _NET) - _TAX)


def is_shipping(said: tuple[str, ...]) -> bool:
    """Return True if the words of a header speak of what a delivery costs.

    >>> is_shipping(("shipping", "cost")), is_shipping(("total", "incl", "shipping"))
    (True, False)
    """
    return not _SHIPPING.isdisjoint(said) and (_GROSS | _NET).isdisjoint(said)


def _spelled_out(said: set[str]) -> set[str]:
    """The words of a header, with `c/` and `m/` before a tax as words."""
    return {_SHORT.get(word, word) for word in said} if said & _TAX else said


def is_price(said: tuple[str, ...]) -> bool:
    """Return True if the words of a header speak of a price, and not of a whole one.

    >>> is_price(("net", "price")), is_price(("total", "price"))
    (True, False)
    """
    return not _PRICE.isdisjoint(said) and _ALL_OF_IT.isdisjoint(said)


def currency_points(said: tuple[str, ...]) -> float | None:
    """Return how well the words of a header mean the amounts' currency, or None if they do not."""
    rest = set(said)
    if not rest & _CURRENCY or not rest <= _CURRENCY | _BESIDE_CURRENCY | _BESIDE | _SECOND | _TOTAL:
        return None
    return _SECOND_RATE if rest & _SECOND else _WHOLE


def without_currency(said: tuple[str, ...]) -> frozenset[str]:
    """Return the words of a currency's header that say whose it is.

    >>> sorted(without_currency(("amount", "converted", "currency"))), without_currency(("currency", "code"))
    (['amount', 'converted'], frozenset())
    """
    return frozenset(said) - _CURRENCY - _BESIDE_CURRENCY - {"of"}


def _codes(said: tuple[str, ...]) -> set[str]:
    return {word for word in said if word.upper() in CURRENCIES}
