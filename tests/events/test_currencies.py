"""The currencies that TikTok takes and those that it does not, as texts and as bits."""

from __future__ import annotations

from tiktok_tui.events.currencies import CURRENCIES, NO_DECIMALS, OTHER_CURRENCIES, THREE_DECIMALS, currency_mask


def test_62_currencies_are_taken_and_no_other_is_among_them() -> None:
    assert len(CURRENCIES) == 62
    assert not CURRENCIES & OTHER_CURRENCIES
    assert all(len(code) == 3 and code.isupper() for code in CURRENCIES | OTHER_CURRENCIES)


def test_decimal_places_are_those_of_iso_4217() -> None:
    assert not NO_DECIMALS & THREE_DECIMALS
    assert NO_DECIMALS | THREE_DECIMALS <= CURRENCIES | OTHER_CURRENCIES
    assert {"JPY", "KRW", "CLP", "VND", "ISK"} <= NO_DECIMALS
    assert {"KWD", "BHD", "OMR", "JOD", "TND", "IQD", "LYD"} == THREE_DECIMALS
    assert not {"USD", "EUR", "HUF", "TWD"} & (NO_DECIMALS | THREE_DECIMALS)


def test_each_taken_currency_has_a_bit_and_all_others_share_the_last() -> None:
    assert currency_mask([]) == 0
    assert currency_mask(["AED"]) == 1
    assert currency_mask(["ZAR", "AED"]) == 1 << 61 | 1
    assert currency_mask(["BGN"]) == currency_mask(["XAF"]) == 1 << 62
    assert currency_mask(CURRENCIES) == (1 << 62) - 1
