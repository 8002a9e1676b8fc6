"""Fields whose cells are all in the common writing: they are read without the SQL for every other writing."""

from __future__ import annotations

from tiktok_tui.prepare.query import amounts, times
from tiktok_tui.prepare.query.identifiers import are_plain_emails, are_plain_phones
from tiktok_tui.prepare.query.plan import Plan


def plain_tests(plan: Plan) -> dict[str, str]:
    """Return for each field that may be plain the SQL that is true of a row whose cell of it is; NULL for no cell."""
    tests = {
        "timestamp": times.is_plain(plan),
        "email": are_plain_emails(plan),
        "phone": are_plain_phones(plan),
        **{field: amounts.is_plain(field, plan) for field in ("value", "price", "quantity") if _has(plan, field)},
    }
    return {field: test for field, test in tests.items() if test is not None and plan.source(field) is not None}


def _has(plan: Plan, field: str) -> bool:
    return field == "value" or field in plan.item_fields()
