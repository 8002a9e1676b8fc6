"""A fault of the program says where it happened, and holds nothing of the data that it worked on."""

from __future__ import annotations

import platform
import re
from pathlib import Path

import pytest

from tiktok_tui import __version__
from tiktok_tui.accounts.home import Home
from tiktok_tui.cli import crash


def failed() -> BaseException:
    try:
        try:
            try:
                raise KeyError("jane@example.com")
            except KeyError:
                int("jane@example.com")
        except ValueError as error:
            raise RuntimeError("jane@example.com") from error
    except RuntimeError as error:
        return error
    raise AssertionError


def test_the_report_names_types_and_places_of_the_whole_chain() -> None:
    report = crash.report(failed())
    assert "jane" not in report
    lines = report.splitlines()
    assert lines[0] == f"tiktok-tui {__version__}, Python {platform.python_version()}, {platform.system()}"
    kinds = [line.removeprefix("builtins.") for line in lines[1:] if not line.startswith(" ")]
    assert kinds == ["RuntimeError", "ValueError", "KeyError"], "what was being handled is a part of it, too"
    assert lines[2].startswith("  tests/cli/test_crash.py:")
    assert lines[2].endswith(" failed")


def test_the_message_names_the_file_of_the_report_which_is_private(home: Path) -> None:
    message = crash.message(failed())
    first, second = message.splitlines()
    assert first == "tiktok-tui has failed unexpectedly (RuntimeError). Nothing was sent twice."
    path = Path(second.removeprefix("  A report without your data is in "))
    assert re.fullmatch(r"crash-\d{8}T\d{12}\.txt", path.name)
    assert path.parent == home
    assert "builtins.ValueError" in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_report_is_with_the_state(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = Home(home / "config", home / "state")
    monkeypatch.setattr("tiktok_tui.accounts.home.home", lambda: folders)
    assert "A report without your data is in " in crash.message(failed())
    assert [path.parent for path in home.rglob("crash-*.txt")] == [folders.state]


def test_without_a_place_for_it_the_report_is_in_the_message(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("TIKTOK_TUI_HOME", str(tmp_path / "file"))
    error = failed()
    assert crash.message(error) == (
        f"tiktok-tui has failed unexpectedly (RuntimeError). Nothing was sent twice.\n{crash.report(error)}"
    )
