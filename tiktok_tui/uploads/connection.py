"""The connection to TikTok for a destination: address and tokens, or the built-in sandbox while it is tried out."""

from __future__ import annotations

import atexit
import functools
import http.client
import json
import subprocess
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from tiktok_tui.accounts import environment
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.events.errors import UnreachableError

if TYPE_CHECKING:
    from tiktok_tui.tiktok.client import Client
    from tiktok_tui.tiktok.tokens import Tokens

# What every sandbox starts with. It shares no code with us, so its accounts are named here a second time.
_TOKEN: Final = "sandbox-token"
_ADVERTISER: Final = "7000000000000000001"
_EVENT_SET: Final = "7200000000000000001"
_PIXEL: Final = "C4SANDBOX1PIXEL0WEB1"

_LISTENING: Final = "listening on "


@dataclass(frozen=True, slots=True)
class Connection:
    """The base URL to call, and the tokens to call it with."""

    base_url: str
    tokens: Tokens


def connect_to(home: Home, destination: Destination, api_url: str) -> Connection:
    """Connect to TikTok at `api_url`, or to this process's sandbox for a destination that is only tried out.

    Raises CredentialError, SettingsError, UnreachableError.
    """
    if destination.sandbox:
        from tiktok_tui.tiktok.tokens import FixedToken

        _introduce(destination)
        return Connection(sandbox_url(), FixedToken(_TOKEN, origin="the sandbox's token"))
    from tiktok_tui.accounts.tokens import tokens_for

    return Connection(api_url, tokens_for(home, destination.credential, api_url))


def client_for(home: Home, destination: Destination, api_url: str) -> Client:
    """A client for `destination`: a context manager. Raises CredentialError, SettingsError, UnreachableError."""
    from tiktok_tui.tiktok.client import Client

    connection = connect_to(home, destination, api_url)
    return Client(connection.tokens, base_url=connection.base_url)


def tried(destination: Destination) -> Destination:
    """The destination with the sandbox's advertiser and event set (or pixel) where it has none yet."""
    event_set = _PIXEL if destination.event_source is EventSource.WEB else _EVENT_SET
    return replace(
        destination,
        advertiser_id=destination.advertiser_id or _ADVERTISER,
        event_set_id=destination.event_set_id or event_set,
    )


def untried(destination: Destination) -> Destination:
    """The destination outside of the sandbox, without an advertiser and an event set that only the sandbox has."""
    return replace(
        destination,
        sandbox=False,
        advertiser_id="" if destination.advertiser_id == _ADVERTISER else destination.advertiser_id,
        event_set_id="" if destination.event_set_id in {_EVENT_SET, _PIXEL} else destination.event_set_id,
    )


def _introduce(destination: Destination) -> None:
    """Add the destination's own IDs to the sandbox, so that it can be tried out as it is."""
    if not destination.advertiser_id or not destination.event_set_id:
        return
    about = {
        "kind": str(destination.event_source),
        "advertiser_id": destination.advertiser_id,
        "id": destination.event_set_id,
        "name": destination.event_set_name,
    }
    address = urlsplit(sandbox_url())
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=10)
    try:
        connection.request("POST", "/_sandbox/sources", json.dumps(about), {"Content-Type": "application/json"})
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        raise UnreachableError("The sandbox does not answer.", remedy="Try again.") from None
    finally:
        connection.close()


def sandbox_url() -> str:
    """The base URL of the sandbox that lives as long as this process; another one if it was killed.

    Raises UnreachableError.
    """
    process, url = running_sandbox()
    if process.poll() is not None:
        running_sandbox.cache_clear()
        _, url = running_sandbox()
    return url


@functools.cache
def running_sandbox() -> tuple[subprocess.Popen[str], str]:
    """The sandbox that was started for this process, and its base URL. Raises UnreachableError.

    It ends when its standard input closes, however this process ends. Ctrl+C does not reach it, so that the requests
    in flight are answered first.
    """
    words = [sys.executable, "-m", "tiktok_tui.sandbox", "--port", "0", "--exit-with-stdin"]
    process = subprocess.Popen(
        words,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
        env=environment.for_children(),
    )
    assert process.stdout is not None
    first = process.stdout.readline().strip()
    atexit.register(_end, process)
    if not first.startswith(_LISTENING):
        raise UnreachableError("The sandbox did not start.", remedy="`tiktok-tui sandbox` says why.")
    return process, first.removeprefix(_LISTENING)


def _end(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.close()
    process.wait()
    process.stdout.close()
