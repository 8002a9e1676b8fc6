"""The spec of a run, and whether the run can be resumed with the file and the destination as they are now."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from tiktok_tui.events.counts import agreeing, counted
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import FileError, SettingsError, UsageError
from tiktok_tui.events.rules import RULE
from tiktok_tui.events.settings import SETTINGS
from tiktok_tui.uploads.ledger.addresses import normalised
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import Run, RunSpec, Status

if TYPE_CHECKING:
    from tiktok_tui.files.opening import Table
    from tiktok_tui.mapping.model import Mapping
    from tiktok_tui.prepare.prepare import Prepared
    from tiktok_tui.prepare.totals import Totals

SETTINGS_THAT_CHANGE_EVENTS: Final = tuple(setting.name for setting in SETTINGS if setting.changes_events)
"""The settings of a destination that change what is sent."""


def spec_for(
    table: Table,
    prepared: Prepared,
    destination: Destination,
    mapping: Mapping,
    base_url: str,
    options: Options,
    checked_at: datetime,
) -> RunSpec:
    """The spec of a run of this file; reads the whole file for its fingerprint.

    Raises FileError if the file is no longer the one that was opened.
    """
    from tiktok_tui.mapping import toml

    stamp, fingerprint = table.source.stamp(), table.fingerprint()
    table.refuse_changes()  # else a file that was put in its place, and never reviewed, becomes the run's
    return RunSpec(
        source=table.source,
        fingerprint=fingerprint,
        size=stamp.size,
        modified_at=stamp.changed,
        destination=destination.slug,
        settings=settings_of(destination),
        mapping=toml.dumps(mapping),
        options=options,
        base_url=base_url,
        checked_at=checked_at.timestamp(),
        totals=prepared.totals,
    )


def settings_of(destination: Destination) -> str:
    """The destination's settings as the ledger keeps them; there are no secrets among them."""
    return json.dumps(asdict(destination))


def as_sent(run: Run) -> Destination:
    """The destination with the settings that the run was sent with; one that is newer than the run has its default."""
    values = json.loads(run.spec.settings)
    settings: dict[str, Any] = {"slug": run.spec.destination, "name": run.spec.destination}
    settings |= {field.name: values[field.name] for field in fields(Destination) if field.name in values}
    for setting in SETTINGS:
        if setting.choices and settings.get(setting.name) is not None:
            settings[setting.name] = type(setting.choices[0])(settings[setting.name])
    return Destination(**settings)


def check_destination(run: Run, destination: Destination, base_url: str, doubts: int) -> None:
    """Raise UsageError for a finished run, SettingsError for a destination that would send something else.

    `doubts` are the run's events whose result is unknown: sent again with other settings, they would be other events.
    """
    if not run.resumable:
        word = "was given up" if run.status is Status.GIVEN_UP else "is finished"
        raise UsageError(f"Run {run.id} {word}.", remedy="`tiktok-tui runs` shows its result.")
    before = as_sent(run)
    where = f"run {run.id}"
    if before.sandbox != destination.sandbox or (not destination.sandbox and normalised(base_url) != run.spec.base_url):
        raise SettingsError(
            "The run was sent to another address than the destination has now.",
            where=where,
            remedy="Send the file as a new run: events that this address has accepted are left out.",
            field="api_url",
        )
    differing = [key for key in SETTINGS_THAT_CHANGE_EVENTS if getattr(before, key) != getattr(destination, key)]
    if differing and (run.tally.accepted or doubts):
        unanswered = f"{counted(doubts, 'event was', 'events were')} sent without an answer"
        sent = "a part of the run was accepted" if run.tally.accepted else unanswered
        raise SettingsError(
            f"The destination has changed since {sent}: {', '.join(differing)}.",
            where=where,
            remedy="Change it back to finish the run, or "
            + ("" if run.ended else f"give the run up (`tiktok-tui give-up {run.id}`) and ")
            + "send the file as a new run; events with the same IDs are left out.",
            field=differing[0],
        )


def check_file(run: Run) -> None:
    """Raise FileError when the file is gone or has another size; its content is compared once it is open."""
    source = run.spec.source
    if source.lost:
        raise FileError(
            f"Run {run.id} cannot read its rows again. {source.lost}",
            where=source.where,
            remedy=f"Send them again as a new run: accepted events are left out.{_give_up(run, 'this one')}",
        )
    try:
        stamp = source.stamp()
    except OSError:
        raise FileError(
            f"The file of run {run.id} is no longer there.",
            where=source.where,
            remedy=f"Put it back{' and resume' if run.resumable else ''}, or send it from where it is now; "
            f"accepted events are left out.{_give_up(run, 'the run')}",
        ) from None
    if stamp.size != run.spec.size:
        raise changed(run)


def check_content(run: Run, table: Table) -> None:
    """Raise FileError when the opened file is not the run's; of a live source the events' keys are compared instead."""
    if not run.spec.source.is_live and table.fingerprint() != run.spec.fingerprint:
        raise changed(run)


def check_sendable(run: Run, totals: Totals) -> None:
    """Raise SettingsError when every row is rejected as things are now: the run would end as finished, nothing sent."""
    if run.total and totals.rejected and not totals.sendable:
        rule = RULE[max(totals.rejects_by_rule, key=totals.rejects_by_rule.__getitem__)]
        all_of_them = agreeing(
            totals.rejected,
            "The only row would be rejected now",
            f"All {totals.rejected:,} rows would be rejected now, most often",
        )
        raise SettingsError(
            f"{all_of_them}: {rule.reason_for()}",
            where=f"run {run.id}",
            remedy=f"{rule.remedy} Then resume the run.{_give_up(run, 'it')}",
        )


def changed(run: Run) -> FileError:
    """The error for a file that has changed."""
    return FileError(
        f"The file has changed since run {run.id} began.",
        where=run.spec.source.where,
        remedy="Send it as a new run; accepted events are left out if their event IDs are the same."
        + _give_up(run, "the old one"),
    )


def _give_up(run: Run, which: str) -> str:
    """The command that ends the run for good, as a sentence; "" for a run that has ended."""
    return "" if run.ended else f" `tiktok-tui give-up {run.id}` ends {which}."
