"""The filter: rows that were refunded, cancelled or never paid are no conversions and are left out.

So are people who do not agree to advertising with their data.

States are counted over the whole file. Those that are known to be no sale are left out; the others stay, also where
they are not known, and the notes of a mapping name them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tiktok_tui.events.names import INQUIRIES, UNPAID_EVENTS
from tiktok_tui.events.system.settings_text import shown
from tiktok_tui.mapping.model import lowered
from tiktok_tui.mapping.suggest.draft import MappingDraft, Question, quoted
from tiktok_tui.mapping.suggest.exports.export import Export
from tiktok_tui.mapping.suggest.rows.flags import settle_flag
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary import stages, states
from tiktok_tui.mapping.suggest.vocabulary.consents import consent
from tiktok_tui.mapping.suggest.vocabulary.state_columns import Says, judged, says
from tiktok_tui.mapping.suggest.vocabulary.states import Sale
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

_DIRECTION = frozenset("direction richtung sens direccion direzione direcao".split())
_WITHIN = frozenset("internal intern interne interno interna".split())
"""Calls and messages within the company, in a column of directions."""


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


def _known(draft: MappingDraft, column: SampledColumn) -> bool:
    return any(states.judged(state) is not Sale.UNKNOWN for state, _ in draft.counts(column.name) if state)


def _without_payment(column: SampledColumn, payments: Sequence[SampledColumn]) -> set[str]:
    """The states of the sample's rows in which no column says anything of the payment."""
    rows = zip(column.cells, *(payment.cells for payment in payments), strict=True)
    return {state for state, *said in rows if state and not any(said)}


def _settle_column(draft: MappingDraft, column: SampledColumn, kind: Says, payments: Sequence[SampledColumn]) -> None:
    found = [state for state, _ in draft.counts(column.name) if state]
    if kind is Says.STAGE and (column.name in draft.used() or _settle_stages(draft, column, found)):
        return
    if kind is Says.ORDER and stages.are_of_deals(found) and _settle_stages(draft, column, found):
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
        if twice := states.said_twice(found)[1:]:
            draft.note(
                f"“{shown(column.name)}” holds {quoted(twice)} beside invoices: filter them if they are of the"
                " same sales.",
                "rows",
            )
    if kind in (Says.PAYMENT, Says.ORDER, Says.STAGE) and (out or Sale.YES in sales.values()):
        _leave_out(draft, column, [*out, *_absent(states.usual(found), found)])
    elif out:
        _leave_out(draft, column, out)


def _settle_stages(draft: MappingDraft, column: SampledColumn, found: Sequence[str]) -> bool:
    """Keep only the deals that were won, or ask which were; False if no stage speaks of winning or losing."""
    won = [stage for stage in found if stages.is_won(stage)]
    forecast = stages.is_forecast(words(column.name))
    if forecast:
        won += [stage for stage in found if squeezed(stage) == "closed"]
    if won:
        draft.only[column.name] = tuple(won)
        return True
    if any(forecast or stages.is_won(stage) is False for stage in found):
        text = f"No “{shown(column.name)}” says that the deal was won: which of {quoted(found)} is a sale?"
        draft.questions.append(Question("rows", text))
        return True
    return False


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
