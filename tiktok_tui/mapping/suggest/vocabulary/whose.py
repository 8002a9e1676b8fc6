"""Whose an address or a number is, by the name of its column: the customer's, anybody's or somebody else's."""

from __future__ import annotations

from functools import cache, lru_cache

from tiktok_tui.mapping.suggest.vocabulary.languages.known import LANGUAGES
from tiktok_tui.mapping.suggest.vocabulary.languages.language import phrases
from tiktok_tui.mapping.suggest.vocabulary.qualifiers import (
    ABOUT_THE_CUSTOMER,
    ANYBODY,
    NOT_THE_CUSTOMER,
    OWNED,
    SPANISH,
    TOWARDS,
)
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

_WRITTEN_TO = ("email", "mail", "emailaddress")
_CALLED_AT = ("phone", "telephone", "mobile", "tel", "phonenumber")
_REACHED_BY = (*_WRITTEN_TO, *_CALLED_AT, "contact")
_DELIVERED = frozenset("shipping ship delivery liefer lieferung versand livraison envio entrega spedizione".split())


@lru_cache(maxsize=4096)
def is_the_customer_s(name: str) -> bool:
    """False if a name says that the address or number is somebody else's: the shop's, the seller's, the recipient's.

    >>> is_the_customer_s("Email"), is_the_customer_s("To Email Address"), is_the_customer_s("shopemail")
    (True, False, False)
    """
    said = towards(words(name))
    return _others().isdisjoint(said) and "".join(said) not in _theirs()


def is_delivered_to(name: str) -> bool:
    """True if a name is about the delivery: its address may be that of a person who gets a present."""
    return not _DELIVERED.isdisjoint(towards(words(name)))


def is_anybody_s(name: str) -> bool:
    """True if a name says only that the address or number is a user's, who may be somebody else than the customer."""
    return not ANYBODY.isdisjoint(words(name))


@cache
def joined_of_the_customer() -> dict[str, str]:
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


def towards(said: tuple[str, ...]) -> tuple[str, ...]:
    """The words with `bill to` as `billing`, `pet owner` as `customer`, `correo tutor` as a guardian's and the like."""
    if "tutor" in said and not SPANISH.isdisjoint(said):
        said = tuple("guardian" if word == "tutor" else word for word in said)
    for place, word in enumerate(said[1:], 1):
        if word == "owner" and said[place - 1] in OWNED:
            return (*said[: place - 1], "customer", *said[place + 1 :])
        if word == "to" and said[place - 1] in TOWARDS:
            return (*said[: place - 1], TOWARDS[said[place - 1]], *said[place + 1 :])
    return said
