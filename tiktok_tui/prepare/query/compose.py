"""Composes the one query: from cells to verdicts, and on to JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tiktok_tui.prepare.query.amounts import amount_layers, column_amount
from tiktok_tui.prepare.query.cell import Cell
from tiktok_tui.prepare.query.cells import events_select
from tiktok_tui.prepare.query.encode import content, json_layers
from tiktok_tui.prepare.query.identifiers import identifier_layers, open_phone_layers, phone_cells
from tiktok_tui.prepare.query.identity import origin_layers
from tiktok_tui.prepare.query.items import OF_ITEMS, contents_layers, list_select
from tiktok_tui.prepare.query.layers import Layers, add_layers, indented, named_in, needed, side_by_side, words_of
from tiktok_tui.prepare.query.money import currency_layers, money_layers
from tiktok_tui.prepare.query.plan import Plan
from tiktok_tui.prepare.query.properties import event_layers, open_ip_layers, property_layers, web_layers
from tiktok_tui.prepare.query.signs import Signs
from tiktok_tui.prepare.query.span import Span
from tiktok_tui.prepare.query.strict_phones import StrictPhones
from tiktok_tui.prepare.query.tables import Tables
from tiktok_tui.prepare.query.times import time_layers
from tiktok_tui.prepare.query.verdict import verdict_layers


@dataclass(frozen=True, slots=True)
class Composer:
    """Everything that the query depends on beside the rows.

    `now` are Unix seconds, `zone` is the zone of times that have none.
    """

    plan: Plan
    tables: Tables
    strict: StrictPhones
    money: Signs
    now: int
    zone: str

    def checked(self, span: Span, columns: str) -> str:
        """SELECT every event of the span with those columns of its verdict that the SQL `columns` names.

        There are head, n, errors, warnings, made, origin, repeat_key and all that they are made of.
        """
        return self._select(span, self._layers(), columns)

    def encoded(self, span: Span, columns: str) -> str:
        """SELECT every event of the span as `checked` does; there are event_id, key, its marks and body as well."""
        return self._select(span, [*self._layers(), *json_layers(self.plan, self.tables.repeats)], columns)

    def open_phones(self, span: Span) -> str:
        """SELECT each text and region of the span that the library has to decide, once."""
        phones, layers = phone_cells(self.plan), open_phone_layers(self.plan, self.tables, self.strict)
        columns = " ".join(f"{phone.text} {phone.open} phone_region" for phone in phones)
        events = self._select(span, layers, columns)
        return " UNION ".join(
            f"SELECT DISTINCT {phone.text} AS text, phone_region AS region FROM ({events}) WHERE {phone.open}"
            for phone in phones
        )

    def open_addresses(self, span: Span) -> str:
        """SELECT each IP address of the span that needs a closer look, once."""
        ip = Cell("ip")
        events = self._select(span, open_ip_layers(self.plan), f"{ip.raw} {ip.open}")
        return f"SELECT DISTINCT {ip.raw} AS text FROM ({events}) WHERE {ip.open}"

    def _select(self, span: Span, layers: Layers, columns: str) -> str:
        """SELECT every event of the span with no more of the layers, and of its items, than `columns` need."""
        kept = needed(layers, columns)
        by = named_in(kept, columns)
        if self.plan.source("contents") is None:
            return add_layers(events_select(self.plan, span, self.money, by), kept)
        wanted = [name for name in OF_ITEMS if name in words_of(by)]
        listed = needed(contents_layers(self.plan), f"{by} contents_list" if wanted else by)
        cells = add_layers(events_select(self.plan, span, self.money, named_in(listed, by)), listed)
        return add_layers(self._with_items(cells, wanted), kept)

    def _layers(self) -> Layers:
        parts = [
            event_layers(self.plan),
            time_layers(self.plan, self.now, self.zone, self.tables.zones),
            identifier_layers(self.plan, self.tables, self.strict),
            property_layers(self.plan),
            web_layers(self.plan, self.tables),
            currency_layers(self.plan, self.money),
        ]
        if self.plan.source("value") is not None:
            raw, typed = column_amount("value", self.plan)
            parts.append(amount_layers("value", raw, typed, self.plan, self.money))
        origin = origin_layers(self.plan, content(self.plan))
        return [
            *side_by_side(parts),
            *money_layers(self.plan, self.money),
            *verdict_layers(self.plan),
            *origin,
        ]

    def _with_items(self, cells: str, wanted: Sequence[str]) -> str:
        """Join the wanted columns of the list column's items to the events."""
        if not wanted:
            return cells
        items = list_select(cells, self.plan, self.money, wanted)
        return (
            f"SELECT e.*, {', '.join(f'i.{name}' for name in wanted)}\n"
            f"FROM (\n{indented(cells)}\n) AS e\nLEFT JOIN (\n{indented(items)}\n) AS i\n"
            "ON i.head = e.head"
        )
