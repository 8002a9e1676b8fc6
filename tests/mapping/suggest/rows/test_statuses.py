from __future__ import annotations

import pytest

from tests.mapping.suggest.small_files import mapped
from tiktok_tui.events.destination import Destination
from tiktok_tui.mapping.model import Mapping as FieldMapping
from tiktok_tui.mapping.row_notes import row_notes
from tiktok_tui.mapping.suggest.suggest import ColumnSample, suggest
from tiktok_tui.mapping.suggest.vocabulary.states import Sale, judged


def out(mapping: FieldMapping, column: str) -> set[str]:
    texts = [text.lower() for text in mapping.leave_out.get(column, ())]
    assert len(set(texts)) == len(texts), "each state is named once, in the file's spelling"
    return set(texts)


_OF_MOVEMENTS = """
    Transaction Type; Operation type; movement_type; Activity Type; Transaction kind; Transaction type name;
    Vorgangsart; Vorgang; Transaktionstyp; Buchungsart; Umsatzart; Type de transaction; Vorgangstyp; Kassenvorgang;
    Type d'opération; Tipo de transacción; Tipo de operación; Action Type; txn_type; trx_type; Tran Type;
    Tipo operazione; Tipo transazione; Tipo di transazione; Tipo da transação; Tipo de transação; Balance Impact;
    Adjustment Type; İşlem tipi; İşlem türü; Typ transakcji; Rodzaj transakcji; Typ operacji; Typ transakce;
    Transactietype; Type transactie; Soort transactie; Transaktionstype; Tapahtumatyyppi; Тип операции; Вид операции;
    Тип транзакции; 取引種別; 取引区分; 交易类型; 交易類型; 거래 유형; 거래 구분; Jenis Transaksi; Action; Acción;
    Azione; Ação; Operation; Operación; Operazione; Operação
"""


@pytest.mark.parametrize("name", [name.strip() for name in _OF_MOVEMENTS.split(";")])
def test_kinds_of_movements_that_are_not_known_are_named(name: str) -> None:
    cells = {name: {"Reload": 2, "Ask": 1}}
    (note,) = row_notes(mapped({name: ["Reload", "Ask", "Reload"]}), cells, cells, [name])
    assert note.text == f"Not known, and kept: Reload (2 rows), Ask (1 row) in “{name}”. Check that these are sales."


@pytest.mark.parametrize("cells", [{"Reload": 3}, {f"kind {number}": 1 for number in range(9)}])
def test_one_kind_or_many_are_not_named(cells: dict[str, int]) -> None:
    found = {"Transaction Type": cells}
    assert not list(row_notes(mapped({"Transaction Type": [*cells]}), found, found, ["Transaction Type"]))


def test_kinds_of_goods_are_not_named() -> None:
    cells = {"Type": {"Mug": 2, "Shirt": 1}}
    assert not list(row_notes(mapped({"Type": ["Mug", "Shirt", "Mug"]}), cells, cells, ["Type"]))


def test_states_are_counted_over_the_whole_file() -> None:
    found = mapped({"Status": ["paid", "paid"]}, {"Status": [("paid", 900), ("Chargeback", 1), ("Weighed", 1)]})
    assert found.leave_out["Status"][0] == "Chargeback"
    assert "weighed" not in out(found, "Status")


def test_an_order_that_is_paid_may_still_be_open() -> None:
    both = {"Payment Status": ["paid", "refunded"], "Order Status": ["open", "cancelled"]}
    assert "refunded" in out(mapped(both), "Payment Status")
    assert "cancelled" in out(mapped(both), "Order Status")
    assert "open" not in out(mapped(both), "Order Status")
    assert "open" in out(mapped({"Order Status": ["open", "completed"]}), "Order Status")


def test_a_delivery_that_is_pending_is_a_sale_and_one_that_came_back_is_not() -> None:
    found = mapped({"Fulfillment Status": ["pending", "shipped", "returned"]})
    assert found.leave_out == {"Fulfillment Status": ("returned",)}
    assert not mapped({"Fulfillment Status": ["pending", "shipped"]}).leave_out


def test_a_refund_that_is_completed_is_no_sale() -> None:
    found = mapped({"Refund status": ["", "Completed", "Partial", "not refunded"]})
    assert found.leave_out == {"Refund status": ("Completed",)}


def test_kinds_of_rows_that_are_no_sale_are_left_out() -> None:
    found = mapped({"Type": ["Payment Received", "Payment Sent", "Refund", "General thing"]})
    assert found.leave_out == {"Type": ("Payment Sent", "Refund")}
    assert not mapped({"Type": ["Dine in", "Takeout"]}).leave_out


def test_a_state_of_a_country_is_no_state_of_an_order() -> None:
    assert not mapped({"State": ["CA", "NY", "TX"]}).leave_out


@pytest.mark.parametrize(
    ("name", "cells", "left_out"),
    [
        ("Refunded", ["FULL", "", "PARTIAL", "NONE"], ("FULL",)),
        ("Cancelled", ["yes", "no"], ("yes",)),
        ("Is cancelled", ["TRUE", "FALSE"], ("TRUE",)),
        ("voided", ["0", "1"], ("1",)),
        ("Storniert", ["ja", "nein"], ("ja",)),
        ("Annulé", ["oui", "non"], ("oui",)),
        ("Test", ["true", "false"], ("true",)),
        ("Test order", ["TRUE", "N"], ("TRUE",)),
        ("livemode", ["true", "false"], ("false",)),
    ],
)
def test_a_column_that_says_yes_to_being_undone_or_a_test(
    name: str, cells: list[str], left_out: tuple[str, ...]
) -> None:
    assert mapped({name: cells}).leave_out == {name: left_out}


@pytest.mark.parametrize(
    ("name", "cells", "kept"),
    [
        ("Cancelled at", ["", "2026-06-01 10:00"], ("",)),
        ("Voided date", ["0000-00-00 00:00:00", "2026-06-01 10:00:00"], ("", "0000-00-00 00:00:00")),
        ("Stornodatum", ["", "01.06.2026"], ("",)),
        ("Cancelled", ["", *(f"2026-06-0{day}" for day in range(1, 10)), "maybe"], ("",)),
        ("Cancel reason", ["", "customer"], ("",)),
        ("Deleted at", ["", ""], ("",)),
        ("Refund date", ["", "2026-06-13"], ("",)),
    ],
)
def test_a_column_that_is_filled_only_when_the_sale_was_undone(
    name: str, cells: list[str], kept: tuple[str, ...]
) -> None:
    assert mapped({name: cells}).only == {name: kept}


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("Refunded", ["0.00", "12.50"]),
        ("Returned", ["0", "2", "1"]),
        ("Refunded Amount", ["0.00", "5.00"]),
        ("Cancellation policy", ["flexible", "strict"]),
        ("Refund ID", ["", "R-1"]),
        ("Test score", ["1", "0"]),
        ("Cancelled", ["maybe", "who knows"]),
        ("Cancelled", ["2026-06-01", "maybe", "who knows"]),
        ("Test", ["true", "price test"]),
    ],
)
def test_amounts_and_other_columns_are_no_flags(name: str, cells: list[str]) -> None:
    found = mapped({name: cells})
    assert not found.leave_out
    assert not found.only


def test_a_word_for_nothing_in_a_date_of_cancellation_is_nothing() -> None:
    counts = {"Cancelled at": [("none", 5), ("2026-06-01", 1), ("", 2), (" - ", 1)]}
    assert mapped({"Cancelled at": ["none", "2026-06-01"]}, counts).only == {"Cancelled at": ("", "none", "-")}


def test_known_exports_are_looked_through_for_flags_as_well() -> None:
    found = mapped(
        {
            "id": ["ch_1", "ch_2"], "Created (UTC)": ["2026-06-11 10:00", "2026-06-12 10:00"], "Amount": ["5", "6"],
            "Currency": ["usd", "usd"], "Status": ["Paid", "Paid"], "Customer Email": ["a@b.co", "c@d.co"],
            "disputed": ["false", "true"], "livemode": ["true", "true"],
        }
    )  # fmt: skip
    assert found.leave_out == {"disputed": ("true",)}


def test_the_date_of_a_refund_that_may_be_in_part_is_no_cancellation() -> None:
    assert not mapped({"Refund date": ["", "2026-06-13"], "Refund amount": ["", "2.00"]}).only


def test_how_something_was_paid_is_no_kind_of_row() -> None:
    assert not mapped({"Type": ["Card", "Bank transfer", "Deposit"], "Payment type": ["Card", "Transfer"]}).leave_out


@pytest.mark.parametrize("name", ["Payment type", "Zahlungsart", "Tipo de pago"])
def test_a_payment_that_goes_back_is_no_way_to_pay(name: str) -> None:
    kinds = ["Umsatz", "Rückerstattung", "Deposit refund", "Auszahlung", "Überweisung"]
    assert out(mapped({name: kinds}), name) == {"rückerstattung", "deposit refund", "auszahlung"}


@pytest.mark.parametrize("name", ["Paid?", "Bezahlt", "Paid"])
def test_a_column_of_what_is_paid_may_say_so_in_states(name: str) -> None:
    assert out(mapped({name: ["Paid", "Unpaid", "Refunded", "no", "later"]}), name) == {
        "unpaid",
        "refunded",
        "no",
    }
    assert not mapped({name: ["cash", "card", "unpaid"]}).leave_out


def test_german_words_for_documents_end_like_those_that_are_none() -> None:
    kinds = ["Ausgangsrechnung", "Ausgangsgutschrift", "Teilstornorechnung", "Eingangsrechnung"]
    assert out(mapped({"Belegart": kinds}), "Belegart") == {kind.lower() for kind in kinds[1:]}


def test_marks_are_answers() -> None:
    found = mapped({"Paid": ["✓", "✗", "✔", "☐"], "Cancelled": ["", "", "✓", ""]})
    assert (out(found, "Paid"), out(found, "Cancelled")) == ({"✗", "☐"}, {"✓"})


@pytest.mark.parametrize(
    ("name", "yes"),
    [
        ("Test-Modus", "Ja"),
        ("Mode test", "oui"),
        ("Pedido de prueba", "sí"),
        ("テスト注文", "はい"),
        ("Тестовый заказ", "да"),
    ],
)
def test_a_test_is_known_by_its_name_in_other_languages(name: str, yes: str) -> None:
    assert out(mapped({name: [yes, "0", "0"]}), name) == {yes.lower()}


@pytest.mark.parametrize(
    ("state", "sale"),
    [
        ("Venta cancelada. No despaches.", Sale.NO),
        ("Refunded - not shipped", Sale.NO),
        ("Not refunded. Thanks.", Sale.UNKNOWN),
        ("Refund not possible", Sale.UNKNOWN),
    ],
)
def test_a_negation_is_about_its_own_clause(state: str, sale: Sale) -> None:
    assert judged(state) is sale


@pytest.mark.parametrize(("unknown", "filtering"), [((), "only"), (("weighed",), "leave_out")])
def test_a_known_export_keeps_states_that_nobody_knows(unknown: tuple[str, ...], filtering: str) -> None:
    states = ["paid", "refunded", *unknown]
    found = mapped(
        {
            "Name": [f"#{number}" for number in range(len(states))],
            "Email": [f"a{number}@b.co" for number in range(len(states))],
            "Financial Status": states,
            "Paid at": ["2026-06-01 10:00:00 +0000"] * len(states),
            "Lineitem name": ["Mug"] * len(states),
            "Total": ["5"] * len(states),
        }
    )
    assert [name for name in ("only", "leave_out") if "Financial Status" in getattr(found, name)] == [filtering]
    assert not set(unknown) & {*found.leave_out.get("Financial Status", ())}


def test_a_known_export_s_own_states_are_left_out_of_later_files_as_well() -> None:
    """PrestaShop names states that no list of usual ones has."""
    columns = {
        "reference": ["A1", "A2"],
        "date_add": ["2026-06-01 10:00:00"] * 2,
        "email": ["a@b.co", "c@d.co"],
        "total_paid": ["5.00", "6.00"],
        "order_state": ["Delivered", "Being weighed"],
    }
    states = {"canceled", "refunded", "payment error", "awaiting bank wire payment", "awaiting check payment"}
    assert out(mapped(columns), "order_state") == states


def test_a_known_export_s_own_country_is_that_of_its_phones() -> None:
    columns = {
        "id": ["ch_1", "ch_2"],
        "Created (UTC)": ["2026-06-11 10:00", "2026-06-12 10:00"],
        "Amount": ["5", "6"],
        "Currency": ["usd", "usd"],
        "Status": ["Paid", "Paid"],
        "Customer Email": ["a@b.co", "c@d.co"],
        "Customer Phone": ["030 901820", "030 901821"],
        "Country": ["US", "US"],
        "Card Address Country": ["DE", "DE"],
    }
    assert mapped(columns).phone_country == "Card Address Country"


@pytest.mark.parametrize(("dates", "kept"), [(9, True), (8, False)])
def test_nine_of_ten_cells_have_to_be_dates_for_blank_to_mean_a_sale(dates: int, kept: bool) -> None:
    cells = [f"2026-06-{place:02}" for place in range(1, dates + 1)] + ["by phone", ""]
    found = suggest([ColumnSample("Cancelled at", "text", tuple(cells))], Destination("d", "D")).mapping
    assert ("Cancelled at" in found.only) is kept


def test_people_who_refuse_advertising_are_left_out_and_those_who_refuse_mails_stay() -> None:
    mapping = mapped(
        {
            "Email": ["a@example.com", "b@example.com"],
            "Marketing consent": ["yes", "no"],
            "Do not sell": ["false", "true"],
            "Accepts Marketing": ["no", "no"],
        },
        {
            "Marketing consent": [("yes", 5), ("no", 2), ("Denied", 1), ("", 3)],
            "Do not sell": [("false", 9), ("true", 2)],
            "Accepts Marketing": [("no", 11)],
        },
    )
    assert dict(mapping.leave_out) == {"Marketing consent": ("no", "Denied"), "Do not sell": ("true",)}


@pytest.mark.parametrize(
    ("name", "answer", "refusals"),
    [
        ("GDPR consent", "Yes", ("no",)),
        ("GDPR consent", "granted", ("denied",)),
        ("Einwilligung", "ja", ("nein", "nee", "nej", "nei")),
        ("広告同意", "はい", ("いいえ",)),
        ("Do not sell", "FALSE", ("true",)),
        ("Opted out", "0", ("1",)),
        ("GDPR consent", "2026-06-01", None),
        ("Accepts Marketing", "yes", None),
    ],
)
def test_who_refuses_in_a_later_file_is_left_out_of_it(
    name: str, answer: str, refusals: tuple[str, ...] | None
) -> None:
    mapping = mapped({"Email": ["a@example.com"] * 2, name: [answer, answer]})
    assert mapping.leave_out.get(name) == refusals
