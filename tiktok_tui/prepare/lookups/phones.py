"""Reads phone numbers with libphonenumber, for the cells that SQL leaves open."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

import phonenumbers

from tiktok_tui.events.rules import BIT
from tiktok_tui.prepare.query.macros import cell
from tiktok_tui.prepare.query.strict_phones import shortest

_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
_MANGLED = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?[eE][+-]?[0-9]+")
_TAIL = re.compile(r"\+?[0-9]+\.0+")
_MARK = re.compile(r"'[^'A-Za-z\s]", re.ASCII)
_PLAIN = re.compile(r"[0-9\s().\-/\xa0]+")
_COUNTED_UP = "01234567890"
_LONGEST = 250


@dataclass(frozen=True, slots=True)
class PhonesRead:
    """The numbers of one cell (E.164, or SHA-256 in lower case), and the mask of broken rules."""

    numbers: tuple[str, ...]
    bits: int


def read_phone(text: str, region: str) -> PhonesRead:
    """Read one phone number written in any style; `region` is an ISO code, "" when no country is known.

    A number is good if libphonenumber finds it possible from anywhere (right length for its country): one without its
    area code is not, nor one that is shorter than any line. Without a plus, digits can be a national number, or an
    international one that has lost its plus: the reading that is a valid number is taken, else a possible one.
    """
    text = text[1:] if _MARK.match(text) else text
    if _TAIL.fullmatch(text):
        text = text.split(".")[0]
    if re.fullmatch(r"[0-9a-fA-F]{32}|[0-9a-fA-F]{40}", text) or text.lower() == _NOTHING:
        return PhonesRead((), BIT["phone.wrong_hash"])
    if re.fullmatch(r"[0-9a-fA-F]{64}", text):
        return PhonesRead((text.lower(),), BIT["phone.hash_case"] if text != text.lower() else 0)
    if _MANGLED.fullmatch(text) or len(text) > _LONGEST:
        return PhonesRead((), BIT["phone.unparseable"])
    plus = text.lstrip().startswith(("+", "\uff0b"))
    try:
        number: phonenumbers.PhoneNumber | None = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException as error:
        unplaced = error.error_type == phonenumbers.NumberParseException.INVALID_COUNTRY_CODE
        if unplaced and not region and not plus:
            return PhonesRead((), BIT["phone.no_country"])
        number = None
    if not plus and region:
        number = _likelier(number, text, region)
    if number is None or not _possible(number):
        return PhonesRead((), BIT["phone.unparseable"])
    return PhonesRead((phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),), 0)


def _likelier(national: phonenumbers.PhoneNumber | None, text: str, region: str) -> phonenumbers.PhoneNumber | None:
    """Return the likelier reading of digits without a plus: `national`, or the number whose country code they start.

    Where national numbers have a prefix (0), digits that start with the country's own code and not with the prefix
    have lost their plus, if that makes a valid number: 4915123456789 is no line in Leer (0491).
    """
    if not _PLAIN.fullmatch(text):
        return national
    try:
        international = phonenumbers.parse("+" + phonenumbers.normalize_digits_only(text))
    except phonenumbers.NumberParseException:
        return national
    own = international.country_code == phonenumbers.country_code_for_region(region)
    valid = phonenumbers.is_valid_number(international)
    if valid and own and phonenumbers.ndd_prefix_for_region(region, True) is not None:
        return international
    if national is not None and phonenumbers.is_valid_number(national):
        return national
    if valid or (own and (national is None or not _possible(national))):
        return international
    return national


def _possible(number: phonenumbers.PhoneNumber) -> bool:
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return False
    return bool(phonenumbers.is_valid_number(number)) or not (_lacks_digits(number) or _is_filler(number))


def _is_filler(number: phonenumbers.PhoneNumber) -> bool:
    """Return True for what is typed where a form asks for a number and nobody gives one: 0000000000, 1234567890."""
    digits = phonenumbers.national_significant_number(number)
    return len(set(digits)) == 1 or digits in _COUNTED_UP


def _lacks_digits(number: phonenumbers.PhoneNumber) -> bool:
    """Return True if a number is shorter than any line and any mobile of its country."""
    code = number.country_code or 0
    metadata = phonenumbers.PhoneMetadata.metadata_for_region_or_calling_code(
        code, phonenumbers.region_code_for_country_code(code)
    )
    return metadata is not None and len(phonenumbers.national_significant_number(number)) < shortest(metadata)


def read_phones(text: str, region: str) -> PhonesRead:
    """Read a list of phone numbers, JSON text; a single text is a list of one."""
    try:
        listed = json.loads(text, parse_int=str, parse_float=str)
    except ValueError:
        listed = text
    cells = [cell(str(entry)) for entry in (listed if isinstance(listed, list) else [text]) if entry is not None]
    read = [read_phone(entry, region) for entry in cells if entry is not None]
    bits = 0
    for one in read:
        bits |= one.bits
    return PhonesRead(tuple(number for one in read for number in one.numbers), bits)
