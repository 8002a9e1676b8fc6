"""The built-in sandbox as a process beside the command, for a destination that is still being tried."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tiktok_tui.events.errors import UnreachableError

_LISTENING = "listening on "


@contextmanager
def running(*options: str) -> Iterator[str]:
    """The base URL of a sandbox that lives as long as the block.

    It ends with this process however that ends: its standard input closes then. Ctrl+C does not reach it, so that
    the requests in flight are answered first.

    Raises:
        UnreachableError: it does not start.
    """
    words = [sys.executable, "-m", "tiktok_tui.sandbox", "--port", "0", "--exit-with-stdin", *options]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            first = process.stdout.readline().strip()
            if not first.startswith(_LISTENING):
                raise UnreachableError("The sandbox did not start.", remedy="`tiktok-tui sandbox` says why.")
            yield first.removeprefix(_LISTENING)
        finally:
            process.stdin.close()
