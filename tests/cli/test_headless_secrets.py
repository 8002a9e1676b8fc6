"""A sync on a machine without a keyring service: the recipes of docs/nightly.md, each run in a process of its own."""

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
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    return "nightly"


def test_the_token_in_the_environment(process: Run, sync: str, sandbox: Sandbox) -> None:
    without = process("sync", "run", sync)
    assert without.code == 3
    assert "There is no credential “acme”." in without.err
    assert process("sync", "run", sync, env={"TIKTOK_TUI_ACCESS_TOKEN": known.TOKEN}).code == 0
    assert sandbox.stats().accepted == 5


def test_systemd_credentials_and_an_encrypted_keyring_file(
    process: Run, sync: str, sandbox: Sandbox, tmp_path: Path
) -> None:
    folder = tmp_path / "credentials"
    folder.mkdir()
    (folder / "TIKTOK_TUI_ACCESS_TOKEN").write_text(f"{known.TOKEN}\n")
    sent = process("sync", "run", sync, env={"CREDENTIALS_DIRECTORY": str(folder)})
    assert sent.code == 0, sent.err
    (folder / "TIKTOK_TUI_ACCESS_TOKEN").unlink()

    keyring = {"PYTHON_KEYRING_BACKEND": ENCRYPTED, "XDG_DATA_HOME": str(tmp_path / "data")}
    password = {"TIKTOK_TUI_KEYRING_PASSWORD": "a password of the file"}
    added = process("credential", "add", "acme", stdin=f"{known.TOKEN}\n", env=keyring | password)
    assert added.code == 0, added.err
    (folder / "TIKTOK_TUI_KEYRING_PASSWORD").write_text(password["TIKTOK_TUI_KEYRING_PASSWORD"])
    write_orders(tmp_path / "orders.csv", 6)
    locked = process("sync", "run", sync, env=keyring)
    assert locked.code == 3
    assert "keyring file is locked" in locked.err
    sent = process("sync", "run", sync, env={**keyring, "CREDENTIALS_DIRECTORY": str(folder)})
    assert sent.code == 0, sent.err
    assert sandbox.stats().accepted == 6
