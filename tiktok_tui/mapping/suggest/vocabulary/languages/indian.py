"""Hindi, and the short words of India's English."""

from __future__ import annotations

from typing import Final

from tiktok_tui.mapping.suggest.vocabulary.languages.language import Language

HINDI: Final = Language(
    "Hindi",
    {
        "timestamp": """ऑर्डर की तारीख; ऑर्डर तारीख; ऑर्डर दिनांक; दिनांक; तारीख; खरीद की तारीख; भुगतान की तारीख;
            बिल दिनांक; दिनांक और समय""",
        "email": "ईमेल; ईमेल पता; ग्राहक ईमेल; ग्राहक का ईमेल",
        "phone": """मोबाइल नंबर; फ़ोन नंबर; फोन नंबर; मोबाइल; फ़ोन; संपर्क नंबर; ग्राहक मोबाइल; mob no; mob number;
            mob; cust mob no""",
        "value": """कुल राशि; ऑर्डर राशि; कुल मूल्य; भुगतान राशि; बिल राशि; कुल योग; राशि; कुल; bill amt; bill amount;
            total bill amt""",
        "currency": "मुद्रा",
        "order_id": "ऑर्डर नंबर; ऑर्डर संख्या; ऑर्डर आईडी; बिल नंबर; चालान संख्या; इनवॉइस नंबर",
        "status": "ऑर्डर स्थिति; ऑर्डर की स्थिति; भुगतान स्थिति; भुगतान की स्थिति; स्थिति; pymt status",
        "quantity": "मात्रा",
        "price": "इकाई मूल्य; मूल्य; कीमत",
        "content_name": "उत्पाद का नाम; उत्पाद",
        "kind": "लेनदेन प्रकार",
        "undone": "रद्द करने की तारीख; वापसी की तारीख",
        "why undone": "रद्द करने का कारण; वापसी का कारण",
        "paid": "भुगतान किया",
    },
    sale="""भुगतान किया गया; भुगतान हो गया; पूर्ण; पूरा हुआ; भेजा गया; डिलीवर किया गया; डिलीवर; वितरित; पुष्टि की गई;
        सफल; recd; rcvd; amt recd; payment recd""",
    no_sale="""रद्द; रद्द किया गया; वापस; वापस किया गया; वापसी; धनवापसी; रिफंड; असफल; विफल; अस्वीकृत; cod not collected;
        cod not recd; customer refused; rto in transit; rto undelivered""",
    not_yet="""लंबित; भुगतान लंबित; बकाया; अवैतनिक; ड्राफ्ट; मसौदा; प्रतीक्षारत; not recd; not rcvd; yet to receive;
        amt not recd; payment not recd""",
    partly="आंशिक भुगतान; आंशिक वापसी; part recd; partly recd",
    sale_kinds="बिक्री; ऑर्डर; चालान; भुगतान",
    other_kinds="खरीद; खर्च; जमा नोट",
    yes="हाँ",
    no="नहीं",
    consent="विपणन सहमति; विज्ञापन सहमति; सहमति",
    mails="समाचार पत्र; ईमेल सहमति",
    customers="ग्राहक; खरीदार",
)
