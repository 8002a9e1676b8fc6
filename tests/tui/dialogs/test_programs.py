"""The person's own editor and pager, in a real terminal that is lent to them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import nullcontext
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
