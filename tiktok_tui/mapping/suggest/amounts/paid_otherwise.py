"""Tells how what is sent may differ from what was paid: other amounts, taxes, discounts and rates of exchange."""

from __future__ import annotations

from tiktok_tui.events.counts import counted
from tiktok_tui.mapping.model import lowered
from tiktok_tui.mapping.suggest.amounts.discount_lines import is_discount
from tiktok_tui.mapping.suggest.amounts.line_amounts import explains
from tiktok_tui.mapping.suggest.amounts.small_units import parts_of_the_unit
from tiktok_tui.mapping.suggest.amounts.sums import is_a_part, part_of
from tiktok_tui.mapping.suggest.amounts.written_amounts import cents_of
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary import money
from tiktok_tui.mapping.suggest.vocabulary.answers import are_answers
from tiktok_tui.mapping.suggest.vocabulary.headers import meanings
from tiktok_tui.mapping.suggest.vocabulary.parts_paid import (
    PAID_WORDS,
    holds_money,
    is_adjusted_money,
    is_paid_money,
    is_refunded_money,
)
from tiktok_tui.mapping.suggest.vocabulary.qualifiers import OF_A_LINE
from tiktok_tui.mapping.suggest.vocabulary.state_words import keys
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

_SPEAKS_OF_MONEY = (
    *(
        "total",
        "amount",
        "betrag",
        "summe",
        "montant",
        "importe",
        "valor",
        "kwota",
        "castka",
        "osszeg",
        "tutar",
        "belopp",
    ),
    *("belob", "summa", "сумма", "сума", "ποσο", "jumlah", "tongtien", "ยอด", "金額", "金额", "금액", "المبلغ", "סכום"),
)
"""Pieces of names of amounts, by which a number is one and no ID."""
_RATES = keys(
    """
    exchange rate; fx rate; currency rate; currency value; rate of exchange; invoice currency rate; Wechselkurs;
    Umrechnungskurs; taux de change; tipo de cambio; tasso di cambio; taxa de câmbio; wisselkoers; valutakurs; kurs
    waluty; kurz měny; döviz kuru; курс валюты; 為替レート; 汇率; 匯率; 환율
    """
)
"""Names of columns of rates of exchange."""


def tell_paid_otherwise(draft: MappingDraft) -> None:
    """Say that what was paid, or is left after changes, differs from the value in some of the first rows."""
    value = draft.column_of("value")
    if value is None or draft.is_exact("value") or is_paid_money(value.name):
        return
    for column in draft.columns:
        adjusted = is_adjusted_money(column.name) and column.filled == 1
        paid = is_paid_money(column.name) and draft.group_by is None
        if column.name in draft.used() or not (adjusted or paid) or column.share("amount") < 1:
            continue
        if are_answers(column.name, column.looked_at):
            continue
        pairs = [(cents_of(value.cells[row]), cents_of(column.cells[row])) for row in draft.standing()]
        if rows := sum(1 for mine, other in pairs if mine and (other or adjusted) and mine != other):
            draft.note(
                f"{quoted([column.name])} differs from {quoted([value.name])} in {counted(rows, 'row')} of the first"
                " ones: check which of them is the value.",
                "value",
            )


def tell_unused_total(draft: MappingDraft) -> None:
    """Name an amount that is never less than price times quantity, where the value is made of these."""
    price, quantity = draft.column_of("price"), draft.column_of("quantity")
    if "value" in draft.fields or price is None or quantity is None or draft.is_exact("price"):
        return
    rows = draft.standing()
    lines = [(cents_of(price.cells[row]) or 0) * (cents_of(quantity.cells[row]) or 0) for row in rows]
    for column in draft.columns:
        if column.name in draft.used() or column.share("amount") < 1 or is_a_part(column.name):
            continue
        if parts_of_the_unit(column.name) is not None or not OF_A_LINE.isdisjoint(words(column.name)):
            continue
        if not any(piece in squeezed(column.name) for piece in _SPEAKS_OF_MONEY):
            continue
        wholes = [(cents_of(column.cells[row]) or 0) * 100 for row in rows]
        if all(whole >= line for whole, line in zip(wholes, lines, strict=True)) and wholes != lines:
            draft.note(f"The value is that of the items, but {quoted([column.name])} may hold the total.", "value")
            return


def tell_left_out_tax(draft: MappingDraft) -> None:
    """Say that an amount is a net one by its name, where nothing else is the whole; the tax may stand beside it."""
    for field in ("value", "price"):
        amount = draft.column_of(field)
        if amount is None or draft.is_exact(field) or not money.is_without_tax(words(amount.name)):
            continue
        taxes = [column.name for column in _unused_amounts(draft) if money.is_tax(words(column.name))]
        if taxes:
            draft.note(
                f"{quoted([amount.name])} is without {quoted(taxes)}: check whether the customer paid both.", field
            )
        elif field == "value" and not any(money.is_fee(words(column.name)) for column in draft.columns):
            draft.note(f"{quoted([amount.name])} is a net amount by its name: check that it is what was paid.", field)


def tell_parts_left_out(draft: MappingDraft) -> None:
    """Say that orders are sent with their whole total though some rows of them are left out, as cancelled items are."""
    value, group = draft.column_of("value"), next((each for each in draft.columns if each.name == draft.group_by), None)
    if value is None or group is None or draft.is_exact("value"):
        return
    texts = {name: set(map(lowered, cells)) for name, cells in draft.leave_out.items()}
    filters = [column for column in draft.columns if column.name in texts]
    out = {row for row in draft.rows() for each in filters if lowered(each.cells[row]) in texts[each.name]}
    left_out = {group.cells[row] for row in out}
    orders = {cell for row in draft.rows() if row not in out and (cell := group.cells[row]) in left_out}
    if orders:
        draft.note(
            f"{quoted([value.name])} is sent whole in {counted(len(orders), 'order')} of the first rows, though rows of"
            f" {'it' if len(orders) == 1 else 'them'} are left out.",
            "value",
        )


def tell_discounts(draft: MappingDraft) -> None:
    """Say that prices are sent as they stand, where no other amount shows that discounts are taken off them."""
    price = draft.column_of("price")
    if price is None or "value" in draft.fields or draft.is_exact("price"):
        return
    if not PAID_WORDS.isdisjoint(words(price.name)):
        return
    discounts = [column for column in _unused_amounts(draft) if is_discount(column.name)]
    if discounts and not any(_is_taken_off(draft, each, price) for each in discounts):
        names = quoted([column.name for column in discounts])
        draft.note(f"The amounts in {names} are not taken off: {quoted([price.name])} is sent as it stands.", "price")


def tell_before_discounts(draft: MappingDraft) -> None:
    """Say that the value is that before discounts, where another amount is what is left after these and refunds."""
    value = draft.column_of("value")
    if value is None or draft.is_exact("value"):
        return
    amounts = _unused_amounts(draft)
    discounts = [column for column in amounts if is_discount(column.name)]
    refunds = [column for column in amounts if is_refunded_money(column.name)]
    for discount in discounts:
        for refund in refunds:
            for left in amounts:
                if not is_a_part(left.name) and _is_left(value, discount, refund, left):
                    draft.note(
                        f"{quoted([value.name])} is sent, of which {quoted([discount.name])} is not taken off:"
                        f" {quoted([left.name])} is what is left after it and {quoted([refund.name])}.",
                        "value",
                    )
                    return


def _is_left(value: SampledColumn, discount: SampledColumn, refund: SampledColumn, left: SampledColumn) -> bool:
    """Return True if an amount is the value less a discount and a refund in every row, and some row has a discount."""
    some = False
    for whole, off, back, rest in zip(value.cells, discount.cells, refund.cells, left.cells, strict=True):
        amount, remains = cents_of(whole), cents_of(rest)
        if amount is None or remains is None:
            continue
        if amount - part_of(off) - part_of(back) != remains:
            return False
        some = some or part_of(off) > 0
    return some


def tell_rates(draft: MappingDraft) -> None:
    """Say that rates of exchange stand beside the amounts: these may be in another currency than the column says."""
    amount = draft.column_of("value") or draft.column_of("price")
    for column in draft.columns:
        if amount is None or squeezed(column.name) not in _RATES or column.name in draft.used():
            continue
        rates = [column.cells[row] for row in draft.standing() if column.cells[row]]
        if rows := sum(1 for rate in rates if rate.strip("0") not in ("1", "1.", "1,")):
            draft.note(
                f"{quoted([column.name])} is not 1 in {counted(rows, 'row')} of the first ones: check in which currency"
                f" {quoted([amount.name])} is.",
                "currency",
            )


def _unused_amounts(draft: MappingDraft) -> list[SampledColumn]:
    """The columns of amounts that fill no field and hold something other than zero in a row that is sent."""
    used, rows = draft.used(), draft.standing()
    return [
        column
        for column in draft.columns
        if column.name not in used and column.share("amount") == 1 and holds_money([column.cells[row] for row in rows])
    ]


def _is_taken_off(draft: MappingDraft, discount: SampledColumn, price: SampledColumn) -> bool:
    """Return True if the price is what is left of another amount after the discount."""
    wholes = [column for column in draft.columns if column not in (discount, price) and column.share("amount") == 1]
    pieces = [None, *(column for column in draft.columns if "quantity" in meanings(column.name))]
    taxes = [None, *(column for column in draft.columns if money.is_tax(words(column.name)))]
    return any(explains(whole, count, discount, tax, price) for whole in wholes for count in pieces for tax in taxes)
