"""Books of cash with one column for money that comes in and one for money that goes out, which no customer paid."""

from __future__ import annotations

from tiktok_tui.events.system.settings_text import shown
from tiktok_tui.mapping.suggest.draft import MappingDraft, Question, quoted
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary.state_columns import Says, says
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

_BOOKS = """
    in, out; money in, money out; paid in, paid out; cash in, cash out; income, expense; income, expenses; incoming,
    outgoing; receipts, payments; received, spent; inflow, outflow; deposits, withdrawals; deposit, withdrawal;
    Eingang, Ausgang; Eingänge, Ausgänge; Einnahmen, Ausgaben; Einnahme, Ausgabe; Einzahlung, Auszahlung; entrée,
    sortie; entrées, sorties; recettes, dépenses; recette, dépense; encaissement, décaissement; ingresos, gastos;
    ingreso, gasto; ingresos, egresos; ingreso, egreso; entrada, salida; entradas, salidas; entrata, uscita;
    entrate, uscite; entrada, saída; entradas, saídas; receita, despesa; receitas, despesas; inkomsten, uitgaven;
    bij, af; ontvangen, betaald; in, uit; intäkt, utgift; intäkter, utgifter; indtægt, udgift; inntekt, utgift;
    wpływy, wydatki; wpływ, wydatek; przychód, rozchód; příjem, výdaj; příjmy, výdaje; bevétel, kiadás; încasări,
    plăți; приход, расход; доход, расход; поступление, списание; надходження, витрати; gelir, gider; giriş, cikis;
    وارد, صادر; دخل, مصروف; 収入, 支出; 入金, 出金; 入金額, 出金額; 収入金額, 支出金額; 收入, 支出; 收入金额,
    支出金额; 收入金額, 支出金額; 입금, 출금; 입금액, 출금액; 수입, 지출; pemasukan, pengeluaran; masuk, keluar;
    thu, chi; รายรับ, รายจ่าย; เงินเข้า, เงินออก
"""
_SIDES = """
    debit, credit; debits, credits; Soll, Haben; débit, crédit; debe, haber; débito, crédito; dare, avere; débito,
    crédito; debet, credit; debet, kredit; má dáti, dal; дебет, кредит; 借方, 貸方; 借方, 贷方; 차변, 대변; borç,
    alacak; nợ, có
"""


_LETTERS = [
    {"c", "d"}, {"cr", "dr"}, {"s", "h"}, {"crdt", "dbit"}, {"debit", "credit"}, {"soll", "haben"}, {"d", "h"},
    {"debe", "haber"}, {"dare", "avere"}, {"d", "a"}, {"debito", "credito"}, {"debet", "kredit"}, {"b", "a"},
]  # fmt: skip
"""Cells that say on which side of an account a row is."""
_SIDE_WORDS = frozenset(
    """
    debit credit dc cd dr cr drcr crdr soll haben sollhaben sh debe haber debehaber dare avere dareavere debito credito
    debet kredit borc alacak wn cdi sens
    """.split()
)


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(squeezed(one), squeezed(other)) for one, _, other in (pair.partition(",") for pair in text.split(";"))]


def settle_inflows(draft: MappingDraft) -> None:
    """Take the money that comes in for the value and leave the rows of the other out; ask where it cannot be told.

    The columns of a known export are known by their names.
    """
    if draft.export is not None:
        return
    both = _columns(draft, _BOOKS)
    if both is not None and draft.column_of("value") in (None, both[0]):
        money_in, money_out = both
        draft.fill("value", money_in)
        draft.keep_blank(money_out, *(cell for cell, _ in draft.counts(money_out.name) if cell and not _is_money(cell)))
        draft.note(f"{quoted([money_in.name])} was taken for value, and {quoted([money_out.name])} for money paid out.")
    elif "value" not in draft.fields and "price" not in draft.fields and (sides := _columns(draft, _SIDES)) is not None:
        names = quoted([column.name for column in sides])
        text = f"{names} are two sides of an account: which of them is money from customers?"
        draft.questions.append(Question("rows", text))
    _ask_about_sides(draft)


def _ask_about_sides(draft: MappingDraft) -> None:
    """Ask which side is money from customers where a column says by a letter or a word on which one each row is."""
    rows, filters = draft.standing(), {*draft.used(), *draft.leave_out, *draft.only}
    for column in draft.columns:
        if column.name in filters or not _speaks_of_sides(column.name):
            continue
        said = list(dict.fromkeys(column.cells[row] for row in rows))
        if set(map(squeezed, said)) not in _LETTERS:
            continue
        text = f"“{shown(column.name)}” names two sides of an account: which of {quoted(said)} is money"
        draft.questions.append(Question("rows", f"{text} from customers?"))


def _speaks_of_sides(name: str) -> bool:
    said = words(name)
    return not _SIDE_WORDS.isdisjoint(said) or squeezed(name) in _SIDE_WORDS or says(name) is Says.KIND


def _columns(draft: MappingDraft, pairs: str) -> tuple[SampledColumn, SampledColumn] | None:
    """Return the two columns of the first pair that the file has, if both hold amounts, and never in the same row."""
    by_name = {squeezed(_bare(column.name)): column for column in draft.columns}
    for first, second in _pairs(pairs):
        one, other = by_name.get(first), by_name.get(second)
        if one is None or other is None or one.empty or other.empty:
            continue
        both = any(_is_money(a) and _is_money(b) for a, b in zip(one.cells, other.cells, strict=True))
        if not both and min(one.share("amount"), other.share("amount")) == 1:
            return one, other
    return None


def _bare(name: str) -> str:
    return name.split("(")[0]


def _is_money(cell: str) -> bool:
    return any(digit in "123456789" for digit in cell) and bool(words(cell))
