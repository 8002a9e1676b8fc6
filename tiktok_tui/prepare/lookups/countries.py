"""Finds the country behind a cell of a country column: an ISO or a calling code, or a name in many languages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache

import phonenumbers

_LANGUAGES = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "pl",
    "sv",
    "da",
    "nb",
    "fi",
    "tr",
    "cs",
    "ja",
    "zh",
    "ko",
    "ru",
)

_CALLING = re.compile(r"(?:\+|00(?=[0-9]{2}))?([1-9][0-9]{0,2})(?:\.0)?")
_OTHER_NAMES = {
    "usa": "US", "unitedstatesofamerica": "US", "theunitedstates": "US", "america": "US",
    "uk": "GB", "greatbritain": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "northernireland": "GB",
    "holland": "NL", "thenetherlands": "NL", "czechrepublic": "CZ", "southkorea": "KR", "korea": "KR",
    "republicofkorea": "KR", "korearepublicof": "KR", "russianfederation": "RU", "vietnam": "VN", "viet": "VN",
    "taiwanprovinceofchina": "TW", "hongkong": "HK", "macau": "MO", "macao": "MO", "turkey": "TR", "burma": "MM",
    "ivorycoast": "CI", "swaziland": "SZ", "capeverde": "CV", "easttimor": "TL", "macedonia": "MK", "uae": "AE",
    "iranislamicrepublicof": "IR", "moldovarepublicof": "MD", "boliviaplurinationalstateof": "BO",
    "venezuelabolivarianrepublicof": "VE", "tanzaniaunitedrepublicof": "TZ", "brasil": "BR",
    "bundesrepublikdeutschland": "DE", "palestine": "PS", "vatican": "VA", "bosnia": "BA",
    "trinidad": "TT", "republicofireland": "IE", "eire": "IE",
}  # fmt: skip
"""Names in use that are no territory names of CLDR."""


def country_for(name: str) -> str | None:
    """Return the two-letter code of a country, None if the name is not known.

    Of the countries that share a calling code it is the main one: their numbers are written alike.

    >>> [country_for(name) for name in ("USA", "Deutschland", "gb", "Côte d'Ivoire", "+44")]
    ['US', 'DE', 'GB', 'CI', 'GB']
    """
    if (called := _CALLING.fullmatch(name.strip())) is not None:
        region = phonenumbers.region_code_for_country_code(int(called[1]))
        return region if region in phonenumbers.SUPPORTED_REGIONS else None
    return _known().get(_squeezed(name))


def _squeezed(name: str) -> str:
    """Letters only, without accents and case, so that `U.S.A.` is `usa`."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[\W_]", "", "".join(letter for letter in plain if not unicodedata.combining(letter)))


@cache
def _known() -> dict[str, str]:
    from babel import Locale
    from babel.core import get_global

    known = dict(_OTHER_NAMES)
    regions: frozenset[str] = frozenset(phonenumbers.SUPPORTED_REGIONS)
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    for alias, codes in aliases.items():
        if len(codes) == 1 and codes[0] in regions and alias.isalpha():
            known.setdefault(alias.lower(), codes[0])
    for language in _LANGUAGES:
        names = {code: name for code, name in Locale(language).territories.items() if code in regions}
        short = {code: _squeezed(name.split(" (")[0]) for code, name in names.items()}
        shared = Counter(short.values())
        for code, name in names.items():
            known.setdefault(_squeezed(name), code)
            known.setdefault(_squeezed(name.replace("&", "and")), code)
            if shared[short[code]] == 1:  # brackets may be all that tells two countries apart
                known.setdefault(short[code], code)
    return known | {code.lower(): code for code in regions}
