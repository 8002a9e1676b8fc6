"""Ledgers of older versions: they get today's schema and keep everything that was in them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.uploads.ledgers import begun, overtaken
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import StateError
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.query.marks import OWN_ID
from tiktok_tui.tiktok.limits import MAX_AHEAD_SECONDS
from tiktok_tui.uploads.ledger import history, recipients, runs
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.doubts import recover
from tiktok_tui.uploads.ledger.screening import KEPT_SECONDS, Sender, screen
from tiktok_tui.uploads.ledger.similar import Evidence, keep, pack
from tiktok_tui.uploads.ledger.suspects import Suspects
from tiktok_tui.uploads.run import BatchState, Status, Tally

EVENTS = [Event(row, "set", row.to_bytes(16, "big"), b"{}") for row in (2, 3, 4)]
LATER = 1790000002.0 + 100 * 3600
URL = "https://business-api.tiktok.com/open_api/v1.3"


@pytest.fixture
def old(home: Home) -> Home:
    """A home whose ledger has the schema of version 1."""
    with closing(sqlite3.connect(home.ledger)) as connection, connection:
        connection.executescript((Path(__file__).parent / "version_1.sql").read_text("utf-8"))
    return home


def layout(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The columns of every table, and the indexes."""
    with closing(sqlite3.connect(path)) as connection, connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master ORDER BY name")]
        return {name: connection.execute("SELECT * FROM pragma_table_info(?)", (name,)).fetchall() for name in names}


def test_an_old_ledger_gets_the_schema_of_a_new_one_and_an_identity(old: Home, tmp_path: Path) -> None:
    with Ledger(old.ledger) as ledger, Ledger(tmp_path / "new.sqlite") as new:
        assert len(ledger.identity()) == len(new.identity()) == 32
        assert ledger.identity() != new.identity()
    assert layout(old.ledger) == layout(tmp_path / "new.sqlite")
    with closing(sqlite3.connect(old.ledger)) as connection, connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_its_runs_batches_and_keys_are_read_as_before(old: Home) -> None:
    with Ledger(old.ledger) as ledger:
        run = runs.find(ledger, "2026-11-01-001")
        assert (run.spec.source, run.spec.size, run.spec.modified_at) == (
            FileSource(Path("/exports/orders.csv")),
            1234,
            1790000000.5,
        )
        assert (run.spec.base_url, run.spec.options.resend, run.spec.totals.ages) == (URL, True, (3, 0))
        assert (run.spec.checked_at, run.started_at, run.finished_at) == (1790000001.0, 1790000002.0, 1790000003.0)
        assert (run.status, run.tally) == (Status.FAILED, Tally(1, 1, batches=3, requests=4))
        states = [batch.state for batch in history.batches(ledger, run)]
        assert states == [BatchState.ACCEPTED, BatchState.REFUSED, BatchState.DOUBTFUL]
        assert [refusal.row for refusal in history.refusals(ledger, run)] == [3]
        assert recipients.find(ledger, URL, "TEST1") == 2
        screened = screen(ledger, Sender(8, run.recipient), EVENTS, LATER)
        assert (screened.skipped, screened.withheld, screened.fresh) == (1, 1, (EVENTS[1],))


def test_recipients_that_were_one_address_become_one(old: Home) -> None:
    spelt = ("HTTPS://business-api.tiktok.com:443/open_api/v1.3/", "http://LocalHost:5/x/")
    with closing(sqlite3.connect(old.ledger)) as connection, connection:
        connection.execute("INSERT INTO audiences VALUES (3, ?, ''), (4, ?, '')", spelt)
        connection.execute("UPDATE runs SET audience = 3")
        for number, audience in ((8, 2), (9, 4)):
            connection.execute("CREATE TABLE copied AS SELECT * FROM runs WHERE number = 7")
            connection.execute("UPDATE copied SET number = ?1, id = id || ?1, audience = ?2", (number, audience))
            connection.execute("INSERT INTO runs SELECT * FROM copied")
            connection.execute("DROP TABLE copied")
        for audience, key in ((3, 2), (2, 7), (3, 8), (4, 9)):
            for table in ("accepted", "doubts"):
                values = (audience, key.to_bytes(16, "big"))
                connection.execute(f"INSERT INTO {table} VALUES (?, ?, 1790000009, 7)", values)
    with Ledger(old.ledger) as ledger:
        assert ledger.read("SELECT number, base_url, test_event_code FROM recipients ORDER BY number") == [
            *((1, URL, ""), (2, URL, "TEST1"), (4, "http://127.0.0.1:5/x", "")),
        ]
        assert ledger.read("SELECT recipient FROM runs ORDER BY number") == [(1,), (2,), (4,)]
        for table, keys in (("accepted", [2, 7, 8, 9]), ("doubts", [2, 4, 7, 8, 9])):
            found = ledger.records(f"SELECT recipient, key FROM {table} ORDER BY key")
            assert [int.from_bytes(record.blob("key"), "big") for record in found] == keys
            assert [record.integer("recipient") for record in found] == [*[1] * (len(keys) - 3), 2, 1, 4]
        assert ledger.read("SELECT * FROM accepted WHERE key = ?", (EVENTS[0].key,))[0][2] == 1790000002, "the first"


def test_events_that_an_earlier_version_may_have_sent_under_other_ids_are_held_back(old: Home) -> None:
    def event(row: int, time: float, own: int) -> Event:
        return Event(
            row, "set", row.to_bytes(16, "big"), b'{"event":"Lead","event_time":%d,"event_id":"x"}' % time, [own]
        )

    last = 1790000002.0
    before, after, own = event(12, last + MAX_AHEAD_SECONDS, 0), event(13, last + 601, 0), event(14, last, OWN_ID)
    with Ledger(old.ledger) as ledger:
        for at in (last - 3600, last - 60):  # two runs before, the last of all decides
            run = begun(ledger, url=URL).number
            ledger.write("UPDATE runs SET marked = 0, accepted = 1, started_at = ? WHERE number = ?", (at, run))
        sender = Sender(8, runs.find(ledger, "2026-11-01-001").recipient)
        screened = screen(ledger, sender, [before, after, own], last + 7200)
        assert (screened.similar, screened.fresh) == (((before, Evidence.VERSION),), (after, own))
        for other in (sender.recipient - 1, sender.recipient + 1):
            assert screen(ledger, replace(sender, recipient=other), [before], last + 7200).fresh == (before,)
        assert screen(ledger, replace(sender, send_similar=True), [before], last + 7200).fresh == (before,)
        assert screen(ledger, sender, [before], last + KEPT_SECONDS - 1).similar == ((before, Evidence.VERSION),)
        assert screen(ledger, sender, [before], last + KEPT_SECONDS).fresh == (before,)
        suspects = Suspects()
        suspects.add(screened.similar)
        assert (len(suspects), suspects.held.total()) == (0, 1)
        keep(ledger, sender.recipient, [(pack([before]), last)])
        found = screen(ledger, sender, [before], last + 7200).similar
        assert found == ((before, Evidence.VERSION),), "no other event of the file explains it"
        ledger.write("DELETE FROM marks")
        ledger.write("UPDATE runs SET accepted = 0")
        assert screen(ledger, sender, [before], last + 7200).fresh == (before,), "nothing was accepted then"


def test_two_that_open_it_at_once_migrate_it_once(old: Home) -> None:
    with overtaken(old.ledger) as one, Ledger(old.ledger) as other:
        assert one.number("PRAGMA user_version") == other.number("PRAGMA user_version") > 1


def test_what_a_run_of_an_old_version_left_when_it_died_is_accepted_or_in_doubt(old: Home) -> None:
    batch = "(7, ?, NULL, ?, 1, 5, 5, ?, ?, 1, 1790000002.0, 0.4, 0, '', '')"
    with closing(sqlite3.connect(old.ledger)) as connection, connection:
        connection.execute(f"INSERT INTO batches VALUES {batch}", (8, "accepted", b"a" * 16, None))
        connection.execute(f"INSERT INTO batches VALUES {batch}", (9, "sending", b"d" * 16, 1790000002.0))
    with Ledger(old.ledger) as ledger:
        assert recover(ledger, 7) == 1
        for table, key in (("accepted", b"a" * 16), ("doubts", b"d" * 16)):
            assert ledger.number(f"SELECT count(*) FROM {table} WHERE key = ? AND recipient = 1", (key,)) == 1


def test_a_migration_that_fails_leaves_the_old_ledger_as_it_was(old: Home) -> None:
    with closing(sqlite3.connect(old.ledger)) as connection, connection:
        connection.execute("ALTER TABLE doubts RENAME COLUMN audience TO somebody")  # the last step finds nothing
    before = layout(old.ledger)
    with pytest.raises(StateError):
        Ledger(old.ledger)
    assert layout(old.ledger) == before
