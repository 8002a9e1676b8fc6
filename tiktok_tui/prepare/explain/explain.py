"""Turns bits into sentences: which column, which value, what is wrong with it and what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tiktok_tui.events.destination import Destination
from tiktok_tui.events.names import nearest
from tiktok_tui.events.rules import BIT, Rule, Severity, rules_in
from tiktok_tui.events.settings_text import did_you_mean
from tiktok_tui.mapping.model import Mapping as FieldMapping
from tiktok_tui.prepare.problem import Problem
from tiktok_tui.prepare.query.plan import Plan

PERSONAL = frozenset(
    ("email", "phone", "external_id", "ip", "agent", "cookie_id", "tiktok_click_id", "page_url", "referrer_url")
)
"""Fields whose values say something about a person."""
_TELLING = re.compile(r"@|\+\s?\(?\d[\d\s()./-]{5,}\d")  # an address; a number with its country code
_LENGTH = 40
_NAMED = ("event.unknown", "event.bad_custom_name")


def problems_of(
    row: int, errors: int, warnings: int, plan: Plan, cells: Mapping[str, str | None], bits: Mapping[str, int]
) -> tuple[Problem, ...]:
    """Tell the problems of one row: rejects first, each in the order of the table of rules.

    `cells` are the cells behind the event by column, `bits` those of each identifier's column (`email_0`).
    """
    told: list[Problem] = []
    for mask, severity in ((errors, Severity.REJECT), (warnings, Severity.WARNING)):
        for rule in rules_in(mask):
            for column in _columns_at_fault(rule, plan, bits) or ("",):
                told.append(_problem(row, rule, severity, column, plan, cells))
    return tuple(told)


def shown(text: str | None, *, personal: bool, destination: Destination) -> str:
    """Give a cell as it may be shown: short, printable, and masked where the destination restricts personal data.

    A cell that is not expected to be personal is masked as well if it looks so: a comma too many shifts the cells.
    """
    if not text:
        return ""
    if destination.restrict_pii and (personal or looks_personal(text)):
        return masked(text)
    printable = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", "\ufffd", text)
    return printable if len(printable) <= _LENGTH else printable[: _LENGTH - 1] + "…"


def masked(text: str) -> str:
    """Give a mask that tells filled cells from blank ones and nothing else."""
    return "•••" if text else ""


def open_columns(mapping: FieldMapping) -> frozenset[str]:
    """Give the columns that may be shown where personal data is restricted: all others may tell of a person."""
    free, personal = set[str](), set[str]()
    for field, source in mapping.fields.items():
        (personal if field in PERSONAL else free).update(source.columns)
        if source.zone:
            free.add(source.zone)
    return frozenset(free - personal)


def looks_personal(text: str) -> bool:
    """Whether the text looks as if it named a person, wherever it stands."""
    return bool(_TELLING.search(text))


def _problem(
    row: int, rule: Rule, severity: Severity, column: str, plan: Plan, cells: Mapping[str, str | None]
) -> Problem:
    personal = rule.field in PERSONAL and rule.name != "phone.unknown_country"
    source = plan.source(rule.field) if rule.field else None
    text = cells.get(column) if column else source.value if source is not None and not source.columns else None
    if rule.name == "timestamp.unreadable" and source is not None and len(source.columns) > 1:
        text = " ".join(cell for name in source.columns if (cell := cells.get(name)))
    if text is None and rule.field == "event":
        text = plan.destination.fixed_event
    value = shown(text, personal=personal, destination=plan.destination)
    reason = rule.reason.replace("{value}", f"“{value}”" if value else "The value")
    if rule.name in _NAMED and text and (name := nearest(_mapped(text, plan))):
        reason = f"{reason} {did_you_mean(name)}"
    return Problem(row, column, rule.field, value, rule, severity, reason, rule.remedy)


def _mapped(text: str, plan: Plan) -> str:
    source = plan.source("event")
    return source.values.get(text, text) if source is not None else text


def _columns_at_fault(rule: Rule, plan: Plan, bits: Mapping[str, int]) -> tuple[str, ...]:
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
    if len(source.columns) > 1 and rule.field in ("email", "phone"):
        return tuple(
            column
            for place, column in enumerate(source.columns)
            if bits.get(f"{rule.field}_{place}", 0) & BIT[rule.name]
        )
    return source.columns[:1]
