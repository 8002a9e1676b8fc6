"""Starts the app on a terminal, and reports a fault of its own in words."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import signal
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import partial
from pathlib import Path

from tiktok_tui.events.errors import UsageError
from tiktok_tui.files.progress import stop_all
from tiktok_tui.tui.app import DEMO, REAL, TikTokTui
from tiktok_tui.tui.frame.session import AppSession, session
from tiktok_tui.tui.terminal import can_draw, screen_of_its_own

_FRAME = re.compile(r"(\S+\.py):(\d+) in (\S+)")
_STOP_AGAIN = 0.05
_KIND = re.compile(r"^(\w+(?:\.\w+)*Error|\w+(?:\.\w+)*Exception)\b", re.MULTILINE)


class _PrivateFile(logging.Handler):
    """Appends to a file that only its owner can read, created with the first line."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line; a log that cannot be written does not stop the app."""
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open(os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as log:
                log.write(self.format(record) + "\n")
        except OSError:
            self.handleError(record)


def run_app(*, demo: Callable[[], AbstractContextManager[AppSession]] | None = None, example: bool = False) -> int:
    """Run the app until it is left; return its exit code.

    `demo` makes a session of the example, which can be asked for and left in the app; with `example` the app begins
    with it. Raises UsageError without a terminal, SettingsError for an API address that is not allowed.
    """
    if not can_draw():
        raise UsageError(
            "The app needs a terminal.",
            remedy="Run `tiktok-tui send FILE -d DESTINATION` instead, or `tiktok-tui --help` for all commands.",
        )
    wanted: str | None = DEMO if example else REAL
    code = 0
    while wanted in {DEMO, REAL}:
        with demo() if wanted == DEMO and demo is not None else nullcontext(session()) as now:
            wanted, code = _run_once(now)
        if wanted == DEMO and demo is None:
            break
    return code


def _run_once(now: AppSession) -> tuple[str | None, int]:
    """Run the app in one session; return the session that was asked for next, if any, and the exit code."""
    log = logging.getLogger("tiktok_tui")
    handler = _PrivateFile(now.home.log)
    log.addHandler(handler)
    log.propagate = False
    try:
        app = TikTokTui(now)
        try:
            with screen_of_its_own():
                outcome = asyncio.run(_run(app))
        finally:
            # An open file has a readable copy of its rows in the scratch folder, which must not outlive the app.
            if app.wizard is not None:
                app.wizard.resources.close()
        if drawn := app.faults.getvalue():
            _report(drawn, now.home.log)
    finally:
        log.removeHandler(handler)
    return outcome, app.return_code or 0


async def _run(app: TikTokTui) -> str | None:
    """Run the app. A signal ends it in order: the terminal is restored, and batches in flight are finished."""
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        with suppress(NotImplementedError):  # Windows has no handlers in the loop
            asyncio.get_running_loop().add_signal_handler(number, partial(app.exit, return_code=128 + number))
    try:
        return await app.run_async()
    finally:
        await _stop_work()


async def _stop_work() -> None:
    """Stop the reading, the queries and the checks that still run in threads, and wait for all threads.

    Uploads are not stopped by this but by their own control: their batches in flight are finished.
    """
    threads = asyncio.create_task(asyncio.get_running_loop().shutdown_default_executor())
    while not threads.done():
        # Again and again: a thread may be between two queries.
        stop_all()
        await asyncio.wait([threads], timeout=_STOP_AGAIN)


def _report(drawn: str, log: Path) -> None:
    """Print the kind of the fault and log its lines of code. `drawn` is Rich's traceback; its values go nowhere."""
    frames = [f"{path}:{line} {name}" for path, line, name in _FRAME.findall(drawn)]
    kinds = _KIND.findall(drawn)
    logging.getLogger(__name__).error("%s: %s", kinds[-1] if kinds else "fault", " < ".join(reversed(frames)))
    kind = f" ({kinds[-1]})" if kinds else ""
    print(
        f"tiktok-tui: something went wrong in the app itself{kind}. Nothing that TikTok accepted is lost.",
        file=sys.stderr,
    )
    print(f"The lines of code, and nothing else, are in {log}", file=sys.stderr)
