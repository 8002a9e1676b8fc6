"""Dumps of analytics, payments in several rows, tickets and lead forms, mapped as their makers mean them."""

from __future__ import annotations

from tiktok_tui.mapping.suggest.exports.export import Export, all_of, any_of

EVENTS = (
    # Ads Manager or Leads Center > Download. Meta's own test leads have these addresses.
    Export(
        "Meta lead forms",
        (*all_of("createdtime", "formid"), *any_of("platform", "isorganic", "adid")),
        columns={"timestamp": ("createdtime",)},
        leave_out={"email": ("test@fb.com", "test@meta.com")},
    ),
    # Reports > Attendees: one row for each ticket, with what was paid for it. Who paid is the buyer.
    Export(
        "Eventbrite attendees",
        (*any_of("order", "orderid", "ordernumber"), *all_of("attendeestatus", "buyeremail")),
        columns={
            "timestamp": ("orderdate",),
            "email": ("buyeremail",),
            "currency": ("currency",),
            "order_id": ("order", "orderid", "ordernumber"),
            "content_name": ("tickettype",),
            "price": ("totalpaid", "ticketprice"),
        },
        constants={"event": "Purchase", "quantity": "1"},
        group_by=("order", "orderid", "ordernumber"),
        status=("attendeestatus",),
        no_sales=("Not Attending", "Deleted", "Transferred", "Refunded", "Unpaid", "Cancelled"),
        closed=True,
    ),
    # "Payment accounting report": the same payment once more in each state that it went through.
    Export(
        "Adyen payment accounting",
        (*all_of("pspreference", "recordtype"), *any_of("mainamount", "capturedpc")),
        columns={
            "timestamp": ("bookingdate",),
            "email": ("shopperemail",),
            "value": ("mainamount", "capturedpc"),
            "currency": ("maincurrency", "paymentcurrency"),
            "order_id": ("merchantreference", "pspreference"),
        },
        constants={"event": "Purchase"},
        country=("shoppercountry",),
        status=("recordtype",),
        conversions=("SentForSettle",),
        strict=True,
        closed=True,
    ),
    # Transactions > Search > Download. A credit gives money back.
    Export(
        "Braintree transactions",
        all_of("transactiontype", "transactionstatus", "amountsubmittedforsettlement"),
        columns={
            "timestamp": ("createddatetime",),
            "email": ("customeremail",),
            "phone": ("customerphone",),
            "value": ("amountsubmittedforsettlement", "amountauthorized"),
            "currency": ("transactionamountcurrency", "currencyisocode", "settlementcurrencyisocode"),
            "order_id": ("orderid", "transactionid"),
        },
        constants={"event": "Purchase"},
        country=("billingcountry",),
        status=("transactionstatus",),
        conversions=("settled", "settling", "submitted_for_settlement", "settlement_pending", "settlement_confirmed"),
        strict=True,
        leave_out={"transactiontype": ("credit",)},
        closed=True,
    ),
    # Transaction Detail > Download. Credited is money that was given back.
    Export(
        "Authorize.net transactions",
        all_of("responsecode", "transactionstatus", "submitdatetime"),
        columns={
            "timestamp": ("submitdatetime",),
            "email": ("email", "customeremail"),
            "phone": ("phone",),
            "value": ("totalamount", "settlementamount"),
            "currency": ("currency",),
            "order_id": ("invoicenumber", "transactionid"),
        },
        constants={"event": "Purchase"},
        country=("country",),
        status=("transactionstatus",),
        conversions=("Settled Successfully", "Captured/Pending Settlement"),
        strict=True,
        closed=True,
    ),
    # The table `events`; its times are UTC, those of the device may be anything.
    Export(
        "Snowplow events",
        all_of("collectortstamp", "eventname"),
        columns={
            "event": ("eventname",),
            "timestamp": ("derivedtstamp", "collectortstamp"),
            "email": ("useremail", "email"),
            "value": ("trtotal",),
            "currency": ("trcurrency",),
            "order_id": ("trorderid",),
            "event_id": ("eventid",),
        },
        time_zone="UTC",
        closed=True,
    ),
    # Events of an output or a data warehouse: the kind of a commerce event is its action.
    Export(
        "mParticle events",
        all_of("mpid", "dataproductactionaction"),
        columns={
            "event": ("dataproductactionaction",),
            "timestamp": ("datatimestampunixtimems", "timestampunixtimems"),
            "email": ("useridentitiesemail",),
            "phone": ("useridentitiesmobilenumber",),
            "value": ("dataproductactiontotalamount",),
            "currency": ("datacurrencycode",),
            "order_id": ("dataproductactiontransactionid",),
            "contents": ("dataproductactionproducts",),
        },
        closed=True,
    ),
    # The export API: an event ID is a number of the device's, and $insert_id tells deliveries of one event apart.
    Export(
        "Amplitude events",
        all_of("insertid", "amplitudeid", "eventtype"),
        columns={
            "event": ("eventtype",),
            "timestamp": ("eventtime",),
            "email": ("userpropertiesemail",),
            "phone": ("userpropertiesphone",),
            "event_id": ("insertid",),
        },
        time_zone="UTC",
    ),
    # Raw data export: sessions, installs and others of a user are activities beside the events.
    Export(
        "Adjust events",
        all_of("activitykind", "createdat", "adid"),
        columns={
            "event": ("eventname", "event"),
            "timestamp": ("createdat",),
            "value": ("revenuefloat", "revenue"),
            "currency": ("currency",),
        },
        country=("country",),
        leave_out={
            "activitykind": (
                "install",
                "reinstall",
                "uninstall",
                "session",
                "click",
                "impression",
                "reattribution",
                "reattribution_reinstall",
                "rejected_install",
                "install_update",
                "att_update",
                "ad_revenue",
                "cost_update",
                "sk_event",
                "sk_install",
                "gdpr_forget_device",
                "subscription_cancellation",
            ),
            "environment": ("sandbox",),
        },
    ),
)
