"""Names of events: which are accepted, which may be custom, and the right one for a near miss."""

from __future__ import annotations

import re

import pytest

from tiktok_tui.events.names import ACCEPTED, CUSTOM_PATTERN, LEGACY, RESERVED, STANDARD, nearest


@pytest.mark.parametrize("name", ["a", "Z9_-", "x" * 50])
def test_a_custom_name_is(name: str) -> None:
    assert re.fullmatch(CUSTOM_PATTERN, name)


@pytest.mark.parametrize("name", ["", "x" * 51, "9lives", "_a", "-a", "a b", "a.b", "\u00e4", "a\n"])
def test_a_custom_name_is_not(name: str) -> None:
    assert not re.fullmatch(CUSTOM_PATTERN, name)


def test_the_names_are_those_of_tiktoks_help() -> None:
    assert (
        *("AddPaymentInfo", "AddToCart", "AddToWishlist", "ApplicationApproval", "CompleteRegistration", "Contact"),
        *("CustomizeProduct", "Download", "FindLocation", "InitiateCheckout", "Lead", "Purchase", "Schedule", "Search"),
        *("StartTrial", "SubmitApplication", "Subscribe", "ViewContent"),
    ) == STANDARD
    assert LEGACY == {"CompletePayment": "Purchase", "SubmitForm": "Lead", "ClickButton": "", "PlaceAnOrder": ""}
    assert {*STANDARD, *LEGACY} == ACCEPTED


def test_reserved_names_lead_to_accepted_ones() -> None:
    """As TikTok maps them; where it maps to a page view, which is no event of ours, to the view of a content."""
    assert {
        "AddBilling": "AddPaymentInfo",
        "Checkout": "PlaceAnOrder",
        "ClickForm": "Lead",
        "ClickInDownloadPage": "ClickButton",
        "ClickToDownload": "Download",
        **dict.fromkeys(("Consult", "ConsultByPhone"), "Contact"),
        "Registration": "CompleteRegistration",
        "StartCheckout": "InitiateCheckout",
        **dict.fromkeys(("Browse", "ViewConsultationPage", "ViewDownloadPage", "ViewForm"), "ViewContent"),
    } == RESERVED
    assert set(RESERVED.values()) <= ACCEPTED
    assert not set(RESERVED) & ACCEPTED


EVERYDAY = {
    "Purchase": (
        "in-store sale",
        "Sale",
        "order",
        "purchased",
        "payment",
        "paid",
        "PURCHASE",
        "purchse",
        "purchases",
        "Order Completed",
        "Placed Order",
        "checkout_completed",
        "sales",
        "payments",
    ),
    "CompleteRegistration": ("sign-up", "register", "Registration", "registered"),
    "AddToCart": ("basket", "cart", "add_to_cart", "add to cart", "Product Added", "product_added_to_cart", "addtocrt"),
    "AddToWishlist": ("Product Added to Wishlist", "add_to_wishlist"),
    "AddPaymentInfo": ("Payment Info Entered", "payment_info_submitted"),
    "Search": ("Products Searched", "view_search_results"),
    "Download": ("file_download",),
    "Contact": ("call", "phone call", "ConsultByPhone", "contacts"),
    "StartTrial": ("trial", "trials"),
    "Lead": ("form submit", "leads", "ClickForm", "generate_lead"),
    "ViewContent": ("view", "viewed", "Browse", "view_item", "Product Viewed"),
    "Schedule": ("appointment", "scheduled"),
    "Subscribe": ("subscription", "subscribed"),
    "InitiateCheckout": ("StartCheckout", "initiate check-out", "begin_checkout", "Checkout Started"),
    "CompletePayment": ("complete payment", "completepaymnt"),
    "SubmitForm": ("SUBMITFORM",),
    "PlaceAnOrder": ("checkout", "place order"),
    "ClickButton": ("click_button",),
}
"""For each name, what people write instead of it."""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *((written, meant) for meant, each in EVERYDAY.items() for written in each),
        *((written, None) for written in ("xyz", "cancelled", "", "!", "completereg", "lead_form", "buy", "refund")),
    ],
)
def test_a_near_miss_leads_to_the_right_name(written: str, meant: str | None) -> None:
    assert nearest(written) == meant


@pytest.mark.parametrize(
    "written",
    """
    Unsubscribe; Reschedule; Research; Recall; Unpaid; Repayment; Nonpayment; Overpayment; Preorder; Reorder; Resale;
    No sale; Border; Card; Chart; Chat; Trail; Contract; Contest; Compact; Content; Led; Load; Disappointment;
    Order Cancelled; Order Refunded; Purchase cancelled; Purchase Return; Cancel subscription
    """.replace("\n", " ").split(";"),
)
def test_another_word_is_no_near_miss_and_what_undoes_an_event_least_of_all(written: str) -> None:
    assert nearest(written) is None
