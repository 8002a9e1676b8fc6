"""CONTRIBUTING describes the tree as it is: every folder, and only modules that exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
PACKAGE = ROOT / "tiktok_tui"


def folders(parent: Path) -> set[str]:
    return {path.name for path in parent.iterdir() if path.is_dir() and any(path.rglob("*.*")) and path.name[0] != "_"}


def named_in(heading: str) -> set[str]:
    rows = TEXT.partition(f"| {heading} |")[2].partition("\n\n")[0].splitlines()[2:]
    return {row.split("|")[1].strip().strip("`/") for row in rows}


def test_every_folder_of_the_package_has_its_line() -> None:
    assert named_in("folder | what it knows | read first") == folders(PACKAGE)


def test_every_folder_of_tests_that_mirrors_none_has_its_line() -> None:
    others = folders(ROOT / "tests") - folders(PACKAGE)
    assert named_in("folder | what it is") == {f"tests/{name}" for name in others} | {"tests/test_wheel.py"}


def test_every_module_that_is_named_exists() -> None:
    named = {path for path in re.findall(r"`([\w*/]+\.(?:py|md))`", TEXT) if "/" in path} - {
        "tests/a/b/test_c.py",
        "tiktok_tui/a/b/c.py",
    }
    assert len(named) > 20
    for path in named:
        assert [*PACKAGE.glob(path), *PACKAGE.rglob(path), *ROOT.glob(path)], path


def test_every_module_to_read_first_stands_in_its_folder() -> None:
    rows = TEXT.partition("| folder | what it knows | read first |")[2].partition("\n\n")[0].splitlines()[2:]
    for row in rows:
        folder, first = row.split("|")[1].strip(" `/"), row.split("|")[3]
        for module in re.findall(r"`([\w/]+\.py)`", first):
            assert (PACKAGE / folder / module).is_file() or (PACKAGE / module).is_file(), f"{folder}/{module}"


def test_the_glossary_has_each_word_once() -> None:
    rows = TEXT.partition("| word | meaning |")[2].partition("\n\n")[0].splitlines()[2:]
    words = [row.split("|")[1].strip() for row in rows]
    assert 18 <= len(words) <= 25
    assert len(words) == len(set(words))
