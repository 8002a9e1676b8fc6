"""A whole mapping suggested from a file's header and its first rows, so that most people only have to check it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tiktok_tui.events.destination import Destination
from tiktok_tui.events.personal import without_people
from tiktok_tui.mapping import check
from tiktok_tui.mapping.model import Mapping, Note
from tiktok_tui.mapping.suggest.amounts import (
    amounts,
    blank_totals,
    currencies,
    paid_otherwise,
    small_units,
    split_payments,
    sums,
    unnamed_cents,
    weights,
)
from tiktok_tui.mapping.suggest.columns import (
    addresses,
    closings,
    fuller,
    instalments,
    matching,
    phone_country,
    spread_out,
    times,
)
from tiktok_tui.mapping.suggest.columns.gaps import why_not_sent, why_open
from tiktok_tui.mapping.suggest.draft import Counts, MappingDraft, Question
from tiktok_tui.mapping.suggest.exports import known as exports
from tiktok_tui.mapping.suggest.orders import carried_down, changes, items, same_orders
from tiktok_tui.mapping.suggest.rows import (
    customer_lists,
    document_codes,
    document_numbers,
    doubtful_flags,
    event_columns,
    fees,
    inflows,
    other_rows,
    own_people,
    rows_of_tests,
    sites_of_tests,
    statuses,
    sum_rows,
    unnamed,
    versions,
)
from tiktok_tui.mapping.suggest.samples import ColumnSample

__all__ = ["ColumnSample", "Question", "Suggestion", "suggest"]


# The steps of a suggestion, in their order: each finds what those before it have filled, left out and told.
_FIELDS = (
    matching.fill_known,
    matching.fill_by_names,
    matching.fill_by_cells,
    fuller.replace_empty,
    document_numbers.fill_document_number,
    addresses.prefer_plain,
    addresses.doubt_repeated,
    addresses.tell_aliases,
    addresses.tell_other_buyers,
    addresses.tell_two_people,
    addresses.tell_of_staff,
    addresses.tell_labels,
    closings.prefer_closing,
    small_units.prefer_amounts_for_people,
    small_units.fill_from_cents,
    matching.fill_constants,
)
"""Which column fills which field."""
_AMOUNTS = (
    blank_totals.leave_to_items,
    items.settle_items,
    sums.prefer_what_was_paid,
    weights.settle_weights,
)
"""Which of several amounts is that of the sale: the order's or an item's, what was due or what was paid."""
_EVENTS = (
    times.settle_time,
    event_columns.settle_event,
    event_columns.fill_deliveries,
    items.group_rows,
    split_payments.settle_split_payments,
    carried_down.ask_about_gaps,
    currencies.match_currency,
    fuller.take_fuller,
    amounts.settle_currency,
    unnamed_cents.settle_unnamed_cents,
)
"""When it was, what happened, which rows are one event, and the money's currency and unit."""
_ROWS = (
    statuses.settle_filter,
    versions.settle_versions,
)
"""Which rows are left out."""
_DOUBTS = (
    paid_otherwise.tell_paid_otherwise,
    paid_otherwise.tell_unused_total,
    paid_otherwise.tell_left_out_tax,
    paid_otherwise.tell_parts_left_out,
    paid_otherwise.tell_discounts,
    paid_otherwise.tell_before_discounts,
    paid_otherwise.tell_rates,
    instalments.tell_whole_plans,
    instalments.tell_other_periods,
    fuller.tell_gaps,
    own_people.tell_own_people,
    doubtful_flags.tell_doubtful_flags,
    doubtful_flags.tell_chances,
    doubtful_flags.tell_unmarked,
    doubtful_flags.tell_trouble,
    doubtful_flags.tell_codes,
    doubtful_flags.tell_flags_in_objects,
)
"""Amounts that may be others than the one paid, and columns that make a row doubtful."""
_OTHER_ROWS = (
    sum_rows.tell_sections,
    unnamed.settle_unnamed_states,
    unnamed.tell_undone_things,
    inflows.settle_inflows,
    rows_of_tests.tell_tests,
    rows_of_tests.tell_nobody,
    rows_of_tests.tell_shared,
    sites_of_tests.tell_sites_of_tests,
    fees.tell_fees,
    document_codes.tell_documents,
)
"""Rows that are no sales by what stands in a column whose name does not say so."""
_REPEATS = (
    changes.tell_changes,
    same_orders.tell_repeated_orders,
    same_orders.tell_totals_of_orders,
    same_orders.tell_repeated_rows,
    event_columns.tell_fixed,
)
"""Orders with several rows that are sent, and the event that they are sent as."""
_GAPS = (
    phone_country.settle_phone_country,
    customer_lists.ask_about_customers,
    customer_lists.tell_counted_orders,
    spread_out.ask_about_twins,
    spread_out.ask_about_periods,
    event_columns.tell_ignored_source,
)
"""The country of phone numbers, and files that are no list of sales."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A mapping to start from.

    `recognised` names the kind of export ("Shopify orders"), or is empty. `notes` say how it was found, see
    `mapping.notes` for what a mapping assumes.
    `missing` are the required fields that nothing fills (`email` stands for e-mail or phone). `questions` are those
    that the file leaves open.
    """

    mapping: Mapping
    recognised: str = ""
    notes: tuple[Note, ...] = ()
    missing: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def complete(self) -> bool:
        """True if the mapping can be used as it is."""
        return not self.missing and not self.questions


def suggest(
    columns: Sequence[ColumnSample],
    destination: Destination,
    *,
    counts: Counts | None = None,
    time_zone: str = "",
    currency: str = "",
) -> Suggestion:
    """Return the mapping that the header and the first rows speak for; every column's `values` are the same rows.

    `counts` gives the values of a column over the whole file, which decide about the states of orders. `time_zone` and
    `currency` are what lines above the header say about all rows.
    """
    events = other_rows.without_other_rows(times.in_offsets(columns, destination.time_zone), counts)
    export = exports.recognise(column.name for column in columns)
    draft = MappingDraft(
        events.columns, destination, events.counts, export=export, time_zone=time_zone, currency=currency
    )
    for step in (*_FIELDS, *_AMOUNTS, *_EVENTS, *_ROWS, *_DOUBTS, *events.leave_out, *_OTHER_ROWS, *_REPEATS, *_GAPS):
        step(draft)
    return _suggestion(draft)


def _suggestion(draft: MappingDraft) -> Suggestion:
    mapping = draft.mapping()
    missing = check.unfilled(mapping, draft.destination)
    for name in missing:
        draft.note(why_open(draft, name), name)
    for name, sentence in () if draft.closed else why_not_sent(draft):
        if name not in missing:
            draft.note(sentence, name)
    say = without_people if draft.destination.restrict_pii else str
    return Suggestion(
        mapping=mapping,
        recognised=draft.export.name if draft.export is not None else "",
        notes=tuple(replace(note, text=say(note.text)) for note in draft.notes),
        missing=missing,
        questions=tuple(replace(question, text=say(question.text)) for question in draft.questions),
    )
