"""A sync on a machine without a keyring service: the recipes of docs/nightly.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import Run
from tests.support.orders import write_orders
from tests.support.sandbox import Sandbox
from tiktok_tui.sandbox import known

ENCRYPTED = "keyrings.alt.file.EncryptedKeyring"
"""Unlocks like the one of the guide (tests/accounts/test_backends.py tries both), in a fraction of its time."""


@pytest.fixture
def sync(cli: Run, ready: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A sync of five orders, in an environment that holds no secret."""
    export = write_orders(tmp_path / "orders.csv", 5)
    assert cli("sync", "add", "Nightly", export, *ready).code == 0
    monkeypatch.delenv("TIKTOK_TUI_ACCESS_TOKEN")
    return "nightly"


def test_the_token_in_the_environment_or_a_credential_of_systemd(
    cli: Run, sync: str, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = cli("sync", "run", sync)
    assert without.code == 3
    assert "There is no credential “acme”." in without.err
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    (tmp_path / "TIKTOK_TUI_ACCESS_TOKEN").write_text(f"{known.TOKEN}\n")
    assert cli("sync", "run", sync).code == 0
    assert sandbox.stats().accepted == 5
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", "another-token")
    write_orders(tmp_path / "orders.csv", 6)
    assert cli("sync", "run", sync).code == 3, "the variable goes first"
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.TOKEN)
    assert cli("sync", "run", sync).code == 0
    assert sandbox.stats().accepted == 6


def test_an_encrypted_keyring_file(process: Run, sync: str, sandbox: Sandbox, tmp_path: Path) -> None:
    keyring = {"PYTHON_KEYRING_BACKEND": ENCRYPTED, "XDG_DATA_HOME": str(tmp_path / "data")}
    password = {"TIKTOK_TUI_KEYRING_PASSWORD": "a password of the file"}
    added = process("credential", "add", "acme", stdin=f"{known.TOKEN}\n", env=keyring | password)
    assert added.code == 0, added.err
    (tmp_path / "TIKTOK_TUI_KEYRING_PASSWORD").write_text(password["TIKTOK_TUI_KEYRING_PASSWORD"])
    sent = process("sync", "run", sync, env={**keyring, "CREDENTIALS_DIRECTORY": str(tmp_path)})
    assert sent.code == 0, sent.err
    assert sandbox.stats().accepted == 5
