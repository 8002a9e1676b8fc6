"""The layouts of shops, tills, payment services and ads platforms, as their documentation and users show them."""

# ruff: noqa: E501  (exports have long lines)

from __future__ import annotations

import csv
import io
from textwrap import dedent

import pytest

from tiktok_tui.events.destination import Destination
from tiktok_tui.mapping import check
from tiktok_tui.mapping.suggest.suggest import ColumnSample, Suggestion, suggest

NEW = Destination("new", "New", event_set_id="7654321098765432109", currency="USD")

Filled = dict[str, tuple[str, ...]]


def suggested(text: str, delimiter: str = ",") -> Suggestion:
    header, *rows = csv.reader(io.StringIO(dedent(text).strip("\n")), delimiter=delimiter)
    columns = [
        ColumnSample(name, "text", tuple(row[place] if place < len(row) else None for row in rows))
        for place, name in enumerate(header)
    ]
    found = suggest(columns, NEW)
    assert check.mistakes(found.mapping, header, NEW) == []
    return found


MAGENTO = """
    ID,Purchase Point,Purchase Date,Bill-to Name,Ship-to Name,Grand Total (Base),Grand Total (Purchased),Status,Billing Address,Customer Email,Customer Group,Subtotal,Shipping and Handling,Payment Method,Total Refunded
    000000001,Main Website,2026-06-11 14:04:00,Ann A,Ann A,110.00,110.00,complete,"1 High St",a1@b.co,General,90.00,20.00,checkmo,0.00
    000000002,Main Website,2026-06-12 14:04:00,Bob B,Bob B,111.00,111.00,closed,"2 High St",a2@b.co,General,90.00,21.00,checkmo,111.00
"""
MAGENTO_TABLE = """
    entity_id,increment_id,state,status,created_at,customer_email,grand_total,base_grand_total,subtotal,order_currency_code,total_refunded
    1,000000001,complete,complete,2026-06-11 14:04:00,a1@b.co,110.00,100.00,90.00,EUR,
    2,000000002,closed,closed,2026-06-12 14:04:00,a2@b.co,111.00,101.00,90.00,EUR,111.00
"""
BIGCOMMERCE = """
    Order ID,Customer ID,Customer Name,Customer Email,Customer Phone,Order Date,Order Status,Subtotal (inc tax),Subtotal (ex tax),Tax Total,Shipping Cost (inc tax),Order Total (inc tax),Order Total (ex tax),Payment Method,Total Quantity,Date Shipped,Order Currency Code,Exchange Rate,Billing Country,Billing Phone,Billing Email,Shipping Email,Product Details,Refund Amount,Channel ID
    101,7,Ann,a1@b.co,2025550121,06/13/2026,Completed,46.00,40.00,6.00,0.00,46.00,40.00,Card,2,06/14/2026,USD,1.0,United States,2025550121,a1@b.co,gift@b.co,Mug,0.00,1
    102,8,Bob,a2@b.co,2025550122,06/14/2026,Awaiting Payment,8.00,7.00,1.00,0.00,8.00,7.00,Card,1,,USD,1.0,United States,2025550122,a2@b.co,,Mug,0.00,1
"""
PRESTASHOP = """
    id_order;reference;date_add;email;payment;total_paid;total_paid_tax_incl;total_paid_tax_excl;total_products;total_shipping;total_discounts;order_state
    1;XKBKNABJK;2026-06-11 10:00:00;a1@b.co;Bank wire;61.80;61.80;51.50;59.80;2.00;0.00;Payment accepted
    2;OHSATSERP;2026-06-12 10:00:00;a2@b.co;Bank wire;71.80;71.80;61.50;69.80;2.00;0.00;Canceled
"""
VEND = """
    Date,Receipt Number,Line Type,Customer Code,Customer Name,Customer Email,Quantity,Subtotal,Sales Tax,Discount,Total,Paid,Details,Register,User,Status,Sku
    2026-06-11 10:11:12,1001,Sale,C1,Ann,a1@b.co,2,20.00,2.00,0.00,22.00,22.00,,Main,Cashier,Closed,
    2026-06-11 10:11:12,1001,Sale Line,,,,1,10.00,1.00,0.00,11.00,,Mug,Main,Cashier,Closed,S1
    2026-06-11 10:11:12,1001,Sale Line,,,,1,10.00,1.00,0.00,11.00,,Lamp,Main,Cashier,Closed,S2
    2026-06-11 10:11:12,1001,Sale Payment,,,,,,,,,22.00,Cash,Main,Cashier,Closed,
    2026-06-12 10:11:12,1002,Sale,C2,Bob,a2@b.co,1,20.00,2.00,0.00,22.00,22.00,,Main,Cashier,Voided,
    2026-06-12 10:11:12,1002,Sale Line,,,,1,20.00,2.00,0.00,22.00,,Mug,Main,Cashier,Voided,S1
"""
LIGHTSPEED_R = """
    saleID,timeStamp,createTime,completeTime,completed,voided,ticketNumber,calcDiscount,calcTotal,calcSubtotal,total,customerID,customerEmail,shopID
    11,2026-06-11T10:30:00+00:00,2026-06-11T10:00:00+00:00,2026-06-11T10:29:00+00:00,true,false,220000011,0,22.00,20.00,22.00,5,a1@b.co,1
    12,2026-06-12T10:30:00+00:00,2026-06-12T10:00:00+00:00,2026-06-12T10:29:00+00:00,true,true,220000012,0,23.00,21.00,23.00,6,a2@b.co,1
"""
TOAST_CHECKS = """
    Location Code,Opened Date,Opened Time,Item Description,Server,Tax,Tender,Check Id,Check #,Total,Customer Family,Table Size,Discount,Reason of Discount,Link,Customer Id,Customer,Customer Phone,Customer Email
    ,06/13/26,12:05 PM,"Soup, Tea",Sam,1.00,Visa,9001,1,12.50,,2,0.00,,,c1,Ann,2025550121,a1@b.co
    ,06/14/26,1:05 PM,Tea,Sam,0.50,Cash,9002,2,4.50,,1,0.00,,,c2,Bob,2025550122,a2@b.co
"""
TOAST_PAYMENTS = """
    Location,Payment Id,Order Id,Order #,Paid Date,Order Date,Check Id,Check #,Tab Name,Server,Table,Amount,Tip,Gratuity,Total,Swiped Card Amount,Amount Tendered,Refunded,Refund Date,Refund Amount,Void User,Void Date,Status,Type,Email,Phone
    Main,1,11,1,06/13/2026 12:05:00,06/13/2026 11:05:00,21,1,,Sam,T1,12.00,1.00,0.00,13.00,12.00,,NONE,,0.00,,,CAPTURED,Credit,a1@b.co,2025550121
    Main,2,12,2,06/14/2026 12:05:00,06/14/2026 11:05:00,22,2,,Sam,T1,14.00,1.00,0.00,15.00,14.00,,FULL,06/15/2026 10:00:00,15.00,,,CAPTURED,Credit,a2@b.co,2025550122
"""
CLOVER_PAYMENTS = """
    Payment Date,Payment ID,Order ID,Tender,Result,Amount,Tax Amount,Tip Amount,Currency,Customer Name,Customer Email,Refunded
    2026-06-11 10:00:00,P1,O1,Credit Card,SUCCESS,12.50,1.00,0.00,USD,Ann,a1@b.co,
    2026-06-12 10:00:00,P2,O2,Credit Card,FAIL,12.50,1.00,0.00,USD,Bob,a2@b.co,
"""
CLOVER_ORDERS = """
    Order ID,Order Number,Order Date,Order Employee Name,Currency,Tax Amount,Tip,Service Charge,Discount,Order Total,Payments Total,Refunds Total,Order Payment State,Customer Email
    O1,1,2026-06-11 10:00:00,Sam,USD,1.00,0.00,0.00,0.00,12.50,12.50,0.00,Paid,a1@b.co
    O2,2,2026-06-12 10:00:00,Sam,USD,1.00,0.00,0.00,0.00,13.50,13.50,13.50,Refunded,a2@b.co
"""
PAYPAL = """
    Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,To Email Address,Transaction ID,Shipping Address,Item Title,Reference Txn ID,Invoice Number,Receipt ID,Balance,Contact Phone Number,Subject,Country Code,Balance Impact
    06/13/2026,11:05:06,PDT,Ann,Express Checkout Payment,Completed,USD,10.00,-0.59,9.41,a1@b.co,shop@me.co,8AB1,,Mug,,,,9.41,2025550121,,US,Credit
    06/14/2026,11:05:06,PDT,Paper Ltd,General Payment,Completed,USD,-20.00,0.00,-20.00,shop@me.co,paper@x.co,8AB2,,,,,,-10.59,,,US,Debit
    06/15/2026,11:05:06,PDT,Bob,Payment Refund,Completed,USD,-10.00,0.59,-9.41,shop@me.co,a1@b.co,8AB3,,,8AB1,,,0.00,,,US,Debit
"""
EBAY = """
    Sales Record Number,Order Number,Buyer Username,Buyer Name,Buyer Email,Buyer Country,Ship To Phone,Item Number,Item Title,Custom Label,Quantity,Sold For,Shipping And Handling,Total Price,Payment Method,Sale Date,Paid On Date
    101,18-15123-90441,ann,Ann,a1@b.co,United States,2025550121,,,,2,,$5.00,$46.00,Card,Jun-13-26,Jun-13-26
    101,18-15123-90441,ann,,,,,407197269275,Mug,M1,1,$11.00,,,,Jun-13-26,Jun-13-26
    101,18-15123-90441,ann,,,,,407197269276,Lamp,L1,1,$30.00,,,,Jun-13-26,Jun-13-26
    102,18-15123-90442,bob,Bob,a2@b.co,United States,2025550122,407197269275,Mug,M1,1,$11.00,$5.00,$16.00,Card,Jun-14-26,Jun-14-26
"""
ETSY = """
    Sale Date,Order ID,Buyer User ID,Full Name,Number of Items,Payment Method,Date Shipped,Ship Country,Currency,Order Value,Coupon Code,Discount Amount,Shipping,Sales Tax,Order Total,Status,Card Processing Fees,Order Net,Buyer
    06/13/26,3001,777,Jane Doe,2,credit_card,06/15/26,United States,USD,50.00,,0.00,5.00,0.00,55.00,Completed,2.00,53.00,coolbuyer
"""
AMAZON = """
    amazon-order-id	merchant-order-id	purchase-date	last-updated-date	order-status	fulfillment-channel	sales-channel	product-name	sku	asin	item-status	quantity	currency	item-price	item-tax	shipping-price	ship-country	buyer-email
    112-1	M-1	2026-06-11T09:15:00+00:00	2026-06-11T10:00:00+00:00	Shipped	Amazon	Amazon.com	Mug	M1	B01	Shipped	2	USD	22.00	1.00	0.00	US	x1@marketplace.example
    112-2	M-2	2026-06-12T09:15:00+00:00	2026-06-12T10:00:00+00:00	Cancelled	Amazon	Amazon.com	Mug	M1	B01	Cancelled	1	USD	11.00	1.00	0.00	US	x2@marketplace.example
"""
GOOGLE = """
    Email,Phone Number,Google Click ID,Conversion Name,Conversion Time,Conversion Value,Conversion Currency,Order ID
    a1@b.co,+12025550121,EAIaIQ1,Purchase,2026-06-11 10:00:00+0000,11.50,EUR,O1
    a2@b.co,+12025550122,EAIaIQ2,Purchase,2026-06-12 10:00:00+0000,12.50,EUR,O2
"""
META = """
    email,phone,fn,ln,zip,country,event_name,event_time,value,currency,order_id
    a1@b.co,12025550121,Ann,A,10001,US,Purchase,1781172000,11.50,USD,O1
    a2@b.co,12025550122,Bob,B,10001,US,Lead,1781258400,12.50,USD,O2
"""
KLAVIYO = """
    Timestamp,Profile ID,Profile Email,Metric Name,$event_id,$value,$value_currency
    2026-06-11T10:00:00+00:00,01H,a1@b.co,Placed Order,O1,11.50,USD
"""
HUBSPOT = """
    Record ID,Deal Name,Deal Stage,Close Date,Amount,Deal owner,Pipeline,Associated Contact Email
    7001,Seed,Closed won,2026-06-11 10:00,5000,Sam,Sales,a1@b.co
    7002,Series,Contract sent,2026-06-12 10:00,6000,Sam,Sales,a2@b.co
    7003,Third,Closed lost,2026-06-12 10:00,6000,Sam,Sales,a3@b.co
"""
SALESFORCE = """
    Opportunity ID,Opportunity Name,Account Name,Stage,Amount,Amount Currency,Close Date,Opportunity Owner,Contact: Email
    006A,Retrofit,Acme,Closed Won,85000,EUR,2026-06-11,Sam,a1@b.co
    006B,Spares,Acme,Negotiation,34000,EUR,2026-06-12,Sam,a2@b.co
"""
LAYOUTS: dict[str, tuple[str, str, str, Filled, dict[str, str]]] = {
    "magento": (
        "Magento or Adobe Commerce orders", MAGENTO, ",",
        {"timestamp": ("Purchase Date",), "email": ("Customer Email",), "value": ("Grand Total (Base)",), "order_id": ("ID",)},
        {"Status": "closed"},
    ),
    "magento table": (
        "Magento or Adobe Commerce orders", MAGENTO_TABLE, ",",
        {"timestamp": ("created_at",), "value": ("grand_total",), "currency": ("order_currency_code",), "order_id": ("increment_id",)},
        {"status": "closed"},
    ),
    "bigcommerce": (
        "BigCommerce orders", BIGCOMMERCE, ",",
        {"email": ("Customer Email", "Billing Email"), "phone": ("Customer Phone", "Billing Phone"),
         "value": ("Order Total (inc tax)",), "currency": ("Order Currency Code",), "order_id": ("Order ID",)},
        {"Order Status": "awaiting payment"},
    ),
    "prestashop": (
        "PrestaShop orders", PRESTASHOP, ";",
        {"timestamp": ("date_add",), "email": ("email",), "value": ("total_paid_tax_incl",), "order_id": ("reference",)},
        {"order_state": "canceled"},
    ),
    "vend": (
        "Lightspeed X-Series (Vend) sales", VEND, ",",
        {"timestamp": ("Date",), "email": ("Customer Email",), "value": ("Total",), "content_id": ("Sku",),
         "content_name": ("Details",), "quantity": ("Quantity",), "order_id": ("Receipt Number",)},
        {"Status": "voided"},
    ),
    "lightspeed r": (
        "Lightspeed R-Series sales", LIGHTSPEED_R, ",",
        {"timestamp": ("completeTime",), "email": ("customerEmail",), "value": ("calcTotal",), "order_id": ("saleID",)},
        {"voided": "true"},
    ),
    "toast checks": (
        "Toast checks", TOAST_CHECKS, ",",
        {"timestamp": ("Opened Date", "Opened Time"), "email": ("Customer Email",), "phone": ("Customer Phone",), "value": ("Total",)},
        {},
    ),
    "toast payments": (
        "Toast payments", TOAST_PAYMENTS, ",",
        {"timestamp": ("Paid Date",), "email": ("Email",), "phone": ("Phone",), "value": ("Total",), "order_id": ("Order Id",)},
        {"Refunded": "full"},
    ),
    "clover payments": (
        "Clover payments", CLOVER_PAYMENTS, ",",
        {"timestamp": ("Payment Date",), "email": ("Customer Email",), "value": ("Amount",), "order_id": ("Order ID",)},
        {"Result": "fail"},
    ),
    "clover orders": (
        "Clover orders", CLOVER_ORDERS, ",",
        {"timestamp": ("Order Date",), "email": ("Customer Email",), "value": ("Order Total",), "order_id": ("Order ID",)},
        {"Order Payment State": "refunded"},
    ),
    "paypal": (
        "PayPal activity", PAYPAL, ",",
        {"timestamp": ("Date", "Time"), "email": ("From Email Address",), "phone": ("Contact Phone Number",),
         "value": ("Gross",), "currency": ("Currency",), "order_id": ("Transaction ID",)},
        {"Type": "payment refund", "Balance Impact": "debit"},
    ),
    "ebay": (
        "eBay orders", EBAY, ",",
        {"timestamp": ("Paid On Date",), "email": ("Buyer Email",), "phone": ("Ship To Phone",), "value": ("Total Price",),
         "content_id": ("Custom Label",), "order_id": ("Order Number",)},
        {},
    ),
    "amazon": (
        "Amazon orders", AMAZON, "\t",
        {"timestamp": ("purchase-date",), "email": ("buyer-email",), "price": ("item-price",), "order_id": ("amazon-order-id",)},
        {"order-status": "cancelled"},
    ),
    "google ads": (
        "Google Ads conversions", GOOGLE, ",",
        {"event": ("Conversion Name",), "timestamp": ("Conversion Time",), "email": ("Email",), "phone": ("Phone Number",),
         "value": ("Conversion Value",), "currency": ("Conversion Currency",), "order_id": ("Order ID",)},
        {},
    ),
    "meta": (
        "Meta offline conversions", META, ",",
        {"event": ("event_name",), "timestamp": ("event_time",), "email": ("email",), "phone": ("phone",),
         "value": ("value",), "currency": ("currency",), "order_id": ("order_id",)},
        {},
    ),
    "klaviyo": (
        "Klaviyo events", KLAVIYO, ",",
        {"timestamp": ("Timestamp",), "email": ("Profile Email",), "value": ("$value",), "currency": ("$value_currency",)},
        {},
    ),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_is_recognised_and_its_columns_are_taken_as_they_are_meant(layout: str) -> None:
    name, text, delimiter, columns, left_out = LAYOUTS[layout]
    found = suggested(text, delimiter)
    assert found.recognised == name
    assert {field: found.mapping.fields[field].columns for field in columns} == columns
    for column, state in left_out.items():
        assert state in [text.lower() for text in found.mapping.leave_out[column]]
    assert "timestamp" not in found.missing
    assert not found.questions


def test_summary_rows_of_tills_and_marketplaces_are_no_items() -> None:
    assert set(suggested(VEND).mapping.not_items["Line Type"]) == {"Sale", "Sale Payment"}
    assert suggested(EBAY).mapping.not_items
    assert suggested(EBAY).mapping.group_by == "Order Number"


def test_a_deal_is_a_sale_only_when_it_is_won() -> None:
    for text, stage, won in ((HUBSPOT, "Deal Stage", "Closed won"), (SALESFORCE, "Stage", "Closed Won")):
        found = suggested(text)
        assert won in found.mapping.only[stage]
        assert set(found.mapping.only[stage]).isdisjoint({"Contract sent", "Closed lost", "Negotiation"})
        assert not found.questions
        (question,) = suggested(text.replace(won, "Signed")).questions
        assert f"No “{stage}” is Closed" in str(question)


def test_etsy_names_nobody_and_says_so() -> None:
    found = suggested(ETSY)
    assert found.recognised == "Etsy orders"
    assert "email" in found.missing
    assert any("join the buyers' addresses" in str(note) for note in found.notes)


def test_times_of_magento_s_table_are_utc() -> None:
    assert suggested(MAGENTO_TABLE).mapping.fields["timestamp"].time_zone == "UTC"


def test_amounts_of_amazon_are_for_the_whole_line() -> None:
    assert suggested(AMAZON, "\t").mapping.fields["quantity"].value == "1"
