"""The file of an old run opened again as it was sent: for its rejects, which the ledger does not keep."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tiktok_tui.accounts import destinations
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import FileError, SettingsError
from tiktok_tui.uploads.resume_checks import as_sent, check_file
from tiktok_tui.uploads.run import Run

if TYPE_CHECKING:
    from tiktok_tui.files.opening import Table
    from tiktok_tui.files.source.source import SourceRef
    from tiktok_tui.mapping.model import Mapping
    from tiktok_tui.prepare.prepare import Prepared

    Open = Callable[[Home, SourceRef, str | None], AbstractContextManager[Table]]
    """Opens a source, and a sheet of it, as a table."""
    Check = Callable[[Table, Mapping, Destination, datetime], AbstractContextManager[Prepared]]
    """Checks a table as of an instant."""


@contextmanager
def reopened(
    home: Home, run: Run, *, open_source: Open | None = None, check: Check | None = None
) -> Iterator[tuple[Table, Prepared]]:
    """The run's file, checked with the settings, the mapping and the "now" that it was sent with.

    Identifiers are masked if the run's settings ask for that, or if the destination's do by now. `open_source` and
    `check` are for a caller that shows progress. Raises FileError when the file is gone or has changed.
    """
    from tiktok_tui.mapping import toml

    spec = run.spec
    check_file(run)
    sent = as_sent(run)
    destination = replace(sent, restrict_pii=sent.restrict_pii or _restricted(home, spec.destination))
    mapping = toml.loads(spec.mapping, where=f"the mapping of run {run.id}")
    with (open_source or _open)(home, spec.source, spec.options.sheet) as table:
        if not spec.source.is_live and table.fingerprint() != spec.fingerprint:
            raise FileError(
                f"The file has changed since run {run.id}, so its rejects can no longer be reconstructed.",
                where=spec.source.where,
                remedy="Send it as it is now (accepted events are left out), or check it: "
                "`tiktok-tui check FILE -d DEST --rejects OUT.csv`.",
            )
        with (check or _check)(table, mapping, destination, datetime.fromtimestamp(spec.checked_at, UTC)) as prepared:
            yield table, prepared


def _restricted(home: Home, slug: str) -> bool:
    """True if the destination hides identifiers by now, or if that cannot be known; False if it is gone."""
    if not destinations.path_of(home, slug).exists():
        return False
    try:
        return destinations.load(home, slug).restrict_pii
    except SettingsError:
        return True


def _open(home: Home, source: SourceRef, sheet: str | None) -> Table:
    from tiktok_tui.sources.open_source import open_source

    return open_source(home, source, sheet=sheet)


def _check(table: Table, mapping: Mapping, destination: Destination, now: datetime) -> Prepared:
    from tiktok_tui.prepare.prepare import prepare

    return prepare(table, mapping, destination, now=now)
