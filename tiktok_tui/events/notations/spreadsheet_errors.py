"""The errors that spreadsheets write into cells in place of a result, in the six languages of exports."""

from __future__ import annotations

import re

ERRORS = tuple(
    """
    #N/A #DIV/0! #REF! #VALUE! #NAME? #NUM! #NULL! #SPILL! #CALC! #FIELD! #ERROR!
    #NV #BEZUG! #WERT! #ZAHL! #ÜBERLAUF! #KALK! #FELD!
    #VALEUR! #NOM? #NOMBRE! #NUL! #PROPAGATION! #CHAMP!
    #¡DIV/0! #¡REF! #¡VALOR! #¿NOMBRE? #¡NUM! #¡NULO! #¡DESBORDAMIENTO! #¡CALC!
    #N/D #RIF! #VALORE! #NOME? #NULLO! #ESPANSIONE!
    #VALOR! #NÚM! #NULO! #DESPEJAR!
    """.split()
)
"""The names as Excel and its kin write them: English, German, French, Spanish, Italian, Portuguese."""

PATTERN = "|".join(map(re.escape, ERRORS))
"""Matches one of them (RE2 and Python)."""

_ONE = re.compile(PATTERN)


def is_error(text: str) -> bool:
    """Return True if a cell holds nothing but an error.

    >>> is_error("#N/A"), is_error("#WERT!"), is_error("#1001")
    (True, True, False)
    """
    return text.startswith("#") and _ONE.fullmatch(text) is not None
