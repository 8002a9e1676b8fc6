"""Lists of customers and of days are no orders: what somebody bought in all must not be sent as one purchase."""

from __future__ import annotations

from tiktok_tui.events.counts import agreeing, counted
from tiktok_tui.events.names import UNPAID_EVENTS
from tiktok_tui.mapping.suggest.draft import MappingDraft, Question, quoted
from tiktok_tui.mapping.suggest.vocabulary.state_words import keys
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed

_IN_ALL = frozenset(
    """
    totalspend totalspent lifetimespend lifetimespent lifetimevalue customerlifetimevalue ltv clv totalorders
    orderscount ordercount numberoforders paymentcount averageorder averageordervalue aov lastorderdate firstorderdate
    lastpurchasedate
    """.split()
)
"""Columns about all that a customer has bought."""
_OF_A_ROW = keys(
    """
    orders; order count; no of orders; number of orders; num orders; n orders; purchases; purchase count;
    number of purchases; transactions; transaction count; number of transactions; txn count; Bestellungen;
    Anzahl Bestellungen; Anzahl Käufe; Käufe; commandes; nombre de commandes; achats; nombre d'achats; pedidos;
    número de pedidos; compras; número de compras; ordini; numero ordini; numero di ordini; acquisti; bestellingen;
    aantal bestellingen; antal ordrer; antal order; liczba zamówień; zamówienia; počet objednávek; заказов;
    количество заказов; sipariş sayisi; 注文数; 注文件数; 订单数; 訂單數; 주문수; 주문건수
    """
)
"""Columns that count the orders which a row without a number of its own stands for."""


def tell_counted_orders(draft: MappingDraft) -> None:
    """Say that rows without an order's number, beside a count of orders, may be several orders, or none."""
    if draft.destination.fixed_event in UNPAID_EVENTS or {"order_id", "event_id", "event"} & set(draft.fields):
        return
    for column in draft.columns if "value" in draft.fields else ():
        if squeezed(column.name) not in _OF_A_ROW or column.name in draft.used() or column.share("count") < 1:
            continue
        if rows := sum(column.cells[row] not in ("", "1", "1.0") for row in draft.standing()):
            draft.note(
                f"{quoted([column.name])} is not 1 in {counted(rows, 'row')} of the first ones: each row is sent as one"
                " purchase, however many it stands for.",
                "rows",
            )


def ask_about_customers(draft: MappingDraft) -> None:
    """Ask for the orders if the rows are customers: they have sums of all orders, and no order or amount of one."""
    if draft.destination.fixed_event in UNPAID_EVENTS or {"value", "price", "order_id", "event"} & set(draft.fields):
        return
    found = [column.name for column in draft.columns if squeezed(column.name) in _IN_ALL]
    if found:
        about = f"{quoted(found)} {agreeing(len(found), 'is', 'are')} about all that a customer bought"
        text = f"{about}: are these customers, and where are their orders?"
        draft.questions.append(Question("rows", text))
