"""The meaning of a column's name, in many languages and any spelling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Final

from tiktok_tui.events.fields import FIELD
from tiktok_tui.events.notations.money_headers import without_currency
from tiktok_tui.mapping.shape import IN_UNITS, ITEM_FIELDS
from tiktok_tui.mapping.suggest.vocabulary import money, synonyms
from tiktok_tui.mapping.suggest.vocabulary.languages.known import LANGUAGES
from tiktok_tui.mapping.suggest.vocabulary.languages.language import phrases
from tiktok_tui.mapping.suggest.vocabulary.large_units import is_in_thousands
from tiktok_tui.mapping.suggest.vocabulary.nesting import inner_name
from tiktok_tui.mapping.suggest.vocabulary.qualifiers import (
    ABOUT_AN_ITEM,
    ABOUT_THE_CUSTOMER,
    ABOUT_THE_ORDER,
    FILLING_WORDS,
    KINDS_OF_ROWS,
    PUPILS,
    SECOND_CHOICE,
    SHORT_ITEM_WORDS,
)
from tiktok_tui.mapping.suggest.vocabulary.time_headers import moments, without_asides
from tiktok_tui.mapping.suggest.vocabulary.whose import is_anybody_s, is_the_customer_s, joined_of_the_customer, towards
from tiktok_tui.mapping.suggest.vocabulary.words import words, words_of_each

EXACT, FULL, PART, SECOND = 200, 100, 75, 60
"""Points: the field's own name, a synonym, a synonym with a qualifier around it, a second choice."""
ANYBODY_S = 5
"""Points that a name loses which says whose an address is, but not that it is the customer's."""

_IDENTIFIERS = frozenset(
    {"email", "phone", "external_id", "ip", "agent", "locale", synonyms.COUNTRY}
)  # may be somebody else's than the customer's
_IDS = frozenset("uuid guid gid".split())
"""Kinds of IDs, as columns of databases name them: `order_uuid`."""
_SEVERAL = frozenset("items products articles lineitems".split())
_REFERENCES = frozenset("reference ref referencia riferimento referenz".split())
"""Names of an item's number that are another's beside words of the order: `Payment Reference`."""
_joined: Final = "".join


@lru_cache(maxsize=4096)
def meanings(name: str) -> dict[str, float]:
    """Return the fields (and the roles of `synonyms`) that a column of this name can fill, with points, see `FULL`."""
    of_amount = {field: points - 1 for field, points in _meanings(without_currency(name)).items() if field in IN_UNITS}
    found = of_amount | _meanings(name)
    if is_in_thousands(name):
        found = {field: points for field, points in found.items() if field not in IN_UNITS}
    while not found and (inner := inner_name(name)) is not None:
        name = inner
        found = _meanings(name)
    return found


def _meanings(name: str) -> dict[str, float]:
    said = words(name)
    found = _by_phrases(name, said)
    if money.is_count(said):
        found.pop("value", None)
        return found
    plain = _unnumbered(said) if "value" in found else said
    points = money.amount_points(plain) if ABOUT_AN_ITEM.isdisjoint(said) and found.get("value", 0) < EXACT else None
    if points is not None:
        found["value"] = points - (plain != said) * 2 + (found.get("value", FULL - 20) - FULL) / 20
    if found.get("currency", 0) < FULL - 1 and (points := money.currency_points(said)) is not None:
        found["currency"] = points
    return found


def _by_phrases(name: str, said: tuple[str, ...]) -> dict[str, float]:
    said = tuple("id" if word in _IDS else word for word in towards(words(without_asides(name))))
    if _joined(said) in KINDS_OF_ROWS:
        return {}
    rest = _without(_unnumbered(said), FILLING_WORDS)
    found = _as_a_whole(name, said, rest)
    if ABOUT_AN_ITEM & set(rest):
        _add(found, _of_an_item(said, rest), PART)
        return found
    _add(found, _of_the_order(rest), PART)
    _add_the_customer_s(found, name, said, tuple(word for word in rest if not word.isdecimal()))
    if not is_the_customer_s(name):
        return {field: each for field, each in found.items() if field not in ("email", "phone", "external_id")}
    return found


def _as_a_whole(name: str, said: tuple[str, ...], rest: tuple[str, ...]) -> dict[str, float]:
    """The fields of a name that is a phrase as it stands, without its number, or (`rest`) without filling words."""
    found: dict[str, float] = {}
    if name.strip() in FIELD:
        found[name.strip()] = EXACT
    keys = ((_joined(said), FULL), (_joined(_unnumbered(said)), FULL - 2), (_joined(rest), FULL - 5))
    for key, points in (*keys, *((moment, FULL - 4) for moment in moments(said))):
        _add(found, _index().get(key, {}), points)
    if (numbered := _numbered(name, said)) is not None:
        _add(found, _index().get(_joined(numbered), {}), FULL - 3)
    return found


def _of_an_item(said: tuple[str, ...], rest: tuple[str, ...]) -> dict[str, float]:
    """The fields of an item that a name has which says that it is one's: `Lineitem name`."""
    inner = _joined(_without(rest, ABOUT_AN_ITEM))
    meant = {field: rank for field, rank in _index().get(inner, {}).items() if field in ITEM_FIELDS}
    if inner in SHORT_ITEM_WORDS and not _is_how_many(said):
        meant[SHORT_ITEM_WORDS[inner]] = 0
    return meant


def _of_the_order(rest: tuple[str, ...]) -> dict[str, float]:
    """The fields of a name without the words that say that it is the order's: `Order total`."""
    inner = _joined(_without(rest, ABOUT_THE_ORDER))
    meant = _index().get(inner, {})
    if inner in _REFERENCES and inner != _joined(rest):
        return {field: rank for field, rank in meant.items() if field not in ITEM_FIELDS}
    return meant


def _add_the_customer_s(found: dict[str, float], name: str, said: tuple[str, ...], rest: tuple[str, ...]) -> None:
    """Add the identifiers of a name without the words that say whose they are: `Billing e-mail`."""
    doubt = (ANYBODY_S if is_anybody_s(name) else 0) + (0 if PUPILS.isdisjoint(said) else ANYBODY_S)
    for qualifiers, points in (
        (ABOUT_THE_CUSTOMER | ABOUT_THE_ORDER, PART),
        (ABOUT_THE_CUSTOMER | ABOUT_THE_ORDER | SECOND_CHOICE, SECOND),
    ):
        meant = _index().get(_joined(_without(rest, qualifiers)), {})
        _add(found, {field: rank for field, rank in meant.items() if field in _IDENTIFIERS}, points - doubt)
    if field := joined_of_the_customer().get(_joined(said)):
        _add(found, {field: doubt}, PART)


def _is_how_many(said: tuple[str, ...]) -> bool:
    """Return True for `Number of items` and `number_items`, which count them; `Item number` names one."""
    return said[:2] == ("number", "of") or ("number" in said and not _SEVERAL.isdisjoint(said))


def _add(found: dict[str, float], meant: dict[str, float], points: float) -> None:
    for field, rank in meant.items():
        found[field] = max(found.get(field, 0), points - rank)


def _without(said: Iterable[str], dropped: frozenset[str]) -> tuple[str, ...]:
    return tuple(word for word in said if word not in dropped)


def _unnumbered(said: tuple[str, ...]) -> tuple[str, ...]:
    """The words without a number at the end: `email 2`, `email2`."""
    if len(said) > 1 and said[-1].isdecimal():
        return said[:-1]
    if said and (shorter := said[-1].rstrip("0123456789")):
        return (*said[:-1], shorter)
    return said


def _numbered(name: str, said: tuple[str, ...]) -> tuple[str, ...] | None:
    """The words with `number` at the end in place of its signs: `Receipt #`, `Booking Nr.`; None without a sign."""
    if name.rstrip(" .:").endswith(("#", "№")):
        return (*said, "number")
    return (*said[:-1], "number") if said[-1:] in (("no",), ("nr",), ("num",)) else None


@cache
def _index() -> dict[str, dict[str, float]]:
    """Every synonym without blanks: what it can mean, and how far down its list it stands (at most 15 points)."""
    index: dict[str, dict[str, float]] = {}
    lists = [*synonyms.SYNONYMS.items()]
    lists += [(meaning, phrases(names)) for each in LANGUAGES for meaning, names in each.headers.items()]
    for meaning, names in lists:
        places, written = zip(*_written(names), strict=True)
        for place, said in zip(places, words_of_each(written), strict=True):
            for spelling in _spellings(said):
                index.setdefault(spelling, {}).setdefault(meaning, min(place * 0.25, 15))
    return index


def _written(names: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield each name with its place, and once more if it has umlauts, which many write as two letters."""
    for place, name in enumerate(names):
        yield place, name
        if (spelled_out := name.lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")) != name:
            yield place, spelled_out


def _spellings(said: tuple[str, ...]) -> Iterator[str]:
    yield _joined(said)
    if len(said) > 2 and (shorter := _joined(_without(said, FILLING_WORDS))):
        yield shorter
