"""The words of each language mean what its table says, and suggest a whole mapping of a shop's export."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.mapping.suggest.small_files import SHOP
from tiktok_tui.mapping.suggest.suggest import ColumnSample, suggest
from tiktok_tui.mapping.suggest.vocabulary import state_words, states
from tiktok_tui.mapping.suggest.vocabulary.consents import Consent, consent
from tiktok_tui.mapping.suggest.vocabulary.headers import meanings
from tiktok_tui.mapping.suggest.vocabulary.languages.known import LANGUAGES
from tiktok_tui.mapping.suggest.vocabulary.languages.language import Language, phrases
from tiktok_tui.mapping.suggest.vocabulary.states import Sale, judged, judged_kind
from tiktok_tui.mapping.suggest.vocabulary.whose import is_the_customer_s


def named(language: Language) -> str:
    return language.name


@pytest.mark.parametrize("language", LANGUAGES, ids=named)
def test_every_header_means_its_field_before_any_other(language: Language) -> None:
    for field, names in language.headers.items():
        for name in phrases(names):
            for spelling in (name, name.upper(), f" {name.title()}: "):
                meant = meanings(spelling)
                assert max(meant, key=meant.__getitem__, default="") == field, spelling


@pytest.mark.parametrize("language", LANGUAGES, ids=named)
def test_every_state_is_what_its_list_says(language: Language) -> None:
    lists = ((language.sale, Sale.YES), (language.no_sale, Sale.NO), (language.not_yet, Sale.NOT_YET))
    for texts, sale in (*lists, (language.partly, Sale.PARTLY)):
        assert {text: judged(text.upper()) for text in phrases(texts)} == dict.fromkeys(phrases(texts), sale)


@pytest.mark.parametrize("language", LANGUAGES, ids=named)
def test_every_kind_of_row_is_what_its_list_says(language: Language) -> None:
    for texts, sale in ((language.sale_kinds, Sale.YES), (language.other_kinds, Sale.NO)):
        assert {text: judged_kind(text.upper()) for text in phrases(texts)} == dict.fromkeys(phrases(texts), sale)


@pytest.mark.parametrize("language", LANGUAGES, ids=named)
def test_an_address_of_the_customer_is_one_in_either_order(language: Language) -> None:
    for field in ("email", "phone"):
        thing = phrases(language.headers[field])[0]
        for customer in phrases(language.customers):
            assert field in meanings(f"{thing} {customer}"), customer
            assert field in meanings(f"{customer} {thing}"), customer


@pytest.mark.parametrize("language", LANGUAGES, ids=named)
def test_an_address_of_somebody_else_is_not_the_customer_s(language: Language) -> None:
    email = phrases(language.headers["email"])[0]
    for other in language.others.split():
        assert not is_the_customer_s(f"{email} {other}"), other
        assert not is_the_customer_s(f"{other}{email}"), other
    assert is_the_customer_s(email)


@pytest.mark.parametrize("language", LANGUAGES, ids=named)
def test_whoever_refuses_advertising_in_its_words_is_left_out(language: Language) -> None:
    yes, no = phrases(language.yes)[0], phrases(language.no)[0]
    for name in phrases(language.consent):
        columns = {"Email": ["a@example.com", "b@example.com"], name: [yes, no]}
        found = suggest([ColumnSample(each, "text", tuple(cells)) for each, cells in columns.items()], SHOP)
        assert found.mapping.leave_out[name][0] == no
        assert yes not in found.mapping.leave_out[name]


@pytest.mark.parametrize("language", LANGUAGES, ids=named)
def test_whoever_refuses_mails_in_its_words_is_told_and_sent(language: Language) -> None:
    for name in phrases(language.mails):
        assert consent(name) == Consent(to_ads=False), name


def test_no_word_has_two_meanings() -> None:
    lists = (state_words.SALE, state_words.NO_SALE, state_words.NOT_YET, state_words.PARTLY)
    assert all(one.isdisjoint(other) for one, other in combinations(lists, 2))
    assert state_words.YES_WORDS.isdisjoint(state_words.NO_WORDS)


@pytest.mark.parametrize("language", LANGUAGES, ids=named)
def test_a_shop_s_export_is_mapped_and_its_undone_orders_are_left_out(language: Language) -> None:
    paid, undone = phrases(language.sale)[0], phrases(language.no_sale)[0]
    cells = {
        "order_id": ["A-1", "A-2", "A-3"],
        "timestamp": ["2026-06-01 10:00", "2026-06-02 11:00", "2026-06-03 12:00"],
        "email": ["a@example.com", "b@example.com", "c@example.com"],
        "phone": ["+31612345678", "+31612345679", "+31612345680"],
        "value": ["10.00", "20.50", "30.00"],
        "status": [paid, undone, paid],
    }
    header = {field: phrases(language.headers[field])[0] for field in cells if field in language.headers}
    samples = [ColumnSample(name, "text", tuple(cells[field])) for field, name in header.items()]
    found = suggest(samples, SHOP)
    status = header.pop("status")
    assert {field: source.columns[0] for field, source in found.mapping.fields.items()} == header
    assert found.mapping.leave_out[status] == tuple(dict.fromkeys((undone, *states.usual([undone]))))
    assert found.complete


@pytest.mark.parametrize(
    ("state", "sale"),
    [
        ("Anulowane przez klienta", Sale.NO),
        ("Niet geannuleerd", Sale.UNKNOWN),
        ("возврат не требуется", Sale.UNKNOWN),
        ("iade talebi", Sale.NO),
        ("SATIŞ İPTAL", Sale.NO),
        ("Zaplacone", Sale.YES),  # written without its strokes
        ("TAMAMLANDI", Sale.YES),
    ],
)
def test_longer_and_other_spellings(state: str, sale: Sale) -> None:
    assert judged(state) is sale


def test_blanks_between_semicolons_are_no_phrase() -> None:
    assert phrases("betaald; ;in  behandeling;\n ") == ("betaald", "in behandeling")
