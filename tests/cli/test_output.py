"""Results on stdout: tables for people, JSON for programs, documents as they are."""

from __future__ import annotations

import io
import sys

import pytest

from tiktok_tui.cli import output


def test_columns_are_two_blanks_apart_and_numbers_stand_at_the_right(capsys: pytest.CaptureFixture[str]) -> None:
    output.table([("store", "7"), ("a\nb\x1b", "1,200")], header=("name", "events"), right=(1,))
    assert capsys.readouterr().out.splitlines() == ["name   events", "store       7", "a b\ufffd    1,200"]
    output.table([("a", ""), ("bbb", "c")])
    assert capsys.readouterr().out.splitlines() == ["a", "bbb  c"]
    output.table([])
    assert capsys.readouterr().out == ""


def test_json_is_one_line_of_ascii(capsys: pytest.CaptureFixture[str]) -> None:
    output.as_json({"name": "\xe9\u202e", "events": 2})
    assert capsys.readouterr().out == '{"name": "\\u00e9\\u202e", "events": 2}\n'


def test_a_line_holds_nothing_that_a_terminal_obeys(capsys: pytest.CaptureFixture[str]) -> None:
    output.line("a\x1b[31mb")
    output.line()
    assert capsys.readouterr().out == "a\ufffd[31mb\n\n"


def test_a_document_on_a_terminal_holds_nothing_that_it_obeys(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", terminal)
    output.document(b"a\x1b[2J\xff\n")
    assert terminal.getvalue() == "a\ufffd[2J\ufffd\n"


def test_a_document_for_a_pipe_is_left_as_it_is(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    output.document(b"a\x1b\xff\r\n")
    assert capfdbinary.readouterr().out == b"a\x1b\xff\r\n"


def test_a_document_comes_after_what_was_printed_before(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written))
    output.line("first")
    output.document(b"second\n")
    sys.stdout.flush()
    assert written.getvalue() == b"first\nsecond\n"


def test_a_header_alone_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    output.table([], header=("name", "events"))
    assert capsys.readouterr().out == "name  events\n"
