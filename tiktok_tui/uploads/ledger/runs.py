"""The runs in the ledger: begin, resume, end and find them."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from datetime import datetime
from typing import Final

from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import AppError, UsageError
from tiktok_tui.files.source.source import source_from_json
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.uploads.ledger import recipients
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.record import Record, Value
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import Run, RunSpec, Status, Tally


def begin(ledger: Ledger, spec: RunSpec, now: datetime) -> Run:
    """Write a new run. `now` is local time: its date is in the run's name, such as 2026-11-22-001."""
    day = now.strftime("%Y-%m-%d")
    with ledger.transaction():
        taken = ledger.records("SELECT id FROM runs WHERE id LIKE ? || '-%'", (day,))
        with ledger.reading():
            count = max((int(record.text("id").rpartition("-")[2]) for record in taken), default=0) + 1
        name = f"{day}-{count:03d}"
        columns: dict[str, Value] = {
            "id": name,
            "source": spec.source.to_json(),
            "name": spec.name,
            "fingerprint": spec.fingerprint,
            "size": spec.size,
            "modified_at": spec.modified_at,
            "destination": spec.destination,
            "mapping": spec.mapping,
            "recipient": recipients.find_or_add(ledger, spec.base_url, spec.options.test_event_code),
            "started_at": now.timestamp(),
            **_changing(spec),
        }
        places = ", ".join("?" * len(columns))
        ledger.write(f"INSERT INTO runs ({', '.join(columns)}) VALUES ({places})", tuple(columns.values()))
        return _one(ledger, "id = ?", name)


def resume(ledger: Ledger, run: Run, spec: RunSpec, total: int) -> Run:
    """Mark an unfinished run as running again, with what may have changed: settings, options, ages and totals.

    `total` are the events to send in all, those already sent included.
    """
    changes = _changing(spec) | {"total": total}
    with ledger.transaction():
        ledger.write(
            f"UPDATE runs SET {', '.join(f'{name} = ?' for name in changes)},"
            " finished_at = NULL, error = '', remedy = '', skipped = 0, withheld = 0, similar = 0 WHERE number = ?",
            (*changes.values(), run.number),
        )
        return _one(ledger, "runs.number = ?", run.number)


def end(ledger: Ledger, run: int, status: Status, error: AppError | None, now: float) -> None:
    """Write how a run ended; `now` in Unix seconds."""
    with ledger.transaction():
        ledger.write(
            "UPDATE runs SET status = ?, finished_at = ?, error = ?, remedy = ? WHERE number = ?",
            (status, now, error.what if error else "", error.remedy if error else "", run),
        )
        ledger.write(  # a run that is done may be resumed for the events that it withheld
            "DELETE FROM run_keys WHERE run IN (SELECT number FROM runs WHERE number = ? AND status IN (?, ?)"
            " AND (withheld + similar = 0 OR status = ?))",
            (run, Status.DONE, Status.GIVEN_UP, Status.GIVEN_UP),
        )


def find(ledger: Ledger, name: str) -> Run:
    """The run with this name. Raises UsageError."""
    if found := _find(ledger, "id = ?", name.strip()):
        return found[0]
    raise UsageError(f"There is no run {name!r}.", remedy=_where_they_are(ledger))


def run_named(home: Home, name: str | None = None) -> Run:
    """The run with this name, or the newest unfinished one. Raises UsageError."""
    with Ledger(home.ledger) as ledger:
        if name is not None:
            return find(ledger, name)
        if found := unfinished(ledger, limit=1):
            return found[0]
        raise UsageError("There is no unfinished run.", remedy=_where_they_are(ledger))


def _where_they_are(ledger: Ledger) -> str:
    return "`tiktok-tui runs` lists them all." if count(ledger) else "Nothing has been sent yet."


_LIKE: Final = "instr(lower(id || ' ' || name || ' ' || destination), lower(?))"


def listing(ledger: Ledger, *, containing: str = "", offset: int = 0, limit: int = 100) -> list[Run]:
    """A window of the runs with this text in their name, file or destination, newest first; "" gives all."""
    return _find(ledger, _LIKE, containing, limit=limit, offset=offset)


def count(ledger: Ledger, containing: str = "") -> int:
    """How many runs `listing` has in all."""
    return ledger.number(f"SELECT count(*) FROM runs WHERE {_LIKE}", (containing,))


def unfinished(ledger: Ledger, limit: int = 100) -> list[Run]:
    """The runs that stopped, failed or died before their end and were not given up, newest first."""
    return _find(ledger, f"status NOT IN ('{Status.DONE}', '{Status.GIVEN_UP}')", limit=limit)


def for_destination(ledger: Ledger, slug: str, limit: int = 1) -> list[Run]:
    """The newest runs to a destination."""
    return _find(ledger, "destination = ?", slug, limit=limit)


def _changing(spec: RunSpec) -> dict[str, Value]:
    """The columns that are written again when a run is resumed."""
    return {
        "settings": spec.settings,
        "options": spec.options.to_json(),
        "checked_at": spec.checked_at,
        "totals": json.dumps(asdict(spec.totals)),
        "total": spec.total,
        "status": Status.RUNNING,
    }


def _one(ledger: Ledger, condition: str, value: Value) -> Run:
    return _find(ledger, condition, value)[0]


def _find(ledger: Ledger, condition: str, *values: Value, limit: int = 1, offset: int = 0) -> list[Run]:
    records = ledger.records(
        "SELECT runs.*, base_url FROM runs JOIN recipients ON recipients.number = recipient"
        f" WHERE {condition} ORDER BY runs.number DESC LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    with ledger.reading():
        return [_run(record) for record in records]


def _run(record: Record) -> Run:
    spec = RunSpec(
        source=source_from_json(record.text("source")),
        fingerprint=record.text("fingerprint"),
        size=record.integer("size"),
        modified_at=record.real("modified_at"),
        destination=record.text("destination"),
        settings=_json_object(record.text("settings")),
        mapping=record.text("mapping"),
        options=Options.from_json(record.text("options")),
        base_url=record.text("base_url"),
        checked_at=record.real("checked_at"),
        totals=_totals(record.text("totals")),
    )
    return Run(
        number=record.integer("number"),
        id=record.text("id"),
        spec=spec,
        recipient=record.integer("recipient"),
        status=Status(record.text("status")),
        started_at=record.real("started_at"),
        finished_at=record.real("finished_at") if record.has("finished_at") else None,
        total=record.integer("total"),
        tally=Tally(*(record.integer(field.name) for field in fields(Tally))),
        error=record.text("error"),
        remedy=record.text("remedy"),
    )


def _json_object(text: str) -> str:
    """The text, if it is a JSON object; ValueError if not."""
    if not isinstance(json.loads(text), dict):
        raise ValueError(text)
    return text


def _totals(text: str) -> Totals:
    values = json.loads(text)
    return Totals(**{**values, "ages": tuple(values["ages"])})
