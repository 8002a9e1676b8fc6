"""The column whose country the numbers of a file without a country code are in."""

from __future__ import annotations

from tiktok_tui.mapping.suggest.draft import MappingDraft
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary import synonyms
from tiktok_tui.mapping.suggest.vocabulary.headers import meanings
from tiktok_tui.mapping.suggest.vocabulary.whose import is_delivered_to
from tiktok_tui.mapping.suggest.vocabulary.words import words

_CODES = frozenset(
    "code prefix prefijo prefisso indicatif ddi landervorwahl landesvorwahl kierunkowy predvolba".split()
) | {"国番号", "国家区号", "국가번호"}
"""Words in the name of a column of calling codes: numbers in a column `Country` are IDs."""


def settle_phone_country(draft: MappingDraft) -> None:
    """Take the column that says which country a phone is in, the one of a delivery beside the number of a delivery."""
    if "phone" not in draft.fields:
        return
    keys = draft.export.country if draft.export is not None else ()
    known = [column for key in keys if (column := draft.named(key))]
    codes = [column for column in draft.columns if _holds_calling_codes(column)]
    delivered = all(is_delivered_to(phone.name) for phone in draft.columns_of("phone"))
    beside = draft.best(synonyms.COUNTRY, lambda name: is_delivered_to(name) is delivered)
    column = next(iter((*known, *codes)), None) or beside or draft.best(synonyms.COUNTRY)
    if column is not None and (column in codes or column.share("calling_code") < 1):
        draft.phone_country = column.name


def _holds_calling_codes(column: SampledColumn) -> bool:
    named = synonyms.COUNTRY in meanings(column.name) and not _CODES.isdisjoint(words(column.name))
    return named and not column.empty and column.share("calling_code") == 1
