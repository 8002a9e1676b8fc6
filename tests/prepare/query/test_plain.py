"""Fields whose cells are all in the common writing come to the same as if they were read in every writing there is."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import Any

import duckdb
import pytest

from tests.prepare.conftest import Check
from tiktok_tui.events.destination import NumberStyle
from tiktok_tui.mapping.model import CENTS, FieldSource, Mapping
from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.lookups import known
from tiktok_tui.prepare.prepared import Prepared
from tiktok_tui.prepare.problem import Problem
from tiktok_tui.prepare.query.plain import plain_tests
from tiktok_tui.prepare.totals import Totals

HEADER = ("event", "timestamp", "email", "phone", "value", "price", "quantity")
TIMES = (
    *("2026-11-20 10:01:00", "2026-11-20T10:01:00Z", "2026-11-20 23:59:59 +05:30", "2026-02-30 10:00:00", ""),
    *("2026-11-20", "2026-11-20 10:01", "2026-11-31"),
)
EMAILS = ("a@b.cd", "A.b+c@D-e.COM", "x_1@sub.b.co", "")
PHONES = ("+12125550123", "2125550123", "0012125550123", "1234567", "")
WHOLE = ("0", "5", "1250", "999999999999", "100", "")
FRACTIONS = ("12.5", "12.00", "0.99", "1250.12", "12.3456", "999999999999.99")
ALL = frozenset(HEADER[1:])


def rows(amounts: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Rows in which every cell of each kind stands at least once."""
    kinds = (TIMES, EMAILS, PHONES, amounts, amounts, amounts)
    return [
        ("Purchase", *(kind[(number + shift) % len(kind)] for shift, kind in enumerate(kinds)))
        for number in range(2 * max(map(len, kinds)))
    ]


def outcome(prepared: Prepared) -> tuple[list[Event], list[Problem], Totals]:
    """All that a check comes to: the events, the problems and the totals."""
    return list(chain.from_iterable(prepared.events())), prepared.problems(), replace(prepared.totals, seconds=0)


def plain(prepared: Prepared) -> frozenset[str]:
    return prepared._composer.plan.plain


SETTINGS: list[tuple[dict[str, Any], tuple[str, ...]]] = [
    ({}, (*WHOLE, *FRACTIONS)),
    ({"number_style": NumberStyle.POINT}, (*WHOLE, *FRACTIONS, "1.250")),
    ({"number_style": NumberStyle.COMMA}, WHOLE),
    ({"number_style": NumberStyle.SPACE, "currency": "JPY", "time_zone": "Asia/Tokyo"}, WHOLE),
]


@pytest.mark.parametrize(("settings", "amounts"), SETTINGS)
def test_a_file_in_the_common_writing_comes_to_the_same(
    settings: dict[str, Any], amounts: tuple[str, ...], check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    shortly = check(HEADER, *rows(amounts), **settings)
    assert plain(shortly) == ALL
    monkeypatch.setattr(known, "plain_tests", lambda plan: {})
    in_full = check(HEADER, *rows(amounts), **settings)
    assert plain(in_full) == frozenset()
    assert outcome(shortly) == outcome(in_full)
    assert outcome(shortly)[0]
    no_number = [line for line in rows(amounts) if not re.fullmatch(r"(\d{1,9}(\.0+)?)?", line[-1])]
    assert shortly.totals.rejects_by_rule["quantity.unreadable"] == len(no_number)


def test_so_do_cents(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    fields = {name: FieldSource(columns=(name,)) for name in HEADER}
    fields |= {name: FieldSource(columns=(name,), unit=CENTS) for name in ("value", "price")}
    lines = rows((*WHOLE, "1999.00", "19.99"))
    shortly = check(HEADER, *lines, mapping=Mapping(fields))
    assert plain(shortly) == ALL
    monkeypatch.setattr(known, "plain_tests", lambda plan: {})
    assert outcome(shortly) == outcome(check(HEADER, *lines, mapping=Mapping(fields)))
    assert {problem.rule.name for problem in shortly.problems()} >= {"value.unreadable", "price.unreadable"}


OTHERWISE: list[tuple[str, tuple[str, ...], dict[str, Any]]] = [
    # the field, cells of it that are not in the common writing, and the settings
    ("timestamp", ("20.11.2026", "1763632800", "2026-11-20 10:01Z", "2026-11-20 10:01:00 MEZ"), {}),
    ("email", ("<a@b.cd>", "é@b.cd", "noreply@b.cd", "a@b.cd, c@d.ef", "nobody", "0" * 64), {}),
    ("phone", ("+1 212 555 0123", "2125550123.0", "123456", "0" * 32, "1" * 18), {}),
    ("value", ("$5", "5 USD", "-5", "5,00", "1.250", "05", "1e3", "1234567890123", "0.1234567890123456"), {}),
    ("price", ("5.5", "5,5", "1.250"), {"number_style": NumberStyle.COMMA}),
    ("quantity", ("1.250", "two", "-1"), {}),
]


def test_any_other_cell_has_its_field_read_in_full(check: Check, rules: duckdb.DuckDBPyConnection) -> None:
    known_plan = check(HEADER, ("Purchase", *("" for _ in HEADER[1:])))._composer.plan
    for field, texts, settings in OTHERWISE:
        plan = replace(known_plan, destination=replace(known_plan.destination, **settings))
        for text in texts:
            test = plain_tests(plan)[field].replace(plan.cell(field), "cell")
            assert rules.execute(f"SELECT {test} FROM (SELECT ? AS cell)", [text]).fetchone() == (False,), (field, text)


def test_one_of_many_rows_is_enough(check: Check) -> None:
    lines = rows(WHOLE) * 200
    assert plain(check(HEADER[:5], *(line[:5] for line in lines))) == {"timestamp", "email", "phone", "value"}
    lines.append(("Purchase", "2026-11-20 10:01:00", "a@b.cd", "", "$5", "", ""))
    assert plain(check(HEADER[:5], *(line[:5] for line in lines))) == {"timestamp", "email", "phone"}


def test_a_check_that_is_stopped_leaves_nothing_that_only_the_first_rows_showed(check: Check) -> None:
    lines = [*rows(WHOLE) * 200, ("Purchase", "2026-11-20 10:01:00", "a@b.cd", "", "$5", "", "")]
    prepared = check(HEADER[:5], *(line[:5] for line in lines))
    plan, staged, facts = prepared._composer.plan, prepared._staged, known.Known()

    class Stopped(Exception):
        pass

    with prepared._table.work() as work:
        run = work.execute

        def execute(sql: str, parameters: object = None) -> duckdb.DuckDBPyConnection:
            if "LIMIT" not in sql:
                raise Stopped
            return run(sql, parameters)

        work.execute = execute  # type: ignore[method-assign]
        with pytest.raises(Stopped):
            known.plain_fields(work, plan, staged, facts)
        assert facts.plain == {}
        work.execute = run  # type: ignore[method-assign]
        assert known.plain_fields(work, plan, staged, facts) == {"timestamp", "email", "phone"}


def test_lists_formats_and_several_columns_are_read_in_full(check: Check) -> None:
    header = ("event", "timestamp", "clock", "email", "value")
    fields = {name: FieldSource(columns=(name,)) for name in ("event", "email", "value")}
    row = ("Purchase", "2026-11-20 10:01:00", "10:01", "a@b.cd", "5")
    two = FieldSource(columns=("timestamp", "clock"))
    formatted = FieldSource(columns=("timestamp",), format="%Y-%m-%d %H:%M:%S")
    for source in (two, formatted):
        assert plain(check(header, row, mapping=Mapping({**fields, "timestamp": source}))) == {"email", "value"}


def test_prices_of_a_list_are_not_those_of_a_column_beside_it(check: Check) -> None:
    row = ("Purchase", "2026-11-20 10:01:00", "a@b.cd", "5", '[{"content_id": "A", "price": "$7"}]')
    prepared = check(("event", "timestamp", "email", "price", "contents"), row)
    assert plain(prepared) == {"timestamp", "email"}
    assert b'"contents":[{"content_id":"A","price":7}]' in next(chain.from_iterable(prepared.events())).body
