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
    ANYBODY,
    FILLING_WORDS,
    KINDS_OF_ROWS,
    NOT_THE_CUSTOMER,
    OWNED,
    PUPILS,
    SECOND_CHOICE,
    SHORT_ITEM_WORDS,
    SPANISH,
    TOWARDS,
)
from tiktok_tui.mapping.suggest.vocabulary.time_headers import moments, without_asides
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words, words_of_each

EXACT, FULL, PART, SECOND = 200, 100, 75, 60
"""Points: the field's own name, a synonym, a synonym with a qualifier around it, a second choice."""
ANYBODY_S = 5
"""Points that a name loses which says whose an address is, but not that it is the customer's."""

_IDENTIFIERS = frozenset(
    {"email", "phone", "external_id", "ip", "agent", "locale", synonyms.COUNTRY}
)  # may be somebody else's than the customer's
_IDS = frozenset("uuid guid gid".split())
"""Kinds of IDs, as columns of databases name them: `order_uuid`."""
_WRITTEN_TO = ("email", "mail", "emailaddress")
_CALLED_AT = ("phone", "telephone", "mobile", "tel", "phonenumber")
_REACHED_BY = (*_WRITTEN_TO, *_CALLED_AT, "contact")
_DELIVERED = frozenset("shipping ship delivery liefer lieferung versand livraison envio entrega spedizione".split())
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
    said = tuple("id" if word in _IDS else word for word in _towards(words(without_asides(name))))
    found: dict[str, float] = {}
    if name.strip() in FIELD:
        found[name.strip()] = EXACT
    rest = _without(_unnumbered(said), FILLING_WORDS)
    keys = ((_joined(said), FULL), (_joined(_unnumbered(said)), FULL - 2), (_joined(rest), FULL - 5))
    for key, points in (*keys, *((moment, FULL - 4) for moment in moments(said))):
        _add(found, _index().get(key, {}), points)
    if (numbered := _numbered(name, said)) is not None:
        _add(found, _index().get(_joined(numbered), {}), FULL - 3)
    if _joined(said) in KINDS_OF_ROWS:
        return {}
    if ABOUT_AN_ITEM & set(rest):
        inner = _joined(_without(rest, ABOUT_AN_ITEM))
        meant = {field: rank for field, rank in _index().get(inner, {}).items() if field in ITEM_FIELDS}
        if inner in SHORT_ITEM_WORDS and not _is_how_many(said):
            meant[SHORT_ITEM_WORDS[inner]] = 0
        _add(found, meant, PART)
        return found
    inner = _joined(_without(rest, ABOUT_THE_ORDER))
    meant = _index().get(inner, {})
    if inner in _REFERENCES and inner != _joined(rest):
        meant = {field: rank for field, rank in meant.items() if field not in ITEM_FIELDS}
    _add(found, meant, PART)
    rest = tuple(word for word in rest if not word.isdecimal())
    doubt = (ANYBODY_S if is_anybody_s(name) else 0) + (0 if PUPILS.isdisjoint(said) else ANYBODY_S)
    for qualifiers, points in (
        (ABOUT_THE_CUSTOMER | ABOUT_THE_ORDER, PART),
        (ABOUT_THE_CUSTOMER | ABOUT_THE_ORDER | SECOND_CHOICE, SECOND),
    ):
        meant = _index().get(_joined(_without(rest, qualifiers)), {})
        _add(found, {field: rank for field, rank in meant.items() if field in _IDENTIFIERS}, points - doubt)
    if field := _theirs_joined().get(_joined(said)):
        _add(found, {field: doubt}, PART)
    if not is_the_customer_s(name):
        return {field: each for field, each in found.items() if field not in ("email", "phone", "external_id")}
    return found


def _is_how_many(said: tuple[str, ...]) -> bool:
    """Return True for `Number of items` and `number_items`, which count them; `Item number` names one."""
    return said[:2] == ("number", "of") or ("number" in said and not _SEVERAL.isdisjoint(said))


@lru_cache(maxsize=4096)
def is_the_customer_s(name: str) -> bool:
    """False if a name says that the address or number is somebody else's: the shop's, the seller's, the recipient's.

    >>> is_the_customer_s("Email"), is_the_customer_s("To Email Address"), is_the_customer_s("shopemail")
    (True, False, False)
    """
    said = _towards(words(name))
    return _others().isdisjoint(said) and _joined(said) not in _theirs()


def is_delivered_to(name: str) -> bool:
    """True if a name is about the delivery: its address may be that of a person who gets a present."""
    return not _DELIVERED.isdisjoint(_towards(words(name)))


def is_anybody_s(name: str) -> bool:
    """True if a name says only that the address or number is a user's, who may be somebody else than the customer."""
    return not ANYBODY.isdisjoint(words(name))


@cache
def _theirs_joined() -> dict[str, str]:
    """The customer's addresses and numbers in words that are written as one, such as `buyeremail`."""
    pairs = [("email", ABOUT_THE_CUSTOMER, _WRITTEN_TO), ("phone", ABOUT_THE_CUSTOMER, _CALLED_AT)]
    for each in LANGUAGES:
        customers = frozenset(map(squeezed, phrases(each.customers)))
        for field, everywhere in (("email", _WRITTEN_TO), ("phone", (*_CALLED_AT, "telefon"))):
            pairs.append((field, customers, (*everywhere, *map(squeezed, phrases(each.headers[field])))))
    return {
        joined: field
        for field, customers, things in pairs
        for whose in customers
        for thing in things
        for joined in (whose + thing, thing + whose)
    }


@cache
def _others() -> frozenset[str]:
    """Words that name somebody else than the customer."""
    return NOT_THE_CUSTOMER.union(*(words(other) for each in LANGUAGES for other in each.others.split()))


@cache
def _theirs() -> frozenset[str]:
    """Names such as `shopemail`, in which the words are not separated."""
    pairs = [(whose, thing) for whose in NOT_THE_CUSTOMER for thing in _REACHED_BY]
    for each in LANGUAGES:
        things = phrases(f"{each.headers['email']}; {each.headers['phone']}")
        pairs += [(squeezed(whose), squeezed(thing)) for whose in each.others.split() for thing in things]
    return frozenset(whose + thing for whose, thing in pairs) | frozenset(thing + whose for whose, thing in pairs)


def _add(found: dict[str, float], meant: dict[str, float], points: float) -> None:
    for field, rank in meant.items():
        found[field] = max(found.get(field, 0), points - rank)


def _towards(said: tuple[str, ...]) -> tuple[str, ...]:
    """The words with `bill to` as `billing`, `pet owner` as `customer`, `correo tutor` as a guardian's and the like."""
    if "tutor" in said and not SPANISH.isdisjoint(said):
        said = tuple("guardian" if word == "tutor" else word for word in said)
    for place, word in enumerate(said[1:], 1):
        if word == "owner" and said[place - 1] in OWNED:
            return (*said[: place - 1], "customer", *said[place + 1 :])
        if word == "to" and said[place - 1] in TOWARDS:
            return (*said[: place - 1], TOWARDS[said[place - 1]], *said[place + 1 :])
    return said


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
