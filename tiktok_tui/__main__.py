"""The entry point of `tiktok-tui` and `python -m tiktok_tui`."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command (or, without one, the app) and return its exit code; never raises what a person can correct."""
    from tiktok_tui.cli import exits, parser

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # an old terminal's encoding is no reason to fail
    arguments = list(sys.argv[1:] if argv is None else argv)
    return exits.guarded(lambda: parser.run(arguments))


if __name__ == "__main__":
    sys.exit(main())
