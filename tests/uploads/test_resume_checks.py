"""Resuming a run: what must be as it was, what may have changed, and the messages."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.uploads import SHOP, Scenario, write_orders
from tests.support.workbooks import workbook
from tests.uploads.answers import QUERY, answer_of
from tests.uploads.ledgers import begun, totals
from tests.uploads.sent import half_sent
from tiktok_tui.accounts.home import Home, private_folder
from tiktok_tui.events.destination import Destination, EventSource, NumberStyle
from tiktok_tui.events.errors import FileError, SettingsError, StateError, UsageError
from tiktok_tui.files.opening import open_table
from tiktok_tui.files.source.copied import PipeSource
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.mapping import toml
from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.prepare import prepare
from tiktok_tui.sandbox import known
from tiktok_tui.uploads.ledger.claims import write_claim
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.history import standings
from tiktok_tui.uploads.ledger.runs import end, run_named, unfinished
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.resume_checks import (
    as_sent,
    changed,
    check_content,
    check_destination,
    check_file,
    check_sendable,
    settings_of,
)
from tiktok_tui.uploads.run import Status, Tally
from tiktok_tui.uploads.start import give_up, resume_run, start_run


def test_a_changed_file_is_refused_and_what_was_accepted_stays_known(scenario: Scenario) -> None:
    path = scenario.own_orders(2000)
    run = half_sent(scenario, path)
    write_orders(path, range(2001))
    with pytest.raises(FileError, match=f"The file has changed since run {run.id} began") as raised:
        scenario.resume(run)
    assert raised.value.remedy == (
        "Send it as a new run; accepted events are left out if their event IDs are the same. "
        f"`tiktok-tui give-up {run.id}` ends the old one."
    )
    assert raised.value.where == str(path)
    assert run_named(scenario.home) == run
    summary = scenario.send(path)
    assert (summary.accepted, summary.skipped) == (1001, 1000)


def test_a_file_of_the_same_size_with_another_content_is_refused(scenario: Scenario) -> None:
    path = scenario.own_orders(2000)
    run = half_sent(scenario, path)
    path.write_bytes(path.read_bytes().replace(b"person7@", b"person8@"))
    with pytest.raises(FileError, match="changed since run"):
        scenario.resume(run)


def test_a_file_that_is_gone_or_moved_is_named_and_may_come_back(scenario: Scenario) -> None:
    path = scenario.own_orders(2000)
    run = half_sent(scenario, path)
    moved = path.rename(path.with_name("moved.csv"))
    with pytest.raises(FileError, match="no longer there") as raised:
        scenario.resume(run)
    assert raised.value.where == str(path)
    assert raised.value.what == f"The file of run {run.id} is no longer there."
    assert raised.value.remedy == (
        "Put it back and resume, or send it from where it is now; accepted events are left out. "
        f"`tiktok-tui give-up {run.id}` ends the run."
    )
    below = replace(run, spec=replace(run.spec, source=FileSource(moved / "orders.csv")))  # its folder is a file now
    with pytest.raises(FileError, match="no longer there"):
        check_file(below)
    moved.rename(path)
    scenario.home.ledger_marker.unlink()
    assert scenario.resume(run).accepted == 2000
    assert scenario.home.ledger_marker.exists(), "the ledger is the one used last"


def test_after_a_part_was_accepted_the_settings_that_are_sent_must_not_change(scenario: Scenario) -> None:
    run = half_sent(scenario, scenario.orders(2000))
    other = scenario.to(replace(SHOP, event_set_id=known.EVENT_SET_PHONE))
    with pytest.raises(SettingsError, match="event_set_id") as raised:
        other.resume(run)
    assert raised.value.field == "event_set_id"
    renamed = scenario.to(replace(SHOP, name="Another name", credential="other", restrict_pii=True))
    assert renamed.resume(run).accepted == 2000
    assert as_sent(run_named(scenario.home, run.id)) == renamed.destination


def test_a_run_of_which_nothing_can_be_sent_any_more_stays_unfinished(scenario: Scenario) -> None:
    scenario.sandbox.set_faults("40105#1")
    path = scenario.orders(3)
    assert scenario.send(path).accepted == 0
    run = run_named(scenario.home)
    without_set = scenario.to(replace(SHOP, event_set_id=""))
    with pytest.raises(SettingsError) as raised:
        without_set.resume(run)
    assert raised.value.what == "All 3 rows would be rejected now, most often: There is no event set."
    assert raised.value.where == f"run {run.id}"
    assert raised.value.remedy.endswith(f". Then resume the run. `tiktok-tui give-up {run.id}` ends it.")
    assert run_named(scenario.home) == run
    with Ledger(scenario.home.ledger) as ledger:
        ledger.write("UPDATE runs SET mapping = '[fields'")
        with pytest.raises(SettingsError) as raised:
            scenario.resume(run)
        assert raised.value.where == f"the mapping of run {run.id}, line 1"
        ledger.write("UPDATE runs SET mapping = ?", (run.spec.mapping,))
    assert scenario.resume(run).accepted == 3


def test_another_address_is_refused(scenario: Scenario) -> None:
    run = half_sent(scenario, scenario.orders(2000))
    scenario.base_url = "http://127.0.0.1:9/open_api/v1.3"
    with pytest.raises(SettingsError, match="sent to another address than the destination has now") as raised:
        scenario.resume(run)
    assert (raised.value.where, raised.value.field) == (f"run {run.id}", "api_url")
    assert raised.value.remedy == "Send the file as a new run: events that this address has accepted are left out."


@pytest.mark.parametrize("sandbox", [False, True])
def test_a_run_is_resumed_in_the_sandbox_if_it_began_there(ledger: Ledger, sandbox: bool) -> None:
    before, now = replace(SHOP, sandbox=sandbox), replace(SHOP, sandbox=not sandbox)
    run = begun(ledger, settings=settings_of(before))
    another = "http://127.0.0.1:9/open_api/v1.3"  # each process has a sandbox of its own
    check_destination(run, before, another if sandbox else run.spec.base_url, 0)
    with pytest.raises(SettingsError, match="sent to another address"):
        check_destination(run, now, run.spec.base_url, 0)


def test_another_spelling_of_the_same_address_is_the_same_address(scenario: Scenario) -> None:
    path = scenario.orders(2000)
    run = half_sent(scenario, path)
    scenario.base_url = scenario.sandbox.base_url.replace("http://127.0.0.1", "HTTP://localhost") + "/"
    assert scenario.resume(run).accepted == 2000
    assert scenario.send(path).skipped == 2000


@pytest.mark.usefixtures("ledger")  # so that the recipient has another number than the run
def test_settings_must_not_change_while_events_are_in_doubt(scenario: Scenario) -> None:
    scenario.sandbox.set_faults("drop-after")
    assert scenario.send(scenario.orders(20)).accepted == 0
    scenario.sandbox.set_faults()
    run = run_named(scenario.home)
    other = scenario.to(replace(SHOP, time_zone="Asia/Tokyo"))
    with pytest.raises(SettingsError, match=r"20 events were sent without an answer: time_zone"):
        other.resume(run)
    assert scenario.resume(run).accepted == 20


def test_settings_may_change_while_nothing_was_carried_out(scenario: Scenario) -> None:
    scenario.sandbox.set_faults("maintenance")
    scenario.send(scenario.orders(20))
    scenario.sandbox.set_faults()
    other = scenario.to(replace(SHOP, time_zone="Asia/Tokyo"))
    assert other.resume(run_named(scenario.home)).accepted == 20


def test_a_run_keeps_its_file_its_mapping_and_its_settings_as_they_were_sent(scenario: Scenario) -> None:
    path = scenario.own_orders(3)
    os.utime(path, (7, 1_790_000_000))
    before = time.time()
    with scenario.sending(path, Options(limit=2)) as sending:
        spec = sending.run.spec
        list(sending)
    with open_table(str(path), scratch=private_folder(scenario.home.scratch)) as table:
        assert (spec.source, spec.fingerprint) == (table.source, table.fingerprint())
    assert (spec.name, spec.size, spec.modified_at) == ("orders.csv", path.stat().st_size, 1_790_000_000)
    assert (spec.destination, as_sent(sending.run)) == (SHOP.slug, SHOP)
    assert (toml.loads(spec.mapping, where=""), spec.options) == (scenario.mapping, Options(limit=2))
    assert (spec.base_url, spec.totals.sendable, spec.total) == (scenario.sandbox.base_url, 3, 2)
    assert before <= spec.checked_at <= sending.run.started_at <= time.time()
    assert run_named(scenario.home, sending.run.id).spec == spec


def test_a_file_that_was_replaced_since_it_was_opened_never_becomes_the_run_s(scenario: Scenario) -> None:
    path = scenario.own_orders(25)
    # While the question or the review is open.
    _is_not_begun(scenario, FileSource(path), lambda: write_orders(path, range(40)))
    assert scenario.sandbox.stats().requests == 0


class ReplacedWhenRead(FileSource):
    """A file in whose place another one is put as soon as its fingerprint has been taken."""

    def fingerprint(self, layout: Iterable[str], paths: Sequence[Path], check: Callable[[], None]) -> str:
        digest = super().fingerprint(layout, paths, check)
        write_orders(self.path, range(9))
        return digest


def test_a_file_that_is_replaced_while_the_run_begins_never_becomes_the_run_s(scenario: Scenario) -> None:
    _is_not_begun(scenario, ReplacedWhenRead(scenario.own_orders(5)), lambda: None)


def _is_not_begun(scenario: Scenario, source: FileSource, once_checked: Callable[[], object]) -> None:
    now = datetime.now(UTC)
    with (
        open_table(source, scratch=private_folder(scenario.home.scratch)) as table,
        prepare(table, scenario.mapping, scenario.destination, now=now) as prepared,
    ):
        once_checked()
        with pytest.raises(FileError, match="changed since it was opened"):
            start_run(
                scenario.home,
                table,
                prepared,
                scenario.destination,
                scenario.mapping,
                scenario.connection,
                checked_at=now,
            )
    assert standings(scenario.home) == []


def test_a_run_that_was_given_up_is_not_resumed_and_its_file_can_be_sent_anew(scenario: Scenario) -> None:
    path = scenario.own_orders(2000)
    run = half_sent(scenario, path)
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(FileError, match="changed since run"):
        scenario.resume(run)
    before = time.time()
    given_up = give_up(scenario.home, run.id)
    assert given_up.status is Status.GIVEN_UP
    assert before <= (given_up.finished_at or 0) <= time.time()
    with pytest.raises(UsageError, match=f"Run {run.id} was given up\\.") as raised_again:
        scenario.resume(run)
    assert raised_again.value.remedy == "`tiktok-tui runs` shows its result."
    with pytest.raises(UsageError, match="There is no unfinished run") as raised_again:
        run_named(scenario.home)
    assert raised_again.value.remedy == "`tiktok-tui runs` lists them all."
    with pytest.raises(UsageError, match=f"Run {run.id} is not unfinished") as raised_again:
        give_up(scenario.home, run.id)
    assert raised_again.value.remedy == "`tiktok-tui runs` lists all of them."
    assert scenario.send(path).skipped == 1000


def test_a_run_that_is_being_sent_or_done_cannot_be_given_up(scenario: Scenario) -> None:
    with scenario.sending(scenario.orders(10)) as sending:
        with pytest.raises(StateError, match="being sent already"):
            give_up(scenario.home, sending.run.id)
        assert [type(each).__name__ for each in sending][-1] == "RunFinished"
    with pytest.raises(UsageError, match="is not unfinished"):
        give_up(scenario.home, sending.run.id)


class HomeOfAnother(Home):
    """A home in which another process ends the run, done, just before its lock is looked for here."""

    @property
    def locks(self) -> Path:
        with Ledger(self.ledger) as ledger:
            for run in unfinished(ledger):
                end(ledger, run.number, Status.DONE, None, time.time())
        return super().locks


def test_a_run_that_was_finished_until_its_lock_was_free_stays_done(scenario: Scenario) -> None:
    run = half_sent(scenario, scenario.orders(2000))
    home = HomeOfAnother(scenario.home.config, scenario.home.state)
    with pytest.raises(UsageError, match="is not unfinished"):
        give_up(home, run.id)
    assert [each.run.status for each in standings(scenario.home)] == [Status.DONE]
    with Ledger(home.ledger) as ledger:
        end(ledger, run.number, Status.STOPPED, None, time.time())
    with pytest.raises(UsageError, match="is finished"):
        resume_run(home, run, scenario.destination, scenario.connection)
    assert [each.run.status for each in standings(scenario.home)] == [Status.DONE]


@pytest.mark.usefixtures("ledger")  # so that the recipient has another number than the run
def test_what_was_being_sent_by_a_dead_run_that_is_given_up_is_in_doubt(scenario: Scenario) -> None:
    run = half_sent(scenario, scenario.orders(2000))
    with Ledger(scenario.home.ledger) as ledger, ledger.transaction():
        ledger.write("UPDATE runs SET status = 'running'")
        write_claim(ledger, run.number, 9, [Event(2, "set", b"k" * 16, b"{}")], 1.0, sending=True)
        ledger.write("CREATE TRIGGER full BEFORE INSERT ON doubts BEGIN SELECT raise(FAIL, 'full'); END")
    with pytest.raises(StateError):
        give_up(scenario.home, run.id)
    assert standings(scenario.home)[0].state == "unfinished", "what cannot be in doubt yet is not given up"
    with Ledger(scenario.home.ledger) as ledger:
        ledger.write("DROP TRIGGER full")
    give_up(scenario.home, run.id)
    with Ledger(scenario.home.ledger) as ledger:
        assert ledger.read("SELECT key, since FROM doubts") == [(b"k" * 16, 1.0)]


@pytest.mark.parametrize(
    "change",
    [
        {"event_source": EventSource.WEB},
        {"event_set_id": "7200000000000000099"},
        {"fixed_event": "Lead"},
        {"currency": "EUR"},
        {"phone_country": "DE"},
        {"time_zone": "Asia/Tokyo"},
        {"number_style": NumberStyle.COMMA},
        {"limited_data_use": True},
        {"send_event_channel": True},
    ],
    ids=lambda change: next(iter(change)),
)
def test_no_setting_that_changes_the_events_may_change(ledger: Ledger, change: dict[str, Any]) -> None:
    run = replace(begun(ledger, settings=settings_of(SHOP)), tally=Tally(accepted=1))
    check_destination(run, SHOP, run.spec.base_url, 0)
    with pytest.raises(SettingsError, match=next(iter(change))):
        check_destination(run, replace(SHOP, **change), run.spec.base_url, 0)


def test_all_settings_that_have_changed_are_named_and_the_first_is_the_field(ledger: Ledger) -> None:
    run = replace(begun(ledger, settings=settings_of(SHOP)), tally=Tally(accepted=1))
    with pytest.raises(SettingsError) as raised:
        check_destination(run, replace(SHOP, time_zone="Asia/Tokyo", currency="EUR"), run.spec.base_url, 7)
    assert raised.value.what == "The destination has changed since a part of the run was accepted: currency, time_zone."
    assert (raised.value.where, raised.value.field) == (f"run {run.id}", "currency")
    with pytest.raises(SettingsError, match=r"since 1 event was sent without an answer: currency\."):
        check_destination(replace(run, tally=Tally()), replace(SHOP, currency="EUR"), run.spec.base_url, 1)
    assert f"`tiktok-tui give-up {run.id}`" in raised.value.remedy


def test_another_file_that_is_open_is_not_the_run_s(scenario: Scenario) -> None:
    run = half_sent(scenario, scenario.orders(2000))
    now = datetime.now(UTC)
    other = scenario.orders(2000, start=50, name="other.csv")
    with (
        open_table(str(other), scratch=private_folder(scenario.home.scratch)) as table,
        prepare(table, scenario.mapping, scenario.destination, now=now) as prepared,
        pytest.raises(FileError, match="changed since run"),
    ):
        resume_run(scenario.home, run, scenario.destination, scenario.connection, opened=(table, prepared, now))
    assert scenario.sandbox.stats().accepted == 1000


def test_a_database_may_give_other_rows_by_now(home: Home, ledger: Ledger) -> None:
    with answer_of(home, "id,time\n1,2\n") as table:
        check_content(begun(ledger, source=QUERY), table)
        file = begun(ledger)
        with pytest.raises(FileError, match=f"The file has changed since run {file.id} began"):
            check_content(file, table)


@pytest.mark.parametrize("asked", [True, False])
def test_what_was_asked_for_once_stays_asked_for_and_nothing_else_is(scenario: Scenario, asked: bool) -> None:
    options = Options(send_doubtful=asked, send_similar=asked, in_flight_max=1)
    run = half_sent(scenario, scenario.orders(2000), options)
    with resume_run(scenario.home, run, scenario.destination, scenario.connection, policy=scenario.policy) as sending:
        assert sending.run.spec.options == options
        sending.control.stop()
        list(sending)


def test_what_is_asked_for_when_it_is_resumed_stays_asked_for(scenario: Scenario) -> None:
    run = half_sent(scenario, scenario.orders(2000))
    with resume_run(
        scenario.home, run, scenario.destination, scenario.connection, send_similar=True, send_doubtful=True
    ) as sending:
        assert sending.run.spec.options == replace(run.spec.options, send_similar=True, send_doubtful=True)
        sending.control.stop()
        list(sending)
    before = time.time()
    given_up = give_up(scenario.home, run.id)
    assert (given_up.spec.options, given_up.error) == (sending.run.spec.options, "")
    assert given_up.finished_at is not None
    assert before <= given_up.finished_at <= time.time()


def test_a_setting_that_is_newer_than_the_run_has_its_default(ledger: Ledger) -> None:
    settings = json.loads(settings_of(SHOP))
    del settings["send_event_channel"], settings["limited_data_use"], settings["number_style"]
    run = begun(ledger, settings=json.dumps(settings | {"of_a_later_version": 7}))
    run = replace(run, tally=Tally(accepted=1))
    assert as_sent(run) == SHOP
    assert as_sent(begun(ledger, settings="{}")) == Destination(slug="shop", name="shop")
    check_destination(run, SHOP, run.spec.base_url, 0)


def test_the_settings_that_a_run_was_sent_with_are_read_back_whole(ledger: Ledger) -> None:
    web = replace(SHOP, event_source=EventSource.WEB, number_style=NumberStyle.COMMA, restrict_pii=True)
    sent = as_sent(begun(ledger, settings=settings_of(web)))
    assert sent == web
    assert (sent.event_source, sent.number_style) == (EventSource.WEB, NumberStyle.COMMA)
    assert (type(sent.event_source), type(sent.number_style)) == (EventSource, NumberStyle)


def test_a_file_of_which_all_rows_are_left_out_by_now_is_no_error(ledger: Ledger) -> None:
    check_sendable(begun(ledger), replace(totals(0), rows=10, left_out=10, rejected=0))


def test_a_run_without_an_event_may_end_whatever_its_rows_are_now(ledger: Ledger) -> None:
    rejected = replace(totals(0), rows=2, rejected=2, rejects_by_rule={"value.unreadable": 2})
    check_sendable(replace(begun(ledger), total=0), rejected)
    check_sendable(begun(ledger), replace(rejected, sendable=1))
    with pytest.raises(SettingsError, match="All 2 rows would be rejected now"):
        check_sendable(begun(ledger), rejected)
    with pytest.raises(SettingsError, match=r": The only row would be rejected now: The cell cannot"):
        check_sendable(begun(ledger), replace(rejected, rows=1, rejected=1))
    rules = {"value.unreadable": 2, "event_set_id.missing": 1203}
    with pytest.raises(SettingsError, match="All 1,205 rows would be rejected now, most often: There is no event set"):
        check_sendable(begun(ledger), replace(rejected, rows=1205, rejected=1205, rejects_by_rule=rules))


def test_rows_that_came_once_cannot_be_sent_again_by_their_run(ledger: Ledger) -> None:
    run = begun(ledger, source=PipeSource())
    with pytest.raises(FileError) as raised:
        check_file(run)
    assert raised.value.what == f"Run {run.id} cannot read its rows again. {PipeSource().lost}"
    assert (raised.value.where, f"`tiktok-tui give-up {run.id}`" in raised.value.remedy) == ("stdin", True)


def test_a_run_that_has_ended_is_neither_to_be_given_up_nor_resumed(ledger: Ledger) -> None:
    run = replace(begun(ledger, settings=settings_of(SHOP)), status=Status.DONE)
    once = replace(run, spec=replace(run.spec, source=PipeSource()))
    for looked_at, remedy in (
        (once, "Send them again as a new run: accepted events are left out."),
        (run, "Put it back, or send it from where it is now; accepted events are left out."),
        (
            replace(run, tally=Tally(withheld=1)),
            "Put it back and resume, or send it from where it is now; accepted events are left out.",
        ),
    ):
        with pytest.raises(FileError) as missing:
            check_file(looked_at)
        assert missing.value.remedy == remedy
    assert changed(run).remedy == "Send it as a new run; accepted events are left out if their event IDs are the same."
    held = replace(run, tally=Tally(accepted=1, withheld=1))
    with pytest.raises(SettingsError) as refused:
        check_destination(held, replace(SHOP, currency="EUR"), run.spec.base_url, 0)
    ways = "Change it back to finish the run, or send the file as a new run; events with the same IDs are left out."
    assert refused.value.remedy == ways
    rejected = replace(totals(0), rows=1, rejected=1, rejects_by_rule={"value.unreadable": 1})
    with pytest.raises(SettingsError) as refused:
        check_sendable(held, rejected)
    assert refused.value.remedy.endswith(" Then resume the run.")


def test_a_resumed_run_reads_its_sheet_and_has_the_counts_of_today_s_check(scenario: Scenario) -> None:
    path, then = scenario.folder / "orders.xlsx", int(time.time()) - 3600
    rows = [[f"o{number}", then, f"a{number}@customers.example", "2"] for number in range(3)]
    header = ["id", "time", "email", "value"]
    path.write_bytes(workbook({"Last year": [header, *rows, *rows], "Orders": [header, *rows]}))
    scenario.sandbox.set_faults("40105#1")
    with (
        open_table(str(path), scratch=private_folder(scenario.home.scratch), sheet="Orders") as table,
        prepare(table, scenario.mapping, SHOP, now=datetime.now(UTC)) as prepared,
        start_run(
            *(scenario.home, table, prepared, SHOP, scenario.mapping, scenario.connection),
            checked_at=datetime.now(UTC),
            options=Options(sheet="Orders"),
        ) as sending,
    ):
        list(sending)
    with Ledger(scenario.home.ledger) as ledger:
        ledger.write("UPDATE runs SET checked_at = 1, totals = ?", (json.dumps(asdict(totals(7))),))
    assert scenario.resume(run_named(scenario.home)).accepted == 3
    [found] = standings(scenario.home)
    assert (found.run.spec.totals.rows, found.run.spec.totals.sendable) == (3, 3)
    assert found.run.started_at <= found.run.spec.checked_at <= time.time()
