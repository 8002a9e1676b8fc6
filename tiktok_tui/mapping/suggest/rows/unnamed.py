"""Columns whose names say nothing but whose cells do: states of orders in `Notiz 2`, a refund among ways to pay."""

from __future__ import annotations

from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.rows.flags import is_flag, is_sold
from tiktok_tui.mapping.suggest.rows.own_people import names_own_people
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary import kind_words, remarks, state_words, states, subjects
from tiktok_tui.mapping.suggest.vocabulary.consents import consent
from tiktok_tui.mapping.suggest.vocabulary.reversals import cancels, takes_back
from tiktok_tui.mapping.suggest.vocabulary.state_columns import Says, says
from tiktok_tui.mapping.suggest.vocabulary.states import Sale
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

_MOST = 24
"""A column with so many different cells holds no states alone."""
_ANSWERS = state_words.YES_WORDS | state_words.NO_WORDS
_FOR_NOTHING = state_words.keys(
    """
    comp; comps; comped; complimentary; house use; owner stay; owner use; maintenance block; non billable; not billable;
    employee purchase; staff purchase; guest list; invalid lead; not valid; Freikarte; Freikarten; Ehrenkarte; cortesía;
    cortesia; omaggio
    """
)
"""Cells of rows that nobody pays for, whatever their column is: `Rate Plan` = COMP."""
_TOLD = (
    state_words.NO_SALE
    | _FOR_NOTHING
    | frozenset("internal intercompany intracompany intern interne interno interna".split())
)
"""Cells that are named in a note whatever their column is."""
_SHORT = 5
"""A cell of fewer words is a state rather than a remark or the name of a thing."""
_OF_AN_ORDER = frozenset(
    "order orders payment purchase charge invoice transaction booking subscription sale bestellung zahlung rechnung "
    "commande paiement pedido pago compra ordine pagamento cheque check".split()
)
"""Words beside a state in the name of what happened: `Refunded Order`, `payment failed`."""
_UNDONE_FIRST = state_words.keys(
    """
    cancelled; canceled; refunded; voided; rejected; declined; storniert; erstattet; abgelehnt; annulé; annulée;
    remboursé; remboursée; cancelado; cancelada; anulado; anulada; reembolsado; reembolsada; annullato; annullata;
    rimborsato; rimborsata; estornado
    """
)
"""First words of such a state."""
_BY = frozenset("by to durch von vom par au por al pelo pela dal da".split())
"""Words behind them that say who did it, or to whom."""
_WAYS_TO_PAY = state_words.keys(
    """
    payment type;payment kind;Zahlungsart;Zahlungstyp;type de paiement;type de règlement;tipo de pago;tipo pago;
    tipo de cobro;tipo pagamento;tipo di pagamento;tipo de pagamento;betalingstype;betaaltype;typ płatności;typ platby;
    betaltyp;ödeme türü;ödeme tipi;тип оплаты;тип платежа;支払種別;支付类型;결제유형
    """
)
"""Names of columns that hold ways to pay in some files, and kinds of payments in others."""
_MOVEMENTS = frozenset(
    "transaction movement operation mouvement bewegung buchung operacion movimiento operazione movimento causale "
    "verwendungszweck buchungstext concepto tytul omschrijving назначение".split()
)
"""Words of names of columns that may hold the kind of a row."""
_PAYOUTS = frozenset(
    "payout payouts auszahlung versement reversement liquidacion wyplata uitbetaling utbetalning".split()
)


def settle_unnamed_states(draft: MappingDraft) -> None:
    """Leave out what a column says to be no sale whose cells are all known states; name such words in other columns.

    The columns of a known export are known by their names.
    """
    if draft.export is not None:
        return
    # A lead or an appointment counts before it is answered or paid.
    paid_is_said = not is_sold(draft) or any(says(column.name) is Says.PAYMENT for column in draft.columns)
    used = {*draft.used(), *draft.only, *draft.leave_out, *draft.not_items}
    for column in draft.columns:
        if column.name in used or not _may_hold_states(column):
            continue
        if len(column.looked_at) < _MOST and (
            _leave_out_states(draft, column, paid_is_said=paid_is_said) or _leave_out_refunds(draft, column)
        ):
            continue
        _tell_words(draft, column, paid_is_said=paid_is_said)


def tell_undone_things(draft: MappingDraft) -> None:
    """Name the cells that call a sale undone in a column of what is sold, which its field sends: a product `Refund`."""
    filtered = {*draft.only, *draft.leave_out, *draft.not_items}
    for name, is_undone in _SOLD.items():
        for column in draft.columns_of(name):
            undone = [cell for cell in column.different() if is_undone(cell)]
            if undone and column.name not in filtered:
                draft.tell_sent(column, undone)


def _leave_out_states(draft: MappingDraft, column: SampledColumn, *, paid_is_said: bool) -> bool:
    """Leave out what is no sale by a column that holds nothing but states; False if it holds others or no such."""
    sales = [_judged(cell) for cell in column.looked_at]
    undone = any(_is_none(sale, paid_is_said=paid_is_said) for sale in sales)
    if not undone or column.filled < 1 or len(sales) < 2 or Sale.UNKNOWN in sales:
        return False
    found = [cell for cell, _ in draft.counts(column.name) if cell]
    draft.leave_out[column.name] = tuple(cell for cell in found if _is_none(_judged(cell), paid_is_said=paid_is_said))
    draft.note(f"{quoted([column.name])} was taken for a status by what its cells look like.", "rows")
    return True


def _leave_out_refunds(draft: MappingDraft, column: SampledColumn) -> bool:
    """Leave out what goes back or out by a column of ways to pay that has such among them; False if it has none."""
    refunds = [cell for cell in column.looked_at if _is_refund(cell)]
    if squeezed(column.name) not in _WAYS_TO_PAY or not refunds:
        return False
    more = [cell for cell, _ in draft.counts(column.name) if _is_refund(cell)]
    draft.leave_out[column.name] = tuple(dict.fromkeys((*refunds, *more)))
    draft.note(f"{quoted([column.name])} was taken for the kind of a row by what its cells look like.", "rows")
    return True


def _tell_words(draft: MappingDraft, column: SampledColumn, *, paid_is_said: bool) -> None:
    """Name the cells that speak of no sale in a column of anything."""
    moves = not _MOVEMENTS.isdisjoint(words(column.name))
    free = moves or not subjects.REMARKS.isdisjoint(words(column.name))
    cells = column.different()
    sold = any(map(kind_words.sells, cells))

    def is_named(cell: str) -> bool:
        if names_own_people(column.name, cell):
            return False
        if (sold and states.judged_kind(cell) is Sale.NO) or (moves and takes_back(cell)):
            return True
        if free:
            return remarks.says_undone(cell) or (not paid_is_said and remarks.says_unpaid(cell))
        return _is_told(cell)

    named = [cell for cell in cells if is_named(cell)]
    if named and not free:
        named += [cell for cell in cells if cell not in named and _is_undone(cell)]
    if named and len(named) < len(column.cells):
        draft.tell_sent(column, named)


def _is_undone(cell: str) -> bool:
    """Return True for a cell with such a word in it, beside others that are states: `NOTIFICATION_OF_CHARGEBACK`."""
    return (takes_back(cell) or cancels(cell)) and states.judged(cell) is not Sale.YES


def _is_refund(cell: str) -> bool:
    """Return True for a payment that goes back or out: no way to pay is called like it."""
    said = frozenset(words(cell))
    return bool(cell) and (states.judged(cell) is Sale.NO or not said.isdisjoint(_PAYOUTS))


def _is_told(cell: str) -> bool:
    """Return True for a cell that is a state by itself, as `Cancelled`, `Cancelled by guest` and `Return/Refund`."""
    said = words(cell)
    if len(set(said)) > 1 and all(word in state_words.NO_SALE for word in said):
        return True
    if len(said) == 2 and not _OF_AN_ORDER.isdisjoint(said) and not _TOLD.isdisjoint(said):
        return True
    return squeezed(cell) in _TOLD or (2 < len(said) < _SHORT and said[0] in _UNDONE_FIRST and said[1] in _BY)


def _is_none(sale: Sale, *, paid_is_said: bool) -> bool:
    return sale is Sale.NO or (sale is Sale.NOT_YET and not paid_is_said)


def _may_hold_states(column: SampledColumn) -> bool:
    return (
        not column.empty
        and says(column.name) is None
        and not is_flag(column.name)
        and not subjects.is_about(column.name, subjects.OTHERS)
        and not subjects.is_about(column.name, subjects.EARLIER)
        and consent(column.name) is None
        and not column.share("objects")
    )


def _judged(cell: str) -> Sale:
    """Return the meaning of a cell whose column says nothing; yes and no mean nothing there."""
    if "".join(words(cell)) in _ANSWERS:
        return Sale.UNKNOWN
    # A kind such as `Transfer` may be a way to pay.
    return Sale.YES if states.judged_kind(cell) is Sale.YES else states.judged(cell)


def _is_no_thing(cell: str) -> bool:
    """Return True for a cell that is nothing but such a word, which nothing that is sold is called."""
    return _is_told(cell) and (takes_back(cell) or cancels(cell))


_SOLD = {"content_name": _is_no_thing, "content_category": _is_no_thing, "description": remarks.says_undone}
"""Fields that say what was sold, and whether a cell says that it was not."""
