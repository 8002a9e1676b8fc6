"""The type of a command, and the argument parser, whose help starts with an example."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, NoReturn

from tiktok_tui.events.errors import UsageError


class Command(NamedTuple):
    """One command: its name, one line about it, an example that works, its arguments and what it does.

    A command with `parts` (`credential add`, `credential list` …) only leads to them. No dataclass: `--help` would
    wait for their module.
    """

    name: str
    summary: str
    example: str
    arguments: Callable[[argparse.ArgumentParser], None] | None = None
    run: Callable[[argparse.Namespace], int] | None = None
    parts: tuple[Command, ...] = ()


class Parser(argparse.ArgumentParser):
    """An argument parser whose help starts with an example, and whose errors are `UsageError`s.

    With `load` it adds what belongs to its command when it is first used: no command waits for the others.
    """

    def __init__(
        self, *, prog: str, summary: str, example: str = "", load: Callable[[], Command] | None = None
    ) -> None:
        super().__init__(
            prog=prog, description=summary, allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        self.example = example
        self._load = load
        self._parts: dict[str, Parser] = {}
        self._mixing = False

    def add_commands(self, summaries: Mapping[str, str], load: Callable[[str], Command]) -> None:
        """Add a parser for each name; the chosen one's command, which `load` returns, is `command` in the namespace."""
        choices = self.add_subparsers(metavar="COMMAND", title="commands", prog=self.prog, parser_class=Parser)
        for name, summary in summaries.items():
            self._parts[name] = choices.add_parser(
                name, help=summary, prog=f"{self.prog} {name}", summary=summary, load=partial(load, name)
            )

    def fill(self) -> None:
        """Add the example, the arguments and the parts of the command, unless they are there."""
        if self._load is None:
            return
        command, self._load = self._load(), None
        self.example = command.example
        if command.arguments:
            command.arguments(self)
        if command.parts:
            parts = {part.name: part for part in command.parts}
            self.add_commands({name: part.summary for name, part in parts.items()}, parts.__getitem__)
        self.set_defaults(command=command, parser=self)

    def fill_all(self) -> None:
        """Fill this parser and those of all its parts, for the shell that completes words."""
        self.fill()
        for part in self._parts.values():
            part.fill_all()

    def parse_known_args(  # type: ignore[override]  # it takes all three ways that argparse declares
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> Any:
        """Fill this parser and parse as argparse does, but names may stand behind and between options.

        Raises UsageError for a command that does not exist.
        """
        self.fill()
        if self._parts and args and not args[0].startswith("-") and args[0] not in self._parts:
            raise self._no_command(args[0])
        if self._parts or self._mixing or "--" in (args or ()):
            return super().parse_known_args(args, namespace)
        # By itself argparse takes a name that may be left out for left out, once an option stands before it.
        self._mixing = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._mixing = False

    def format_help(self) -> str:
        """Return the example and argparse's own help."""
        return f"example: {self.example}\n\n{super().format_help()}"

    def error(self, message: str) -> NoReturn:
        """Raise as UsageError what argparse would print."""
        raise UsageError(f"{message}.", where=self.prog, remedy=f"`{self.prog} --help` shows an example.")

    def _no_command(self, word: str) -> UsageError:
        """Return the error about a command that does not exist, with the nearest right name."""
        import difflib

        from tiktok_tui.events.system.settings_text import did_you_mean

        near = difflib.get_close_matches(word, self._parts, n=1, cutoff=0.5)
        remedy = did_you_mean(f"{self.prog} {near[0]}" if near else None, f"There are: {', '.join(self._parts)}.")
        return UsageError(f"There is no command {word!r}.", where=self.prog, remedy=remedy)


def refuse_unknown_options(unknown: Sequence[str], parser: argparse.ArgumentParser) -> None:
    """Raise `UsageError` with the nearest right option when argparse has left words over."""
    if not unknown:
        return
    import difflib

    from tiktok_tui.events.system.settings_text import did_you_mean

    word = unknown[0].partition("=")[0]
    options = [part for part in parser.format_usage().replace("[", " ").replace("]", " ").split() if part[:1] == "-"]
    near = difflib.get_close_matches(word, options, n=1) if word.startswith("-") else []
    remedy = did_you_mean(near[0] if near else None, f"`{parser.prog} --help` shows an example.")
    raise UsageError(f"{word} is not understood here.", where=parser.prog, remedy=remedy)
