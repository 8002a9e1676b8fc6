"""TikTok's event names: standard, legacy and reserved ones, and the right name for a near miss.

Source: `supported-standard-events`, `how-to-adopt-tiktoks-updated-standard-events`, `reserved-events` and
`custom-events` in TikTok's help centre.
"""

from __future__ import annotations

import difflib
import re
from functools import cache

STANDARD = (
    "AddPaymentInfo",
    "AddToCart",
    "AddToWishlist",
    "ApplicationApproval",
    "CompleteRegistration",
    "Contact",
    "CustomizeProduct",
    "Download",
    "FindLocation",
    "InitiateCheckout",
    "Lead",
    "Purchase",
    "Schedule",
    "Search",
    "StartTrial",
    "SubmitApplication",
    "Subscribe",
    "ViewContent",
)
"""The standard names of today, the same for web and offline."""

LEGACY = {
    "CompletePayment": "Purchase",
    "SubmitForm": "Lead",
    "ClickButton": "",
    "PlaceAnOrder": "",
}
"""Older standard names that TikTok still takes, with the name it converts them to ("" where there is none)."""

ACCEPTED = frozenset((*STANDARD, *LEGACY))
"""Every name that an offline event may carry."""

INQUIRIES = frozenset({"Lead", "SubmitForm", "Contact"})
"""Events of people who only ask, which nobody has to answer before they count."""
UNPAID_EVENTS = INQUIRIES | {
    "AddToCart", "AddToWishlist", "CompleteRegistration", "CustomizeProduct", "Download", "FindLocation",
    "InitiateCheckout", "Schedule", "Search", "StartTrial", "SubmitApplication", "ViewContent",
}  # fmt: skip
"""Events that happen whether or not anybody pays."""

RESERVED = {
    "AddBilling": "AddPaymentInfo",
    "Browse": "ViewContent",
    "Checkout": "PlaceAnOrder",
    "ClickForm": "Lead",
    "ClickInDownloadPage": "ClickButton",
    "ClickToDownload": "Download",
    "Consult": "Contact",
    "ConsultByPhone": "Contact",
    "Registration": "CompleteRegistration",
    "StartCheckout": "InitiateCheckout",
    "ViewConsultationPage": "ViewContent",
    "ViewDownloadPage": "ViewContent",
    "ViewForm": "ViewContent",
}
"""Names that TikTok maps by itself, so that they cannot be custom names; the standard name to use instead."""

CUSTOM_PATTERN = r"[A-Za-z][A-Za-z0-9_-]{0,49}"
"""A custom (web) name: at most 50 letters, digits, underscores and dashes, a letter first."""

_EVERYDAY = {
    "Purchase": "in-store sale; in-store purchase; sale; order; purchased; payment; paid; payment received; "
    "transaction; order paid; order completed; completed order; placed order; order placed; checkout completed; "
    "purchase completed; completed purchase; in-app purchase; initial purchase; payment succeeded; payment completed; "
    "charge succeeded; invoice paid; invoice payment succeeded; transaction completed",
    "CompleteRegistration": "sign up; signed up; register; registered; account created",
    "AddToCart": "basket; cart; added to cart; product added; product added to cart; add cart",
    "AddToWishlist": "product added to wishlist; added to wishlist",
    "AddPaymentInfo": "payment info entered; payment info submitted; payment info added",
    "InitiateCheckout": "begin checkout; checkout started; started checkout; initiated checkout",
    "ViewContent": "view; viewed; view item; viewed product; product viewed; view product; view category; "
    "viewed content; content view",
    "Search": "searches; searched; products searched; search submitted; view search results",
    "Contact": "call; phone call",
    "StartTrial": "trial; trial started; started trial; begin trial",
    "Lead": "leads; generate lead; lead generated; new lead; form submit; form submitted",
    "Schedule": "appointment; appointment booked; appointment scheduled",
    "Subscribe": "subscription; subscribed; subscription started",
    "Download": "file download; file downloaded",
}
"""The words of people for an event, and how Segment, GA4, Shopify's pixel, Klaviyo, Snap and Meta name it."""

_OTHER_WORDS = frozenset(
    "contract contracts contracted contrast content contents contest compact browser consul purchasebill purchasebills "
    "purchaseorder purchaseorders purchasenote purchasetax purchaseday".split()
)
"""Words that differ from a name by a letter or two, and are no slip."""

_OF_A_MAKER = re.compile(r"^\s*(?:af_|fb_mobile_)")
"""The beginning of the names of AppsFlyer and of Meta's apps: `af_purchase`."""
_LEAST = 5
"""Letters of a name that a slip is looked for in: of four, one is too much."""


def nearest(name: str) -> str | None:
    """Return the accepted name that `name` was probably meant to be, or None when nothing is near.

    Everyday words are taken as they are; in TikTok's own names slips are seen, but no other beginning: `Unsubscribe`
    and `Reschedule` are other events.

    >>> nearest("add to cart"), nearest("purchse"), nearest("in-store sale"), nearest("zzz")
    ('AddToCart', 'Purchase', 'Purchase', None)
    """
    text = _squeezed(name)
    known = _known()
    if text in known:
        return known[text]
    if text in _OTHER_WORDS:
        return None
    names = [own for own in (*map(str.lower, ACCEPTED), *map(str.lower, RESERVED)) if len(own) >= _LEAST]
    close = difflib.get_close_matches(text, [own for own in names if own[:1] == text[:1]], n=1, cutoff=0.75)
    return known[close[0]] if close else None


def _squeezed(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", _OF_A_MAKER.sub("", name.lower()))


@cache
def _known() -> dict[str, str]:
    """Return the name that each text means, without its case and signs."""
    known: dict[str, str] = {}
    for name, phrases in _EVERYDAY.items():
        for phrase in map(_squeezed, phrases.split(";")):
            known |= {phrase: name, f"{phrase}s": name}
    known |= {reserved.lower(): standard for reserved, standard in RESERVED.items()}
    return known | {name.lower(): name for name in (*LEGACY, *STANDARD)}
