"""Objects of payment APIs, whose amounts are whole numbers of cents."""

from __future__ import annotations

from tiktok_tui.mapping.suggest.export import Export, all_of, any_of

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
                "billingdetailsemail", "customerdetailsemail", "balancetransactionid", "failurecode",
            ),
        ),
        columns={
            "timestamp": ("created",),
            "email": ("billingdetailsemail", "customerdetailsemail", "receiptemail", "customeremail"),
            "phone": ("billingdetailsphone", "customerdetailsphone"),
            "value": ("amountcaptured", "amountreceived", "amounttotal", "amount"),
            "currency": ("currency",),
            "order_id": ("metadataorderid", "clientreferenceid", "id"),
        },
        constants={"event": "Purchase"},
        country=("billingdetailsaddresscountry", "customerdetailsaddresscountry"),
        status=("paymentstatus", "status"),
        conversions=("succeeded", "paid"),
        strict=True,
        leave_out={"refunded": ("true",), "captured": ("false",)},
        cents=True,
        closed=True,
    ),
    # Payments and Orders API: every Money has an `amount` and a `currency`.
    Export(
        "Square API objects",
        (*any_of("amountmoneyamount", "totalmoneyamount"), *any_of("createdat", "closedat")),
        columns={
            "timestamp": ("createdat", "closedat"),
            "email": ("buyeremailaddress",),
            "value": ("totalmoneyamount", "amountmoneyamount"),
            "currency": ("totalmoneycurrency", "amountmoneycurrency"),
            "order_id": ("orderid", "id"),
        },
        constants={"event": "Purchase"},
        status=("status", "state"),
        conversions=("COMPLETED",),
        strict=True,
        closed=True,
        cents=True,
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
            "value": ("amountvalue",),
            "currency": ("amountcurrency",),
            "order_id": ("merchantreference", "reference", "pspreference"),
        },
        constants={"event": "Purchase"},
        status=("eventcode",),
        conversions=("AUTHORISATION",),
        leave_out={"success": ("false",)},
        strict=True,
        cents=True,
        closed=True,
    ),
    # Payments API; the dashboard's CSV has no `entity`, and rupees.
    Export(
        "Razorpay API objects",
        all_of("entity", "amount", "amountrefunded", "createdat"),
        columns={
            "timestamp": ("createdat",),
            "email": ("email",),
            "phone": ("contact",),
            "value": ("amount",),
            "currency": ("currency",),
            "order_id": ("orderid", "id"),
        },
        constants={"event": "Purchase"},
        status=("status",),
        conversions=("captured",),
        strict=True,
        cents=True,
        closed=True,
    ),
    # Transactions API: kobo, pesewas or cents. `domain` is test or live.
    Export(
        "Paystack API objects",
        all_of("reference", "amount", "gatewayresponse", "domain"),
        columns={
            "timestamp": ("paidat", "createdat"),
            "email": ("customeremail",),
            "phone": ("customerphone",),
            "value": ("amount",),
            "currency": ("currency",),
            "order_id": ("reference", "id"),
        },
        constants={"event": "Purchase"},
        status=("status",),
        conversions=("success",),
        strict=True,
        leave_out={"domain": ("test",)},
        cents=True,
        closed=True,
    ),
    # Transactions of Paddle Billing: every total is a text of cents.
    Export(
        "Paddle API objects",
        all_of("detailstotalsgrandtotal", "status"),
        columns={
            "timestamp": ("billedat", "createdat"),
            "email": ("customeremail",),
            "value": ("detailstotalsgrandtotal",),
            "currency": ("currencycode", "detailstotalscurrencycode"),
            "order_id": ("id",),
        },
        constants={"event": "Purchase"},
        country=("addresscountrycode",),
        status=("status",),
        conversions=("completed", "paid"),
        strict=True,
        cents=True,
        closed=True,
    ),
    # Orders of Klarna's Order Management API.
    Export(
        "Klarna API objects",
        all_of("orderamount", "purchasecurrency"),
        columns={
            "timestamp": ("createdat", "startedat"),
            "email": ("billingaddressemail", "shippingaddressemail"),
            "phone": ("billingaddressphone", "shippingaddressphone"),
            "value": ("orderamount",),
            "currency": ("purchasecurrency",),
            "order_id": ("merchantreference1", "orderid"),
        },
        constants={"event": "Purchase"},
        country=("purchasecountry", "billingaddresscountry"),
        status=("status",),
        conversions=("CAPTURED", "PART_CAPTURED", "AUTHORIZED"),
        leave_out={"fraudstatus": ("REJECTED", "PENDING")},
        cents=True,
        closed=True,
    ),
    # Payments API: https requests and webhooks alike.
    Export(
        "Checkout.com API objects",
        all_of("requestedon", "amount", "currency"),
        columns={
            "timestamp": ("requestedon",),
            "email": ("customeremail",),
            "phone": ("customerphonenumber",),
            "value": ("amount",),
            "currency": ("currency",),
            "order_id": ("reference", "id"),
        },
        constants={"event": "Purchase"},
        status=("status",),
        conversions=("Captured", "Partially Captured", "Partially Refunded", "Paid"),
        strict=True,
        cents=True,
        closed=True,
    ),
    # Orders and charges, in centavos.
    Export(
        "Conekta API objects",
        all_of("object", "amount", "paymentstatus", "customerinfoemail"),
        columns={
            "timestamp": ("createdat",),
            "email": ("customerinfoemail",),
            "phone": ("customerinfophone",),
            "value": ("amount",),
            "currency": ("currency",),
            "order_id": ("id",),
        },
        constants={"event": "Purchase"},
        status=("paymentstatus",),
        conversions=("paid", "partially_refunded"),
        strict=True,
        cents=True,
        closed=True,
    ),
    # Orders of the API v5, in centavos.
    Export(
        "Pagar.me API objects",
        all_of("amount", "currency", "closed", "charges"),
        columns={
            "timestamp": ("createdat", "closedat"),
            "email": ("customeremail",),
            "value": ("amount",),
            "currency": ("currency",),
            "order_id": ("code", "id"),
        },
        constants={"event": "Purchase"},
        status=("status",),
        conversions=("paid",),
        strict=True,
        cents=True,
        closed=True,
    ),
    # Charges of the API, in satang.
    Export(
        "Omise API objects",
        all_of("object", "amount", "fundingamount"),
        columns={
            "timestamp": ("paidat", "createdat", "created"),
            "email": ("metadataemail", "cardemail", "email"),
            "value": ("amount",),
            "currency": ("currency",),
            "order_id": ("id",),
        },
        constants={"event": "Purchase"},
        status=("status",),
        conversions=("successful",),
        strict=True,
        cents=True,
        closed=True,
    ),
)  # fmt: skip
