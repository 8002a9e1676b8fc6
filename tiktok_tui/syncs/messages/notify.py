"""Tell people and programs about the result of a sync: services by way of apprise, and a command of their own."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from tiktok_tui.accounts import environment
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import AppError
from tiktok_tui.syncs.messages import addresses, messages

if TYPE_CHECKING:
    from tiktok_tui.syncs.history.result import SyncResult
    from tiktok_tui.syncs.settings.sync import Sync

SECONDS: Final = 60.0
"""How long the command may take."""


@dataclass(frozen=True, slots=True)
class Told:
    """How many messages were sent, and a sentence for each that was not."""

    sent: int
    failed: tuple[str, ...]


def tell(home: Home, result: SyncResult) -> tuple[str, ...]:
    """Tell about the result if its sync asks for that; returns a sentence for each message that could not be sent.

    Only counts and reasons are told: the assumptions of the check may quote cells.
    """
    if not result.occasions & result.sync.notify.on:
        return ()
    facts = replace(result, notes=()).facts()
    return _send(home, result.sync, messages.title(result), messages.text(result), facts).failed


def send_test(home: Home, sync: Sync) -> Told:
    """Send a test message to all who would be told."""
    title = f"{sync.name}: a test message"
    return _send(home, sync, title, "Messages about this sync arrive here.", {"sync": sync.id, "state": "test"})


def _send(home: Home, sync: Sync, title: str, text: str, facts: Mapping[str, object]) -> Told:
    told: list[str] = []  # one for each who is to be told: what went wrong, or ""
    try:
        told += [_by_apprise(address, title, text) for address in addresses.addresses_of(home, sync)]
    except AppError as error:
        told.append(f"Nobody was told by apprise. {error.explanation}")
    if sync.notify.command:
        told.append(_by_command(sync.notify.command, facts))
    return Told(told.count(""), tuple(sentence for sentence in told if sentence))


def _by_apprise(address: str, title: str, text: str) -> str:
    kind = address.partition("://")[0].lower()
    service = addresses.apprise_with([address])
    if not service:
        return "An address is not one that apprise knows."
    return "" if service.notify(title=title, body=text) else f"The message to {kind} was not sent."


def _by_command(command: Sequence[str], facts: Mapping[str, object]) -> str:
    try:
        done = subprocess.run(
            command,
            input=json.dumps(facts),
            text=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment.for_children(),
            timeout=SECONDS,
            check=False,
        )
    except OSError as error:
        return f"The command {command[0]} cannot be run: {error.strerror or type(error).__name__}."
    except subprocess.TimeoutExpired:
        return f"The command {command[0]} was ended: it took more than {SECONDS:.0f} seconds."
    return f"The command {command[0]} failed with exit code {done.returncode}." if done.returncode else ""
