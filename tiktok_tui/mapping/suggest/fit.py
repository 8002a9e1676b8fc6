"""How well the cells of a column fit a field."""

from __future__ import annotations

from tiktok_tui.events.fields import FIELDS
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary import synonyms

EXPECTED: dict[str, tuple[tuple[str, ...], float]] = {
    **{field.name: (field.expected, field.share) for field in FIELDS if field.expected},
    synonyms.COUNTRY: (("country", "calling_code"), 0.8),
    synonyms.CLOCK: (("clock",), 0.8),
    synonyms.ZONE: (("text",), 0.8),
}
"""The shapes that a field's cells have, and the share of them that must have one of these; any text where not named."""

_SURE = {"currency": ("code",)}
"""The shapes that speak for a column by the number of its rows, where the usual ones fit other words as well."""


def fit(column: SampledColumn, meaning: str) -> float | None:
    """How well the cells fit a field (0 to 1), or None when they speak against it; 0 for an empty column."""
    if column.empty or meaning not in EXPECTED:
        return 0.0
    shapes, least = EXPECTED[meaning]
    share = sum(column.share(shape) for shape in shapes)
    if share < least and meaning != "event":  # a wrong cell of few different ones says little; one of kinds says a lot
        share = column.share_of_rows(_SURE.get(meaning, shapes))
    return min(share, 1.0) if share >= least else None
