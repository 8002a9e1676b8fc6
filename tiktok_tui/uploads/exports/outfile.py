"""Write a file that the person asked for: whole or not at all, and readable by its owner alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tiktok_tui.events.errors import FileError
from tiktok_tui.events.system import private_file


@contextmanager
def replacing(path: str | Path, *, keep: Sequence[Path] = ()) -> Iterator[BinaryIO]:
    """A stream whose bytes become the file at `path` (0600) when the block ends without an error.

    A device or a pipe (`/dev/null`) is written to as it is; a link is replaced, since somebody else may have laid it
    there. `keep` are the files being read, which are never overwritten, whatever path leads to them.

    Raises:
        FileError: the file cannot be written there.
    """
    target = Path(path)
    try:
        if target.exists() and any(path.exists() and target.samefile(path) for path in keep):
            raise FileError(
                "This is the export itself; it is not written over.", where=str(path), remedy="Name another file."
            )
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:
                yield stream
            return
        with private_file.replacing(target, follow=False) as stream:
            yield stream
    except OSError as error:
        raise _cannot(target, error) from None


def _cannot(path: Path, error: OSError) -> FileError:
    return FileError(
        f"The file cannot be written: {error.strerror or type(error).__name__}.",
        where=str(path),
        remedy="Name another place.",
    )
