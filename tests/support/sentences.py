"""The sentences that the modules of a folder hold for people: messages, remedies, notes and questions."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import tiktok_tui

PACKAGE = Path(tiktok_tui.__file__).parent
_WORDS = re.compile(r"(?:^|\s)[A-Za-z“(]?[a-z'-]+[,.:;?!”)]?(?=\s|$)")
_SQL = "SELECT|INSERT|UPDATE|CREATE|ALTER|FROM|CASE|WHEN|THEN|AND|OR|IS NULL|JOIN|AS"
_CODE = re.compile(rf"\{{ [a-z-]+: |\b(?:{_SQL})\b|[=<>|\\]{{2}}|::")


def sentences(folder: str, *, least: int = 3, but: str = "") -> str:
    """Every text of at least so many plain words that is no docstring and no SQL, a line each, under its module.

    `but` is the name of a folder that holds words of files, and no sentences.
    """
    said = []
    for path in sorted((PACKAGE / folder).rglob("*.py")):
        if but in path.parts:
            continue
        texts = [text for text in _texts(ast.parse(path.read_text(encoding="utf-8"))) if _is_prose(text, least)]
        said += [f"{path.relative_to(PACKAGE).as_posix()}: {text}" for text in texts]
    return "\n".join(said)


def _is_prose(text: str, least: int) -> bool:
    return "\n" not in text and not _CODE.search(text) and len(_WORDS.findall(text)) >= least


def _texts(node: ast.AST) -> Iterator[str]:
    """The texts below a node in their order; what is filled in stands as {…}, with its format if it has one."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.JoinedStr):
        yield "".join(map(_shown, node.values))
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                yield from _texts(part.value)
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for child in ast.iter_child_nodes(node):
        yield from _texts(child)


def _shown(part: ast.expr) -> str:
    """A part of a text that is put together: its words, or the place of a value, such as {…:,} for a count."""
    if isinstance(part, ast.Constant):
        return str(part.value)
    spec = part.format_spec if isinstance(part, ast.FormattedValue) else None
    return f"{{…:{''.join(map(_shown, spec.values))}}}" if isinstance(spec, ast.JoinedStr) else "{…}"
