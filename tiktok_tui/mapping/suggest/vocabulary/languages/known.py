"""All languages of this folder."""

from __future__ import annotations

from typing import Final

from tiktok_tui.mapping.suggest.vocabulary.languages import (
    asian,
    cyrillic,
    eastern,
    indian,
    northern,
    southeast,
    southern,
    southslavic,
)
from tiktok_tui.mapping.suggest.vocabulary.languages.language import Language

LANGUAGES: Final[tuple[Language, ...]] = (
    northern.DUTCH,
    northern.SWEDISH,
    northern.DANISH,
    northern.NORWEGIAN,
    northern.FINNISH,
    eastern.POLISH,
    eastern.CZECH,
    eastern.HUNGARIAN,
    eastern.ROMANIAN,
    eastern.SLOVAK,
    southslavic.BULGARIAN,
    southslavic.CROATIAN,
    southslavic.SLOVENIAN,
    cyrillic.RUSSIAN,
    cyrillic.UKRAINIAN,
    southern.TURKISH,
    southern.GREEK,
    southern.ARABIC,
    southern.HEBREW,
    asian.JAPANESE,
    asian.CHINESE,
    asian.KOREAN,
    southeast.INDONESIAN,
    southeast.VIETNAMESE,
    southeast.THAI,
    indian.HINDI,
)
