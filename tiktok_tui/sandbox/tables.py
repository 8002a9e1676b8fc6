"""TikTok's names and limits as its documentation lists them, apart from the tables of the program under test.

Sources: "Report App, Web, Offline, or CRM Events" and the help-centre pages on standard, custom and reserved events.
"""

from __future__ import annotations

API_PREFIX = "/open_api/v1.3"

STANDARD_EVENTS = frozenset(
    """AddPaymentInfo AddToCart AddToWishlist ApplicationApproval CompleteRegistration Contact CustomizeProduct Download
    FindLocation InitiateCheckout Lead Purchase Schedule Search StartTrial SubmitApplication Subscribe
    ViewContent""".split()
)
LEGACY_EVENTS = frozenset("CompletePayment SubmitForm ClickButton PlaceAnOrder".split())
PAGE_VIEWS = frozenset(("Pageview", "PageView"))
"""Page views exist for web only, under two spellings."""

RESERVED_EVENTS = frozenset(
    """AddBilling Browse Checkout ClickForm ClickInDownloadPage ClickToDownload Consult ConsultByPhone Registration
    StartCheckout ViewConsultationPage ViewDownloadPage ViewForm""".split()
)
"""Names that TikTok maps by itself; nobody may have a custom event of that name."""

CURRENCIES = frozenset(
    """AED ARS AUD BDT BHD BIF BOB BRL CAD CHF CLP CNY COP CRC CZK DKK DZD EGP EUR GBP GTQ HKD HNL HUF IDR ILS INR ISK
    JPY KES KHR KRW KWD KZT MAD MOP MXN MYR NGN NIO NOK NZD OMR PEN PHP PKR PLN PYG QAR RON RUB SAR SEK SGD THB TRY TWD
    UAH USD VES VND ZAR""".split()
)

MAX_EVENTS = 1000
"""More events than this in one request refuse the whole request."""

OFFLINE_MAX_AGE = 28 * 86400
"""Seconds after a conversion within which TikTok uses it; what it answers for older ones is not documented."""

REPEAT_WINDOW = 48 * 3600
"""Seconds in which a second event of the same set, name and ID is dropped."""

AUTH_CODE_LIFETIME = 3600
ACCESS_TOKEN_LIFETIME = 86400
REFRESH_TOKEN_LIFETIME = 365 * 86400

SCOPE_MEASUREMENT = 5
SCOPE_REPORT_EVENT = 7224195155857866754
SCOPE_OFFLINE_MANAGE = 7043626160646946818
SCOPE_OFFLINE_READ = 7224195155857833986
SCOPE_OFFLINE_WRITE = 7050363942434095105
SCOPE_PIXEL_READ = 800
SCOPE_ADVERTISER_INFO = 10

PARTNERS = frozenset(("GoogleTagManagerServer", "Segment", "RudderStack", "stape"))
"""Partner names seen in TikTok's own and its partners' public code; any other is refused with 40063."""
