"""A whole mapping suggested from a file's header and its first rows, so that most people only have to check it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tiktok_tui.events.destination import Destination
from tiktok_tui.events.personal import without_people
from tiktok_tui.mapping import check
from tiktok_tui.mapping.model import FieldSource, Mapping, Note
from tiktok_tui.mapping.suggest.amounts import (
    amounts,
    paid_otherwise,
    small_units,
    split_payments,
    sums,
    unnamed_cents,
    weights,
)
from tiktok_tui.mapping.suggest.columns import addresses, closings, instalments, matching, spread_out, times
from tiktok_tui.mapping.suggest.columns.gaps import why_not_sent, why_open
from tiktok_tui.mapping.suggest.draft import Counts, MappingDraft, Question
from tiktok_tui.mapping.suggest.exports import known as exports
from tiktok_tui.mapping.suggest.exports.known import Export
from tiktok_tui.mapping.suggest.orders import carried_down, changes, items, same_orders
from tiktok_tui.mapping.suggest.rows import (
    customer_lists,
    document_codes,
    doubtful_flags,
    event_columns,
    explanations,
    fees,
    inflows,
    own_people,
    repeated_headers,
    rows_of_tests,
    statuses,
    sum_rows,
    unnamed,
    versions,
)
from tiktok_tui.mapping.suggest.samples import ColumnSample, SampledColumn
from tiktok_tui.mapping.suggest.vocabulary import synonyms
from tiktok_tui.mapping.suggest.vocabulary.headers import is_delivered_to, meanings
from tiktok_tui.mapping.suggest.vocabulary.words import words

__all__ = ["ColumnSample", "Question", "Suggestion", "suggest"]


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
    columns = times.in_offsets(columns, destination.time_zone)
    kept = repeated_headers.without_repeated(columns)
    repeated = kept != columns
    if repeated and counts is not None:
        counts = repeated_headers.counts_without(counts)
    kept, explained = explanations.without_explanations(kept)
    if explained and counts is not None:
        counts = explanations.counts_without(counts, explained)
    kept, added_up = sum_rows.without_sums(kept)
    draft = MappingDraft(kept, destination, counts)
    export = exports.recognise(column.name for column in columns)
    if export is not None:
        matching.fill_known(draft, export)
    if export is None or not export.closed:
        matching.fill_by_names(draft)
        matching.fill_by_cells(draft)
        unnamed.fill_document_number(draft)
    addresses.prefer_plain(draft)
    addresses.doubt_repeated(draft)
    addresses.tell_aliases(draft)
    addresses.tell_other_buyers(draft)
    addresses.tell_two_people(draft)
    addresses.tell_of_staff(draft)
    addresses.tell_labels(draft)
    closings.prefer_closing(draft)
    small_units.prefer_amounts_for_people(draft)
    if export is None or not export.closed:
        small_units.fill_from_cents(draft)
    _fill_constants(draft, export)
    items.settle_items(draft)
    sums.prefer_what_was_paid(draft)
    weights.settle_weights(draft)
    times.settle_time(draft, time_zone or (export.time_zone if export is not None else ""))
    event_columns.settle_event(draft)
    event_columns.fill_deliveries(draft)
    items.group_rows(draft)
    split_payments.settle_split_payments(draft)
    carried_down.ask_about_gaps(draft)
    amounts.settle_currency(draft, currency)
    unnamed_cents.settle_unnamed_cents(draft)
    statuses.settle_filter(draft, export)
    versions.settle_versions(draft)
    paid_otherwise.tell_paid_otherwise(draft)
    paid_otherwise.tell_unused_total(draft)
    paid_otherwise.tell_left_out_tax(draft)
    paid_otherwise.tell_parts_left_out(draft)
    paid_otherwise.tell_discounts(draft)
    paid_otherwise.tell_before_discounts(draft)
    paid_otherwise.tell_rates(draft)
    instalments.tell_whole_plans(draft)
    instalments.tell_other_periods(draft)
    own_people.tell_own_people(draft)
    doubtful_flags.tell_doubtful_flags(draft)
    doubtful_flags.tell_chances(draft)
    doubtful_flags.tell_unmarked(draft)
    doubtful_flags.tell_trouble(draft)
    doubtful_flags.tell_codes(draft)
    doubtful_flags.tell_flags_in_lists(draft)
    if repeated:
        repeated_headers.leave_out_repeated(draft)
    if explained:
        explanations.leave_out_explanations(draft, explained)
    if added_up:
        sum_rows.leave_out_sums(draft, added_up)
    sum_rows.tell_sections(draft)
    if export is None:
        unnamed.settle_unnamed_states(draft)
        inflows.settle_inflows(draft)
    rows_of_tests.tell_tests(draft)
    rows_of_tests.tell_nobody(draft)
    rows_of_tests.tell_shared(draft)
    fees.tell_fees(draft)
    document_codes.tell_documents(draft)
    told = changes.tell_changes(draft)
    same_orders.tell_repeated_orders(draft)
    same_orders.tell_totals_of_orders(draft)
    same_orders.tell_repeated_rows(draft)
    event_columns.tell_fixed(draft, told)
    _settle_country(draft, export)
    customer_lists.ask_about_customers(draft)
    customer_lists.tell_counted_orders(draft)
    spread_out.ask_about_twins(draft)
    spread_out.ask_about_periods(draft)
    if any(column.name.strip() == "event_source" for column in columns):
        draft.note(f"The column “event_source” is ignored: the destination decides ({destination.event_source}).")
    mapping = draft.mapping()
    missing = check.unfilled(mapping, destination)
    for name in missing:
        draft.note(why_open(draft, name), name)
    if export is None or not export.closed:
        for name, sentence in why_not_sent(draft):
            if name not in missing:
                draft.note(sentence, name)
    say = without_people if draft.destination.restrict_pii else str
    return Suggestion(
        mapping=mapping,
        recognised=export.name if export is not None else "",
        notes=tuple(replace(note, text=say(note.text)) for note in draft.notes),
        missing=missing,
        questions=tuple(replace(question, text=say(question.text)) for question in draft.questions),
    )


def _fill_constants(draft: MappingDraft, export: Export | None) -> None:
    for name, value in (export.constants if export is not None else {}).items():
        if name == "event" and draft.destination.fixed_event:
            continue
        draft.fields.setdefault(name, FieldSource(value=value))


_CODES = frozenset(
    "code codes prefix prefijo prefisso indicatif isd ddi landervorwahl landesvorwahl kierunkowy predvolba".split()
) | {"国番号", "国家区号", "국가번호"}
"""Words in the name of a column of calling codes: numbers in a column `Country` are IDs."""


def _holds_calling_codes(column: SampledColumn) -> bool:
    named = synonyms.COUNTRY in meanings(column.name) and not _CODES.isdisjoint(words(column.name))
    return named and not column.empty and column.share("calling_code") == 1


def _settle_country(draft: MappingDraft, export: Export | None) -> None:
    if "phone" not in draft.fields:
        return
    known = [column for key in (export.country if export is not None else ()) if (column := draft.named(key))]
    codes = [column for column in draft.columns if _holds_calling_codes(column)]
    delivered = all(is_delivered_to(phone.name) for phone in draft.columns_of("phone"))
    beside = draft.best(synonyms.COUNTRY, lambda name: is_delivered_to(name) is delivered)
    column = next(iter((*known, *codes)), None) or beside or draft.best(synonyms.COUNTRY)
    if column is not None and (column in codes or column.share("calling_code") < 1):
        draft.phone_country = column.name
