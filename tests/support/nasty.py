"""Cells that exports really have, and some that somebody might try."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

NOTHING = ("", " ", "\u00a0", "NULL", "n/a", "NaN", "\t", r"\N", " (null)", "<NA>", "NaT ")
HASH = "a" * 63 + "B"
EMPTY_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

EMAILS = (
    "alice@example.com", " ALICE_abc@gmail.com ", "a.b+tag@x.co.uk", "bob", "a@b", "@x.y", "a@@b.c", "a@b..c",
    "a@.b.c",
    "a b@c.de", "a,b@c.de", "Ünal@bücher.example", "İ@x.yz", "ΑΣ@x.gr", "<a@b.c>", "a@b.c;d@e.f", "a\u200b@b.cd",
    "\u202aa@b.cd\u202c", "a@b.c\nd",
    HASH, HASH.lower(), "a" * 32, "A" * 40, EMPTY_HASH, EMPTY_HASH.upper(), "'a@b.cd",
    "'john@example.com", "'jane@example.com'", "mary@example.com/", "\u201cann@example.com\u201d",
    "Jane <jane@x.com>",
    "mailto:a@b.co", "MAILTO:<a@b.co>", "a@b.co.", "a@b.co;", "(a@b.co)", "a@b_c.de", "a@-b.de", "a@b.c/d",
    "o'brien@x.com", "x@y <x@y.z>", "<a@b.co", "a@b.co>", "\u00aba@b.co\u00bb", "a@\u4f8b\u3048.jp", "'@x.yz",
    "a@b.co\u00b2", "a'@b.co", "@",
    "=cmd@x.yz", '"q"@x.yz', "a\\b@c.de",
    "noreply@shop.example", "No-Email2@x.yz", "do_not_reply@x.yz", "test@Test.com", "Shop <no.reply@x.yz>",
    "unknown@x.yz;", "mailto:walk-in@x.yz", "Walk_In@x.yz", "null@\u4f8b\u3048.jp", "reply@x.yz", "test@tests.com",
    "none@x.yz; ann@x.yz", "ann@shop.INVALID", "ann@shop.invalid.", "ann@invalid", "ann@shop.invalids",
    "ann@invalid.example",
    "Keine-Email2@x.yz", "pas_de.mail@x.yz", "sincorreo@x.yz", "senza@x.yz", "guest@Guest.com", "user@users.com",
)  # fmt: skip
PHONES = (
    "+12133734253", "(213) 373-4253", "2133734253", "12133734253", "1-213-373-4253", "+1 213 373 4253",
    "'+12133734253",
    "12133734253.0", "+12133734253.0", "1.2E+10", "+49 (0) 711 2842222", "0711 2842222", "+49 0711 2842222",
    "00497112842222",
    "+390612345678", "06 12345678", "+55 (11) 3923-5555", "011 44 20 7946 0958", "020 7946 0958", "+44 20 7946 0958",
    "0033612345678", "33612345678", "0612345678", "911", "abc", "+", "+999 123", "213-373-4253 ext. 5",
    "1-800-FLOWERS",
    "\uff0b12133734253", "213\u00a0373\u00a04253", "555-0100", "4915123456789", "49 151 23456789", "15123456789",
    "447911123456", "+1 555-0123", "491601641432", "+1 (213) 373-4253 x12", "8 (912) 345-67-89", HASH,
    "0" * 32, EMPTY_HASH, "03-1234-5678", "+81 3-1234-5678", "+7 912 345 67 89", "1234567890123456789012",
    "0000000000", "1111111111", "+11234567890", "(123) 456-7890", "+490000000000",
)  # fmt: skip
COUNTRIES = {
    "US": "US", "USA": "US", "united states": "US", "Germany": "DE", "Deutschland": "DE", "UK": "GB", "GBR": "GB",
    "Italy": "IT", "Brasil": "BR", "France": "FR", "日本": "JP",
}  # fmt: skip
UNKNOWN_COUNTRIES = ("Atlantis", "XX", "12")
ZONES = {
    "Eastern Time (US & Canada)": "America/New_York", "Europe/Berlin": "Europe/Berlin", "UTC": "UTC",
    "Tokyo Standard Time": "Asia/Tokyo", "asia/kolkata": "Asia/Kolkata",
}  # fmt: skip
TIMES = (
    "2026-11-20T10:01:00Z", "2026-11-20 10:01:00", "2026-11-20 10:01:00 +0000", "2026-11-20 10:01:00 +05:30",
    "2026-11-20 10:01", "2026-11-20", "2026/11/20 9:05 PM", "20261120", "20261120T100100Z", "20261120100100",
    "1795168860", "1795168860.7", "1795168860123", "46346.41736", "46346", "46346,5", "11/12/2026", "13/11/2026",
    "11/13/2026 12:00 am", "11.11.2026 23:59:59", "31/02/2026", "2026-02-30", "2026-11-20 24:00", "2026-11-20 10:60",
    "2026-11-20T10:01:00.123456789-08:00", "2026-11-01 01:30:00", "2026-11-01 00:30", "2026-10-25 02:30:00",
    "2026-03-08 02:30:00", "2026-11-25", "2027-01-01", "1970-01-01", "yesterday", "1.78E+09", "2026", "00/11/2026",
    "2026-11-20 10:01:00 EST", "2026-11-20  10:01", "Nov 20, 2026", "'2026-11-20 10:01:00", "13:05",
    "2026-11-20 13:05 PM",
    "11/20/2026, 10:05:00\u202fAM", "13/11/2026\u00a01:05 p. m.", "11.12.2026", "11.12.2026 10:05",
    "11.13.2026", "12.11.2026 9.05",
    "2026-11-20\u200910:01:00", "20/11/2026 1:05 a.m.", "20261120T1001", "20.11.2026, 10:05 PM", "31.13.2026",
    "2026-11-20 오후 3:05", "2026-11-20 午前12:05:10", "20.11.2026 03:05 ÖS", "13/11/2026 3:05 م", "20/11/2026 π.μ.",
    "1795168860123456", "1795168860123456789", "17951688601234", "7654321098765432109",
    "11/20/2026 10:01 (CEST)", "2026-11-20 10:01 UTC+2", "2026-11-20 10:01 (UTC+2)",
    "2026-11-20 10:01 GMT-09:30", "2026-11-20 10:01:00 +0000 UTC",
    "2026-11-20 10:01 IST", "2026-11-20T10:01:00-08:00[America/Los_Angeles]", "20-11-2026 PST",
    "2026-11-20 10:01 AM JST",
    "2026-11-22T00:10:00Z", "2026-11-22T00:10:01Z", "2026-10-25T00:00:00Z", "2026-10-24T23:59:59Z", "20261120 10:01",
)  # fmt: skip
AMOUNTS = (
    "12", "12.5", "1,234.50", "$1,234.50", "1.234,50", "1 234,50", "1\u00a0234,50 €", "(12.00)", "-5", "5-", "-0.00",
    "0",
    "0.00", "007.50", ".5", "5.", ",5", "1,23", "1,234", "1.234", "12,5", "USD 28", "28 kr", "US$ 7.00", "R$ 10,00",
    "--5",
    "(5", "1e3", "1.2E+10", "inf", "abc", "12 34", "1,2345.00", "'12.50", "+5", "999999999999", "1000000000000", "5%",
    "\u25b2 1,234.50", "\u25b3$5", "$\u25b25", "-\u25b25", "5\u25b2",
    "0.30000000000000004", "\u22125", "($5.00)", "-$5", "$-5", "- $ 5.00", "123456789.123456789012", "1'234.50",
    "1.250", "12.345", "0.125", "1250.125", "1,250", "001.250", "CHF 1'250.00",
    "1\u2019250,50", "₹1,25,000.00", "1,25,00",
    "25,-", "25.-", "25.\u2014", "25,--", "1,250.-", "(25,-)", "25.00-", "23.788099999999996", "29.738099999999996",
    "12.500000000000000000", "0.00001234567890123456", "€20", "¥5000", "12.00 CAD", "$12.00 USD", "€5 USD",
    "RM 12.50",
    "Rp50.000", "kr 5", "5kr.", "Rs.500", "$.50", "50¢", "12 pcs", "12 BGN", "12 eur", "US-Dollar 5",
    "zł12", "1 250,00 zł",
    "5 -USD", "$-.5", "Kč\u202f1.250", "£5", "C$5", "12 Euro", "(USD 5)", "+ 5 $", "1'25", "1,2,3", "5,", "-",
    "5 5", "£$5",
)  # fmt: skip
QUANTITIES = ("1", "2", "2.0", "2,0", "2.5", "0", "-1", "x", "1000", "1,000", "1.000", "12345678901")
TEXTS = (
    "plain",
    "#NAME?",
    "#DIV/0!",
    "#hashtag!!",
    'say "hi"',
    "back\\slash",
    "tab\tinside",
    "ünï\u2028cödé",
    "<script>",
    "'quoted",
    "emoji 🛒",
    "a\nb",
    "null x",
)
IDS = (
    "#N/A",
    "#REF!",
    "#WERT!",
    "A-1",
    "12345",
    "12345.0",
    "1.23E+18",
    "1,23e+18",
    "1E5",
    "'00123",
    "x" * 40,
    "#1001",
    "0012",
    "+12.0",
)
NAMES = (
    "Purchase", "purchase", "Lead", "CompletePayment", "Add to Cart", "AddToCart", "PlaceAnOrder", "my_custom-1",
    "1st",
    "Checkout", "x" * 51, "Sale!", "in-store sale", "Pageview",
)  # fmt: skip
SETS = ("7654321098765432109", "C4ABC", "7.65E+18", "123")
CURRENCIES = (
    "USD",
    "usd",
    "EUR",
    "XXX",
    "US Dollar",
    "JPY",
    "€",
    "$",
    "¥",
    "Schweizer Franken",
    "KWD",
    "BGN",
    "kr",
    "gbp",
)
CHANNELS = ("in_store", "email", "web", "IN_STORE")
CONTENT_TYPES = ("product", "product_group", "Product")
URLS = (
    "https://shop.example/a?b=1",
    "http://x",
    "ftp://x/y",
    "shop.example",
    "https://",
    "HTTPS://X.yz/ä",
    'https://x/"y"',
)
CLICKS = ("E.C.P.abc", "https://x.yz/?a=1&ttclid=E.C.P.q1#z", "https://x.yz/?a=1", "ttclid=abc&x=1", "?ttclid=")
LOCALES = ("en-US", "en_US", "de", "zh-Hant-TW", "english", "e", "en-")
IPS = (
    "8.8.8.8", "10.0.0.1", "192.168.1.1", "172.20.1.1", "172.15.1.1", "2001:4860:4860::8888", "fe80::1", "::1",
    "::ffff:8.8.8.8", "2001:db8::1", "256.1.1.1", "1.2.3", "8.8.8.8:80", "100.64.0.1", "203.0.113.5", "203.1.1.1",
    "2a00:1450:4001:0809:0000:0000:0000:200e", "fe80::1%eth0", "224.0.0.1", "169.254.1.1", "08.8.8.8", "127.0.0.1",
    "192.0.2.1", "198.51.100.7", "198.1.1.1", "x",
)  # fmt: skip


Draw = Callable[[Random], str]


def one_of(*values: str) -> Draw:
    """Each of the values as often as the others."""
    return lambda random: random.choice(values)


def cells(*values: str, often: tuple[str, ...] = ()) -> Draw:
    """One of the values, now and then nothing; `often` are good ones, so that some rows come through whole."""
    choices = (values, NOTHING, *(often,) * 6) if often else (values, NOTHING)
    return lambda random: random.choice(random.choice(choices))
