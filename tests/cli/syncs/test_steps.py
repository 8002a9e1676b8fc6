"""The steps of a sync on the command line: the table that its file names is the one that is opened."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from tests.support.setups import SHOP
from tiktok_tui.accounts.home import Home
from tiktok_tui.cli.exits import Stopped
from tiktok_tui.cli.jobs import job, sending
from tiktok_tui.cli.syncs.steps import ConsoleSteps
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.files.source.source import FileSource


def test_the_sheet_is_opened(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path)) as shop, shop:
        shop.execute("CREATE TABLE orders (mail TEXT)")
        shop.execute("CREATE TABLE refunds (reason TEXT)")
    for sheet, column in (("orders", "mail"), ("refunds", "reason")):
        with ConsoleSteps().open(Home(home, home), FileSource(path), sheet) as table:
            assert [each.name for each in table.columns] == [column]


def test_messages_go_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    ConsoleSteps().say("It is old.")
    ConsoleSteps().failure(FileError("It is empty.", where="a.csv"))
    assert capsys.readouterr() == ("", "It is old.\ntiktok-tui: a.csv: It is empty.\n")


def test_a_stop_of_either_step_cancels_the_sync(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise Stopped

    for name in ("open_source", "check_table"):
        monkeypatch.setattr(job, name, stop)
    steps, nothing = ConsoleSteps(), cast("Any", None)
    with pytest.raises(Cancelled), steps.open(Home(home, home), FileSource(tmp_path / "a.csv"), None):
        pass
    with pytest.raises(Cancelled), steps.check(nothing, nothing, nothing, datetime.now(UTC)):
        pass


def test_an_upload_is_followed_under_the_name_of_its_destination(monkeypatch: pytest.MonkeyPatch) -> None:
    followed: list[object] = []
    monkeypatch.setattr(sending, "watch", lambda *given: followed.append(given))
    upload = cast("Any", "the upload")
    ConsoleSteps().follow(upload, SHOP)
    assert followed == [(upload, SHOP)]
