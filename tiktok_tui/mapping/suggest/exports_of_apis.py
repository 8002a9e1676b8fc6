"""Objects of payment APIs, whose amounts are whole numbers of cents."""

from __future__ import annotations

from tiktok_tui.mapping.suggest.export import Export, all_of, any_of

_CENTS = (
    "{maker} writes amounts in the smallest unit (5000 is 50.00 in USD, 5000 in JPY), so no value is sent: divide them"
    " in a query first, such as SELECT *, amount::INT / 100 AS total."
)
_VALUE = ("total", "value")
"""The names that a query can give the amount."""

APIS = (
    # The objects Charge, PaymentIntent and Checkout Session, as the API and Sigma give them; the dashboard's CSV has
    # `Created (UTC)` and amounts with decimals.
    Export(
        "Stripe API objects",
        (
            *all_of("currency", "created"),
            *any_of("amount", "amounttotal"),
            *any_of(
                "amountcaptured", "amountreceived", "amountsubtotal", "paymentintent", "balancetransaction",
                "billingdetailsemail", "customerdetailsemail",
            ),
        ),
        columns={
            "timestamp": ("created",),
            "email": ("billingdetailsemail", "customerdetailsemail", "receiptemail", "customeremail"),
            "phone": ("billingdetailsphone", "customerdetailsphone"),
            "value": _VALUE,
            "currency": ("currency",),
            "order_id": ("metadataorderid", "clientreferenceid", "id"),
        },
        constants={"event": "Purchase"},
        country=("billingdetailsaddresscountry", "customerdetailsaddresscountry"),
        status=("paymentstatus", "status"),
        conversions=("succeeded", "paid"),
        strict=True,
        leave_out={"refunded": ("true",), "captured": ("false",)},
        notes={name: _CENTS.format(maker="Stripe's API") for name in ("amount", "amounttotal")},
        closed=True,
    ),
    # Payments and Orders API: every Money has an `amount` and a `currency`.
    Export(
        "Square API objects",
        (*any_of("amountmoneyamount", "totalmoneyamount"), *any_of("createdat", "closedat")),
        columns={
            "timestamp": ("createdat", "closedat"),
            "email": ("buyeremailaddress",),
            "value": _VALUE,
            "currency": ("totalmoneycurrency", "amountmoneycurrency"),
            "order_id": ("orderid", "id"),
        },
        constants={"event": "Purchase"},
        status=("status", "state"),
        conversions=("COMPLETED",),
        strict=True,
        closed=True,
        notes={name: _CENTS.format(maker="Square's API") for name in ("amountmoneyamount", "totalmoneyamount")},
    ),
    # Notifications (webhooks): a payment that was refused is an AUTHORISATION too, without success, and a CAPTURE is
    # the same payment once more.
    Export(
        "Adyen API objects",
        all_of("pspreference", "amountvalue"),
        columns={
            "timestamp": ("eventdate", "creationdate", "bookingdate"),
            "email": ("shopperemail", "additionaldatashopperemail"),
            "phone": ("telephonenumber", "shoppertelephonenumber"),
            "value": _VALUE,
            "currency": ("amountcurrency",),
            "order_id": ("merchantreference", "reference", "pspreference"),
        },
        constants={"event": "Purchase"},
        status=("eventcode",),
        conversions=("AUTHORISATION",),
        leave_out={"success": ("false",)},
        strict=True,
        notes={"amountvalue": _CENTS.format(maker="Adyen's API")},
        closed=True,
    ),
)  # fmt: skip
