"""Names that may mean the state of an order or a part of a country: which of them it is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tiktok_tui.mapping.suggest.vocabulary import synonyms
from tiktok_tui.mapping.suggest.vocabulary.headers import meanings
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

REGIONS = frozenset("state estado stato etat".split())
"""Words for a state of an order, or for a part of a country."""
_CODE = re.compile(r"[A-Z]{1,4}\d{0,2}|\d{1,3}")
_CODES_OF_REGIONS = frozenset(
    """
    AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA
    PR RI SC SD TN TX UT VT VA WA WV WI WY AB BC MB NB NL NS NT NU ON PE QC SK YT NSW VIC QLD SA WA TAS ACT NT AC AL AP
    AM BA CE DF ES GO MA MT MS MG PA PB PR PE PI RJ RN RS RO RR SC SP SE TO
    """.split()
)
"""States and provinces of the United States, Canada, Australia and Brazil."""
_ADDRESS = frozenset(
    """
    city town suburb zip zipcode postcode postal postalcode street address1 address2 county ort stadt plz strasse ville
    rue cp ciudad calle municipio colonia cidade bairro cep citta comune cap
    """.split()
)
"""Words of the names of other parts of an address. An address without them may be that of an e-mail."""


def may_name_a_status(name: str, others: Iterable[str], cells: Iterable[str]) -> bool:
    """Return True if a name that may mean a region is a status here: beside `others` that are no address, of codes.

    >>> [may_name_a_status("State", others, ["RFD", "CMP"]) for others in (["Email", "Total"], ["Email", "City"])]
    [True, False]
    >>> may_name_a_status("State", ["Email"], ["CA", "NY"])
    False
    """
    if squeezed(name) not in REGIONS or any(map(_is_of_an_address, others)):
        return False
    found = set(cells)
    return all(map(_CODE.fullmatch, found)) and not found <= _CODES_OF_REGIONS


def _is_of_an_address(name: str) -> bool:
    return not _ADDRESS.isdisjoint(words(name)) or synonyms.COUNTRY in meanings(name)
