"""The window of time of a query that is sent night after night: from the last run to now, with an overlap.

No time of the data decides: a row that was loaded late has an old one. The ledger skips what the overlap brings again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from tiktok_tui.accounts.home import Home
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import UsageError
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.sources.connections import store
from tiktok_tui.sources.dialects import dialect_of
from tiktok_tui.sources.placeholders import placeholders_in
from tiktok_tui.tiktok.limits import MAX_AGE_DAYS
from tiktok_tui.uploads.ledger import runs
from tiktok_tui.uploads.ledger.addresses import normalised
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.resume_checks import as_sent
from tiktok_tui.uploads.run import Status

if TYPE_CHECKING:
    from tiktok_tui.files.source.source import SourceRef
    from tiktok_tui.uploads.run import Run

OVERLAP: Final = timedelta(days=3)
"""How far a night reaches back behind the one before: rows that were loaded late are found."""
FARTHEST: Final = timedelta(days=MAX_AGE_DAYS)
_LOOKED_AT = 200


def with_window(
    home: Home,
    source: DatabaseSource,
    destination: Destination,
    *,
    api_url: str,
    now: datetime,
    since: datetime | timedelta | None = None,
    until: datetime | None = None,
    test_event_code: str = "",
) -> DatabaseSource:
    """Return the source with the window that its placeholders stand for; without placeholders, as it is.

    `until` is `now` unless given. `since` may be given as a time, or as a span before `until`. Else it is the end of
    the window of the last such run that was done, less an overlap, at most 28 days before `until`.

    Raises UsageError for a window that the query does not use, or that is empty, SettingsError for a connection that
    is not there, StateError if the ledger cannot be read.
    """
    used = placeholders_in(source.query, dialect_of(store.load(home, source.connection).driver))
    for name, given in (("since", since), ("until", until)):
        if given is not None and not any(each.startswith(name) for each in used):
            raise UsageError(
                f"--{name} changes nothing: the query has no :{name}.",
                remedy=f"Write the placeholder into the query, such as: WHERE updated_at >= :{name}.",
            )
    if not used:
        return source
    end = (until or now).astimezone(UTC).replace(microsecond=0)
    if since is None:
        start = _after_last_run(home, source, destination, api_url, test_event_code, end)
    else:
        start = end - since if isinstance(since, timedelta) else since
    if start >= end:
        raise UsageError("--since is not before --until.", remedy="Turn them round, or leave one out.")
    return replace(source, since=start.astimezone(UTC).replace(microsecond=0), until=end)


def _after_last_run(
    home: Home, source: DatabaseSource, destination: Destination, api_url: str, test_event_code: str, end: datetime
) -> datetime:
    """Return the start of the window that follows the last such run.

    A run that began later than its forerunner had ended, as a short `--since` after nights that failed does, leaves
    rows between them that nobody has read: the window begins before these.
    """
    earliest = end - FARTHEST
    if not home.ledger.exists():
        return earliest
    with Ledger(home.ledger) as ledger:
        sent = [
            run.spec.source
            for run in reversed(runs.for_destination(ledger, destination.slug, _LOOKED_AT))
            if _was_whole(run, destination, api_url, test_event_code)
        ]
    reached: datetime | None = None
    for since, until in _windows(sent, source):
        follows = reached is None or since <= reached or since <= until - FARTHEST
        if until <= end and follows:
            reached = max(reached or until, until)
    return earliest if reached is None else max(earliest, reached - OVERLAP)


def _windows(sent: Iterable[SourceRef], source: DatabaseSource) -> Iterator[tuple[datetime, datetime]]:
    """Yield the windows of the same query over the same connection."""
    for before in sent:
        if not isinstance(before, DatabaseSource) or before.since is None or before.until is None:
            continue
        if (before.connection, before.query.strip()) == (source.connection, source.query.strip()):
            yield before.since, before.until


def _was_whole(run: Run, destination: Destination, api_url: str, test_event_code: str) -> bool:
    """Return True if everything of the run's window went to where this one goes."""
    options = run.spec.options
    return (
        run.status is Status.DONE
        and options.limit is None
        and options.test_event_code == test_event_code
        and as_sent(run).sandbox == destination.sandbox
        and (destination.sandbox or run.spec.base_url == normalised(api_url))
    )
