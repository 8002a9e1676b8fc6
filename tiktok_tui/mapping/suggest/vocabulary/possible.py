"""States that are possible only: “Paid (refund window open)” is paid, and nothing was refunded."""

from __future__ import annotations

from itertools import pairwise

_ONLY_POSSIBLE = frozenset(
    """
    protected protection window policy period deadline eligible eligibility possible available allowed guarantee
    guaranteed insurance insured until
    """.split()
)
"""Words after which something has not happened but might."""
_LIMITS = frozenset("window period deadline policy".split())
_STATES_OF_LIMITS = frozenset("open closed expired over".split())


def without_possible(said: tuple[str, ...], undone: frozenset[str]) -> tuple[str, ...]:
    """Return the words of a state without those of `undone` that are only possible, and the words about these.

    >>> without_possible(("paid", "refund", "window", "open"), frozenset({"refund"}))
    ('paid',)
    """
    for place, (word, after) in enumerate(pairwise(said)):
        if word in undone and after in _ONLY_POSSIBLE:
            rest = said[place + 2 :]
            if after in _LIMITS and not _STATES_OF_LIMITS.isdisjoint(rest[:1]):
                rest = rest[1:]
            return (*said[:place], *without_possible(rest, undone))
    return said
