"""The file, mapping and destination that a run of the history is resumed with."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import cast

import pytest

from tests.support.setups import NOW
from tests.support.uploads import SHOP
from tiktok_tui.accounts import destinations
from tiktok_tui.files.opening import Table
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.prepare import prepare
from tiktok_tui.prepare.prepare import Prepared
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.upload import runs
from tiktok_tui.tui.wizard.draft import CheckedFile
from tiktok_tui.uploads import connection, start
from tiktok_tui.uploads.ledger import runs as ledger_runs
from tiktok_tui.uploads.sending.control import Control


def test_what_is_in_doubt_and_what_was_held_back_are_sent_only_on_request(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[object, object]] = []
    destinations.save(session.home, SHOP)
    monkeypatch.setattr(
        ledger_runs, "run_named", lambda *_: SimpleNamespace(spec=SimpleNamespace(destination=SHOP.slug))
    )
    monkeypatch.setattr(connection, "connect_to", lambda *_: None)
    monkeypatch.setattr(
        start, "resume_run", lambda *_, **how: asked.append((how["send_doubtful"], how["send_similar"]))
    )
    control = cast("Control", None)
    runs.resume_named(session, "a-run", control)
    runs.resume_named(session, "a-run", control, send_doubtful=True)
    runs.resume_named(session, "a-run", control, send_similar=True)
    assert asked == [(False, False), (True, False), (False, True)]


def test_a_file_is_checked_again_as_old_as_it_is_now(session: AppSession, monkeypatch: pytest.MonkeyPatch) -> None:
    checks: list[datetime] = []
    monkeypatch.setattr(prepare, "prepare", lambda *_, now: checks.append(now))
    monkeypatch.setattr(AppSession, "now", lambda _: NOW)
    table = cast("Table", None)
    file = CheckedFile(table, Mapping(), SHOP, cast("Prepared", None), NOW - timedelta(days=2))
    other = replace(SHOP, currency="CHF")
    again = runs.check_again(session, file, other)
    assert (again.destination, again.checked_at, checks) == (other, NOW, [NOW])
