"""A mapping as a value: the sources of each field, how rows are grouped, and which rows are left out."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnlyDict
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

CENTS: Final = "cents"
"""The unit of amounts that are whole numbers of the smallest part of their currency."""


def _nothing() -> ReadOnlyDict[str, str]:
    return MappingProxyType({})


RowTexts = ReadOnlyDict[str, tuple[str, ...]]
"""Texts by column, which pick the rows that hold one of them."""


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence for people about an assumption that changes what is sent.

    `about` is the field that it concerns, or `file`, `fields` (which column fills which), `rows` (which are sent),
    `group` (which are one event) or `mapping`.
    """

    about: str
    text: str

    def __str__(self) -> str:
        return self.text

    def facts(self) -> dict[str, str]:
        """Return the note as JSON has it."""
        return {"about": self.about, "text": self.text}


@dataclass(frozen=True, slots=True)
class FieldSource:
    """The source of one field.

    Either `columns` (one, or several for an identifier or a time made of parts) or `value`, a constant.
    `values` replaces cells (`in-store sale` → `Purchase`); `format` reads a time; `zone` names the column that
    holds the time's zone and `time_zone` is the zone itself (`UTC`), at most one of them; without either the
    destination's zone holds. `unit` is `CENTS` for amounts in whole cents. `fields` names the keys of a list of
    items (`content_id` → `sku`).
    """

    columns: tuple[str, ...] = ()
    value: str | None = None
    values: ReadOnlyDict[str, str] = field(default_factory=_nothing)
    format: str | None = None
    zone: str | None = None
    time_zone: str | None = None
    unit: str | None = None
    fields: ReadOnlyDict[str, str] = field(default_factory=_nothing)


@dataclass(frozen=True, slots=True)
class Mapping:
    """A whole mapping, as its TOML file holds it.

    `only` keeps the rows whose cell is one of the texts, for each column named; the others are left out.
    `leave_out` leaves the rows out whose cell is one of the texts, in any case, and keeps the others: states that are
    not known stay. `not_items` names in the same way the rows that are no item of their order (a summary, a payment).
    An empty text stands for a blank cell.
    """

    fields: ReadOnlyDict[str, FieldSource] = field(default_factory=lambda: MappingProxyType({}))
    group_by: str | None = None
    phone_country: str | None = None
    only: RowTexts = field(default_factory=lambda: MappingProxyType({}))
    leave_out: RowTexts = field(default_factory=lambda: MappingProxyType({}))
    not_items: RowTexts = field(default_factory=lambda: MappingProxyType({}))

    def columns(self) -> tuple[str, ...]:
        """Every column that the mapping names, once each, in no particular order."""
        named = [column for source in self.fields.values() for column in source.columns]
        named += [source.zone for source in self.fields.values() if source.zone]
        named += [column for column in (self.group_by, self.phone_country) if column]
        named += [*self.only, *self.leave_out, *self.not_items]
        return tuple(dict.fromkeys(named))


def lowered(text: str) -> str:
    """Return the text in the small letters in which `leave_out` compares cells: one for each letter.

    >>> lowered("İptal"), lowered("ΑΚΥΡΟΣ")
    ('iptal', 'ακυροσ')
    """
    return "".join(letter.lower()[0] for letter in text)
