"""The machine starts a sync only after a question that says what is written for that."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.app import App

from tests.support.sync_pages import NIGHTLY
from tiktok_tui.events.errors import AppError, StateError
from tiktok_tui.syncs.scheduling import scheduling
from tiktok_tui.syncs.scheduling.scheduler import Plan, PlannedFile
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.syncs import offer_schedule as offering
from tiktok_tui.tui.screens.syncs.offer_schedule import offer_schedule

PLAN = Plan("cron", (PlannedFile("/a.service", ""), PlannedFile("/a.timer", "")), notes=("It wakes up.", "At night."))


async def test_what_is_written_is_said_before_it_is(session: AppSession, monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[object] = []
    asked: list[Any] = []
    done: list[object] = []
    broken: list[AppError] = []

    async def wait(dialog: object) -> object:
        asked.append(dialog)
        return answers.pop(0)

    async def run(work: Callable[[object], object]) -> object:
        return work(None)

    def schedule(*what: object) -> Plan:
        done.append(what)
        if broken:
            raise broken.pop()
        return PLAN

    monkeypatch.setattr(offering, "run", run)
    monkeypatch.setattr(offering, "Confirm", lambda *words, **how: (*words, how))
    monkeypatch.setattr(offering, "ErrorDialog", lambda *what: what)
    monkeypatch.setattr(scheduling, "scheduler_named", lambda: "the machine's")
    monkeypatch.setattr(
        scheduling, "plan", lambda home, sync, _: PLAN if (home, sync) == (session.home, NIGHTLY) else None
    )
    monkeypatch.setattr(scheduling, "schedule", schedule)
    app = cast("App[Any]", SimpleNamespace(push_screen_wait=wait))

    answers.append(False)
    assert not await offer_schedule(app, session, NIGHTLY)
    assert done == []
    assert asked == [
        (
            "Let this machine start it?",
            "It then runs every day at 03:15, Paris, also while the app is closed.",
            {
                "yes": "Start it by itself",
                "no": "Not now",
                "facts": [("Written", "/a.service, /a.timer"), ("Note", "It wakes up."), ("Note", "At night.")],
            },
        )
    ]
    answers.append(True)
    assert await offer_schedule(app, session, NIGHTLY)
    assert done == [(session.home, NIGHTLY, "the machine's")]
    error = StateError("The crontab cannot be written.")
    broken.append(error)
    answers += [True, None]
    assert not await offer_schedule(app, session, NIGHTLY)
    assert asked[-1] == (error, "It does not start by itself yet")
