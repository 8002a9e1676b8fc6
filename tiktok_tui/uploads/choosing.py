"""The mapping that is used without asking: the given one, else the remembered, else the suggested one if complete."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tiktok_tui.events.errors import AppError, SettingsError

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.files.opening import Table
    from tiktok_tui.mapping.model import Mapping, Note
    from tiktok_tui.mapping.suggest.suggest import Suggestion
    from tiktok_tui.mapping.suggest.table import FileCounts

_FIXED_EVENT = " If all rows are the same event, run `tiktok-tui destination edit {} --fixed-event Purchase`."


class Reporter(Protocol):
    """Shows messages to the person, as they come."""

    def say(self, message: str) -> None:
        """Show a sentence."""

    def failure(self, error: AppError) -> None:
        """Show an error beside the one that is raised."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The mapping to use; `found` says how it was suggested, if it was."""

    mapping: Mapping
    counts: FileCounts
    found: tuple[Note, ...] = ()


def mapping_for(home: Home, destination: Destination, table: Table, given: Path | None, reporter: Reporter) -> Chosen:
    """Return the mapping to use, and report which one it is.

    Raises:
        SettingsError: the mapping does not fit the file, or none is known and the suggested one is incomplete.
    """
    from tiktok_tui.accounts import remembered
    from tiktok_tui.mapping import toml
    from tiktok_tui.mapping.suggest.table import FileCounts

    if given is not None:
        chosen = Chosen(toml.load(given), FileCounts(table))
        where = str(given)
    else:
        start = remembered.start(home, destination, table)
        chosen = Chosen(start.mapping, start.counts)
        where = "the remembered mapping"
        if start.of_rejects:
            reporter.say("Mapping: the one by which these rows were rejected.")
        elif start.remembered:
            reporter.say(f"Mapping: the one remembered for {destination.slug} and files with this header.")
        else:
            chosen = replace(chosen, found=_suggested(start.suggestion, destination, table, reporter))
            where = "the suggested mapping"
            if table.is_empty:  # nothing depends on what the suggestion may lack
                return chosen
    _refuse_misfit(chosen.mapping, table, destination, where, reporter)
    return chosen


def _suggested(suggestion: Suggestion, destination: Destination, table: Table, reporter: Reporter) -> tuple[Note, ...]:
    """Report which columns were suggested; return the notes. Raises SettingsError for an incomplete suggestion."""
    from tiktok_tui.mapping.model import Note

    lacking = [*suggestion.missing, *suggestion.questions]
    if lacking and table.is_empty:
        return ()
    if lacking:
        for note in suggestion.notes:
            reporter.say(f"Note: {note}")
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
    said = f"suggested{seen}: {fields}."
    reporter.say(f"Mapping: {said}")
    return (Note("fields", f"{said[0].upper()}{said[1:]}"), *suggestion.notes)


def _refuse_misfit(mapping: Mapping, table: Table, destination: Destination, where: str, reporter: Reporter) -> None:
    from tiktok_tui.mapping.check import problems

    found = problems(mapping, [column.name for column in table.columns], destination)
    if found:
        for error in found:
            error.where = f"{where}, {error.where.removeprefix('mapping, ')}"
        for error in found[1:5]:
            reporter.failure(error)
        raise found[0]
