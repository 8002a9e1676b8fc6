"""Names within names: of a field of nested JSON, of a maker's own behind the one for people, and of what a flag asks.

Sources: the JSON of DynamoDB, Firestore, MongoDB and Avro, and the rows of Debezium and Elasticsearch.
"""

from __future__ import annotations

import re

from tiktok_tui.mapping.suggest.vocabulary.qualifiers import CONTAINERS, JOINED_CONTAINERS
from tiktok_tui.mapping.suggest.vocabulary.state_words import NO_WORDS, YES_WORDS
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

_BEHIND = re.compile(r"\(([a-z]+(?:_[a-z]+)+)\)\s*$")
_TYPED = re.compile(
    r"""
    (?:Item\.|(?:dynamodb\.)?NewImage\.)?(.+)\.(?:
      S|N|BOOL
      |\$(?:oid|date|number(?:Decimal|Double|Long|Int))
      |(?:string|integer|double|boolean|timestamp)Value
      |(?:string|int|float|double)_value
      |string|long|int|double|float|boolean
    )
    """,
    re.VERBOSE,
)
"""A name with the type of its cells behind it: `total.N`, `createdAt.$date`, `email.stringValue`."""
_ROWS = ("_source.", "after.", "payload.after.", "fullDocument.", "NewImage.", "dynamodb.NewImage.")
"""Beginnings of the names of a row's columns within a message about it."""
_EITHER = re.compile(r"(.+?)(?:[\s_]*([(\[\uff08])\s*|[\s_])(\w{1,6})\s*[/|]\s*(\w{1,6})\s*[)\]\uff09]?\s*")
_ASKS = re.compile("(.+?)\\s*(?:여부|與否|与否|フラグ)\\s*|是否[为為]?(.+)")
"""Names that say by themselves that their cells are yes and no."""
_LETTERS = ("jn", "on", "sn", "an", "en", "kn", "дн", "kh", "eh", "ke", "in", "tn")
"""First letters of yes and no in the brackets of a name."""


def inner_name(name: str) -> str | None:
    """Return the name within a name that is to be looked at in its place, None for any other name.

    The one without the object of nested JSON around it that says nothing, without a type or both answers behind it, or
    the maker's own behind one for people.

    >>> inner_name("properties.total"), inner_name("billing_details.email"), inner_name("Fecha (date_created)")
    ('total', 'billing.email', 'date_created')
    >>> inner_name("event_data_revenue"), inner_name("event_date"), inner_name("total.N"), inner_name("Test (ja/nein)")
    ('revenue', None, 'total', 'Test')
    """
    if behind := _BEHIND.search(name):
        return behind[1]
    if flag := _without_answers(name):
        return flag
    if typed := _TYPED.fullmatch(name):
        return typed[1]
    for row in _ROWS:
        if name.startswith(row):
            return name[len(row) :]
    if "." not in name:
        return _behind_joined(words(name))
    container, _, inner = name.partition(".")
    if squeezed(container) in CONTAINERS:
        return inner or None
    *whose, last = words(container) or ("",)
    return f"{'_'.join(whose)}.{inner}" if inner and last in CONTAINERS else None


def _without_answers(name: str) -> str | None:
    """Return what a flag asks whose name holds both answers (`Test (Yes / No)`, `Paid Y/N`) or asks whether."""
    if asks := _ASKS.fullmatch(name):
        return asks[1] or asks[2]
    if either := _EITHER.fullmatch(name):
        asked, bracket, yes, no = either[1], either[2], squeezed(either[3]), squeezed(either[4])
        if (yes in YES_WORDS and no in NO_WORDS) or (bracket and f"{yes}{no}" in _LETTERS):
            return asked
    return None


def innermost(name: str) -> str:
    """Return a name without anything around it that says nothing.

    >>> innermost("data.attributes.test_mode"), innermost("fields.cancelled.booleanValue"), innermost("Paid")
    ('test_mode', 'cancelled', 'Paid')
    """
    while (inner := inner_name(name)) is not None:
        name = inner
    return name


def _behind_joined(said: tuple[str, ...]) -> str | None:
    """Return the words behind an object of nested JSON that a warehouse has put before them with an underscore."""
    for count in (2, 1):
        if "".join(said[:count]) in JOINED_CONTAINERS and said[count:]:
            return "_".join(said[count:])
    return None
