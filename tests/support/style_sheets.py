"""Parses each style sheet once a process: every app would parse all of them, which is a fifth of its start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from textual.css import stylesheet
from textual.css.model import RuleSet
from textual.css.parse import parse
from textual.css.tokenizer import Token
from textual.css.types import CSSLocation

Tokens = dict[str, list[Token]]
_NO_VARIABLES: Tokens = {}


@contextmanager
def parsed_once() -> Iterator[None]:
    """Keep the rules of style sheets that were parsed with the same variables."""
    kept: dict[tuple[object, ...], list[RuleSet]] = {}
    known: dict[int, tuple[Tokens, int]] = {}

    def values(tokens: Tokens) -> int:
        """A number for the values of the theme's variables; the tokens are held, so that no other has their `id`."""
        if id(tokens) not in known:
            known[id(tokens)] = tokens, hash(tuple((name, *(each.value for each in tokens[name])) for name in tokens))
        return known[id(tokens)][1]

    def parse_once(
        scope: str,
        css: str,
        read_from: CSSLocation,
        variables: dict[str, str] | None = None,
        variable_tokens: Tokens | None = None,
        is_default_rules: bool = False,
        tie_breaker: int = 0,
    ) -> Iterable[RuleSet]:
        key = (scope, css, read_from, values(variable_tokens or _NO_VARIABLES), is_default_rules, tie_breaker)
        if variables or key not in kept:
            kept[key] = list(parse(scope, css, read_from, variables, variable_tokens, is_default_rules, tie_breaker))
        return kept[key]

    with patch.object(stylesheet, "parse", parse_once):
        yield
