"""Items and orders: which rows belong together, and whether an amount is the order's or one line's."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from tiktok_tui.mapping.model import CENTS, FieldSource
from tiktok_tui.mapping.shape import ITEM_FIELDS
from tiktok_tui.mapping.suggest.amounts.discount_lines import settle_discount_lines
from tiktok_tui.mapping.suggest.amounts.line_amounts import (
    count_one_piece,
    differs_from_price,
    fill_from_lines,
    settle_discounts,
    settle_line_totals,
    take_line_amount,
)
from tiktok_tui.mapping.suggest.amounts.small_units import is_price_in_cents
from tiktok_tui.mapping.suggest.amounts.written_amounts import cents_of
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.orders.summaries import Summaries, settle_summaries
from tiktok_tui.mapping.suggest.rows import event_columns
from tiktok_tui.mapping.suggest.samples import SampledColumn, rows_by
from tiktok_tui.mapping.suggest.shapes import objects_in
from tiktok_tui.mapping.suggest.vocabulary.headers import meanings
from tiktok_tui.mapping.suggest.vocabulary.qualifiers import SHORT_ITEM_WORDS
from tiktok_tui.mapping.suggest.vocabulary.state_columns import judged, says
from tiktok_tui.mapping.suggest.vocabulary.states import Sale
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed

WHAT = ("content_id", "content_name", "content_category", "brand")
"""The fields that say which item it is."""
_REFERENCES = frozenset("reference ref referencia referencia riferimento referenz".split())
"""Names that may be an item's or an order's."""
_MOST_KEYS = 64


def settle_items(draft: MappingDraft) -> None:
    """Take item fields away that say nothing by themselves, and name the keys of a list of items."""
    if "contents" in draft.fields:
        for name in ITEM_FIELDS:
            draft.fields.pop(name, None)
        _name_keys(draft)
        return
    _settle_reference(draft)
    if any(name in draft.fields for name in WHAT):
        fill_from_lines(draft)
        return
    if "price" in draft.fields and "quantity" not in draft.fields and not draft.is_exact("price"):
        price = draft.fields.pop("price")
        draft.fields.setdefault("value", price)
    if "price" not in draft.fields and not draft.is_exact("quantity"):
        draft.fields.pop("quantity", None)


def _settle_reference(draft: MappingDraft) -> None:
    """Take a bare `Reference` for the order's where nothing else is about an item."""
    column = draft.column_of("content_id")
    if column is None or squeezed(column.name) not in _REFERENCES or draft.is_exact("content_id"):
        return
    if not any(name in draft.fields for name in ITEM_FIELDS if name != "content_id"):
        del draft.fields["content_id"]
        if "order_id" not in draft.fields:
            draft.fill("order_id", column)


def _doubt_event_id(draft: MappingDraft) -> None:
    """Drop an `Event ID` that many customers have: it is that of a concert, not of a conversion."""
    column = draft.column_of("event_id")
    if column is None or draft.is_exact("event_id") or _belong_together(draft, column):
        return
    del draft.fields["event_id"]
    draft.note(f"{quoted([column.name])} is the same for several customers, so it is not sent as event_id.", "event_id")


def group_rows(draft: MappingDraft) -> None:
    """Group the rows of an order when its number repeats and the rows hold items."""
    _doubt_event_id(draft)
    if draft.group_by is None and any(name in draft.fields for name in ITEM_FIELDS):
        for name in ("event_id", "order_id"):
            column = draft.column_of(name)
            if column is not None and column.repeats():
                if name == "event_id" and _are_deliveries(draft, column):
                    draft.note(f"Rows with the same {quoted([column.name])} are one event, delivered twice.", "group")
                    break
                if _belong_together(draft, column):
                    draft.group_by = column.name
                    break
                draft.note(
                    f"{quoted([column.name])} repeats with other customers or events: its rows are not grouped.",
                    "group",
                )
    elif draft.group_by is None:
        column = draft.column_of("event_id") or draft.column_of("order_id")
        if column is not None and column.repeats():
            _settle_payments(draft, column)
    if "value" not in draft.fields or _is_of_a_line(draft):
        settle_discounts(draft)
    settle_line_totals(draft)
    count_one_piece(draft)
    if draft.group_by is not None:
        what = [column for name in WHAT if (column := draft.column_of(name)) is not None]
        _settle_amounts(draft, draft.group_by, settle_summaries(draft, what))
        settle_discount_lines(draft, what)


def _are_deliveries(draft: MappingDraft, column: SampledColumn) -> bool:
    """Return True if the rows with one event ID have the same item: they are no items, but retries."""
    items = [each for name in ITEM_FIELDS for each in draft.columns_of(name)]
    return all(len(set(rows)) == 1 for rows in rows_by(column, items).values())


def _is_of_a_line(draft: MappingDraft) -> bool:
    """Return True if the value differs within an order, so that it is that of a line."""
    group = next((column for column in draft.columns if column.name == draft.group_by), None)
    value = draft.column_of("value")
    return (
        group is not None
        and value is not None
        and not draft.is_exact("value")
        and event_columns.differs(draft, group, value)
    )


def _settle_payments(draft: MappingDraft, column: SampledColumn) -> None:
    """Group the payments of an order if they add up to its total."""
    total = draft.column_of("value")
    if total is None or event_columns.differs(draft, column, total) or draft.is_exact("value"):
        return
    for part in draft.columns if _belong_together(draft, column) else ():
        if part.name != total.name and "value" in meanings(part.name) and _adds_up(column, part, total):
            draft.group_by = column.name
            draft.note(f"{quoted([part.name])} adds up to {quoted([total.name])} in each order.", "group")
            if _some_are_undone(draft, column):
                draft.fields.pop("value")
                draft.fields |= {"price": FieldSource(columns=(part.name,)), "quantity": FieldSource(value="1")}
                draft.note(f"The value is the sum of {quoted([part.name])}, as some of them were undone.", "value")
            return


def _adds_up(group: SampledColumn, part: SampledColumn, total: SampledColumn) -> bool:
    """Return True if the parts of every order whose number repeats are its total."""
    sums = []
    for rows in rows_by(group, [part, total]).values():
        amounts = [(cents_of(mine) or 0, cents_of(whole) or 0) for mine, whole in rows]
        if len(rows) > 1:
            sums.append(sum(mine for mine, _ in amounts) == amounts[0][1] != 0)
    return all(sums)


def _some_are_undone(draft: MappingDraft, group: SampledColumn) -> bool:
    """Return True if a payment bounced or is open while another one of its order came in."""
    kinds = [(column, kind) for column in draft.columns if (kind := says(column.name)) is not None]
    for rows in rows_by(group, [column for column, _ in kinds]).values():
        undone = [
            any(judged(cell, kind) in (Sale.NO, Sale.NOT_YET) for cell, (_, kind) in zip(row, kinds, strict=True))
            for row in rows
        ]
        if any(undone) and not all(undone):
            return True
    return False


def _belong_together(draft: MappingDraft, column: SampledColumn) -> bool:
    """Return True if rows with the same cell in `column` belong to one customer and one event, with few exceptions."""
    same = [*draft.columns_of("email")[:1], *draft.columns_of("phone")[:1], *draft.columns_of("event")]
    repeated = [rows for rows in event_columns.standing_rows(draft, column, same) if len(rows) > 1]
    mixed = sum(
        any(len({row[place].casefold() for row in rows if row[place]}) > 1 for place in range(len(same)))
        for rows in repeated
    )
    return mixed <= 0.2 * len(repeated)


def _settle_amounts(draft: MappingDraft, group_by: str, summaries: Summaries | None) -> None:
    """An amount that differs between the rows of an order is a line's: its event is worth their sum.

    If a row sums up the order and stands first, its amount is the order's.
    """
    column, group = draft.column_of("value"), next(each for each in draft.columns if each.name == group_by)
    if column is None or (summaries is not None and summaries.first and _is_filled(column, summaries)):
        return
    if not event_columns.differs(draft, group, column):
        if group.repeats() and not draft.is_exact("value"):
            draft.note(f"{quoted([column.name])} is the same in all rows of an order, so it counts once.", "value")
        return
    if draft.is_exact("value"):
        draft.note("“value” differs within an order; the first of its rows that has one counts.", "value")
        return
    unit = draft.fields.pop("value").unit
    if "price" in draft.fields and (unit is not None or not differs_from_price(draft, column)):
        draft.fields.setdefault("quantity", FieldSource(value="1"))
        draft.note(
            f"{quoted([column.name])} differs within an order, so the value is the sum of price times quantity.",
            "value",
        )
    else:
        take_line_amount(draft, column, unit)


def _is_filled(column: SampledColumn, summaries: Summaries) -> bool:
    return all(column.cells[rows[0]] for rows in summaries.mixed)


def _name_keys(draft: MappingDraft) -> None:
    """Say which keys of a list's objects are TikTok's fields of an item."""
    column = draft.column_of("contents")
    if column is None:
        return
    keys: dict[str, None] = {}
    for cell in column.looked_at:
        for each in objects_in(cell) or []:
            keys |= dict.fromkeys(each)
            if len(keys) > _MOST_KEYS:
                break
    named: dict[str, tuple[float, str]] = {}
    for key in keys:
        for field, points in _item_meanings(key).items():
            if field not in keys and (field not in named or points > named[field][0]):
                named[field] = (points, key)
    fields = {field: named[field][1] for field in ITEM_FIELDS if field in named}
    cents = next((key for key in keys if is_price_in_cents(key)), None)
    unit = None
    if cents is not None and "price" not in {*fields, *keys}:
        fields["price"], unit = cents, CENTS
    draft.fields["contents"] = replace(draft.fields["contents"], fields=MappingProxyType(fields), unit=unit)


def _item_meanings(key: str) -> dict[str, float]:
    meant = {field: points for field, points in meanings(key).items() if field in ITEM_FIELDS}
    short = SHORT_ITEM_WORDS.get(squeezed(key))
    return meant | ({short: 50.0} if short and short not in meant else {})
