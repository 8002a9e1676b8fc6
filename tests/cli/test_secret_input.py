"""Secrets come from the environment, else line by line from stdin."""

from __future__ import annotations

import getpass
import io
import sys
from typing import TextIO

import pytest

from tiktok_tui.cli import console
from tiktok_tui.cli.secret_input import SecretInput
from tiktok_tui.events.errors import UsageError


def test_the_environment_goes_before_stdin_and_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("piped\n"))
    monkeypatch.setenv("SHOP_PASSWORD", " held ")
    assert SecretInput().ask("Password", "SHOP_PASSWORD") == "held"
    assert capsys.readouterr().err == "Password: taken from SHOP_PASSWORD.\n"
    monkeypatch.setenv("SHOP_PASSWORD", "  ")
    assert SecretInput().ask("Password", "SHOP_PASSWORD") == "piped"


def test_each_secret_is_the_next_line_that_is_not_blank(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n one \n\n  \ntwo"))
    given = SecretInput()
    assert (given.next_line(), given.next_line(), given.next_line()) == ("one", "two", "")


def test_a_secret_that_nobody_gives_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    monkeypatch.delenv("SHOP_TOKEN", raising=False)
    with pytest.raises(UsageError) as caught:
        SecretInput().ask("Access token", "SHOP_TOKEN")
    assert str(caught.value) == (
        "The access token is missing. Give it on a line of stdin, or in SHOP_TOKEN; never as an argument."
    )


def test_the_end_of_the_input_in_place_of_a_secret_is_none_at_all(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def ended(prompt: str, stream: TextIO) -> str:
        stream.write(prompt)
        raise EOFError

    monkeypatch.setattr(console, "may_ask", lambda: True)
    monkeypatch.setattr(getpass, "getpass", ended)
    monkeypatch.delenv("SHOP_TOKEN", raising=False)
    with pytest.raises(UsageError, match="The access token is missing"):
        SecretInput().ask("Access token", "SHOP_TOKEN")
    assert capsys.readouterr().err == "Access token: \n", "the error has a line of its own"


def test_what_is_typed_is_asked_for_on_stderr_and_stripped(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, object]] = []

    def typed(prompt: str, stream: object) -> str:
        asked.append((prompt, stream))
        return next(answers)

    answers = iter([" hush ", "  "])
    monkeypatch.setattr(console, "may_ask", lambda: True)
    monkeypatch.setattr(getpass, "getpass", typed)
    monkeypatch.delenv("SHOP_TOKEN", raising=False)
    assert SecretInput().ask("Access token", "SHOP_TOKEN") == "hush"
    assert asked == [("Access token: ", sys.stderr)]
    with pytest.raises(UsageError, match="The secret SHOP_TOKEN is missing"):
        SecretInput().ask("Secret SHOP_TOKEN", "SHOP_TOKEN")
