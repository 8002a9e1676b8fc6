"""Columns that say by themselves that a row is no sale: `Cancelled at`, `Refunded = FULL`, `Is test`, `Paid? = no`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiktok_tui.events.names import UNPAID_EVENTS
from tiktok_tui.mapping import times
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary import state_words, states, synonyms
from tiktok_tui.mapping.suggest.vocabulary.answers import Answers, answers, are_answers
from tiktok_tui.mapping.suggest.vocabulary.headers import meanings
from tiktok_tui.mapping.suggest.vocabulary.nesting import innermost
from tiktok_tui.mapping.suggest.vocabulary.parts_paid import REFUND_WORDS, is_amount, is_refunded_money
from tiktok_tui.mapping.suggest.vocabulary.states import Sale
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

_UNDONE = frozenset(
    """
    cancelled canceled cancellation cancel voided void deleted refunded returned chargeback disputed storniert storno
    stornodatum stornierung stornogrund annule annulee annulation cancelado cancelada cancelacion anulado anulada
    annullato annullata annullamento cancelamento rimborsato rembourse remboursee reembolsado erstattet
    abandoned trashed delete deletion
    """.split()
)
"""Words of a header whose cell, when it says yes or holds a date, means that the sale was undone."""
_YES_IS_NO_SALE = frozenset(
    """
    test istest testorder testmode debugmode isdebug testtransaction sandbox issandbox noshow isnoshow spam isspam junk
    isjunk
    duplicate markedasnoshow isduplicate fraud isfraud fraudulent isfraudulent bot isbot isrefund refundflag
    isreturn returnflag isreversal isinternal internalorder isdummy didnotarrive didnotattend didnotshow testpayment
    istestorder istestaccount istestuser istestmode testaccount testevent trainingmode istraining istrainingmode
    trainingflag trainingsale trainingtransaction trainingreceipt trainingmodeflag istrainingtransaction delflag delind
    reversed isreversed generalumkehr
    """.split()
) | state_words.keys(
    """
    Trainingsmodus; Trainingsbuchung; Trainingsbon; Schulungsmodus; Übungsmodus; mode formation; mode école; modo
    formación; modo entrenamiento; modo de entrenamiento; modalità addestramento; modalità formazione; modo de
    treinamento; modo treinamento; modo formação; Test-Modus; Testbestellung; Testauftrag; Testzahlung; mode test;
    mode de test; commande test;
    commande de test; modo de prueba; modo prueba; pedido de prueba; es prueba; modalità test;
    ordine di prova; ordine di test; modo teste; modo de teste; pedido de teste; pedido teste; é
    teste; teste; prueba; testmodus; testbestelling; testläge; testordre; zamówienie testowe; tryb testowy;
    testovací objednávka; teszt; test siparişi; тест; тестовый; тестовый заказ; テスト; テスト注文; テスト決済;
    テストモード; طلب تجريبي; تجريبي; 测试; 测试订单; 測試; 測試訂單; 테스트; 테스트주문; uji coba; đơn thử; ทดสอบ
    """
)
_YES_IS_NO_PURCHASE = state_words.keys(
    """
    free trial; is free trial; trial; is trial; trial purchase; free trial purchase; is trial period; trial period;
    pre-order authorization; authorization only; is authorization; is authorization only; auth only; is auth only;
    is quote; is estimate; is draft; is proforma; draft order; is draft order
    """
)
"""Names of columns whose yes means that nothing was paid yet."""
_NO_IS_NO_SALE = frozenset(
    """
    livemode live islive production success successful succeeded issuccess issuccessful captured iscaptured approved
    isapproved completed iscompleted iscurrent currentflag iscurrentrecord islatest islatestversion dbtiscurrent
    fivetranactive isreceiptvalidated receiptvalidated isrevenuevalid revenuevalid rowiscurrent iscurrentrow
    currentrow iscurrentversion currentversion iscurrentflag currentrecordflag islatestrecord latestrecord islatestrow
    currentind currentindicator currentyn latestflag latestind activerecord isactiverecord iswon isclosedwon closedwon
    """.split()
)
FLAGS = frozenset("flag flg ind indicator yn".split())
"""Words that say of a column only that it holds yes or no."""
_FILLED_BY_TESTS = frozenset({"testeventcode"})
"""Names of columns that hold something in the rows of tests alone."""
_PAID = frozenset(
    "paid ispaid waspaid orderpaid orderispaid bezahlt istbezahlt paye payee pagado pagada pagato pagata pago paga "
    "cobrado cobrada saldato saldata incassato encaisse encaissee regle reglee estpaye quitado beglichen posted "
    "isposted".split()
)
"""Names of columns of nothing but yes and no, without case, blanks and signs."""
_ANSWERED = _YES_IS_NO_SALE | _YES_IS_NO_PURCHASE | _NO_IS_NO_SALE | _PAID
_BESIDE_TEST = frozenset(
    "test is a lead order orders payment transaction user account event customer record entry flag submission contact "
    "booking data sale purchase".split()
)
_MODES = frozenset(
    "mode paymentmode ordermode transactionmode environment env domain storeenvironment apimode keymode salesmode "
    "salemode tillmode registermode posmode operatingmode operatormode kassenmodus modus betriebsart modo modalita "
    "receiptmode".split()
)
TESTS = frozenset(
    "test testing testmode sandbox development dev staging stage qa demo training trainingmode schulung "
    "schulungsmodus trainingsmodus ubung formation ecole entrainement entrenamiento formacion addestramento "
    "formazione treinamento formacao opleiding utbildning szkolenie".split()
)
_LIVE = frozenset("live livemode production prod real normal normale regular echt echtbetrieb produktiv reel".split())
"""Cells of a column that says whether money was moved."""
_BESIDE = frozenset(
    """
    at on date time is was has been order orders flag utc gmt am le el il em en datum timestamp datetime fully payment
    transaction sale fivetran sdc ab cdc airbyte soft marked reason grund motif
    motivo by item y n yes no fecha data da do de la del e ed pedido orden compra venta orcamento cancelamento
    """.split()
)
"""Words that may stand beside them; any other (amount, ID, policy) makes the column something else."""
_DATED = frozenset("at on am le el il em date datum data fecha time timestamp datetime stornodatum".split())
_ALSO_BROUGHT_BACK = state_words.keys(
    "return date; returned on; returned at; date returned; iade tarihi; data zwrotu; datum vrácení; retur dato"
)
"""Dates of a refund which in a rental are those when a car or a book comes back, as it does in every row."""
_ROLES = frozenset({synonyms.UNDONE, synonyms.WHY_UNDONE})
_REASONS = frozenset("reason grund stornogrund motif motivo by".split())
_ZERO_DATE = re.compile(r"(?:0000-00-00|0001-01-01|1753-01-01|1899-12-3[01]|1900-01-0[01]).*|1970-01-01[T ]00:00.*")


def settle_flag(draft: MappingDraft, column: SampledColumn) -> None:
    """Leave out what the column says to be undone or a test."""
    said = words(innermost(column.name))
    key = asked(said)
    meant = meanings(column.name)
    paid = asks_if_paid(column.name)
    yes = key in _YES_IS_NO_SALE or _asks_for_tests(said) or (key in _YES_IS_NO_PURCHASE and is_sold(draft))
    if yes or key in _NO_IS_NO_SALE or (paid and is_sold(draft)):
        _settle_answers(draft, column, yes)
        if paid:
            _settle_paid_states(draft, column)
    elif key in _FILLED_BY_TESTS:
        if not column.empty:
            draft.keep_blank(column)
    elif key in _MODES:
        _settle_mode(draft, column)
    elif set(said) & REFUND_WORDS and set(said) & _DATED and set(said) <= REFUND_WORDS | _BESIDE:
        if not any(is_refunded_money(other.name) for other in draft.columns):
            _settle_undone(draft, column)
    elif (not _UNDONE.isdisjoint(said) and set(said) <= _UNDONE | _BESIDE | FLAGS) or not _ROLES.isdisjoint(meant):
        _settle_undone(draft, column)


def asks_if_paid(name: str) -> bool:
    """Return True if a name asks by itself whether something was paid.

    >>> asks_if_paid("Paid?"), asks_if_paid("paid_flag"), asks_if_paid("Paid at")
    (True, True, False)
    """
    return asked(words(innermost(name))) in _PAID or synonyms.PAID in meanings(name)


def asked(said: Sequence[str]) -> str:
    """Return the question of a name in one word, without what warehouses add to the names of flags.

    >>> asked(("paid", "flag")), asked(("return", "flag")), asked(("flag",))
    ('paid', 'returnflag', 'flag')
    """
    whole = "".join(said)
    return whole if whole in _ANSWERED else "".join(word for word in said if word not in FLAGS) or whole


def _asks_for_tests(said: tuple[str, ...]) -> bool:
    """Return True for `Is test lead` and the like."""
    return "test" in said and set(said) <= _BESIDE_TEST


def is_sold(draft: MappingDraft) -> bool:
    """Return False if the destination's only event is one that nobody pays for, such as a lead."""
    return draft.destination.fixed_event not in UNPAID_EVENTS


def is_flag(name: str) -> bool:
    """Return True if a name asks by itself for a yes, a no or a date: `Is test`, `Paid?`, `Cancelled at`."""
    return asked(words(innermost(name))) in _ANSWERED or synonyms.PAID in meanings(name) or says_undone(name)


def says_undone(name: str) -> bool:
    """True if a name speaks of a cancellation, a refund or the like, so that its time is not that of the sale."""
    return not _UNDONE.isdisjoint(words(name)) or not _ROLES.isdisjoint(meanings(name))


def _settle_answers(draft: MappingDraft, column: SampledColumn, yes_is_no_sale: bool) -> None:
    found = [cell for cell, _ in draft.counts(column.name) if cell]
    said = answers(column.name, found)
    out = [cell for cell in found if (said.is_yes(cell) if yes_is_no_sale else said.is_no(cell))]
    if out and are_answers(column.name, found):
        draft.leave_out[column.name] = tuple(out)


def _settle_paid_states(draft: MappingDraft, column: SampledColumn) -> None:
    """Leave out what a column named `Paid?` calls unpaid or refunded in words in place of yes and no."""
    sales = {cell: states.judged(cell) for cell, _ in draft.counts(column.name) if cell}
    answered = any("".join(words(cell)) in state_words.YES_WORDS for cell in sales)
    if not are_answers(column.name, list(sales)) and (answered or Sale.YES in sales.values()):
        out = [cell for cell, sale in sales.items() if sale in (Sale.NO, Sale.NOT_YET) or _says_no(cell)]
        if out:
            draft.leave_out[column.name] = tuple(out)


def _says_no(cell: str) -> bool:
    return "".join(words(cell)) in state_words.NO_WORDS


def _settle_mode(draft: MappingDraft, column: SampledColumn) -> None:
    found = [cell for cell, _ in draft.counts(column.name) if cell]
    out = [cell for cell in found if "".join(words(cell)) in TESTS]
    if out and all("".join(words(cell)) in TESTS | _LIVE for cell in found):
        draft.leave_out[column.name] = tuple(out)


def _settle_undone(draft: MappingDraft, column: SampledColumn) -> None:
    found = [cell for cell, _ in draft.counts(column.name) if cell]
    if not found:
        if not _DATED.isdisjoint(words(column.name)):
            draft.keep_blank(column)
        return
    zero = [cell for cell in found if _ZERO_DATE.fullmatch(cell)]
    dated = [cell for cell in found if cell in zero or times.reads_by_itself(cell) or times.is_written_date(cell)]
    if squeezed(column.name) in _ALSO_BROUGHT_BACK and len(dated) == len(draft.counts(column.name)):
        draft.note(f"{quoted([column.name])} is filled in every row: no row is left out for that.", "rows")
        return
    if len(dated) >= 0.9 * len(found):
        draft.keep_blank(column, *zero)
        return
    tells_why = synonyms.WHY_UNDONE in meanings(column.name) or not _REASONS.isdisjoint(words(column.name))
    # Reasons and people may be written as numbers, which look like amounts.
    numbered = tells_why and "item" not in words(column.name) and all(map(str.isdecimal, found))
    if all(map(is_amount, found)) and not are_answers(column.name, found) and not numbered:
        return  # refunded amounts or pieces: the notes of a mapping mention them
    if tells_why:
        none = [cell for cell in found if "".join(words(cell)) in state_words.NO_WORDS]
        draft.keep_blank(column, *none)
        return
    said = answers(column.name, found)
    out = [cell for cell in found if _says_undone(cell, said)]
    if out:
        draft.leave_out[column.name] = tuple(out)
    if doubtful := [cell for cell in found if cell not in (*out, *zero) and _says_something_else(cell, said)]:
        draft.tell_sent(column, doubtful)


def _says_something_else(cell: str, said: Answers) -> bool:
    """Return True for a cell that is neither a no, an amount nor a state of a sale, such as Partial."""
    sold = states.judged(cell) is Sale.YES and states.judged_refund(cell) is not Sale.PARTLY
    return not said.is_no(cell) and not is_amount(cell) and not sold


def _says_undone(cell: str, said: Answers) -> bool:
    return said.is_yes(cell) or (not said.is_no(cell) and states.judged(cell) is Sale.NO)
