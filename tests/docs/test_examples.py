"""No example in a docstring is left untried."""

from __future__ import annotations

from pathlib import Path

from tests.support.examples import modules_with_examples

TESTS = Path(__file__).parents[1]


def test_each_folder_with_examples_tries_them() -> None:
    with_examples = {name.split(".")[1] for name in modules_with_examples("")}
    assert with_examples == {file.parent.name for file in TESTS.glob("*/test_examples.py")} - {"docs"}
