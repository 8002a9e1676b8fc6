"""An upload as a command: every choice is in it."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.app import App

from tests.support.setups import NOW, SHOP
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.files.source.source import FileSource, SourceRef
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.review import exports
from tiktok_tui.tui.screens.review.exports import command_line, copy_command, write_dry_run
from tiktok_tui.tui.wizard.draft import CheckedFile
from tiktok_tui.uploads.exports import payload
from tiktok_tui.uploads.options import Options

ORDERS = FileSource(Path("/data/my orders.csv"))


@pytest.mark.parametrize(
    ("source", "options", "words"),
    [
        (ORDERS, Options(), "'/data/my orders.csv'"),
        (ORDERS, Options(limit=10, test_event_code="T1"), "'/data/my orders.csv' | --limit 10 --test-event-code T1"),
        (ORDERS, Options(resend=True), "'/data/my orders.csv' | --resend"),
        (ORDERS, Options(send_similar=True, sheet="May"), "'/data/my orders.csv' | --sheet May --send-similar"),
        (DatabaseSource("shop", "SELECT 1", title="x"), Options(), "--connection shop --query 'SELECT 1'"),
    ],
)
def test_the_command_sends_what_the_screen_shows(
    source: SourceRef, options: Options, words: str, session: AppSession
) -> None:
    file = cast("CheckedFile", SimpleNamespace(table=SimpleNamespace(source=source), destination=SHOP))
    named, _, further = words.partition(" | ")
    whole = shlex.split(f"tiktok-tui send {named} -d {SHOP.slug} -m /m.toml {further}")
    assert shlex.split(command_line(session, file, options, Path("/m.toml"))) == whole
    then = replace(session, as_of=NOW)
    assert shlex.split(command_line(then, file, options, Path("/m.toml"))) == [*whole, "--as-of", NOW.isoformat()]


async def test_a_dry_run_and_a_command_say_what_was_done_and_nothing_once_they_are_left(
    session: AppSession, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    table = SimpleNamespace(name="my orders.csv", source=ORDERS, paths=(ORDERS.path,))
    file = cast("CheckedFile", SimpleNamespace(table=table, destination=SHOP, prepared="check", mapping="columns"))
    answers: list[object] = [None, "/out.jsonl", None, "/out.jsonl", 1_200, "/out.jsonl", 1]
    asked: list[Any] = []
    copied: list[str] = []
    wrote: list[object] = []

    async def wait(dialog: object) -> object:
        asked.append(dialog)
        return answers.pop(0)

    def write(*what: object, **how: object) -> int:
        wrote.append((what, how))
        return 1_200

    app = cast("App[Any]", SimpleNamespace(push_screen_wait=wait, copy_to_clipboard=copied.append))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(exports, "Prompt", lambda title, *, value, hint: (title, value, hint))
    monkeypatch.setattr(exports, "Waiting", lambda *what: what)
    monkeypatch.setattr(payload, "write_payload", write)
    options = Options(limit=10, test_event_code="T1")
    said = [await write_dry_run(app, file, options) for _ in range(4)]
    assert said == [
        *("", "", "1,200 events are written to /out.jsonl. Nothing was sent."),
        "1 event is written to /out.jsonl. Nothing was sent.",
    ]
    assert asked[0] == (
        "Write the dry run to …",
        str(tmp_path / "my orders.payload.jsonl"),
        "One request body a line, exactly as TikTok would get it. Nothing is sent.",
    )
    assert asked[-1][:2] == ("Dry run", "Writing …")
    assert asked[-1][2](None) == 1_200
    how = {"keep": (ORDERS.path,), "limit": 10, "test_event_code": "T1"}
    assert wrote == [(("/out.jsonl", "check", SHOP), how)]

    saved: list[object] = [None, Path("/m.toml")]
    named: list[object] = []

    async def save(*what: object) -> object:
        named.append(what)
        return saved.pop(0)

    monkeypatch.setattr(exports, "save_mapping", save)
    assert await copy_command(app, session, file, options) == ""
    assert copied == []
    words = await copy_command(app, session, file, options)
    assert words == "The command is copied. “Every night, by itself” in the docs shows how to schedule it."
    assert copied == [command_line(session, file, options, Path("/m.toml"))]
    assert named == [(app, "columns", "my orders.csv")] * 2
