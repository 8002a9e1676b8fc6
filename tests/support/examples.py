"""The examples in the docstrings of a folder's modules, as a test of that folder."""

from __future__ import annotations

import doctest
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

import tiktok_tui

PACKAGE = Path(tiktok_tui.__file__).parent


def modules_with_examples(folder: str) -> list[str]:
    """Return the dotted names of the modules below a folder whose docstrings have examples."""
    return sorted(
        ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts)
        for file in (PACKAGE / folder).rglob("*.py")
        if re.search(r"^ +>>> ", file.read_text("utf-8"), re.MULTILINE)
    )


def examples_of(folder: str) -> Callable[[str, pytest.CaptureFixture[str]], None]:
    """Return a test that each example in the modules of a folder gives what it says, once for each module.

    It stands with the other tests of the folder, so that whoever runs these sees that an example is no longer true.
    """

    @pytest.mark.parametrize("name", modules_with_examples(folder))
    def test(name: str, capsys: pytest.CaptureFixture[str]) -> None:
        found = doctest.testmod(import_module(name))
        assert found.attempted
        assert not found.failed, capsys.readouterr().out

    return test
