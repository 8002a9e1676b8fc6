"""Rows among a file's events that are none: its header once more, an explanation of the columns, sums of others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from tiktok_tui.mapping.suggest.draft import Counts, MappingDraft
from tiktok_tui.mapping.suggest.rows import explanations, repeated_headers, sum_rows
from tiktok_tui.mapping.suggest.samples import ColumnSample


@dataclass(frozen=True, slots=True)
class Events:
    """The columns of a file, and the counts of its values, without the rows that are no events.

    `leave_out` has them left out by a mapping in the making, once it is known which columns leave rows out.
    """

    columns: Sequence[ColumnSample]
    counts: Counts | None
    leave_out: tuple[Callable[[MappingDraft], None], ...] = ()


def without_other_rows(columns: Sequence[ColumnSample], counts: Counts | None) -> Events:
    """Return what is left of a file's first rows, and of the counts over all of its rows."""
    leave_out: list[Callable[[MappingDraft], None]] = []
    kept = repeated_headers.without_repeated(columns)
    if kept != columns:
        leave_out.append(repeated_headers.leave_out_repeated)
        counts = counts and repeated_headers.counts_without(counts)
    kept, sentences = explanations.without_explanations(kept)
    if sentences:
        leave_out.append(partial(explanations.leave_out_explanations, sentences=sentences))
        counts = counts and explanations.counts_without(counts, sentences)
    kept, sums = sum_rows.without_sums(kept)
    if sums:
        leave_out.append(partial(sum_rows.leave_out_sums, sums=sums))
    return Events(kept, counts, tuple(leave_out))
