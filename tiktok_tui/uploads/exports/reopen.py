"""The file of an old run opened again as it was sent: for its rejects, which the ledger does not keep."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tiktok_tui.accounts.home import Home, private_folder
from tiktok_tui.events.destination import Destination, EventSource, NumberStyle
from tiktok_tui.events.errors import FileError
from tiktok_tui.uploads.resume_checks import check_file
from tiktok_tui.uploads.run import Run

if TYPE_CHECKING:
    from tiktok_tui.files.opening import Table
    from tiktok_tui.prepare.prepare import Prepared


@contextmanager
def reopened(home: Home, run: Run, *, restrict_pii: bool = False) -> Iterator[tuple[Table, Prepared]]:
    """The run's file, checked with the settings, the mapping and the "now" that it was sent with.

    `restrict_pii` masks identifiers even if the run did not. Raises FileError when the file is gone or has changed.
    """
    from tiktok_tui.files.opening import open_table
    from tiktok_tui.mapping import toml
    from tiktok_tui.prepare.prepare import prepare

    check_file(run)
    sent = as_sent(run)
    destination = replace(sent, restrict_pii=sent.restrict_pii or restrict_pii)
    mapping = toml.loads(run.job.mapping, where=f"the mapping of run {run.id}")
    with open_table(run.job.source, scratch=private_folder(home.scratch), sheet=run.job.options.sheet) as table:
        if table.fingerprint() != run.job.fingerprint:
            raise FileError(
                f"The file has changed since run {run.id}, so its rejects cannot be told any more.",
                where=run.job.source.where,
                remedy="Send it as it is now: what was accepted is known and left out.",
            )
        with prepare(table, mapping, destination, now=datetime.fromtimestamp(run.job.checked, UTC)) as prepared:
            yield table, prepared


def as_sent(run: Run) -> Destination:
    """The destination with the settings that the run was sent with."""
    settings = json.loads(run.job.settings)
    kinds = {
        "event_source": EventSource(settings["event_source"]),
        "number_style": NumberStyle(settings["number_style"]),
    }
    return Destination(**settings | kinds)
