"""`check`: the whole of what people read about a file."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.commands import Run
from tests.support.orders import MAPPING

ROWS = """\
order,sold_at,mail,total
A1,2026-06-11T10:00:00Z,a@example.org,1.50
A2,2026-06-11T10:00:00Z,b@example.org,
A3,soon,c@example.org,1
A4,later,d@example.org,1
A5,tomorrow,e@example.org,1
A6,at noon,f@example.org,1
A7,2026-06-11T10:00:00Z,nobody,1
A8,2026-06-11T10:00:00Z,g@example.org,1
"""


def test_the_counts_and_each_rule_with_its_first_rows_and_what_to_do(cli: Run, store: str, tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text(ROWS)
    (tmp_path / "mapping.toml").write_text(f'{MAPPING}\n[leave_out]\norder = ["A8"]\n')
    words = ("-d", store, "-m", tmp_path / "mapping.toml", "--as-of", "2026-06-12T00:00:00Z")
    outcome = cli("check", tmp_path / "orders.csv", *words)
    assert outcome.code == 1
    assert outcome.out.splitlines() == [
        "orders.csv: CSV, comma separated, UTF-8, to Store sales",
        "8  rows",
        "2  events can be sent",
        "5  rows are rejected",
        "1  row is left out by the filter",
        "1  row is sent with a warning",
        "",
        "Rejected",
        "          4  timestamp.unreadable  (row 4, 5, 6 …)",
        "             “soon” cannot be read as a time. Choose the format of the column, such as %d/%m/%Y %H:%M.",
        "          1  email.invalid  (row 8)",
        "             “nobody” is not an e-mail address. Correct the address.",
        "",
        "Warnings",
        "          1  value.missing  (row 3)",
        "             The purchase has no value, so it does not count in revenue reports. Map the order's total.",
    ]
    (tmp_path / "orders.csv").write_text("".join(ROWS.splitlines(keepends=True)[:2]))
    outcome = cli("check", tmp_path / "orders.csv", *words)
    assert (outcome.code, outcome.out.splitlines()[1:]) == (
        *(0, ["1  row", "1  event can be sent", "0  rows are rejected"]),
    )


def test_what_is_found_while_the_mapping_is_suggested_is_said_too(cli: Run, store: str, tmp_path: Path) -> None:
    rows = [f"A{number},2026-06-11,a{number}@example.org,1,paid" for number in range(300)]
    rows[280] = rows[280].replace("paid", "#N/A")
    (tmp_path / "orders.csv").write_text("\n".join(["order_id,Created at,email,Total,Status", *rows]))
    said = cli("check", tmp_path / "orders.csv", "-d", store, "--as-of", "2026-06-12T00:00:00Z").err
    assert said.count("1 cell with the error #N/A (row 282); correct them in the spreadsheet") == 1


def test_rows_of_several_files_are_named_with_theirs_and_the_most_common_rule_comes_first(
    cli: Run, store: str, tmp_path: Path
) -> None:
    header, *rows = ROWS.splitlines(keepends=True)
    (tmp_path / "days").mkdir()
    for name, some in (("day-1", (0, 6, 2)), ("day-2", (3, 4))):
        (tmp_path / "days" / f"{name}.csv").write_text("".join([header, *(rows[place] for place in some)]))
    (tmp_path / "mapping.toml").write_text(MAPPING)
    rejects = tmp_path / "rejects.csv"
    words = (tmp_path / "days", "-d", store, "-m", tmp_path / "mapping.toml", "--as-of", "2026-06-12T00:00:00Z")
    outcome = cli("check", *words, "--rejects", rejects)
    assert (outcome.code, outcome.out.splitlines()[1:]) == (
        1,
        [
            "5  rows",
            "1  event can be sent",
            "4  rows are rejected",
            "",
            "Rejected",
            "          3  timestamp.unreadable  (day-1.csv row 4, day-2.csv row 2, day-2.csv row 3)",
            "             “soon” cannot be read as a time. Choose the format of the column, such as %d/%m/%Y %H:%M.",
            "          1  email.invalid  (day-1.csv row 3)",
            "             “nobody” is not an e-mail address. Correct the address.",
        ],
    )
    assert f"Rejected rows: {rejects} (4). Correct them in that file and send it." in outcome.err.splitlines()
    assert len(rejects.read_text().splitlines()) == 5
    facts = json.loads(cli("check", *words, "--json").out)
    assert facts.pop("seconds") > 0
    assert {"about": "event", "text": "Every row that is sent is Purchase."} in facts.pop("notes")
    assert facts == {
        "file": "days",
        "rows": 5,
        "left_out": 0,
        "rejected": 4,
        "warned": 0,
        "events": 5,
        "sendable": 1,
        "rules": {"timestamp.unreadable": 3, "email.invalid": 1},
    }


def test_a_mapping_that_is_suggested_is_an_assumption_and_said_once(cli: Run, store: str, tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text("Order ID,Date,Email,Total\nA1,2026-06-11T10:00:00Z,a@example.org,1.50\n")
    checked = cli("check", tmp_path / "orders.csv", "-d", store, "--json", "--as-of", "2026-06-12T00:00:00Z")
    fields = "uggested: timestamp ← Date, email ← Email, value ← Total, order_id ← Order ID."
    assert json.loads(checked.out)["notes"][0] == {"about": "fields", "text": f"S{fields}"}
    assert checked.err.splitlines()[0] == f"Mapping: s{fields}"
    assert checked.err.count(fields) == 1
