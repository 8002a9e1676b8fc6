"""With a terminal: a question before sending, a bar, secrets that are typed."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from tests.support.sandbox import Sandbox
from tests.support.secret_service import SecretService
from tests.support.term import Term
from tiktok_tui.sandbox import known

ROWS = "order,sold_at,mail\nA1,2026-03-01,a@example.org\nA2,2026-03-01,b\x1b[2Jc\nA3,2026-03-01,c@example.org\n"
MAPPING = '[fields]\nevent_id = { column = "order" }\ntimestamp = { column = "sold_at" }\nemail = { column = "mail" }\n'


@pytest.fixture
def words(sandbox: Sandbox, store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("TIKTOK_TUI_API_URL", sandbox.base_url)
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.TOKEN)
    (tmp_path / "orders.csv").write_text(ROWS)
    (tmp_path / "mapping.toml").write_text(MAPPING)
    options = ["-d", store, "-m", str(tmp_path / "mapping.toml"), "--as-of", "2026-03-02T00:00:00Z"]
    return [sys.executable, "-m", "tiktok_tui", "send", str(tmp_path / "orders.csv"), *options]


def test_no_is_no(words: list[str], sandbox: Sandbox) -> None:
    with Term(words, columns=100, rows=40) as term:
        term.wait("Send 2 events from orders.csv to Store sales? [y/N]")
        term.send("n\r")
        assert term.exit_status() == 130
    assert sandbox.stats().accepted == 0


def test_yes_sends_and_nothing_from_the_file_reaches_the_terminal_raw(words: list[str], sandbox: Sandbox) -> None:
    with Term(words, columns=100, rows=40) as term:
        term.wait("[y/N]")
        term.send("y\r")
        assert term.exit_status() == 1
        assert "2  events accepted" in term.text
        assert b"\x1b[2J" not in bytes(term.raw)
    assert sandbox.stats().accepted == 2


def test_yes_given_before_asks_nothing_and_without_colours_nothing_is_coloured(words: list[str]) -> None:
    with Term([*words, "--yes"], columns=100, rows=40, env={"NO_COLOR": "1"}) as term:
        assert term.exit_status() == 1
        assert "[y/N]" not in term.text
        assert b"\x1b[3" not in bytes(term.raw)


def test_a_token_is_typed_unseen(
    home: Path, sandbox: Sandbox, real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_API_URL", sandbox.base_url)
    add = [sys.executable, "-m", "tiktok_tui", "credential", "add", "acme"]
    with Term(add, env=real_keyring.env) as term:
        term.wait("Access token:")
        term.send(f"{known.TOKEN}\r")
        assert term.exit_status() == 0
        assert known.TOKEN not in term.text
        assert known.TOKEN.encode() not in bytes(term.raw)


def test_no_token_is_asked_for_that_nothing_could_keep(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    with Term([sys.executable, "-m", "tiktok_tui", "credential", "add", "acme"]) as term:
        assert term.exit_status() == 3
        assert "The keyring is switched off" in term.text
        assert "Access token:" not in term.text


def test_nothing_is_asked_where_nobody_would_see_it(words: list[str], sandbox: Sandbox, tmp_path: Path) -> None:
    command = f"{shlex.join(words)} 2> {tmp_path / 'messages'}"
    with Term(["sh", "-c", command], columns=100, rows=40) as term:
        assert term.exit_status() == 1
    assert "[y/N]" not in (tmp_path / "messages").read_text()
    assert sandbox.stats().accepted == 2


def test_a_file_that_is_deleted_at_the_question_is_reported(words: list[str], sandbox: Sandbox, tmp_path: Path) -> None:
    with Term(words, columns=100, rows=40) as term:
        term.wait("[y/N]")
        (tmp_path / "orders.csv").unlink()
        term.send("y\r")
        assert term.exit_status() == 2
        assert "orders.csv" in term.text
        assert "failed unexpectedly" not in term.text
    assert sandbox.stats().accepted == 0
