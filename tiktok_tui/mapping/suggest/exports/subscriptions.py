"""Webhooks and dumps of payment services and stores about subscriptions, mapped as their makers mean them."""

from __future__ import annotations

from tiktok_tui.mapping.suggest.exports.export import Export, all_of

SUBSCRIPTIONS = (
    # Events of the API, as webhooks deliver them; several may be about one payment.
    Export(
        "Stripe webhooks",
        all_of("type", "livemode", "dataobjectobject"),
        columns={
            "timestamp": ("created",),
            "email": (
                "dataobjectcustomeremail",
                "dataobjectcustomerdetailsemail",
                "dataobjectbillingdetailsemail",
                "dataobjectreceiptemail",
            ),
            "phone": ("dataobjectcustomerphone", "dataobjectcustomerdetailsphone", "dataobjectbillingdetailsphone"),
            "value": (
                "dataobjectamountpaid",
                "dataobjectamounttotal",
                "dataobjectamountreceived",
                "dataobjectamountcaptured",
                "dataobjectamount",
            ),
            "currency": ("dataobjectcurrency",),
            "event_id": ("id",),
        },
        constants={"event": "Purchase"},
        status=("type",),
        conversions=("invoice.paid", "charge.succeeded", "checkout.session.completed", "payment_intent.succeeded"),
        strict=True,
        leave_out={"livemode": ("false",)},
        notes={"type": "Several kinds of “{column}” may be about one payment: keep one of them."},
        cents=True,
        closed=True,
    ),
    # Notifications of Paddle Billing; a transaction that is paid or billed is completed later.
    Export(
        "Paddle webhooks",
        all_of("eventtype", "notificationid", "datadetailstotalsgrandtotal"),
        columns={
            "timestamp": ("databilledat", "occurredat"),
            "email": ("datacustomeremail",),
            "value": ("datadetailstotalsgrandtotal",),
            "currency": ("datacurrencycode",),
            "order_id": ("dataid",),
            "event_id": ("eventid",),
        },
        constants={"event": "Purchase"},
        status=("eventtype",),
        conversions=("transaction.completed",),
        strict=True,
        cents=True,
        closed=True,
    ),
    # App Store Server Notifications, decoded.
    Export(
        "App Store notifications",
        all_of("notificationtype", "notificationuuid"),
        columns={
            "timestamp": ("datatransactioninfopurchasedate",),
            "email": ("email", "customeremail"),
            "order_id": ("datatransactioninfotransactionid",),
            "event_id": ("notificationuuid",),
        },
        constants={"event": "Purchase"},
        status=("notificationtype",),
        conversions=("SUBSCRIBED", "DID_RENEW", "ONE_TIME_CHARGE"),
        strict=True,
        leave_out={"dataenvironment": ("Sandbox",)},
        notes={
            "datatransactioninfoprice": "“{column}” is not sent: it is in thousandths of its currency. Divide it in a"
            " query first."
        },
        closed=True,
    ),
    # Webhooks: `price` is in US dollars, whatever the currency says. A cancellation has the price that was given back.
    Export(
        "RevenueCat webhooks",
        all_of("eventtype", "eventperiodtype", "eventpriceinpurchasedcurrency"),
        columns={
            "timestamp": ("eventpurchasedatms", "eventeventtimestampms"),
            "email": ("eventsubscriberattributesemailvalue",),
            "phone": ("eventsubscriberattributesphonenumbervalue",),
            "value": ("eventpriceinpurchasedcurrency",),
            "currency": ("eventcurrency",),
            "event_id": ("eventid",),
            "order_id": ("eventtransactionid",),
        },
        constants={"event": "Purchase"},
        country=("eventcountrycode",),
        status=("eventtype",),
        conversions=("INITIAL_PURCHASE", "RENEWAL", "NON_RENEWING_PURCHASE"),
        strict=True,
        leave_out={"eventenvironment": ("SANDBOX",), "eventperiodtype": ("TRIAL",)},
        closed=True,
    ),
    # "Transactions" among the scheduled data exports; its times are UTC. A trial is no purchase.
    Export(
        "RevenueCat transactions",
        all_of("rcoriginalappuserid", "starttime", "storetransactionid"),
        columns={
            "timestamp": ("purchasedate", "starttime"),
            "email": ("email",),
            "value": ("priceinpurchasedcurrency", "priceinusd"),
            "currency": ("purchasedcurrency",),
            "order_id": ("storetransactionid",),
            "content_id": ("productidentifier",),
        },
        constants={"event": "Purchase"},
        country=("country",),
        unless=("refundedat",),
        leave_out={"issandbox": ("true",), "istrialperiod": ("true",)},
        time_zone="UTC",
        closed=True,
    ),
)
