from __future__ import annotations

import pytest

from tiktok_tui.mapping.suggest.vocabulary import states
from tiktok_tui.mapping.suggest.vocabulary.states import Sale


@pytest.mark.parametrize(
    "state",
    [
        "Refunded", "REFUNDED", "fully refunded", "wc-refunded", "Cancelled", "canceled", "Cancelled by buyer",
        "Voided",
        "Declined", "payment_failed", "Chargeback", "Returned", "Expired", "abandoned", "Suspected Fraud",
        "storniert", "Zurückerstattet", "fehlgeschlagen", "Rücklastschrift", "abgelehnt", "Retoure",
        "annulée", "Remboursé", "échoué", "refusée", "Litige",
        "cancelado", "Reembolsada", "fallido", "devuelto", "rechazado", "Contracargo",
        "annullato", "Rimborsato", "fallito", "rifiutato", "reso",
        "cancelada", "estornado", "devolvido", "recusado", "falhou",
    ],
)  # fmt: skip
def test_states_that_are_no_sale(state: str) -> None:
    assert states.judged(state) is Sale.NO


@pytest.mark.parametrize(
    "state",
    [
        "pending", "Pending payment", "wc-on-hold", "unpaid", "authorized", "Awaiting Payment", "offen", "unbezahlt",
        "en attente de paiement", "pendiente de pago", "in attesa di pagamento", "aguardando pagamento",
    ],
)  # fmt: skip
def test_states_of_orders_that_are_not_paid_yet(state: str) -> None:
    assert states.judged(state) is Sale.NOT_YET


@pytest.mark.parametrize(
    "state",
    [
        "Paid", "completed", "wc-processing", "Shipped", "partially_shipped", "not refunded", "bezahlt", "Versendet",
        "payée", "livré", "pagado", "enviada", "pagato", "spedito", "pago", "entregue", "Closed",
        "Awaiting Fulfillment",
    ],
)  # fmt: skip
def test_states_that_are_sales(state: str) -> None:
    assert states.judged(state) is Sale.YES


@pytest.mark.parametrize(
    "state",
    ["partially_refunded", "Partial refund", "teilweise erstattet", "Partially refunded by card"],
)
def test_states_that_are_sales_in_part(state: str) -> None:
    assert states.judged(state) is Sale.PARTLY


@pytest.mark.parametrize(
    "state", ["", "CA", "Weighed", "Step 3", "Chargeback won", "No failed payments", "??", "Refund possible"]
)
def test_states_that_are_not_known(state: str) -> None:
    assert states.judged(state) is Sale.UNKNOWN


@pytest.mark.parametrize(
    "kind", ["Refund", "Payment Sent", "Payout", "Withdrawal", "Gutschrift", "Remboursement", "Devolución", "Storno"]
)
def test_kinds_of_rows_that_are_no_sale(kind: str) -> None:
    assert states.judged_kind(kind) is Sale.NO


@pytest.mark.parametrize("kind", ["Sale", "Payment Received", "Express Checkout Payment", "Verkauf", "Vente", "Venta"])
def test_kinds_of_rows_that_are_sales(kind: str) -> None:
    assert states.judged_kind(kind) is Sale.YES


def test_the_usual_states_are_those_of_the_file_s_language() -> None:
    assert states.usual(["bezahlt"])[0] == "storniert"
    assert states.usual(["paid"])[0] == "refunded"
    assert states.usual(["???"]) == states.usual(["paid"])
    assert {"estornado", "reembolsado"} <= set(states.usual(["faturado"]))
    assert states.usual(["betaald"]) == ("geannuleerd", "terugbetaald", "mislukt", "geweigerd", "verlopen")
    for language in ("paid", "bezahlt", "payée", "pagada", "pagata", "faturado"):
        assert all(states.judged(state) is Sale.NO for state in states.usual([language]))


@pytest.mark.parametrize(
    "state", ["Paid - chargeback protected", "Paid (refund window open)", "Shipped, refund period expired"]
)
def test_what_is_only_possible_makes_no_sale_undone(state: str) -> None:
    assert states.judged(state) is Sale.YES


@pytest.mark.parametrize(
    "state",
    [
        "Paid, refunded",
        "Refund completed",
        "Refund policy: cancelled",
        "Paid (chargeback)",
        "Paid, refund period, cancelled, closed",
        "Chargeback protected, expired",
    ],
)
def test_what_has_happened_undoes_a_sale_that_was_paid(state: str) -> None:
    assert states.judged(state) is Sale.NO
