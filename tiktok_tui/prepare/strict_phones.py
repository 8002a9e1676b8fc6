"""Decides the plain majority of phone numbers in SQL, exactly as libphonenumber would, and leaves the rest open.

The patterns are libphonenumber's own metadata. A number is decided only where none of the library's guesses can come
into play: no national prefix, no foreign dialling prefix, no country code without a plus could be read into it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import phonenumbers
from phonenumbers import PhoneMetadata

from tiktok_tui.files.sql import quote_literal

MOST = 16
"""Countries and country codes with a pattern of their own; RE2 slows down beyond a few dozen."""


@dataclass(frozen=True, slots=True)
class StrictPhones:
    """The country codes and the regions whose numbers are decided in SQL."""

    codes: tuple[int, ...] = ()
    regions: tuple[str, ...] = ()

    def sql(self, digits: str, region: str) -> str:
        """The E.164 number as SQL, NULL when undecided; `digits` and `region` are columns."""
        branches = []
        whole = [(code, found) for code in self.codes if (found := _main(code)) is not None]
        if whole:
            right = r"\+(?:" + "|".join(f"{code}(?:{_national(metadata)})" for code, metadata in whole) + ")"
            branches.append(
                f"WHEN prefix({digits}, '+') THEN CASE WHEN regexp_full_match({digits}, {_text(right)})"
                + _unless(digits, [(rf"\+{code}", _prefixes(metadata)) for code, metadata in whole])
                + f" THEN {digits} END"
            )
        else:
            branches.append(f"WHEN prefix({digits}, '+') THEN NULL")
        by_region = []
        for name in self.regions:
            metadata = PhoneMetadata.metadata_for_region(name)
            if metadata is not None:
                by_region.append(f"WHEN {quote_literal(name)} THEN {_at_home(digits, metadata)}")
        if by_region:
            branches.append(f"ELSE CASE {region} {' '.join(by_region)} END")
        return f"CASE {' '.join(branches)} END"


def strict_phones(prefixes: Iterable[str], regions: Iterable[str]) -> StrictPhones:
    """Choose what to decide in SQL: `prefixes` are the first digits behind a plus, most frequent first."""
    codes = []
    for prefix in prefixes:
        for length in (1, 2, 3):
            if prefix[:length].isdecimal() and int(prefix[:length]) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
                codes.append(int(prefix[:length]))
                break
    known = [region for region in regions if region in phonenumbers.SUPPORTED_REGIONS]
    return StrictPhones(tuple(dict.fromkeys(codes))[:MOST], tuple(dict.fromkeys(known))[:MOST])


def _at_home(digits: str, metadata: PhoneMetadata) -> str:
    """A number without a plus in one region: as it stands, or behind the region's plain national prefix."""
    code = quote_literal(f"+{metadata.country_code}")
    national = _national(metadata)
    condition = f"regexp_full_match({digits}, {_text(national)})" + _unless(digits, [("", _prefixes(metadata))])
    sql = f"CASE WHEN {condition} THEN {code} || {digits}"
    prefix = metadata.national_prefix
    plain = metadata.national_prefix_for_parsing == prefix and metadata.national_prefix_transform_rule is None
    if prefix == "0" and plain:
        behind = f"substr({digits}, 2)"
        foreign = f"(?:{metadata.international_prefix or '(?!)'})" if metadata.international_prefix else None
        sql += (
            f" WHEN prefix({digits}, '0') AND NOT regexp_full_match({digits}, {_text(national)})"
            + (f" AND NOT regexp_matches({digits}, {_text(f'^{foreign}')})" if foreign else "")
            + f" AND NOT prefix({behind}, '0') AND regexp_full_match({behind}, {_text(national)})"
            + f" THEN {code} || {behind}"
        )
    return f"{sql} END"


def _main(code: int) -> PhoneMetadata | None:
    """The metadata by which the library reads a number with this country code."""
    region = phonenumbers.region_code_for_country_code(code)
    found: PhoneMetadata | None = PhoneMetadata.metadata_for_region_or_calling_code(code, region)
    return found


def _national(metadata: PhoneMetadata) -> str:
    """The pattern of the region's national numbers, of lengths that are possible from anywhere."""
    return str(metadata.general_desc.national_number_pattern)


def _prefixes(metadata: PhoneMetadata) -> list[str]:
    """What the library may take off the front of a number of this region."""
    found = (metadata.national_prefix_for_parsing, metadata.international_prefix)
    return [pattern for pattern in found if pattern]


def _unless(digits: str, prefixes: list[tuple[str, list[str]]]) -> str:
    patterns = [f"{front}(?:{pattern})" for front, found in prefixes for pattern in found]
    return f" AND NOT regexp_matches({digits}, {_text('^(?:' + '|'.join(patterns) + ')')})" if patterns else ""


def _text(pattern: str) -> str:
    return quote_literal(pattern)
