"""`tiktok-tui completion`: the Tab key in bash, zsh and fish knows commands, options, and what you have set up."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable

from tiktok_tui.cli.command import Command

SHELLS = ("bash", "zsh", "fish")

_PROGRAM = "tiktok-tui"
_ASKED = "_ARGCOMPLETE"
"""Set by the shell's side of argcomplete when Tab was pressed."""

Names = Callable[[], Iterable[str]]


def offer(action: argparse.Action, names: Names) -> None:
    """Let Tab offer `names`, which are read when it is pressed; a home in disorder offers none."""

    def completer(**_: object) -> list[str]:
        from tiktok_tui.events.errors import AppError

        try:
            return sorted(names())
        except AppError:
            return []

    setattr(action, "completer", completer)  # noqa: B010 - argcomplete reads it; argparse does not declare it


def credentials() -> Iterable[str]:
    """The credentials' names."""
    from tiktok_tui.accounts import credentials
    from tiktok_tui.accounts.home import home

    return credentials.taken(home())


def destinations() -> Iterable[str]:
    """The destinations' names, as `-d` takes them."""
    from tiktok_tui.accounts import destinations
    from tiktok_tui.accounts.home import home

    return [destination.slug for destination in destinations.listing(home()).destinations]


def runs() -> Iterable[str]:
    """The names of the runs."""
    from tiktok_tui.accounts.home import home
    from tiktok_tui.uploads.ledger import history

    return [standing.run.id for standing in history.standings(home(), limit=100)]


def asked() -> bool:
    """Whether it is Tab that has started us."""
    return _ASKED in os.environ


def answer(parser: argparse.ArgumentParser) -> None:
    """Tell the shell what may follow, and end the process."""
    import argcomplete

    argcomplete.autocomplete(parser)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=SHELLS, help="the shell you type in")
    parser.epilog = (
        "Once, then open a new shell:\n"
        "  bash  tiktok-tui completion bash >> ~/.bashrc\n"
        "  zsh   tiktok-tui completion zsh >> ~/.zshrc\n"
        "  fish  tiktok-tui completion fish > ~/.config/fish/completions/tiktok-tui.fish"
    )


def _run(arguments: argparse.Namespace) -> int:
    from argcomplete.shell_integration import shellcode

    print(shellcode([_PROGRAM], shell=arguments.shell))
    return 0


COMMAND = Command(
    "completion",
    "Print what makes the Tab key complete in bash, zsh or fish",
    "tiktok-tui completion bash >> ~/.bashrc",
    _arguments,
    _run,
)
