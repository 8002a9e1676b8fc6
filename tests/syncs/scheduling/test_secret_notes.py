"""Notes say how a run at night finds its secrets."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.uploads import home
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import CredentialError
from tiktok_tui.sources.connections import store
from tiktok_tui.syncs.scheduling.secret_notes import secret_notes, secrets_file
from tiktok_tui.syncs.settings.sync import ConnectionSource, PathSource, Sync

__all__ = ["home"]

SYNC = Sync("nightly", "Nightly", "shop", PathSource("/orders.csv"))
TOKEN = "TIKTOK_TUI_ACCESS_TOKEN"
NAMES = (TOKEN, "TIKTOK_TUI_APP_SECRET", "TIKTOK_TUI_REFRESH_TOKEN", "TIKTOK_TUI_KEYRING_PASSWORD", "TIKTOK_TUI_NOTIFY")


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*NAMES, "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("tiktok_tui.accounts.backends.trusted_backend", lambda: "Kept")
    monkeypatch.setattr("tiktok_tui.accounts.backends.name_of", lambda backend: f"{backend} Keyring")


def written(home: Home, text: str, mode: int = 0o600) -> Path:
    file = secrets_file(home)
    file.write_text(text)
    file.chmod(mode)
    return file


@pytest.mark.parametrize("scheduler", ["launchd", "windows"])
def test_keyrings_that_are_always_open_need_nothing(
    home: Home, monkeypatch: pytest.MonkeyPatch, scheduler: str
) -> None:
    monkeypatch.setenv(TOKEN, "planted")
    assert secret_notes(home, SYNC, scheduler) == ()


def test_what_only_this_terminal_knows_is_to_be_written_into_the_file(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TOKEN, "planted")
    monkeypatch.setenv("HTTPS_PROXY", "http://user:planted@p:1")
    monkeypatch.setenv("ALL_PROXY", "")
    token, proxy = secret_notes(home, SYNC, "cron")
    assert token == (
        f"{TOKEN} is set in this terminal only, which cron does not see: write the line {TOKEN}='…' into "
        f"{secrets_file(home)} (mode 600)."
    )
    assert proxy.startswith("HTTPS_PROXY is set in this terminal only")
    written(home, f"# ours\n {TOKEN}='x'\n#HTTPS_PROXY='y'\n")
    assert secret_notes(home, SYNC, "cron") == (proxy,)
    written(home, f"{TOKEN}\n")
    assert len(secret_notes(home, SYNC, "cron")) == 2, "a line without a value stores nothing"


@pytest.mark.parametrize(
    ("line", "readers"),
    [
        (f"{TOKEN}='x'", ["systemd", "cron"]),
        (f" {TOKEN} = 'x'", ["systemd"]),
        (f"export {TOKEN}='x'", ["cron"]),
        (f" export  {TOKEN}='x'", ["cron"]),
        (f"export {TOKEN} = 'x'", []),
    ],
)
def test_only_a_line_that_the_scheduler_reads_stores_a_secret(
    home: Home, monkeypatch: pytest.MonkeyPatch, line: str, readers: list[str]
) -> None:
    monkeypatch.setenv(TOKEN, "planted")
    file = written(home, f"{line}\n")
    assert [name for name in ("systemd", "cron") if not secret_notes(home, SYNC, name)] == readers
    monkeypatch.delenv(TOKEN)
    heard = subprocess.run(["sh", "-c", f". {file}; echo ${TOKEN}"], capture_output=True, text=True).stdout
    assert (heard == "x\n") == ("cron" in readers), "as cron's own shell has it"


def test_the_variables_of_the_connection_are_among_them(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    store.save(home, "warehouse", "mysql", {"uri": "mysql://reader@db/shop", "password": "{{ env_var(SHOP_PW) }}"})
    sync = Sync("nightly", "Nightly", "shop", ConnectionSource("warehouse", "orders"))
    written(home, f"{TOKEN}='x'\n")
    assert secret_notes(home, sync, "systemd") == ()
    monkeypatch.setenv("SHOP_PW", "planted")
    (note,) = secret_notes(home, sync, "systemd")
    assert note.startswith("SHOP_PW is set in this terminal only, which systemd does not see")
    assert secret_notes(home, SYNC, "systemd") == ()
    gone = Sync("nightly", "Nightly", "shop", ConnectionSource("gone", "orders"))
    assert secret_notes(home, gone, "systemd") == ()


@pytest.mark.parametrize(("mode", "noted"), [(0o600, False), (0o400, False), (0o640, True), (0o604, True)])
def test_a_file_of_secrets_that_others_can_read_is_noted(home: Home, mode: int, noted: bool) -> None:
    file = written(home, f"{TOKEN}='x'\n", mode)
    expected = f"Others on this machine can read {file}: `chmod 600 {file}`."
    assert secret_notes(home, SYNC, "systemd") == ((expected,) if noted else ())


def refused() -> None:
    raise CredentialError("There is no keyring.")


@pytest.mark.parametrize(
    ("scheduler", "backend", "begins"),
    [
        ("cron", lambda: "Kept", "cron does not reach the keyring of your desktop (Kept Keyring). "),
        ("systemd", lambda: "Kept", "The keyring (Kept Keyring) is open only while you are logged in. "),
        ("systemd", refused, "There is no open keyring here. "),
        ("cron", refused, "There is no open keyring here. "),
        ("systemd", lambda: "file", None),
    ],
)
def test_a_keyring_that_is_closed_at_night_is_noted(
    home: Home,
    monkeypatch: pytest.MonkeyPatch,
    scheduler: str,
    backend: Callable[[], object],
    begins: str | None,
) -> None:
    monkeypatch.setattr("tiktok_tui.accounts.backends.trusted_backend", backend)
    if begins is None:
        monkeypatch.setattr("tiktok_tui.accounts.backends.name_of", lambda backend: "encrypted file")
    otherwise = f"Without it, write the line {TOKEN}='…' into {secrets_file(home)} (mode 600)."
    assert secret_notes(home, SYNC, scheduler) == (() if begins is None else (begins + otherwise,))


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", *NAMES])
def test_each_variable_that_a_run_may_need_is_noted(home: Home, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert secrets_file(home) == home.config / "secrets.env"
    stored = "X" if name == TOKEN else TOKEN
    written(home, f"{stored}='x'\nno line of a name\n")
    monkeypatch.setenv(name, "planted")
    assert secret_notes(home, SYNC, "systemd") == (
        f"{name} is set in this terminal only, which systemd does not see: write the line {name}='…' into "
        f"{secrets_file(home)} (mode 600).",
    )
    written(home, f"{name}='x'\n{TOKEN}='x'\n")
    assert secret_notes(home, SYNC, "systemd") == ()
