"""The filter: rows that were refunded, cancelled or never paid are no conversions and are left out.

So are people who do not agree to advertising with their data.

States are counted over the whole file. Those that are known to be no sale are left out; the others stay, also where
they are not known, and the notes of a mapping name them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from tiktok_tui.events.names import INQUIRIES, UNPAID_EVENTS
from tiktok_tui.events.system.settings_text import shown
from tiktok_tui.mapping.model import lowered
from tiktok_tui.mapping.suggest.draft import MappingDraft, Question, quoted
from tiktok_tui.mapping.suggest.exports.export import Export
from tiktok_tui.mapping.suggest.rows.flags import settle_flag
from tiktok_tui.mapping.suggest.rows.stages import are_of_deals, names_a_stage, settle_stages
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary import state_words, states, subjects, synonyms
from tiktok_tui.mapping.suggest.vocabulary.consents import consent
from tiktok_tui.mapping.suggest.vocabulary.headers import meanings
from tiktok_tui.mapping.suggest.vocabulary.qualifiers import KINDS_OF_ROWS, KINDS_OF_TRANSACTIONS, is_kind_of_order
from tiktok_tui.mapping.suggest.vocabulary.regions import REGIONS
from tiktok_tui.mapping.suggest.vocabulary.states import Sale
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words


class Says(StrEnum):
    """The subject of a column of states."""

    PAYMENT = "payment"
    ORDER = "order"
    DELIVERY = "delivery"
    REFUND = "refund"
    KIND = "kind"
    STAGE = "stage"
    """A deal's: it is a sale once it is won."""


_OF_THE_CUSTOMER = frozenset("subscription account customer membership member loyalty user contact billing".split())
"""Subjects of `subjects.OTHERS` whose state may mean that there was no sale, or that it is over."""
_DIRECTION = frozenset("direction richtung sens direccion direzione direcao".split())
_WITHIN = frozenset("internal intern interne interno interna".split())
"""Calls and messages within the company, in a column of directions."""
_OUTCOMES = frozenset("outcome disposition".split())


def settle_filter(draft: MappingDraft) -> None:
    """Leave rows out whose states say that they are no sale."""
    export = draft.export
    for key in export.unless if export is not None else ():
        if (column := draft.named(key)) is not None:
            draft.keep_blank(column)
    for key, texts in export.leave_out.items() if export is not None else ():
        if (column := draft.named(key)) is not None:
            draft.leave_out[column.name] = texts
    settled = _settle_export(draft, export) if export is not None else None
    spoken = {column.name: says(column.name) for column in draft.columns if column is not settled and not draft.closed}
    asked = [column for column in draft.columns if spoken.get(column.name)]
    draft.count([column.name for column in asked])
    payments = [column for column in asked if spoken[column.name] is Says.PAYMENT and _known(draft, column)]
    if settled is not None and says(settled.name) is Says.PAYMENT:
        payments.append(settled)
    for column in asked:
        _settle_column(draft, column, spoken[column.name] or Says.ORDER, payments)
    for column in draft.columns:
        if column.name not in draft.used() and column is not settled and spoken.get(column.name) is None:
            settle_flag(draft, column)
            _settle_consent(draft, column)


def says(name: str) -> Says | None:
    """Return the subject whose state a column of this name holds, or None.

    >>> says("Financial Status"), says("Fulfillment Status"), says("Transaction type"), says("Email status")
    (<Says.PAYMENT: 'payment'>, <Says.DELIVERY: 'delivery'>, <Says.KIND: 'kind'>, None)
    """
    said = words(name)
    if subjects.is_about(name, subjects.EARLIER):
        return None
    meant = meanings(name)
    if "".join(said) in KINDS_OF_TRANSACTIONS | KINDS_OF_ROWS or synonyms.KIND in meant or is_kind_of_order(said):
        return Says.KIND
    ours = not subjects.is_about(name, subjects.OTHERS)
    if squeezed(name) in subjects.RESULTS:
        return Says.PAYMENT
    if synonyms.STATUS not in meant and not subjects.is_about(name, subjects.STATUS):
        return Says.STAGE if names_a_stage(said) and ours else None
    for subject, kind in (
        (subjects.PAYMENT, Says.PAYMENT),
        (subjects.REFUND, Says.REFUND),
        (subjects.DELIVERY, Says.DELIVERY),
    ):
        if subjects.is_about(name, subject):
            return kind
    return Says.ORDER if ours else None


def names_a_status(name: str) -> bool:
    """Return True if a name can be nothing but that of a status, whatever its cells: `State` may be a region.

    >>> [names_a_status(name) for name in ("Order status", "ステータス", "Lead outcome", "Estado")]
    [True, True, True, False]
    """
    if any(word in name.casefold() for word in ("status", "статус")) or not _OUTCOMES.isdisjoint(words(name)):
        return True
    return synonyms.STATUS in meanings(name) and squeezed(name) not in REGIONS


def is_the_customer_s_status(name: str) -> bool:
    """Return True if a name is that of the state of a customer or a subscription, which filters nothing by itself.

    >>> is_the_customer_s_status("Subscription Status"), is_the_customer_s_status("Email status")
    (True, False)
    """
    return "status" in name.casefold() and says(name) is None and not _OF_THE_CUSTOMER.isdisjoint(words(name))


def judged(state: str, kind: Says, *, paid_is_said: bool = False) -> Sale:
    """Return the meaning of a cell in a column of states for its order."""
    if kind is Says.KIND:
        return states.judged_kind(state)
    if kind is Says.REFUND:
        return states.judged_refund(state)
    sale = states.judged(state)
    if kind is Says.PAYMENT and "".join(words(state)) in state_words.NOT_ALL:
        return Sale.PARTLY
    if sale is Sale.NOT_YET and (kind is Says.DELIVERY or (kind is Says.ORDER and paid_is_said)):
        return Sale.YES
    return sale


def _known(draft: MappingDraft, column: SampledColumn) -> bool:
    return any(states.judged(state) is not Sale.UNKNOWN for state, _ in draft.counts(column.name) if state)


def _without_payment(column: SampledColumn, payments: Sequence[SampledColumn]) -> set[str]:
    """The states of the sample's rows in which no column says anything of the payment."""
    rows = zip(column.cells, *(payment.cells for payment in payments), strict=True)
    return {state for state, *said in rows if state and not any(said)}


def _settle_column(draft: MappingDraft, column: SampledColumn, kind: Says, payments: Sequence[SampledColumn]) -> None:
    found = [state for state, _ in draft.counts(column.name) if state]
    if kind is Says.STAGE and (column.name in draft.used() or settle_stages(draft, column, found)):
        return
    if kind is Says.ORDER and are_of_deals(found) and settle_stages(draft, column, found):
        return
    bare = _without_payment(column, payments)
    sales = {state: judged(state, kind, paid_is_said=bool(payments) and state not in bare) for state in found}
    if _counts_unsettled(draft, column, kind):
        sales = {state: Sale.YES if sale is Sale.NOT_YET else sale for state, sale in sales.items()}
    if not any(sale is not Sale.UNKNOWN for sale in sales.values()):
        return
    out = [state for state in found if sales[state] in (Sale.NO, Sale.NOT_YET)]
    if kind is Says.KIND:
        out += states.own_purchases(found)
        if _DIRECTION & set(words(column.name)):
            out += [state for state in found if squeezed(state) in _WITHIN]
        if twice := [each for each in states.said_twice(found) if each not in out][1:]:
            draft.note(
                f"“{shown(column.name)}” holds {quoted(twice)} beside invoices: filter them if they are of the"
                " same sales.",
                "rows",
            )
    if kind in (Says.PAYMENT, Says.ORDER, Says.STAGE) and (out or Sale.YES in sales.values()):
        _leave_out(draft, column, [*out, *_absent(states.usual(found), found)])
    elif out:
        _leave_out(draft, column, out)


def _counts_unsettled(draft: MappingDraft, column: SampledColumn, kind: Says) -> bool:
    """Return True if a row counts before it is paid or answered: a lead that is open, an unpaid appointment."""
    event = draft.destination.fixed_event
    if kind is Says.PAYMENT:
        return event in UNPAID_EVENTS
    return kind is Says.ORDER and (event in INQUIRIES or "lead" in words(column.name))


def _settle_consent(draft: MappingDraft, column: SampledColumn) -> None:
    """Leave out whoever does not agree to advertising; about mails the notes of a mapping speak."""
    asked = consent(column.name)
    if asked is None or not asked.to_ads:
        return
    found = [cell for cell, _ in draft.counts(column.name) if cell]
    if refused := [*asked.refused(found), *_absent(asked.usual(found), found)]:
        _leave_out(draft, column, refused)


def _leave_out(draft: MappingDraft, column: SampledColumn, texts: Sequence[str]) -> None:
    draft.leave_out[column.name] = tuple(dict.fromkeys(texts))


def _absent(usual: Iterable[str], found: Sequence[str]) -> list[str]:
    here = set(map(lowered, found))
    return [state for state in usual if lowered(state) not in here]


def _settle_export(draft: MappingDraft, export: Export) -> SampledColumn | None:
    """Filter a known export by its own states; return the column that holds them."""
    column = next((column for key in export.status if (column := draft.named(key)) is not None), None)
    if column is None:
        return None
    found = [state for state, _ in draft.counts(column.name) if state]
    kind = says(column.name) or Says.ORDER
    good, bad = {_bare(state) for state in export.conversions}, {_bare(state) for state in export.no_sales}

    def sale(state: str) -> Sale:
        bare = _bare(state)
        return Sale.YES if bare in good else Sale.NO if bare in bad else judged(state, kind)

    unknown = [state for state in found if sale(state) is Sale.UNKNOWN]
    kept = [state for state in found if sale(state) in (Sale.YES, Sale.PARTLY)]
    if export.strict:
        # A CRM of several pipelines writes a stage with its own: “Closed Won (Sales Pipeline)”.
        sold = [state for state in found if _bare(state.partition(" (")[0]) in good]
        draft.only[column.name] = tuple(dict.fromkeys((*_as_written(export.conversions, column, found), *sold)))
        if found and not sold:
            wanted = " or ".join(export.conversions)
            text = f"No “{shown(column.name)}” is {wanted}: which of {quoted(found)} is a sale?"
            draft.questions.append(Question("rows", text))
        return column
    if export.conversions and not unknown and all(_bare(state) in good for state in kept):
        draft.only[column.name] = _as_written(export.conversions, column, found)
        return column
    out = [state for state in found if sale(state) in (Sale.NO, Sale.NOT_YET)]
    usual = export.no_sales or states.usual(found)
    if found:
        _leave_out(draft, column, [*out, *_absent(_as_written(usual, column, found), found)])
    return column


def _as_written(wanted: tuple[str, ...], column: SampledColumn, found: Sequence[str]) -> tuple[str, ...]:
    """The states in the file's spelling; those that are not in the file are spelled in the same manner."""
    seen = {_bare(cell): cell for cell in found}
    known = [seen[_bare(state)] for state in wanted if _bare(state) in seen] or list(found[:1])
    if not known:
        return wanted
    prefix = "wc-" if known[0].startswith("wc-") else ""
    manner = str.upper if known[0].isupper() else str.capitalize if known[0][0].isupper() else str.lower
    return tuple(dict.fromkeys(seen.get(_bare(state), prefix + manner(state)) for state in wanted))


def _bare(state: str) -> str:
    return "_".join(words(state.removeprefix("wc-")))
