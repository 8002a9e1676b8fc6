"""The way to TikTok for a destination or a credential: the address to call and the tokens to call it with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from tiktok_tui.cli import console, sandboxed

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.tiktok.client import Client
    from tiktok_tui.tiktok.tokens import Tokens


class Way(NamedTuple):
    """Where to call, and with which tokens."""

    base_url: str
    tokens: Tokens


@contextmanager
def way_to(home: Home, destination: Destination) -> Iterator[Way]:
    """The way for `destination`; one that is still in the sandbox gets a sandbox of its own for the block.

    Raises:
        CredentialError, SettingsError: the destination's credential or the environment will not do.
    """
    from tiktok_tui.accounts.environment import api_url
    from tiktok_tui.accounts.tokens import tokens_for
    from tiktok_tui.tiktok.tokens import FixedToken

    if destination.sandbox:
        from tiktok_tui.sandbox import known

        console.say(f"{destination.name} is tried in the built-in sandbox: nothing reaches TikTok.")
        with sandboxed.running() as url:
            yield Way(url, FixedToken(known.TOKEN, origin="the sandbox's token"))
        return
    url = api_url()
    yield Way(url, tokens_for(home, destination.credential, url))


@contextmanager
def client_for(home: Home, destination: Destination) -> Iterator[Client]:
    """A client for `destination`, closed afterwards."""
    from tiktok_tui.tiktok.client import Client

    with way_to(home, destination) as way, Client(way.tokens, base_url=way.base_url) as client:
        yield client
