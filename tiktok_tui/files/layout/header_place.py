"""Which of the first lines of a table holds its column names."""

from __future__ import annotations

import re
from collections.abc import Sequence

_DATA = re.compile(
    r"[^@\s]+@[^@\s]+\.[^@\s]+|[-+(]?[^\w\s]{0,2}\s?\d[\d.,'\u2019]*\)?( ?[^\w\s]{1,2}| [A-Z]{3})?"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T,].*)?"
    r"|\+?[\d ()-]{7,}|[0-9a-fA-F]{64}"
)
# Words that names of columns are made of, in the six languages of the suggestions.
_WORDS = re.compile(
    r"\b(?:id|no|nr|num|number|e-?mail|mail|phone|mobile|tel|date|time|zone|at|on|total|subtotal|tax|amount|price|value"
    r"|gross|net|paid|currency|order|transaction|invoice|receipt|customer|client|buyer|name|status|type|state|country|city"
    r"|zip|address|quantity|qty|item|product|sku|conversion|click|gclid|event|code|note|notes|source"
    r"|datum|zeit|betrag|summe|preis|bestell\w*|kunde\w*|telefon\w*|handy|w[aä]e?hrung|menge|artikel\w*|land|stadt|ort|rechnung\w*"
    r"|heure|montant|prix|commande|t[eé]l[eé]phone|devise|quantit[eéà]|pays|ville|nom|pr[eé]nom|statut|produit|facture"
    r"|fecha|hora|importe|precio|pedido|cliente|tel[eé]fono|m[oó]vil|moneda|cantidad|pa[ií]s|ciudad|nombre|correo|estado"
    r"|data|ora|importo|prezzo|ordine|telefono|cellulare|valuta|nome|citt[aà]|paese|stato|prodotto"
    r"|valor|pre[cç]o|moeda|quantidade|telefone|celular|cidade)\b",
    re.IGNORECASE,
)
_LOOKED_AT = 50
_LONGEST_NAME = 60


def header_place(rows: Sequence[Sequence[str]]) -> int:
    """Return the place of the column names among the first rows, none of which is blank.

    Lines above them hold titles, settings or notes. The names stand before the first row of data and over nearly
    all the columns that the data fills. Of several such rows that is the first, unless a later one has more usual words
    in at least half of its cells, and no fewer cells: a row of data, too, may say `Order` in one of them.
    """
    first = _first_data_row(rows)
    if first == 0:
        return 0
    if _speaks_of_columns(rows[-1]) and all(_filled(row) == 1 for row in rows[:-1]):
        return len(rows) - 1  # titles, the names, and no rows
    candidates = range(first if first is not None else min(_LOOKED_AT, len(rows) - 1 or 1))
    used = _used_columns(rows[first or 0 :])
    covered = [sum(1 for column in used if _cell(rows[place], column)) for place in candidates]
    most = max(covered)
    if most < 2 and len(used) > 2 and first is not None:
        # Nothing but titles above the data: there is no header, and its place is taken by the first row.
        return first
    good = [place for place in candidates if covered[place] * 4 >= most * 3]
    top = rows[good[0]]
    others = [place for place in good[1:] if _filled(rows[place]) >= _filled(top) and _speaks_of_columns(rows[place])]
    return max([good[0], *others], key=lambda place: (_named(rows[place]), -place))


def looks_like_data(names: Sequence[str]) -> bool:
    """Return True if names are values: addresses, or numbers and dates for at least half of them."""
    data = [name for name in names if _DATA.fullmatch(name.strip())]
    return len(data) * 2 >= len(names) or any("@" in name for name in data)


def _first_data_row(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the place of the first row with values where the later rows have some, None if the table is all text."""
    tail = rows[-(len(rows) // 2 or 1) :]
    typed = [column for column in _used_columns(tail) if _is_typed(tail, column)]
    typed = [column for column in typed if sum(1 for row in tail if _cell(row, column)) * 2 >= len(tail)] or typed
    if not typed:
        return None
    usual = sorted(_filled(row) for row in tail)[len(tail) // 2]
    for place, row in enumerate(rows):
        values = sum(1 for column in typed if _DATA.fullmatch(_cell(row, column)))
        if values * 3 >= len(typed) * 2 and _filled(row) * 2 >= usual:
            return place
    return None


def _used_columns(rows: Sequence[Sequence[str]]) -> list[int]:
    width = max(map(len, rows), default=0)
    return [column for column in range(width) if any(_cell(row, column) for row in rows)]


def _is_typed(rows: Sequence[Sequence[str]], column: int) -> bool:
    filled = [cell for row in rows if (cell := _cell(row, column))]
    return sum(1 for cell in filled if _DATA.fullmatch(cell)) * 5 >= len(filled) * 4


def _named(row: Sequence[str]) -> int:
    return sum(
        1
        for cell in row
        if len(cell) <= _LONGEST_NAME and not _DATA.fullmatch(cell.strip()) and _WORDS.search(_apart(cell))
    )


def _speaks_of_columns(row: Sequence[str]) -> bool:
    named = _named(row)
    return named > 1 and named * 2 >= _filled(row)


def _apart(name: str) -> str:
    """Return the words of a name apart: order_id and orderId are order id."""
    return re.sub(r"([a-z])(?=[A-Z])", r"\1 ", name).replace("_", " ")


def _cell(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip())
