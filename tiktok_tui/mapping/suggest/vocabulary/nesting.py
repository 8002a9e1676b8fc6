"""Names within names: of a field of nested JSON, and of a maker's own behind the one for people."""

from __future__ import annotations

import re

from tiktok_tui.mapping.suggest.vocabulary.qualifiers import CONTAINERS, JOINED_CONTAINERS
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

_BEHIND = re.compile(r"\(([a-z]+(?:_[a-z]+)+)\)\s*$")


def inner_name(name: str) -> str | None:
    """Return the name within a name that is to be looked at in its place, None for any other name.

    The one without the object of nested JSON around it that says nothing, or the maker's own behind one for people.

    >>> inner_name("properties.total"), inner_name("billing_details.email"), inner_name("Fecha (date_created)")
    ('total', 'billing.email', 'date_created')
    >>> inner_name("event_data_revenue"), inner_name("event_date")
    ('revenue', None)
    """
    if behind := _BEHIND.search(name):
        return behind[1]
    if "." not in name:
        return _behind_joined(words(name))
    container, _, inner = name.partition(".")
    if squeezed(container) in CONTAINERS:
        return inner or None
    *whose, last = words(container) or ("",)
    return f"{'_'.join(whose)}.{inner}" if inner and whose and last in CONTAINERS else None


def _behind_joined(said: tuple[str, ...]) -> str | None:
    """Return the words behind an object of nested JSON that a warehouse has put before them with an underscore."""
    for count in (2, 1):
        if "".join(said[:count]) in JOINED_CONTAINERS and said[count:]:
            return "_".join(said[count:])
    return None
