"""The one place for exit codes: their meaning, and the code for every way to end."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from enum import IntEnum

from tiktok_tui.cli import console
from tiktok_tui.cli.signals import StopSignals
from tiktok_tui.events.errors import AppError, CredentialError, UnreachableError, UsageError
from tiktok_tui.events.system.system_errors import no_memory, refused_by_system


class Exit(IntEnum):
    """The exit code of the process."""

    ACCEPTED = 0
    REJECTED = 1
    SETTINGS = 2
    CREDENTIAL = 3
    UNREACHABLE = 4
    CRASHED = 70
    STOPPED = 130
    PIPE_CLOSED = 141


MEANING: dict[Exit, str] = {
    Exit.ACCEPTED: "everything was accepted",
    Exit.REJECTED: "some rows were rejected, or a sync was held",
    Exit.SETTINGS: "the command, the file or a setting is wrong",
    Exit.CREDENTIAL: "the credential is missing or refused, or lacks a permission",
    Exit.UNREACHABLE: "TikTok or a database cannot be reached; the run can be resumed",
    Exit.CRASHED: "a fault in tiktok-tui itself; a report without anybody's data says where",
    Exit.STOPPED: "stopped (Ctrl+C); the run can be resumed",
    Exit.PIPE_CLOSED: "the program that read the output has gone (`| head`)",
}


class Stopped(Exception):
    """The person stopped the work; everything done so far is kept."""


def code_for(error: BaseException) -> Exit:
    """Return the exit code for `error`."""
    match error:
        case CredentialError():
            return Exit.CREDENTIAL
        case UnreachableError():
            return Exit.UNREACHABLE
        case AppError():
            return Exit.SETTINGS
        case KeyboardInterrupt() | Stopped():
            return Exit.STOPPED
        case BrokenPipeError():
            return Exit.PIPE_CLOSED
        case OSError() | MemoryError() | UnicodeEncodeError():
            return Exit.SETTINGS
        case _:
            return Exit.CRASHED


def guarded(command: Callable[[], int]) -> int:
    """Run `command` and turn whatever it raises into one message on stderr and an exit code."""
    signals = StopSignals()
    try:
        with signals.caught():
            code = command()
        sys.stdout.flush()
        return code
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else Exit.ACCEPTED
    except (Exception, KeyboardInterrupt) as error:
        # A query that a signal stops raises errors of other kinds.
        ended = Stopped() if signals.came else error
        _report(ended)
        if isinstance(ended, OSError):
            _forget_stdout()
        return code_for(ended)


def _report(error: BaseException) -> None:
    """Print the message for `error`; nothing if the output is no longer read."""
    match error:
        case BrokenPipeError():
            pass
        case AppError():
            console.failure(error)
        case KeyboardInterrupt() | Stopped():
            console.say("Stopped.")
        case OSError():
            console.failure(refused_by_system(error))
        case UnicodeEncodeError():
            # The shell hands over bytes that are no text as halves of pairs, which cannot be written anywhere.
            console.failure(
                UsageError("A name or an argument is not UTF-8 text.", remedy="Type it again, or rename it.")
            )
        case MemoryError():
            console.failure(no_memory())
        case _:
            from tiktok_tui.cli import crash

            console.say(crash.message(error))


def _forget_stdout() -> None:
    """Redirect stdout to nowhere, so that Python's own flush at exit does not complain about the closed pipe."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
