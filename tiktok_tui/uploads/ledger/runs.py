"""The runs in the ledger: begun, taken up again, ended, and found by their names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Final

from tiktok_tui.events.errors import AppError, UsageError
from tiktok_tui.files.source import source_from_json
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.uploads.ledger.batches import Tally
from tiktok_tui.uploads.ledger.database import Ledger, Value
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import Run, RunSpec, Status


def begin(ledger: Ledger, job: RunSpec, now: datetime) -> Run:
    """Write a new run. `now` is local time: its date is in the run's name, such as 2026-11-22-001."""
    day = now.strftime("%Y-%m-%d")
    with ledger.transaction():
        taken = ledger.read("SELECT id FROM runs WHERE id LIKE ? || '-%'", (day,))
        count = max((int(str(name).rpartition("-")[2]) for (name,) in taken), default=0) + 1
        name = f"{day}-{count:03d}"
        ledger.write(
            "INSERT INTO runs (id, source, name, fingerprint, size, changed, destination, settings, mapping, options,"
            " audience, status, checked, started, totals, total) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                name,
                job.source.to_json(),
                job.name,
                job.fingerprint,
                job.size,
                job.changed,
                job.destination,
                job.settings,
                job.mapping,
                job.options.to_json(),
                _audience(ledger, job.base_url, job.options.test_event_code),
                Status.RUNNING,
                job.checked,
                now.timestamp(),
                json.dumps(asdict(job.totals)),
                job.total,
            ),
        )
        return _one(ledger, "id = ?", name)


def take_up(ledger: Ledger, run: Run, job: RunSpec) -> Run:
    """Write that an unfinished run goes on, with what may have changed since: settings, options, ages and totals."""
    with ledger.transaction():
        ledger.write(
            "UPDATE runs SET settings = ?, options = ?, checked = ?, totals = ?, total = ?, status = ?,"
            " finished = NULL, error = '', remedy = '', skipped = 0, withheld = 0 WHERE number = ?",
            (
                job.settings,
                job.options.to_json(),
                job.checked,
                json.dumps(asdict(job.totals)),
                job.total,
                Status.RUNNING,
                run.number,
            ),
        )
        return _one(ledger, "runs.number = ?", run.number)


def end(ledger: Ledger, run: int, status: Status, error: AppError | None, now: float) -> None:
    """Write how a run ended."""
    with ledger.transaction():
        ledger.write(
            "UPDATE runs SET status = ?, finished = ?, error = ?, remedy = ? WHERE number = ?",
            (status, now, error.what if error else "", error.remedy if error else "", run),
        )


def find(ledger: Ledger, name: str) -> Run:
    """The run with this name. Raises UsageError."""
    if found := _find(ledger, "id = ?", name.strip()):
        return found[0]
    raise UsageError(f"There is no run {name!r}.", remedy="`tiktok-tui runs` lists them.")


_LIKE: Final = "instr(lower(id || ' ' || name || ' ' || destination), lower(?))"


def listing(ledger: Ledger, *, containing: str = "", offset: int = 0, limit: int = 100) -> list[Run]:
    """A window of the runs in whose name, file or destination the text is, newest first; blank gives all."""
    return _find(ledger, _LIKE, containing, limit=limit, offset=offset)


def count(ledger: Ledger, containing: str = "") -> int:
    """How many runs `listing` has in all."""
    return int(str(ledger.read(f"SELECT count(*) FROM runs WHERE {_LIKE}", (containing,))[0][0]))


def newest_unfinished(ledger: Ledger) -> Run | None:
    """The newest run that stopped, failed or died before its end."""
    found = _find(ledger, "status <> ?", Status.DONE, limit=1)
    return found[0] if found else None


def for_destination(ledger: Ledger, slug: str, limit: int = 1) -> list[Run]:
    """The newest runs to a destination."""
    return _find(ledger, "destination = ?", slug, limit=limit)


def audience(ledger: Ledger, base_url: str, test_event_code: str) -> int | None:
    """The number of the audience, None if nothing was ever sent to it."""
    found = ledger.read(
        "SELECT number FROM audiences WHERE base_url = ? AND test_event_code = ?", (base_url, test_event_code)
    )
    return int(str(found[0][0])) if found else None


def _audience(ledger: Ledger, base_url: str, test_event_code: str) -> int | None:
    ledger.write(
        "INSERT OR IGNORE INTO audiences (base_url, test_event_code) VALUES (?, ?)", (base_url, test_event_code)
    )
    return audience(ledger, base_url, test_event_code)


_COLUMNS: Final = (
    "runs.number, id, source, fingerprint, size, changed, destination, settings, mapping, options, base_url,"
    " checked, totals, audience, status, started, finished, total, accepted, refused, uncertain, skipped, withheld,"
    " batches, requests, error, remedy"
)


def _one(ledger: Ledger, condition: str, value: Value) -> Run:
    return _find(ledger, condition, value)[0]


def _find(ledger: Ledger, condition: str, *values: Value, limit: int = 1, offset: int = 0) -> list[Run]:
    records = ledger.read(
        f"SELECT {_COLUMNS} FROM runs JOIN audiences ON audiences.number = audience WHERE {condition}"
        " ORDER BY runs.number DESC LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return [_run(record) for record in records]


def _run(record: Sequence[Value]) -> Run:
    fields = iter(record)

    def text() -> str:
        return str(next(fields))

    def number() -> int:
        return int(text())

    def moment() -> float:
        return float(text())

    number_, name = number(), text()
    job = RunSpec(
        source=source_from_json(text()),
        fingerprint=text(),
        size=number(),
        changed=moment(),
        destination=text(),
        settings=text(),
        mapping=text(),
        options=Options.from_json(text()),
        base_url=text(),
        checked=moment(),
        totals=_totals(text()),
    )
    audience_, status, started = number(), Status(text()), moment()
    finished = next(fields)
    total = number()
    tally = Tally(*(number() for _ in range(7)))
    return Run(
        number=number_,
        id=name,
        job=job,
        audience=audience_,
        status=status,
        started=started,
        finished=float(finished) if isinstance(finished, int | float) else None,
        total=total,
        tally=tally,
        error=text(),
        remedy=text(),
    )


def _totals(text: str) -> Totals:
    values = json.loads(text)
    return Totals(**{**values, "ages": tuple(values["ages"])})
