"""Every word, form of a cell and time that is known, with what it means: a line in a file of `known/` for each.

A word that is dropped from a table, or means something else, changes what becomes of people's files, and nothing but
such a list notices. Each line holds a text and, after a tab, what the function of the file's name makes of it.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.support.listed import decided
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.mapping import check, shape, times
from tiktok_tui.mapping.model import FieldSource, Mapping, lowered
from tiktok_tui.mapping.suggest.amounts.discount_lines import is_discount
from tiktok_tui.mapping.suggest.amounts.small_units import parts_of_the_unit
from tiktok_tui.mapping.suggest.amounts.sums import is_a_part
from tiktok_tui.mapping.suggest.columns.instalments import period_of
from tiktok_tui.mapping.suggest.rows import flags, own_people
from tiktok_tui.mapping.suggest.shapes import SHAPES
from tiktok_tui.mapping.suggest.suggest import ColumnSample, Suggestion, suggest
from tiktok_tui.mapping.suggest.vocabulary import (
    answers,
    consents,
    headers,
    kind_words,
    money,
    parts_paid,
    regions,
    remarks,
    reversals,
    stages,
    state_columns,
    states,
    whose,
)
from tiktok_tui.mapping.suggest.vocabulary.large_units import is_in_thousands
from tiktok_tui.mapping.suggest.vocabulary.state_columns import Says
from tiktok_tui.mapping.suggest.vocabulary.time_headers import order_in_header, unclear_zones, zone_in_header
from tiktok_tui.mapping.suggest.vocabulary.words import words
from tiktok_tui.mapping.time_formats import formats_of

_FOLDER = Path(__file__).parent / "known"
_SHOP = Destination("shop", "Shop", event_set_id="7654321098765432109", currency="USD", fixed_event="Purchase")

_DESTINATIONS = {
    "offline": _SHOP,
    "web": Destination("web", "Web", event_source=EventSource.WEB, event_set_id="C4ABCDEF", fixed_event="Purchase"),
    "new": Destination("new", "New"),
}


def _suggested(**columns: Sequence[str]) -> Suggestion:
    samples = [ColumnSample(name, "text", tuple(cells)) for name, cells in columns.items()]
    return suggest(samples, _SHOP)


def _listed(values: Sequence[str]) -> str:
    return "|".join(values)


def _meanings(name: str) -> str:
    meant = headers.meanings(name)
    return _listed([f"{field} {points:g}" for field, points in sorted(meant.items(), key=lambda each: -each[1])])


def _filtered(name: str, *cells: str) -> str:
    mapping = _suggested(**{name: cells, "Email": [f"{place}@example.com" for place in range(len(cells))]}).mapping
    return _listed([f"only {each}" for each in mapping.only.get(name, ())] + list(mapping.leave_out.get(name, ())))


def _said(phrase: str) -> str:
    """The meaning of a phrase as a header, as a state, as the cell of a flag, and beside an address."""
    meant = headers.meanings(phrase)
    sale, refused = states.judged(phrase), _refused(phrase)
    return _listed(
        [
            *([max(meant, key=meant.__getitem__)] if meant else []),
            *([sale] if sale is not states.Sale.UNKNOWN else []),
            *([f"refused by {refused}"] if refused else []),
            *([] if whose.is_the_customer_s(f"email {phrase}") else ["somebody else"]),
        ]
    )


def _consent(name: str) -> str:
    asked = consents.consent(name)
    return "" if asked is None else f"{'to ads' if asked.to_ads else 'to mails'}{', objects' if asked.objects else ''}"


def _refused(cell: str) -> str:
    """The questions that a cell answers with a no."""
    asked = {"consent": consents.Consent(to_ads=True), "objection": consents.Consent(to_ads=True, objects=True)}
    return _listed([name for name, each in asked.items() if each.refused([cell])])


def _taken_for_time(name: str) -> str:
    return _listed([*_suggested(**{name: ["2026-06-01 10:00:00", "2026-06-02 10:00:00"]}).mapping.fields])


def _time_of_a_deal(name: str) -> str:
    """The column that the time of a deal is taken from, which was created before."""
    columns = {"Created": ["2026-05-01", "2026-05-02"], name: ["2026-06-01", "2026-06-02"]}
    mapping = _suggested(**columns, Stage=["Closed won", "Closed lost"], Email=["a@b.co", "c@d.co"]).mapping
    return _listed(mapping.fields["timestamp"].columns)


def _book_of_cash(names: str) -> str:
    """The value of a book with two columns of money, and the one whose rows are left out; or the question."""
    one, _, other = names.partition(", ")
    found = _suggested(**{one: ["10.00", ""], other: ["", "5.00"], "Email": ["a@b.co", "c@d.co"]})
    value = found.mapping.fields.get("value")
    return _listed([*(value.columns if value else ()), *found.mapping.only, *map(str, found.questions)])


def _asked_about(name: str) -> str:
    return _listed([str(each) for each in _suggested(**{name: ["5", "6"], "Email": ["a@b.co", "c@d.co"]}).questions])


def _number_of_a_document(words: str) -> str:
    """The field that a column is for, given as the kind of its rows, its name, and perhaps another column's."""
    kind, name, *others = words.split(", ")
    beside = {other: ["Elm 5", "Oak 7"] for other in others}
    fields = _suggested(Type=[kind, kind], **{name: ["17", "18"]}, **beside).mapping.fields
    return _listed([field for field, source in fields.items() if name in source.columns])


def _remark(name: str) -> str:
    notes = _suggested(**{name: ["refunded on Monday", "fine"], "Email": ["a@b.co", "c@d.co"]}).notes
    return _listed([note.text for note in notes if note.about == "rows"])


def _money_words(name: str) -> str:
    tests = (
        *(money.is_count, money.is_due, money.is_net, money.is_dealer_s, money.is_bare_gross, money.is_fee),
        *(money.is_tax, money.is_shipping, money.is_promised),
    )
    return _listed([test.__name__ for test in tests if test(words(name))])


def _why_nobody(name: str) -> str:
    notes = _suggested(**{name: ["zzz", "yyy"]}).notes
    return next((str(note) for note in notes if note.about == "email"), "")


def _not_items(*kinds: str) -> str:
    """The kinds of rows that are no items, of an order whose first row holds the value of the two items after it.

    A second of `kinds` stands in a row of the file that is not looked at.
    """
    cells = {
        "Order ID": ["1", "1", "1"],
        "Type": [kinds[0], "Piece", "Piece"],
        "SKU": ["A + B", "A", "B"],
        "Total": ["30.00", "10.00", "20.00"],
        "Email": ["a@example.com"] * 3,
    }

    def counts(names: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
        return {name: [(kind, 1) for kind in (*kinds, "Piece")] if name == "Type" else [("x", 3)] for name in names}

    samples = [ColumnSample(name, "text", tuple(values)) for name, values in cells.items()]
    return _listed(suggest(samples, _SHOP, counts=counts).mapping.not_items.get("Type", ()))


def _item_keys(keys: str) -> str:
    """The fields of an item that the keys of a list's objects are taken for."""
    found = _suggested(items=[json.dumps([dict.fromkeys(keys.split(", "), "x")])], Email=["a@example.com"]).mapping
    return _listed([f"{field} {name}" for field, name in found.fields["contents"].fields.items()])


def _instalments(name: str) -> list[str]:
    """The columns that are taken for the value beside numbers of instalments of this name, and beside this total."""
    rows = {"Amount": ["5.10", "6.20"], "Plan total": ["50.10", "60.20"], name: ["1", "2"]}
    by_number = _suggested(**rows).mapping.fields["value"].columns
    rows = {"Amount": ["5.10", "6.20"], "Instalment no": ["1", "2"], f"{name} amount": ["50.10", "60.20"]}
    return [*by_number, *_suggested(**rows).mapping.fields["value"].columns]


def _own_people(group: str) -> bool:
    """True if a customer of this group is named in a note."""
    suggestion = _suggested(**{"Email": ["a@b.co", "c@d.co"], "Customer group": ["Retail", group]})
    return any(f"holds “{group}”" in note.text and "no customers" in note.text for note in suggestion.notes)


def _weight(name: str) -> bool:
    """True if decimals in a column of this name are weights, for which lines are sent at what they came to."""
    lines = {"Item": ["Ham", "Egg"], "Price": ["10.00", "8.00"], name: ["0.5", "2"], "Line total": ["5.00", "16.00"]}
    said = f"“{name}” holds weights, so each line is sent as one piece at its “Line total”."
    return said in [note.text for note in _suggested(**lines).notes]


def _told(words: str) -> str:
    """The cells that a column leaves out, and all that is said of it, given as its name and its cells: `Error: E1,`."""
    name, _, texts = words.partition(": ")
    cells = texts.split(",")
    rows = {"Date": ["2026-06-11"] * len(cells), "Email": [f"{place}@example.com" for place in range(len(cells))]}
    found = _suggested(**rows, Amount=["5.00"] * len(cells), **{name: cells})
    filters = [
        *(f"only {cell or 'blank'}" for cell in found.mapping.only.get(name, ())),
        *(f"not {cell}" for cell in found.mapping.leave_out.get(name, ()) if cell in cells),
    ]
    said = (text for text in map(str, (*found.notes, *found.questions)) if f"“{name}”" in text)
    return _listed([*filters, *(text.partition(", and such rows are sent")[0] for text in said)])


def _line_amount(name: str) -> str:
    """The fields that amounts of this name fill beside items."""
    fields = _suggested(Product=["Mug", "Lamp"], **{name: ["5.00", "6.00"]}).mapping.fields
    return _listed([field for field, source in fields.items() if name in source.columns])


def _by_subject(state: str) -> str:
    """The meaning of a state for its order by the subject of its column: what a refund says of itself, and so on."""
    return _listed([f"{kind} {state_columns.judged(state, kind)}" for kind in Says])


def _beside_sales(kind: str) -> str:
    """The kinds that are a seller's own purchases beside sales, and those said twice beside invoices."""
    return _listed([*states.own_purchases(["Sale", kind]), *states.said_twice(["Invoice", kind])[1:]])


def _versions(names: str) -> str:
    """The cells that are kept of an order with two versions, given as the names of their beginnings and ends."""
    begins, _, ends = names.partition(", ")
    columns = {"Date": ["2026-02-01"] * 2, "Order ID": "11", "Email": ["a@b.co"] * 2}
    only = _suggested(**columns, **{begins: ("2026-01-01", "2026-01-02"), ends: ("2026-01-02", "")}).mapping.only
    return _listed([f"kept {cell or 'blank'}" for cell in only.get(ends, ())])


def _times(text: str) -> str:
    """How a text is a time by itself, and the formats that read it."""
    tests = (
        times.reads_by_itself, times.is_clock_time, times.is_written_date, times.is_compact_date, times.is_date_alone,
    )  # fmt: skip
    return _listed([*(test.__name__ for test in tests if test(text)), *formats_of(text)])


def _answers(text: str) -> str:
    """The answers of a column, given as its name, a colon and its different cells."""
    name, _, cells = text.partition(": ")
    found = answers.answers(name, cells.split())
    asked = ("j", "n", "s", "o", "д", "н", "a", "e", "h", "k", "i", "x", "yes", "no")
    return f"yes: {' '.join(filter(found.is_yes, asked))}; no: {' '.join(filter(found.is_no, asked))}"


def _shapes(cell: str) -> str:
    return _listed([shape for shape, test in SHAPES.items() if test(cell)])


def _constant(words: str) -> str:
    """The errors in a constant, given as the field, the source of the events and the value."""
    field, source, value = words.split(" ", 2)
    faults = shape.constant_faults(field, FieldSource(value=value), EventSource(source))
    return _listed([f"{fault.what} {fault.remedy}" for fault in faults])


def _faults(words: str) -> str:
    """Everything that is wrong with a mapping, given as the destination and the lines of its file."""
    name, lines = words.split(" ", 1)
    table = tomllib.loads(lines.replace(" / ", "\n"))
    sources = {
        field: FieldSource(columns=tuple(source.pop("columns", ())), **source)
        for field, source in table.pop("fields", {}).items()
    }
    mapping, columns = Mapping(MappingProxyType(sources), **table), ("email", "sold_at", "order", "total", "items")
    found = check.problems(mapping, columns, _DESTINATIONS[name])
    left_out = check.left_out(mapping, _DESTINATIONS[name])
    return _listed(
        [*(f"{error.field}, {error.where}: {error.what} {error.remedy}" for error in found), *left_out.values()]
    )


def _behind_staff(name: str) -> bool:
    """True if an address behind a column of this name, before the customer, is told."""
    rows = {name: ["Zoe", "Yan"], "Email": ["a@b.co", "c@d.co"], "Customer": ["Ann", "Bob"]}
    return any("stands behind" in note.text for note in _suggested(**rows).notes)


def _label(word: str) -> bool:
    """True if a number that the column beside it calls by this word is told."""
    rows = {"Phone 1": ["+12065550101", "+12065550102"], "Phone 1 Type": [word, "Mobile"]}
    return any("check that they are the customer's" in note.text for note in _suggested(**rows).notes)


def _changes(name: str) -> str:
    """The rows of one order that differ in a column of this name: versions of it, or steps."""
    rows = {"Date": ["2026-06-11"] * 4, "Order ID": ["7", "7", "8", "8"], "Email": ["a@b.co"] * 4, name: ["1", "2"] * 2}
    said = [note.text for note in _suggested(**rows).notes if f"another “{name}”" in note.text]
    return _listed(["versions" if "versions" in text else "steps" for text in said])


def _nobody(name: str) -> bool:
    """True if two rows of a customer of this name with one address are told."""
    rows = {"Date": ["2026-06-11"] * 3, "Email": ["till@b.co", "till@b.co", "c@d.co"], "Amount": ["5.00"] * 3}
    notes = _suggested(**rows, **{"Customer name": [name, name, "Ann"]}).notes
    return any(note.text.startswith(f"Rows of “{name}”") for note in notes)


def _remark_in_words(remark: str) -> str:
    tests = (remarks.says_undone, remarks.says_unpaid)
    return _listed([test.__name__ for test in tests if test(remark)])


def _usual_answers(cell: str) -> str:
    """The refusals that are left out beside an answer, to a question for consent and to one of an objection."""
    asked = (consents.Consent(to_ads=True), consents.Consent(to_ads=True, objects=True))
    return ", ".join(_listed(each.usual([cell])) for each in asked)


def _holds_calling_codes(name: str) -> bool:
    """True if numbers in a column of this name say the country of the phones."""
    return _suggested(**{"Phone": ["30123456", "612345678"], name: ["49", "33"]}).mapping.phone_country == name


def _told_together(words: str) -> str:
    """The names of columns of which something is told, given as two cells and the names: `no,yes: Won; Confirmed`.

    The first cell stands in one row of each column, another one for each, and the second in all others.
    """
    texts, _, joined = words.partition(": ")
    (odd, usual), names = texts.split(","), joined.split("; ")
    count = len(names) + 1
    rows = {"Date": ["2026-06-11"] * count, "Email": [f"{place}@example.com" for place in range(count)]}
    cells = {name: [odd if place == row else usual for row in range(count)] for place, name in enumerate(names)}
    found = _suggested(**rows, Amount=["5.00"] * count, **cells)
    said = [*map(str, (*found.notes, *found.questions))]
    return _listed([name for name in names if any(f"“{name}”" in text for text in said)])


def _document(code: str) -> bool:
    """True if a number with this code is told beside that of an invoice."""
    notes = _suggested(**{"Order ID": [f"{code} 7", "INV 101"], "Email": ["a@b.co", "c@d.co"]}).notes
    return any(f"holds “{code} 7”, which look like" in note.text for note in notes)


def _invoice(code: str) -> bool:
    """True if the number of a credit note is told beside one with this code."""
    notes = _suggested(**{"Order ID": [f"{code} 101", "NC 7"], "Email": ["a@b.co", "c@d.co"]}).notes
    return any("holds “NC 7”, which look like" in note.text for note in notes)


KNOWN: dict[str, Callable[[str], object]] = {
    "meanings": _meanings,
    "answers": _answers,
    "words": lambda name: " ".join(words(name)),
    "lowered": lowered,
    "judged": states.judged,
    "judged_kind": states.judged_kind,
    "states_by_subject": _by_subject,
    "beside_sales": _beside_sales,
    "versions": _versions,
    "left_out_by_operation": lambda cell: _filtered("op", cell, "u"),
    "takes_back": reversals.takes_back,
    "cancels": reversals.cancels,
    "instalments": _instalments,
    "holds_kinds_of_customers": lambda name: own_people.names_own_people(name, "staff"),
    "own_people": _own_people,
    "usual": lambda state: _listed(states.usual([state])),
    "is_won": stages.is_won,
    "says": state_columns.says,
    "speaks_of_an_undone_sale": flags.says_undone,
    "phrases_of_languages": _said,
    "consent": _consent,
    "refused": _refused,
    "is_refunded_money": parts_paid.is_refunded_money,
    "holds_money": lambda cell: parts_paid.holds_money([cell]),
    "is_the_customer_s": whose.is_the_customer_s,
    "filtered_by_a_flag": lambda name: _filtered(name, "true", "false", ""),
    "filtered_by_a_date": lambda name: _filtered(name, "2026-06-01", "", "0000-00-00"),
    "filtered_by_a_reason": lambda name: _filtered(name, "too late", "", "none", "No"),
    "a_cell_that_says_undone": lambda cell: _filtered("Cancelled", cell, "zzz"),
    "a_date_that_says_undone": lambda cell: _filtered("Cancelled at", cell, "", "2026-06-01"),
    "taken_for_time": _taken_for_time,
    "why_nobody": _why_nobody,
    "not_items": _not_items,
    "a_later_kind": lambda kind: _not_items("Order", kind),
    "is_delivered_to": whose.is_delivered_to,
    "item_keys": _item_keys,
    "zone_in_header": zone_in_header,
    "times": _times,
    "order_in_words": times.order_in_words,
    "order_of": times.order_of,
    "a_fault_of_a_format": times.fault,
    "shapes": _shapes,
    "constants": _constant,
    "faults_of_mappings": _faults,
    "is_paid_money": parts_paid.is_paid_money,
    "is_open_money": parts_paid.is_open_money,
    "is_time_of_payment": parts_paid.is_time_of_payment,
    "is_what_came_back": parts_paid.is_what_came_back,
    "is_list_of_refunds": parts_paid.is_list_of_refunds,
    "is_discount": is_discount,
    "is_in_thousands": is_in_thousands,
    "parts_of_the_unit": parts_of_the_unit,
    "money_words": _money_words,
    "order_in_header": order_in_header,
    "unclear_zones": lambda name: _listed(sorted(unclear_zones(name))),
    "time_of_a_deal": _time_of_a_deal,
    "book_of_cash": _book_of_cash,
    "asked_about": _asked_about,
    "number_of_a_document": _number_of_a_document,
    "remarks": _remark,
    "weights": _weight,
    "is_adjusted_money": parts_paid.is_adjusted_money,
    "line_amounts": _line_amount,
    "told": _told,
    "told_together": _told_together,
    "is_security": parts_paid.is_security,
    "judged_customer": states.judged_customer,
    "period_of": period_of,
    "behind_staff": _behind_staff,
    "labels": _label,
    "changes_of_orders": _changes,
    "nobody": _nobody,
    "remarks_in_words": _remark_in_words,
    "usual_answers": _usual_answers,
    "holds_calling_codes": _holds_calling_codes,
    "a_status_beside": lambda name: regions.may_name_a_status("State", [name], ["RFD"]),
    "a_status_of": lambda code: regions.may_name_a_status("State", ["Email"], [code]),
    "is_a_part": is_a_part,
    "sells": kind_words.sells,
    "documents": _document,
    "invoices": _invoice,
}


@pytest.mark.parametrize("name", KNOWN)
def test_what_is_known_is_listed(name: str) -> None:
    found, lines = decided(_FOLDER / f"{name}.tsv", KNOWN[name])
    assert found == lines
