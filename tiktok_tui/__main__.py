"""The entry point of `tiktok-tui` and `python -m tiktok_tui`."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command (or, without one, the app) and return its exit code; never raises what a person can correct."""
    from tiktok_tui.cli import exits, parser

    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # an old terminal's encoding is no reason to fail
    arguments = list(sys.argv[1:] if argv is None else argv)
    return exits.guarded(lambda: parser.run(arguments))


def _open_closed_streams() -> None:
    """Let a standard stream that the caller has closed (`2>&-`) lead nowhere.

    Otherwise a file opened next, such as the ledger, would take its number, and messages would be written into it.
    """
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)
    sys.stdin = sys.stdin or open(0, closefd=False)  # noqa: SIM115 - open for as long as the process lives
    sys.stdout = sys.stdout or open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", closefd=False)  # noqa: SIM115


if __name__ == "__main__":
    sys.exit(main())
