"""Recognises exports that many people have by their headers."""

from __future__ import annotations

from collections.abc import Iterable

from tiktok_tui.mapping.suggest.export import Export
from tiktok_tui.mapping.suggest.exports_of_accounts import ACCOUNTS
from tiktok_tui.mapping.suggest.exports_of_apis import APIS
from tiktok_tui.mapping.suggest.exports_of_campaigns import CAMPAIGNS
from tiktok_tui.mapping.suggest.exports_of_countries import OF_COUNTRIES
from tiktok_tui.mapping.suggest.exports_of_events import EVENTS
from tiktok_tui.mapping.suggest.exports_of_shops import SHOPS
from tiktok_tui.mapping.suggest.exports_of_subscriptions import SUBSCRIPTIONS
from tiktok_tui.mapping.suggest.exports_of_tills import TILLS
from tiktok_tui.mapping.suggest.words import squeezed

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
