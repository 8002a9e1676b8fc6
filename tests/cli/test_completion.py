"""Tab in real shells: commands, options, files, and the names of what is set up."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.commands import Run
from tests.support.term import Term
from tests.uploads.ledgers import begun
from tiktok_tui.accounts import credentials
from tiktok_tui.accounts.credentials import Credential
from tiktok_tui.accounts.home import Home
from tiktok_tui.cli.command import Parser
from tiktok_tui.cli.commands.completion import SHELLS
from tiktok_tui.cli.parser import parser
from tiktok_tui.sources.connections import store as connections
from tiktok_tui.syncs.settings import store as syncs
from tiktok_tui.syncs.settings.sync import PathSource, Sync
from tiktok_tui.uploads.ledger.database import Ledger


@pytest.fixture
def bash(home: Path, store: str, tmp_path: Path) -> Term:
    """An interactive bash that has done what the help says, in a folder with one export."""
    (tmp_path / "orders.csv").write_text("email\na@example.org\n")
    programs = tmp_path / "bin"
    programs.mkdir()
    started = programs / "tiktok-tui"
    # The shell's side runs the program under its own name and hears the answer on descriptor 8.
    started.write_text(f'#!/bin/sh\nexec {sys.executable} -m tiktok_tui "$@"\n')
    started.chmod(0o755)
    (tmp_path / ".bashrc").write_text(
        'eval "$(tiktok-tui completion bash)"\nPS1="ready> "\nbind "set bell-style none"\n'
    )
    words = ["bash", "--rcfile", str(tmp_path / ".bashrc"), "-i"]
    env = {"PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(tmp_path), "TIKTOK_TUI_HOME": str(home)}
    return Term(words, columns=120, rows=30, env={**env, "PYTHONPATH": str(Path(__file__).parents[2]), "CDPATH": ""})


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("tiktok-tui che", "tiktok-tui check "),
        ("tiktok-tui check -d st", "tiktok-tui check -d store "),
        ("tiktok-tui destination edit s", "tiktok-tui destination edit store "),
        ("tiktok-tui send --test", "tiktok-tui send --test-event-code "),
    ],
)
def test_tab_completes(typed: str, completed: str, bash: Term) -> None:
    with bash as term:
        term.wait("ready>")
        term.send(f"{typed}\t#")
        term.wait(f"ready> {completed}#")


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        ("bash", "complete -o nospace -o default -o bashdefault -F _python_argcomplete tiktok-tui"),
        ("zsh", "#compdef tiktok-tui"),
        ("fish", "function __fish_tiktok-tui_complete"),
    ],
)
def test_every_shell_gets_a_script_of_its_own_for_the_program_by_its_name(
    shell: str, line: str, cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("TIKTOK_TUI_HOME", str(tmp_path / "file"))  # whoever sets it wrongly can still do this
    printed = cli("completion", shell)
    assert printed.code == 0
    assert line in [each.strip() for each in printed.out.splitlines()]
    assert shell in SHELLS


def test_a_shell_that_is_not_known_is_refused(cli: Run) -> None:
    refused = cli("completion", "cmd")
    assert refused.code == 2
    assert "bash" in refused.err


def test_names_come_from_a_home_and_a_broken_one_offers_none(
    home: Path, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tiktok_tui.cli import completion

    assert completion.destinations() == ["store"]
    assert list(completion.runs()) == []
    second = argparse.Action([], "name")
    completion.offer(second, lambda: ["b", "a"])
    assert getattr(second, "completer")() == ["a", "b"]  # noqa: B009 - argparse does not declare it
    monkeypatch.setenv("TIKTOK_TUI_HOME", str(home / "destinations" / "store.toml"))

    action = argparse.Action([], "name")
    completion.offer(action, completion.destinations)
    assert getattr(action, "completer")() == []  # noqa: B009 - argparse does not declare it


def test_each_command_is_offered_the_names_of_its_kind(home: Path, store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = Home(home, home)
    credentials.save(folders, Credential("acme", "a1", "Acme"))
    connections.save(folders, "shop", "mysql", {"uri": "mysql://reader@db/shop"})
    syncs.save(folders, Sync("nightly", "Nightly", "store", PathSource("/srv/orders.csv")))
    with Ledger(folders.ledger) as ledger:
        run = begun(ledger).id
    actions: dict[str, argparse.Action] = {}

    def add_argument(self: Parser, *names: str, **given: Any) -> argparse.Action:
        action = argparse.ArgumentParser.add_argument(self, *names, **given)
        return actions.setdefault(f"{self.prog} {names[0]}".removeprefix("tiktok-tui "), action)

    monkeypatch.setattr(Parser, "add_argument", add_argument)
    parser().fill_all()
    offered = {words: action.completer() for words, action in actions.items() if hasattr(action, "completer")}
    origin = dict.fromkeys(("check", "payload", "send", "sync add", "sync edit"))
    assert offered == {
        **{f"credential {part} name": ["acme"] for part in ("test", "remove")},
        **{f"destination {part} --credential": ["acme"] for part in ("add", "edit", "copy", "go-live")},
        **{f"destination {part} name": ["store"] for part in "show test edit copy go-live remove".split()},
        **{f"event-set {part} -d": ["store"] for part in ("list", "create", "update")},
        **{f"event-set {part} --credential": ["acme"] for part in ("list", "create", "update")},
        **{f"{command} -d": ["store"] for command in origin},
        **{f"{command} --connection": ["shop"] for command in origin},
        **{f"connection {part} name": ["shop"] for part in ("test", "tables", "remove")},
        **{f"sync {part} names": ["nightly"] for part in ("run", "watch")},
        **{
            f"sync {part} name": ["nightly"]
            for part in "show edit schedule unschedule history release drop notify remove".split()
        },
        **{f"{command} run": [run] for command in ("runs", "resume", "give-up", "rejects")},
    }
