"""Recognises exports that many people have by their headers."""

from __future__ import annotations

from collections.abc import Iterable

from tiktok_tui.mapping.suggest.exports.accounts import ACCOUNTS
from tiktok_tui.mapping.suggest.exports.apis import APIS
from tiktok_tui.mapping.suggest.exports.campaigns import CAMPAIGNS
from tiktok_tui.mapping.suggest.exports.countries import OF_COUNTRIES
from tiktok_tui.mapping.suggest.exports.events import EVENTS
from tiktok_tui.mapping.suggest.exports.export import Export
from tiktok_tui.mapping.suggest.exports.shops import SHOPS
from tiktok_tui.mapping.suggest.exports.subscriptions import SUBSCRIPTIONS
from tiktok_tui.mapping.suggest.exports.tills import TILLS
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed

__all__ = ["EXPORTS", "Export", "recognise"]

EXPORTS = (*EVENTS, *SUBSCRIPTIONS, *APIS, *SHOPS, *TILLS, *ACCOUNTS, *OF_COUNTRIES, *CAMPAIGNS)
"""The more special ones first."""


def recognise(column_names: Iterable[str]) -> Export | None:
    """The kind of export that has these columns, or None."""
    present = {squeezed(name) for name in column_names}
    for export in EXPORTS:
        if all(alternatives & present for alternatives in export.signature):
            return export
    return None
