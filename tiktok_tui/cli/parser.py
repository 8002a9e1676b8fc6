"""The whole command line: every command, the help, and running the chosen one."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence

from tiktok_tui import __version__
from tiktok_tui.cli import completion
from tiktok_tui.cli.command import Command, Parser, refuse_unknown_options
from tiktok_tui.cli.command_list import SUMMARIES, load
from tiktok_tui.cli.exits import MEANING
from tiktok_tui.cli.variables import VARIABLES
from tiktok_tui.events.errors import SettingsError

PROG = "tiktok-tui"


def parser() -> Parser:
    """Return the parser of the whole command line."""
    built = Parser(
        prog=PROG,
        summary="Send a company's offline and web conversions to TikTok Ads. Without a command, the app opens.",
        example=f"{PROG} demo",
    )
    built.add_commands(SUMMARIES, load)
    built.epilog = _epilog()
    built.add_argument("--version", action="version", version=f"{PROG} {__version__}")
    return built


def _epilog() -> str:
    """Return the end of the help: exit codes and environment variables."""
    codes = "\n".join(f"  {int(code):<5} {meaning.replace('`', '')}" for code, meaning in MEANING.items())
    variables = "\n".join(f"  {name}\n        {meaning.replace('`', '')}" for name, meaning in VARIABLES.items())
    return f"""exit codes:
{codes}

environment:
{variables}

Results go to stdout, messages and progress to stderr; without a terminal there are no questions.
`{PROG} COMMAND -h` explains one command, `{PROG} locate config` prints where settings are kept.
"""


def run(argv: Sequence[str]) -> int:
    """Run the command in `argv` and return its exit code.

    Raises:
        UsageError: an unknown command or option, or one that is missing.
    """
    if completion.asked():
        whole = parser()
        whole.fill_all()
        completion.answer(whole)
    if not argv:
        _sweep()
        from tiktok_tui.cli import app

        return app.open_app()
    arguments, unknown = parser().parse_known_args(argv)
    chosen: Parser = arguments.parser
    refuse_unknown_options(unknown, chosen)
    command: Command = arguments.command
    if command.run is None:
        print(chosen.format_help(), file=sys.stderr, end="")
        return 2
    _sweep()
    return command.run(arguments)


def _sweep() -> None:
    """Remove what processes that were killed left of people's data, whatever is done next."""
    from tiktok_tui.accounts.home import home
    from tiktok_tui.files.scratch.folders import sweep

    with contextlib.suppress(SettingsError):  # a command that needs the home reports it
        sweep(home().scratch)
