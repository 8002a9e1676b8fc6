from __future__ import annotations

import pytest

from tiktok_tui.mapping.suggest.vocabulary.state_columns import Says, says


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Order Status", Says.ORDER),
        ("Status", Says.ORDER),
        ("Bestellstatus", Says.ORDER),
        ("Financial Status", Says.PAYMENT),
        ("Zahlungsstatus", Says.PAYMENT),
        ("Statut du paiement", Says.PAYMENT),
        ("Fulfillment Status", Says.DELIVERY),
        ("item-status", Says.DELIVERY),
        ("Refund status", Says.REFUND),
        ("Type", Says.KIND),
        ("Transaction Type", Says.KIND),
        ("Line Type", Says.KIND),
        ("Email status", None),
        ("Payout status", None),
        ("Customer type", None),
        ("Payment type", None),
        ("Previous status", None),
        ("Total", None),
    ],
)
def test_what_a_column_of_states_speaks_of(name: str, kind: Says | None) -> None:
    assert says(name) is kind
