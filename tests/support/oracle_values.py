"""A plain reading of single cells, for tests only: slow, straightforward, and written apart from the SQL."""

from __future__ import annotations

import hashlib
import ipaddress
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Context, Decimal
from zoneinfo import ZoneInfo

import phonenumbers

from tiktok_tui.events.currencies import NO_DECIMALS, THREE_DECIMALS
from tiktok_tui.events.notations.money_signs import money_key, spellings
from tiktok_tui.events.notations.zone_marks import OFFSETS

NOTHING = hashlib.sha256(b"").hexdigest()
_INVISIBLE = [
    *range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x2010), *range(0x2028, 0x2030),
    *range(0x205F, 0x2065), *range(0x2066, 0x206A), 0x3000, 0xFEFF,
]  # fmt: skip
BLANKS = "".join(map(chr, _INVISIBLE))
SPACES = "\t \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
APOSTROPHES = "'`\u00b4\u02bc\u2018\u2019\u2032"
SIGNS = ("+", "-", "\u2212", "\u25b2", "\u25b3")
Number = tuple[str, str]
"""A JSON number as it is written: ("#", "1234.50")."""


class Typed(str):
    """A cell that is a number in its file, as text: its point is a point whatever the style of text."""


NO_CELL = ("", "null", "n/a", "nan", "nat", "<na>", "(null)", "<null>", "[null]", r"\n")


def cell(text: str | None) -> str | None:
    if isinstance(text, Typed):
        return text
    stripped = (text or "").strip(BLANKS)
    return None if stripped.lower() in NO_CELL else stripped


def unmarked(text: str | None) -> str | None:
    """Without the apostrophe of a spreadsheet, unless a letter, a blank or another one follows."""
    if text is not None and len(text) > 1 and text[0] == "'" and not re.match(r"['A-Za-z\s]", text[1], re.ASCII):
        return text[1:]
    return text


def without_error(text: str | None) -> str | None:
    """None for an error of a spreadsheet: #N/A, #REF!, or #WERT! in German."""
    return None if text is not None and re.fullmatch(r"#[¡¿]?[A-ZÀ-Ý]+(/0)?[!?]|#N/[AD]|#NV", text) else text


def mangled(text: str) -> bool:
    return re.fullmatch(r"[0-9]([.,][0-9]+)?[eE]\+[0-9]+", text) is not None


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def identifier(field: str, text: str) -> tuple[str | None, str | None]:
    """Read a hash: (hash, rule); (None, None) when the text is none."""
    if re.fullmatch(r"[0-9a-fA-F]{32}|[0-9a-fA-F]{40}", text) or text.lower() == NOTHING:
        return None, f"{field}.wrong_hash"
    if re.fullmatch(r"[0-9a-fA-F]{64}", text):
        return text.lower(), None if text == text.lower() else f"{field}.hash_case"
    return None, None


QUOTES = "'`\u00ab\u00b4\u00bb\u02bc\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2032\u2033\u2039\u203a"


def email(text: str) -> tuple[str | None, str | None]:
    """Read one address: (hash, rule)."""
    found, rule = identifier("email", text)
    if found or rule:
        return found, rule
    if _is_address(text):
        return sha256("".join(letter.lower() for letter in text)), None
    bare = _bare(text) if text.count("@") < 2 else _first(text)
    if bare is not None and _is_address(bare):
        return sha256("".join(letter.lower() for letter in bare)), "email.marks"
    return None, "email.invalid"


def _is_address(text: str) -> bool:
    bad = set(',;:<>()[]\\"') | set(BLANKS) | {chr(code) for code in (*range(0x21), *range(0x7F, 0xA1))}
    before, at, domain = text.partition("@")
    if not before or not at or bad & set(text) or before[0] in QUOTES or before[-1] in QUOTES or _is_nobody_s(text):
        return False
    labels = domain.split(".")
    return len(labels) > 1 and all(
        label and label[0] != "-" and label[-1] != "-" and all(letter == "-" or _letter(letter) for letter in label)
        for label in labels
    )


_SIGNS = ("", ".", "_", "-")
_WITHOUT = ("kein", "keine", "ohne", "sin", "sem", "senza", "geen", "sans", "pasd", *(f"pas{x}de" for x in _SIGNS))
_NOBODY = {
    *("none", "null", "unknown", "undefined"),
    *(f"walk{sign}in" for sign in _SIGNS),
    *(f"no{sign}{name}" for sign in _SIGNS for name in ("mail", "email", "reply")),
    *(f"do{first}not{second}reply" for first in _SIGNS for second in _SIGNS),
    *(f"{word}{sign}{mail}" for word in _WITHOUT for sign in _SIGNS for mail in ("mail", "email", "correo")),
}
"""Typed where a form asks for an address and nobody gives one, or nobody reads it."""
_TWICE = {
    *("test", "na", "no", "xxx", "aaa", "abc", "asdf", "guest", "customer", "client", "user", "name", "mail", "email"),
}
"""Typed before the @ and behind it."""


def _is_nobody_s(text: str) -> bool:
    name, _, domain = text.lower().partition("@")
    if name in _NOBODY or (re.search("mail|correo", name) and name.rstrip("0123456789") in _NOBODY):
        return True
    if domain.endswith(".invalid"):
        return True
    twice = domain.startswith(f"{name}.") and name in _TWICE
    return twice and re.fullmatch("[a-z]+", domain[len(name) + 1 :]) is not None


def _letter(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LM" or unicodedata.category(letter) == "Nd"


def _first(text: str) -> str | None:
    """The first of several addresses, which end at a blank or a separator."""
    name, _, rest = text.partition("@")
    domain = re.split(r"[;,|/ \t\n\f\r]", rest, maxsplit=1)
    return _bare(f"{name}@{domain[0]}") if len(domain) > 1 and "@" not in domain[0] and domain[0] else None


def _bare(text: str) -> str | None:
    """Without a display name, quotes, brackets, separators and mailto: around it; None for more than one address."""
    if text.count("@") != 1 or ("<" in text) != (">" in text):
        return None
    marks = QUOTES + '" \u00a0\u202f,;/()[]'
    name, opened, rest = text.partition("<")
    if opened and "@" not in name and ">" not in name:
        text = rest
    text = text.lstrip(marks)
    if text[:7].lower() == "mailto:":
        text = text[7:].lstrip(marks)
    return text.rstrip(marks + ".>")


def phone(text: str, region: str) -> tuple[str | None, str | None]:
    """Read one number: (hash, rule)."""
    text = unmarked(text) or ""
    if re.fullmatch(r"\+?[0-9]+\.0+", text):
        text = text.split(".")[0]
    found, rule = identifier("phone", text)
    if found or rule:
        return found, rule
    if re.fullmatch(r"[+-]?[0-9]+([.,][0-9]+)?[eE][+-]?[0-9]+", text):
        return None, "phone.unparseable"
    number = None
    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException as error:
        if error.error_type == phonenumbers.NumberParseException.INVALID_COUNTRY_CODE and not region:
            return None, "phone.unparseable" if text[:1] in ("+", "\uff0b") else "phone.no_country"
    readings = [number] if number is not None else []
    if region and re.fullmatch(r"[0-9\s().\-/\u00a0]+", text):
        digits = re.sub(r"[^0-9]", "", text)
        code = phonenumbers.country_code_for_region(region)
        try:
            lost = phonenumbers.parse("+" + digits)
        except phonenumbers.NumberParseException:
            pass
        else:
            trunk = phonenumbers.ndd_prefix_for_region(region, True) not in (None, str(code))
            if lost.country_code == code and trunk and phonenumbers.is_valid_number(lost):
                readings.insert(0, lost)
            elif phonenumbers.is_valid_number(lost) or lost.country_code == code:
                readings.append(lost)
    for good in (phonenumbers.is_valid_number, long_enough):
        for reading in readings:
            if good(reading):
                return sha256(phonenumbers.format_number(reading, phonenumbers.PhoneNumberFormat.E164)), None
    return None, "phone.unparseable"


def long_enough(number: phonenumbers.PhoneNumber) -> bool:
    """Return True for a number that is possible from anywhere, no shorter than lines and mobiles, and no 1234567890."""
    kinds = (phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.MOBILE)
    reasons = {phonenumbers.is_possible_number_for_type_with_reason(number, kind) for kind in kinds}
    short = {phonenumbers.ValidationResult.TOO_SHORT, phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY}
    digits = phonenumbers.national_significant_number(number)
    typed_for_nobody = digits == digits[0] * len(digits) or digits in "01234567890"
    return phonenumbers.is_possible_number_with_reason(number) == 0 and not reasons <= short and not typed_for_nobody


def external_id(text: str) -> tuple[str | None, str | None]:
    found, rule = identifier("external_id", text)
    if found or rule:
        return found, rule
    return (None, "external_id.mangled") if mangled(text) else (sha256(text), None)


def wall(text: str, format_: str | None) -> datetime | None:
    """The date and time as a readable time is written; None for Unix time. With %z in UTC."""
    text = _half_in_english("".join(" " if letter in SPACES else letter for letter in text))
    if format_ is not None:
        read = _by_format(text, format_)
        return read if read.tzinfo is None else read.astimezone(UTC).replace(tzinfo=None)
    if re.fullmatch(r"(\d{9,10}|\d{13}|1\d{15}|1\d{18})(\.\d+)?", text, re.ASCII):
        return None
    if re.fullmatch(r"[2-9]\d{4}([.,]\d{1,15})?", text, re.ASCII):
        return datetime.fromtimestamp(int(seconds(text, "UTC", None)), UTC).replace(tzinfo=None)
    date, rest = _date(_zone_in_digits(text))
    clock = _clock(rest)
    assert not isinstance(date, str)
    assert clock is not None
    return datetime(*date, *clock[:3])


def id_key(text: str | None) -> str | None:
    """The number of an order or a shop for comparing; None for a mangled one."""
    if text is None or mangled(text):
        return None
    bare = text.lstrip("# ") if text.startswith("#") else text
    if re.fullmatch(r"[0-9]+(\.0+)?", bare):
        return bare.split(".")[0].lstrip("0") or "0"
    return bare or text


def _half_in_english(text: str) -> str:
    """Put AM or PM behind the clock, where a word of another language names the half of the day."""
    for half, words in (("AM", "오전 午前 上午 ÖÖ ص π.μ."), ("PM", "오후 午後 下午 ÖS م μ.μ.")):
        for word in words.split():
            before, found, after = text.partition(word)
            clock = re.match(r" ?([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)", after)
            if found and clock:
                text = f"{before}{clock[1]} {half}{after[clock.end() :]}"
            elif found and re.search(":[0-9]{2} ?$", before):
                text = f"{before.removesuffix(' ')} {half}{after}"
    return text


def _by_format(text: str, format_: str) -> datetime:
    try:
        return datetime.strptime(text, format_)
    except ValueError:
        return datetime.strptime(_zone_in_digits(text), format_)


def _zone_in_digits(text: str) -> str:
    """Put the offset in place of a zone's words behind the clock; the year goes to the day where it stands behind."""
    words = text.split()
    if len(words) in (5, 6) and words[0].isalpha() and words[1].isalpha() and re.fullmatch("[0-9]{4}", words[-1]):
        text = " ".join([*words[:3], words[-1], *words[3:-1]])
    if twice := re.fullmatch(r"(.*:[0-9]{2}.*(?:[0-9]Z|[+-][0-9]{2}:?[0-9]{2})) ?(?:\(\D+\)|\[\D+\]|[A-Z]{3,5})", text):
        text = twice[1]
    if utc := re.fullmatch(r"(.*[0-9Mm.] ?)\(?(?:UTC|GMT) ?([+-])([0-9]{1,2})(:?[0-9]{2})?\)?", text):
        return f"{utc[1]}{utc[2]}{utc[3]:0>2}{utc[4] or ''}"
    if named := re.fullmatch(r"(.*?(?:[0-9] ?|[AaPp]\.?[Mm]\.? ?))\(?([A-Z]{3,4})\)?", text):
        return named[1] + OFFSETS[named[2]] if named[2] in OFFSETS else text
    return text


def seconds(text: str, zone: str, format_: str | None) -> int | str:
    """Read a time: Unix seconds, or the name of the broken rule."""
    text = _half_in_english("".join(" " if letter in SPACES else letter for letter in text))
    if format_ is not None:
        try:
            read = _by_format(text, format_)
        except ValueError:
            return "timestamp.unreadable"
        return _instant(read, zone) if 1900 <= read.year < 2200 else "timestamp.unreadable"
    if unix := re.fullmatch(r"(\d{9,10}|\d{13}|1\d{15}|1\d{18})(\.\d+)?", text, re.ASCII):
        return int(unix[1]) // {13: 1000, 16: 10**6, 19: 10**9}.get(len(unix[1]), 1)
    if re.fullmatch(r"[2-9]\d{4}([.,]\d{1,15})?", text, re.ASCII):
        days = float(text.replace(",", "."))
        return _instant(datetime(1899, 12, 30) + timedelta(seconds=_away(days * 86400)), zone)
    date, rest = _date(_zone_in_digits(text))
    if isinstance(date, str):
        return date
    clock = _clock(rest)
    if clock is None:
        return "timestamp.unreadable"
    hour, minute, second, offset = clock
    wall = datetime(*date, hour, minute, second)
    if offset is not None:
        return int(wall.replace(tzinfo=timezone(timedelta(seconds=offset))).timestamp())
    return _instant(wall, zone)


def _away(value: float) -> int:
    """Round to the nearest whole, halves away from zero."""
    return int(Decimal(value).to_integral_value(ROUND_HALF_UP))


def _date(text: str) -> tuple[tuple[int, int, int] | str, str]:
    year = "(?:19|20|21)[0-9]{2}"
    shapes = (
        (rf"({year})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}})", "ymd"),
        (rf"([0-9]{{1,2}})\.([0-9]{{1,2}})[-/.]({year})", "dmy"),
        (rf"([0-9]{{1,2}})[-/]([0-9]{{1,2}})[-/.]({year})", "??y"),
        (rf"({year})([0-9]{{2}})([0-9]{{2}})", "ymd"),
    )
    for shape, order in shapes:
        if not (found := re.match(shape, text)):
            continue
        rest = text[found.end() :]
        if _clock(rest) is None:
            continue
        one, two, three = map(int, found.groups())
        date = (one, two, three)
        if order == "dmy":
            date = (three, two, one) if two <= 12 else (three, one, two)
        if order == "??y":
            if one != two and 1 <= one <= 12 and 1 <= two <= 12:
                return "timestamp.ambiguous", ""
            date = (three, two, one) if one > 12 else (three, one, two)
        try:
            datetime(*date)
        except ValueError:
            return "timestamp.unreadable", ""
        return date, rest
    return "timestamp.unreadable", ""


def _clock(rest: str) -> tuple[int, int, int, int | None] | None:
    """Read what stands behind the date: hour, minute, second, offset in seconds (None without a zone)."""
    if not rest:
        return 0, 0, 0, None
    found = re.fullmatch(
        r"(?:[Tt]|,? +|,)([0-9]{1,2})[:.]?([0-5][0-9])(?:[:.]?([0-5][0-9])(?:[.,][0-9]+)?)?(?: ?([AaPp])\.? ?[Mm]\.?)?"
        r"(?: ?(Z|z|UTC|utc|GMT|gmt|[+-][0-9]{2}(?::?[0-9]{2})?))?",
        rest,
    )
    if not found:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[4] in "pP" else 0)
    if hour > 23:
        return None
    zone = found[5]
    if zone is None:
        return hour, minute, second, None
    if zone[0] not in "+-":
        return hour, minute, second, 0
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return hour, minute, second, (-1 if zone[0] == "-" else 1) * (int(digits[:2]) * 3600 + int(digits[2:]) * 60)


def _instant(wall: datetime, zone: str) -> int:
    """An hour that the clock shows twice is the later one; one that it skips counts on from before the change."""
    if wall.tzinfo is not None:
        return int(wall.timestamp()) if wall.microsecond == 0 else int(wall.timestamp() // 1)
    placed = wall.replace(microsecond=0, tzinfo=ZoneInfo(zone), fold=1)
    skipped = placed.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != placed.replace(tzinfo=None)
    return int((placed.replace(fold=0) if skipped else placed).timestamp())


@dataclass(frozen=True)
class Amount:
    """The reading of an amount's cell: its digits as JSON has them (None: unreadable), whether it is below zero, the
    currencies that each sign in it can mean, and a second reading of digits that may be thousands."""

    digits: str | None = None
    negative: bool = False
    signs: tuple[tuple[str, ...], ...] = ()
    other: str | None = None


def amount(text: str, style: str | None) -> Amount:
    """Read an amount in a style ("1,234.56"), None where the destination names none."""
    typed = isinstance(text, Typed)
    text = unmarked(written_out(text) if typed else text) or ""
    brackets = text.startswith("(") and text.endswith(")")
    text = text[1:-1] if brackets else text
    core = re.search(rf"(?<![^\W\d_])[.,]?[0-9](?:[0-9.,{SPACES}{APOSTROPHES}]*[0-9])?|[0-9](?:[0-9.,]*[0-9])?", text)
    if not core:
        return Amount()
    front, number, back = text[: core.start()].strip(SPACES), core[0], text[core.end() :]
    dashed = re.match(rf"[.,][{SPACES}]*(?:--?|[\u2013\u2014])", back)
    if dashed:
        back = back[dashed.end() :]
    elif back[:1] in (".", ","):
        number, back = number + back[0], back[1:]
    back = back.strip(SPACES)
    signs = [front[0]] if front[:1] in SIGNS and front else []
    front = front[len(signs) :].strip(SPACES)
    if front and front[-1] in SIGNS:
        signs.append(front[-1])
        front = front[:-1].strip(SPACES)
    if back.endswith("-"):
        signs.append("-")
        back = back[:-1].strip(SPACES)
    named = [_money(word) for word in (front, back) if word]
    digits = _digits(number, "1,234.56" if typed else style or "1,234.56", whole=bool(dashed))
    if digits is None or not all(named) or len(signs) + brackets > 1:
        return Amount()
    whole, _, decimals = digits.partition(".")
    read = (whole.lstrip("0") or "0") + (f".{decimals}" if decimals else "")
    two_ways = style is None and not typed and re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", read)
    sent = without_noise(read)
    return Amount(
        sent if len(sent.split(".")[0]) <= 12 and "e" not in sent else None,
        bool(brackets or {"-", "\u2212", "\u25b2", "\u25b3"} & set(signs)) and Decimal(read) != 0,
        tuple(filter(None, named)),
        read.replace(".", "") if two_ways else None,
    )


def below_zero(text: str) -> bool:
    """True for an amount below zero in any style: a minus or a bracket before its digits, or a minus behind them."""
    first = next((place for place, letter in enumerate(text) if letter in "0123456789"), len(text))
    signed = not {"(", *SIGNS[1:]}.isdisjoint(text[:first])
    behind = text.endswith("-") and text[:-1].removesuffix(" ")[-1:] in set("0123456789")
    return any(letter in "123456789" for letter in text) and (signed or behind)


def in_cents(amount: Amount) -> Amount:
    """An amount that is a whole number of cents, and has no second reading."""
    whole = re.fullmatch(r"([0-9]+)(\.0*)?", amount.digits or "")
    return replace(amount, digits=whole[1] if whole else None, other=None)


def from_cents(digits: str | None, currency: str | None) -> str | None:
    """Cents as an amount of their currency, without zeros at its end."""
    if digits is None or currency in NO_DECIMALS:
        return digits
    amount = f"{Decimal(digits) / (1000 if currency in THREE_DECIMALS else 100):f}"
    return amount.rstrip("0").rstrip(".") if "." in amount else amount


def _money(word: str) -> tuple[str, ...]:
    """The currency words beside a number: letters, slashes and signs, one blank or hyphen between two of them."""
    before = " "
    for letter in word:
        kind = "word" if letter == "/" or unicodedata.category(letter)[0] in "LM" else unicodedata.category(letter)
        fits = kind in ("word", "Sc") or (letter == "." and before == "word")
        if not fits and not (letter in " \u00a0\u2009\u202f-" and before in ("word", "Sc", ".")):
            return ()
        before = "." if letter == "." else kind if kind in ("word", "Sc") else " "
    return spellings().get(money_key(word), ()) if before != " " else ()


def _digits(number: str, style: str, *, whole: bool) -> str | None:
    """The digits of a number in a style, with a point before the decimals; None if it is not written in this style."""
    mark, groups = {"1,234.56": (".", ","), "1.234,56": (",", "."), "1 234,56": (",", SPACES)}[style]
    front, found, decimals = number.partition(mark)
    if (decimals and not re.fullmatch("[0-9]+", decimals)) or (whole and found) or not (front or decimals):
        return None
    for separators in (groups, APOSTROPHES):
        parts = re.split(f"[{re.escape(separators)}]", front)
        if front and not all(re.fullmatch("[0-9]+", part) for part in parts):
            continue
        threes = len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:])
        twos = separators == "," and len(parts[0]) <= 2 and len(parts[-1]) == 3
        if len(parts) == 1 or threes or (twos and all(len(part) == 2 for part in parts[1:-1])):
            return "".join(parts) + (f".{decimals}" if decimals else "")
    return None


def without_noise(digits: str) -> str:
    """The shortest number of at most 15 significant digits, for digits that have more."""
    if len(digits) <= 16:
        return digits
    if digits.startswith("0.000"):
        return f"{float(digits):.15f}".rstrip("0").rstrip(".")
    return f"{float(digits):.15g}"


def written_out(text: str) -> str:
    """A typed number without its exponent."""
    if re.fullmatch(r"-?\d(\.\d+)?[eE][+-]?\d+", text):
        number = Decimal(text)
        if abs(number) < Decimal("1e24"):
            exact = f"{number.quantize(Decimal('1e-14'), ROUND_HALF_UP, Context(prec=60)):f}"
            return exact.rstrip("0").rstrip(".")
    return text


def public_ip(text: str) -> tuple[str | None, str | None]:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None, "ip.invalid"
    if isinstance(address, ipaddress.IPv6Address) and address.scope_id:
        return None, "ip.invalid"
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    judged = mapped or address
    return (
        (str(mapped) if mapped else text, None)
        if judged.is_global and not judged.is_multicast
        else (None, "ip.private")
    )
