"""One kind of export that many people have: how it is recognised, and what its columns mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Export:
    """One kind of export. Column names are given as `words.squeezed` makes them.

    Every set of `signature` must have a column in the file. `columns` gives for a field the columns to take: all
    that are there for email and phone, else the first. `status` names the filter's column, `conversions` the states
    to keep (`strict`: no others, as stages of a deal), and `no_sales` those that mean no sale in this export though
    they may be harmless elsewhere. A cell in an `unless` column makes a row none, and so does one of the `leave_out`
    texts of a column. `time_zone` is the zone of times that name none. `closed` says that the rest of the file holds
    nothing for TikTok, `cents` that amounts are whole numbers of the smallest part of their currency.
    """

    name: str
    signature: tuple[frozenset[str], ...]
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    group_by: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    conversions: tuple[str, ...] = ()
    no_sales: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    leave_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    time_zone: str = ""
    strict: bool = False
    closed: bool = False
    cents: bool = False


def all_of(*names: str) -> tuple[frozenset[str], ...]:
    """A signature of which every column must be there."""
    return tuple(frozenset({name}) for name in names)


def any_of(*names: str) -> tuple[frozenset[str], ...]:
    """A signature of which one column must be there."""
    return (frozenset(names),)
