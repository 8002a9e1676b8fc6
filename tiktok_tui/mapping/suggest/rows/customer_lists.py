"""Lists of customers are no orders: what somebody bought in all must not be sent as one purchase."""

from __future__ import annotations

from tiktok_tui.events.counts import agreeing
from tiktok_tui.events.names import UNPAID_EVENTS
from tiktok_tui.mapping.suggest.draft import MappingDraft, Question, quoted
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed

_IN_ALL = frozenset(
    """
    totalspend totalspent lifetimespend lifetimespent lifetimevalue customerlifetimevalue ltv clv totalorders
    orderscount ordercount numberoforders paymentcount averageorder averageordervalue aov lastorderdate firstorderdate
    lastpurchasedate
    """.split()
)
"""Columns about all that a customer has bought."""


def ask_about_customers(draft: MappingDraft) -> None:
    """Ask for the orders if the rows are customers: they have sums of all orders, and no order or amount of one."""
    if draft.destination.fixed_event in UNPAID_EVENTS or {"value", "price", "order_id", "event"} & set(draft.fields):
        return
    found = [column.name for column in draft.columns if squeezed(column.name) in _IN_ALL]
    if found:
        about = f"{quoted(found)} {agreeing(len(found), 'is', 'are')} about all that a customer bought"
        text = f"{about}: are these customers, and where are their orders?"
        draft.questions.append(Question("rows", text))
