"""The upload step against a real sandbox: live, paused, stopped, left, fixed, resumed; and what it says at the end."""

from __future__ import annotations

import csv
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.pilot import Pilot

from tests.support import uploads
from tests.support.pilot import paste, screen_text, shows, until
from tests.support.sandbox import Sandbox
from tests.support.secret_service import SecretService
from tests.support.setups import Start, checked_draft, is_finished, on, remembered, setup_of, upload_of
from tests.support.told import Told
from tiktok_tui.accounts import credentials, destinations, verifying
from tiktok_tui.events.errors import AppError
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.prepare.prepare import Prepared
from tiktok_tui.sandbox import known
from tiktok_tui.syncs.settings import store
from tiktok_tui.syncs.settings.sync import PathSource
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.ask import Ask
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.prompt import Prompt, SecretPrompt
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs import jobs
from tiktok_tui.tui.jobs.jobs import BackgroundJob
from tiktok_tui.tui.screens.destination.edit_destination import EditDestination
from tiktok_tui.tui.screens.destination.pick_input import PickInput
from tiktok_tui.tui.screens.mapping.mapping_step import MappingStep
from tiktok_tui.tui.screens.review.review_step import ReviewStep
from tiktok_tui.tui.screens.syncs.new_sync import NewSync
from tiktok_tui.tui.screens.syncs.sync_page import SyncPage
from tiktok_tui.tui.screens.upload import runs, upload_step
from tiktok_tui.tui.screens.upload.details import BatchDialog, RefusalDialog
from tiktok_tui.tui.screens.upload.upload_step import UploadStep
from tiktok_tui.tui.screens.upload.upload_view import UploadView
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.wizard.draft import CheckedFile, StartedUpload, UploadState, WizardDraft
from tiktok_tui.uploads import updates
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import LeftOut, Status, Tally
from tiktok_tui.uploads.start import Sending
from tiktok_tui.uploads.summary import Summary

Compare = Callable[..., bool]
REAL = replace(uploads.SHOP, slug="real", name="Real shop", auto_tracking=True)


def orders(session: AppSession, folder: Path, count: int, *, broken: frozenset[int] = frozenset()) -> Path:
    """A file of so many orders of today, mapped already."""
    path = uploads.write_orders(folder / "orders.csv", range(count), broken=broken)
    return remembered(session, path, uploads.MAPPING, REAL)


@asynccontextmanager
async def sending(
    session: AppSession, source: Path, *, draft: WizardDraft | None = None, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[TikTokTui, Pilot[str]]]:
    """The app with the upload of `source` begun."""
    begun = replace(draft or WizardDraft(credential="acme", destination=REAL), source=FileSource(source))
    app = TikTokTui(session, lambda _: Start(session, begun, "mapping"))
    async with app.run_test(size=size) as pilot:
        await on(pilot, MappingStep)
        await pilot.press("ctrl+s")
        await on(pilot, ReviewStep)
        await pilot.press("ctrl+s")
        await on(pilot, Confirm)
        await pilot.press("y")
        await until(pilot, lambda: any(isinstance(page, UploadStep) for page in app.screen_stack))
        yield app, pilot


async def finished(pilot: Pilot[str], app: TikTokTui) -> None:
    await until(pilot, lambda: is_finished(app))


def view(app: TikTokTui) -> UploadView:
    return next(page for page in app.screen_stack if isinstance(page, UploadStep)).query_one(UploadView)


async def test_an_upload_runs_to_its_end_and_says_its_result(
    real: AppSession, sandbox: Sandbox, tmp_path: Path
) -> None:
    source = orders(real, tmp_path, 2_500, broken=frozenset({7, 8}))
    async with sending(real, source) as (app, pilot):
        await finished(pilot, app)
        await shows(pilot, "Sent 2,498 events from orders.csv to Real shop.")
        await shows(pilot, "✓ 2,498 accepted")
        await shows(pilot, "2 rows rejected before sending.")
        await until(pilot, lambda: "offline events within 24 hours." in " ".join(screen_text(app).split()))
        await pilot.press("d")
        await on(pilot, Start)
        assert sandbox.stats().accepted == 2_498
        assert sandbox.stats().repeats == 0


async def test_pause_starts_no_more_batches_and_space_continues(
    real: AppSession, sandbox: Sandbox, tmp_path: Path
) -> None:
    sandbox.set_faults("hold@/event/track/")
    async with sending(real, orders(real, tmp_path, 7_000)) as (app, pilot):
        await shows(pilot, "● sending")
        await pilot.press("space")
        sandbox.set_faults()
        await shows(pilot, "Paused. space  continue")
        await shows(pilot, "space continue   s stop")
        await until(pilot, lambda: sandbox.stats().in_flight == 0)
        arrived = sandbox.stats().arrived
        assert arrived < 7_000
        assert not is_finished(app)
        await pilot.press("space")
        await finished(pilot, app)
        assert sandbox.stats().accepted == 7_000
        assert sandbox.stats().repeats == 0


async def test_stop_finishes_what_is_in_flight_and_resume_sends_the_rest(
    real: AppSession, sandbox: Sandbox, tmp_path: Path
) -> None:
    sandbox.set_faults("hold@/event/track/")
    async with sending(real, orders(real, tmp_path, 7_000)) as (app, pilot):
        await shows(pilot, "● sending")
        await pilot.press("s")
        await shows(pilot, "Stopping: the batches in flight are finished first.")
        sandbox.set_faults()
        await shows(pilot, "Stopped sending 7,000 events")
        accepted = sandbox.stats().accepted
        assert 0 < accepted < 7_000
        await shows(pilot, f"{7_000 - accepted:,} left: resume (r).")
        await pilot.press("r")
        await finished(pilot, app)
        # All of the run, not what the second part of it has sent.
        await shows(pilot, "Sent 7,000 events from orders.csv to Real shop.")
        await shows(pilot, "✓ 7,000 accepted")
        batch = view(app).batches.row(view(app).batches.count - 1)[0]
        assert batch == "1", "the batches of the first part are still shown"
        assert "not sent yet" not in screen_text(app)
        assert sandbox.stats().accepted == 7_000
        assert sandbox.stats().repeats == 0


async def test_it_continues_while_one_is_elsewhere_and_is_found_again(
    real: AppSession, sandbox: Sandbox, tmp_path: Path
) -> None:
    sandbox.set_faults("hold@/event/track/")
    async with sending(real, orders(real, tmp_path, 3_000)) as (app, pilot):
        await shows(pilot, "● sending")
        await pilot.press("escape")
        await on(pilot, ReviewStep)
        await pilot.press("right")
        await shows(pilot, "An upload is running; your choices here are for the next one.")
        await pilot.press("left", "escape")
        step = await on(pilot, MappingStep)
        await shows(pilot, "This file is being sent.")
        before = setup_of(app).draft.file
        assert [app.screen.active_bindings[key].enabled for key in ("g", "f", "ctrl+o")] == [False] * 3
        await pilot.press("delete", "g", "m", "enter")
        assert app.screen is step
        assert setup_of(app).draft.file == before
        sandbox.set_faults()
        await finished(pilot, app)
        setup_of(app).go("upload")
        await on(pilot, UploadStep)
        await shows(pilot, "✓ 3,000 accepted")


async def test_quitting_in_the_middle_asks_wherever_one_is(real: AppSession, sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.set_faults("hold@/event/track/")
    async with sending(real, orders(real, tmp_path, 3_000)) as (app, pilot):
        await shows(pilot, "● sending")
        await pilot.press("ctrl+q")
        await on(pilot, Confirm)
        await shows(pilot, "can be resumed")
        await pilot.press("n")
        await on(pilot, UploadStep)
        while not isinstance(app.screen, Start):
            await pilot.press("escape")
            await pilot.pause()
        await pilot.press("ctrl+q")
        await on(pilot, Confirm)
        await pilot.press("n")
        sandbox.set_faults()
        await finished(pilot, app)
        assert sandbox.stats().accepted == 3_000


async def test_rows_that_tiktok_refuses_are_listed_counted_filtered_and_exported(
    real: AppSession, sandbox: Sandbox, tmp_path: Path
) -> None:
    sandbox.set_faults("refuse-events:0.004", "refuse-index")
    saved = tmp_path / "rejects.csv"
    async with sending(real, orders(real, tmp_path, 1_500, broken=frozenset({3}))) as (app, pilot):
        await finished(pilot, app)
        await shows(pilot, "Refused by TikTok")
        refused = sandbox.stats().refused_events
        assert refused > 0
        rows = view(app).query_one("#refused VirtualTable", VirtualTable)
        listed = rows.count
        assert listed > 0
        await shows(pilot, f"✗ {listed:,} refused")
        accepted = sandbox.stats().accepted
        await shows(pilot, f"Sent {accepted:,} events from orders.csv to Real shop.")
        await shows(pilot, f"✓ {accepted:,} accepted")
        await pilot.press("tab", "slash", *"nothing like it")
        await until(pilot, lambda: rows.count == 0)
        await pilot.press("escape")
        await until(pilot, lambda: rows.count == listed)
        last = rows.row(listed - 1)[0]
        await pilot.press("slash", *str(last))
        await until(pilot, lambda: rows.count == 1)
        await pilot.press("enter", "enter")
        await on(pilot, RefusalDialog)
        await shows(pilot, f"Row {last} ")
        await pilot.press("escape")
        await on(pilot, UploadStep)
        await pilot.press("escape")
        await until(pilot, lambda: rows.count == listed)
        await pilot.press("home", "down", "enter")
        dialog = await on(pilot, RefusalDialog)
        await shows(pilot, f"Row {rows.row(1)[0]} ")
        await shows(pilot, "TikTok's request ID: ")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is not dialog)
        await pilot.press("e")
        await on(pilot, Prompt)
        await pilot.press("ctrl+u")
        await paste(pilot, str(saved))
        await pilot.press("enter")
        await shows(pilot, f"{listed + 1:,} rows written to")
        assert "Export them" not in screen_text(app)
        await pilot.press("n")
        await until(pilot, lambda: setup_of(app).draft.corrects == uploads.MAPPING)
    with saved.open(newline="", encoding="utf-8-sig") as file:
        rules = [row["tiktok-tui rule"] for row in csv.DictReader(file)]
    assert rules.count("tiktok.refused") == listed
    assert rules.count("value.unreadable") == 1


async def test_a_batch_tells_all_of_itself_and_its_request_id_is_copied(
    real: AppSession, sandbox: Sandbox, tmp_path: Path
) -> None:
    async with sending(real, orders(real, tmp_path, 1_500)) as (app, pilot):
        await finished(pilot, app)
        await pilot.press("end", "enter")
        await on(pilot, BatchDialog)
        await shows(pilot, "Batch 1")  # the newest stands first
        await shows(pilot, "Request ID")
        await pilot.press("y")
        await until(pilot, lambda: app.clipboard)
        assert app.clipboard in screen_text(app)


async def test_throttling_is_said_in_words_and_waited_out(real: AppSession, sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.set_faults("40100#4@/event/track/")
    async with sending(real, orders(real, tmp_path, 3_000)) as (app, pilot):
        await shows(pilot, "TikTok asks for less")
        await finished(pilot, app)
        assert sandbox.stats().accepted == 3_000


async def test_a_refused_token_of_the_environment_stops_the_run_which_continues_when_it_is_good_again(
    real: AppSession, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.REVOKED_TOKEN)
    async with sending(real, orders(real, tmp_path, 50)) as (app, pilot):
        await shows(pilot, "TIKTOK_TUI_ACCESS_TOKEN")
        assert isinstance(app.screen, UploadStep)
        monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.TOKEN)
        await pilot.press("r")
        await finished(pilot, app)
        assert sandbox.stats().accepted == 50


async def test_a_token_revoked_in_the_middle_is_fixed_here_and_the_run_continues(
    real: AppSession, sandbox: Sandbox, tmp_path: Path, real_keyring: SecretService
) -> None:
    token = sandbox.make_token()
    credential = verifying.add(real.home, "acme", verifying.Secrets.of_token(token), base_url=sandbox.base_url)
    draft = WizardDraft(credential=credential.slug, destination=replace(REAL, credential=credential.slug))
    sandbox.set_faults("hold@/event/track/")
    async with sending(real, orders(real, tmp_path, 7_000), draft=draft) as (app, pilot):
        await shows(pilot, "● sending")
        sandbox.revoke_token(token)
        sandbox.set_faults()
        await on(pilot, Confirm)
        await shows(pilot, "The credential was refused")
        await pilot.press("y")
        await on(pilot, Choose)
        await pilot.press("enter")
        await on(pilot, SecretPrompt)
        await paste(pilot, sandbox.make_token())
        await pilot.press("enter")
        await finished(pilot, app)
        assert sandbox.stats().accepted == 7_000
        assert sandbox.stats().repeats == 0
    assert credentials.load(real.home, credential.slug).name == "acme"


async def test_a_wrong_event_set_opens_the_destination_and_the_run_continues_with_the_right_one(
    real: AppSession, sandbox: Sandbox, tmp_path: Path
) -> None:
    wrong = replace(REAL, event_set_id="7999999999999999999")
    destinations.save(real.home, wrong)
    draft = WizardDraft(credential="acme", destination=wrong)
    async with sending(real, orders(real, tmp_path, 60, broken=frozenset({7})), draft=draft) as (app, pilot):
        await on(pilot, Ask)
        await shows(pilot, "TikTok does not permit this")
        await pilot.press("1")
        page = await on(pilot, EditDestination)
        next(line for line in page.query(PickInput) if line.key == "event_set_id").value = known.EVENT_SET
        await pilot.press("ctrl+s")
        await finished(pilot, app)
        assert sandbox.stats().accepted == 59
        assert {event.event_source_id for event in sandbox.events()} == {known.EVENT_SET}
        await pilot.press("e")
        await on(pilot, Prompt)


async def test_an_error_that_is_left_unfixed_stays_said_with_the_request(
    real: AppSession, sandbox: Sandbox, tmp_path: Path
) -> None:
    wrong = replace(REAL, event_set_id="7999999999999999999")
    draft = WizardDraft(credential="acme", destination=wrong)
    async with sending(real, orders(real, tmp_path, 10), draft=draft) as (_, pilot):
        await on(pilot, Ask)
        await pilot.press("escape")
        await on(pilot, UploadStep)
        await shows(pilot, "request ")
        await shows(pilot, "Stopped sending")


async def test_a_finished_upload_becomes_a_sync_with_two_keys_and_its_result_stays(
    real: AppSession, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_API_URL", sandbox.base_url)
    destinations.save(real.home, REAL)
    async with sending(real, orders(real, tmp_path, 20, broken=frozenset({7}))) as (app, pilot):
        await finished(pilot, app)
        await shows(pilot, "1 row rejected before sending.")
        await pilot.press("e")
        await on(pilot, Prompt)
        await pilot.press("ctrl+u")
        await paste(pilot, str(tmp_path / "rejects.csv"))
        await pilot.press("enter")
        await shows(pilot, "1 row written to")
        assert "1 row rejected before sending." in " ".join(screen_text(app).split())
        await pilot.press("t")
        await on(pilot, NewSync)
        await pilot.press("ctrl+u")
        await paste(pilot, "25:00")
        await pilot.press("enter")
        await shows(pilot, "✗ “25:00” is no time of day.")
        await pilot.press("ctrl+u")
        await paste(pilot, "04:30")
        await pilot.press("enter")
        await shows(pilot, "There is no scheduler in the tests.")
        await pilot.press("enter")
        await on(pilot, SyncPage)
        await shows(pilot, "every day at 04:30  ! nothing starts it yet")
    (made,) = store.listing(real.home).syncs
    assert made.source == PathSource(str(tmp_path / "orders.csv"))
    assert made.destination == REAL.slug


async def test_the_table_that_was_chosen_is_the_syncs(real: AppSession, sandbox: Sandbox, tmp_path: Path) -> None:
    destinations.save(real.home, REAL)
    draft = checked_draft(real, orders(real, tmp_path, 1), REAL).with_options(Options(sheet="orders"))
    async with TikTokTui(real, lambda _: Start(real, draft, "review")).run_test(size=(120, 40)) as pilot:
        await on(pilot, ReviewStep)
        await pilot.press("ctrl+s")
        await on(pilot, Confirm)
        await pilot.press("y")
        app = pilot.app
        assert isinstance(app, TikTokTui)
        await finished(pilot, app)
        in_the_way = real.home.syncs
        in_the_way.write_text("no folder")
        await pilot.press("t")
        await on(pilot, NewSync)
        await pilot.press("enter")
        await shows(pilot, "Cannot make the folder")
        in_the_way.unlink()
        await pilot.press("t")
        await on(pilot, NewSync)
        await pilot.press("enter")
        await until(pilot, lambda: bool(store.listing(real.home).syncs))
    assert [sync.sheet for sync in store.listing(real.home).syncs] == ["orders"]


async def test_each_end_of_an_upload_offers_what_can_follow(
    session: AppSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = replace(REAL, sandbox=True)
    draft = checked_draft(session, orders(session, tmp_path, 13), shop)
    file = draft.checked
    assert file is not None
    few = Options(limit=10, resend=True)
    draft = draft.with_options(few).with_upload(StartedUpload(file, few))
    counted, closed = list[Options](), list[str]()
    prepared = SimpleNamespace(totals=file.prepared.totals, close=lambda: closed.append("closed"))
    changed = replace(shop, description="The setting that was wrong")
    other = replace(file, destination=changed, prepared=cast("Prepared", prepared))
    fixes: list[CheckedFile | None] = [other, None, None]

    async def fix_file(*_: object) -> CheckedFile | None:
        return fixes.pop()

    def count(*what: Any) -> LeftOut:
        counted.append(what[-1])
        return LeftOut(skipped=10, similar=2)

    arrived: list[Callable[[LeftOut], None]] = []

    def start_counting(*work: Any, done: Callable[[LeftOut], None], **how: Any) -> BackgroundJob:
        arrived.append(done)
        return jobs.start(*work, done=done, **how)

    monkeypatch.setattr(upload_step, "already_sent", count)
    monkeypatch.setattr(upload_step, "start", start_counting)
    monkeypatch.setattr(upload_step, "fix_file", fix_file)
    app = TikTokTui(session, lambda _: Start(session, draft, "upload"))

    def ended(status: Status, **tally: int) -> Summary:
        return Summary("r1", status, 10, Tally(**tally))

    def offered() -> str:
        """The keys that need an upload that is over, as far as they do something."""
        active = app.screen.active_bindings
        return ", ".join(f"{key} {active[key].binding.description}" for key in "arbetnd" if key in active)

    async def say(words: str) -> None:
        await until(pilot, lambda: words in " ".join(screen_text(app).split()))

    with Told() as started, Told() as resumed:
        failing = [AppError("It cannot begin.", remedy="Wait.")]

        def begin(*what: Any) -> Sending:
            if failing:
                raise failing.pop()
            return started(*what)

        monkeypatch.setattr(runs, "start", begin)
        monkeypatch.setattr(runs, "resume", resumed)
        async with app.run_test(size=(120, 40)) as pilot:
            step = await on(pilot, UploadStep)
            await say("✗ It cannot begin. Wait.")
            await say("Stopped sending the first 10 events from orders.csv")
            await until(pilot, lambda: offered() == "r resume, n next file, d done")
            await pilot.press("r")
            await say("Sending the first 10 events from orders.csv to Real shop (the built-in sandbox).")
            await until(pilot, lambda: app.focused is step.view.batches)
            assert (offered(), step.work_in_hand(), setup_of(app).draft.sending) == ("", runs.LEAVING, True)
            started.tell(updates.RunStarted("r1", 10), updates.BatchStarted(1, 10, 2, 11, 1, 1))
            started.tell(updates.RunStopped(ended(Status.STOPPED, accepted=4)), None)
            await say("Stopped sending the first 10 events from orders.csv to Real shop (the built-in sandbox).")
            await say("! 4 accepted. 6 left: resume (r).")
            resumable = "r resume, n next file, d done"
            assert (offered(), step.work_in_hand()) == (resumable, "")
            assert upload_of(app) == StartedUpload(file, few, UploadState.STOPPED, "r1")
            await pilot.press("escape")
            await on(pilot, ReviewStep)
            await pilot.press("ctrl+s")
            await on(pilot, UploadStep)
            await say("! 4 accepted. 6 left: resume (r).")

            # What it ended with is no longer said while it continues, and its batches stay.
            await pilot.press("r")
            await say("Sending the first 10 events")
            await until(pilot, lambda: "6 left" not in screen_text(app))
            assert (step.view.batches.count, offered()) == (1, "")
            broken = ended(Status.FAILED, accepted=4, refused=1)
            resumed.tell(updates.RunStopped(broken, AppError("It broke.", remedy="Wait.")))
            resumed.tell(None)
            await say("✗ It broke. Wait.")
            assert (app.screen, offered(), counted) == (step, "r resume, e export rejects, n next file, d done", [])
            # Once it is fixed it continues by itself, with the file as it was checked for that.
            await pilot.press("r")
            await until(pilot, lambda: len(resumed.asked) == 2)
            resumed.tell(updates.RunStopped(ended(Status.FAILED, accepted=4), AppError("It broke.", remedy="Wait.")))
            resumed.tell(None)
            await until(pilot, lambda: len(resumed.asked) == 3)
            assert (setup_of(app).draft.checked, setup_of(app).draft.destination, closed) == (other, changed, [])
            resumed.tell(updates.RunFinished(ended(Status.DONE, accepted=9, similar=1)), None)
            await say("Sent 9 events from orders.csv to Real shop")
            await say("1 more is ready: a sends them.")
            finished = "t every night, n next file, d done"
            assert offered() == f"a send the rest, b send held back, {finished}"
            assert counted == [Options()]
            assert setup_of(app).draft.options == Options(resend=True)
            await pilot.press("b")
            await until(pilot, lambda: len(resumed.asked) == 4)
            assert offered() == ""
            resumed.tell(updates.RunFinished(ended(Status.DONE, accepted=10)), None)
            await say("3 more are ready: a sends them.")  # those that look like accepted ones are sent now
            assert "b  sends" not in screen_text(app)
            assert (offered(), step.view.batches.count) == (f"a send the rest, {finished}", 1)

            # The rest is a run of its own, of all that was not accepted before.
            await pilot.press("a")
            await say("Sending 13 events from orders.csv")
            await until(pilot, lambda: step.view.batches.count == 0)
            arrived[-1](LeftOut())  # a count that took longer than a person
            assert step.notice.shown.plain == ""
            started.tell(updates.RunFinished(Summary("r1", Status.DONE, 13, Tally(accepted=3, skipped=10))), None)
            await say("Sent 3 events from orders.csv")
            await say("This was the sandbox: nothing has reached TikTok.")
            assert (offered(), len(counted)) == (finished, 2)
            assert "ctrl+s" not in app.screen.active_bindings
            await pilot.press("ctrl+s")
            assert app.screen is step
            setup = setup_of(app)
            await pilot.press("n")
            await until(pilot, lambda: closed == ["closed"] and setup_of(app) is not setup)
            assert setup_of(app).draft == WizardDraft(credential="acme", destination=changed)
    assert [asked[1].options for asked in started.asked] == [few, Options(send_similar=True)]
    assert [asked[1].options for asked in resumed.asked] == [few, few, few, replace(few, send_similar=True)]
    assert [asked[1].file for asked in resumed.asked] == [file, file, other, other]
    assert [asked[1].run for asked in (*started.asked, *resumed.asked)] == ["", "", *["r1"] * 4]


async def test_the_next_file_goes_to_the_same_destination(real: AppSession, sandbox: Sandbox, tmp_path: Path) -> None:
    async with sending(real, orders(real, tmp_path, 5)) as (app, pilot):
        await finished(pilot, app)
        await pilot.press("n")
        await until(pilot, lambda: setup_of(app).here == "mapping" and setup_of(app).draft.upload is None)
        assert setup_of(app).draft.destination == REAL
        assert setup_of(app).draft.file is None


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_nothing_of_a_running_upload_is_cut_off(
    size: tuple[int, int], real: AppSession, sandbox: Sandbox, tmp_path: Path
) -> None:
    sandbox.set_faults("hold@/event/track/")
    async with sending(real, orders(real, tmp_path, 7_000), size=size) as (app, pilot):
        await shows(pilot, "4 in flight")
        shown = screen_text(app)
        assert "7,000 to go" in shown
        assert not {"a", "b", "d", "e", "n", "r", "t"} & set(app.screen.active_bindings)
        assert "space pause" in shown
        assert "s stop" in shown
        sandbox.set_faults()
        await finished(pilot, app)


def test_a_running_upload_as_it_is_drawn(
    real: AppSession, sandbox: Sandbox, tmp_path: Path, snap_compare: Compare
) -> None:
    """Four batches on their way, none answered: no rate, no time left, nothing that depends on a clock."""
    sandbox.set_faults("slow:8@/event/track/")
    source = orders(real, tmp_path, 7_000)
    draft = WizardDraft(credential="acme", destination=REAL, source=FileSource(source))
    app = TikTokTui(real, lambda _: Start(real, draft, "mapping"))

    async def begin(pilot: Pilot[str]) -> None:
        await on(pilot, MappingStep)
        await pilot.press("ctrl+s")
        await on(pilot, ReviewStep)
        await pilot.press("ctrl+s")
        await on(pilot, Confirm)
        await pilot.press("y")
        await shows(pilot, "4 in flight")

    assert snap_compare(app, terminal_size=(120, 40), run_before=begin)
