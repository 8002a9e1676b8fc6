"""Composes the one query: from cells to verdicts, and on to JSON."""

from __future__ import annotations

from dataclasses import dataclass

from tiktok_tui.prepare.query.amounts import amount_layers, column_amount
from tiktok_tui.prepare.query.cell import Cell
from tiktok_tui.prepare.query.cells import events_select
from tiktok_tui.prepare.query.encode import content, json_layers
from tiktok_tui.prepare.query.identifiers import identifier_layers, open_phone_layers, phone_cells
from tiktok_tui.prepare.query.identity import origin_layers
from tiktok_tui.prepare.query.items import OF_ITEMS, contents_layers, list_select
from tiktok_tui.prepare.query.layers import Layers, add_layers, indented, needed, side_by_side
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
        select, layers = self._layers(span)
        return add_layers(select, needed(layers, columns))

    def encoded(self, span: Span, columns: str) -> str:
        """SELECT every event of the span as `checked` does; there are event_id, key, its marks and body as well."""
        select, layers = self._layers(span)
        return add_layers(select, needed([*layers, *json_layers(self.plan, self.tables.repeats)], columns))

    def _layers(self, span: Span) -> tuple[str, Layers]:
        select = events_select(self.plan, span, self.money)
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
        if self.plan.source("contents") is not None:
            select = self._with_list(select)
        origin = origin_layers(self.plan, content(self.plan))
        weighed = [*money_layers(self.plan, self.money), *verdict_layers(self.plan), *origin]
        return select, [*side_by_side(parts), *weighed]

    def open_phones(self, span: Span) -> str:
        """SELECT each text and region of the span that the library has to decide, once."""
        layers = open_phone_layers(self.plan, self.tables, self.strict)
        events = add_layers(events_select(self.plan.without_items, span, self.money), layers)
        return " UNION ".join(
            f"SELECT DISTINCT {phone.text} AS text, phone_region AS region FROM ({events}) WHERE {phone.open}"
            for phone in phone_cells(self.plan)
        )

    def open_addresses(self, span: Span) -> str:
        """SELECT each IP address of the span that needs a closer look, once."""
        ip = Cell("ip")
        events = add_layers(events_select(self.plan.without_items, span, self.money), open_ip_layers(self.plan))
        return f"SELECT DISTINCT {ip.raw} AS text FROM ({events}) WHERE {ip.open}"

    def _with_list(self, events: str) -> str:
        """Replace the items of columns (there are none) by those of the list column."""
        cells = add_layers(events, contents_layers(self.plan))
        items = list_select(cells, self.plan, self.money)
        return (
            f"SELECT e.* EXCLUDE ({', '.join(OF_ITEMS)}), {', '.join(f'i.{name}' for name in OF_ITEMS)}\n"
            f"FROM (\n{indented(cells)}\n) AS e\nLEFT JOIN (\n{indented(items)}\n) AS i\n"
            "ON i.head = e.head"
        )
