from __future__ import annotations

import pytest

from tiktok_tui.mapping.suggest.vocabulary.parts_paid import (
    is_adjusted_money,
    is_nothing,
    is_open_money,
    is_paid_money,
    is_refunded_money,
)


@pytest.mark.parametrize(
    "name",
    """
    Paid;Amount Paid;Paid amount;paid_amount;Total paid;Paid (USD);Amount received;amount_collected;Bezahlt;
    Bezahlter Betrag;Montant payé;Total Pagado;Importe cobrado;Valor pago;Totale pagato;Betaald;Betalt belopp;
    Zapłacono;Оплачено;入金額;实收金额;입금액;Đã thanh toán;ยอดชำระแล้ว;المبلغ المدفوع
    """.replace("\n", "").split(";"),
)
def test_what_was_paid_is_known_by_its_name(name: str) -> None:
    assert is_paid_money(name.strip())


@pytest.mark.parametrize(
    "name",
    [
        "Total",
        "Paid at",
        "Paid by",
        "Tax paid",
        "Commission paid",
        "Payment method",
        "Amount due",
        "Payout",
        "Received on",
    ],
)
def test_other_names_of_payments_are_not_what_was_paid(name: str) -> None:
    assert not is_paid_money(name)


def test_what_is_due_and_what_was_paid_back_are_told_apart() -> None:
    names = [
        "Amount Due",
        "Restbetrag",
        "未付金额",
        "Refunded Amount",
        "Erstattungsbetrag",
        "Refund reason",
        "Due date",
    ]
    assert [name for name in names if is_open_money(name)] == ["Amount Due", "Restbetrag", "未付金额"]
    assert [name for name in names if is_refunded_money(name)] == ["Refunded Amount", "Erstattungsbetrag"]
    less = [f"Order Total - {part}" for part in ("Refunds", "Shipping", "Discount")]
    assert [name for name in less if is_adjusted_money(name)] == less[:1]


@pytest.mark.parametrize(
    ("cell", "nothing"),
    [
        ("0", True),
        ("0.00", True),
        ("€ 0,00", True),
        ("0.01", False),
        ("-5", False),
        ("10", False),
        ("", False),
        ("no", False),
    ],
)
def test_an_amount_of_zero_is_nothing_however_it_is_written(cell: str, nothing: bool) -> None:
    assert is_nothing(cell) is nothing
