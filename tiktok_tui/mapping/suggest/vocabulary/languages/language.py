"""The words of one language that an export of orders is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """Phrases between semicolons, as people write them; those that are likelier stand first.

    `headers` are names of columns by field, or by role (see `synonyms`); only whole names count. `sale`, `not_yet`,
    `no_sale` and `partly` are states of orders and payments as `states.Sale` has them. `yes` and `no` are cells of a
    flag. What stands beside a word of `negations` has not happened. An address or a number beside a word of `others` is
    not the customer's, one beside a word of `customers` is. `consent` are names of columns in which people agree to
    advertising, `mails` of those in which they agree to be written to. `sale_kinds` and `other_kinds` are kinds of rows
    and documents that are a sale, and that are none.
    """

    name: str
    headers: Mapping[str, str]
    sale: str
    no_sale: str
    not_yet: str
    partly: str
    yes: str
    no: str
    consent: str
    mails: str = ""
    negations: str = ""
    others: str = ""
    customers: str = ""
    sale_kinds: str = ""
    other_kinds: str = ""


def phrases(text: str) -> tuple[str, ...]:
    """Return the phrases of a text.

    >>> phrases("betaald; in behandeling")
    ('betaald', 'in behandeling')
    """
    return tuple(" ".join(phrase.split()) for phrase in text.split(";") if phrase.strip())
