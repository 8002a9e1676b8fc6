"""Starts and resumes runs for the screens that show them. Every function is called in a thread and raises AppError."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.wizard.draft import CheckedFile, StartedUpload

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.uploads.sending.control import Control
    from tiktok_tui.uploads.start import Sending

LEAVING = "The upload is stopped after the batches in flight. Nothing is lost; it can be resumed."
"""The effect of leaving the app on a running upload."""


def start(session: AppSession, upload: StartedUpload, control: Control) -> Sending:
    """Begin a run of the upload's file; the mapping is remembered for the next file with this header."""
    from tiktok_tui.accounts import remembered
    from tiktok_tui.uploads.connection import connect_to
    from tiktok_tui.uploads.start import start_run

    file = upload.file
    remembered.remember(session.home, file.destination.slug, file.table, file.mapping)
    return start_run(
        session.home,
        file.table,
        file.prepared,
        file.destination,
        file.mapping,
        connect_to(session.home, file.destination, session.api_url),
        checked_at=file.checked_at,
        options=upload.options,
        control=control,
    )


def resume(session: AppSession, upload: StartedUpload, control: Control) -> Sending:
    """Resume the upload's run with the file that is still open."""
    from tiktok_tui.uploads.connection import connect_to
    from tiktok_tui.uploads.ledger.runs import run_named
    from tiktok_tui.uploads.start import resume_run

    file = upload.file
    return resume_run(
        session.home,
        run_named(session.home, upload.run),
        file.destination,
        connect_to(session.home, file.destination, session.api_url),
        send_similar=upload.options.send_similar,
        control=control,
        opened=(file.table, file.prepared, file.checked_at),
    )


def give_up(home: Home, run: str) -> None:
    """End an unfinished run for good."""
    from tiktok_tui.uploads.start import give_up

    give_up(home, run)


def resume_named(
    session: AppSession, run: str, control: Control, *, send_doubtful: bool = False, send_similar: bool = False
) -> Sending:
    """Resume a run of the history: its file is opened and checked again."""
    from tiktok_tui.accounts import destinations
    from tiktok_tui.uploads.connection import connect_to
    from tiktok_tui.uploads.ledger.runs import run_named
    from tiktok_tui.uploads.start import resume_run

    found = run_named(session.home, run)
    destination = destinations.load(session.home, found.spec.destination)
    connection = connect_to(session.home, destination, session.api_url)
    return resume_run(
        session.home,
        found,
        destination,
        connection,
        send_doubtful=send_doubtful,
        send_similar=send_similar,
        control=control,
    )


def check_again(session: AppSession, file: CheckedFile, destination: Destination) -> CheckedFile:
    """Check the open file for a destination whose settings have changed."""
    from tiktok_tui.prepare.prepare import prepare

    now = session.now()
    prepared = prepare(file.table, file.mapping, destination, now=now)
    return CheckedFile(file.table, file.mapping, destination, prepared, now)
