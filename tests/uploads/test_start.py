"""Whole uploads, new and resumed: every event is sent once and counted."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.support.scripted import Said, Scripted
from tests.support.uploads import SHOP, Scenario, write_orders
from tests.uploads.sent import half_sent
from tiktok_tui.events.errors import SettingsError, UsageError
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.sandbox import known
from tiktok_tui.uploads.ledger.copies import newest_copy
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.history import batches, standings
from tiktok_tui.uploads.ledger.runs import find, run_named
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import Status
from tiktok_tui.uploads.updates import BatchAccepted, BatchStarted, RunStarted, Skipped

pytestmark = pytest.mark.timeout(40)  # a fault in what ends a wait is to be noticed within a minute


def test_every_event_is_accepted_once_and_counted(scenario: Scenario) -> None:
    summary = scenario.send(scenario.orders(2500))
    assert (summary.total, summary.accepted, summary.refused, summary.skipped, summary.left) == (2500, 2500, 0, 0, 0)
    assert (summary.status, summary.batches, summary.requests, summary.complete) == (Status.DONE, 3, 3, True)
    assert sum(batch.events for batch in scenario.all_of(BatchAccepted)) == 2500
    assert [(batch.first_row, batch.last_row) for batch in scenario.all_of(BatchStarted)] == [
        (2, 1001),
        (1002, 2001),
        (2002, 2501),
    ]
    stats = scenario.sandbox.stats()
    assert (stats.accepted, stats.arrived, stats.requests) == (2500, 2500, 3)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process cannot be changed there")
def test_a_run_has_the_date_of_the_person_s_clock(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    def day(zone: str | None = None) -> str:
        return f"{datetime.now(ZoneInfo(zone or 'UTC')):%Y-%m-%d}"

    zone = next(each for each in ("Pacific/Kiritimati", "Etc/GMT+12") if day(each) != day())
    before = day(zone)
    try:
        with monkeypatch.context() as patched:
            patched.setenv("TZ", zone)
            time.tzset()
            name = scenario.send(scenario.orders(20)).run
    finally:
        time.tzset()
    assert name in {f"{before}-001", f"{day(zone)}-001"}


def test_a_file_without_anything_to_send_is_done_at_once(scenario: Scenario) -> None:
    summary = scenario.send(write_orders(scenario.folder / "bad.csv", range(5), broken=frozenset(range(5))))
    assert (summary.status, summary.total, summary.requests) == (Status.DONE, 0, 0)


def test_a_run_that_cannot_be_connected_does_not_begin_and_is_not_resumed(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = scenario.orders(20)
    with monkeypatch.context() as patched:
        patched.setenv("SSL_CERT_FILE", str(scenario.folder / "missing.pem"))
        with pytest.raises(SettingsError, match="certificates cannot be read"):
            scenario.send(path)
    assert standings(scenario.home) == []
    with scenario.sending(path) as sending:
        sending.control.stop()
        assert len(list(sending)) == 2
    stopped = run_named(scenario.home)
    with monkeypatch.context() as patched:
        patched.setenv("SSL_CERT_FILE", str(scenario.folder / "missing.pem"))
        with pytest.raises(SettingsError, match="certificates cannot be read"):
            scenario.resume(stopped, still_open=True)
    assert run_named(scenario.home) == stopped


def test_a_second_run_sends_nothing_twice(scenario: Scenario) -> None:
    path = scenario.orders(20)
    scenario.send(path)
    summary = scenario.send(path)
    assert (summary.accepted, summary.skipped, summary.requests, summary.left) == (0, 20, 0, 0)
    assert scenario.all_of(Skipped) == [Skipped(20)]
    assert scenario.sandbox.stats().arrived == 20


def test_of_an_overlapping_file_only_the_new_rows_are_sent_and_in_full_batches(scenario: Scenario) -> None:
    scenario.send(scenario.orders(1500))
    summary = scenario.send(scenario.orders(2000, start=750, name="later.csv"))
    assert (summary.accepted, summary.skipped, summary.requests) == (1250, 750, 2)
    assert scenario.sandbox.stats().repeats == 0


def test_resend_sends_again_what_an_earlier_run_got_accepted(scenario: Scenario) -> None:
    path = scenario.orders(20)
    scenario.send(path)
    summary = scenario.send(path, Options(resend=True))
    assert (summary.accepted, summary.skipped) == (20, 0)
    assert scenario.sandbox.stats().repeats == 20


def test_a_limit_takes_the_first_sendable_events(scenario: Scenario) -> None:
    path = scenario.orders(20)
    first = scenario.send(path, Options(limit=10))
    assert (first.total, first.accepted, first.left) == (10, 10, 0)
    assert sorted(str(event.body["event_id"]) for event in scenario.sandbox.events())[-1] == "order-000009"
    all_of_them = scenario.send(path)
    assert (all_of_them.accepted, all_of_them.skipped) == (10, 10)


def test_what_was_sent_with_a_test_code_counts_as_sent_to_nobody_else(scenario: Scenario) -> None:
    path = scenario.orders(20)
    scenario.send(path, Options(test_event_code="TEST123"))
    assert scenario.sandbox.stats().test_events == 20
    again = scenario.send(path, Options(test_event_code="TEST123"))
    real = scenario.send(path)
    assert (again.skipped, real.accepted, real.skipped) == (20, 20, 0)


def test_a_partial_success_is_accepted_flagged_and_never_a_full_one(scenario: Scenario) -> None:
    scenario.sandbox.set_faults("20001#1")
    path = scenario.orders(1500)
    summary = scenario.send(path)
    assert (summary.accepted, summary.status, summary.complete) == (1500, Status.DONE, False)
    assert summary.uncertain in (500, 1000)
    assert [batch.partial for batch in scenario.all_of(BatchAccepted)].count(True) == 1
    assert scenario.send(path).skipped == 1500


def test_a_web_event_goes_to_its_pixel(scenario: Scenario) -> None:
    from tiktok_tui.events.destination import EventSource

    web = scenario.to(replace(SHOP, event_source=EventSource.WEB, event_set_id=known.PIXEL_CODE))
    web.mapping = replace(
        web.mapping, fields={**web.mapping.fields, "page_url": FieldSource(value="https://shop.example/thanks")}
    )
    assert web.send(web.orders(5)).accepted == 5
    assert scenario.sandbox.stats().by_source == {known.PIXEL_CODE: 5}


def test_it_starts_with_the_numbers_and_ends_with_the_sum(scenario: Scenario) -> None:
    scenario.send(scenario.orders(20))
    start = scenario.updates[0]
    assert isinstance(start, RunStarted)
    assert (start.total, start.accepted, start.in_doubt) == (20, 0, 0)
    assert scenario.end.summary.run == start.run


def test_a_stopped_run_continues_where_it_ended(scenario: Scenario) -> None:
    run = half_sent(scenario, scenario.orders(3000))
    scenario.resume(run)
    assert run_named(scenario.home, run.id).spec.checked_at > run.spec.checked_at
    start = scenario.updates[0]
    assert isinstance(start, RunStarted)
    assert (start.run, start.total, start.accepted) == (run.id, 3000, 1000)
    assert (scenario.summary.accepted, scenario.summary.skipped, scenario.summary.batches) == (3000, 0, 3)
    with pytest.raises(UsageError, match="finished"):
        scenario.resume(run)
    with pytest.raises(UsageError, match="no unfinished run"):
        run_named(scenario.home)


def test_a_row_that_is_like_another_of_its_file_is_sent_and_one_that_is_like_none_is_held_back(
    scenario: Scenario,
) -> None:
    scenario.mapping = Mapping({"timestamp": FieldSource(columns=("time",)), "email": FieldSource(columns=("mail",))})
    visits, day = scenario.folder / "visits.csv", datetime.now(UTC).date() - timedelta(days=2)
    visits.write_text(f"mail,time,end\na@b.cd,{day},.\nc@d.ef,{day},.\n")
    scenario.send(visits)
    visits.write_text(f"mail,time,end\na@b.cd,{day} 09:30:01,.\nc@d.ef,{day},.\nc@d.ef,{day} 12:00,.\n")
    summary = scenario.send(visits)
    assert (summary.accepted, summary.skipped, summary.similar) == (1, 1, 1)


@pytest.mark.usefixtures("ledger")  # so that the recipient has another number than the run
def test_what_was_in_flight_when_it_was_left_is_filed_and_copied(scenario: Scenario) -> None:
    before = datetime.now(UTC)
    with scenario.sending(scenario.orders(2500), Options(in_flight_max=1)) as sending:
        assert any(isinstance(update, BatchStarted) for update in sending)
    copy = newest_copy(scenario.home)
    assert copy is not None
    assert copy.name in {f"ledger-{day:%Y-%m-%d}.sqlite" for day in (before, datetime.now(UTC))}
    for path in (scenario.home.ledger, copy):
        with Ledger(path) as ledger:
            assert ledger.number("SELECT count(*) FROM accepted") == scenario.sandbox.stats().accepted == 1000
            assert ledger.read("SELECT number FROM batches WHERE keys IS NOT NULL") == []


def test_a_query_can_be_resumed_too(scenario: Scenario) -> None:
    path = scenario.orders(2500)
    now = int(time.time())
    query = f"SELECT id, {now} AS time, email, value FROM '{path}' WHERE id < 'order-002000'"
    with scenario.sending_source(query, Options(in_flight_max=1)) as sending:
        for update in sending:
            if isinstance(update, BatchAccepted):
                sending.control.stop()
    assert scenario.resume(run_named(scenario.home)).accepted == 2000


def test_the_limit_holds_when_resumed(scenario: Scenario) -> None:
    run = half_sent(scenario, scenario.orders(3000), Options(limit=1500, in_flight_max=1))
    assert (scenario.resume(run).accepted, scenario.summary.left, scenario.sandbox.stats().arrived) == (1500, 0, 1500)


def test_resending_twice_is_not_sending_three_times(scenario: Scenario) -> None:
    path = scenario.orders(3000)
    scenario.send(path)
    run = half_sent(scenario, path, Options(resend=True, in_flight_max=1))
    assert scenario.resume(run).accepted == 3000
    assert scenario.sandbox.stats().arrived == 6000


def test_what_is_in_doubt_for_too_long_is_withheld_and_sent_when_asked_for(scenario: Scenario) -> None:
    scenario.sandbox.set_faults("drop-after")
    scenario.send(scenario.orders(1500))
    assert scenario.summary.accepted == 0
    with Ledger(scenario.home.ledger) as ledger:
        ledger.write("UPDATE doubts SET since = since - 200000")
        assert ledger.read("SELECT count(*) FROM doubts") == [(1500,)]
    scenario.sandbox.set_faults()
    withheld = scenario.resume(run_named(scenario.home))
    assert (withheld.accepted, withheld.withheld, withheld.left) == (0, 1500, 0)
    assert (withheld.status, withheld.complete) == (Status.DONE, False)
    run = run_named(scenario.home, withheld.run)
    asked = scenario.resume(run, send_doubtful=True)
    assert (asked.accepted, asked.withheld, asked.complete) == (1500, 0, True)
    assert scenario.sandbox.stats().accepted == 1500


def test_what_a_dead_run_left_in_doubt_for_too_long_is_withheld_in_whatever_batch_it_is(scenario: Scenario) -> None:
    path = scenario.orders(3000)
    scenario.sandbox.set_faults("drop-after")
    scenario.send(path)
    with Ledger(scenario.home.ledger) as ledger:  # as it is when its process was killed in the middle, days ago
        doubts = [bytes(str(key), "ascii") for (key,) in ledger.read("SELECT hex(key) FROM doubts")]
        keys = bytes.fromhex(b"".join(doubts).decode())
        ledger.write("DELETE FROM doubts")
        ledger.write(
            "UPDATE batches SET state = 'sending', keys = ?, doubt = started - 200000 WHERE number = 1", (keys,)
        )
    scenario.sandbox.set_faults()
    summary = scenario.send(path)
    assert (summary.accepted, summary.withheld) == (0, 3000)


def test_tiktok_s_data_on_a_partial_success_is_kept_without_anybody_s_data(scenario: Scenario) -> None:
    data = {"failed": [{"index": 3, "reason": "event_time is too old", "user": "jane.planted@example.com"}]}
    body = {"code": 20001, "message": "partially successful", "request_id": "r1", "data": data}
    with Scripted(lambda _: Said(body)) as tiktok:
        scenario.base_url = tiktok.base_url
        summary = scenario.send(scenario.orders(20))
    assert (summary.uncertain, summary.complete) == (20, False)
    with Ledger(scenario.home.ledger) as ledger:
        [batch] = batches(ledger, find(ledger, summary.run))
    assert json.loads(batch.details) == {"failed": [{"index": 3, "reason": "event_time is too old", "user": "…"}]}
    assert b"planted" not in b"".join(path.read_bytes() for path in scenario.home.state.glob("ledger*"))
