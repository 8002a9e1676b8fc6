"""Exports of shop systems that are at home in one country, mapped as their makers mean them."""

from __future__ import annotations

from tiktok_tui.mapping.suggest.exports.export import Export, all_of, any_of

OF_COUNTRIES = (
    # Orders > Export of Shoptet (Czechia, Slovakia, Hungary); the columns are those of its CSV template.
    Export(
        "Shoptet orders",
        (*all_of("code", "date", "statusname"), *any_of("totalpricewithvat", "itemtotalpricewithvat")),
        columns={
            "timestamp": ("date",),
            "email": ("email",),
            "phone": ("phone",),
            "value": ("totalpricewithvat",),
            "currency": ("currency",),
            "order_id": ("code",),
            "content_id": ("itemcode",),
            "content_name": ("itemname",),
            "price": ("itemunitpricewithvat",),
            "quantity": ("itemamount",),
        },
        constants={"event": "Purchase"},
        group_by=("code",),
        country=("billcountryname", "deliverycountryname"),
        status=("statusname",),
    ),
    # The table oxorder of OXID eShop (Germany), as its export and reports write it. OK is an order that was placed.
    Export(
        "OXID eShop orders",
        (*all_of("oxorderdate", "oxtotalordersum"), *any_of("oxbillemail")),
        columns={
            "timestamp": ("oxorderdate",),
            "email": ("oxbillemail",),
            "phone": ("oxbillfon", "oxbillmobfon"),
            "value": ("oxtotalordersum",),
            "currency": ("oxcurrency",),
            "order_id": ("oxordernr", "oxid"),
        },
        constants={"event": "Purchase"},
        status=("oxtransstatus",),
        conversions=("OK",),
        no_sales=("NOT_FINISHED", "ERROR"),
        leave_out={"oxstorno": ("1",)},
        closed=True,
    ),
)
