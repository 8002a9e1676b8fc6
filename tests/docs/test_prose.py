"""Docstrings say what a thing does or returns, modules stay short, and the old words do not come back."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted([*(ROOT / "tiktok_tui").rglob("*.py"), *(ROOT / "tests").rglob("*.py")])
LONGEST = {"tiktok_tui": 250, "tiktok_tui/tui/screens": 199, "tiktok_tui/tui/app.py": 149}
"""Lines of a module in this folder, or of this module; more than that is more than one idea."""


@cache
def texts() -> dict[Path, str]:
    """The text of every module and every page."""
    return {path: path.read_text("utf-8") for path in [*MODULES, *ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]}


def docstrings(path: Path) -> Iterator[tuple[int, str]]:
    """Yield every string that stands alone, with its line: docstrings, and those of attributes."""
    for node in ast.walk(ast.parse(texts()[path])):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.lineno, node.value.value


def test_no_docstring_opens_with_what_or_whether() -> None:
    opening = re.compile(r"\s*(what|whether)\b", re.IGNORECASE)
    # To parse all modules takes seconds: few have a string that begins so.
    string = re.compile(r"""["'](?:\\\n|\\n|\s)*(?:what|whether)\b""", re.IGNORECASE)
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text.splitlines()[0]}"
        for path in MODULES
        if string.search(texts()[path])
        for line, text in docstrings(path)
        if opening.match(text)
    ]
    assert found == []


@pytest.mark.parametrize("where", LONGEST)
def test_no_module_is_longer_than_one_idea(where: str) -> None:
    modules = [path for path in MODULES if (ROOT / where) in (path, *path.parents)]
    lines = {str(path.relative_to(ROOT)): len(texts()[path].splitlines()) for path in modules}
    assert lines
    assert {name: count for name, count in lines.items() if count > LONGEST[where]} == {}


OLD = {
    "audience": r"\baudiences?\b",
    "sitting": r"\bsittings?\b",
    "happening": r"\bhappenings?\b",
    "workbench": r"\bworkbench\b",
    "deed": r"\bdeeds?\b",
    "reaching": r"\breaching\b",
    "taken up": r"\btak(?:en|ing) up\b",
    "came of": r"\b(?:came|come|comes|became|become) of\b",
    "mend": r"\bmend(?:s|ed|ing)?\b",
    "go on": r"\b(?:go|goes|went|gone) on\b",
    "stand on": r"\bst(?:and|ands|ood) on\b",
    "telling": r"\btelling\b",
}
"""Words that other words have replaced; see the glossary in CONTRIBUTING."""


@cache
def lines_with_an_old_word() -> list[tuple[str, str]]:
    """Every line with one of them and its place: to go through all lines takes a quarter of a second."""
    old = re.compile("|".join(OLD.values()), re.IGNORECASE)
    return [
        (f"{path.relative_to(ROOT)}:{number}", line.strip())
        for path, text in texts().items()
        if path.name not in {"CHANGELOG.md", "migrations.py", "test_migrations.py", Path(__file__).name}  # older names
        for number, line in enumerate(text.splitlines(), 1)
        if old.search(line)
    ]


@pytest.mark.parametrize("word", OLD)
def test_an_old_word_does_not_come_back(word: str) -> None:
    lines = lines_with_an_old_word()
    assert [f"{place}: {line}" for place, line in lines if re.search(OLD[word], line, re.IGNORECASE)] == []
