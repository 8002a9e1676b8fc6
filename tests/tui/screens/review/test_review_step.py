"""The review: what is said before anything is sent, and every choice that is left."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import cast
from urllib.parse import urlsplit

import pytest
from textual.pilot import Pilot

from tests.support import uploads
from tests.support.pilot import paste, screen_text, shows, until
from tests.support.sandbox import Sandbox
from tests.support.setups import (
    Start,
    at_now,
    checked,
    checked_draft,
    is_finished,
    on,
    opened_at,
    remembered,
    setup_of,
    upload_of,
    write_orders,
)
from tests.support.told import Told
from tiktok_tui.accounts import credentials, destinations
from tiktok_tui.accounts.credentials import Credential
from tiktok_tui.mapping.model import FieldSource, Mapping, Note
from tiktok_tui.sandbox import known
from tiktok_tui.tiktok.answers import Advertiser
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.notes import Notes
from tiktok_tui.tui.dialogs.prompt import Prompt
from tiktok_tui.tui.frame.session import AppSession, Demo
from tiktok_tui.tui.screens.mapping.edits.value_map import ValueMap
from tiktok_tui.tui.screens.mapping.mapping_step import MappingStep
from tiktok_tui.tui.screens.problems.problems import Problems
from tiktok_tui.tui.screens.problems.top_problems import TopProblems
from tiktok_tui.tui.screens.review import draft_facts
from tiktok_tui.tui.screens.review.exports import command_line
from tiktok_tui.tui.screens.review.facts import Facts
from tiktok_tui.tui.screens.review.review_step import ReviewStep
from tiktok_tui.tui.screens.upload import runs
from tiktok_tui.tui.screens.upload.upload_step import UploadStep
from tiktok_tui.tui.wizard.wizard import Wizard
from tiktok_tui.uploads import updates
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import LeftOut, Status, Tally
from tiktok_tui.uploads.summary import Summary

REAL = replace(uploads.SHOP, slug="real", name="Real shop")


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    return write_orders(tmp_path / "orders.csv")


def few(session: AppSession, folder: Path, count: int) -> Path:
    """A file of so many orders of today, mapped already."""
    return remembered(session, uploads.write_orders(folder / "real.csv", range(count)), uploads.MAPPING, REAL)


@asynccontextmanager
async def review(app: TikTokTui, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[str]]:
    async with app.run_test(size=size) as pilot:
        await checked(pilot, app)
        await pilot.press("ctrl+s")
        await on(pilot, ReviewStep)
        await shows(pilot, "How many")
        yield pilot


async def sent(pilot: Pilot[str], app: TikTokTui) -> None:
    """Wait until the upload is over."""
    await on(pilot, UploadStep)
    await until(pilot, lambda: is_finished(app))


def run_of(app: TikTokTui) -> str:
    upload = upload_of(app)
    assert upload is not None
    return upload.run


async def test_one_sentence_what_is_left_behind_and_how_many_are_sent(session: AppSession, orders: Path) -> None:
    app = opened_at(at_now(session), orders)
    async with review(app) as pilot:
        await shows(pilot, "Send 32 events from orders.csv to Store sales (the built-in sandbox).")
        await shows(pilot, "✗ 6 rows")
        shown = screen_text(app)
        assert "3 ✗ Older than 28 days" in shown
        assert "2 rows left out by the filter" in shown
        await shows(pilot, "None of these has been accepted before.")
        for words in (
            "event set Store sales",
            "(7200000000000000001)",
            "advertiser 7000000000000000001,",
            "32 Purchase",
            "2026-06-03 02:15 to 2026-06-28 03:15",
            "764.00 EUR",
            "e-mail 100 %   phone 96 %   both 96 %",
            "Phones are read with the country in",
        ):
            await shows(pilot, words)
        assert "not TikTok" not in screen_text(app)

        # The arrows choose how many, and the sentence follows.
        await pilot.press("right")
        await shows(pilot, "Send the first 10 events from orders.csv")
        assert setup_of(app).draft.options.limit == 10
        await pilot.press("left")
        await shows(pilot, "Send 32 events")
        assert setup_of(app).draft.options.limit is None


async def test_a_dry_run_writes_the_request_bodies_or_says_why_not_and_sends_nothing(
    session: AppSession, orders: Path, tmp_path: Path
) -> None:
    written = tmp_path / "payload.jsonl"
    app = opened_at(at_now(session), orders)
    async with review(app) as pilot:
        await pilot.press("w")
        await on(pilot, Prompt)
        await pilot.press("ctrl+u")
        await paste(pilot, str(tmp_path / "no" / "folder" / "x"))
        await pilot.press("enter")
        await shows(pilot, "cannot be written")
        await pilot.press("escape")
        await on(pilot, ReviewStep)
        await pilot.press("right", "w")
        await on(pilot, Prompt)
        await pilot.press("ctrl+u")
        await paste(pilot, str(written))
        await pilot.press("enter")
        await shows(pilot, "10 events are written to")
        await shows(pilot, "Nothing was")

        # Problems are a key away, and Esc comes back.
        await pilot.press("p")
        await on(pilot, Problems)
        await pilot.press("escape")
        await on(pilot, ReviewStep)
        await pilot.press("escape")
        await on(pilot, MappingStep)
    (body,) = map(json.loads, written.read_text().splitlines())
    assert len(body["data"]) == 10
    assert written.stat().st_mode & 0o777 == 0o600


async def test_a_click_on_a_reason_opens_its_rows_and_a_row_its_cell_on_the_mapping(
    session: AppSession, orders: Path
) -> None:
    app = opened_at(at_now(session), orders)
    async with review(app, size=(80, 24)) as pilot:
        await shows(pilot, "and 1 more reason")
        assert "Amount cannot be read" not in screen_text(app)
        await pilot.resize_terminal(120, 40)
        await shows(pilot, "1 ✗ Amount cannot be read")
        await shows(pilot, "None of these has been accepted before.")
        await pilot.click(TopProblems, offset=(12, 1))
        await on(pilot, Problems)
        await shows(pilot, "walk past · Kind")
        await pilot.press("enter", "enter")
        await on(pilot, ValueMap)
        await shows(pilot, "─ Row 9 ─")
        await pilot.press("escape")
        await on(pilot, MappingStep)
        assert setup_of(app).wanted is None


async def test_a_real_destination_asks_before_it_sends(real: AppSession, sandbox: Sandbox, tmp_path: Path) -> None:
    app = opened_at(real, few(real, tmp_path, 30), destination=REAL)
    async with review(app) as pilot:
        await pilot.press("ctrl+s")
        await on(pilot, Confirm)
        await shows(pilot, "Send 30 events from real.csv to Real shop.")
        await pilot.press("n")
        await shows(pilot, "Nothing was sent.")
        assert sandbox.stats().arrived == 0
        await pilot.press("ctrl+s")
        await on(pilot, Confirm)
        await pilot.press("y")
        await sent(pilot, app)
        assert sandbox.stats().accepted == 30


async def test_a_test_code_goes_with_every_event_and_is_said_before(
    real: AppSession, sandbox: Sandbox, tmp_path: Path
) -> None:
    app = opened_at(real, few(real, tmp_path, 12), destination=REAL)
    async with review(app) as pilot:
        await pilot.press("tab", *"TEST123", "enter")
        await on(pilot, Confirm)
        await shows(pilot, "They go to Test")
        await pilot.press("y")
        await sent(pilot, app)
        assert {event.test_event_code for event in sandbox.events()} == {"TEST123"}


async def test_after_the_first_10_one_key_sends_the_others(real: AppSession, sandbox: Sandbox, tmp_path: Path) -> None:
    app = opened_at(real, few(real, tmp_path, 30), destination=REAL)
    async with review(app) as pilot:
        await pilot.press("right", "ctrl+s")
        await on(pilot, Confirm)
        await shows(pilot, "Send the first 10 events")
        await pilot.press("y")
        await sent(pilot, app)
        assert sandbox.stats().arrived == 10
        first = run_of(app)
        await until(pilot, lambda: "20 more are ready: a sends them." in " ".join(screen_text(app).split()))
        await pilot.press("a")
        await until(pilot, lambda: is_finished(app) and run_of(app) != first)
        await shows(pilot, "10 were accepted in earlier runs.")
        assert sandbox.stats().arrived == 30
        assert "a send the rest" not in screen_text(app)


async def test_after_the_first_10_all_is_chosen_and_what_is_sent_already_is_not_begun_again(
    real: AppSession, sandbox: Sandbox, tmp_path: Path
) -> None:
    app = opened_at(real, few(real, tmp_path, 30), destination=REAL)
    async with review(app) as pilot:
        await pilot.press("right", "ctrl+s")
        await on(pilot, Confirm)
        await pilot.press("y")
        await sent(pilot, app)
        first = run_of(app)
        await pilot.press("escape")
        await on(pilot, ReviewStep)
        await shows(pilot, "(•) all")
        await shows(pilot, "Send 20 events")
        await shows(pilot, "10 were accepted earlier and are left out.")
        await pilot.press("right")
        await shows(pilot, "Send the first 10 events")
        await pilot.press("ctrl+s")
        await shows(pilot, "TikTok has accepted all of these already.")
        assert sandbox.stats().arrived == 10
        await pilot.press("left", "ctrl+s")
        await on(pilot, Confirm)
        await pilot.press("y")
        await on(pilot, UploadStep)
        await until(pilot, lambda: is_finished(app) and run_of(app) != first)
        assert sandbox.stats().arrived == 30

        await pilot.press("escape")
        await on(pilot, ReviewStep)
        await shows(pilot, "30 were accepted earlier and are left out.")
        await pilot.press("ctrl+s")
        await shows(pilot, "TikTok has accepted all of these already.")
        await pilot.press("r")
        await shows(pilot, "30 were accepted earlier and are sent again.")
        await pilot.press("ctrl+s")
        await on(pilot, Confirm)
        await shows(pilot, "counted")
        await pilot.press("y")
        await on(pilot, UploadStep)
        await until(pilot, lambda: sandbox.stats().arrived == 60)


async def test_another_mapping_makes_another_run(session: AppSession, tmp_path: Path) -> None:
    sandboxed = replace(REAL, sandbox=True)
    app = opened_at(session, few(session, tmp_path, 12), destination=sandboxed)
    async with review(app) as pilot:
        await pilot.press("ctrl+s")
        await sent(pilot, app)
        await pilot.press("escape", "escape")
        await on(pilot, MappingStep)
        await pilot.press("end", "up", "delete")
        await pilot.press("g")
        await pilot.press("enter")
        await until(pilot, lambda: setup_of(app).draft.upload is None)


async def test_at_80_by_24_the_choices_are_in_sight_and_the_assumptions_a_key_away(
    session: AppSession, orders: Path
) -> None:
    app = opened_at(at_now(session), orders)
    async with review(app, size=(80, 24)) as pilot:
        await shows(pilot, "things about the file   i  read them")
        assert "From Events Manager, Test events" in screen_text(app)
        await pilot.press("i")
        await on(pilot, Notes)
        await shows(pilot, "Times without a zone are in Europe/Paris.")
        await shows(pilot, "like 1,234.56")


async def test_the_question_says_where_to_how_much_and_what_is_assumed(real: AppSession, tmp_path: Path) -> None:
    credentials.save(
        real.home, Credential("acme", "0" * 16, "acme", advertisers=(Advertiser(known.ADVERTISER, "Acme Stores"),))
    )
    app = opened_at(real, few(real, tmp_path, 30), destination=replace(REAL, event_set_name="Tills"))
    async with review(app, size=(80, 24)) as pilot:
        await pilot.press("ctrl+s")
        await on(pilot, Confirm)
        await shows(pilot, "y yes")
        shown = " ".join(screen_text(app).replace("│", " ").split())
        assert f"Acme Stores ({known.ADVERTISER}), event set Tills" in shown
        assert known.EVENT_SET in shown
        assert f"not TikTok: {urlsplit(real.api_url).netloc}" in shown
        assert "30 Purchase" in shown
        assert "USD" in shown
        assert "Times without a zone are in UTC." in shown
        assert "Send" in shown.split("both")[-1]


async def test_the_copied_command_sends_the_same(
    real: AppSession, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    destinations.save(real.home, REAL)
    (tmp_path / "with blank").mkdir()
    app = opened_at(real, few(real, tmp_path / "with blank", 30), destination=REAL)
    async with review(app) as pilot:
        await pilot.press("right", "y")
        await on(pilot, Prompt)
        await pilot.press("escape")
        step = await on(pilot, ReviewStep)
        await pilot.pause()
        assert step.notice.shown.plain == ""
        await pilot.press("y")
        await on(pilot, Prompt)
        await pilot.press("enter")
        await shows(pilot, "The command is copied.")
        words = shlex.split(app.clipboard)
    assert words[0] == "tiktok-tui"
    env = {**os.environ, "TIKTOK_TUI_HOME": str(real.home.config), "TIKTOK_TUI_API_URL": real.api_url}
    command = [sys.executable, "-m", "tiktok_tui", *words[1:], "--yes", "--json"]
    ran = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
    assert sandbox.stats().accepted == 10


async def test_what_looks_like_an_accepted_event_is_held_back_until_b_is_pressed(
    real: AppSession, sandbox: Sandbox, tmp_path: Path
) -> None:
    visits = tmp_path / "visits.csv"
    mapping = Mapping({"timestamp": FieldSource(columns=("time",)), "email": FieldSource(columns=("mail",))})
    day = real.now().date() - timedelta(days=2)
    visits.write_text(f"mail,time,end\na@b.cd,{day},.\nc@d.ef,{day},.\n")
    uploads.Scenario(real.home, sandbox, tmp_path, REAL, mapping).send(visits)
    visits.write_text(f"mail,time,end\na@b.cd,{day} 09:30:01,.\nnew@b.cd,{day} 10:15:00,.\n")
    app = opened_at(real, remembered(real, visits, mapping, REAL), destination=REAL)
    async with review(app) as pilot:
        await shows(pilot, "1 looks like an event accepted earlier under another ID and is held back.  b  send it")
        await shows(pilot, "Send 1 event from visits.csv")
        assert [app.screen.active_bindings[key].enabled for key in "rb"] == [False, True]
        await pilot.press("b")
        await shows(pilot, "Send 2 events from visits.csv")
        draft = setup_of(app).draft
        assert draft.checked is not None
        assert "--send-similar" in command_line(real, draft.checked, draft.options, tmp_path / "mapping.toml")
        await pilot.press("b", "ctrl+s")
        await on(pilot, Confirm)
        await pilot.press("y")
        await sent(pilot, app)
        await shows(pilot, "! 1 held back")
        await shows(pilot, "looks like an event accepted earlier under another ID: b  sends it.")
        assert sandbox.stats().accepted == 3
        await pilot.press("b")
        await until(pilot, lambda: sandbox.stats().accepted == 4)
        await until(pilot, lambda: is_finished(app) and "held back" not in screen_text(app))


async def test_a_choice_counts_although_send_is_pressed_at_once(session: AppSession, orders: Path) -> None:
    app = opened_at(at_now(session), orders)
    async with review(app) as pilot:
        page = await on(pilot, ReviewStep)
        page.pane.how_many.chosen = 0
        page.action_next()
        await sent(pilot, app)
        upload = upload_of(app)
        assert upload is not None
        assert upload.options.limit == 10


async def test_each_choice_and_each_answer_decides_what_is_sent(
    session: AppSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The facts and the counts arrive when the test says so; what is begun is written down."""
    draft = checked_draft(session, few(session, tmp_path, 30), REAL)
    file = draft.checked
    assert file is not None
    arrive, counts, asked = Event(), [LeftOut()], list[LeftOut]()
    notes = (Note("timestamp", "Times are in UTC."), Note("rows", "One is left out."))
    found = Facts("", "ads.example", (), notes[:1])

    def read(*_: object) -> Facts:
        assert arrive.wait(60)
        return found

    def count(*_: object) -> LeftOut:
        assert arrive.wait(60)
        asked.append(counts[-1])
        return counts[-1]

    monkeypatch.setattr(draft_facts, "read_facts", read)
    monkeypatch.setattr(draft_facts, "already_sent", count)
    app = TikTokTui(session, lambda _: Start(session, draft, "review"))

    async def says(words: str) -> None:
        await until(pilot, lambda: words in " ".join(screen_text(app).replace("│", " ").split()))

    def enabled(*keys: str) -> list[bool]:
        return [app.screen.active_bindings[key].enabled for key in keys]

    with Told() as begun:
        monkeypatch.setattr(runs, "start", begun)
        async with app.run_test(size=(100, 40)) as pilot:
            step = await on(pilot, ReviewStep)
            await says("To … Events … Dates … Value … Customers … Assumed … Not sent")
            await says("Send 30 events from real.csv to Real shop. To")
            await says("✓ Every row can be sent. Already sent … How many ( ) the first 10 ( ) the first 100 (•) all")
            assert "Server" not in screen_text(app)
            assert app.focused is step.pane.how_many
            await pilot.press("i")
            assert (app.screen, enabled("r", "b", "y", "w", "p")) == (step, [False, False, True, True, True])
            assert [app.screen.active_bindings[key].binding.description for key in ("ctrl+s", *"prbwiy")] == [
                *("send", "see problems", "send again", "send held back", "dry run", "assumptions", "copy command")
            ]
            arrive.set()
            await says(f"To advertiser {known.ADVERTISER}, event set {known.EVENT_SET} Server not TikTok: ads.example")
            await says("Assumed 1 thing about the file i read them")
            await says("Already sent None of these has been accepted before.")
            assert "Events  " not in screen_text(app)
            assert enabled("r", "b") == [False, False]
            assert [step.why_disabled(action) for action in ("resend", "send_similar", "copy")] == [
                "none of these has been accepted before",
                "none of these looks like accepted before",
                "the example has no command",
            ]
            await pilot.press("i")
            await on(pilot, Notes)
            await says("Assumed about the file")
            await says("· Times are in UTC.")
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is step)

            # The choice of how many goes round, and each choice is counted anew.
            counts.append(LeftOut(skipped=1, similar=1))
            await pilot.press("right")
            await says("Send the first 10 events from real.csv to Real shop.")
            await until(pilot, lambda: enabled("r", "b") == [True, True])
            await pilot.press("right", "right")
            await says("Send 28 events from real.csv")
            await says("1 was accepted earlier and is left out. r send it again")
            times = len(asked)
            await pilot.press("b")
            await says("Send 29 events from real.csv")
            await says("and is sent. b hold it back")
            await pilot.press("r")
            await says("Send 30 events from real.csv")
            await says("1 was accepted earlier and is sent again. r leave it out")
            await pilot.press("r", "b")
            await says("Send 28 events from real.csv")
            assert setup_of(app).draft.options == Options()
            assert len(asked) == times, "what is sent of them changes nothing about what TikTok has"
            await pilot.press("tab", *" T1 ")
            await until(pilot, lambda: setup_of(app).draft.options == Options(test_event_code="T1"))

            # Asked before anything is sent; no sends nothing, nor does yes once the choices are others.
            await pilot.press("enter")
            await on(pilot, Confirm)
            await says("Send 28 events from real.csv to Real shop. They go to Test events only and are not")
            await says("Of these 28 are sent, 1 accepted earlier, 1 held back")
            await says("Assumed Times are in UTC.")
            await says("Not yet Send")
            await pilot.press("n")
            await says("· Nothing was sent.")
            await pilot.press("ctrl+s")
            await on(pilot, Confirm)
            setup_of(app).update(setup_of(app).draft.with_options(Options(limit=10)))
            await pilot.press("y")
            await says("! The choices have changed meanwhile. ^s sends with these.")
            assert (app.screen, setup_of(app).draft.upload, begun.asked) == (step, None, [])
            step.unsay()
            before = setup_of(app).draft.checked
            assert before is not None
            await pilot.press("ctrl+s")
            await on(pilot, Confirm)
            anew = replace(before, checked_at=before.checked_at + timedelta(hours=1))
            setup_of(app).update(setup_of(app).draft.with_check(anew))
            await pilot.press("y")
            await says("! The choices have changed meanwhile. ^s sends with these.")
            assert (app.screen, setup_of(app).draft.upload, begun.asked) == (step, None, [])
            setup_of(app).update(setup_of(app).draft.with_check(before))

            # Of what TikTok has accepted already nothing is begun.
            for left, said in (
                (LeftOut(skipped=10), "all of these already. r send them again"),
                (LeftOut(skipped=9, similar=1), "all of these already, or events that look like them. b send those"),
            ):
                counts.append(left)
                step.known.already = left
                await pilot.press("ctrl+s")
                await says(f"! TikTok has accepted {said}")
            assert (app.screen, begun.asked) == (step, [])
            await pilot.press("shift+tab", "r", "r")
            assert not step.notice.shown.plain, "it was said of other choices"
            arrive.clear()
            step.known.already = None
            await pilot.press("ctrl+s", "y")
            await says("· Comparing with what TikTok has accepted before …")
            assert (app.screen, step.why_disabled("copy")) == (step, "the question follows"), "y was meant for it"
            await pilot.press("p")
            await on(pilot, Problems)
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is step)
            assert not step.notice.shown.plain, "it is not compared any more"
            arrive.set()
            step.known.already = LeftOut()

            # An upload that has stopped is shown again as long as the choices are its own; others are an upload anew.
            counts.append(LeftOut())
            await pilot.press("ctrl+s")
            await on(pilot, Confirm)
            await pilot.press("y")
            await on(pilot, UploadStep)
            await says("Sending the first 10 events")
            await pilot.press("escape")
            await on(pilot, ReviewStep)
            chosen, further = Options(limit=10), Options(limit=10, test_event_code="T3")
            setup_of(app).update(setup_of(app).draft.with_options(further))
            await pilot.press("ctrl+s")
            await on(pilot, UploadStep)  # one upload at a time: it is shown, and nothing is asked
            assert len(begun.asked) == 1
            setup_of(app).update(setup_of(app).draft.with_options(chosen))
            stopped = Summary("r1", Status.STOPPED, 10, Tally(accepted=4))
            begun.tell(updates.RunStopped(stopped), None)
            await says("6 left: resume (r).")
            await pilot.press("escape")
            await on(pilot, ReviewStep)
            await says("(•) the first 10")
            await pilot.press("ctrl+s")
            await on(pilot, UploadStep)
            assert len(begun.asked) == 1
            stopped_one = upload_of(app)
            assert stopped_one is not None
            await pilot.press("escape")
            await on(pilot, ReviewStep)
            other = Options(limit=10, test_event_code="T2")
            setup_of(app).draft = replace(setup_of(app).draft, options=other, upload=stopped_one)
            await pilot.press("ctrl+s")
            await on(pilot, Confirm)
            await says("They go to Test events only")
            await pilot.press("y")
            await on(pilot, UploadStep)
            await until(pilot, lambda: len(begun.asked) == 2)
            begun.tell(None)
            await until(pilot, lambda: not setup_of(app).draft.sending)
    assert [asked[1].options for asked in begun.asked] == [Options(limit=10), other]


@pytest.mark.parametrize(("demo", "offered"), [(Demo(Path("/orders.csv"), "demo"), None), (None, True)])
def test_the_example_has_no_command(demo: Demo | None, offered: bool | None, session: AppSession) -> None:
    wizard = SimpleNamespace(session=replace(session, demo=demo))
    assert ReviewStep(cast("Wizard", wizard)).check_action("copy", ()) is offered
