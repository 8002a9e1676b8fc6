"""The type of a command, and the argument parser, whose help starts with an example."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NoReturn

from tiktok_tui.events.errors import UsageError


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name, one line about it, an example that works, its arguments and what it does.

    A command with `parts` (`credential add`, `credential list` …) only leads to them.
    """

    name: str
    summary: str
    example: str
    arguments: Callable[[argparse.ArgumentParser], None] | None = None
    run: Callable[[argparse.Namespace], int] | None = None
    parts: tuple[Command, ...] = ()


class Parser(argparse.ArgumentParser):
    """An argument parser whose help starts with an example, and whose errors are `UsageError`s."""

    def __init__(self, *, prog: str, example: str, summary: str) -> None:
        super().__init__(
            prog=prog, description=summary, allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        self.example = example

    def format_help(self) -> str:
        """Return the example and argparse's own help."""
        return f"example: {self.example}\n\n{super().format_help()}"

    def error(self, message: str) -> NoReturn:
        """Raise as UsageError what argparse would print."""
        raise UsageError(f"{message}.", where=self.prog, remedy=f"`{self.prog} --help` shows an example.")


def build(commands: Sequence[Command], *, prog: str, example: str, summary: str) -> Parser:
    """Return a parser for all of `commands`; the chosen one is `command` in the namespace."""
    parser = Parser(prog=prog, example=example, summary=summary)
    choices = parser.add_subparsers(metavar="COMMAND", title="commands", prog=prog, parser_class=Parser)
    for command in commands:
        _add(choices.add_parser, command, f"{prog} {command.name}")
    return parser


def _add(add_parser: Callable[..., Parser], command: Command, prog: str) -> None:
    parser = add_parser(command.name, help=command.summary, prog=prog, example=command.example, summary=command.summary)
    if command.arguments:
        command.arguments(parser)
    if command.parts:
        parts = parser.add_subparsers(metavar="COMMAND", title="commands", prog=prog, parser_class=Parser)
        for part in command.parts:
            _add(parts.add_parser, part, f"{prog} {part.name}")
    parser.set_defaults(command=command, parser=parser)


def refuse_unknown(words: Sequence[str], commands: Sequence[Command], *, prog: str) -> None:
    """Raise `UsageError` with the nearest right name when `words` begin with a command that does not exist."""
    if not words or words[0].startswith("-"):
        return
    chosen = next((command for command in commands if command.name == words[0]), None)
    if chosen is None:
        from tiktok_tui.events.settings_text import did_you_mean

        names = [command.name for command in commands]
        near = difflib.get_close_matches(words[0], names, n=1, cutoff=0.5)
        remedy = did_you_mean(f"{prog} {near[0]}" if near else None, f"There are: {', '.join(names)}.")
        raise UsageError(f"There is no command {words[0]!r}.", where=prog, remedy=remedy)
    if chosen.parts:
        refuse_unknown(words[1:], chosen.parts, prog=f"{prog} {chosen.name}")


def refuse_unknown_options(unknown: Sequence[str], parser: argparse.ArgumentParser) -> None:
    """Raise `UsageError` with the nearest right option when argparse has left words over."""
    if not unknown:
        return
    from tiktok_tui.events.settings_text import did_you_mean

    word = unknown[0].partition("=")[0]
    options = [part for part in parser.format_usage().replace("[", " ").replace("]", " ").split() if part[:1] == "-"]
    near = difflib.get_close_matches(word, options, n=1) if word.startswith("-") else []
    remedy = did_you_mean(near[0] if near else None, f"`{parser.prog} --help` shows an example.")
    raise UsageError(f"{word} is not understood here.", where=parser.prog, remedy=remedy)
