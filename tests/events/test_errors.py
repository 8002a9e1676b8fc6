"""An error says what happened, where, and what to do, in this order and without gaps."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import tiktok_tui
from tiktok_tui.events import errors
from tiktok_tui.events.errors import (
    AppError,
    CredentialError,
    FileError,
    KeyringError,
    SettingsError,
    StateError,
    UnreachableError,
    UsageError,
)


@pytest.mark.parametrize(
    ("where", "remedy", "explained", "text"),
    [
        ("", "", "It broke.", "It broke."),
        ("/srv/Export A.CSV, line 3", "", "It broke.", "/srv/Export A.CSV, line 3: It broke."),
        ("", "Correct it.", "It broke. Correct it.", "It broke. Correct it."),
        ("a.csv", "Correct it.", "It broke. Correct it.", "a.csv: It broke. Correct it."),
    ],
)
def test_an_error_reads_as_sentences(where: str, remedy: str, explained: str, text: str) -> None:
    error = AppError("It broke.", where=where, remedy=remedy)
    assert error.explanation == explained
    assert str(error) == text


def test_an_error_keeps_where_it_is_what_to_do_and_which_setting_it_is_about() -> None:
    wrong = SettingsError("It is wrong.", where="a.toml, line 2", remedy="Correct it.", field="currency")
    assert (wrong.what, wrong.where, wrong.remedy, wrong.field) == (
        *("It is wrong.", "a.toml, line 2", "Correct it.", "currency"),
    )
    bare = SettingsError("It is wrong.")
    assert (bare.where, bare.remedy, bare.field, bare.args) == ("", "", "", ("It is wrong.",))


def test_only_a_keyring_s_own_remedy_is_not_all_there_is() -> None:
    assert KeyringError("It is locked.").guide == "troubleshooting"
    family = (AppError, UsageError, FileError, SettingsError, CredentialError, UnreachableError, StateError)
    assert {kind("It broke.").guide for kind in family} == {""}


def exceptions_of_the_package() -> dict[str, set[str]]:
    """Every exception class that is not private, with the names of its bases."""
    classes = [
        (node.name, {base.id for base in node.bases if isinstance(base, ast.Name)})
        for path in Path(tiktok_tui.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    found = {"Exception", "ValueError"}
    while more := {name for name, bases in classes if bases & found} - found:
        found |= more
    return {name: bases for name, bases in classes if bases & found and not name.startswith("_")}


def drawn() -> dict[str, str]:
    """Every exception in the drawing, with the one that it hangs from."""
    above: list[tuple[int, str]] = []
    found: dict[str, str] = {}
    for line in (errors.__doc__ or "").splitlines():
        if match := re.match(r"( {4}[│ ├└─]*)((?:[A-Z]\w+(?:, )?)+)", line):
            depth = len(match[1])
            above = [(place, name) for place, name in above if place < depth]
            for name in match[2].split(", "):
                found[name] = above[-1][1] if above else ""
            above.append((depth, match[2]))
    return found


def test_the_drawing_shows_every_exception_where_it_is() -> None:
    defined, tree = exceptions_of_the_package(), drawn()
    assert set(tree) - {"Exception", "ValueError"} == set(defined)
    for name, bases in defined.items():
        assert tree[name] in bases, name
    doc = errors.__doc__ or ""
    assert set(re.findall(r"── (\w+) \*", doc)) == {
        name for name, bases in defined.items() if "TikTokError" in bases and len(bases) > 1
    }
