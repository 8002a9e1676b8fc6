"""The file of rejects: what a spreadsheet must not run, and the way back through a second check."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import product
from pathlib import Path

import duckdb

from tests.prepare.conftest import NOW, Check
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.reject_columns import OWN_COLUMNS
from tiktok_tui.events.rules import RULES
from tiktok_tui.files.opening import open_table
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.explain.rejects_csv import defused, write_rejects
from tiktok_tui.prepare.prepare import prepare
from tiktok_tui.prepare.problem import Problem, Reject

HEADER = ("event", "timestamp", "email", "phone", "note")
FIELDS = {name: FieldSource(columns=(name,)) for name in HEADER[:4]} | {"description": FieldSource(columns=("note",))}


def test_defusing_is_undone_exactly_and_nothing_is_run(rules: duckdb.DuckDBPyConnection) -> None:
    texts = ["".join(letters) for size in range(4) for letters in product("'=+-@＝＋－＠;\t\r\na", repeat=size)]
    texts += ["".join(letters) for letters in product("'=;\ta", repeat=6)]
    safe = [defused(text) for text in texts]
    pieces = [piece for text in safe for piece in re.split("[;\t\r\n]", text)]
    assert not any(piece.startswith(tuple("=+-@＝＋－＠")) for piece in pieces)
    assert not any(text.startswith(("\t", "\r", "\n")) for text in safe)
    undone = rules.execute("SELECT undefused(text) FROM (SELECT unnest(?::VARCHAR[]) AS text)", [safe]).fetchall()
    assert [text for (text,) in undone] == texts


def test_rejects_have_the_file_s_cells_and_reasons(check: Check) -> None:
    prepared = check(
        HEADER,
        ("Lead", "never", "bob", "", "=cmd"),
        ("Lead", "2026-11-20", "a@b.cd", "", ""),
        ("", "2026-11-20", "a@b.cd", "+12133734253", ""),
    )
    stream = io.StringIO()
    assert write_rejects(stream, HEADER, prepared.rejects()) == 2
    assert stream.getvalue().startswith("\ufeff")
    header, first, second = csv.reader(io.StringIO(stream.getvalue().lstrip("\ufeff")))
    assert header == [*HEADER, *OWN_COLUMNS]
    assert first[:7] == ["Lead", "never", "bob", "", "'=cmd", "2", "timestamp.unreadable, email.invalid"]
    assert "“never” cannot be read as a time." in first[7]
    assert second[3] == "'+12133734253"
    assert second[5:7] == ["4", "event.missing"]


def test_corrected_rejects_are_sent_as_if_they_had_been_right_at_once(tmp_path: Path) -> None:
    rows = [
        ["Lead", "never", "a@b.cd", "+12133734253", "=1+1"],
        ["Lead", "never", "a@b.cd", "'+12133734253", "'=x"],
        ["Lead", "never", "c@d.ef", "", "-5"],
        ["Lead", "never", "c＠d.ef", "＋12133734254", "x;=1+1;'@y"],
    ]
    bodies = []
    for corrected in (False, True):
        file = tmp_path / f"orders-{corrected}.csv"
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([HEADER, *rows])
        rejects = tmp_path / f"rejects-{corrected}.csv"
        mapping, destination = Mapping(FIELDS), Destination("d", "D", event_set_id="1", phone_country="US")
        with (
            open_table(str(file), scratch=tmp_path) as table,
            prepare(table, mapping, destination, now=NOW) as prepared,
            rejects.open("w", encoding="utf-8", newline="") as stream,
        ):
            assert write_rejects(stream, HEADER, prepared.rejects()) == 4
        text = rejects.read_text(encoding="utf-8") if corrected else file.read_text(encoding="utf-8")
        again = tmp_path / f"corrected-{corrected}.csv"
        again.write_text(text.replace("never", "2026-11-20"), encoding="utf-8")
        with (
            open_table(str(again), scratch=tmp_path) as table,
            prepare(table, Mapping(FIELDS), destination, now=NOW) as prepared,
        ):
            bodies.append([event.body for chunk in prepared.events() for event in chunk])
    assert len(bodies[0]) == 4
    assert bodies[0] == bodies[1]


def test_rejects_of_rejects_stay_the_same(tmp_path: Path) -> None:
    header = [*HEADER, *OWN_COLUMNS]
    cells = ("Lead", "never", "a@b.cd", "'+12133734253", "''=x", "2", "old", "old", "old")
    stream = io.StringIO()
    write_rejects(stream, header, [Reject(2, cells, ())])
    written_header, row = csv.reader(io.StringIO(stream.getvalue().lstrip("\ufeff")))
    assert written_header == header
    assert row == ["Lead", "never", "a@b.cd", "'+12133734253", "''=x", "2", "", "", ""]


def test_lines_that_are_no_rows_are_rejects_too(tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_text("event,timestamp,email\nLead,2026-11-20,a@b.cd\nLead,2026-11-20\nLead,2026-11-20,a@b.cd,x,y\n")
    mapping = Mapping({name: FIELDS[name] for name in HEADER[:3]})
    destination = Destination("d", "D", event_set_id="1")
    with (
        open_table(str(file), scratch=tmp_path) as table,
        prepare(table, mapping, destination, now=NOW) as prepared,
    ):
        totals = prepared.totals
        sent = sum(len(chunk) for chunk in prepared.events())
        assert totals.rows == 3
        assert totals.rows == sent + totals.rejected
        rejects = {reject.row: [problem.rule.name for problem in reject.problems] for reject in prepared.rejects()}
        assert ["file.broken_line"] in rejects.values()
        assert len(rejects) == totals.rejected
        assert all(len(reject.cells) == 3 for reject in prepared.rejects())


def _written(columns: tuple[str, ...], *cells: str) -> list[list[str]]:
    stream = io.StringIO()
    write_rejects(stream, columns, [Reject(2, cells, ())])
    return list(csv.reader(io.StringIO(stream.getvalue().lstrip("\ufeff"), newline="")))


def test_a_header_that_would_run_is_defused_and_one_that_is_a_name_stays() -> None:
    columns = ("=cmd|' /C calc'!A0", "@SUM(1)", "＝1", "x;=1+1", "@timestamp", "+phone", "a;-b", "note")
    header, _ = _written(columns, *("" for _ in columns))
    assert header[:4] == ["'=cmd|' /C calc'!A0", "'@SUM(1)", "'＝1", "x;'=1+1"]
    assert header[4:8] == list(columns[4:])


def test_a_lone_carriage_return_begins_no_row() -> None:
    _, *rows = _written(("note",), "a\r=cmd")
    assert [row[0] for row in rows] == ["a\r'=cmd"]


def test_our_own_words_about_a_row_are_defused_too() -> None:
    # A row's name holds its order ID, and what TikTok says of a row may begin with its cell.
    rule = RULES[0]
    said = Problem(2, "note", "email", "", rule, rule.severity, reason="＝1+1 is no address.", remedy="+cmd|calc")
    stream = io.StringIO()
    write_rejects(stream, ("note",), [Reject(2, ("",), (said,), name="@SUM(1)")])
    assert stream.getvalue().splitlines()[1] == f",'@SUM(1),{rule.name},'＝1+1 is no address.,'+cmd|calc"


def test_an_apostrophe_is_taken_off_in_a_file_of_rejects_only(check: Check) -> None:
    row = ("Lead", "2026-11-20", "a@b.cd", "", "'=1+1")
    sent = []
    for own in (OWN_COLUMNS[:1], OWN_COLUMNS):
        fields = Mapping(FIELDS)
        ((event,),) = check((*HEADER, *own), (*row, *("" for _ in own)), mapping=fields).events()
        sent.append(json.loads(event.body)["properties"]["description"])
    assert sent == ["'=1+1", "=1+1"]


def test_a_row_that_lacks_cells_at_its_end_keeps_its_columns() -> None:
    stream = io.StringIO()
    write_rejects(stream, ("a", "b"), [Reject(2, ("x",), ())])
    assert stream.getvalue().splitlines()[1] == "x,,2,,,"


def test_columns_named_like_ours_do_not_switch_the_defusing_off() -> None:
    for own in (OWN_COLUMNS[:1], OWN_COLUMNS):
        _, row = _written(("note", *own), "=cmd", *own)
        assert row[0] == "'=cmd"
    _, row = _written(("note", *OWN_COLUMNS), "'=cmd", *OWN_COLUMNS)
    assert row[0] == "'=cmd"
    # The file of rejects will have all of them, so an apostrophe is taken off again.
    _, row = _written(("note", OWN_COLUMNS[0]), "'=cmd", "1")
    assert row[0] == "''=cmd"


def test_which_names_of_columns_would_run() -> None:
    names = {
        ";=1": ";'=1", "\t=1": "'\t'=1", "a;=1": "a;'=1", "=1": "'=1", "＝1": "'＝1", "+a=1": "'+a=1", "-a(1": "'-a(1",
        "@a|1": "'@a|1", "＋a!1": "'＋a!1", "+1": "+1", "@timestamp": "@timestamp", "-a": "-a", "a=1": "a=1",
    }  # fmt: skip
    stream = io.StringIO()
    write_rejects(stream, list(names), [])
    (header,) = csv.reader(io.StringIO(stream.getvalue().lstrip("\ufeff")))
    assert header == [*names.values(), *OWN_COLUMNS]
