"""The halves of a day as exports of other languages name them, in place of AM and PM."""

from __future__ import annotations

import re
from typing import Final

MORNING: Final = r"오전|午前|上午|[Öö][Öö]|ص|π\.?μ\.?|לפנה[\"״]צ"
AFTERNOON: Final = r"오후|午後|下午|[Öö][Ss]|م|μ\.?μ\.?|אחה[\"״]צ"
"""Korean, Japanese, Chinese, Turkish, Arabic, Greek and Hebrew, as Excel writes them (RE2 and Python). Vietnamese SA
and CH are left out: SA is also a Saturday."""

CLOCK: Final = r"\d{1,2}(?:[時时시] ?\d{1,2}[分분](?: ?\d{1,2}[秒초])?|:\d\d(?::\d\d)?)"
"""A time of day behind its half: 10:05, 10:05:00, 10時05分."""

PATTERNS: Final = (
    (rf"(?:{MORNING}) ?({CLOCK})", r"\1 AM"),
    (rf"(?:{AFTERNOON}) ?({CLOCK})", r"\1 PM"),
    (rf"(:\d\d) ?(?:{MORNING})( |$)", r"\1 AM\2"),
    (rf"(:\d\d) ?(?:{AFTERNOON})( |$)", r"\1 PM\2"),
)
"""Patterns and the text that takes their place, one after the other."""

_COMPILED = [(re.compile(pattern, re.ASCII), put) for pattern, put in PATTERNS]


def in_english(text: str) -> str:
    """Return a time with AM or PM behind its clock in place of another language's word.

    >>> in_english("2026-06-11 오후 3:05"), in_english("11/06/2026 3:05 م")
    ('2026-06-11 3:05 PM', '11/06/2026 3:05 PM')
    """
    for pattern, put in _COMPILED:
        text = pattern.sub(put, text)
    return text
