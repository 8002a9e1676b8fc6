"""Exports as shops, tills and payment services really write them."""

# ruff: noqa: E501  (exports have long lines)

from __future__ import annotations

import csv
import io
from dataclasses import asdict
from pathlib import Path
from textwrap import dedent

import pytest
from syrupy.assertion import SnapshotAssertion

from tiktok_tui.events.destination import Destination, NumberStyle
from tiktok_tui.mapping import check, toml
from tiktok_tui.mapping.model import CENTS
from tiktok_tui.mapping.suggest.exports.known import EXPORTS
from tiktok_tui.mapping.suggest.suggest import ColumnSample, Suggestion, suggest

BARE = Destination("new", "New", event_set_id="7654321098765432109")
TILLS = Destination(
    "tills",
    "Tills",
    event_set_id="7654321098765432109",
    fixed_event="CompletePayment",
    currency="USD",
    number_style=NumberStyle.COMMA,
)


def suggested(text: str, destination: Destination = BARE, delimiter: str = ",") -> Suggestion:
    header, *rows = csv.reader(io.StringIO(dedent(text).strip("\n")), delimiter=delimiter)
    columns = [
        ColumnSample(name, "text", tuple(row[place] if place < len(row) else None for row in rows))
        for place, name in enumerate(header)
    ]
    suggestion = suggest(columns, destination)
    assert check.mistakes(suggestion.mapping, header, destination) == []
    return suggestion


def written(suggestion: Suggestion) -> str:
    return toml.dumps(suggestion.mapping).strip()


def has(suggestion: Suggestion, expected: str) -> bool:
    """Return True if the mapping's file is exactly this one."""
    assert written(suggestion) == dedent(expected).strip()
    return True


def test_shopify_orders() -> None:
    found = suggested(
        """
        Name,Email,Financial Status,Paid at,Fulfillment Status,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Billing Name,Billing Country,Billing Phone,Shipping Name,Shipping Country,Shipping Phone,Notes,Cancelled at,Payment Method,Refunded Amount,Vendor,Location,Id,Source,Phone
        #1001,jane@example.com,paid,2026-06-01 10:01:05 +0000,fulfilled,yes,USD,46.00,0.00,0.00,46.00,0.00,Standard,2026-06-01 10:01:00 +0000,2,Mug,8.00,,MUG-1,true,Jane Doe,US,'+12025550123,Jane Doe,US,,,,Shopify Payments,0.00,Acme,Main Street,5512345678901,web,
        #1001,,,,,,,,,,,,,,1,Lamp,30.00,,LAMP-1,true,,,,,,,,,,,Acme,,,,
        #1002,joe@example.com,refunded,2026-06-02 10:01:05 +0000,,no,USD,8.00,0.00,0.00,8.00,0.00,Standard,2026-06-02 10:01:00 +0000,1,Mug,8.00,,MUG-1,true,Joe Doe,US,,Joe Doe,US,,,,Shopify Payments,8.00,Acme,,5512345678902,web,
        """
    )
    assert found.recognised == "Shopify orders"
    assert found.complete
    assert has(
        found,
        """
        group_by = "Name"

        [fields]
        event        = { value = "Purchase" }
        timestamp    = { column = "Created at" }
        email        = { column = "Email" }
        phone        = { columns = ["Phone", "Billing Phone", "Shipping Phone"] }
        value        = { column = "Total" }
        currency     = { column = "Currency" }
        order_id     = { column = "Name" }
        content_id   = { column = "Lineitem sku" }
        content_name = { column = "Lineitem name" }
        brand        = { column = "Vendor" }
        price        = { column = "Lineitem price" }
        quantity     = { column = "Lineitem quantity" }
        shop_id      = { column = "Location" }

        [phone]
        country = { column = "Billing Country" }

        [only]
        "Cancelled at" = [""]
        "Financial Status" = ["paid", "partially_refunded"]
        """,
    )


def test_a_fixed_event_goes_before_a_known_export_s_own() -> None:
    header = "Name,Email,Financial Status,Total,Lineitem name,Created at\n#1,a@example.com,paid,1,Mug,2026-06-01\n"
    assert "event" not in suggested(header, TILLS).mapping.fields
    assert suggested(header, BARE).mapping.fields["event"].value == "Purchase"
    header = "Date,Time,Time Zone,Item,Transaction ID,Net Sales,Email\n2026-06-01,10:00,UTC,Mug,T1,1.00,a@example.com\n"
    fields = suggested(header, TILLS).mapping.fields
    assert "event" not in fields
    assert fields["quantity"].value == "1"


def test_woocommerce_with_an_item_a_line() -> None:
    found = suggested(
        """
        order_id,order_number,order_date,paid_date,status,shipping_total,order_total,order_currency,billing_first_name,billing_email,billing_phone,billing_country,item_name,item_sku,item_quantity,item_price
        71,1071,2026-06-01 10:01:00,2026-06-01 10:02:00,wc-completed,5,46.00,EUR,Eva,eva@example.de,0171 2345678,DE,Hemd,H-1,2,8.00
        71,1071,2026-06-01 10:01:00,2026-06-01 10:02:00,wc-completed,5,46.00,EUR,Eva,eva@example.de,0171 2345678,DE,Hut,H-2,1,30.00
        72,1072,2026-06-02 10:01:00,,wc-on-hold,5,8.00,EUR,Max,max@example.de,0171 2345679,DE,Hemd,H-1,1,8.00
        """
    )
    assert found.recognised == "WooCommerce orders"
    assert found.complete
    assert has(
        found,
        """
        group_by = "order_number"

        [fields]
        event        = { value = "Purchase" }
        timestamp    = { column = "order_date" }
        email        = { column = "billing_email" }
        phone        = { column = "billing_phone" }
        value        = { column = "order_total" }
        currency     = { column = "order_currency" }
        order_id     = { column = "order_number" }
        content_id   = { column = "item_sku" }
        content_name = { column = "item_name" }
        price        = { column = "item_price" }
        quantity     = { column = "item_quantity" }

        [phone]
        country = { column = "billing_country" }

        [only]
        status = ["wc-completed", "wc-processing"]
        """,
    )


def test_woocommerce_headers_in_words() -> None:
    found = suggested(
        """
        Order ID,Order Date,Order Status,Customer Name,Order Total,Order Currency,Billing Email,Billing Phone,Billing Country
        71,June 1 2026,Completed,Eva,46.00,EUR,eva@example.de,0171 2345678,DE
        """
    )
    assert found.recognised == "WooCommerce orders"
    assert found.mapping.fields["order_id"].columns == ("Order ID",)
    assert found.mapping.fields["value"].columns == ("Order Total",)
    assert found.mapping.only == {"Order Status": ("Completed", "Processing")}


def test_square_transactions() -> None:
    found = suggested(
        """
        Date,Time,Time Zone,Gross Sales,Discounts,Net Sales,Tax,Tip,Total Collected,Source,Transaction ID,Payment ID,Event Type,Location,Customer ID,Customer Name,Customer Email
        2026-06-01,10:15:30,Eastern Time (US & Canada),$28.00,$0.00,$28.00,$2.00,$3.00,$33.00,Point of Sale,kX9a,p1,Payment,Main St,C1,Ann,ann@example.com
        2026-06-01,11:15:30,Eastern Time (US & Canada),($28.00),$0.00,($28.00),$2.00,$0.00,($30.00),Point of Sale,kX9b,p2,Refund,Main St,C1,Ann,ann@example.com
        """
    )
    assert found.recognised == "Square transactions"
    assert has(
        found,
        """
        [fields]
        event     = { value = "Purchase" }
        timestamp = { columns = ["Date", "Time"], zone = "Time Zone" }
        email     = { column = "Customer Email" }
        value     = { column = "Total Collected" }
        order_id  = { column = "Transaction ID" }
        shop_id   = { column = "Location" }

        [only]
        "Event Type" = ["Payment"]
        """,
    )


def test_square_items_carry_the_amount_of_a_line() -> None:
    found = suggested(
        """
        Date,Time,Time Zone,Category,Item,Qty,Price Point Name,SKU,Gross Sales,Discounts,Net Sales,Tax,Transaction ID,Event Type,Location,Customer ID,Customer Name
        06/15/26,10:15:00,Eastern Time (US & Canada),Coffee,Latte,2.0,Regular,L1,$8.00,$0.00,$8.00,$0.50,kX9a,Payment,Main St,C1,Ann
        06/16/26,10:15:00,Eastern Time (US & Canada),Food,Bagel,1.0,Regular,B1,$4.00,$0.00,$4.00,$0.50,kX9b,Payment,Main St,C1,Ann
        """
    )
    assert found.recognised == "Square items"
    assert found.mapping.group_by == "Transaction ID"
    assert found.mapping.fields["price"].columns == ("Net Sales",)
    assert found.mapping.fields["quantity"].value == "1"
    assert found.mapping.fields["timestamp"].format == "%m/%d/%y %H:%M:%S"
    assert found.missing == ("email",)


def test_stripe_payments_are_in_utc() -> None:
    found = suggested(
        """
        id,Created (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Converted Currency,Description,Fee,Status,Customer ID,Customer Email
        ch_3P1,2026-07-02 15:04,"1,212.50",0.00,usd,true,"1,212.50",usd,Subscription,1,Paid,cus_1,jane@example.com
        ch_3P2,2026-07-03 15:04,12.50,12.50,eur,true,14.00,usd,Subscription,1,Refunded,cus_2,joe@example.com
        ch_3P3,2026-07-03 16:04,12.50,0.00,eur,false,14.00,usd,Subscription,1,Failed,cus_2,joe@example.com
        """
    )
    assert found.recognised == "Stripe payments"
    assert found.complete
    assert has(
        found,
        """
        [fields]
        event       = { value = "Purchase" }
        timestamp   = { column = "Created (UTC)", time_zone = "UTC" }
        email       = { column = "Customer Email" }
        value       = { column = "Amount" }
        currency    = { column = "Currency" }
        order_id    = { column = "id" }
        description = { column = "Description" }

        [only]
        Status = ["Paid", "Succeeded"]

        [leave_out]
        Captured = ["false"]
        """,
    )


@pytest.mark.parametrize(
    ("export", "only", "left_out"),
    [
        (
            """
            id,amount,amount_captured,created,currency,billing_details.email,status,captured,refunded
            ch_1,5000,5000,1763600000,usd,a@b.co,succeeded,true,false
            ch_2,6000,0,1763600001,usd,c@d.co,succeeded,false,false
            ch_3,7000,0,1763600002,usd,e@f.co,failed,false,false
            """,
            {"status": ("succeeded", "paid")},
            {"captured": ("false",), "refunded": ("true",)},
        ),
        (
            """
            id,amount,amount_received,created,currency,receipt_email,status
            pi_1,5000,5000,1763600000,usd,a@b.co,succeeded
            pi_2,6000,0,1763600001,usd,c@d.co,processing
            pi_3,7000,0,1763600002,usd,e@f.co,requires_capture
            """,
            {"status": ("succeeded", "paid")},
            {},
        ),
        (
            """
            id,total_money.amount,total_money.currency,created_at,buyer_email_address,status
            p1,5000,USD,2026-06-11T10:00:00Z,a@b.co,COMPLETED
            p2,6000,USD,2026-06-11T11:00:00Z,c@d.co,APPROVED
            """,
            {"status": ("COMPLETED",)},
            {},
        ),
    ],
    ids=["charges", "intents", "square"],
)
def test_what_a_payment_api_has_authorised_only_or_still_processes_is_no_sale(
    export: str, only: dict[str, tuple[str, ...]], left_out: dict[str, tuple[str, ...]]
) -> None:
    found = suggested(export).mapping
    assert (found.only, found.leave_out) == (only, left_out)


def test_of_adyen_s_notifications_only_payments_that_were_authorised_are_sales() -> None:
    """The refused one is an AUTHORISATION as well, and the capture is the first payment once more."""
    found = suggested(
        """
        pspReference,eventCode,success,merchantReference,eventDate,amount.value,amount.currency,additionalData.shopperEmail
        A1,AUTHORISATION,true,o-1,2026-06-11T10:00:00+02:00,5000,EUR,jane@example.com
        A2,AUTHORISATION,false,o-2,2026-06-11T11:00:00+02:00,6000,EUR,joe@example.com
        A3,CAPTURE,true,o-1,2026-06-11T12:00:00+02:00,5000,EUR,jane@example.com
        A4,RECURRING_CONTRACT,true,o-1,2026-06-11T12:00:00+02:00,5000,EUR,jane@example.com
        """
    )
    assert found.recognised == "Adyen API objects"
    assert found.mapping.only == {"eventCode": ("AUTHORISATION",)}
    assert found.mapping.leave_out == {"success": ("false",)}
    assert found.mapping.fields["value"].unit == CENTS


def test_tiktok_s_own_upload_file() -> None:
    found = suggested(
        """
        event_type,timestamp,email,phone,order_id,item_number,value,currency
        Purchase,2026-07-02T15:04:00Z,jane@example.com,+12025550123,1,A,10,USD
        Add to Cart,2026-07-02T15:04:00Z,joe@example.com,+12025550124,,B,10,USD
        Complete Registration,2026-07-02T15:04:00Z,joe@example.com,+12025550124,,B,10,USD
        Whatever,2026-07-02T15:04:00Z,joe@example.com,+12025550124,,B,10,USD
        """
    )
    assert found.recognised == "TikTok's upload file"
    assert found.complete
    assert found.mapping.fields["event"].values == {
        "Add to Cart": "AddToCart",
        "Complete Registration": "CompleteRegistration",
    }
    assert found.mapping.fields["content_id"].columns == ("item_number",)
    assert any("“Whatever”" in str(note) for note in found.notes)
    assert found.mapping.group_by is None


def test_query_results_with_the_field_names() -> None:
    found = suggested(
        """
        event,event_id,timestamp,email,phone,order_id,shop_id,value,currency,event_channel,content_type,content_id,content_category,brand,price,quantity,event_source,event_set_id
        Purchase,o1,2026-07-02T15:04:00Z,jane@example.com,+12025550123,1,S,46,USD,in_store,product,A,c,b,8,2,offline,7654321098765432109
        Purchase,o1,2026-07-02T15:04:00Z,jane@example.com,+12025550123,1,S,46,USD,in_store,product,B,c,b,30,1,offline,7654321098765432109
        """
    )
    assert found.complete
    assert found.mapping.group_by == "event_id"
    assert "event_source" not in found.mapping.fields
    assert any("event_source" in str(note) for note in found.notes)
    mapped = {name: source.columns for name, source in found.mapping.fields.items()}
    assert mapped == {name: (name,) for name in mapped}
    assert len(mapped) == 17


GERMAN = """
    Bestellnummer;Bestelldatum;Kunden-E-Mail;Telefonnummer;Gesamtbetrag;Währung;Artikelnummer;Artikelbezeichnung;Einzelpreis;Menge;Land;Bestellstatus
    B/1;07.04.2026 10:12;eva@example.de;0171 2345678;1.264,50;EUR;A1;Hemd;1.234,50;1;Deutschland;bezahlt
    B/1;07.04.2026 10:12;eva@example.de;0171 2345678;1.264,50;EUR;A2;Hut;30,00;1;Deutschland;bezahlt
    B/2;28.04.2026 18:12;max@example.de;0171 2345679;34,50;EUR;A1;Hemd;34,50;1;Deutschland;storniert
"""


def test_german_headers() -> None:
    found = suggested(GERMAN, TILLS, ";")
    assert found.complete
    assert has(
        found,
        """
        group_by = "Bestellnummer"

        [fields]
        timestamp    = { column = "Bestelldatum", format = "%d.%m.%Y %H:%M" }
        email        = { column = "Kunden-E-Mail" }
        phone        = { column = "Telefonnummer" }
        value        = { column = "Gesamtbetrag" }
        currency     = { column = "Währung" }
        order_id     = { column = "Bestellnummer" }
        content_id   = { column = "Artikelnummer" }
        content_name = { column = "Artikelbezeichnung" }
        price        = { column = "Einzelpreis" }
        quantity     = { column = "Menge" }

        [phone]
        country = { column = "Land" }

        [leave_out]
        Bestellstatus = ["storniert", "erstattet", "fehlgeschlagen", "abgelehnt", "abgebrochen", "retourniert"]
        """,
    )
    assert not any("number style" in str(note) for note in found.notes)


def test_a_number_style_that_differs_is_reported() -> None:
    assert any("number style" in str(note) for note in suggested(GERMAN, BARE, ";").notes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            """
            N° de commande;Date de commande;Adresse e-mail;Téléphone;Montant TTC;Devise;Magasin;Statut
            C1;28/05/2026;anne@example.fr;06 12 34 56 78;12,50;EUR;Paris;payée
            C2;07/05/2026;luc@example.fr;06 12 34 56 79;13,50;EUR;Paris;annulée
            """,
            """
            [fields]
            timestamp = { column = "Date de commande", format = "%d/%m/%Y" }
            email     = { column = "Adresse e-mail" }
            phone     = { column = "Téléphone" }
            value     = { column = "Montant TTC" }
            currency  = { column = "Devise" }
            order_id  = { column = "N° de commande" }
            shop_id   = { column = "Magasin" }

            [leave_out]
            Statut = ["annulée", "annulé", "remboursé", "remboursée", "échoué", "refusé", "refusée"]
            """,
        ),
        (
            """
            Número de pedido;Fecha;Hora;Correo electrónico;Teléfono móvil;País;Importe;Moneda;Producto;Cantidad
            1;28/05/2026;18:05;ana@example.es;612 345 678;España;12,50;EUR;Taza;1
            2;08/05/2026;09:15;leo@example.es;612 345 679;España;13,50;EUR;Lámpara;2
            """,
            """
            [fields]
            timestamp    = { columns = ["Fecha", "Hora"], format = "%d/%m/%Y %H:%M" }
            email        = { column = "Correo electrónico" }
            phone        = { column = "Teléfono móvil" }
            value        = { column = "Importe" }
            currency     = { column = "Moneda" }
            order_id     = { column = "Número de pedido" }
            content_name = { column = "Producto" }
            quantity     = { column = "Cantidad" }

            [phone]
            country = { column = "País" }
            """,
        ),
        (
            """
            Numero ordine;Data ordine;Indirizzo e-mail;Cellulare;Importo totale;Valuta;Punto vendita;Stato
            1;2026-05-28 18:05;ugo@example.it;347 1234567;12,50;EUR;Milano;pagato
            """,
            """
            [fields]
            timestamp = { column = "Data ordine" }
            email     = { column = "Indirizzo e-mail" }
            phone     = { column = "Cellulare" }
            value     = { column = "Importo totale" }
            currency  = { column = "Valuta" }
            order_id  = { column = "Numero ordine" }
            shop_id   = { column = "Punto vendita" }

            [leave_out]
            Stato = ["annullato", "annullata", "rimborsato", "rimborsata", "fallito", "rifiutato", "stornato"]
            """,
        ),
        (
            """
            Número do pedido;Data do pedido;E-mail;Celular;Valor total;Moeda;Loja;Situação
            1;17/05/2026 10:00;bia@example.com.br;(11) 91234-5678;R$ 12,50;BRL;Centro;pago
            2;18/05/2026 10:00;rui@example.com.br;(11) 91234-5679;R$ 1.212,50;BRL;Centro;cancelado
            """,
            """
            [fields]
            timestamp = { column = "Data do pedido", format = "%d/%m/%Y %H:%M" }
            email     = { column = "E-mail" }
            phone     = { column = "Celular" }
            value     = { column = "Valor total" }
            currency  = { column = "Moeda" }
            order_id  = { column = "Número do pedido" }
            shop_id   = { column = "Loja" }

            [leave_out]
            Situação = ["cancelado", "cancelada", "reembolsado", "reembolsada", "fallido", "rechazado", "anulado", "devuelto", "estornado", "recusado", "devolvido", "falhou"]
            """,
        ),
    ],
    ids=["French", "Spanish", "Italian", "Portuguese"],
)
def test_other_languages(text: str, expected: str) -> None:
    found = suggested(text, TILLS, ";")
    assert found.complete
    assert has(found, expected.replace("Situação =", '"Situação" ='))


def test_the_guide_has_a_row_for_every_export() -> None:
    guide = (Path(__file__).parents[4] / "docs" / "recipes.md").read_text("utf-8")
    rows = [line for line in guide.splitlines() if line.startswith("| ")]
    for export in EXPORTS:
        maker = export.name.split()[0]
        assert any(maker in row.split("|")[1] for row in rows), export.name


def test_what_is_known_of_every_export(snapshot: SnapshotAssertion) -> None:
    """A column that is dropped from an export's list leaves its field open in the files that have only that column."""
    said = []
    for export in EXPORTS:
        said.append(export.name)
        said += [f"  one of {', '.join(sorted(names))}" for names in export.signature]
        facts = {name: known for name, known in asdict(export).items() if name not in ("name", "signature") and known}
        said += [f"  {name}: {known}" for name, known in facts.items()]
    assert "\n".join(said) == snapshot
