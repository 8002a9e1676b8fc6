"""Files of conversions made for an ads platform, and deals of a CRM, mapped as their makers mean them."""

from __future__ import annotations

from tiktok_tui.mapping.suggest.exports.export import Export, all_of, any_of

CAMPAIGNS = (
    Export(
        "TikTok's upload file",
        (
            *any_of("eventtype"),
            *any_of("timestamp", "eventtime"),
            *any_of("email", "phone", "phonenumber", "emailaddress"),
        ),
    ),
    Export(
        "TikTok's field names",
        (*all_of("event", "eventid", "timestamp"), *any_of("email", "phone")),
    ),
    # "Offline conversion imports" of Google Ads, by click ID or by address ("enhanced conversions for leads").
    Export(
        "Google Ads conversions",
        (
            *all_of("conversionname", "conversiontime"),
            *any_of("email", "phonenumber", "googleclickid", "gclid", "phone"),
        ),
        columns={
            "timestamp": ("conversiontime",),
            "email": ("email", "hashedemail"),
            "phone": ("phonenumber", "phone", "hashedphonenumber"),
            "value": ("conversionvalue",),
            "currency": ("conversioncurrency",),
            "order_id": ("orderid", "transactionid"),
        },
    ),
    # Events Manager > Upload offline events: the parameters of "Offline events" in the Conversions API.
    Export(
        "Meta offline conversions",
        (*all_of("eventname", "eventtime"), *any_of("email", "phone", "em", "ph", "fn", "madid")),
        columns={
            "event": ("eventname",),
            "timestamp": ("eventtime",),
            "email": ("email", "em", "email1", "email2", "email3"),
            "phone": ("phone", "ph", "phone1", "phone2", "phone3"),
            "value": ("value",),
            "currency": ("currency",),
            "order_id": ("orderid",),
        },
        country=("country",),
    ),
    # Events Manager > Offline events: the price is that of all items.
    Export(
        "Snapchat offline conversions",
        all_of("eventtype", "eventconversiontype", "timestamp"),
        columns={
            "event": ("eventtype",),
            "timestamp": ("timestamp",),
            "email": ("email", "hashedemail"),
            "phone": ("phonenumber", "hashedphonenumber"),
            "value": ("price",),
            "currency": ("currency",),
            "order_id": ("transactionid",),
        },
        closed=True,
    ),
    # Metrics > Export of "Placed Order": the properties of its events, with $ before those of Klaviyo's own.
    Export(
        "Klaviyo events",
        (
            *all_of("eventid", "value"),
            *any_of("profileid", "personid", "metricname", "metricid"),
            *any_of("timestamp", "datetime", "eventdate", "eventtime"),
        ),
        columns={
            "timestamp": ("timestamp", "datetime", "eventtime", "eventdate"),
            "email": ("email", "profileemail", "personemail"),
            "phone": ("phonenumber", "phone", "profilephonenumber"),
            "value": ("value",),
            "currency": ("valuecurrency", "currency", "currencycode"),
            "order_id": ("orderid", "ordernumber", "eventid"),
        },
    ),
    # CRM > Deals > Export. A deal is a sale when it is won.
    Export(
        "HubSpot deals",
        (*all_of("dealname", "dealstage"), *any_of("amount", "closedate", "amountincompanycurrency")),
        columns={
            "timestamp": ("closedate", "createdate"),
            "email": ("email", "contactemail", "associatedcontactemail", "associatedcontactemails", "associatedemail"),
            "phone": ("phonenumber", "phone", "contactphone"),
            "value": ("amount", "amountincompanycurrency"),
            "currency": ("currency", "dealcurrencycode"),
            "order_id": ("recordid", "dealid"),
        },
        constants={"event": "Purchase"},
        status=("dealstage",),
        conversions=("Closed won", "closedwon"),
        strict=True,
    ),
    # Deals > list view > Export. Each name says before a dash whose column it is.
    Export(
        "Pipedrive deals",
        (*all_of("dealstatus"), *any_of("dealwontime", "dealdealclosedon"), *any_of("dealtitle", "dealid")),
        columns={
            "timestamp": ("dealwontime", "dealdealclosedon"),
            "email": ("personemailwork", "personemailhome", "personemailother", "personemail", "email"),
            "phone": ("personphonemobile", "personphonework", "personphonehome", "personphone", "phone"),
            "value": ("dealvalue",),
            "currency": ("dealcurrencyofvalue", "dealcurrency"),
            "order_id": ("dealid", "dealpipedrivesystemid"),
        },
        constants={"event": "Purchase"},
        status=("dealstatus",),
        conversions=("Won", "won"),
        strict=True,
    ),
    # A report or a data export of opportunities ("Opportunity fields").
    Export(
        "Salesforce opportunities",
        (*any_of("opportunityname", "opportunityid"), *any_of("stage", "stagename"), *any_of("closedate")),
        columns={
            "timestamp": ("closedate",),
            "email": ("email", "contactemail", "primarycontactemail"),
            "phone": ("phone", "contactphone", "mobile"),
            "value": ("amount",),
            "currency": ("amountcurrency", "currency", "currencyisocode"),
            "order_id": ("opportunityid", "id"),
        },
        constants={"event": "Purchase"},
        status=("stage", "stagename"),
        conversions=("Closed Won",),
        strict=True,
    ),
)
