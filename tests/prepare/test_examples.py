"""The examples in the docstrings of this folder's modules are true."""

from __future__ import annotations

from tests.support.examples import examples_of

test_each_example_gives_what_it_says = examples_of("prepare")
