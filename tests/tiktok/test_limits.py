"""The limits stand in one place: sentences and the sandbox, which have them a second time, say the same."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import tiktok_tui
from tiktok_tui.events.rules import RULES
from tiktok_tui.sandbox import tables
from tiktok_tui.tiktok import limits
from tiktok_tui.uploads.ledger import screening

PACKAGE = Path(tiktok_tui.__file__).parent


@pytest.mark.parametrize(
    ("rule", "number"),
    [
        ("timestamp.too_old", f"{limits.MAX_AGE_DAYS} days"),
        ("timestamp.in_future", f"{limits.MAX_AHEAD_SECONDS // 60} minutes"),
    ],
)
def test_the_sentences_of_the_rules_name_the_limits(rule: str, number: str) -> None:
    assert number in next(each.reason for each in RULES if each.name == rule)


def test_the_limits_are_those_that_tiktok_and_other_senders_name() -> None:
    assert {name: value for name, value in vars(limits).items() if name.isupper()} == {
        "MAX_AGE_DAYS": 28,
        "MAX_AHEAD_SECONDS": 600,
        "REPEATS_DROPPED_SECONDS": 172_800,
        "MAX_EVENTS": 1000,
        "MAX_BYTES": 1_000_000,
        "MAX_ADVERTISERS": 100,
        "MAX_PIXELS_A_PAGE": 20,
    }


def test_the_sandbox_keeps_to_the_same_limits() -> None:
    assert tables.MAX_EVENTS == limits.MAX_EVENTS
    assert tables.OFFLINE_MAX_AGE == limits.MAX_AGE_DAYS * 86400
    assert tables.REPEAT_WINDOW == limits.REPEATS_DROPPED_SECONDS


def test_an_event_in_doubt_is_sent_again_only_while_tiktok_drops_repeats() -> None:
    assert limits.REPEATS_DROPPED_SECONDS - 2 * 3600 < screening.DOUBT_SECONDS < limits.REPEATS_DROPPED_SECONDS


def test_keys_are_kept_for_longer_than_an_event_can_be_sent() -> None:
    assert screening.KEPT_SECONDS >= (limits.MAX_AGE_DAYS + 1) * 86400


def numbers_in(path: Path) -> set[int]:
    tree = ast.parse(path.read_text("utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and type(node.value) is int}


def test_nobody_else_writes_the_limits_of_age_and_repeats_down() -> None:
    """28 also stands for a width of phone numbers' bits and the like, so seconds are looked for."""
    apart = PACKAGE / "sandbox"
    modules = [path for path in PACKAGE.rglob("*.py") if apart not in path.parents and path.name != "limits.py"]
    limits_in_seconds = {limits.MAX_AGE_DAYS * 86400, limits.REPEATS_DROPPED_SECONDS}
    assert [path for path in modules if numbers_in(path) & limits_in_seconds] == []
    sums = re.compile(rf"\b({limits.MAX_AGE_DAYS} \* (86_?400|24)|48 \* 3_?600|days={limits.MAX_AGE_DAYS})\b")
    assert [path for path in modules if sums.search(path.read_text("utf-8"))] == []


def test_each_limit_is_kept_by_some_module() -> None:
    limit = re.compile(r"\bMAX_[A-Z_]+\b|\bREPEATS_[A-Z_]+\b")
    kept = {
        name
        for path in PACKAGE.rglob("*.py")
        if path.name != "limits.py"
        for name in limit.findall(path.read_text("utf-8"))
    }
    assert {name for name in vars(limits) if name.isupper()} <= kept
