"""Where `tiktok-tui` and `python -m tiktok_tui` start."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command (or, without one, the app) and give its exit code; never raises for what a person can mend."""
    from tiktok_tui.cli import exits, parser

    arguments = list(sys.argv[1:] if argv is None else argv)
    return exits.guarded(lambda: parser.run(arguments))


if __name__ == "__main__":
    sys.exit(main())
