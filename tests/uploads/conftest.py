"""A home with one destination, and uploads to the sandbox with little patience."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sandbox import Sandbox
from tests.support.uploads import Scenario
from tiktok_tui.accounts.home import Home, private_folder


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home of its own."""
    folder = private_folder(tmp_path / "home")
    return Home(folder, folder)


@pytest.fixture
def scenario(home: Home, sandbox: Sandbox, tmp_path: Path) -> Scenario:
    """Everything that an upload to the sandbox needs."""
    return Scenario(home, sandbox, tmp_path)
