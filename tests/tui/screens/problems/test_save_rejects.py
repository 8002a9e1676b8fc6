"""Rejects are saved where the person says, and found again."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.app import App

from tests.support.edits import Dialogs
from tiktok_tui.files.opening import Table
from tiktok_tui.prepare.prepare import Prepared
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.problems import save_rejects
from tiktok_tui.tui.screens.problems.save_rejects import saved_before

TABLE = cast("Table", SimpleNamespace(name="my orders.csv"))
PREPARED = cast("Prepared", SimpleNamespace(rejects=lambda: "the rejects"))


def test_those_changed_last_come_first_and_other_files_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for age, name in enumerate(("rejects-b.csv", "orders.csv", "rejects-a.csv", "rejects-c.txt")):
        (tmp_path / name).write_text("x")
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    assert saved_before() == (tmp_path / "rejects-b.csv", tmp_path / "rejects-a.csv")


@pytest.mark.parametrize(
    ("path", "written", "said"),
    [
        ("~/a.csv", 1, "1 row written to ~/a.csv. F3 reads them."),
        ("~nobody.here/a.csv", 1, "1 row written to ~nobody.here/a.csv. F3 reads them."),
        ("a.csv", 1234, "1,234 rows written to a.csv. F3 reads them."),
        ("a.csv", 0, "0 rows written to a.csv. F3 reads them."),
        ("a.csv", None, ""),
        (None, None, ""),
    ],
)
async def test_the_path_is_asked_for_and_the_file_can_be_read_at_once(
    path: str | None,
    written: int | None,
    said: str,
    session: AppSession,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    dialogs = Dialogs(monkeypatch, save_rejects, "Prompt", "Waiting", answers=[path, written])
    posted: list[Any] = []
    app: Any = dialogs
    app.post_message = posted.append
    assert await save_rejects.save_check_rejects(cast("App[Any]", app), session, TABLE, PREPARED) == said
    prompt, *waiting = dialogs.opened
    assert (prompt.title, prompt.how["value"]) == (
        "Save the rejected rows to …",
        str(tmp_path / "rejects-my orders.csv"),
    )
    assert prompt.how["hint"] == (
        "The file's own columns, with row, reason and what to do. Correct the rows and send this file."
    )
    assert [prompt.how["check"](typed) for typed in ("", "a")] == ["Type a path, or press Esc.", ""]
    assert [(each.title, each.given[0]) for each in waiting] == [("Save the rejected rows", "Writing …")] * bool(path)
    assert [each.path for each in posted] == [tmp_path / str(path).removeprefix("~/")] * bool(said)


async def test_rejects_of_a_run_or_of_a_check_are_written_with_their_table(
    session: AppSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    calls: list[object] = []
    again = ("its table", "its check")

    def noted(word: str) -> Any:
        def note(*given: object) -> int:
            calls.append((word, *given))
            return 3

        return note

    monkeypatch.setattr("tiktok_tui.uploads.exports.rejects.save_run_rejects", noted("run"))
    monkeypatch.setattr("tiktok_tui.uploads.exports.rejects.save_rejects", noted("check"))
    monkeypatch.setattr("tiktok_tui.uploads.ledger.runs.run_named", lambda home, run: (home, f"found {run}"))
    monkeypatch.setattr(
        "tiktok_tui.uploads.exports.reopen.reopened",
        lambda home, found: nullcontext(again if found == (home, "found r-1") else None),
    )
    home, path = session.home, tmp_path / "a.csv"
    saves: list[tuple[Callable[[Any], Awaitable[str]], str, tuple[object, ...]]] = [
        (
            lambda app: save_rejects.save_rejects(app, session, "r-1", TABLE, PREPARED),
            "r-1",
            ("run", home, "r-1", TABLE, PREPARED, path),
        ),
        (lambda app: save_rejects.save_rejects_of(app, session, "r-1"), "r-1", ("run", home, "r-1", *again, path)),
        (
            lambda app: save_rejects.save_check_rejects(app, session, TABLE, PREPARED),
            "my orders",
            ("check", home, TABLE, PREPARED, "the rejects", path),
        ),
    ]
    for save, name, call in saves:
        dialogs = Dialogs(monkeypatch, save_rejects, "Prompt", "Waiting", answers=["~/a.csv", None])
        assert await save(dialogs) == ""
        prompt, waiting = dialogs.opened
        assert Path(prompt.how["value"]).name == f"rejects-{name}.csv"
        assert waiting.given[1](None) == 3
        assert calls.pop() == call
