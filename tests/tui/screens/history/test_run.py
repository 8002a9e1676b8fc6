"""The screen of one run, whose upload a test tells: its keys, its questions, and what follows each end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Event
from types import SimpleNamespace

import pytest
from textual.timer import Timer

from tests.support import run_specs
from tests.support.pilot import screen_text, until
from tests.support.setups import on
from tests.support.told import Told
from tests.support.uploads import MAPPING, SHOP
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import AppError
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.history import run as run_page
from tiktok_tui.tui.screens.history import run_record
from tiktok_tui.tui.screens.history.loaded_run import LoadedRun
from tiktok_tui.tui.screens.history.run import RunPage
from tiktok_tui.tui.screens.upload import runs
from tiktok_tui.uploads import updates
from tiktok_tui.uploads.ledger.history import Standing
from tiktok_tui.uploads.run import Run, Status, Tally
from tiktok_tui.uploads.summary import Summary

SPEC = replace(run_specs.SPEC, totals=replace(run_specs.TOTALS, rejected=3))
RUN = Run(1, "r1", SPEC, 1, Status.STOPPED, 0.0, 1.0, 2_000, Tally(accepted=990, withheld=5, similar=1), "", "")
LEFT = Summary("r1", Status.STOPPED, 2_000, Tally(accepted=1_990))
ALL = Summary("r1", Status.DONE, 2_000, Tally(accepted=2_000))
KEYS = {
    "r": ("resume", "resume"),
    "e": ("export", "export rejects"),
    "m": ("corrected", "send corrected"),
    "d": ("resume_doubtful", "send what is in doubt"),
    "b": ("resume_similar", "send held back"),
    "g": ("give_up", "give up"),
}


class NoRows(SimpleNamespace):
    """A run without batches."""

    def batch_count(self) -> int:
        return 0


async def test_a_run_is_resumed_with_more_on_request_and_given_up_after_a_question(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, reads, fixes, given_up = session.home, list[object](), list[object](), list[object]()
    now = LoadedRun(Standing(RUN, False), SHOP, MAPPING)
    fixed: list[Destination | None] = [None, SHOP]
    gates: list[Event] = []

    def read(*of: object) -> LoadedRun:
        reads.append(of)
        found = now
        while gates:
            gates.pop().wait(60)
        return found

    async def fix(_: object, *what: object) -> Destination | None:
        fixes.append(what)
        return fixed.pop(0)

    async def saved(*_: object) -> str:
        return "5 rows written to rejects.csv. F3 reads them."

    monkeypatch.setattr(LoadedRun, "read", read)
    monkeypatch.setattr(run_record, "RunRows", lambda path, run: NoRows(run=run))
    monkeypatch.setattr(run_page, "fix", fix)
    monkeypatch.setattr(run_page, "save_rejects_of", saved)
    monkeypatch.setattr(runs, "give_up", lambda *which: given_up.append(which))
    broken = AppError("It broke.", remedy="Wait.")
    page = RunPage(session, "r1", resume=True)
    app = TikTokTui(session, lambda _: page)

    async def says(words: str) -> None:
        await until(pilot, lambda: words in " ".join(screen_text(app).replace("│", " ").split()))

    def offered() -> str:
        return "".join(key for key in KEYS if app.screen.active_bindings[key].enabled)

    async def answered(key: str, question: str, answer: str) -> None:
        await pilot.press(key)
        await on(pilot, Confirm)
        await says(question)
        await pilot.press(answer)
        await until(pilot, lambda: app.screen is page)

    with Told() as resumed:
        monkeypatch.setattr(runs, "resume_named", resumed)
        async with app.run_test(size=(120, 40)) as pilot:
            # Opened to be resumed, it is resumed at once, and only once.
            await says("Getting ready …")
            assert (offered(), page.work_in_hand()) == ("", runs.LEAVING)
            assert {page.why_disabled(action) for action, _ in KEYS.values()} == {"the run is being sent"}
            assert (page.record.display, page.view.display) == (False, True)
            await says("Run r1")
            await says("orders.csv → Shop")
            page.on_screen_resume()
            resumed.tell(updates.RunStarted("r1", 2_000), updates.RunStopped(LEFT), None)
            await says(
                "! 1,990 accepted. 3 rows rejected before sending. Export them (e) to fix and send again. 10 left:"
            )
            await until(pilot, lambda: len(reads) == 2 and app.focused is page.record.batches)
            assert reads == [(home, "r1")] * 2
            assert (offered(), page.work_in_hand(), fixes) == ("remdbg", "", [])
            assert (page.record.display, page.view.display) == (True, False)
            assert [app.screen.active_bindings[key].binding.description for key in KEYS] == [
                words for _, words in KEYS.values()
            ]

            await answered("d", "Send the events in doubt?", "n")
            await answered("b", "Send what was held back?", "n")
            await answered("g", "Give the run up?", "n")
            assert (len(resumed.asked), given_up) == (1, [])
            await answered("d", "5 events may have been accepted", "y")
            await until(pilot, lambda: page.view.running)
            assert "10 left" not in screen_text(app)
            reads.clear()
            resumed.tell(updates.RunFinished(ALL), None)
            await says("✓ 2,000 accepted.")
            await until(pilot, lambda: len(reads) == 1)
            await answered("b", "1 looks like an event accepted earlier", "y")
            await until(pilot, lambda: page.view.running)

            # What it fails with is said, and continues once it is fixed.
            resumed.tell(updates.RunStopped(LEFT, broken), None)
            await says("✗ It broke. Wait.")
            await until(pilot, lambda: fixes == [(session, SHOP, broken)] and "r" in offered())
            await pilot.press("r")
            await until(pilot, lambda: page.view.running)
            resumed.tell(updates.RunStopped(LEFT, broken), None)
            await until(pilot, lambda: len(resumed.asked) == 5)
            now = replace(now, destination=None)
            resumed.tell(updates.RunStopped(LEFT), None)
            await until(pilot, lambda: offered() == "redbg")
            assert len(fixes) == 2
            assert page.why_disabled("corrected") == "the destination was deleted"
            await pilot.press("e")
            await says("✓ 5 rows written to rejects.csv. F3 reads them. Correct them there, then m sends that file.")

            # What was read first does not arrive last.
            gate = Event()
            gates.append(gate)
            page.on_screen_resume()
            await until(pilot, lambda: not gates)
            now = replace(now, destination=replace(SHOP, name="Renamed"))
            page.on_screen_resume()
            await says("orders.csv → Renamed")
            gate.set()
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert "orders.csv → Renamed" in screen_text(app)

            # While another process sends it, it is read again until that has ended, once a second in all.
            timers, stopped, set_timer = list[Timer](), list[Timer](), page.set_timer

            def counted(seconds: float, act: Callable[[], None]) -> Timer:
                timer = set_timer(seconds, act)
                stop = timer.stop

                def stops() -> None:
                    stopped.append(timer)
                    stop()

                monkeypatch.setattr(timer, "stop", stops)
                timers.append(timer)
                return timer

            monkeypatch.setattr(page, "set_timer", counted)
            now = LoadedRun(Standing(RUN, True), SHOP, MAPPING)
            await answered("g", "1,004 of its 2,000 events have not been sent.", "y")
            await says("● running")
            assert given_up == [(home, "r1")]
            assert (offered(), page.why_disabled("give_up")) == ("emdb", "another process is sending the run")
            page.on_screen_resume()
            await until(pilot, lambda: len(timers) > 1)
            assert len([timer for timer in timers if timer not in stopped]) < 2
            now = LoadedRun(Standing(replace(RUN, status=Status.GIVEN_UP), False), SHOP, MAPPING)
            await says("○ given up")
            app.push_screen(RunPage(session, "r1", resume=True))  # asked for before it was given up elsewhere
            await until(pilot, lambda: app.screen is not page)
            await says("○ given up")
            await app.workers.wait_for_complete()
            assert len(resumed.asked) == 5
    assert [asked for *asked, how in resumed.asked] == [[session, "r1"]] * 5
    assert [(how["send_doubtful"], how["send_similar"]) for *_, how in resumed.asked] == [
        *((False, False), (True, False), (False, True), (False, False), (False, False))
    ]
