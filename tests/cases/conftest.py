"""Runs the commands as the tests of the commands do."""

from __future__ import annotations

from tests.cli.conftest import cli, home

__all__ = ["cli", "home"]
