"""The file, mapping, destination and options that a run is begun and resumed with."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import cast

import pytest

from tests.support.setups import NOW
from tests.support.uploads import SHOP
from tiktok_tui.accounts import destinations, remembered
from tiktok_tui.files.opening import Table
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.prepare import prepare
from tiktok_tui.prepare.prepare import Prepared
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.upload import runs
from tiktok_tui.tui.wizard.draft import CheckedFile, StartedUpload
from tiktok_tui.uploads import connection, start
from tiktok_tui.uploads.ledger import runs as ledger_runs
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.sending.control import Control


def test_what_is_in_doubt_and_what_was_held_back_are_sent_only_on_request(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[object, ...]] = []
    destinations.save(session.home, SHOP)
    found = SimpleNamespace(spec=SimpleNamespace(destination=SHOP.slug))
    monkeypatch.setattr(ledger_runs, "run_named", lambda *_: found)
    monkeypatch.setattr(connection, "connect_to", lambda *to: to)
    monkeypatch.setattr(start, "resume_run", lambda *what, **how: asked.append((*what, how)))
    control = Control()
    runs.resume_named(session, "a-run", control)
    runs.resume_named(session, "a-run", control, send_doubtful=True)
    runs.resume_named(session, "a-run", control, send_similar=True)
    same = (session.home, found, SHOP, (session.home, SHOP, session.api_url))
    assert [each[:-1] for each in asked] == [same] * 3
    assert [each[-1] for each in asked] == [
        {"send_doubtful": doubtful, "send_similar": similar, "control": control}
        for doubtful, similar in ((False, False), (True, False), (False, True))
    ]


def test_an_upload_begins_with_what_was_confirmed_and_continues_with_the_file_that_is_open(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[tuple[object, ...]] = []
    monkeypatch.setattr(connection, "connect_to", lambda *to: to)
    monkeypatch.setattr(ledger_runs, "run_named", lambda *which: which)
    monkeypatch.setattr(remembered, "remember", lambda *what: called.append(what))
    monkeypatch.setattr(start, "start_run", lambda *what, **how: called.append((*what, how)))
    monkeypatch.setattr(start, "resume_run", lambda *what, **how: called.append((*what, how)))
    table, prepared, control = cast("Table", object()), cast("Prepared", object()), Control()
    options = Options(limit=10, send_similar=True)
    file = CheckedFile(table, Mapping(), SHOP, prepared, NOW)
    to = (session.home, SHOP, session.api_url)
    runs.start(session, StartedUpload(file, options), control)
    runs.resume(session, StartedUpload(file, options, run="a-run"), control)
    assert called == [
        (session.home, SHOP.slug, table, file.mapping),
        (
            *(session.home, table, prepared, SHOP, file.mapping, to),
            {"checked_at": NOW, "options": options, "control": control},
        ),
        (
            *(session.home, (session.home, "a-run"), SHOP, to),
            {"send_similar": True, "control": control, "opened": (table, prepared, NOW)},
        ),
    ]


def test_a_file_is_checked_again_as_old_as_it_is_now(session: AppSession, monkeypatch: pytest.MonkeyPatch) -> None:
    checks: list[tuple[object, ...]] = []
    prepared = cast("Prepared", object())

    def check(*what: object, now: datetime) -> Prepared:
        checks.append((*what, now))
        return prepared

    monkeypatch.setattr(prepare, "prepare", check)
    monkeypatch.setattr(AppSession, "now", lambda _: NOW)
    table = cast("Table", object())
    file = CheckedFile(table, Mapping(), SHOP, cast("Prepared", None), NOW - timedelta(days=2))
    other = replace(SHOP, currency="CHF")
    assert runs.check_again(session, file, other) == CheckedFile(table, file.mapping, other, prepared, NOW)
    assert checks == [(table, file.mapping, other, NOW)]
