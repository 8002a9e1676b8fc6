"""Windows of problems, and masks wherever the destination asks for them."""

from __future__ import annotations

import json

import pytest

from tests.prepare.conftest import Check
from tiktok_tui.events.rules import Severity
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.mapping.model import FieldSource, Mapping

HEADER = ("event", "timestamp", "email")


def test_restricted_values_are_masked_everywhere(check: Check) -> None:
    prepared = check(
        (*HEADER, "phone", "name"),
        ("Lead", "2026-11-20", "secret-mail", "secret-phone", "secret-name"),
        ("Lead", "never", "secret@mail.example", "+12133734253", "secret-name"),
        ("Lead", "2026-11-20", "secret@mail.example", "+12133734253", "secret-name", "a cell too many"),
        restrict_pii=True,
    )
    shown = [
        repr(prepared.problems()),
        repr(list(prepared.rejects())),
        repr(prepared.preview(2)),
        repr(prepared.preview(3)),
    ]
    assert "•••" in shown[0]
    for text in shown:
        assert "secret" not in text
        assert "2133734253" not in text


def test_windows_of_problems_follow_the_rows(check: Check) -> None:
    rows = [("Lead", "2026-11-20", "bob" if number % 2 else "a@b.cd") for number in range(20)]
    rows[4] = ("sale", "never", "bob")
    prepared = check(HEADER, *rows)
    faulty = [number + 2 for number, row in enumerate(rows) if row[2] == "bob"]
    assert {p.row for p in prepared.problems()} == set(faulty)
    assert prepared.problems() == prepared.problems(severity=Severity.REJECT)
    assert [p.row for p in prepared.problems("email.invalid")] == sorted(faulty)
    assert prepared.problems(severity=Severity.WARNING) == []
    assert [p.row for p in prepared.problems("email.invalid", offset=2, limit=3)] == sorted(faulty)[2:5]
    assert [p.row for p in prepared.problems("timestamp.unreadable")] == [6]
    with pytest.raises(ValueError, match=r"nothing\.here"):
        prepared.problems("nothing.here")


def test_a_page_of_one_severity_counts_its_rows_only(check: Check) -> None:
    rows = [("Lead", "2026-11-20", "a@b.cd", "12" if number % 2 else "") for number in range(6)]
    rows[1] = ("Lead", "never", "a@b.cd", "")
    prepared = check((*HEADER, "phone"), *rows)
    assert [p.row for p in prepared.problems(severity=Severity.WARNING, offset=1, limit=1)] == [7]
    assert [p.row for p in prepared.problems(severity=Severity.REJECT)] == [3]
    assert [p.row for p in prepared.problems(severity=Severity.WARNING, limit=1)] == [5]


def test_examples_are_the_first_problems_of_every_broken_rule(check: Check) -> None:
    rows = [("Lead", "2026-11-20", "a@b.cd", "12" if number % 2 else "") for number in range(8)]
    rows[1] = ("Lead", "never", "bob", "12")
    rows[4] = rows[6] = ("sale", "never", "a@b.cd", "")
    prepared = check((*HEADER, "phone"), *rows)
    examples = prepared.examples(2)
    broken = [
        *((rule, Severity.REJECT) for rule in prepared.totals.rejects_by_rule),
        *((rule, Severity.WARNING) for rule in prepared.totals.warnings_by_rule),
    ]
    assert examples == {one: prepared.problems(one[0], severity=one[1], limit=2) for one in broken}
    assert [problem.row for problem in examples["timestamp.unreadable", Severity.REJECT]] == [3, 6]
    assert [problem.row for problem in examples["phone.unparseable", Severity.WARNING]] == [5, 7]
    assert [problem.row for problem in examples["phone.unparseable", Severity.REJECT]] == [3]
    assert check(HEADER, ("Lead", "2026-11-20", "a@b.cd")).examples(2) == {}


def test_problems_of_orders_whose_rows_lie_apart_follow_the_rows_as_well(check: Check) -> None:
    mapping = Mapping({name: FieldSource(columns=(name,)) for name in HEADER}, group_by="order")
    rows = [("Lead", "2026-11-20", "bob", str(number % 3)) for number in range(9)]
    prepared = check((*HEADER, "order"), *rows, mapping=mapping)
    ((example, problems),) = prepared.examples(4).items()
    assert (example, [problem.row for problem in problems]) == (("email.invalid", Severity.REJECT), [2, 3, 4, 5])
    assert [problem.row for problem in prepared.problems(offset=1, limit=7)] == [*range(3, 10)]
    assert [reject.row for reject in prepared.rejects()] == [*range(2, 11)]


def test_the_nearest_row_is_the_row_itself_or_the_next_in_a_direction(check: Check) -> None:
    prepared = check(HEADER, *[("Lead", "2026-11-20", "a@b.cd")] * 3)
    asked = [(3, 0), (9, 0), (1, 0), (3, 1), (1, 1), (9, 1), (3, -1), (9, -1), (1, -1)]
    assert [prepared.nearest_row(row, step) for row, step in asked] == [3, None, None, 3, 2, None, 3, 4, None]


def test_the_cells_of_rows_and_what_they_were_checked_with(check: Check) -> None:
    rows = [("Lead", "2026-11-20", "a@b.cd", "x"), ("Lead", "2026-11-20", "c@d.ef", "")]
    mapping = Mapping({name: FieldSource(columns=(name,)) for name in HEADER}, group_by="order")
    prepared = check((*HEADER, "order"), *rows, mapping=mapping)
    assert list(prepared.cells_of([3, 2])) == [(2, rows[0]), (3, (*rows[1][:3], None))]
    assert prepared.mapping == mapping
    assert prepared.destination.currency == "USD"
    assert prepared.grouped
    assert not check(HEADER, rows[0][:3]).grouped
    masked = check((*HEADER, "order"), *rows, mapping=mapping, restrict_pii=True)
    assert list(masked.cells_of([2])) == [(2, ("Lead", "2026-11-20", "•••", "•••"))]


def test_previews_are_read_before_a_walk_reaches_them(check: Check) -> None:
    prepared = check(HEADER, *[("Lead", "2026-11-20", f"a{number}@b.cd") for number in range(130)])
    before = prepared.preview(60)
    prepared.read_ahead(60, 1)
    prepared.close()
    ahead = prepared.preview(64)
    assert before is not None
    assert ahead is not None
    assert (before.row, ahead.row) == (60, 64)


def test_what_is_closed_stops_what_is_being_made(check: Check) -> None:
    prepared = check(HEADER, *[("Lead", "2026-11-20", f"a{number}@b.cd") for number in range(3000)])
    events = prepared.events()
    assert next(events)
    prepared.close()
    with pytest.raises(Cancelled):
        list(events)


def test_rejects_of_more_than_a_thousand_rows_come_once_each_and_in_order(check: Check) -> None:
    rows: list[tuple[str, ...]] = [("Lead", "2026-11-20", "bob")] * 2003
    rows[3] = rows[1500] = (*rows[0], "one too many")  # found while the file is read, before any row is checked
    prepared = check(HEADER, *rows)
    assert [reject.row for reject in prepared.rejects()] == list(range(2, 2005))
    assert {problem.row for problem in prepared.problems("file.broken_line")} == {5, 1502}


def test_what_is_nobody_s_is_shown_where_personal_data_is_restricted(check: Check) -> None:
    row = ("Lead", "2026-11-20", "a@b.cd", "A-1", "5")
    prepared = check((*HEADER, "order_id", "value"), row, restrict_pii=True)
    preview = prepared.preview(2)
    assert preview is not None
    fields = {field.field: field for field in preview.fields}
    assert (fields["event"].sent, fields["order_id"].sent, fields["value"].sent) == ("Lead", "A-1", "5")
    assert fields["order_id"].raw == ("A-1",)
    assert (fields["email"].raw, fields["email"].cleaned) == (("•••",), "•••")
    assert len(fields["email"].sent) == len(json.dumps("0" * 64))
    assert json.loads(preview.body or b"")["properties"]["order_id"] == "A-1"
