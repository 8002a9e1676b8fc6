"""The files that the newcomers bring."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

ORDERS = 40
ANONYMOUS = 4
"""Orders without an e-mail address or a phone number."""
UNPAID = 5

_SHOPIFY = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,"
    "Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,"
    "Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Billing Name,Billing Country,Billing Phone,"
    "Shipping Name,Shipping Country,Shipping Phone,Notes,Cancelled at,Payment Method,Refunded Amount,Vendor,Location,"
    "Id,Source,Phone"
).split(",")


def shopify(path: Path, *, newest: datetime) -> Path:
    """Shopify's export of orders up to `newest`: two lines an order, most of them paid."""
    with path.open("w", newline="", encoding="utf-8") as file:
        lines = csv.DictWriter(file, _SHOPIFY)
        lines.writeheader()
        for number in range(ORDERS):
            at = f"{newest - timedelta(hours=7 * number):%Y-%m-%d %H:%M:%S} +0000"
            known = number >= ANONYMOUS
            lines.writerow(
                {
                    "Name": f"#{1001 + number}",
                    "Email": f"Person{number}@Example.com" if known else "",
                    "Financial Status": "refunded" if number >= ORDERS - UNPAID else "paid",
                    "Currency": "USD",
                    "Total": "38.00",
                    "Created at": at,
                    "Lineitem quantity": "1",
                    "Lineitem name": "Mug",
                    "Lineitem price": "8.00",
                    "Lineitem sku": "MUG-1",
                    "Billing Country": "US",
                    "Billing Phone": f"'+1206555{1000 + number}" if known else "",
                    "Id": str(5_000_000_000_000 + number),
                    "Source": "pos",
                    "Location": "Main street",
                }
            )
            lines.writerow(
                {
                    "Name": f"#{1001 + number}",
                    "Lineitem quantity": "1",
                    "Lineitem name": "Lamp",
                    "Lineitem price": "30.00",
                    "Lineitem sku": "LAMP-1",
                }
            )
    return path


def warehouse(path: Path, *, rows: int) -> Path:
    """A table out of a warehouse, as Parquet: customers nested, items as a list."""
    now = datetime.now(UTC)
    duckdb.connect().execute(
        """
        COPY (
            SELECT 'A' || i AS order_id,
                   ?::TIMESTAMPTZ - to_minutes(i) AS ordered_at,
                   {'email': 'p' || i || '@example.com'} AS customer,
                   10.5 + i % 7 AS total,
                   'USD' AS currency,
                   [{'sku': 'S' || (i % 5), 'unit_price': 10.5, 'qty': 1}] AS items
            FROM range(?) orders(i)
        ) TO '"""
        + str(path)
        + "' (FORMAT parquet)",
        [now, rows],
    )
    return path
