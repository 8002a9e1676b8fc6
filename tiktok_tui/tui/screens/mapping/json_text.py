"""JSON laid out for reading, with every value as it was written: no number is parsed and formatted again."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)


def laid_out(text: str) -> str:
    r"""Return the JSON `text` with a line for each member, two blanks a level.

    >>> print(laid_out('{"value":46.00,"ids":["a"],"none":{}}'))
    {
      "value": 46.00,
      "ids": [
        "a"
      ],
      "none": {}
    }
    """
    return "".join(_pieces(_TOKENS.findall(text)))


def _pieces(tokens: list[str]) -> Iterator[str]:
    level = 0
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else ""
        after = tokens[index + 1] if index + 1 < len(tokens) else ""
        if token in "{[":
            level += 1
            yield token if after in ("}", "]") else f"{token}\n{'  ' * level}"
        elif token in "}]":
            level -= 1
            yield token if before in ("{", "[") else f"\n{'  ' * level}{token}"
        elif token == ",":
            yield f",\n{'  ' * level}"
        else:
            yield ": " if token == ":" else token
