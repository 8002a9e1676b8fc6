"""Explains the masks of a row in sentences: column, value, reason, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tiktok_tui.events.fields import FIELD
from tiktok_tui.events.names import nearest
from tiktok_tui.events.rules import BIT, RULE, Rule, Severity, rules_in
from tiktok_tui.events.system.settings_text import did_you_mean
from tiktok_tui.files.broken import BrokenLine
from tiktok_tui.prepare.explain.money_words import (
    MONEY_RULES,
    both_readings,
    cents_hint,
    currency_hint,
    money_columns,
    money_text,
)
from tiktok_tui.prepare.explain.rows import Fault, Seen
from tiktok_tui.prepare.privacy import shown
from tiktok_tui.prepare.problem import Problem
from tiktok_tui.prepare.query.cell import Cell
from tiktok_tui.prepare.query.plan import Plan

_NAMED = ("event.unknown", "event.bad_custom_name")


def explain_rows(
    faults: Iterable[Fault],
    plan: Plan,
    seen: Mapping[int, Seen],
    broken: Mapping[int, BrokenLine],
    names: Mapping[int, str],
) -> dict[int, tuple[Problem, ...]]:
    """Return the problems of rows by their numbers: of those that are `seen`, and of the lines that are none."""
    explained = {}
    for fault in faults:
        there = seen.get(fault.row)
        cells, bits = (there.cells, there.bits) if there is not None else ({}, {})
        line = broken.get(fault.row)
        found = (
            problems_of(fault.row, fault.errors, fault.warnings, plan, cells, bits)
            if line is None
            else (_broken_line(line),)
        )
        name = names[fault.row]
        explained[fault.row] = tuple(replace(problem, name=name) for problem in found) if name else found
    return explained


def problems_of(
    row: int, errors: int, warnings: int, plan: Plan, cells: Mapping[str, str | None], bits: Mapping[str, int]
) -> tuple[Problem, ...]:
    """Return the problems of one row: rejects first, each in the order of the table of rules.

    `cells` are the cells behind the event by column, `bits` the masks of each identifier's column (`email_0_bits`).
    """
    problems: list[Problem] = []
    for mask, severity in ((errors, Severity.REJECT), (warnings, Severity.WARNING)):
        for rule in rules_in(mask):
            for column in _columns_at_fault(rule, plan, cells, bits) or ("",):
                problems.append(_problem(row, rule, severity, column, plan, cells))
    return tuple(problems)


def _broken_line(line: BrokenLine) -> Problem:
    """Return the problem of a line that is no row, with the reason that its reader found."""
    rule = RULE["file.broken_line"]
    return Problem(line.number, "", "", "", rule, Severity.REJECT, line.reason, line.remedy)


def _problem(
    row: int, rule: Rule, severity: Severity, column: str, plan: Plan, cells: Mapping[str, str | None]
) -> Problem:
    personal = rule.field in FIELD and FIELD[rule.field].personal and rule.name != "phone.unknown_country"
    source = plan.source(rule.field) if rule.field else None
    text = cells.get(column) if column else source.value if source is not None and not source.columns else None
    if rule.name == "timestamp.unreadable" and source is not None and len(source.columns) > 1:
        text = " ".join(cell for name in source.columns if (cell := cells.get(name)))
    if rule.name in MONEY_RULES:
        text = money_text(rule.name, column, plan, cells)
    if text is None and rule.field == "event":
        text = plan.destination.fixed_event
    value = shown(text, personal=personal, destination=plan.destination)
    reason = rule.reason_for(value)
    if rule.name in _NAMED and text and (name := nearest(_mapped(text, plan))):
        reason = f"{reason} {did_you_mean(name)}"
    if rule.name.endswith(".ambiguous") and rule.field in ("value", "price"):
        reason += both_readings(text)
    reason += cents_hint(rule.name, plan) + currency_hint(rule.name, plan, text)
    return Problem(row, column, rule.field, value, rule, severity, reason, rule.remedy, _order(plan, cells))


def _order(plan: Plan, cells: Mapping[str, str | None]) -> str:
    source = plan.source("order_id")
    text = next((text for name in source.columns if (text := cells.get(name))), None) if source is not None else None
    return shown(text, personal=False, destination=plan.destination)


def _mapped(text: str, plan: Plan) -> str:
    source = plan.source("event")
    return source.values.get(text, text) if source is not None else text


def _columns_at_fault(
    rule: Rule, plan: Plan, cells: Mapping[str, str | None], bits: Mapping[str, int]
) -> tuple[str, ...]:
    if rule.name in MONEY_RULES:
        return money_columns(plan, cells)
    if rule.name == "phone.unknown_country":
        return (plan.mapping.phone_country or "",)
    if rule.name == "timestamp.unknown_zone":
        source = plan.source("timestamp")
        return (source.zone or "",) if source is not None else ()
    source = plan.source(rule.field) if rule.field else None
    if source is None and rule.field in ("price", "quantity", "content_id"):
        source = plan.source("contents")
    if source is None:
        return ()
    if len(source.columns) > 1 and FIELD[rule.field].hashed:
        return tuple(
            column
            for place, column in enumerate(source.columns)
            if bits.get(Cell(rule.field, place).bits, 0) & BIT[rule.name]
        )
    return source.columns[:1]
