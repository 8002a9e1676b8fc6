"""From argv to the one command it names."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tiktok_tui import __version__
from tiktok_tui.cli import (
    check,
    credential,
    demo,
    destination,
    event_set,
    locate,
    payload,
    rejects,
    resume,
    runs,
    sandbox,
    send,
)
from tiktok_tui.cli.command import Command, Parser, build, refuse_unknown, refuse_unknown_options

COMMANDS: tuple[Command, ...] = (
    demo.COMMAND,
    check.COMMAND,
    payload.COMMAND,
    send.COMMAND,
    resume.COMMAND,
    runs.COMMAND,
    rejects.COMMAND,
    credential.COMMAND,
    destination.COMMAND,
    event_set.COMMAND,
    sandbox.COMMAND,
    locate.COMMAND,
)
"""Every command, in the order in which a newcomer meets them."""

PROG = "tiktok-tui"


def parser() -> Parser:
    """The whole command line."""
    built = build(
        COMMANDS,
        prog=PROG,
        example=f"{PROG} demo",
        summary="Send a company's offline and web conversions to TikTok Ads. Without a command, the app opens.",
    )
    built.add_argument("--version", action="version", version=f"{PROG} {__version__}")
    return built


def run(argv: Sequence[str]) -> int:
    """Run what `argv` asks for and give its exit code.

    Raises:
        UsageError: an unknown command or option, or one that is missing.
    """
    if not argv:
        from tiktok_tui.cli import app

        return app.open_app()
    refuse_unknown(argv, COMMANDS, prog=PROG)
    arguments, unknown = parser().parse_known_args(argv)
    chosen: Parser = arguments.parser
    refuse_unknown_options(unknown, chosen)
    command: Command = arguments.command
    if command.run is None:
        print(chosen.format_help(), file=sys.stderr, end="")
        return 2
    return command.run(arguments)
