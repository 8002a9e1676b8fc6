"""The variables of the environment: addresses that tokens may go to, and secrets that no child inherits."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiktok_tui.accounts import environment
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.tiktok.endpoints import DEFAULT_URL

NAMES = ("ACCESS_TOKEN", "APP_SECRET", "REFRESH_TOKEN", "KEYRING_PASSWORD", "NOTIFY")


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*NAMES, "API_URL"):
        monkeypatch.delenv(f"TIKTOK_TUI_{name}", raising=False)
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)


def test_the_address_is_tiktoks_unless_another_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.api_url() == DEFAULT_URL
    monkeypatch.setenv("TIKTOK_TUI_API_URL", "  ")
    assert environment.api_url() == DEFAULT_URL
    monkeypatch.setenv("TIKTOK_TUI_API_URL", " http://127.0.0.1:5/x/ ")
    assert environment.api_url() == "http://127.0.0.1:5/x"
    monkeypatch.setenv("TIKTOK_TUI_API_URL", "http://tiktok.example/")
    with pytest.raises(SettingsError) as raised:
        environment.api_url()
    assert raised.value.where == "TIKTOK_TUI_API_URL"


def test_a_secret_is_the_variables_else_systemds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "TIKTOK_TUI_ACCESS_TOKEN"
    assert (environment.secret_given(name), environment.access_token()) == ("", None)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert environment.secret_given(name) == ""
    (tmp_path / name).write_bytes(b" planted\r\n")
    assert (environment.secret_given(name), environment.access_token()) == (" planted", "planted")
    (tmp_path / name).write_bytes(b"\xff")
    assert environment.secret_given(name) == ""
    (tmp_path / name).write_bytes(b"planted")
    monkeypatch.setenv(name, "Bearer own")
    assert (environment.secret_given(name), environment.access_token()) == ("Bearer own", "own")


def test_no_child_inherits_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOK_TUI_API_URL", "http://127.0.0.1:5/x")
    assert environment.secrets_given() == ()
    for name in NAMES:
        monkeypatch.setenv(f"TIKTOK_TUI_{name}", "planted")
    monkeypatch.setenv("TIKTOK_TUI_NOTIFY", " ")
    assert environment.secrets_given() == tuple(f"TIKTOK_TUI_{name}" for name in sorted(NAMES[:4]))
    inherited = environment.for_children()
    assert inherited["TIKTOK_TUI_API_URL"] == "http://127.0.0.1:5/x"
    assert {f"TIKTOK_TUI_{name}" for name in NAMES} & set(inherited) == set()
