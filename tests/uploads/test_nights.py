"""The window of a nightly query: from the last whole run to the same place, with an overlap, never beyond 28 days."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.uploads.ledgers import begun
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.events.errors import UsageError
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.sources.connections import store
from tiktok_tui.uploads.ledger import runs
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.nights import with_window
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import RunSpec, Status

NOW = datetime(2026, 11, 27, 2, 30, 0, 123, tzinfo=UTC)
TONIGHT = NOW.replace(microsecond=0)
URL = "https://tiktok.example"
SHOP = Destination(slug="shop", name="Shop", event_source=EventSource.OFFLINE)
ORDERS = DatabaseSource("warehouse", "SELECT * FROM orders WHERE loaded_at >= :since AND loaded_at < :until")
FARTHEST = TONIGHT - timedelta(days=28)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path, tmp_path)
    store.save(home, "warehouse", "mysql", {"uri": "mysql://reader@db/shop"})
    store.save(home, "other", "mysql", {"uri": "mysql://reader@db/shop"})
    return home


def window(
    home: Home, source: DatabaseSource = ORDERS, destination: Destination = SHOP, **given: object
) -> DatabaseSource:
    return with_window(home, source, destination, **{"api_url": URL, "now": NOW, **given})  # type: ignore[arg-type]


def ran(home: Home, ended: timedelta, status: Status = Status.DONE, **changes: object) -> None:
    """A run whose window ended so long before tonight."""
    settings = asdict(SHOP) | {"event_source": "offline"} | {"sandbox": changes.pop("sandbox", False)}
    until = TONIGHT - ended
    source = replace(ORDERS, since=until - timedelta(days=4), until=until)
    with Ledger(home.ledger) as ledger:
        run = begun(ledger)
        ledger.write("DELETE FROM runs WHERE number = ?", (run.number,))
        values: dict[str, object] = {"source": source, "settings": json.dumps(settings), "base_url": URL} | changes
        spec: RunSpec = replace(run.spec, **values)  # type: ignore[arg-type]
        number = runs.begin(ledger, spec, datetime.now(UTC)).number
        runs.end(ledger, number, status, None, NOW.timestamp())


def over(begun: float, ended: float) -> DatabaseSource:
    """The query over a window of days before tonight."""
    return replace(ORDERS, since=TONIGHT - timedelta(days=begun), until=TONIGHT - timedelta(days=ended))


def test_the_first_night_reaches_as_far_back_as_tiktok_does(home: Home) -> None:
    found = window(home)
    assert (found.since, found.until) == (FARTHEST, TONIGHT)
    assert (found.query, found.connection) == (ORDERS.query, "warehouse")
    assert not home.ledger.exists(), "nothing is to be sent yet"


def test_the_next_night_begins_where_the_last_one_ended_less_an_overlap(home: Home) -> None:
    ran(home, timedelta(days=2))
    ran(home, timedelta(days=1))
    assert window(home).since == TONIGHT - timedelta(days=4)
    assert window(home, replace(ORDERS, query=f"  {ORDERS.query}\n")).since == TONIGHT - timedelta(days=4)
    assert window(home, api_url=f"{URL.upper()}:443/").since == TONIGHT - timedelta(days=4)
    ran(home, timedelta())
    assert window(home).since == TONIGHT - timedelta(days=3)


def test_after_a_long_pause_it_reaches_back_28_days_and_no_farther(home: Home) -> None:
    ran(home, timedelta(days=60))
    assert window(home).since == FARTHEST


@pytest.mark.parametrize(
    "ran_otherwise",
    [
        lambda home: ran(home, timedelta(days=1), Status.STOPPED),
        lambda home: ran(home, timedelta(days=1), Status.GIVEN_UP),
        lambda home: ran(home, timedelta(days=1), options=Options(limit=10)),
        lambda home: ran(home, timedelta(days=1), options=Options(test_event_code="T1")),
        lambda home: ran(home, timedelta(days=1), sandbox=True),
        lambda home: ran(home, timedelta(days=1), base_url="https://elsewhere.example"),
        lambda home: ran(home, timedelta(days=1), destination="other"),
        lambda home: ran(home, timedelta(days=1), source=replace(over(4, 1), connection="other")),
        lambda home: ran(home, timedelta(days=1), source=replace(over(4, 1), query="SELECT 1")),
        lambda home: ran(home, timedelta(days=1), source=ORDERS),
        lambda home: ran(home, timedelta(days=-1)),
    ],
)
def test_only_a_whole_run_of_the_same_to_the_same_place_counts(
    home: Home, ran_otherwise: Callable[[Home], None]
) -> None:
    ran(home, timedelta(days=3))
    ran_otherwise(home)
    assert window(home).since == TONIGHT - timedelta(days=6)


def test_the_last_whole_night_is_found_behind_a_week_of_others(home: Home) -> None:
    ran(home, timedelta(days=9))
    for day in range(7, 0, -1):
        ran(home, timedelta(days=day), Status.FAILED)
    assert window(home).since == TONIGHT - timedelta(days=12)


def test_the_last_whole_night_is_found_behind_months_of_others(home: Home) -> None:
    ran(home, timedelta(days=9))
    ran(home, timedelta(days=1), Status.FAILED)
    with Ledger(home.ledger) as ledger:
        names = [str(name) for (name,) in ledger.read("SELECT name FROM pragma_table_info('runs')")]
        values = {name: f"runs.{name}" for name in names} | {"number": "NULL", "id": "runs.id || '.' || value"}
        copies = f"INSERT INTO runs SELECT {', '.join(values.values())} FROM runs, json_each(?) WHERE status = ?"
        ledger.write(copies, (json.dumps([*range(150)]), Status.FAILED))
    assert window(home).since == TONIGHT - timedelta(days=12)


@pytest.mark.parametrize(
    ("windows", "reached"),
    [
        ([(14, 10), (2, 1)], 10),  # a run of two days, after nights that failed
        ([(14, 10), (9.99, 1)], 10),
        ([(14, 10), (10, 1)], 1),
        ([(14, 10), (2, 1), (1.5, 0.5)], 10),
        ([(14, 10), (2, 1), (13, 0.5)], 0.5),  # the next night
        ([(14, 10), (12, 1), (20, 15)], 1),  # an old week, sent again
        ([(3, 2), (3, 1)], 1),  # the first run may be as short as is wanted
        ([(70, 60), (29, 1)], 1),  # all that TikTok takes
        ([(70, 60), (28.99, 1)], 28),
    ],
)
def test_rows_between_two_runs_are_in_the_next_window(
    home: Home, windows: list[tuple[float, float]], reached: float
) -> None:
    for first, last in windows:
        ran(home, timedelta(), source=over(first, last))
    assert window(home).since == max(FARTHEST, TONIGHT - timedelta(days=reached + 3))


def test_nights_in_the_sandbox_follow_each_other_wherever_it_listens(home: Home) -> None:
    ran(home, timedelta(days=1), sandbox=True, base_url="http://127.0.0.1:5")
    ran(home, timedelta())  # the one to TikTok is none of them
    assert window(home, destination=replace(SHOP, sandbox=True)).since == TONIGHT - timedelta(days=4)


def test_nights_with_a_test_event_code_follow_those_with_the_same_one(home: Home) -> None:
    ran(home, timedelta(days=1), options=Options(test_event_code="T1"))
    ran(home, timedelta(), options=Options(test_event_code="T2"))
    ran(home, timedelta())
    assert window(home, test_event_code="T1").since == TONIGHT - timedelta(days=4)


def test_a_window_may_be_given(home: Home) -> None:
    ran(home, timedelta(days=1))
    until = datetime(2026, 11, 20, tzinfo=UTC)
    assert window(home, since=timedelta(days=5)).since == TONIGHT - timedelta(days=5)
    found = window(home, since=timedelta(hours=6), until=until)
    assert (found.since, found.until) == (until - timedelta(hours=6), until)
    for given in (until, until.replace(microsecond=7)):
        assert window(home, since=given).since == until
    berlin = window(home, since=until.astimezone(ZoneInfo("Europe/Berlin")))
    assert (berlin.since, berlin.since and berlin.since.tzinfo) == (until, UTC)
    days = replace(ORDERS, query="SELECT :since_date, :until_date")
    assert window(home, days, since=timedelta(hours=6), until=until) == replace(found, query=days.query)
    for since in (TONIGHT, until):
        with pytest.raises(UsageError, match="not before"):
            window(home, since=since, until=until)


def test_a_query_without_placeholders_has_no_window(home: Home) -> None:
    plain = DatabaseSource("warehouse", "SELECT ':since' FROM orders -- :until")
    assert window(home, plain) is plain
    with pytest.raises(UsageError, match="has no :since"):
        window(home, plain, since=timedelta(days=1))
    with pytest.raises(UsageError, match="has no :until") as raised:
        window(home, replace(plain, query="SELECT :since_date"), until=NOW)
    assert raised.value.remedy == "Write the placeholder into the query, such as: WHERE updated_at >= :until."
    assert window(home, replace(plain, query="SELECT 'it\\'s :since'")).since is None, "a string of MySQL"
