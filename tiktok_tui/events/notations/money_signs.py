"""The signs, codes and names by which people write currencies.

`currencies_of` is the one table for everybody: suggestions read samples with it, the query reads cells with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from tiktok_tui.events.currencies import CURRENCIES, OTHER_CURRENCIES

_DOLLARS = "USD ARS AUD BBD BMD BND BSD BZD CAD CLP COP FJD HKD JMD LRD MXN NAD NZD SGD SRD TTD TWD UYU"

_SIGNS = f"""
    $ ＄: {_DOLLARS}
    dollar dollars dollaro dollari dólar dólares: USD AUD CAD HKD NZD SGD TWD
    peso pesos: ARS CLP COP CUP DOP MXN PHP UYU
    US$ U$S U$D $US USDollar USDollars US-Dollar AmericanDollar AmericanDollars: USD
    A$ AU$ $A $AU AUS$ AustralianDollar AustralianDollars: AUD
    C$: CAD NIO
    CA$ CAN$ CDN$ $CA $CAN CanadianDollar CanadianDollars: CAD
    HK$ $HK HongKongDollar: HKD
    NT$ NTD $NT TW$ NTDollar: TWD
    NZ$ $NZ NewZealandDollar: NZD
    S$ SG$ $SG SingaporeDollar: SGD
    MX$ MEX$ $MX M.N. MexicanPeso MexicanPesos PesoMexicano PesosMexicanos: MXN
    AR$ $AR: ARS
    CL$ CLP$: CLP
    COL$ CO$ COP$: COP
    R$ Real Reais Reales: BRL
    RD$: DOP
    J$: JMD
    TT$: TTD
    UY$ $U: UYU
    MOP$: MOP
    €: EUR
    Euro Euros €uro: EUR
    £: GBP also EGP SYP LBP
    pound pounds Pfund livre livres libra libras: GBP EGP
    PoundSterling PoundsSterling BritishPound BritishPounds Sterling Sterlina Sterline LivreSterling LibraEsterlina
      BritischesPfund Stg UK£ GB£: GBP
    E£ £E LE L.E. EGP£ ج.م ج.م.: EGP
    ¥ ￥: JPY CNY
    円 圓 JP¥ Yen Yens Iene Ienes: JPY
    元 人民币 RMB CN¥ Yuan Renminbi: CNY also TWD HKD
    ₩ 원 Won: KRW
    ₹: INR
    Rs Rs. ₨ Re rupee rupees Rupie Rupien roupie roupies rupia rupias rupie: INR PKR LKR NPR MUR SCR
    ₺ TL Türk₺ Lira Lire: TRY
    ₽ руб руб. р. Rubel ruble rubles rouble roubles rublo rublos rubli: RUB
    ₴ грн грн. Hryvnia: UAH
    ₸ тг тенге Tenge: KZT
    ₪ NIS Shekel Shekels ש״ח: ILS
    ₫ đ VNĐ Dong: VND
    ฿ บาท Baht: THB
    ៛ Riel: KHR
    ৳ Tk Tk. Taka: BDT
    ₦ Naira: NGN
    ₱: PHP also CUP
    ₲ Gs Gs. Guarani Guaraní: PYG
    ₡ Colón Colones: CRC
    Q Quetzal Quetzales: GTQ
    L L. Lempira Lempiras: HNL
    Bs Bs.: BOB VES
    Boliviano Bolivianos: BOB
    Bs.S BsS Bs.D BsD Bolívar Bolívares: VES
    S/ S/. Sol Soles: PEN
    RM Ringgit: MYR
    Rp Rp. Rupiah: IDR
    R Rand: ZAR
    KSh Ksh. KES/=: KES
    kr kr. krone kroner kronor krona kronen couronne couronnes corona coronas corone coroa coroas: SEK NOK DKK ISK
    Skr SEKr: SEK
    Nkr: NOK
    Dkr: DKK
    Ikr: ISK
    zł zl złoty złotych złote zloty zlotys Zlotych: PLN
    Kč Kc Kčs koruna koruny korun: CZK
    Ft Forint Forintok: HUF
    lei leu: RON also MDL
    лв лв.: BGN
    Fr Fr. SFr SFr. CHFr Franken SwissFranc SwissFrancs SchweizerFranken FrancSuisse FrancsSuisses FrancoSuizo
      FrancoSvizzero FranchiSvizzeri FrancoSuíço: CHF
    franc francs franco franchi francos: CHF BIF XAF XOF
    CFA FCFA F.CFA: XOF XAF
    د.إ د.إ. درهم Dhs Dhs. Dh Dh. dirham dirhams: AED MAD
    ر.س ر.س. SR: SAR
    ﷼ riyal riyals rial rials: SAR QAR OMR YER IRR
    QR ر.ق: QAR
    KD د.ك: KWD
    BD د.ب: BHD
    R.O. ر.ع.: OMR
    DA د.ج: DZD
    dinar dinars: KWD BHD DZD JOD RSD TND IQD LYD
"""  # noqa: RUF001
"""Signs and words, and the currencies that each can mean. Before `also` stands the usual one, if there is one."""

_LANGUAGES = ("en", "de", "fr", "es", "it", "pt")


def currencies_of(text: str) -> tuple[str, ...]:
    """Return the currencies that a sign, a code or a name can mean: the usual one first, () for an unknown text.

    >>> currencies_of("€"), currencies_of("Rp"), currencies_of("Schweizer Franken"), currencies_of("¥")
    (('EUR',), ('IDR',), ('CHF',), ('JPY', 'CNY'))
    """
    key = money_key(text)
    return spellings().get(key) or _names().get(key, ())


def currency_of(text: str, expected: str = "") -> str | None:
    """Return the one currency that a sign, a code or a name means where `expected` is the usual currency.

    A sign that several currencies share means `expected` if that is one of them. None if the text is unknown, or
    shared by currencies none of which is the expected one.

    >>> currency_of("$", "CAD"), currency_of("£", "USD"), currency_of("$", "EUR")
    ('CAD', 'GBP', None)
    """
    return meant(currencies_of(text), expected)


def meant(found: tuple[str, ...], expected: str) -> str | None:
    """Return the one of several currencies that is meant where `expected` is usual, None if that is unclear."""
    if expected.upper() in found:
        return expected.upper()
    return found[0] if len(found) == 1 or found in _usual() else None


def shared_sign(currency: str) -> str:
    """Return the first sign or word of a currency that can mean others as well, "" if it has none.

    >>> shared_sign("CAD"), shared_sign("GBP"), shared_sign("EUR")
    ('$', '£', '')
    """
    code = currency.upper()
    shared = (words[0] for words, usual, others in _signs() if code in (found := [*usual, *others]) and len(found) > 1)
    return next(shared, "")


def money_key(text: str) -> str:
    """Return the text as the tables spell it: lower case, without blanks and hyphens (the SQL macro of this name)."""
    return "".join(letter for letter in text.lower() if not letter.isspace() and letter != "-")


@cache
def spellings() -> dict[str, tuple[str, ...]]:
    """Return every code and sign (as `money_key` gives it), and the currencies that it can mean, the usual one first.

    The names of currencies in whole words, which only `currencies_of` knows, are not among them.
    """
    known: dict[str, tuple[str, ...]] = {code.lower(): (code,) for code in sorted(CURRENCIES | OTHER_CURRENCIES)}
    for words, usual, shared in _signs():
        for word in words:
            for key in _keys(word):
                known.setdefault(key, (*usual, *shared))
    return known


def _signs() -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Yield the lines of the table: spellings, the usual currency (one or none), and those that share them."""
    for line in re.sub(r"\n {6}", " ", _SIGNS).strip().splitlines():
        words, _, meant = line.rpartition(": ")
        usual, also, shared = meant.partition(" also ")
        yield words.split(), usual.split() if also else [], shared.split() if also else usual.split()


@cache
def _usual() -> frozenset[tuple[str, ...]]:
    """Return the currencies of spellings that mean the first of them where no other is expected."""
    return frozenset((*usual, *shared) for _, usual, shared in _signs() if usual)


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Return the names of the currencies in the six languages (from CLDR), as `money_key` gives them."""
    from babel import Locale

    known: dict[str, tuple[str, ...]] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).currencies.items():
            if code in CURRENCIES or code in OTHER_CURRENCIES:
                for key in _keys(name):
                    known[key] = tuple(dict.fromkeys((*known.get(key, ()), code)))
    return known


def _keys(word: str) -> Iterable[str]:
    """Return the spellings of a word: as it stands, and without its accents."""
    plain = "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
    return dict.fromkeys((money_key(word), money_key(plain)))
