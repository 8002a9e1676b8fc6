"""The history: runs of a real ledger, opened, resumed to their end against the sandbox, and their rejects saved."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest
from textual.events import Resize
from textual.geometry import Size
from textual.pilot import Pilot
from textual.widgets import Input

from tests.support import uploads
from tests.support.pilot import paste, screen_text, shows, until
from tests.support.run_specs import SPEC, TOTALS
from tests.support.sandbox import Sandbox
from tests.support.secret_service import SecretService
from tests.support.setups import on
from tests.support.uploads import Scenario, write_orders
from tiktok_tui.accounts import destinations, verifying
from tiktok_tui.accounts.home import Home, private_folder
from tiktok_tui.files.opening import open_table
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.prepare import prepare
from tiktok_tui.sandbox import known
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.frame.navigation import OpenRun
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.destination.edit_destination import EditDestination
from tiktok_tui.tui.screens.history import history as history_page
from tiktok_tui.tui.screens.history import run_lines
from tiktok_tui.tui.screens.history.history import HistoryPage
from tiktok_tui.tui.screens.history.run import RunPage
from tiktok_tui.tui.screens.upload.details import BatchDialog, RefusalDialog
from tiktok_tui.tui.widgets.bar import Bar
from tiktok_tui.tui.widgets.clock import moment
from tiktok_tui.tui.widgets.table.rows import Cell
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.wizard.step_page import StepPage
from tiktok_tui.uploads.ledger import history, runs
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import Run, Status, Tally
from tiktok_tui.uploads.sending.control import Control
from tiktok_tui.uploads.updates import BatchAccepted

SIZE = (120, 40)
RUN = Run(1, "r1", SPEC, 1, Status.DONE, 1_780_000_000.0, 1.0, 2_000, Tally(accepted=2_000), "", "")


@pytest.fixture
def scenario(tmp_path: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Scenario:
    """A home with a destination, and uploads to the sandbox."""
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.TOKEN)
    monkeypatch.chdir(tmp_path)
    folder = private_folder(tmp_path / "home")
    made = Scenario(Home(folder, folder), sandbox, tmp_path)
    destinations.save(made.home, made.destination)
    return made


def stopped_run(scenario: Scenario, count: int = 6000, name: str = "orders.csv") -> Run:
    """A run that a person stopped after its first batches."""
    control = Control()
    with scenario.sending(scenario.orders(count, name=name), Options(in_flight_max=1), control) as sending:
        for update in sending:
            if isinstance(update, BatchAccepted):
                control.stop()
        run = sending.run.id
    return history.standing(scenario.home, run).run


def app_on(scenario: Scenario, run: str = "", *, resume: bool = False) -> TikTokTui:
    """The app on the history, or on one of its runs."""
    session = AppSession(scenario.home, scenario.sandbox.base_url)

    class Below(Page[None]):
        def on_mount(self) -> None:
            self.app.push_screen(RunPage(session, run, resume=resume) if run else HistoryPage(session))

    return TikTokTui(session, lambda app: Below(session))


def lines_with(app: TikTokTui, text: str) -> list[str]:
    return [line for line in screen_text(app).splitlines() if text in line]


async def says(pilot: Pilot[str], words: str) -> None:
    """Wait until `words` are on the screen, however they are wrapped."""
    await until(pilot, lambda: words in " ".join(screen_text(pilot.app).replace("│", " ").split()))


def page(app: TikTokTui) -> RunPage:
    return next(screen for screen in app.screen_stack if isinstance(screen, RunPage))


async def test_runs_are_listed_with_their_results(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario.send(write_orders(scenario.folder / "october.csv", range(50), broken=frozenset({7, 9})))
    stopped = stopped_run(scenario, name="november.csv")
    app = app_on(scenario)
    async with app.run_test(size=SIZE) as pilot:
        await shows(pilot, "november.csv")
        first, second = lines_with(app, ".csv")
        assert "november.csv" in first
        assert "↻ stopped" in first
        assert f"{stopped.left:,}" in first
        assert "✓ done" in second
        assert [word for word in second.split() if word.isdigit()] == ["48", "0", "2", "0"]
        assert app.screen.active_bindings["r"].enabled
        assert app.screen.active_bindings["r"].binding.description == "resume"
        keys: list[object] = []
        app.screen.bindings_updated_signal.subscribe(app.screen, keys.append)
        await pilot.press("down")
        await until(pilot, lambda: keys and not app.screen.active_bindings["r"].enabled)
        listed = app.screen
        await pilot.press("enter")
        await on(pilot, RunPage)
        await shows(pilot, "october.csv → Shop")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is listed and "november.csv" in screen_text(app))
        for width, headed in ((110, "To go"), (109, "Run")):
            await pilot.resize_terminal(width, 40)
            await until(pilot, lambda headed=headed: bool(lines_with(app, f"  {headed} ")))  # type: ignore[misc]
        await pilot.press("home")
        await shows(pilot, "november.csv")
        await until(pilot, lambda: app.screen.active_bindings["r"].enabled)
        monkeypatch.setattr(run_lines, "can_resume", lambda _: False)  # another process has begun to send it
        assert isinstance(listed, HistoryPage)
        listed.on_screen_resume()
        why = "the run under the cursor is finished, or is being sent"
        # Rows are read once they are drawn, and here they are drawn when the test reads the screen.
        await until(pilot, lambda: lines_with(app, "november.csv") and listed.why_disabled("resume") == why)
        await until(pilot, lambda: not app.screen.active_bindings["r"].enabled)
        read, standings = Event(), history.standings
        monkeypatch.setattr(history, "standings", lambda *what, **window: read.wait(60) and standings(*what, **window))
        listed.on_screen_resume()
        assert listed.why_disabled("resume") == "there is no run here", (
            "while it is read again, no row is one of before"
        )
        await pilot.press("enter")
        assert isinstance(app.screen, HistoryPage)
        read.set()
        await until(pilot, lambda: lines_with(app, "november.csv") and listed.why_disabled("resume") == why)


@pytest.mark.parametrize("width", [120, 100])
def test_a_run_is_a_line_of_cells(width: int, session: AppSession, monkeypatch: pytest.MonkeyPatch) -> None:
    destinations.save(session.home, replace(uploads.SHOP, slug="shop", name="Corner shop"))
    totals = replace(TOTALS, rejected=1_500)
    left = replace(RUN, status=Status.STOPPED, tally=Tally(accepted=1_200), spec=replace(SPEC, totals=totals))
    gone = replace(RUN, id="older", tally=Tally(accepted=1_997, refused=3), spec=replace(SPEC, destination="gone"))
    asked: list[object] = []

    def standings(home: Home, **window: object) -> list[history.Standing]:
        asked.append((home, window))
        return [history.Standing(left, False), history.Standing(gone, False)]

    monkeypatch.setattr(history, "standings", standings)
    monkeypatch.setattr(history, "run_count", lambda _, text: len(text))
    loads: list[Any] = []
    table = SimpleNamespace(load=lambda rows, columns: loads.append((rows, columns)))
    later: list[object] = []
    app = SimpleNamespace(call_later=later.append)
    for name, part in (("filtered", SimpleNamespace(text="may")), ("table", table), ("app", app)):
        monkeypatch.setattr(HistoryPage, name, part)
    monkeypatch.setattr(history_page, "FetchedRows", lambda *what: what)
    page = HistoryPage(session)
    page.on_resize(Resize(Size(width, 40), Size(width, 40)))
    (((its_table, count, fetch), columns),) = loads
    first, second = fetch(50, 25)
    assert (its_table, count()) == (table, 3)
    assert asked == [(session.home, {"containing": "may", "offset": 50, "limit": 25})]
    assert later == [page.refresh_bindings], "only now is it known which of them can be resumed"
    resumed: list[tuple[int, OpenRun]] = []
    monkeypatch.setattr(page, "post_message", lambda message: resumed.append((table.cursor, message)))
    for table.cursor in (0, 1, 49, 50, 51):
        page.action_resume()
    assert resumed == [(50, OpenRun(left.id, resume=True))]
    begun = Cell(moment(RUN.started_at), Tone.QUIET)
    state, done = Cell("↻ stopped", Tone.WARNING), Cell("✓ done", Tone.DONE)
    wide = [
        [
            *(state, "orders.csv", Cell("Corner shop", Tone.QUIET), "1,200", Cell("0", Tone.QUIET)),
            *(Cell("1,500", Tone.INFO), Cell("800", Tone.WARNING), begun),
        ],
        [
            *(done, "orders.csv", Cell("gone", Tone.QUIET), "1,997", Cell("3", Tone.ERROR)),
            *(Cell("0", Tone.QUIET), Cell("0", Tone.QUIET), begun),
        ],
    ]
    narrow = [[state, "orders.csv → Corner shop", "1,200", begun], [done, "orders.csv → gone", "1,997", begun]]
    titles = ["State", "File", "To", "Accepted", "Refused", "Rejected", "To go", "Started"]
    assert [first, second] == (wide if width == 120 else narrow)
    assert [column.label for column in columns] == (titles if width == 120 else ["State", "Run", "Accepted", "Started"])
    assert [column.label for column in columns if column.right] == (titles[3:7] if width == 120 else ["Accepted"])


async def test_the_list_is_as_long_as_the_history_and_can_be_narrowed(scenario: Scenario) -> None:
    scenario.send(scenario.orders(1))
    job = history.standings(scenario.home)[0].run.spec
    with Ledger(scenario.home.ledger) as ledger:
        for number in range(300):
            begun = runs.begin(
                ledger, replace(job, source=FileSource(Path(f"/data/file-{number:03}.csv"))), datetime.now(UTC)
            )
            runs.end(ledger, begun.number, Status.DONE, None, 0.0)
    app = app_on(scenario)
    async with app.run_test(size=SIZE) as pilot:
        await shows(pilot, "file-299.csv")
        await pilot.press("end")
        await shows(pilot, "orders.csv")
        await pilot.press("slash", *"file-04")
        await until(pilot, lambda: "file-049.csv" in screen_text(app) and "orders.csv" not in screen_text(app))
        assert len(lines_with(app, ".csv")) == 10
        await pilot.press("enter", "enter")
        await on(pilot, RunPage)
        await shows(pilot, "file-049.csv")


async def test_an_empty_history_says_so(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Event()
    monkeypatch.setattr(history, "run_count", lambda *_: 0 if counted.wait(60) else 1)
    app = app_on(scenario)
    async with app.run_test(size=SIZE) as pilot:
        listed = await on(pilot, HistoryPage)
        await shows(pilot, "…")
        await pilot.press("enter")  # until the runs are counted there is a line, of no run
        assert app.screen is listed
        counted.set()
        await shows(pilot, "Nothing has been sent yet")
        assert not app.screen.active_bindings["r"].enabled
        assert listed.why_disabled("resume") == "there is no run here"
        await pilot.press("r", "enter")
        assert isinstance(app.screen, HistoryPage)


async def test_a_run_shows_its_facts_and_each_batch_in_full(scenario: Scenario) -> None:
    scenario.send(write_orders(scenario.folder / "orders.csv", range(2500), broken=frozenset({7})))
    app = app_on(scenario)
    async with app.run_test(size=SIZE) as pilot:
        await shows(pilot, "orders.csv")
        await pilot.press("enter")
        await shows(pilot, "2,499 accepted")
        await shows(pilot, "1 row · Amount cannot be read")
        assert str(scenario.folder / "orders.csv") in screen_text(app)
        assert "Refused by TikTok" not in screen_text(app)
        (request,) = {batch.request_id for batch in batches(scenario) if batch.number == 2}
        await shows(pilot, request[-6:])
        await pilot.press("down", "enter")
        await on(pilot, BatchDialog)
        await shows(pilot, request)
        await pilot.press("y")
        assert app.clipboard == request
        await pilot.press("escape")
        assert isinstance(app.screen, RunPage)


def batches(scenario: Scenario) -> list[history.BatchRecord]:
    with Ledger(scenario.home.ledger) as ledger:
        return history.batches(ledger, history.standings(scenario.home)[0].run)


async def test_what_tiktok_refused_is_listed_and_can_be_narrowed(scenario: Scenario, sandbox: Sandbox) -> None:
    sandbox.set_faults("refuse-events:0.05")
    scenario.send(scenario.orders(300))
    rows = [refusal.row for refusal in refusals(scenario)]
    assert len(rows) > 2
    app = app_on(scenario, history.standings(scenario.home)[0].run.id)
    async with app.run_test(size=SIZE) as pilot:
        await shows(pilot, f"{len(rows)} refused")
        bar = app.screen.query_one(Bar)
        assert (bar.good, bar.bad) == (300 - len(rows), len(rows))
        table = app.screen.query_one("#refused VirtualTable", VirtualTable)
        await until(pilot, lambda: table.count == len(rows) and table.row(0)[0] == str(rows[0]))
        table.focus()
        await pilot.press("down", "enter")
        await on(pilot, RefusalDialog)
        await shows(pilot, f"Row {rows[1]:,}")
        await pilot.press("escape")
        await on(pilot, RunPage)
        await pilot.press("slash", *str(rows[-1]))
        await until(pilot, lambda: table.count == 1 and table.row(0)[0] == str(rows[-1]))
        await pilot.press("enter", "enter")
        await on(pilot, RefusalDialog)
        await shows(pilot, f"Row {rows[-1]:,}")
        await shows(pilot, refusals(scenario)[-1].request_id)


def refusals(scenario: Scenario) -> list[history.Refusal]:
    with Ledger(scenario.home.ledger) as ledger:
        return history.refusals(ledger, history.standings(scenario.home)[0].run)


async def test_a_stopped_run_continues_to_its_end_and_nothing_is_sent_twice(
    scenario: Scenario, sandbox: Sandbox
) -> None:
    stopped = stopped_run(scenario)
    assert stopped.left > 0
    app = app_on(scenario)
    async with app.run_test(size=SIZE) as pilot:
        await shows(pilot, "↻ stopped")
        await pilot.press("r")
        await shows(pilot, "6,000 accepted.")
        await shows(pilot, "✓ done")
        assert not app.screen.active_bindings["r"].enabled
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HistoryPage) and "✓ done" in screen_text(app))
    stats = sandbox.stats()
    assert (stats.accepted, stats.repeats) == (6000, 0)
    assert history.standings(scenario.home)[0].state == "done"


async def test_b_sends_what_a_run_has_held_back(scenario: Scenario, sandbox: Sandbox) -> None:
    scenario.mapping = Mapping({"timestamp": FieldSource(columns=("time",)), "email": FieldSource(columns=("mail",))})
    visits, day = scenario.folder / "visits.csv", datetime.now(UTC).date() - timedelta(days=2)
    for time in (f"{day}", f"{day} 09:30:01"):
        visits.write_text(f"mail,time,end\na@b.cd,{time},.\n")
        scenario.send(visits)
    app = app_on(scenario, history.standings(scenario.home)[0].run.id)
    async with app.run_test(size=SIZE) as pilot:
        await shows(pilot, "1 held back")
        await pilot.press("b")
        await shows(pilot, "1 looks like an event accepted earlier under another ID.")
        await pilot.press("y")
        await until(pilot, lambda: sandbox.stats().accepted == 2)
        await shows(pilot, "1 accepted.")
        await until(pilot, lambda: not app.screen.active_bindings["b"].enabled)


async def test_a_refused_token_is_renewed_on_the_spot_and_the_run_continues(
    scenario: Scenario, sandbox: Sandbox, real_keyring: SecretService
) -> None:
    secrets = verifying.Secrets.of_token(sandbox.make_token(value="first-token"))
    verifying.add(scenario.home, "acme", secrets, base_url=sandbox.base_url)
    stopped = stopped_run(scenario)
    sandbox.revoke_token("first-token")
    app = app_on(scenario, stopped.id, resume=True)
    async with app.run_test(size=SIZE) as pilot:
        await shows(pilot, "The credential was refused")
        await pilot.press("n")
        await shows(pilot, "✗ failed")
        await pilot.press("r")
        await shows(pilot, "The credential was refused")
        await pilot.press("y")
        await shows(pilot, "Reauthorise acme")
        await pilot.press("enter")
        await shows(pilot, "─ Access token ─")
        await paste(pilot, known.TOKEN)
        await pilot.press("enter")
        await shows(pilot, "6,000 accepted.")
    assert (sandbox.stats().accepted, sandbox.stats().repeats) == (6000, 0)
    assert [entry.secret for entry in real_keyring.entries()] == [known.TOKEN]


async def test_a_refused_token_of_the_environment_is_said_and_the_run_can_continue_later(
    scenario: Scenario, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = stopped_run(scenario)
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.REVOKED_TOKEN)
    app = app_on(scenario, stopped.id, resume=True)
    async with app.run_test(size=SIZE) as pilot:
        await shows(pilot, "TIKTOK_TUI_ACCESS_TOKEN")
        monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.TOKEN)
        await pilot.press("r")
        await shows(pilot, "6,000 accepted.")
    assert (sandbox.stats().accepted, sandbox.stats().repeats) == (6000, 0)


async def test_a_setting_that_is_wrong_opens_its_screen_and_the_run_continues_after_it(
    scenario: Scenario, sandbox: Sandbox
) -> None:
    stopped = stopped_run(scenario)
    destinations.save(scenario.home, replace(scenario.destination, event_set_id=known.EVENT_SET_PHONE))
    app = app_on(scenario, stopped.id, resume=True)
    async with app.run_test(size=SIZE) as pilot:
        await shows(pilot, "A setting is wrong")
        await pilot.press("y")
        await on(pilot, EditDestination)
        await says(pilot, "Change it back to finish the run")
        line = app.focused
        assert isinstance(line, Input)
        line.value = known.EVENT_SET
        await pilot.press("ctrl+s")
        await shows(pilot, "6,000 accepted.")
    assert (sandbox.stats().accepted, sandbox.stats().repeats) == (6000, 0)


async def test_leaving_a_run_that_continues_asks_first_and_stops_it(scenario: Scenario, sandbox: Sandbox) -> None:
    stopped = stopped_run(scenario, 20_000)
    sandbox.set_faults("hold@/event/track/")
    app = app_on(scenario, stopped.id, resume=True)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: page(app).work_in_hand())
        await pilot.press("escape")
        await shows(pilot, "Stop the upload?")
        await says(pilot, "The upload is stopped after the batches in flight. Nothing is lost; it can be resumed.")
        await says(pilot, "Keep sending Stop")
        await pilot.press("n")
        await on(pilot, RunPage)
        assert page(app).work_in_hand()
        await pilot.press("escape")
        await shows(pilot, "Stop the upload?")
        sandbox.set_faults()
        await pilot.press("y")
        await until(pilot, lambda: not any(isinstance(screen, RunPage) for screen in app.screen_stack))
    assert history.standing(scenario.home, stopped.id).run.resumable
    assert sandbox.stats().repeats == 0


async def export_to(pilot: Pilot[str], path: Path) -> None:
    await pilot.press("e")
    await shows(pilot, "Save the rejected rows to")
    pilot.app.screen.query_one(Input).value = str(path)
    await pilot.press("enter")


async def test_rejects_are_saved_from_the_file_as_it_was_sent_and_can_be_sent_corrected(
    scenario: Scenario, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(scenario.folder)
    sandbox.set_faults("refuse-events:0.05")
    scenario.send(write_orders(scenario.folder / "orders.csv", range(60), broken=frozenset({7, 20})))
    sandbox.set_faults()
    run = history.standings(scenario.home)[0].run
    expected = sorted({7, 20} | {refusal.row - 2 for refusal in refusals(scenario)})
    assert len(expected) > 2
    out = scenario.folder / "rejects-of-it.csv"
    app = app_on(scenario, run.id)
    async with app.run_test(size=SIZE) as pilot:
        await shows(pilot, "done")
        await export_to(pilot, out)
        await shows(pilot, f"{len(expected)} rows written")
        await pilot.press("m")
        await until(pilot, lambda: any(isinstance(screen, StepPage) for screen in app.screen_stack))
        await shows(pilot, "Which file has the conversions?")
        step = next(screen for screen in app.screen_stack if isinstance(screen, StepPage))
        assert step.STEP == "mapping"
        assert step.wizard.draft.destination == destinations.load(scenario.home, scenario.destination.slug)
        assert step.wizard.draft.corrects == scenario.mapping
        await shows(pilot, "› rejects-of-it.csv")  # what is to be sent, before the files that were sent
        assert "orders.csv" in screen_text(app)
    with out.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == [f"order-{number:06}" for number in expected]
    assert [row["id"] for row in rows if row["value"] == "a lot"] == ["order-000007", "order-000020"]
    corrected = [{key: row[key] for key in ("id", "time", "email", "value")} | {"value": "5.00"} for row in rows]
    fixed = scenario.folder / "fixed.csv"
    with fixed.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["id", "time", "email", "value"])
        writer.writeheader()
        writer.writerows(corrected)
    with (
        open_table(str(fixed), scratch=private_folder(scenario.home.scratch)) as table,
        prepare(table, scenario.mapping, scenario.destination, now=datetime.now(UTC)) as prepared,
    ):
        assert prepared.totals.sendable == len(expected)


async def test_rejects_of_a_file_that_is_gone_or_changed_are_refused_in_words(scenario: Scenario) -> None:
    path = write_orders(scenario.folder / "orders.csv", range(60), broken=frozenset({7}))
    scenario.send(path)
    text = path.read_text()
    app = app_on(scenario, history.standings(scenario.home)[0].run.id)
    out = scenario.folder / "corrected.csv"
    async with app.run_test(size=SIZE) as pilot:
        await shows(pilot, "done")
        for change, words in (
            (text + "x\n", "has changed"),
            (text.replace("order-000001", "order-999999"), "has changed"),
            (None, "no longer there"),
        ):
            path.unlink() if change is None else path.write_text(change)
            await export_to(pilot, out)
            await says(pilot, words)
            await pilot.press("escape")
            await on(pilot, RunPage)
            assert not out.exists()


async def test_rejects_are_masked_once_the_destination_restricts_pii(scenario: Scenario) -> None:
    scenario.send(write_orders(scenario.folder / "orders.csv", range(60), broken=frozenset({7})))
    destinations.save(scenario.home, replace(scenario.destination, restrict_pii=True))
    out = scenario.folder / "corrected.csv"
    app = app_on(scenario, history.standings(scenario.home)[0].run.id)
    async with app.run_test(size=SIZE) as pilot:
        await shows(pilot, "done")
        await export_to(pilot, out)
        await shows(pilot, "1 row written")
    assert "person7@" not in out.read_text()


async def test_a_run_that_is_finished_offers_nothing_to_resume(scenario: Scenario) -> None:
    scenario.send(scenario.orders(5))
    app = app_on(scenario, history.standings(scenario.home)[0].run.id)
    async with app.run_test(size=SIZE) as pilot:
        await shows(pilot, "✓ done")
        keys = app.screen.active_bindings
        assert not keys["r"].enabled
        assert not keys["e"].enabled
        assert keys["m"].enabled
        destinations.remove(scenario.home, scenario.destination.slug)
        page(app).on_screen_resume()
        await until(pilot, lambda: not app.screen.active_bindings["m"].enabled)


async def test_opening_a_run_that_is_not_there_is_a_message(scenario: Scenario) -> None:
    scenario.send(scenario.orders(5))
    app = app_on(scenario)
    async with app.run_test(size=SIZE) as pilot:
        await shows(pilot, "orders.csv")
        app.screen.post_message(OpenRun("2001-01-01-001"))
        await shows(pilot, "There is no run")


async def test_a_run_can_be_given_up_and_is_then_resumed_no_more(scenario: Scenario) -> None:
    run = stopped_run(scenario, 2000)
    app = app_on(scenario, run.id)
    async with app.run_test(size=SIZE) as pilot:
        await shows(pilot, "stopped")
        await pilot.press("g")
        await says(pilot, "1,000 of its 2,000 events have not been sent")
        await pilot.press("n")
        await pilot.press("g", "y")
        await shows(pilot, "given up")
        assert page(app).why_disabled("resume") == "the run is given up"
        assert page(app).why_disabled("give_up") == "the run is given up"
    assert history.standing(scenario.home, run.id).run.status is Status.GIVEN_UP


async def test_a_ledger_that_lacks_runs_is_asked_about_before_a_run_is_resumed(scenario: Scenario) -> None:
    run = stopped_run(scenario, 2000)
    scenario.home.ledger_marker.write_text('{"ledger": "another", "runs": 9}')
    app = app_on(scenario, run.id, resume=True)
    async with app.run_test(size=SIZE) as pilot:
        await says(pilot, "9 were made here")
        assert scenario.sandbox.stats().accepted == 1000
        await pilot.press("y")
        await until(pilot, lambda: scenario.sandbox.stats().accepted == 2000)
        await shows(pilot, "done")
