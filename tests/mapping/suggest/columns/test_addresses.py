"""Whose addresses are taken."""

from __future__ import annotations

from hashlib import sha256

import pytest

from tests.mapping.suggest.rows.test_statuses import of
from tests.mapping.suggest.sent_rows import SHOP
from tiktok_tui.mapping.suggest.suggest import ColumnSample, suggest

_DIFFERENT = [f"a{number}@b.co" for number in range(5)]
_HASHES = [sha256(address.encode()).hexdigest() for address in _DIFFERENT]


def test_an_address_that_all_rows_have_is_not_taken_beside_others() -> None:
    assert of({"Email": ["shop@b.co"] * 5, "Customer Email": _DIFFERENT}).fields["email"].columns == ("Customer Email",)
    assert of({"Email": ["shop@b.co"] * 5, "Customer Email": [""] * 5}).fields["email"].columns[0] == "Email"
    assert of({"Email": ["shop@b.co"] * 4, "Customer Email": _DIFFERENT[:4]}).fields["email"].columns[0] == "Email"


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
    assert of({"Email": plain, "Email SHA256": hashed}).fields["email"].columns == (taken,)


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
    assert of({child: _DIFFERENT, theirs: _DIFFERENT[::-1]}).fields["email"].columns == (theirs,)


def test_a_child_is_no_customer() -> None:
    assert "email" not in of({"Child Email": _DIFFERENT}).fields


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
