"""The currencies that TikTok takes and those that it does not, as texts and as bits."""

from __future__ import annotations

from tiktok_tui.events.currencies import CURRENCIES, NO_DECIMALS, OTHER_CURRENCIES, THREE_DECIMALS, currency_mask

TAKEN = """
AED ARS AUD BDT BHD BIF BOB BRL CAD CHF CLP CNY COP CRC CZK DKK DZD EGP EUR GBP GTQ HKD HNL HUF IDR ILS INR ISK JPY KES
KHR KRW KWD KZT MAD MOP MXN MYR NGN NIO NOK NZD OMR PEN PHP PKR PLN PYG QAR RON RUB SAR SEK SGD THB TRY TWD UAH USD VES
VND ZAR
"""
"""As TikTok's parameter table lists them."""

OTHERS = """
AFN ALL AMD ANG AOA AWG AZN BAM BBD BGN BMD BND BSD BTN BWP BYN BZD CDF CUP CVE DJF DOP ERN ETB FJD FKP GEL GHS GIP GMD
GNF GYD HTG IQD IRR JMD JOD KGS KMF KPW KYD LAK LBP LKR LRD LSL LYD MDL MGA MKD MMK MNT MRU MUR MVR MWK MZN NAD NPR PAB
PGK RSD RWF SBD SCR SDG SHP SLE SOS SRD SSP STN SVC SYP SZL TJS TMT TND TOP TTD TZS UGX UYU UZS VUV WST XAF XCD XCG XOF
XPF YER ZMW ZWG
"""
"""The others of ISO 4217 that people are paid in, and two that were in use until lately (ANG, BGN)."""


def test_62_currencies_are_taken_and_no_other_is_among_them() -> None:
    assert sorted(CURRENCIES) == TAKEN.split()
    assert sorted(OTHER_CURRENCIES) == OTHERS.split()
    assert len(CURRENCIES) == 62
    assert not CURRENCIES & OTHER_CURRENCIES


def test_decimal_places_are_those_of_iso_4217() -> None:
    assert sorted(NO_DECIMALS) == "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split()
    assert sorted(THREE_DECIMALS) == "BHD IQD JOD KWD LYD OMR TND".split()
    assert not NO_DECIMALS & THREE_DECIMALS


def test_each_taken_currency_has_a_bit_and_all_others_share_the_last() -> None:
    assert currency_mask([]) == 0
    assert currency_mask(["AED"]) == 1
    assert currency_mask(["ZAR", "AED"]) == 1 << 61 | 1
    assert currency_mask(["BGN"]) == currency_mask(["XAF"]) == 1 << 62
    assert currency_mask(CURRENCIES) == (1 << 62) - 1
    assert currency_mask(["AED", "BGN", "AED", "XAF"]) == 1 << 62 | 1
