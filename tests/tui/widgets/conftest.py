"""How widgets draw themselves is what these tests are about."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def painting() -> None:
    """Everything is drawn at once, as in a terminal."""
