"""On the Linux console nothing is drawn that its font lacks, and what stands for it tells the same."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from textual.drivers.linux_driver import LinuxDriver

from tests.support.term import Term
from tiktok_tui.tui.linux_console import PLAIN, ConsoleDriver

FONT = frozenset("…─”“·–✗→├━•×●│▾█╸╺└↓↑←›╭╮╰╯▒»■")
"""Beyond ASCII and Latin-1, what Lat15-Fixed16 of Debian's console-setup 1.221 has and the app draws."""


def written_on_the_console(tmp_path: Path) -> str:
    """All that the whole demo writes to a Linux console."""
    env = {"TMPDIR": str(tmp_path), "HOME": str(tmp_path), "TIKTOK_TUI_HOME": str(tmp_path / "home")}
    words = [sys.executable, "-m", "tiktok_tui", "demo"]
    with Term(words, columns=80, rows=24, env={**env, "TERM": "linux", "COLORTERM": ""}) as term:
        term.wait("no credential needed")
        way = (("u", "recent"), ("\r", "all 3,015 rows"), ("p", "timestamp.too_old"))
        for key, then in way:
            term.send(key)
            term.wait(then)
        term.send("\x1b")
        term.wait_gone("timestamp.too_old")
        term.wait("TikTok field")
        term.send("\x13")
        term.wait("● Review")
        term.send("\x13")
        term.wait("2,806 accepted")
        term.wait("This was the sandbox")
        term.send("\x11")
        assert term.exit_status() == 0
    return term.raw.decode("utf-8", "replace")


def test_every_glyph_is_in_the_consoles_font(tmp_path: Path) -> None:
    written = written_on_the_console(tmp_path)
    beyond = {glyph for glyph in written if ord(glyph) > 0xFF}
    assert beyond <= FONT
    assert "+ Credentials" in drawn_text(written)
    assert "o Upload" in drawn_text(written)


def test_one_cell_becomes_one_cell() -> None:
    assert all(isinstance(plain, int) and plain < 0x2600 for plain in PLAIN.values())
    assert not {glyph for glyph in PLAIN.values() if chr(glyph) not in FONT and glyph > 0xFF}


def test_the_driver_writes_what_the_font_has(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    monkeypatch.setattr(LinuxDriver, "write", lambda _, data: written.append(data))
    ConsoleDriver.write(object.__new__(ConsoleDriver), "✓ ○ ↻ █ ▌ ␛ \x1b[1mZürich ✗ …")
    ConsoleDriver.write(object.__new__(ConsoleDriver), "▏▎▍▌ ▋▊▉█ ▐ ▕ ▔▀ ▁▂▃ ▄▅ ▆▇ ␍␛␡ ␣")
    assert written == ["+ o » █ │ ? \x1b[1mZürich ✗ …", "││││ ████ █ │ ── ___ ▒▒ ██ ??? _"]


def drawn_text(written: str) -> str:
    """The text that was written, without control sequences."""
    import re

    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", written)
