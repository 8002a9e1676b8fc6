"""Tells of rows that a column of yes and no calls a sample, a training or unpaid, where nothing leaves them out."""

from __future__ import annotations

from tiktok_tui.events.settings_text import shown
from tiktok_tui.mapping.suggest import states
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.flags import TESTS, are_answers, is_sold
from tiktok_tui.mapping.suggest.own_people import OWN
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.state_words import YES_WORDS
from tiktok_tui.mapping.suggest.states import Sale
from tiktok_tui.mapping.suggest.words import squeezed, words

_ASKS = frozenset("is was are has ist war est es e".split())


def tell_doubtful_flags(draft: MappingDraft) -> None:
    """Name the cells that say yes under a name that is no sale's: `Replacement`, `Training`, `On hold`.

    The same words as cells of a kind leave their rows out. As a name they may have another meaning: a warranty that was
    sold, a training that was booked.
    """
    taken = {*draft.used(), *draft.only, *draft.leave_out, *draft.not_items}
    sold = is_sold(draft)
    for column in draft.columns:
        if column.name in taken or column.empty or not are_answers(column.looked_at):
            continue
        if not _names_no_sale(column, sold=sold):
            continue
        draft.count([column.name])
        found = [cell for cell, _ in draft.counts(column.name) if cell]
        yes = [cell for cell in found if squeezed(cell) in YES_WORDS]
        if yes and are_answers(found):
            draft.note(
                f"“{shown(column.name)}” holds {quoted(yes)}, and such rows are sent: filter them if they are no sale.",
                "rows",
            )


def _names_no_sale(column: SampledColumn, *, sold: bool) -> bool:
    said = " ".join(word for word in words(column.name) if word not in _ASKS)
    undone = {Sale.NO, Sale.NOT_YET} if sold else {Sale.NO}
    if states.judged(said) in undone or squeezed(said) in TESTS - {"stage"} | OWN:
        return True
    # A kind of row may be an amount, such as a fee: 1 and 0 are no answers to it.
    return states.judged_kind(said) is Sale.NO and any(map(str.isalpha, column.looked_at))
