"""Exports of shops and marketplaces, mapped as their makers mean them."""

from __future__ import annotations

from tiktok_tui.mapping.suggest.exports.export import Export, all_of, any_of

MAGENTO_NO_SALES = (
    "canceled", "closed", "fraud", "holded", "payment_review", "pending", "pending_payment", "pending_paypal",
    "paypal_reversed", "paypal_canceled_reversal",
)  # fmt: skip
"""The states of Adobe Commerce that are no sale; a closed order was refunded whole."""

SHOPS = (
    Export(
        "Shopify orders",
        all_of("name", "financialstatus", "lineitemname", "total"),
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
            *any_of("billingemail", "billingemailaddress", "customeremail", "emailbilling"),
            *any_of("orderid", "ordernumber"),
            *any_of(
                "orderdate", "paiddate", "datepaid", "datecreated", "completeddate", "orderdategmt", "datecreatedgmt"
            ),
            *any_of("status", "orderstatus"),
            *any_of("ordertotal", "ordertotalamount", "total", "cartsubtotal", "orderamount"),
        ),
        columns={
            "timestamp": ("orderdategmt", "datecreatedgmt", "orderdate", "datecreated", "paiddate", "datepaid"),
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
    # Sales > Orders > Export in the admin; the columns of the grid are in Adobe's guide, "Orders workspace".
    # "Closed" is an order that was refunded whole ("Order status").
    Export(
        "Magento or Adobe Commerce orders",
        (
            *any_of("grandtotalbase", "grandtotalpurchased"),
            *any_of("purchasedate", "purchasepoint"),
            *any_of("status"),
        ),
        columns={
            "timestamp": ("purchasedate",),
            "email": ("customeremail",),
            "phone": ("phonenumber", "billingphone", "telephone"),
            "value": ("grandtotalbase", "grandtotalpurchased"),
            "order_id": ("id", "orderid", "incrementid"),
        },
        constants={"event": "Purchase"},
        status=("status",),
        no_sales=MAGENTO_NO_SALES,
    ),
    # The table `sales_order`, whose times are UTC, as add-ons and SQL export it.
    Export(
        "Magento or Adobe Commerce orders",
        (*all_of("incrementid", "customeremail", "status"), *any_of("grandtotal", "basegrandtotal")),
        columns={
            "timestamp": ("createdat",),
            "email": ("customeremail",),
            "value": ("grandtotal", "basegrandtotal"),
            "currency": ("ordercurrencycode", "basecurrencycode"),
            "order_id": ("incrementid",),
        },
        constants={"event": "Purchase"},
        status=("status",),
        no_sales=MAGENTO_NO_SALES,
        time_zone="UTC",
    ),
    # Orders > Export all orders, template "Default"; the states are those of "Order Statuses" in the help centre.
    Export(
        "BigCommerce orders",
        (
            *all_of("orderid", "orderstatus"),
            *any_of("ordertotalinctax", "ordertotalextax"),
            *any_of("customeremail", "billingemail"),
        ),
        columns={
            "timestamp": ("orderdate",),
            "email": ("customeremail", "billingemail"),
            "phone": ("customerphone", "billingphone"),
            "value": ("ordertotalinctax",),
            "currency": ("ordercurrencycode",),
            "order_id": ("orderid",),
        },
        constants={"event": "Purchase"},
        country=("billingcountry", "shippingcountry"),
        status=("orderstatus",),
        no_sales=(
            "Refunded",
            "Cancelled",
            "Declined",
            "Incomplete",
            "Pending",
            "Awaiting Payment",
            "Disputed",
            "Manual Verification Required",
        ),
    ),
    # The table `ps_orders` joined with its customers, as the SQL Manager and export modules write it.
    Export(
        "PrestaShop orders",
        (
            *any_of("totalpaidtaxincl", "totalpaid", "totalpaidreal"),
            *any_of("idorder", "reference"),
            *any_of("dateadd"),
        ),
        columns={
            "timestamp": ("dateadd",),
            "email": ("email", "customeremail"),
            "phone": ("phone", "phonemobile"),
            "value": ("totalpaidtaxincl", "totalpaid", "totalpaidreal"),
            "currency": ("isocodecurrency", "currencyisocode", "currency"),
            "order_id": ("reference", "idorder"),
        },
        constants={"event": "Purchase"},
        country=("isocode", "countryisocode", "country"),
        status=("orderstate", "statename", "status", "state"),
        no_sales=("Canceled", "Refunded", "Payment error", "Awaiting bank wire payment", "Awaiting check payment"),
    ),
    # Reports > Fulfilment > All orders ("Order reports" in Seller Central). `item-price` is for all pieces of the line,
    # and addresses are aliases of Amazon's if they are there at all.
    Export(
        "Amazon orders",
        (
            *all_of("purchasedate", "sku"),
            *any_of("amazonorderid", "orderid"),
            *any_of("itemprice"),
            *any_of("orderstatus", "buyeremail", "quantitypurchased"),
        ),
        columns={
            "timestamp": ("purchasedate",),
            "email": ("buyeremail",),
            "phone": ("buyerphonenumber",),
            "order_id": ("amazonorderid", "orderid"),
            "currency": ("currency",),
            "content_id": ("sku",),
            "content_name": ("productname",),
            "price": ("itemprice",),
        },
        constants={"event": "Purchase", "quantity": "1"},
        group_by=("amazonorderid", "orderid"),
        country=("shipcountry",),
        status=("orderstatus",),
        no_sales=("Cancelled", "Pending", "Unfulfillable"),
        notes={
            "itemprice": "“{column}” is for the whole line, so each line is sent as one piece at that amount.",
        },
        closed=True,
    ),
    # Orders > Download report in the Seller Hub. The first row of an order with several items sums it up.
    Export(
        "eBay orders",
        (
            *any_of("salesrecordnumber"),
            *any_of("buyerusername", "userid", "buyeremail"),
            *any_of("totalprice", "soldfor", "saleprice"),
        ),
        columns={
            "timestamp": ("paidondate", "saledate"),
            "email": ("buyeremail",),
            "phone": ("buyerphonenumber", "shiptophone"),
            "value": ("totalprice",),
            "order_id": ("ordernumber", "orderid", "salesrecordnumber"),
            "content_id": ("customlabel", "itemnumber", "itemid"),
            "content_name": ("itemtitle",),
            "quantity": ("quantity",),
        },
        constants={"event": "Purchase"},
        group_by=("ordernumber", "orderid", "salesrecordnumber"),
        country=("buyercountry", "shiptocountry"),
        closed=True,
    ),
    # Sales > Export. A refund in part sets `Refunded?` too, and says how much in `Partial Refund ($)`.
    Export(
        "Gumroad sales",
        all_of("purchaseid", "itemname", "saleprice", "nettotal"),
        columns={
            "email": ("purchaseemail", "buyeremail", "email"),
            "value": ("saleprice",),
            "order_id": ("purchaseid",),
            "content_name": ("itemname",),
            "price": ("itemprice",),
            "quantity": ("quantity",),
        },
        constants={"event": "Purchase"},
    ),
    # Shop Manager > Settings > Options > Download data. It holds neither addresses nor phone numbers.
    Export(
        "Etsy orders",
        (
            *all_of("saledate", "orderid"),
            *any_of("buyeruserid", "buyer"),
            *any_of("ordertotal", "ordervalue", "itemtotal"),
        ),
        columns={
            "timestamp": ("saledate",),
            "value": ("ordertotal", "ordervalue"),
            "currency": ("currency",),
            "order_id": ("orderid",),
        },
        constants={"event": "Purchase"},
        status=("status",),
        notes={
            "saledate": "Etsy's file holds neither e-mail nor phone: join the buyers' addresses with a query first."
        },
    ),
)
