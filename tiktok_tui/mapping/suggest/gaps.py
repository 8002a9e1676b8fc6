"""Says why a required field is open: a person should never have to guess what was wrong with their column."""

from __future__ import annotations

from tiktok_tui.events.settings_text import shown
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.headers import is_the_customer_s, meanings, words
from tiktok_tui.mapping.suggest.samples import SampledColumn

_REACHED_BY = frozenset("email mail phone telephone mobile telefon courriel correo tel".split())


def why_open(draft: MappingDraft, field: str) -> str:
    """Return why nothing fills a required field, and what to do. Cells that may be a person's are not shown."""
    match field:
        case "event":
            return "No column says what happened: give a constant such as Purchase."
        case "timestamp":
            return _no_time(draft)
        case "email":
            return _nobody(draft)
        case "page_url":
            return "No column holds the address of the page, which a web event needs: map one, or give a constant."
        case _:
            return f"Nothing gives {field}: map a column, or set it at the destination."


def _no_time(draft: MappingDraft) -> str:
    named = _named(draft, "timestamp")
    if not named:
        return "No column is named like a time or a date: map the one that says when the order was placed."
    column = named[0]
    return (
        f"{quoted([column.name])} is named like a time, but “{shown(column.looked_at[0])}” cannot be read as one:"
        " choose its format, or map another column."
    )


def _nobody(draft: MappingDraft) -> str:
    others = [
        column.name
        for column in draft.columns
        if not is_the_customer_s(column.name) and not _REACHED_BY.isdisjoint(words(column.name))
    ]
    if others:
        return f"{quoted(others)} is not the customer's by its name: map the column that holds the customer's address."
    named = [column.name for field in ("email", "phone") for column in _named(draft, field)]
    if named:
        return f"{quoted(named)} is named like an e-mail or a phone, but its cells do not look like one."
    return "No column is named like an e-mail or a phone, or looks like one: map the one that holds it."


def _named(draft: MappingDraft, field: str) -> list[SampledColumn]:
    """The columns that are named like the field, the likeliest first."""
    named = [column for column in draft.columns if field in meanings(column.name)]
    return sorted(named, key=lambda column: -meanings(column.name)[field])
