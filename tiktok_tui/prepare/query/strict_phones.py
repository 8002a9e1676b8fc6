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
                f"WHEN prefix({digits}, '+') THEN CASE WHEN regexp_full_match({digits}, {quote_literal(right)})"
                f" AND NOT {_starts(digits, _behind_codes(whole))} THEN {digits} END"
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
    """A number without a plus in one region: as it stands, behind the country code, or behind the national prefix."""
    code = str(metadata.country_code)
    full = quote_literal(_national(metadata))
    home = f"NOT {_starts(digits, metadata.international_prefix)}"
    bare = _behind(digits, len(code))
    branches = [
        f"WHEN {home} AND regexp_full_match({digits}, {full}) AND NOT {_starts(digits, _prefix(metadata))} "
        f"THEN '+{code}' || {digits}",
        f"WHEN {home} AND prefix({digits}, '{code}') AND NOT regexp_full_match({digits}, {full}) "
        f"AND regexp_full_match({bare}, {full}) AND NOT {_starts(bare, _prefix(metadata))} THEN '+' || {digits}",
    ]
    if prefix := metadata.national_prefix:
        behind = _behind(digits, len(prefix))
        taken = f"regexp_extract({digits}, {quote_literal(f'^(?:{_prefix(metadata)})')})"
        branches.append(
            f"WHEN {home} AND prefix({digits}, '{prefix}') AND NOT prefix({digits}, '{code}') "
            f"AND NOT regexp_full_match({digits}, {full}) AND {taken} = '{prefix}' "
            f"AND regexp_full_match({behind}, {full}) THEN '+{code}' || {behind}"
        )
    return f"CASE {' '.join(branches)} END"


def _behind(text: str, length: int) -> str:
    """The text without its first characters, as SQL."""
    return f"substr({text}, {length + 1})"


def _main(code: int) -> PhoneMetadata | None:
    """The metadata by which the library reads a number with this country code."""
    region = phonenumbers.region_code_for_country_code(code)
    found: PhoneMetadata | None = PhoneMetadata.metadata_for_region_or_calling_code(code, region)
    return found


def _national(metadata: PhoneMetadata) -> str:
    """The pattern of the region's national numbers, of lengths that are possible from anywhere."""
    general = metadata.general_desc
    return str(general.national_number_pattern) if general is not None else ""


def _prefix(metadata: PhoneMetadata) -> str | None:
    """The pattern of what the library may take off the front of a national number of this region."""
    pattern: str | None = metadata.national_prefix_for_parsing or metadata.national_prefix
    return pattern


def _behind_codes(whole: list[tuple[int, PhoneMetadata]]) -> str | None:
    """The pattern of a country code with something behind it that the library may take off."""
    found = [f"{code}(?:{prefix})" for code, metadata in whole if (prefix := _prefix(metadata))]
    return r"\+(?:" + "|".join(found) + ")" if found else None


def _starts(text: str, pattern: str | None) -> str:
    """Return the SQL that is true if the text starts with the pattern."""
    return f"regexp_matches({text}, {quote_literal(f'^(?:{pattern})')})" if pattern else "false"
