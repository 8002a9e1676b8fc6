from __future__ import annotations

import pytest

from tiktok_tui.mapping.suggest.vocabulary.headers import meanings
from tiktok_tui.mapping.suggest.vocabulary.whose import is_the_customer_s


@pytest.mark.parametrize(
    "name",
    [
        "To Email Address", "Recipient Email", "Seller e-mail", "merchant_email", "Shop Email", "storeEmail",
        "Staff Email",
        "Cashier email", "Billing agent email", "Supplier E-Mail", "vendor mail", "toemail", "shopemail",
        "Sales rep phone",
        "Verkäufer E-Mail", "E-Mail des Lieferanten", "Courriel du vendeur", "Correo del vendedor", "Email fornitore",
        "E-mail da loja", "Reply-to email", "Warehouse phone",
    ],
)  # fmt: skip
def test_an_address_that_the_name_calls_somebody_else_s_is_not_the_customer_s(name: str) -> None:
    assert not is_the_customer_s(name)
    assert meanings(name).keys().isdisjoint({"email", "phone", "external_id"})


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Customer Email", "email"), ("buyeremail", "email"), ("customerphone", "phone"), ("Bill-to Email", "email"),
        ("Sold To Phone", "phone"), ("Ship To Phone", "phone"), ("Payer email", "email"), ("Kunden-E-Mail", "email"),
        ("Email", "email"), ("contactemail", "email"),
    ],
)  # fmt: skip
def test_the_customer_s_own_address_is_known_in_any_spelling(name: str, field: str) -> None:
    assert is_the_customer_s(name)
    assert field in meanings(name)
