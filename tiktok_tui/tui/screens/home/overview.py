"""The facts on Home, as plain values: destinations with their credentials and last runs, and recent runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tiktok_tui.events.errors import SettingsError, StateError
from tiktok_tui.tui.frame.session import AppSession

if TYPE_CHECKING:
    from tiktok_tui.syncs.standing import Standing
    from tiktok_tui.uploads.run import Run

_RUNS_SHOWN = 50
"""Runs that are shown on Home; `h` opens the whole history."""


@dataclass(frozen=True, slots=True)
class DestinationFacts:
    """One destination. `trouble` is the reason why its credential does not work, "" if none is known.

    `token_given` is true if the environment's token is used in place of the credential.
    """

    slug: str
    name: str
    source: str
    event_set_id: str
    credential: str
    trouble: str = ""
    verified: datetime | None = None
    accepted: int = 0
    last_run: datetime | None = None
    token_given: bool = False


@dataclass(frozen=True, slots=True)
class RunFacts:
    """One run. `state` is a `RunState`; `total` the events that were to be sent. `unfinished` is one to resume.

    `destination` is its name for people; `refused` counts events (by TikTok), `rejected` rows (before sending).
    `in_doubt` and `held_back` are events of a finished run that are sent only on request.
    """

    run: str
    file: str
    destination: str
    state: str
    unfinished: bool
    total: int
    events_done: int
    accepted: int
    refused: int
    rejected: int
    in_doubt: int
    held_back: int
    started: datetime


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on Home. Destinations: the last used first; runs: the unfinished first, then the newest first."""

    destinations: tuple[DestinationFacts, ...] = ()
    runs: tuple[RunFacts, ...] = ()
    broken: tuple[SettingsError, ...] = ()
    """Errors of the destination files that cannot be read."""
    syncs: tuple[Standing, ...] = ()
    """The syncs; those of which something is held first."""
    due: frozenset[str] = frozenset()
    """The IDs of the syncs whose time has come and that nothing has started."""
    broken_syncs: tuple[SettingsError | StateError, ...] = ()
    """Errors of the syncs whose files cannot be read."""

    @property
    def empty(self) -> bool:
        """True if nothing has been set up yet."""
        return not self.destinations and not self.runs and not self.broken


def read_overview(session: AppSession) -> Overview:
    """Read everything that Home shows. Takes some milliseconds: called in a thread."""
    from tiktok_tui.accounts import credentials, destinations

    known = {credential.slug: credential for credential in credentials.listing(session.home)}
    listing = destinations.listing(session.home)
    names = {destination.slug: destination.name for destination in listing.destinations}
    last, recent = _read_runs(session, names)
    facts = []
    for destination in listing.destinations:
        credential = known.get(destination.credential)
        run = last.get(destination.slug)
        trouble = ""
        token_given = session.token_given and not destination.sandbox
        if not destination.sandbox and credential is None and not token_given:
            trouble = "no such credential" if destination.credential else "no credential yet"
        elif run is not None and run.status == "failed":
            trouble = run.error
        facts.append(
            DestinationFacts(
                destination.slug,
                destination.name,
                "sandbox" if destination.sandbox else str(destination.event_source),
                destination.event_set_id,
                credential.name if credential else "",
                trouble,
                credential.verified if credential else None,
                run.tally.accepted if run else 0,
                datetime.fromtimestamp(run.started_at, UTC) if run else None,
                token_given,
            )
        )
    facts.sort(key=lambda each: each.last_run.timestamp() if each.last_run else 0.0, reverse=True)
    return Overview(tuple(facts), recent, listing.broken, *_read_syncs(session))


def _read_syncs(
    session: AppSession,
) -> tuple[tuple[Standing, ...], frozenset[str], tuple[SettingsError | StateError, ...]]:
    """The syncs, the IDs of those that are due, and the errors of those that cannot be read."""
    home, now = session.home, session.now()
    if not home.syncs.exists():
        return (), frozenset(), ()
    from tiktok_tui.syncs.standing import is_due, standings

    found = standings(home, now)
    due = frozenset(each.sync.id for each in found.syncs if not each.running and is_due(home, each.sync, now))
    return tuple(sorted(found.syncs, key=lambda standing: not standing.holds)), due, found.broken


def _read_runs(session: AppSession, names: dict[str, str]) -> tuple[dict[str, Run], tuple[RunFacts, ...]]:
    """The last run to each of the destinations `names`, and the recent runs."""
    if not session.home.ledger.exists():
        return {}, ()
    from tiktok_tui.uploads.ledger import history, runs
    from tiktok_tui.uploads.ledger.database import Ledger
    from tiktok_tui.uploads.run import Status

    newest = history.standings(session.home, limit=_RUNS_SHOWN)
    with Ledger(session.home.ledger) as ledger:
        last = {slug: found[0] for slug in names if (found := runs.for_destination(ledger, slug))}
    facts = [
        RunFacts(
            run.id,
            run.spec.name,
            names.get(run.spec.destination, run.spec.destination),
            str(standing.state),
            run.resumable and run.status is not Status.DONE and not standing.sending,
            run.total,
            run.total - run.left,
            run.tally.accepted,
            run.tally.refused,
            run.spec.totals.rejected,
            run.tally.withheld,
            run.tally.similar,
            datetime.fromtimestamp(run.started_at, UTC),
        )
        for standing in newest
        for run in (standing.run,)
    ]
    return last, tuple(sorted(facts, key=lambda run: not run.unfinished))
