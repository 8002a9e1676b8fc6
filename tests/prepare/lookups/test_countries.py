"""Countries are found by the names that exports give them."""

from __future__ import annotations

import pytest

from tiktok_tui.prepare.lookups.countries import country_for


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("US", "US"), ("usa", "US"), ("U.S.A.", "US"), ("United States of America", "US"), ("UK", "GB"), ("GBR", "GB"),
        ("Deutschland", "DE"), ("Allemagne", "DE"), ("Österreich", "AT"), ("España", "ES"), ("Côte d'Ivoire", "CI"),
        ("日本", "JP"), ("South Korea", "KR"), ("Bosnia & Herzegovina", "BA"), ("Bosnia and Herzegovina", "BA"),
        ("Czech Republic", "CZ"), ("Hong Kong", "HK"), ("Türkiye", "TR"), ("Turkey", "TR"), ("The Netherlands", "NL"),
        ("Holland", "NL"), ("England", "GB"), ("Northern Ireland", "GB"), ("Republic of Ireland", "IE"), ("Éire", "IE"),
        ("Korea, Republic of", "KR"), ("Viet Nam", "VN"), ("Macao", "MO"), ("Burma", "MM"), ("Ivory Coast", "CI"),
        ("Swaziland", "SZ"), ("Cape Verde", "CV"), ("East Timor", "TL"), ("UAE", "AE"), ("Brasil", "BR"),
        ("Russian Federation", "RU"), ("Taiwan, Province of China", "TW"), ("Iran, Islamic Republic of", "IR"),
        ("Moldova, Republic of", "MD"), ("Bolivia, Plurinational State of", "BO"), ("Vatican", "VA"),
        ("Venezuela, Bolivarian Republic of", "VE"), ("Tanzania, United Republic of", "TZ"), ("Palestine", "PS"),
        ("Mianmar", "MM"), ("Mianmar (Birmânia)", "MM"), ("ミャンマー", "MM"), ("Гонконг", "HK"),
        ("Svatý Martin", None), ("Svatý Martin (Nizozemsko)", "SX"), ("Svatý Martin (Francie)", "MF"),
        ("Bundesrepublik Deutschland", "DE"), ("Trinidad", "TT"), ("Macedonia", "MK"), ("ATA", None),
        ("Atlantis", None), ("XX", None), ("", None), ("12", None), ("44", "GB"), ("+49", "DE"),
        ("0033", "FR"), ("1", "US"), ("979", None), ("044", None),
    ],
)  # fmt: skip
def test_country(name: str, code: str | None) -> None:
    assert country_for(name) == code
