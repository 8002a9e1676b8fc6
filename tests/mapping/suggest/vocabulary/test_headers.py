from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiktok_tui.events.fields import FIELDS
from tiktok_tui.mapping.suggest.vocabulary import synonyms
from tiktok_tui.mapping.suggest.vocabulary.headers import EXACT, meanings


def most_likely(name: str) -> str:
    meant = meanings(name)
    return max(meant, key=lambda field: meant[field]) if meant else ""


@pytest.mark.parametrize("field", [field.name for field in FIELDS])
def test_a_field_s_own_name_maps_by_itself(field: str) -> None:
    assert most_likely(field) == field
    assert meanings(field)[field] == EXACT


@pytest.mark.parametrize("field", synonyms.SYNONYMS)
def test_every_synonym_means_its_field_in_any_spelling(field: str) -> None:
    for phrase in synonyms.SYNONYMS[field]:
        for written in (phrase, phrase.upper(), phrase.title(), phrase.replace(" ", "_"), phrase.replace(" ", "-")):
            assert field in meanings(written), written


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Receipt #", "order_id"),
        ("Booking Nr.", "order_id"),
        ("Ticket No.", "order_id"),
        ("Phone #", "phone"),
        ("Total Due", "value"),
        ("E-Mail-Adresse", "email"),
        ("emailAddress", "email"),
        ("customer.emails", "email"),
        ("EMAIL 2", "email"),
        ("email10", "email"),
        ("phone9", "phone"),
        ("email_sha256", "email"),
        ("hashed_email", "email"),
        ("Kunden-E-Mail", "email"),
        ("Correo electrónico", "email"),
        ("Indirizzo e-mail", "email"),
        ("Telefonnummer", "phone"),
        ("Billing Phone", "phone"),
        ("shippingPhone", "phone"),
        ("phone_1", "phone"),
        ("Numéro de téléphone", "phone"),
        ("N° de téléphone", "phone"),
        ("Bestellnummer", "order_id"),
        ("Bestell-Nr.", "order_id"),
        ("Order #", "order_id"),
        ("N° de commande", "order_id"),
        ("Nº de pedido", "order_id"),
        ("Numero d'ordine", "order_id"),
        ("Montant", "value"),
        ("Montant TTC", "value"),
        ("Importe total", "value"),
        ("order_total", "value"),
        ("Total", "value"),
        ("WAEHRUNG", "currency"),
        ("Währung", "currency"),
        ("order currency", "currency"),
        ("Fecha", "timestamp"),
        ("Data do pedido", "timestamp"),
        ("Date de la commande", "timestamp"),
        ("Date d\u2019achat", "timestamp"),
        ("Created (UTC)", "timestamp"),
        ("createdAt", "timestamp"),
        ("Lineitem sku", "content_id"),
        ("Lineitem price", "price"),
        ("line_items.name", "content_name"),
        ("Q.tà", "quantity"),
        ("Einzelpreis", "price"),
        ("Product Type", "content_category"),
        ("User-Agent", "agent"),
        ("ttclid", "tiktok_click_id"),
        ("_ttp", "cookie_id"),
        ("Billing Country", synonyms.COUNTRY),
        ("Land", synonyms.COUNTRY),
        ("Financial Status", synonyms.STATUS),
        ("Time Zone", synonyms.ZONE),
        ("Uhrzeit", synonyms.CLOCK),
        ("properties.order_id", "order_id"),
        ("properties.total", "value"),
        ("properties.products", "contents"),
        ("context.page.url", "page_url"),
        ("context.userAgent", "agent"),
        ("context.traits.email", "email"),
        ("user_data.email", "email"),
        ("data.order.customer.email", "email"),
        ("payload.user.id", "external_id"),
        ("item number", "content_id"),
        ("What is your email?", "email"),
        ("Please enter your phone number", "phone"),
        ("Invitee Email", "email"),
        ("Passenger phone", "phone"),
    ],
)
def test_everyday_headers_are_understood(header: str, field: str) -> None:
    assert most_likely(header) == field


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Email Marketing Consent",
        "Email Verified",
        "Phone Type",
        "Customer created at",
        "Updated at",
        "Shipped on",
        "Birthday",
        "Item total",
        "Number of Items",
        "Number of products",
        "context.merchant.email",
        "merchant.properties.email",
        "properties.",
        "properties.birthday",
        "Lineitem compare at price",
        "Store email",
        "Sales rep phone",
        "Shipping Name",
        "Discount amount",
        "First name",
        "日本語",
        "🛒",
        "[/b]",
    ],
)
def test_other_headers_mean_nothing(header: str) -> None:
    assert meanings(header) == {}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("order_uuid", "order_id"),
        ("orderGuid", "order_id"),
        ("Transaction UUID", "order_id"),
        ("order_key", "order_id"),
        ("txn_id", "order_id"),
        ("event_uuid", "event_id"),
        ("customer_gid", "external_id"),
        ("user_uuid", "external_id"),
    ],
)
def test_the_ids_of_databases_are_ids(header: str, field: str) -> None:
    assert list(meanings(header)) == [field]


def test_a_full_name_goes_before_one_with_a_qualifier() -> None:
    assert meanings("Phone")["phone"] > meanings("Billing Phone")["phone"] > meanings("Shipping Phone")["phone"]
    assert meanings("Total")["value"] > meanings("Subtotal")["value"]


@given(st.text(max_size=300))
def test_any_name_is_taken(name: str) -> None:
    for points in meanings(name).values():
        assert 0 < points <= EXACT


@pytest.mark.parametrize("better", ["Total", "Net total", "Subtotal"])
def test_what_is_due_is_the_last_choice_for_the_value(better: str) -> None:
    assert meanings(better)["value"] > meanings("TotalDue")["value"]


@pytest.mark.parametrize("name", ["Amount due", "Balance due", "Total tax due", "Due"])
def test_what_is_still_to_be_paid_is_no_value(name: str) -> None:
    assert "value" not in meanings(name)
