"""Exports that many people have, recognised by their headers and mapped as their makers mean them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tiktok_tui.mapping.suggest.headers import squeezed


@dataclass(frozen=True, slots=True)
class Export:
    """One kind of export. Column names are given as `headers.squeezed` makes them.

    Every set of `signature` must have a column in the file. `columns` gives for a field the columns to take: all
    that are there for email and phone, else the first. `status` names the filter's column, `conversions` the states
    to keep, and `no_sales` those that mean no sale in this export though they may be harmless elsewhere; a cell in an
    `unless` column makes an order none. `closed` says that the rest of the file holds nothing for TikTok.
    """

    name: str
    signature: tuple[frozenset[str], ...]
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    group_by: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    conversions: tuple[str, ...] = ()
    no_sales: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    closed: bool = False


def recognise(column_names: Iterable[str]) -> Export | None:
    """The kind of export that has these columns, or None."""
    present = {squeezed(name) for name in column_names}
    for export in EXPORTS:
        if all(alternatives & present for alternatives in export.signature):
            return export
    return None


def _all(*names: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset({name}) for name in names)


def _any(*names: str) -> tuple[frozenset[str], ...]:
    return (frozenset(names),)


EXPORTS = (
    Export(
        "Shopify orders",
        _all("name", "financialstatus", "lineitemname", "total"),
        columns={
            "timestamp": ("createdat", "paidat"),
            "email": ("email",),
            "phone": ("phone", "billingphone", "shippingphone"),
            "value": ("total",),
            "currency": ("currency",),
            "order_id": ("name",),
            "content_id": ("lineitemsku",),
            "content_name": ("lineitemname",),
            "brand": ("vendor",),
            "price": ("lineitemprice",),
            "quantity": ("lineitemquantity",),
            "shop_id": ("location",),
        },
        constants={"event": "Purchase"},
        group_by=("name",),
        country=("billingcountry", "shippingcountry"),
        status=("financialstatus",),
        conversions=("paid", "partially_refunded"),
        unless=("cancelledat",),
        closed=True,
    ),
    Export(
        "WooCommerce orders",
        (
            *_any("billingemail", "billingemailaddress", "customeremail", "emailbilling"),
            *_any("orderid", "ordernumber"),
            *_any("orderdate", "paiddate", "datepaid", "datecreated", "completeddate", "orderdategmt"),
            *_any("status", "orderstatus"),
            *_any("ordertotal", "ordertotalamount", "total", "cartsubtotal", "orderamount"),
        ),
        columns={
            "timestamp": ("orderdate", "datecreated", "paiddate", "datepaid"),
            "email": ("billingemail", "billingemailaddress", "customeremail", "emailbilling"),
            "phone": ("billingphone", "phonebilling", "shippingphone"),
            "value": ("ordertotal", "ordertotalamount", "orderamount", "total"),
            "currency": ("ordercurrency", "currency"),
            "order_id": ("ordernumber", "orderid"),
        },
        constants={"event": "Purchase"},
        country=("billingcountry", "countrycodebilling", "billingcountrycode", "shippingcountry"),
        status=("orderstatus", "status"),
        conversions=("completed", "processing"),
    ),
    Export(
        "Square items",
        (*_all("date", "time", "timezone", "item", "transactionid"), *_any("netsales", "grosssales")),
        columns={
            "timestamp": ("date",),
            "email": ("customeremail", "email"),
            "phone": ("customerphone", "phone", "phonenumber"),
            "order_id": ("transactionid",),
            "content_id": ("sku",),
            "content_name": ("item",),
            "content_category": ("category",),
            "price": ("netsales", "grosssales"),
            "shop_id": ("location",),
        },
        constants={"event": "Purchase", "quantity": "1"},
        group_by=("transactionid",),
        status=("eventtype",),
        conversions=("Payment",),
        notes={
            "qty": "Amounts in this export are for the whole line, so each line is sent as one piece at that amount.",
        },
        closed=True,
    ),
    Export(
        "Square transactions",
        (*_all("date", "time", "timezone", "transactionid"), *_any("totalcollected", "netsales", "grosssales")),
        columns={
            "timestamp": ("date",),
            "email": ("customeremail", "email"),
            "phone": ("customerphone", "phone", "phonenumber"),
            "value": ("totalcollected", "netsales", "grosssales"),
            "order_id": ("transactionid",),
            "shop_id": ("location",),
        },
        constants={"event": "Purchase"},
        status=("eventtype",),
        conversions=("Payment",),
        closed=True,
    ),
    Export(
        "Stripe payments",
        (
            *_all("id", "amount", "currency", "status"),
            *_any("createdutc", "createddateutc", "created"),
            *_any("customeremail", "customerid", "amountrefunded", "sellermessage"),
        ),
        columns={
            "timestamp": ("createdutc", "createddateutc", "created"),
            "email": ("customeremail", "receiptemail"),
            "phone": ("customerphone",),
            "value": ("amount",),
            "currency": ("currency",),
            "order_id": ("id",),
            "description": ("description",),
        },
        constants={"event": "Purchase"},
        country=("cardaddresscountry", "billingaddresscountry"),
        status=("status",),
        conversions=("Paid", "succeeded"),
        closed=True,
    ),
    Export(
        "TikTok's upload file",
        (
            *_any("eventtype"),
            *_any("timestamp", "eventtime"),
            *_any("email", "phone", "phonenumber", "emailaddress"),
        ),
    ),
    Export(
        "TikTok's field names",
        (*_all("event", "eventid", "timestamp"), *_any("email", "phone")),
    ),
)
"""The more special ones first."""
