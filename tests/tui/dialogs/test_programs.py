"""The person's own editor and pager, in a real terminal that is lent to them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from textual.app import App

from tests.support.pages import app_with
from tests.support.pilot import shows
from tests.support.setups import write_orders
from tests.support.term import Term
from tiktok_tui.tui.dialogs import programs
from tiktok_tui.tui.frame.session import AppSession

_START = """\
from pathlib import Path
from tests.support.setups import at_now, opened_at
from tiktok_tui.tui import launch
launch.TikTokTui = lambda session: opened_at(at_now(session), Path({path!r}))
raise SystemExit(launch.run_app())
"""


def script(path: Path, text: str) -> str:
    """A program of the test's own."""
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return str(path)


def test_a_mapping_and_a_query_are_written_in_the_editor_and_an_event_is_read_in_the_pager(tmp_path: Path) -> None:
    orders, seen = write_orders(tmp_path / "orders.csv"), tmp_path / "seen"
    note = f'echo "EDITING $1"; ls -ld "$(dirname "$1")" > {tmp_path}/folder; printf "%s" "$TIKTOK_TUI_ACCESS_TOKEN"'
    env = {
        "TIKTOK_TUI_HOME": str(tmp_path / "home"),
        "TIKTOK_TUI_ACCESS_TOKEN": "a-token-for-tests",
        "EDITOR": script(tmp_path / "editor", f"{note} > {tmp_path}/token; . {tmp_path}/next"),
        "PAGER": script(tmp_path / "pager", f"cat > {seen}"),
    }
    (tmp_path / "next").write_text("""echo 'nothing = [' > "$1\"""")
    with Term([sys.executable, "-c", _START.format(path=str(orders))], columns=120, rows=40, env=env) as term:
        term.wait("all 40 rows")
        term.wait('"order_id": "A-1002"')
        term.send("\x1bOR")  # F3
        term.wait_for(seen.exists)
        term.wait_for(lambda: seen.read_text().endswith("}\n"))
        assert "…" not in seen.read_text()
        assert '"order_id": "A-1002"' in seen.read_text()
        term.wait("all 40 rows")
        term.send("m")
        term.wait("Edit it as text")
        term.send("as text\r")
        term.wait("The mapping cannot be used")
        (tmp_path / "next").write_text("""printf '[fields]\\nemail = { column = "Email" }\\n' > "$1\"""")
        term.send("y")
        term.wait("Changed:")
        term.send("\x0f")  # Ctrl+O
        term.wait("Which file has")
        (tmp_path / "next").write_text("""printf 'SELECT *\\nFROM stock\\n' > "$1\"""")
        term.send("\x1bOS")  # F4
        term.wait("SELECT *⏎FROM stock")
        assert b"EDITING" in term.raw
    assert (tmp_path / "folder").read_text().startswith("drwx------")
    assert (tmp_path / "token").read_text() == "", "the editor is given no secret"


@pytest.mark.parametrize(
    ("env", "program"),
    [
        ({"VISUAL": "code --wait", "EDITOR": "ed"}, ["code", "--wait"]),
        ({"VISUAL": " ", "EDITOR": "ed"}, ["ed"]),
        ({}, ["/bin/nano"]),
    ],
)
def test_the_editor_is_the_persons_own_else_the_one_that_says_its_keys(
    env: dict[str, str], program: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.setenv(name, env.get(name, ""))
    monkeypatch.setattr(shutil, "which", "/bin/{}".format)
    monkeypatch.setattr(subprocess, "run", lambda words, **_: ran.append(words))
    app = cast("App[None]", SimpleNamespace(suspend=nullcontext))
    assert programs.edit_text(app, "SELECT 1", "query.sql") is None
    (words,) = ran
    assert words[:-1] == program
    assert Path(words[-1]).name == "query.sql"


class _Told:
    """Stands in for an app that can be suspended, and keeps what it is told."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []
        self.suspended = 0

    def suspend(self) -> AbstractContextManager[None]:
        self.suspended += 1
        return nullcontext()

    def notify(self, words: str, *, severity: str, markup: bool) -> None:
        assert not markup
        self.said.append((severity, words))


def test_the_editor_changes_a_private_file_that_is_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    told, where = _Told(), tmp_path / "where"
    app = cast("App[None]", told)
    name = f'echo "$2" > {where}; '
    cases = {
        'printf "é\\n2" > "$2"': ("é\n2", []),
        "true": (None, []),
        'printf "\\377" > "$2"': (None, [("error", "What the editor saved cannot be read as UTF-8 text.")]),
        'rm "$2"': (None, [("error", "What the editor saved cannot be read as UTF-8 text.")]),
        'printf changed > "$2"; exit 3': (None, [("warning", "{} ended with an error (3).")]),
    }
    for body, (result, said) in cases.items():
        editor = f"{script(tmp_path / 'editor', name + body)} --wait"
        monkeypatch.setenv("EDITOR", editor)
        assert programs.edit_text(app, "é", "query.sql") == result, body
        assert told.said == [(severity, words.format(editor)) for severity, words in said]
        written = Path(where.read_text().strip())
        assert (written.name, written.parent.name[:11], written.parent.exists()) == ("query.sql", "tiktok-tui-", False)
        told.said.clear()
    assert told.suspended == len(cases)


def test_the_pager_gets_text_without_a_file_a_file_by_its_name_and_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, seen, stdin = _Told(), tmp_path / "seen", tmp_path / "stdin"
    app = cast("App[None]", told)
    note = f'readlink /proc/$$/fd/0 > {stdin}; echo "$#:$1:$TIKTOK_TUI_ACCESS_TOKEN" > {seen}; '
    pager = script(tmp_path / "pager", note + f'cat >> {seen} < "${{1:-/dev/stdin}}"')
    monkeypatch.setenv("PAGER", pager)
    programs.read_text(app, "é [/b]\n")
    assert seen.read_text() == "0::\né [/b]\n"
    assert stdin.read_text().startswith("pipe:")
    rejects = tmp_path / "my rejects.csv"
    rejects.write_text("row 2\n")
    programs.read_file(app, rejects)
    assert seen.read_text() == f"1:{rejects}:\nrow 2\n"
    assert stdin.read_text().strip() == os.readlink("/proc/self/fd/0"), "its keys come from the terminal"
    said = {
        f"{tmp_path}/nothing": f"{tmp_path}/nothing could not be started. Set PAGER to the program that you want.",
        "less 'open": "less 'open could not be started. Set PAGER to the program that you want.",
    }
    for missing, words in said.items():
        monkeypatch.setenv("PAGER", missing)
        programs.read_file(app, rejects)
        assert told.said.pop() == ("error", words)
    monkeypatch.setenv("PAGER", "")
    monkeypatch.setattr(shutil, "which", lambda name: pager if name == "more" else None)
    programs.read_text(app, "by more\n")
    assert seen.read_text() == "0::\nby more\n"
    monkeypatch.setattr(shutil, "which", lambda _: None)
    programs.read_text(app, "")
    assert told.said == [("error", "Set PAGER to the program that you want.")]


@pytest.mark.parametrize(
    ("editor", "said"), [("true", "This terminal cannot be lent"), ("", "Set EDITOR to the program")]
)
async def test_without_a_terminal_or_an_editor_it_says_so(
    editor: str, said: str, session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor)
    monkeypatch.setattr(programs, "_EDITORS", ())
    app = app_with(session, "pick-file")
    async with app.run_test(notifications=True) as pilot:
        await shows(pilot, "notes.pdf")
        await pilot.press("f4")
        await shows(pilot, said)
