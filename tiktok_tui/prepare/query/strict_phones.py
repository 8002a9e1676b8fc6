"""Decides the plain majority of phone numbers in SQL, exactly as libphonenumber would, and leaves the rest open.

The patterns are libphonenumber's own metadata. A number is decided only where none of the library's guesses can come
into play: no national prefix, no foreign dialling prefix, no country code without a plus could be read into it. A
number without a plus must be valid, since `lookups.phones` compares other readings with one that is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import phonenumbers
from phonenumbers import PhoneMetadata

from tiktok_tui.files.sql import quote_literal

_TYPES = (
    *("fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "personal_number", "voip", "pager", "uan"),
    "voicemail",
)
MOST = 16
"""Countries and country codes with a pattern of their own; RE2 slows down beyond a few dozen."""


@dataclass(frozen=True, slots=True)
class StrictPhones:
    """The country codes and the regions whose numbers are decided in SQL."""

    codes: tuple[int, ...] = ()
    regions: tuple[str, ...] = ()

    def sql(self, digits: str, region: str) -> str:
        """Return the E.164 number as SQL, NULL if undecided; `digits` and `region` are columns."""
        branches = []
        whole = [(code, found) for code in self.codes if (found := _main(code)) is not None]
        if whole:
            right = r"\+(?:" + "|".join(f"{code}(?:{_national(metadata)})" for code, metadata in whole) + ")"
            branches.append(
                f"WHEN prefix({digits}, '+') THEN CASE WHEN regexp_full_match({digits}, {quote_literal(right)})"
                f" AND NOT {_starts(digits, _behind_codes(whole))}{_not_local(digits, whole)} THEN {digits} END"
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
    """Choose the numbers that SQL decides: `prefixes` are the first digits behind a plus, most frequent first."""
    codes = []
    for prefix in prefixes:
        for length in (1, 2, 3):
            if prefix[:length].isdecimal() and int(prefix[:length]) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
                codes.append(int(prefix[:length]))
                break
    known = [region for region in regions if region in phonenumbers.SUPPORTED_REGIONS]
    return StrictPhones(tuple(dict.fromkeys(codes))[:MOST], tuple(dict.fromkeys(known))[:MOST])


def _at_home(digits: str, metadata: PhoneMetadata) -> str:
    """Return SQL for a number without a plus: as it stands, behind the country code, or behind the national prefix."""
    code = str(metadata.country_code)
    full, valid = quote_literal(_national(metadata)), quote_literal(_valid(metadata))
    home = f"NOT {_starts(digits, metadata.international_prefix)}"
    bare = _behind(digits, len(code))
    local = ", ".join(map(str, _local_lengths(_main(int(code)) or metadata)))
    away = f" AND strlen({{0}}) NOT IN ({local})" if local else ""
    after_code = quote_literal(f"(?:{_prefix(metadata) or ''})?(?:{_national(metadata)})")
    branches = [
        f"WHEN {home} AND regexp_full_match({digits}, {valid}) AND NOT {_starts(digits, _prefix(metadata))} "
        f"AND (NOT prefix({digits}, '{code}') OR NOT regexp_full_match({bare}, {after_code})){away.format(digits)} "
        f"THEN '+{code}' || {digits}",
        f"WHEN {home} AND prefix({digits}, '{code}') AND NOT regexp_full_match({digits}, {full}) "
        f"AND regexp_full_match({bare}, {full}) AND NOT {_starts(bare, _prefix(metadata))}{away.format(bare)} "
        f"THEN '+' || {digits}",
    ]
    if prefix := metadata.national_prefix:
        behind = _behind(digits, len(prefix))
        taken = f"regexp_extract({digits}, {quote_literal(f'^(?:{_prefix(metadata)})')})"
        right = full if prefix.startswith("0") else valid
        branches.append(
            f"WHEN {home} AND prefix({digits}, '{prefix}') AND NOT prefix({digits}, '{code}') "
            f"AND NOT regexp_full_match({digits}, {full}) AND {taken} = '{prefix}' "
            f"AND regexp_full_match({behind}, {right}){away.format(behind)} THEN '+{code}' || {behind}"
        )
    return f"CASE {' '.join(branches)} END"


def _behind(text: str, length: int) -> str:
    """Return the text without its first characters, as SQL."""
    return f"substr({text}, {length + 1})"


def _main(code: int) -> PhoneMetadata | None:
    """Return the metadata by which the library reads a number with this country code."""
    region = phonenumbers.region_code_for_country_code(code)
    found: PhoneMetadata | None = PhoneMetadata.metadata_for_region_or_calling_code(code, region)
    return found


def _national(metadata: PhoneMetadata) -> str:
    """Return the pattern of the region's national numbers, of lengths that are possible from anywhere."""
    general = metadata.general_desc
    return str(general.national_number_pattern) if general is not None else ""


def _local_lengths(metadata: PhoneMetadata) -> tuple[int, ...]:
    """Return the lengths of numbers that can be dialled from nearby only, or that only services have."""
    general = metadata.general_desc
    if general is None:
        return ()
    short = [length for length in general.possible_length or () if 0 < length < shortest(metadata)]
    return tuple(dict.fromkeys((*(general.possible_length_local_only or ()), *short)))


def shortest(metadata: PhoneMetadata) -> int:
    """Return how many digits the shortest number of a person has, be it a line or a mobile; 0 if that is not known.

    Shorter ones are a service's, such as Brazil's 4004 1234, or have lost their area code.
    """
    kinds = [kind for kind in (metadata.fixed_line, metadata.mobile) if kind is not None]
    return min((length for kind in kinds for length in kind.possible_length or () if length > 0), default=0)


def _not_local(digits: str, whole: list[tuple[int, PhoneMetadata]]) -> str:
    """Return a condition (SQL) on a number with a plus: it does not lack its area code."""
    lengths = {code: found for code, metadata in whole if (found := _local_lengths(metadata))}
    if not lengths:
        return ""
    longest = max(len(str(code)) + 1 + max(found) for code, found in lengths.items())
    local = "|".join(f"{code}[0-9]{{{length}}}" for code, found in lengths.items() for length in found)
    pattern = quote_literal(rf"\+(?:{local})")
    return f" AND (strlen({digits}) > {longest} OR NOT regexp_full_match({digits}, {pattern}))"


def _valid(metadata: PhoneMetadata) -> str:
    """Return the pattern of the region's valid numbers: those of all its types."""
    types = (getattr(metadata, name) for name in _TYPES)
    patterns = [kind.national_number_pattern for kind in types if kind is not None and kind.national_number_pattern]
    return "|".join(f"(?:{pattern})" for pattern in dict.fromkeys(patterns))


def _prefix(metadata: PhoneMetadata) -> str | None:
    """Return the pattern of the digits that the library may remove from the front of a national number."""
    pattern: str | None = metadata.national_prefix_for_parsing or metadata.national_prefix
    return pattern


def _behind_codes(whole: list[tuple[int, PhoneMetadata]]) -> str | None:
    """Return the pattern of a country code followed by digits that the library may remove."""
    found = [f"{code}(?:{prefix})" for code, metadata in whole if (prefix := _prefix(metadata))]
    return r"\+(?:" + "|".join(found) + ")" if found else None


def _starts(text: str, pattern: str | None) -> str:
    """Return the SQL that is true if the text starts with the pattern."""
    return f"regexp_matches({text}, {quote_literal(f'^(?:{pattern})')})" if pattern else "false"
