"""Write rows to a private Parquet file as they come, holding a few batches of them in memory."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from tiktok_tui.events.errors import FileError
from tiktok_tui.files.scratch.engine import NO_ASYNC_THREADS
from tiktok_tui.files.scratch.folders import open_private
from tiktok_tui.files.scratch.limit import ScratchLimit, full_disk, says_full_disk, scratch_limit
from tiktok_tui.files.sql import quote_literal
from tiktok_tui.files.typed.number_columns import copy_option
from tiktok_tui.sources.transfer import Transfer

_LOOK_EVERY = 0.1
"""Seconds between two measurements of the growing file."""


def write_parquet(
    source: object,
    path: Path,
    transfer: Transfer,
    *,
    select: str,
    numbers: Sequence[str] = (),
    cancel: Callable[[], object] = lambda: None,
    where: str,
) -> int:
    """Write what `select` (SQL) gives to a new file at `path`; returns the number of rows.

    `source` is an Arrow stream that `select` reads under the name `answer`, or None. `numbers` are the text columns
    that hold numbers. `cancel` stops the server when the transfer is cancelled. Raises duckdb.Error, with the driver's
    own text for an error in the stream, FileError about `where` if the rows find no room, and Cancelled.
    """
    open_private(path).close()  # DuckDB keeps the permissions of a file that is there
    with duckdb.connect(":memory:", config=_settings(path)) as database:
        # After two seconds DuckDB would draw a bar on stdout, in the middle of what the command prints there.
        database.execute("SET enable_progress_bar = false")
        if source is not None:
            database.register("answer", source)

        def stop() -> None:
            # The driver first: after DuckDB's interrupt alone it would read the answer to its end.
            cancel()
            with suppress(duckdb.ConnectionException):  # closed meanwhile: the copy had ended
                database.interrupt()

        limit = scratch_limit(path.parent)
        with _growth(path, transfer, limit, stop) as grown:
            try:
                with transfer.interrupted_by(stop):
                    written = database.execute(
                        f"COPY ({select}) TO {quote_literal(str(path))} "
                        f"(FORMAT parquet, USE_TMP_FILE false{copy_option(numbers)})"
                    ).fetchone()
            except duckdb.Error as error:
                if grown.too_large:
                    raise limit.error(where) from None
                if isinstance(error, duckdb.OutOfMemoryException | duckdb.IOException):
                    raise _not_written(error, where) from None
                raise
        assert written is not None
    rows = int(written[0])
    transfer.advance(rows=rows, size=path.stat().st_size)
    return rows


def _settings(path: Path) -> dict[str, str | bool | int | float | list[str]]:
    return {
        "memory_limit": "500MB",
        "async_threads": NO_ASYNC_THREADS,
        "temp_directory": str(path.parent),
        "preserve_insertion_order": True,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "python_enable_replacements": False,
    }


def _not_written(error: duckdb.Error, where: str) -> FileError:
    if isinstance(error, duckdb.OutOfMemoryException):
        return FileError(
            "The rows of the answer are too wide for the memory.",
            where=where,
            remedy="Let the query name only the columns that are mapped, without long texts.",
        )
    if says_full_disk(str(error)):
        return full_disk(where)
    return FileError(
        "The rows of the answer cannot be copied.",
        where=where,
        remedy="Let the query make texts of unusual columns: CAST(column AS text).",
    )


class _Growth:
    """The growing file."""

    too_large = False
    """True once it exceeded the limit of temporary disk space."""


@contextmanager
def _growth(path: Path, transfer: Transfer, limit: ScratchLimit, stop: Callable[[], None]) -> Iterator[_Growth]:
    """Within the block, keep `transfer.size` at the size of the file, and stop what writes it at the limit."""
    grown, done = _Growth(), threading.Event()

    def watch() -> None:
        while not done.wait(_LOOK_EVERY):
            transfer.size = path.stat().st_size
            if transfer.size > limit.size:
                grown.too_large = True
                stop()

    watcher = threading.Thread(target=watch, name="fetch-size", daemon=True)
    watcher.start()
    try:
        yield grown
    finally:
        done.set()
        watcher.join()
