"""The signs and codes of currencies that a file holds, as SQL looks them up: in lists."""

from __future__ import annotations

from dataclasses import dataclass

from tiktok_tui.events.currencies import currency_mask
from tiktok_tui.events.notations.money_signs import meant
from tiktok_tui.files.sql import quote_literal


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign, code or name as `money_key` spells it, the currencies that it can mean, and the one meant here."""

    key: str
    codes: tuple[str, ...]
    code: str | None

    @property
    def options(self) -> int:
        """The currencies that it can mean, as a mask."""
        return currency_mask(self.codes)


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs that occur in the file. A list is searched only for amounts that have a sign at all.

    A join would be tried for every row, with all its columns, and there are two signs to each amount.
    """

    signs: tuple[Sign, ...] = ()

    def place(self, text: str) -> str:
        """Return the number of the sign that a text is, as SQL: 0 for no text, NULL for an unknown sign."""
        if not self.signs:
            return f"CASE WHEN {text} <> '' THEN NULL::INT ELSE 0 END"
        keys = ", ".join(quote_literal(sign.key) for sign in self.signs)
        return f"CASE WHEN {text} <> '' THEN list_position([{keys}]::VARCHAR[], money_key({text})) ELSE 0 END"

    def options(self, place: str) -> str:
        """Return the currencies that the sign with this number can mean as SQL: a mask, NULL for no sign."""
        return f"([{', '.join(str(sign.options) for sign in self.signs)}]::BIGINT[])[{place}]"

    def code(self, place: str) -> str:
        """Return the currency that the sign with this number means here as SQL, NULL for none."""
        codes = ", ".join("NULL" if sign.code is None else quote_literal(sign.code) for sign in self.signs)
        return f"([{codes}]::VARCHAR[])[{place}]"


def signs_of(known: dict[str, tuple[str, ...]], expected: str) -> Signs:
    """Return the signs with the currency that each means where `expected` is usual."""
    return Signs(tuple(Sign(key, codes, meant(codes, expected)) for key, codes in known.items()))
