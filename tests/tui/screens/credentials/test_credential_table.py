"""How a credential is shown: its line, and what it reaches."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tiktok_tui.accounts.credentials import Credential, Kind
from tiktok_tui.tiktok.answers import Advertiser
from tiktok_tui.tui.screens.credentials.credential_table import COLUMNS, details_of, row_of
from tiktok_tui.tui.widgets.table.rows import Cell
from tiktok_tui.tui.widgets.tone import Tone

ACME = Credential("acme", "0" * 16, "Acme", made=datetime(2026, 3, 1, tzinfo=UTC))
REACHED = tuple(Advertiser(str(number), f"Shop {number}") for number in range(1, 6))


def test_a_line_says_whether_it_was_ever_verified() -> None:
    assert row_of(ACME) == ("Acme", "access token", "–", Cell("! never", Tone.WARNING))
    assert [row_of(replace(ACME, kind=kind))[1] for kind in Kind] == ["access token", "refresh token", "browser"]
    assert [column.label for column in COLUMNS] == ["Name", "Kind", "Belongs to", "Verified"]
    verified = replace(ACME, owner="ads@acme.example", verified=datetime.now(UTC) - timedelta(hours=2, minutes=5))
    assert row_of(verified)[2:] == ("ads@acme.example", Cell("✓ 2 hours ago", Tone.DONE))


def test_the_details_name_three_advertisers_and_where_it_is_kept() -> None:
    assert details_of(ACME) == [
        ("Reaches", "not known; the advertiser's ID can be typed"),
        ("Kept in", "the environment"),
        ("Made", "01 March 2026"),
    ]
    whole = replace(ACME, description="The agency's", backend="KWallet", advertisers=REACHED, notes=("Limited.",))
    assert details_of(whole) == [
        ("About", "The agency's"),
        ("Reaches", "Shop 1  1"),
        ("", "Shop 2  2"),
        ("", "Shop 3  3"),
        ("", "and 2 more"),
        ("Kept in", "KWallet"),
        ("Made", "01 March 2026"),
        ("Note", "Limited."),
    ]
    unnamed = replace(ACME, advertisers=(Advertiser("7", ""),))
    assert details_of(unnamed)[0] == ("Reaches", "7")
    assert ("", "Shop 3  3") in details_of(replace(ACME, advertisers=REACHED[:3]))
    assert not any("more" in str(text) for _, text in details_of(replace(ACME, advertisers=REACHED[:3])))
