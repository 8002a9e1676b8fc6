"""TikTok's event names: standard, legacy and reserved ones, and the right name for a near miss.

Source: `supported-standard-events`, `how-to-adopt-tiktoks-updated-standard-events`, `reserved-events` and
`custom-events` in TikTok's help centre.
"""

from __future__ import annotations

import difflib
import re

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
    "instoresale": "Purchase",
    "sale": "Purchase",
    "order": "Purchase",
    "purchased": "Purchase",
    "payment": "Purchase",
    "paid": "Purchase",
    "signup": "CompleteRegistration",
    "register": "CompleteRegistration",
    "basket": "AddToCart",
    "cart": "AddToCart",
    "call": "Contact",
    "phonecall": "Contact",
    "trial": "StartTrial",
    "formsubmit": "Lead",
    "view": "ViewContent",
    "appointment": "Schedule",
    "subscription": "Subscribe",
}


def nearest(name: str) -> str | None:
    """The accepted name that `name` was probably meant to be, or None when nothing is near.

    >>> nearest("add to cart"), nearest("purchse"), nearest("in-store sale"), nearest("zzz")
    ('AddToCart', 'Purchase', 'Purchase', None)
    """
    squeezed = re.sub(r"[^a-z0-9]", "", name.lower())
    known = {candidate.lower(): candidate for candidate in (*LEGACY, *STANDARD)}
    known |= {reserved.lower(): standard for reserved, standard in RESERVED.items()}
    known |= _EVERYDAY
    if squeezed in known:
        return known[squeezed]
    close = difflib.get_close_matches(squeezed, known, n=1, cutoff=0.75)
    return known[close[0]] if close else None
