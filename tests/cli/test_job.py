"""The check of a command is stopped by a signal, however long it would take."""

from __future__ import annotations

import os
import signal
import threading
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tiktok_tui.cli import job
from tiktok_tui.cli.exits import Stopped
from tiktok_tui.events.destination import Destination
from tiktok_tui.mapping.model import Mapping


def test_a_signal_interrupts_the_query_of_a_check(monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted = threading.Event()
    table = cast("Any", SimpleNamespace(name="orders.csv", progress=lambda: None, interrupt=interrupted.set))

    def check(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        assert interrupted.wait(20), "nobody interrupts it"
        raise InterruptedError

    monkeypatch.setattr("tiktok_tui.prepare.prepare.prepare", check)
    with (
        pytest.raises(Stopped),
        job.check_table(table, Mapping(), Destination("store", "Store"), datetime.now(UTC)),
    ):
        pass
    assert interrupted.is_set()
