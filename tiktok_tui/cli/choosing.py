"""The mapping that a command uses: the given one, else the remembered one, else the suggested one if complete."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tiktok_tui.cli import console
from tiktok_tui.events.errors import SettingsError

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.files.opening import Table
    from tiktok_tui.mapping.model import Mapping

_FIXED_EVENT = (
    ' If all rows are the same event, put `fixed_event = "Purchase"` into the destination: its file is the one that'
    " `tiktok-tui destination show {}` names."
)


def mapping_for(home: Home, destination: Destination, table: Table, given: Path | None) -> tuple[Mapping, bool]:
    """Return the mapping to use, and True if a person has confirmed it before (given or remembered). Says so on stderr.

    Raises:
        SettingsError: the mapping does not fit the file, or none is known and the suggested one is incomplete.
    """
    from tiktok_tui.accounts import remembered
    from tiktok_tui.mapping import toml

    if given is not None:
        mapping, confirmed = toml.load(given), True
        where = str(given)
    elif (known := remembered.load(home, destination.slug, table.header_key())) is not None:
        mapping, confirmed = known, True
        where = "the remembered mapping"
        console.say(f"Mapping: the one remembered for {destination.slug} and files with this header.")
    else:
        mapping, confirmed = _suggested(destination, table), False
        where = "the suggested mapping"
    _refuse_misfit(mapping, table, destination, where)
    return mapping, confirmed


def _suggested(destination: Destination, table: Table) -> Mapping:
    from tiktok_tui.mapping.suggest.suggest import ColumnSample, suggest

    rows = table.sample()
    columns = [
        ColumnSample(column.name, str(column.kind), tuple(row.cells[place] for row in rows))
        for place, column in enumerate(table.columns)
    ]
    suggestion = suggest(columns, destination)
    lacking = [*suggestion.missing, *suggestion.questions]
    if lacking:
        raise SettingsError(
            f"No mapping is known for this header, and the suggested one lacks: {', '.join(map(str, lacking))}.",
            where=table.name,
            remedy="Give a mapping with -m, or make one in the app (`tiktok-tui`), which remembers it."
            + (_FIXED_EVENT.format(destination.slug) if "event" in suggestion.missing else ""),
        )
    seen = f", recognised as {suggestion.recognised}" if suggestion.recognised else ""
    fields = ", ".join(
        f"{name} ← {' + '.join(source.columns) or source.value}" for name, source in suggestion.mapping.fields.items()
    )
    console.say(f"Mapping: suggested{seen}: {fields}.")
    return suggestion.mapping


def _refuse_misfit(mapping: Mapping, table: Table, destination: Destination, where: str) -> None:
    from tiktok_tui.mapping.check import problems

    found = problems(mapping, [column.name for column in table.columns], destination)
    if found:
        for error in found:
            error.where = f"{where}, {error.where}" if error.where else where
        for error in found[1:5]:
            console.failure(error)
        raise found[0]
