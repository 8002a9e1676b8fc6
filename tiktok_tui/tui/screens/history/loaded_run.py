"""A run of the history as its screen needs it: the run, its destination, and the actions that are possible."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tiktok_tui.events.errors import AppError
from tiktok_tui.tui.screens.history import run_lines
from tiktok_tui.uploads.run import Status

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.mapping.model import Mapping
    from tiktok_tui.uploads.ledger.history import Standing


@dataclass(frozen=True, slots=True)
class LoadedRun:
    """The run and its destination, which is None if it was deleted or its file cannot be read."""

    standing: Standing
    destination: Destination | None
    mapping: Mapping | None = None
    """The mapping of the run; None if the ledger holds none that can be read."""

    @classmethod
    def read(cls, home: Home, run: str) -> LoadedRun:
        """Read the run with this ID; called in a thread. Raises UsageError, StateError."""
        from tiktok_tui.accounts import destinations
        from tiktok_tui.mapping import toml
        from tiktok_tui.uploads.ledger import history

        standing = history.standing(home, run)
        destination = None
        with suppress(AppError):
            destination = destinations.load(home, standing.run.spec.destination)
        mapping = None
        with suppress(AppError):
            mapping = toml.loads(standing.run.spec.mapping, where=f"the mapping of run {run}")
        return cls(standing, destination, mapping)

    @property
    def _end(self) -> str:
        return "given up" if self.standing.run.status is Status.GIVEN_UP else "finished"

    @property
    def title(self) -> str:
        """`orders.csv → Store sales`."""
        spec = self.standing.run.spec
        return f"{spec.name} → {self.destination.name if self.destination else spec.destination}"

    def why_not(self, action: str) -> str:
        """The reason why an action of the screen is not possible; "" if it is."""
        run = self.standing.run
        if action in {"resume", "give_up"} and not run_lines.can_resume(self.standing):
            return "another process is sending the run" if self.standing.sending else f"the run is {self._end}"
        if action == "give_up" and run.status is Status.DONE:
            return "the run is finished"
        if action == "resume_doubtful" and not run.tally.withheld:
            return "nothing is in doubt"
        if action == "resume_similar" and not run.tally.similar:
            return "nothing was held back"
        if action == "export" and not (run.spec.totals.rejected or run.tally.refused):
            return "no row was rejected or refused"
        if action == "corrected" and self.destination is None:
            return "the destination was deleted"
        return ""
