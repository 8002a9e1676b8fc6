"""The first pass over a file: checks every row without encoding it, and keeps the problems and the totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from tiktok_tui.events.rules import BIT, RULES, rules_in
from tiktok_tui.files.broken import BrokenLines
from tiktok_tui.files.scratch.database import Work
from tiktok_tui.files.table import Staged
from tiktok_tui.prepare.file_order import count_blocks
from tiktok_tui.prepare.lookups.lookups import look_up_span
from tiktok_tui.prepare.query.cell import Cell
from tiktok_tui.prepare.query.cells import rows_select
from tiktok_tui.prepare.query.compose import Composer
from tiktok_tui.prepare.query.macros import bit
from tiktok_tui.prepare.query.plan import Plan
from tiktok_tui.prepare.query.span import Span
from tiktok_tui.prepare.query.spans import wide_spans
from tiktok_tui.prepare.query.tables import Tables
from tiktok_tui.prepare.query.verdict import IDENTIFIERS
from tiktok_tui.prepare.refunds import warn_of_refunds
from tiktok_tui.prepare.totals import WEB_KEYS, Totals
from tiktok_tui.tiktok.limits import MAX_AGE_DAYS, MAX_AHEAD_SECONDS

PLANNED: Final = 0.2
"""How far a check is, of 1, when all is known that its query is made of; then when its phones and addresses are looked
up, and when every row is checked."""
_LOOKED_UP: Final = 0.3
_RULED: Final = 0.95
_KEYS: Final = ("email", "phone", *WEB_KEYS)
"""The keys of an event, in the order of their bits in the table of facts."""


def check(
    work: Work, composer: Composer, spans: Sequence[Span], staged: Staged
) -> tuple[Totals, int | None, dict[int, int]]:
    """Check every row and fill the tables of problems, duplicates and repeats.

    Returns the totals, their `seconds` left at 0, the first row of the first sendable event, and how many sendable
    events each block of the file has (see `file_order`). Raises Cancelled when the work is stopped.
    """
    tables = composer.tables
    work.execute(
        f"CREATE TABLE {tables.facts} (head BIGINT, n BIGINT, errors BIGINT, warnings BIGINT, item_errors BIGINT, "
        "event_time BIGINT, keys TINYINT, made BOOLEAN, repeat_key UBIGINT, content_hash UBIGINT)"
    )
    for span in _in_turn(work, spans, PLANNED, _LOOKED_UP):
        look_up_span(work, composer, span)
    for span in _in_turn(work, wide_spans(composer.plan, spans), _LOOKED_UP, _RULED):
        work.execute(f"INSERT INTO {tables.facts} {_facts(composer, span)}")
    work.span(_RULED, 1.0)
    _find_repeats(work, tables)
    warn_of_refunds(work, composer, staged)
    work.execute(f"CREATE TABLE {tables.problems} (row BIGINT, errors BIGINT, warnings BIGINT)")
    if composer.plan.grouped:
        for span in spans:
            work.execute(f"INSERT INTO {tables.problems} {_problems_of_groups(composer, span)}")
    else:
        work.execute(
            f"INSERT INTO {tables.problems} SELECT * FROM ("
            f"SELECT f.head, f.errors | CASE WHEN d.head IS NULL THEN 0 ELSE {bit('event_id.duplicate')} END AS errors"
            f", f.warnings FROM {tables.facts} AS f LEFT JOIN {tables.duplicates} AS d "
            "ON d.head = f.head) WHERE errors <> 0 OR warnings <> 0"
        )
    _add_broken(work, tables, staged.broken)
    good = f"errors = 0 AND head NOT IN (SELECT head FROM {tables.duplicates})"
    totals, first = _count(work, composer, staged, good)
    blocks = count_blocks(work, tables, good)
    work.execute(f"DROP TABLE {tables.facts}")
    return totals, first, blocks


def _in_turn(work: Work, spans: Sequence[Span], begin: float, end: float) -> Iterator[Span]:
    """Yield the spans, and let progress run from `begin` to `end` meanwhile."""
    share = (end - begin) / len(spans)
    for number, span in enumerate(spans):
        work.span(begin + number * share, begin + (number + 1) * share)
        yield span


def _facts(composer: Composer, span: Span) -> str:
    present = _keys(composer.plan).items()
    keys = " | ".join(f"CASE WHEN {key} THEN {1 << _KEYS.index(field)} ELSE 0 END" for field, key in present)
    columns = f"head, n, errors, warnings, item_errors, event_time, {keys or '0'}, made, repeat_key, content_hash"
    return f"SELECT {columns}\nFROM ({composer.checked(span, columns)})"


def _keys(plan: Plan) -> dict[str, str]:
    """Return for each key that is mapped, and is one of this event source, the SQL that is true where it is present."""
    present = {field: f"{Cell(field).clean} IS NOT NULL" for field in IDENTIFIERS}
    present |= {field: f"{Cell(field).text} IS NOT NULL" for field in WEB_KEYS if field not in present}
    present["ip"] += f" AND {Cell('agent').text} IS NOT NULL" if plan.source("agent") else " AND false"
    return {field: present[field] for field in _KEYS if plan.source(field) is not None}


def _find_repeats(work: Work, tables: Tables) -> None:
    """Find the sendable events that share an origin, and all but the first of those that bring one ID.

    Identical events of an order that differ in their times are numbered by these, so that new rows renumber none.
    """

    def repeated(columns: str, condition: str) -> str:
        again = f"SELECT repeat_key FROM {tables.facts} WHERE {condition} GROUP BY repeat_key HAVING count(*) > 1"
        return f"SELECT head, {columns} FROM {tables.facts} WHERE {condition} AND repeat_key IN ({again})"

    same = "PARTITION BY repeat_key"
    number = f"row_number() OVER ({same}, content_hash ORDER BY event_time, head) AS number"
    mixed = f"min(content_hash) OVER ({same}) <> max(content_hash) OVER ({same}) AS mixed"
    made = repeated(f"{number}, {mixed}", "made AND errors = 0")
    work.execute(f"INSERT INTO {tables.repeats} SELECT * FROM ({made}) WHERE number > 1 OR mixed")
    own = repeated(f"row_number() OVER ({same} ORDER BY head) AS number", "NOT made AND errors = 0")
    work.execute(f"CREATE TABLE {tables.duplicates} AS SELECT head FROM ({own}) WHERE number > 1")


def _problems_of_groups(composer: Composer, span: Span) -> str:
    """SELECT the rows of every event with a problem: the event's problems are all rows', an item's its own row's."""
    tables = composer.tables
    own = "item_errors AS own, item_warnings AS own_warnings"
    rows = f"SELECT row, gathered, {own} FROM ({rows_select(composer.plan, span, composer.money, own)})"
    heads = f"SELECT *, min(row) OVER (PARTITION BY gathered) AS head FROM ({rows})"
    # The items of a list column are the event's own: their problems are every row's.
    theirs, item_warnings = ("f.item_errors", str(BIT["content_id.mangled"]))
    if composer.plan.source("contents") is not None:
        theirs = item_warnings = "0"
    errors = f"f.errors & ~{theirs} | r.own | CASE WHEN d.head IS NULL THEN 0 ELSE {bit('event_id.duplicate')} END"
    other = f"CASE WHEN {theirs} <> 0 AND r.own = 0 THEN {bit('group.item_rejected')} ELSE 0 END"
    return (
        "SELECT * FROM (\n"
        f"SELECT r.row, {errors} | {other} AS errors, f.warnings & ~{item_warnings} | r.own_warnings AS warnings\n"
        f"FROM ({heads}) AS r JOIN {tables.facts} AS f ON f.head = r.head "
        f"LEFT JOIN {tables.duplicates} AS d ON d.head = r.head\n"
        ") WHERE errors <> 0 OR warnings <> 0"
    )


def _add_broken(work: Work, tables: Tables, broken: BrokenLines) -> None:
    work.execute(f"INSERT INTO {tables.problems} SELECT row, {bit('file.broken_line')}, 0 FROM {broken.table}")


def _count(work: Work, composer: Composer, staged: Staged, good: str) -> tuple[Totals, int | None]:
    plan, tables, now = composer.plan, composer.tables, composer.now
    day = f"greatest(0, least({MAX_AGE_DAYS - 1}, ({now} - event_time) // 86400))"
    age = (
        f"CASE WHEN event_time < {now - MAX_AGE_DAYS * 86400} THEN {MAX_AGE_DAYS} "
        f"WHEN event_time > {now + MAX_AHEAD_SECONDS} THEN {MAX_AGE_DAYS + 1} ELSE {day} END"
    )
    dated = f"FROM {tables.facts} WHERE event_time IS NOT NULL"
    by_age = work.execute(f"SELECT {age} AS age, count(*), max(event_time) {dated} GROUP BY 1").fetchall()
    ages = {days: found for days, found, _ in by_age}
    columns = "".join(f", count(*) FILTER (good AND keys & {1 << place} <> 0)" for place in range(len(_KEYS)))
    numbers = work.execute(
        "SELECT count(*), coalesce(sum(n), 0), count(*) FILTER (good), min(head) FILTER (good), "
        f"count(*) FILTER (good AND keys & 3 = 3){columns} "
        f"FROM (SELECT head, n, keys, {good} AS good FROM {tables.facts})"
    ).fetchone()
    assert numbers is not None
    events, kept, sendable, first, with_both, *with_keys = numbers
    with_key = dict(zip(_KEYS, with_keys, strict=True))
    # Rows break few rules at a time, so there are few masks, however many rows.
    masks = work.execute(f"SELECT errors, warnings, count(*) FROM {tables.problems} GROUP BY ALL").fetchall()
    totals = Totals(
        rows=staged.rows + len(staged.broken),
        left_out=staged.rows - int(kept),
        rejected=sum(rows for errors, _, rows in masks if errors),
        warned=sum(rows for errors, _, rows in masks if not errors),
        events=events,
        sendable=sendable,
        rejects_by_rule=_by_rule((errors, rows) for errors, _, rows in masks),
        warnings_by_rule=_by_rule((warnings, rows) for _, warnings, rows in masks),
        ages=tuple(ages.get(day, 0) for day in range(MAX_AGE_DAYS + 2)),
        with_email=with_key["email"],
        with_phone=with_key["phone"],
        with_both=with_both,
        seconds=0.0,
        newest=max((newest for days, _, newest in by_age if days <= MAX_AGE_DAYS), default=None),
        with_web_keys={field: with_key[field] for field in _keys(plan) if field in WEB_KEYS},
    )
    return totals, first


def _by_rule(masks: Iterable[tuple[int, int]]) -> dict[str, int]:
    """Count the rows that break each rule, in the table's order."""
    counted = Counter({rule.name: 0 for rule in RULES})
    for mask, rows in masks:
        counted.update({rule.name: rows for rule in rules_in(mask)})
    return {name: rows for name, rows in counted.items() if rows}
