"""Cells like `="00123"`, which some exports write so that a spreadsheet keeps the zeros: the cell is 00123."""

from __future__ import annotations

import re

MARK = b'="'
"""A file without these bytes has no such cell."""

_FORMULA = re.compile(r'="((?:[^"]|"")*)"')


def text_within(cell: str) -> str:
    r"""Return the text that a cell stands for.

    >>> text_within('="00123"'), text_within("=1+1")
    ('00123', '=1+1')
    """
    found = _FORMULA.fullmatch(cell) if cell.startswith('="') else None
    return found[1].replace('""', '"') if found else cell


def text_within_sql(cell: str) -> str:
    """Return SQL that does the same with a cell (SQL too), NULL for an empty text."""
    inner = f"replace(substr({cell}, 3, length({cell}) - 3), '\"\"', '\"')"
    return (
        f'CASE WHEN starts_with({cell}, \'="\') AND regexp_full_match({cell}, \'="([^"]|"")*"\') '
        f"THEN nullif({inner}, '') ELSE {cell} END"
    )
