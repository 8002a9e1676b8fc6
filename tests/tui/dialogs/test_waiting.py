"""Waiting for an answer: what it says meanwhile, what it gives, and what Esc stops."""

from __future__ import annotations

import threading

from tests.support.dialogs import edge, heading, said
from tests.support.pilot import shows, until
from tests.support.setups import on
from tiktok_tui.events.errors import FileError
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.waiting import Waiting
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import BackgroundJob


async def test_the_answer_the_error_and_the_end_of_the_waiting(session: AppSession) -> None:
    app, results = TikTokTui(session, lambda app: Page(app.session)), list[object]()
    answers, jobs = threading.Event(), list[BackgroundJob]()

    def slow(job: BackgroundJob) -> str:
        jobs.append(job)
        job.on_cancel(answers.set)
        assert answers.wait(60)
        return "late"

    def refuse(job: BackgroundJob) -> str:
        raise FileError("It is [/b] empty.", where="orders.csv", remedy="Choose another.")

    async with app.run_test(size=(100, 30)) as pilot:
        await shows(pilot, "? help")
        app.push_screen(Waiting("Test", "Asking …", lambda _: "given"), results.append)
        await until(pilot, lambda: results == ["given"])
        waiting = Waiting("Test [/b]", "Asking [/b] …", slow)
        app.push_screen(waiting, results.append)
        await shows(pilot, "Asking [/b] …")
        assert (heading(waiting), edge(waiting), waiting.error) == ("Test [/b]", "esc leave", None)
        await until(pilot, lambda: jobs)
        await pilot.press("enter")
        assert app.screen is waiting
        await pilot.press("escape")
        await until(pilot, lambda: len(results) == 2)
        assert answers.is_set()
        await until(pilot, lambda: not waiting.is_attached)
        failing = Waiting("Load", "Reading …", refuse)
        app.push_screen(failing, results.append)
        await shows(pilot, "✗ orders.csv: It is [/b] empty. Choose another.")
        assert (said(failing), edge(failing), failing.has_class("-grave")) == ([], "enter go back", True)
        assert failing.error is not None
        for key in ("enter", "escape"):
            await pilot.press(key)
            await on(pilot, Page)
            app.push_screen(Waiting("Load", "Reading …", refuse), results.append)
            await shows(pilot, "enter go back")
    assert results == ["given", None, None, None]
