"""Whose addresses are taken."""

from __future__ import annotations

from hashlib import sha256

import pytest

from tests.mapping.suggest.small_files import SHOP, mapped, named
from tiktok_tui.mapping.suggest.suggest import ColumnSample, suggest

_DIFFERENT = [f"a{number}@b.co" for number in range(5)]
_HASHES = [sha256(address.encode()).hexdigest() for address in _DIFFERENT]


def test_an_address_that_all_rows_have_is_not_taken_beside_others() -> None:
    assert mapped({"Email": ["shop@b.co"] * 5, "Customer Email": _DIFFERENT}).fields["email"].columns == (
        "Customer Email",
    )
    assert mapped({"Email": ["shop@b.co"] * 5, "Customer Email": [""] * 5}).fields["email"].columns[0] == "Email"
    assert mapped({"Email": ["shop@b.co"] * 4, "Customer Email": _DIFFERENT[:4]}).fields["email"].columns[0] == "Email"


@pytest.mark.parametrize(
    ("plain", "hashed", "taken"),
    [
        (["jane@b.co"] * 5, [_HASHES[0]] * 5, "Email"),
        (["shop@b.co"] * 5, _HASHES, "Email SHA256"),
        (["jane@b.co"] * 4, _HASHES[:4], "Email"),
        (_DIFFERENT, _HASHES, "Email"),
    ],
    ids=["one customer", "the shop's", "too few to tell", "customers"],
)
def test_the_shop_s_own_address_does_not_take_the_place_of_customers_hashes(
    plain: list[str], hashed: list[str], taken: str
) -> None:
    assert mapped({"Email": plain, "Email SHA256": hashed}).fields["email"].columns == (taken,)


@pytest.mark.parametrize(
    ("theirs", "child"),
    [
        ("E-mail du responsable légal", "E-mail de l'élève"),
        ("E-mail do responsável financeiro", "E-mail do aluno"),
        ("Email madre", "Email alumno"),
        ("E-Mail der Sorgeberechtigten", "E-Mail Schüler"),
        ("Parent/Guardian Email", "Participant Email"),
        ("Mother Email", "Camper Email"),
    ],
)
def test_who_answers_for_somebody_is_the_customer(theirs: str, child: str) -> None:
    assert mapped({child: _DIFFERENT, theirs: _DIFFERENT[::-1]}).fields["email"].columns == (theirs,)


def test_a_child_is_no_customer() -> None:
    assert "email" not in mapped({"Child Email": _DIFFERENT}).fields


@pytest.mark.parametrize(
    "domain",
    [
        *("marketplace.amazon.de", "marketplace.amazon.co.uk", "allegromail.pl", "pc.fw.rakuten.ne.jp"),
        *("mb.fw.rakuten.ne.jp", "members.ebay.com", "guest.booking.com", "guest.airbnb.com"),
        *("expediapartnercentral.com", "m.expediapartnercentral.com", "agoda-messaging.com", "messages.homeaway.com"),
        *("mail.mercadolibre.com", "mail.mercadolivre.com.br", "verkopen.bol.com", "relay.walmart.com"),
        *("privaterelay.appleid.com", "kaufland-marktplatz.de", "kunde.kaufland-marktplatz.sk"),
    ],
)
def test_aliases_of_a_marketplace_are_told_with_its_domain(domain: str) -> None:
    cells = (f"A1b2@{domain}", f"c3d4@{domain.upper()}", "x@shop.example")
    found = suggest([ColumnSample("Email", "text", cells)], SHOP)
    assert [note.text for note in found.notes if "aliases" in note.text] == [
        f"“Email” holds aliases that a marketplace makes ({domain}); TikTok will hardly know them."
    ]
    assert not [
        note for note in suggest([ColumnSample("Email", "text", cells[1:])], SHOP).notes if "alias" in note.text
    ]


def _notes(**columns: list[str]) -> list[str]:
    return [note.text for note in named(SHOP, **columns).notes]


_TWO, _OTHERS = ["a1@b.co", "a2@b.co"], ["s1@b.co", "s2@b.co"]


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"Agent": ["Zoe", "Yan"], "Email": _OTHERS, "Customer": ["Ann", "Bob"]}, True),
        ({"Agent": ["Zoe", "Yan"], "Phone": ["+12065550101", "+12065550102"], "Email": _OTHERS, "Client": _TWO}, True),
        ({"Customer": ["Ann", "Bob"], "Agent": ["Zoe", "Yan"], "Email": _TWO}, False),
        ({"Agent": ["Zoe", "Yan"], "Email": _TWO, "Total": ["5.00", "6.00"]}, False),
        ({"Agent": ["Zoe", "Yan"], "Customer Email": _TWO, "Customer": ["Ann", "Bob"]}, False),
        ({"Item": ["Cup", "Mug"], "Email": _TWO, "Customer": ["Ann", "Bob"]}, False),
        ({"Email": _TWO, "Customer": ["Ann", "Bob"]}, False),
    ],
)
def test_an_address_behind_staff_is_told_where_the_customer_follows(columns: dict[str, list[str]], told: bool) -> None:
    assert any("stands behind “Agent”" in text for text in _notes(**columns)) is told


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        ({"Patient Email": _TWO, "Bill to Email": _OTHERS}, "2 rows"),
        ({"Patient Email": _TWO, "Bill to Email": ["A1@B.CO", "s2@b.co"]}, "1 row"),
        ({"Patient Email": _TWO, "Bill to Email": ["", "A2@b.co"]}, None),
        ({"Email": _TWO, "Email 2": _OTHERS}, None),
        ({"Customer Email": _TWO, "Customer Email 2": _OTHERS}, None),
        ({"Phone": ["+12065550101", "2065550102"], "Shipping Phone": ["2065550101", "206 555 0199"]}, "1 row"),
        ({"Phone": ["+12065550101", "2065550102"], "Shipping Phone": ["555-0101", "0306 555 0102"]}, None),
        ({"Phone": ["+12065550101", "2065550102"], "Work Phone": ["2065550191", "2065550192"]}, None),
    ],
)
def test_addresses_that_may_be_of_two_people_are_counted(columns: dict[str, list[str]], rows: str | None) -> None:
    said = [text for text in _notes(**columns) if "both are sent" in text]
    assert [f"in {rows} of the first ones" in text for text in said] == ([] if rows is None else [True])
