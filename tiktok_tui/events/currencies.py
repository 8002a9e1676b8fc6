"""The codes of currencies: those that TikTok takes, the others, and their decimal places."""

from __future__ import annotations

from collections.abc import Iterable

CURRENCIES = frozenset(
    """
    AED ARS AUD BDT BHD BIF BOB BRL CAD CHF CLP CNY COP CRC CZK DKK DZD EGP EUR GBP GTQ HKD HNL HUF IDR ILS
    INR ISK JPY KES KHR KRW KWD KZT MAD MOP MXN MYR NGN NIO NOK NZD OMR PEN PHP PKR PLN PYG QAR RON RUB SAR
    SEK SGD THB TRY TWD UAH USD VES VND ZAR
    """.split()
)
"""The currencies that TikTok takes in `properties.currency`.

Source: the parameter table of "Report App, Web, Offline, or CRM Events" (62 ISO 4217 codes).
"""

OTHER_CURRENCIES = frozenset(
    """
    AFN ALL AMD ANG AOA AWG AZN BAM BBD BGN BMD BND BSD BTN BWP BYN BZD CDF CUP CVE DJF DOP ERN ETB FJD FKP GEL GHS
    GIP GMD GNF GYD HTG IQD IRR JMD JOD KGS KMF KPW KYD LAK LBP LKR LRD LSL LYD MDL MGA MKD MMK MNT MRU MUR MVR MWK
    MZN NAD NPR PAB PGK RSD RWF SBD SCR SDG SHP SLE SOS SRD SSP STN SVC SYP SZL TJS TMT TND TOP TTD TZS UGX UYU UZS
    VUV WST XAF XCD XCG XOF XPF YER ZMW ZWG
    """.split()
)
"""Currencies of ISO 4217 that TikTok does not take: an amount that names one is refused with that reason."""

NO_DECIMALS = frozenset("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split())
"""Currencies without a smaller unit (ISO 4217): no separator in their amounts is a decimal mark."""

THREE_DECIMALS = frozenset("BHD IQD JOD KWD LYD OMR TND".split())
"""Currencies with a thousandth part (ISO 4217): 1.250 is a common way to write one and a quarter."""


def currency_mask(codes: Iterable[str]) -> int:
    """Return currencies as a mask: a bit for each that TikTok takes, and the last one for all others (bit 62)."""
    places = {code: place for place, code in enumerate(sorted(CURRENCIES))}
    mask = 0
    for code in codes:
        mask |= 1 << places.get(code, len(places))
    return mask
