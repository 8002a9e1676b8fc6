"""A dry run: the exact request bodies in a file, nothing sent."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tiktok_tui.uploads.exports.outfile import replacing

if TYPE_CHECKING:
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.prepare.prepare import Prepared


def write_payload(
    path: str | Path,
    prepared: Prepared,
    destination: Destination,
    *,
    keep: Sequence[Path],
    limit: int | None = None,
    test_event_code: str = "",
) -> int:
    """Write one request body a line, as TikTok would get it; returns the number of events.

    The file is 0600 and appears whole or not at all, and never in place of one of `keep`, the files being read.
    Raises FileError, Cancelled.
    """
    count = 0
    with replacing(Path(os.path.expanduser(path)), keep=keep) as file:
        for line, events in lines(prepared, destination, limit=limit, test_event_code=test_event_code):
            file.write(line)
            count += events
    return count


def lines(
    prepared: Prepared, destination: Destination, *, limit: int | None = None, test_event_code: str = ""
) -> Iterator[tuple[bytes, int]]:
    """Every request body as a line, with the number of its events. Raises Cancelled."""
    from tiktok_tui.prepare.bodies import batches, body
    from tiktok_tui.prepare.event import first_of

    for batch in batches(first_of(prepared.events(), limit)):
        line = body(destination.event_source, batch.event_set_id, batch.events, test_event_code or None) + b"\n"
        yield line, len(batch.events)
