"""Exports of accounts and ERPs, mapped as their makers mean them."""

from __future__ import annotations

from tiktok_tui.mapping.suggest.exports.export import Export, all_of, any_of

ACCOUNTS = (
    # The list of invoices of Odoo. Its partner is the customer, and a refund's total is below zero.
    Export(
        "Odoo invoices",
        (
            *any_of("invoicebilldate", "invoicedate"),
            *any_of("totalsigned", "totalincurrencysigned"),
            *any_of("partneremail", "partnerphone", "partnermobile"),
        ),
        columns={
            "timestamp": ("invoicebilldate", "invoicedate"),
            "email": ("partneremail",),
            "phone": ("partnerphone", "partnermobile"),
            "value": ("totalincurrencysigned", "totalsigned"),
            "currency": ("currency", "invoicecurrency"),
            "order_id": ("number",),
        },
        constants={"event": "Purchase"},
    ),
    # The same by the names of its fields, as an export for an import has them; bills of suppliers are moves as well.
    Export(
        "Odoo journal entries",
        (*all_of("movetype", "amounttotal"), *any_of("invoicedate", "date")),
        columns={
            "timestamp": ("invoicedate", "date"),
            "email": ("partneridemail",),
            "phone": ("partneridmobile", "partneridphone"),
            "value": ("amounttotal",),
            "currency": ("currencyid", "currencyidname"),
            "order_id": ("name",),
        },
        constants={"event": "Purchase"},
        status=("movetype",),
        conversions=("out_invoice", "out_receipt"),
        strict=True,
        leave_out={"state": ("draft", "cancel"), "paymentstate": ("reversed", "not_paid")},
    ),
    # The day book of Tally: beside sales it has the money that comes in for them, and what the seller buys and pays.
    Export(
        "Tally vouchers",
        (*all_of("date", "vchtype", "debitamount"), *any_of("vchno", "vchnumber")),
        columns={"timestamp": ("date",), "value": ("debitamount",), "order_id": ("vchno", "vchnumber")},
        constants={"event": "Purchase"},
        status=("vchtype",),
        conversions=("Sales",),
        strict=True,
    ),
)
