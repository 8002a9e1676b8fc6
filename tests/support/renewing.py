"""A process that calls TikTok with a stored credential, and may die at a chosen moment: run by the tests of tokens."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor

from tiktok_tui.accounts import credentials
from tiktok_tui.accounts.home import home
from tiktok_tui.accounts.secrets import Keyring
from tiktok_tui.accounts.tokens import StoredTokens
from tiktok_tui.tiktok.client import Client


class DyingKeyring(Keyring):
    """A real keyring whose process dies before, or right after, the entry that it is about to write."""

    def __init__(self, moment: str) -> None:
        super().__init__()
        self._moment = moment

    def write(self, entry: str, secret: str) -> None:
        """Write, unless this is the moment."""
        name = entry.partition("/")[2]
        if self._moment == f"before {name}":
            os._exit(9)
        super().write(entry, secret)
        if self._moment == f"after {name}":
            os._exit(9)


def main(base_url: str, requests: str, threads: str, moment: str) -> None:
    """So many requests in so many threads, started when a line comes in."""
    keyring = DyingKeyring(moment)
    tokens = StoredTokens(home(), credentials.load(home(), "acme"), base_url, keyring)
    print("ready", flush=True)
    sys.stdin.readline()
    with Client(tokens, base_url=base_url) as client, ThreadPoolExecutor(int(threads)) as pool:
        for call in [pool.submit(client.user_info) for _ in range(int(requests))]:
            call.result()
    print("done", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
