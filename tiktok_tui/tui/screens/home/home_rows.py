"""Destinations, syncs and runs as rows of the tables on Home, and the columns that fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tiktok_tui.events.errors import AppError, SettingsError
from tiktok_tui.tui.screens.home.overview import DestinationFacts, Overview, RunFacts
from tiktok_tui.tui.screens.syncs.sync_words import next_of, state_of
from tiktok_tui.tui.widgets.clock import ago
from tiktok_tui.tui.widgets.table.rows import Cell, TableColumn
from tiktok_tui.tui.widgets.tone import GLYPHS, Tone

if TYPE_CHECKING:
    from tiktok_tui.syncs.standing import Standing

Row = Sequence[str | Cell]

DESTINATIONS = (
    TableColumn("Destination", least=12),
    TableColumn("Source", 7),
    TableColumn("Event set", 20),
    TableColumn("Credential"),
    TableColumn("Accepted", 16, right=True),
    TableColumn("Last run", 14),
)
_CREDENTIAL = 3
_LONGEST_STATE = 33
"""Cells that a credential and when it was verified take at most."""
_SHORT_NAME, _SHORT_IN_NARROW, _LONG_NAME = 16, 14, 24
"""Cells of a destination's name that there is always room for, and those that take room from its credential."""
_NARROW = (0, 1, 3, 5)
"""The columns that are shown where there is little room."""
RUNS = (TableColumn("Run", least=20), TableColumn("State", least=24), TableColumn("Started", 14))
_STATE = 1
"""The position of the state in both of them."""
SYNCS = (TableColumn("Sync", least=20), TableColumn("State", least=24), TableColumn("Next", 15))


def run_table(overview: Overview, *, wide: bool) -> tuple[Sequence[TableColumn], list[Row]]:
    """Columns and rows of the runs."""
    rows = [_run_row(run, wide=wide) for run in overview.runs]
    # The names get the room that the states do not need.
    return _with_room(RUNS, rows), rows


def sync_table(overview: Overview, now: datetime) -> tuple[Sequence[TableColumn], list[Row]]:
    """Columns and rows of the syncs: the last result and the next time; then those that cannot be read."""
    rows = [_sync_row(standing, now, due=standing.sync.id in overview.due) for standing in overview.syncs]
    rows += [[*_broken(error), ""] for error in overview.broken_syncs]
    return _with_room(SYNCS, rows), rows


def _with_room(columns: Sequence[TableColumn], rows: Sequence[Row]) -> list[TableColumn]:
    """Return the columns, the one of the states as wide as its longest, up to what a long reason may take."""
    states = [cell.text for row in rows if isinstance(cell := row[_STATE], Cell)]
    longest = max(map(cell_len, states), default=0)
    state = columns[_STATE]
    state = replace(state, width=longest) if longest <= _LONGEST_STATE else replace(state, least=_LONGEST_STATE)
    return [*columns[:_STATE], state, *columns[_STATE + 1 :]]


def destination_table(overview: Overview, *, wide: bool) -> tuple[Sequence[TableColumn], list[Row]]:
    """Columns and rows of the destinations, then of the files that cannot be read."""
    kept = range(len(DESTINATIONS)) if wide else _NARROW
    rows = [_destination_row(facts) for facts in overview.destinations]
    rows += [_broken_row(error) for error in overview.broken]
    states = [cell.text for row in rows if isinstance(cell := row[_CREDENTIAL], Cell)]
    # The names get the room that the credentials do not need, and long ones some more: they tell the rows apart.
    name = min(_LONG_NAME, max((cell_len(text) for row in rows if isinstance(text := row[0], str)), default=0))
    most = _LONGEST_STATE - max(0, name - (_SHORT_NAME if wide else _SHORT_IN_NARROW))
    columns = [*DESTINATIONS]
    columns[0] = replace(columns[0], least=max(columns[0].least, name))
    columns[_CREDENTIAL] = replace(columns[_CREDENTIAL], least=min(most, max(map(cell_len, states), default=0)))
    return [columns[index] for index in kept], [[row[index] for index in kept] for row in rows]


def _destination_row(facts: DestinationFacts) -> Row:
    if facts.trouble:
        state = Cell(f"{GLYPHS[Tone.WARNING]} {facts.trouble}", Tone.WARNING)
    elif facts.source == "sandbox":
        state = Cell(f"{GLYPHS[Tone.QUIET]} no credential needed", Tone.QUIET)
    elif facts.token_given:
        state = Cell(f"{GLYPHS[Tone.DONE]} token from the environment", Tone.DONE)
    else:
        verified = f", verified {ago(facts.verified)}" if facts.verified else ""
        state = Cell(f"{GLYPHS[Tone.DONE]} {facts.credential}{verified}", Tone.DONE)
    accepted = f"{facts.accepted:,} accepted" if facts.last_run else "nothing sent yet"
    quiet = Tone.QUIET
    return [
        facts.name,
        Cell(facts.source, quiet),
        Cell(facts.event_set_id, quiet),
        state,
        accepted,
        Cell(ago(facts.last_run) if facts.last_run else "", quiet),
    ]


def _broken_row(error: SettingsError) -> Row:
    name, state = _broken(error)
    return [name, "", "", state, "", ""]


def _broken(error: AppError) -> tuple[str, Cell]:
    """Return the name of a file that cannot be read, and its state."""
    return Path(error.where.partition(":")[0]).stem, Cell(f"{GLYPHS[Tone.WARNING]} file cannot be read", Tone.WARNING)


def _sync_row(standing: Standing, now: datetime, *, due: bool) -> Row:
    upcoming = next_of(standing.next, now)
    when = Cell("! did not start", Tone.WARNING) if due else Cell(f"due {upcoming}" if upcoming else "", Tone.QUIET)
    return [standing.sync.name, state_of(standing), when]


def _run_row(run: RunFacts, *, wide: bool) -> Row:
    name, started = f"{run.file} → {run.destination}", Cell(ago(run.started), Tone.QUIET)
    failed, running = run.state == "failed", run.state == "running"
    if run.unfinished or running:
        share = f"{100 * run.events_done // max(1, run.total)} %"
        done = f"{run.events_done:,} of {run.total:,}" if wide else share
        state = Cell(f"{run.state} at {done}", Tone.ERROR if failed else Tone.INFO if running else Tone.WARNING)
        return [f"{GLYPHS[Tone.ERROR] if failed else '●' if running else '↻'} {name}", state, started]
    counts = [f"{run.accepted:,} accepted"]
    counts += [f"{run.in_doubt:,} in doubt"] if run.in_doubt else []
    counts += [f"{run.held_back:,} held back"] if run.held_back else []
    held = len(counts) > 1
    if wide:
        counts += [f"{run.refused:,} refused"] if run.refused else []
        counts += [f"{run.rejected:,} rejected"] if run.rejected else []
    elif (missing := run.refused + run.rejected) and not held:
        counts.append(f"{missing:,} not")
    glyph, tone = (Tone.WARNING, Tone.WARNING) if held else (Tone.DONE, Tone.QUIET)
    return [f"{GLYPHS[glyph]} {name}", Cell(", ".join(counts), tone), started]
