"""A newcomer's machine: an empty home, a real keyring with nothing in it, and TikTok played by the sandbox."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.sandbox import Sandbox
from tests.support.secret_service import SecretService


@pytest.fixture
def machine(tmp_path: Path, sandbox: Sandbox, secret_service: SecretService) -> dict[str, str]:
    """The environment of the newcomer's shell: nothing of the developer's, except where Python finds the package."""
    secret_service.clear()
    home = tmp_path / "home"
    home.mkdir()
    names = ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "GNOME_KEYRING_CONTROL", "PYTHON_KEYRING_BACKEND")
    kept = {name: secret_service.env[name] for name in names}
    return kept | {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_STATE_HOME": str(home / ".local" / "state"),
        "TIKTOK_TUI_API_URL": sandbox.base_url,
    }
