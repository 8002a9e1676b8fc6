"""Completion in a shell: commands, options, and the names of what is set up, when the Tab key is pressed."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable

_ASKED = "_ARGCOMPLETE"
"""Set by the shell's side of argcomplete when Tab was pressed."""

Names = Callable[[], Iterable[str]]


def offer(action: argparse.Action, names: Names) -> None:
    """Let Tab offer `names`, which are read when it is pressed; none if the settings cannot be read."""

    def completer(**_: object) -> list[str]:
        from tiktok_tui.events.errors import AppError

        try:
            return sorted(names())
        except AppError:
            return []

    setattr(action, "completer", completer)  # noqa: B010 - argcomplete reads it; argparse does not declare it


def credentials() -> Iterable[str]:
    """Return the names of the credentials."""
    from tiktok_tui.accounts import credentials
    from tiktok_tui.accounts.home import home

    return credentials.taken(home())


def destinations() -> Iterable[str]:
    """Return the names of the destinations, as `-d` takes them."""
    from tiktok_tui.accounts import destinations
    from tiktok_tui.accounts.home import home

    return [destination.slug for destination in destinations.listing(home()).destinations]


def connections() -> Iterable[str]:
    """Return the names of the connections."""
    from tiktok_tui.accounts.home import home
    from tiktok_tui.sources.connections import store

    return store.names(home())


def syncs() -> Iterable[str]:
    """Return the names of the syncs."""
    from tiktok_tui.accounts.home import home
    from tiktok_tui.syncs.settings import store

    return store.names(home())


def runs() -> Iterable[str]:
    """Return the names of the newest runs."""
    from tiktok_tui.accounts.home import home
    from tiktok_tui.uploads.ledger import history

    return [standing.run.id for standing in history.standings(home(), limit=100)]


def asked() -> bool:
    """Return True if the shell started this process because Tab was pressed."""
    return _ASKED in os.environ


def answer(parser: argparse.ArgumentParser) -> None:
    """Print the possible completions for the shell, and end the process."""
    import argcomplete

    argcomplete.autocomplete(parser)
