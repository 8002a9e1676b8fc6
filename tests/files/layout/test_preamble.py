"""Lines above a table: where its header is, what those lines say about all rows, and what is only told."""

from __future__ import annotations

import pytest

from tests.files.conftest import Open
from tests.support.tables import all_rows
from tiktok_tui.files.layout.preamble import below, facts_of, is_footer
from tiktok_tui.files.table import Facts, Row

TABLE = "Order ID,Email,Phone,Order Date,Total,Item\n" + "".join(
    f"O{n},a{n}@b.co,+1202555012{n},2026-06-1{n} 10:00:00,12.50,Mug\n" for n in range(1, 9)
)
NAMES = ["Order ID", "Email", "Phone", "Order Date", "Total", "Item"]


@pytest.mark.parametrize(
    "above",
    [
        "",
        "Sales report\n",
        "Sales report\nStore,Main St,Downtown\n\n",
        "Sales report,,,,,\nStore,Main St,Downtown,,,\n,,,,,\n",
        "Report,Orders,From,2026-06-01,To,2026-06-30\n",
        "Store,Main St\nPeriod,2026-06-01,2026-06-30\nCreated,2026-07-01 10:00\nRows,8\n\n",
        "sep=,\n",
        "\ufeffsep=,\r\n",
    ],
)
def test_the_header_is_found_below_lines_of_any_number_of_cells(opened: Open, above: str) -> None:
    table = opened(above + TABLE)
    assert [column.name for column in table.columns] == NAMES
    first = above.count("\n") + 2
    assert [row.number for row in all_rows(table)] == list(range(first, first + 8))


def test_a_preamble_as_wide_as_the_table_is_recognised_by_its_words(opened: Open) -> None:
    table = opened("Store,Main St,Downtown\nOrder ID,Email,Total\nO1,a@b.co,5\nO2,c@d.co,6\n")
    assert [column.name for column in table.columns] == ["Order ID", "Email", "Total"]
    assert all_rows(table) == [Row(3, ("O1", "a@b.co", "5")), Row(4, ("O2", "c@d.co", "6"))]
    assert table.notes == ("1 line above the header, left out: “Store, Main St, Downtown”",)


def test_rows_without_values_below_the_header_are_rows(opened: Open) -> None:
    table = opened("Order,Customer,Email,Paid\nA1,Ann,,\nA2,Bob,,\nA3,Cid,c@d.co,5\nA4,Dan,d@d.co,6\nA5,Eve,e@d.co,7\n")
    assert [column.name for column in table.columns] == ["Order", "Customer", "Email", "Paid"]
    assert len(all_rows(table)) == 5


@pytest.mark.parametrize(
    "text",
    [
        "name0,name1\n,ORDER\n,0\n",
        "ref,kind,who,sum\nA1,Order,Ann,\nA2,Order,Bob,12\nA3,Refund,Cid,13\n",
        "wer,was,wo,wieviel\nAnn,Order paid,Bonn,\nBob,Order paid,Bonn,12\nCid,Order paid,Bonn,13\n",
        "wer,was,wo,wieviel\nAnn,order,code,\nBob,order,code,12\nCid,order,-,13\n",
    ],
)
def test_a_usual_word_in_a_row_without_values_makes_it_no_header(opened: Open, text: str) -> None:
    table = opened(text)
    lines = text.splitlines()
    assert [column.name for column in table.columns] == lines[0].split(",")
    assert [row.number for row in all_rows(table)] == list(range(2, len(lines) + 1))
    assert table.notes == ()


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (["Parameters:TimeZone=America/New_York"], Facts("America/New_York")),
        (["Parameters:TimeZone=+0200"], Facts("Etc/GMT-2")),
        (["Parameters:TimeZone=-0500;Currency=EUR"], Facts("Etc/GMT+5", "EUR")),
        (["Time zone: UTC+12"], Facts("Etc/GMT-12")),
        (["Parameters:TimeZone=+1300"], Facts("Etc/GMT-13")),
        (["Time zone: GMT-12"], Facts("Etc/GMT+12")),
        (["Time zone: UTC-13"], Facts()),  # there is none
        (["Time zone: UTC+15"], Facts()),
        (["Time zone: UTC+00:00"], Facts("UTC")),
        (["Time zone: UTC+05:30"], Facts("GMT+05:30")),
        (["Time zone: Eastern Time"], Facts("America/New_York")),
        (["Time zone: PST"], Facts("America/Los_Angeles")),
        (["Time zone: EST"], Facts("America/New_York")),
        (["Time zone: the customer's"], Facts()),
        (["Time zone: Europe/Berlin"], Facts("Europe/Berlin")),
        (["Time Zone", "", "Europe/Berlin"], Facts("Europe/Berlin")),
        (["time_zone = UTC"], Facts("UTC")),
        (["Zeitzone: Europe/Berlin"], Facts("Europe/Berlin")),
        (["Fuseau horaire : Europe/Paris"], Facts("Europe/Paris")),
        (["Time zone: (GMT+01:00) Berlin"], Facts("Etc/GMT-1")),
        (["All times are in America/Chicago"], Facts("America/Chicago")),
        (["Times in UTC"], Facts("UTC")),
        (["Currency: eur"], Facts("", "EUR")),
        (["Currency", "GBP"], Facts("", "GBP")),
        (["Währung: CHF"], Facts("", "CHF")),
        (["All amounts in SEK"], Facts("", "SEK")),
        (["Time zone: Narnia/Cair_Paravel"], Facts()),
        (["Currency: XXX"], Facts()),
        (["Sales report for Europe/Berlin"], Facts()),
        (["Store", "Main St"], Facts()),
    ],
)
def test_a_line_that_names_a_zone_or_a_currency_is_a_fact(line: list[str], facts: Facts) -> None:
    found, notes = facts_of([(3, line)])
    assert found == facts
    assert len(notes) == sum(map(bool, (facts.time_zone, facts.currency))) or notes[0].startswith("1 line above")


@pytest.mark.parametrize(
    "line",
    [
        "Amounts: cents", "All prices in cents", "Values in minor units", "Totals in minor currency units",
        "Beträge in Cent", "Betraege in Cent", "Montants en centimes", "Importes en centavos", "Importes en céntimos",
        "Importi in centesimi", "Valores em centavos", "Prices: pence", "Amounts in micros", "Bedragen in cent",
        "Currency unit: cents", "Price in öre", "Amounts in kopecks", "Amount unit: minor",
    ],
)  # fmt: skip
def test_a_line_that_says_that_amounts_are_in_cents_is_told(line: str) -> None:
    _, notes = facts_of([(3, [line])])
    said = f"Line 3 says that amounts are in parts of their currency, but they are sent as they stand: “{line}”."
    assert notes == (said,)


@pytest.mark.parametrize("line", ["Amounts in EUR", "Centre: Paris", "Amounts of the century", "Prices of cents"])
def test_other_lines_about_amounts_say_nothing_of_cents(line: str) -> None:
    assert not any("parts of their currency" in note for note in facts_of([(3, [line])])[1])


ZONES = (
    *("time zone", "Time-Zone", "tz", "Zeitzone", "fuseau", "fuseau horaire", "zona horaria", "huso horario"),
    *("fuso orario", "fuso orário", "tijdzone"),
)
TIMES = ("times", "time", "dates", "date", "Zeiten", "heures", "horas", "orari", "horários", "horarios")
CURRENCIES = (
    *("currency", "currency code", "Währung", "Waehrung", "devise", "monnaie", "moneda", "divisa", "valuta", "moeda"),
)
AMOUNTS = (
    *("amount", "prices", "values", "Beträge", "Betraege", "Preise", "montants", "prix", "importes", "precios"),
    *("importi", "prezzi", "valores", "preços", "precos"),
)
LARGE = (
    *("in thousands", "in Tausend", "in Tsd", "en milliers", "en miles", "in migliaia", "em milhares", "in duizend"),
    *("i tusen", "w tys", "v tis", "in millions", "in Millionen", "in Mio", "w mln", "en millones", "in milioni"),
    *("em milhões", "in lakhs", "in lakh", "in crores", "in TEUR", "in kUSD", "in mGBP", "in TCHF", "in T€", "in k$"),
    *("in M£", "in €k", "in $000s", "in '000"),
)


def test_each_word_for_a_zone_a_currency_and_large_amounts_is_known() -> None:
    zones = [facts_of([(1, [f"{word}: Europe/Rome"])])[0].time_zone for word in ZONES]
    zones += [facts_of([(1, [f"All {word} are in Europe/Rome"])])[0].time_zone for word in TIMES]
    assert zones == ["Europe/Rome"] * len(zones)
    codes = [facts_of([(1, [f"{word}: SEK"])])[0].currency for word in CURRENCIES]
    codes += [facts_of([(1, [f"All {word} in SEK"])])[0].currency for word in AMOUNTS]
    assert codes == ["SEK"] * len(codes)
    said = [facts_of([(1, [f"Figures {words}"])])[1][0] for words in LARGE]
    assert [note for note in said if not note.startswith("Line 1 says that amounts are ")] == []


def test_a_word_that_is_no_currency_hides_none_behind_it() -> None:
    assert facts_of([(1, ["Currency: see below; Currency: SEK"])])[0].currency == "SEK"


def test_facts_are_the_tables_and_are_reported(opened: Open) -> None:
    table = opened("Parameters:TimeZone=America/New_York\nOrders of June\n" + TABLE)
    assert table.facts == Facts("America/New_York")
    assert table.notes == (
        "Line 1 says that times are in America/New_York: “Parameters:TimeZone=America/New_York”.",
        "1 line above the header, left out: “Orders of June”",
    )
    assert opened(TABLE).facts == Facts()


def test_a_mapping_is_not_remembered_for_a_file_with_other_facts(opened: Open) -> None:
    keys = [
        opened(above + TABLE).header_key() for above in ("", "Sales\n", "Time zone: UTC\n", "Time zone: Asia/Tokyo\n")
    ]
    assert keys[0] == keys[1]
    assert len(set(keys)) == 3


def test_a_note_about_a_line_holds_no_address_and_is_short(opened: Open) -> None:
    (note,) = opened("Exported by jane@shop.example " + "x" * 100 + "\n" + TABLE).notes
    assert "jane" not in note
    assert "Exported by •••" in note
    assert len(note) < 120


@pytest.mark.parametrize(
    ("cells", "footer"),
    [
        (["Total", "", "", "", "1,234.50", ""], True),
        (["Total", "5"], True),
        (["Total", "5", "7"], False),
        (["Grand Total:", "", "", "", "$1,234.50", ""], True),
        (["Summe", "", "", "1.234,50 €"], True),
        (["Total général", "", "", "12,50"], True),
        (["", "", "Total", "", "5"], True),
        (["-- end of report --"], True),
        (["End of report", "", ""], True),
        (["8 rows"], True),
        (["8 records exported"], True),
        (["Generated on 2026-06-30 10:00"], True),
        (["----------"], True),
        *(
            ([line], True)
            for line in (
                *("Ende der Liste", "fin du rapport", "fin del informe", "fine del report", "fim do mês"),
                *(
                    "Exported on 2026-06-30",
                    "printed by till 1",
                    "created 30 June",
                    "erstellt am 30.6.",
                    "exporté le 30",
                ),
                *("généré le 30 juin", "Sales - accrual basis", "Sales - cash basis", "8 orders", "1,200 lines"),
                *("8 results", "8 Zeilen", "8 lignes", "8 filas", "8 righe", "8 linhas", "Rows 8", "Records: 8"),
                *("Page 1 of 2", "Seite 1 von 2", "Copyright 2026", "© Shop", "Note: all", "Disclaimer"),
                *("Confidential information of the shop", "Ende des Berichts", "*****", "== end"),
            )
        ),
        (["Total Gym", "a@b.co", "2026-06-11", "5"], False),
        (["Total", "a@b.co", "", "", "5"], False),
        (["O8"], False),
        (["O8", "", "", "5"], False),
        (["", "", ""], False),
        (["lonely"], False),
    ],
)
def test_what_a_footer_is(cells: list[str], footer: bool) -> None:
    assert is_footer(cells) is footer


def test_five_lines_are_quoted() -> None:
    assert below([]) == ()
    assert below("abcde") == ("5 lines below the table, left out: “a” “b” “c” “d” “e”",)
    assert below("abcdef") == ("6 lines below the table, left out: “a” “b” “c” “d” “e” …",)
