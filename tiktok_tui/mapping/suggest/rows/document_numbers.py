"""The number of an order whose column says no more than that it is one: `Numero` beside the kind of each document."""

from __future__ import annotations

import re

from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary import state_words, states
from tiktok_tui.mapping.suggest.vocabulary.state_columns import Says, says
from tiktok_tui.mapping.suggest.vocabulary.states import Sale
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

_NUMBERS = state_words.keys(
    """
    number;no;nr;num;document number;document no;doc no;doc number;voucher no;voucher number;ref;reference;nummer;
    Dokumentnummer;Dokument-Nr;numéro;n° pièce;numéro de pièce;n° de pièce;pièce;numéro de document;n° document;
    référence;número;nº;número de documento;nº documento;documento;número de comprobante;comprobante;folio;numero;
    numero documento; n. doc; num. doc;n. documento;número do documento;número da nota;numer;numer dokumentu;číslo;
    číslo dokladu;
    номер;номер документа;№;№ документа;belge no;evrak no;nomor;số;số chứng từ;番号;伝票番号;编号;单据编号;번호
    """
)
"""Names of a document's number; they may be a house's or a person's where no column says what the document is."""
_PAPERS = frozenset({"documento", "document"})
_BILLS = frozenset(
    "factura facturas fattura fatura facture invoice rechnung boleta ticket nota nf recibo avoir albaran "
    "corrispettivo".split()
)
"""Kinds whose number stands in a `Número de documento`, which may be that of a person's passport elsewhere."""
_STREETS = frozenset(
    """
    endereco rua logradouro direccion calle domicilio indirizzo via strasse street address adresse rue ulica ulice adres
    улица адрес bairro cep zip plz postcode
    """.split()
)
_NAMES_OF_ORDERS = frozenset("name number no id order orders title nummer nom numero".split())
_ORDER_NUMBER = re.compile(r"#[A-Za-z]{0,4}-?\d{2,}")


def fill_document_number(draft: MappingDraft) -> None:
    """Take the number of the document for the order's where a column says which kind of document each row is."""
    if draft.closed or "order_id" in draft.fields:
        return
    kinds = {
        word
        for column in draft.columns
        if says(column.name) is Says.KIND
        for cell in column.looked_at
        if states.judged_kind(cell) is not Sale.UNKNOWN
        for word in words(cell)
    }
    used = draft.used()
    signed = [each for each in draft.columns if each.name not in used and _holds_order_numbers(each)]
    if len(signed) == 1:
        draft.fill("order_id", signed[0])
        draft.note(f"{quoted([signed[0].name])} was taken for order_id by what its cells look like.", "order_id")
        return
    for column in draft.columns if kinds else ():
        if squeezed(column.name) not in _NUMBERS or column.name in used or column.filled < 0.5 or column.repeats():
            continue
        if _may_be_another_number(draft, column, kinds):
            continue
        draft.fill("order_id", column)
        draft.note(f"{quoted([column.name])} was taken for order_id, as the number of its document.", "order_id")
        return


def _holds_order_numbers(column: SampledColumn) -> bool:
    """Return True for a name or a number whose cells are all written as shops write the numbers of orders: #1001."""
    named = not _NAMES_OF_ORDERS.isdisjoint(words(column.name))
    return named and column.filled == 1 and all(map(_ORDER_NUMBER.fullmatch, column.looked_at))


def _may_be_another_number(draft: MappingDraft, column: SampledColumn, kinds: set[str]) -> bool:
    """Return True for a number that may be a person's document or a house in a street."""
    said = set(words(column.name))
    if not said.isdisjoint(_PAPERS):
        return kinds.isdisjoint(_BILLS)
    others = (frozenset(words(other.name)) for other in draft.columns)
    return any(other & _STREETS and not other & {"mail", "email", "ip"} for other in others)
