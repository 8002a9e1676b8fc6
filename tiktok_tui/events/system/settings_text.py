"""Reads TOML that people write by hand, so that every mistake in it is refused with its line and the right word."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.events.hidden import visible

T = TypeVar("T")

_TOKEN = re.compile(
    r'''"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|\#[^\n]*|\n|[\[\]{}=,.]|[^\s\[\]{}=,.\#"']+''',
    re.DOTALL,
)
_KINDS: dict[type, str] = {
    str: "text in quotes",
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "a table",
}


@dataclass(frozen=True, slots=True)
class SettingsText:
    """The text of a settings file; `where` is what people call the file, for errors.

    A path is the keys from the top of the file down: `("fields", "email", "column")`.
    """

    text: str
    where: str

    def parse(self) -> dict[str, object]:
        """The file as tomllib reads it; a SettingsError with the line when it is no TOML."""
        try:
            return tomllib.loads(self.text)
        except (ValueError, RecursionError) as error:
            what, line = _syntax(str(error), self.text)
            where = f"{self.where}, line {line}" if line else self.where
            raise SettingsError(what, where=where, remedy="Correct the line.") from None

    def error(self, path: Sequence[str], what: str, remedy: str = "") -> SettingsError:
        """The error about the key at `path`, with the file and the line that the key stands in."""
        line = line_of(self.text, path)
        where = f"{self.where}, line {line}" if line else self.where
        return SettingsError(what, where=where, remedy=remedy, field=".".join(path))

    def refuse_unknown(self, table: Mapping[str, object], known: Iterable[str], path: Sequence[str] = ()) -> None:
        """Raises a SettingsError for the first key of `table` (which stands at `path`) that is not `known`."""
        known = tuple(known)
        for key in table:
            if key not in known:
                right = nearest(key, known)
                remedy = did_you_mean(right, f"Known here: {', '.join(known)}.")
                raise self.error((*path, key), f"“{shown(key)}” is not a known key.", remedy)

    def expect(self, value: object, kind: type[T], path: Sequence[str]) -> T:
        """`value`, which stands at `path`, if it is of this kind (str, bool, int, list, dict); else a SettingsError."""
        if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
            return value
        found = _KINDS.get(type(value), "a date or a time")
        raise self.error(path, f"“{shown(path[-1])}” must be {_KINDS[kind]}, not {found}.", _quotes(kind))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one of `known` that `word` was probably meant to be, whatever its case, or None.

    >>> nearest("Feilds", ["fields", "phone"]), nearest("zzz", ["fields"])
    ('fields', None)
    """
    lowered: dict[str, str] = {}
    for candidate in known:
        lowered.setdefault(candidate.casefold(), candidate)
    close = difflib.get_close_matches(word.casefold()[:200], lowered, n=1, cutoff=0.6)
    return lowered[close[0]] if close else None


def did_you_mean(right: str | None, otherwise: str = "") -> str:
    """Return the question that offers `right`, or `otherwise` (another way out) when there is nothing to offer.

    >>> did_you_mean("fields"), did_you_mean(None, "Known here: fields.")
    ('Did you mean “fields”?', 'Known here: fields.')
    """
    return f"Did you mean “{shown(right)}”?" if right else otherwise


def shown(text: str) -> str:
    """Return the text on one line and short enough for a sentence, with nothing that could steer a terminal."""
    plain = visible(text)
    return plain if len(plain) <= 60 else plain[:59] + "…"


def has_comments(text: str) -> bool:
    """Return True if TOML text holds comments, which writing the file anew would lose."""
    return any(token[0].startswith("#") for token in _TOKEN.finditer(text))


def line_of(text: str, path: Sequence[str]) -> int | None:
    """The line, from 1, of the key at `path` in valid TOML text, or of the nearest table around it; None at the top."""
    lines = _Keys(text).lines
    wanted = tuple(path)
    while wanted and wanted not in lines:
        wanted = wanted[:-1]
    return lines.get(wanted)


def _quotes(kind: type) -> str:
    return "Put it in quotes: IDs are text, a number would lose digits." if kind is str else ""


def _syntax(message: str, text: str) -> tuple[str, int]:
    """tomllib's complaint as a sentence and its line (0: not known)."""
    found = re.search(r"\(at line (\d+), column \d+\)", message)
    complaint = shown(re.sub(r"\s*\(at [^()]*\)$", "", message))
    if found:
        return f"This is not TOML: {complaint}.", int(found[1])
    if "at end of document" in message:
        return f"This is not TOML: {complaint}.", text.rstrip().count("\n") + 1
    return "This is not TOML.", 0


class _Keys:
    """One pass over valid TOML text that notes the line of every key; values are only stepped over."""

    def __init__(self, text: str) -> None:
        self.lines: dict[tuple[str, ...], int] = {}
        self._tokens: list[tuple[str, int]] = []
        line, end = 1, 0
        for token in _TOKEN.finditer(text):
            line += text.count("\n", end, token.start())
            end = token.start()
            if not token[0].startswith("#"):
                self._tokens.append((token[0], line))
        self._place = 0
        self._document()

    def _peek(self) -> str:
        return self._tokens[self._place][0] if self._place < len(self._tokens) else ""

    def _next(self) -> str:
        token = self._peek()
        self._place += 1
        return token

    def _document(self) -> None:
        table: tuple[str, ...] = ()
        while token := self._peek():
            if token == "\n":
                self._next()
            elif token == "[":
                while self._peek() == "[":
                    self._next()
                table = self._key((), "]")
                while self._peek() == "]":
                    self._next()
            else:
                path = self._key(table, "=")
                self._value(path)

    def _key(self, table: tuple[str, ...], end: str) -> tuple[str, ...]:
        path = table
        line = self._tokens[min(self._place, len(self._tokens) - 1)][1]
        while (token := self._next()) not in (end, ""):
            if token != ".":
                path = (*path, _plain(token))
                self.lines.setdefault(path, line)
        return path

    def _value(self, path: tuple[str, ...]) -> None:
        opening = self._next()
        if opening == "{":
            while (token := self._peek()) not in ("}", ""):
                if token in (",", "\n"):
                    self._next()
                else:
                    self._value(self._key(path, "="))
            self._next()
        elif opening == "[":
            while (token := self._peek()) not in ("]", ""):
                if token in (",", "\n"):
                    self._next()
                else:
                    self._value(path)
            self._next()
        else:
            while self._peek() not in ("", "\n", ",", "}", "]"):
                self._next()


def _plain(token: str) -> str:
    """A key as it reads without its quotes."""
    if token.startswith('"'):
        return str(tomllib.loads(f"key = {token}")["key"])
    return token.strip("'")
