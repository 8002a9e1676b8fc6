"""The check of a command is stopped by a signal, however long it would take."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tiktok_tui.accounts.home import Home
from tiktok_tui.cli.exits import Stopped
from tiktok_tui.cli.jobs import job
from tiktok_tui.events.destination import Destination
from tiktok_tui.files.opening import Table
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.sources.transfer import Transfer


def test_a_signal_interrupts_the_query_of_a_check(monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted = threading.Event()
    table = cast("Any", SimpleNamespace(name="orders.csv", progress=lambda: None, interrupt=interrupted.set))

    def check(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        assert interrupted.wait(60), "nobody interrupts it"
        raise InterruptedError

    monkeypatch.setattr("tiktok_tui.prepare.prepare.prepare", check)
    with (
        pytest.raises(Stopped),
        job.check_table(table, Mapping(), Destination("store", "Store"), datetime.now(UTC)),
    ):
        pass
    assert interrupted.is_set()


def test_opening_shows_the_progress_of_the_transfer(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: dict[str, Callable[[], object]] = {}
    titles: list[str] = []

    def at_once(work: Callable[[], Table], *, title: str, **given: Callable[[], object]) -> Table:
        titles.append(title)
        shown.update(given)
        return work()

    monkeypatch.setattr(job, "in_background", at_once)
    monkeypatch.setattr(Transfer, "share", lambda self: 0.25)
    monkeypatch.setattr(Transfer, "words", lambda self: "1 MB")
    (tmp_path / "orders.csv").write_text("mail,total\na@example.org,1\n")
    cancelled: list[object] = []
    monkeypatch.setattr(Transfer, "cancel", lambda self: cancelled.append(self))
    with job.open_source(Home(home, home), FileSource(tmp_path / "orders.csv")) as table:
        assert (shown["share"](), shown["words"]()) == (0.25, "1 MB")
        shown["interrupt"]()
        assert len(cancelled) == 1
        mapping = Mapping(fields={"email": FieldSource(columns=("mail",))})
        monkeypatch.setattr(Table, "progress", lambda _: 0.75)
        with job.check_table(table, mapping, Destination("store", "Store"), datetime.now(UTC)) as prepared:
            assert (shown["share"](), prepared.totals.rows) == (0.75, 1)
    assert titles == ["Opening", "Checking orders.csv"]
