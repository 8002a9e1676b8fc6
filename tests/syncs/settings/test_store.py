"""Files of syncs: every key is read and written again, and every mistake is refused with its line and a remedy."""

from __future__ import annotations

import stat
from datetime import timedelta
from pathlib import Path

import pytest

from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.syncs.settings import store
from tiktok_tui.syncs.settings.sync import ConnectionSource, Limits, Notify, PathSource, Share, Sync

WHOLE = """\
name = "Nightly store sales"
destination = "store-sales"
connection = "warehouse"
query = "orders.sql"
mapping = "orders.toml"

[schedule]
daily = "03:15"
time_zone = "America/New_York"

[limits]
rejected = "5 %"
events = [500, 50_000]
older_than = "2 days"

[notify]
on = ["failed", "held"]
services = ["slack"]
command = ["/usr/local/bin/tell", "--loud"]
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path, tmp_path)


def written(home: Home, text: str, name: str = "nightly") -> Path:
    home.syncs.mkdir(exist_ok=True)
    path = store.path_of(home, name)
    path.write_text(text)
    return path


def test_a_file_is_read_and_written_again(home: Home) -> None:
    folder = written(home, WHOLE).parent
    sync = store.load(home, "nightly")
    assert (sync.id, sync.name, sync.destination) == ("nightly", "Nightly store sales", "store-sales")
    assert sync.source == ConnectionSource("warehouse", query=folder / "orders.sql"), "relative to the file's folder"
    assert sync.mapping == folder / "orders.toml"
    assert sync.limits == Limits(Share(5), (500, 50_000), timedelta(days=2))
    assert sync.notify == Notify(frozenset(("failed", "held")), ("slack",), ("/usr/local/bin/tell", "--loud"))
    assert sync.schedule is not None
    assert sync.schedule.time_zone == "America/New_York"
    path = store.save(home, sync)
    assert 'query = "orders.sql"' in path.read_text()
    assert store.load(home, "nightly") == sync
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ('source = "out/orders-*.csv"', lambda home: PathSource(str(home.syncs / "out/orders-*.csv"))),
        ('source = "/srv/orders.csv"', lambda home: PathSource("/srv/orders.csv")),
        ('source = "s3://bucket/orders.parquet"', lambda home: PathSource("s3://bucket/orders.parquet")),
        ("source = \"SELECT * FROM '/srv/o.csv'\"", lambda home: PathSource("SELECT * FROM '/srv/o.csv'")),
        ('connection = "shop"\ntable = "orders"', lambda home: ConnectionSource("shop", table="orders")),
        ('connection = "shop"\nquery = "SELECT 1"', lambda home: ConnectionSource("shop", sql="SELECT 1")),
    ],
)
def test_sources(home: Home, lines: str, expected: object) -> None:
    written(home, f'destination = "store"\n{lines}\n')
    sync = store.load(home, "nightly")
    assert callable(expected)
    assert sync.source == expected(home)
    assert sync.name == "nightly"
    store.save(home, sync)
    assert store.load(home, "nightly") == sync


@pytest.mark.parametrize(
    ("before", "after", "line", "message"),
    [
        ('destination = "store-sales"', "", None, "“destination” is missing. Write the name that -d takes"),
        ("destination", "destinatoin", 2, "Did you mean “destination”?"),
        ('query = "orders.sql"', "", 3, "With “connection” goes either “query” or “table”"),
        ('query = "orders.sql"', 'query = "a.sql"\ntable = "b"', 4, "goes either “query” or “table”"),
        ('query = "orders.sql"', 'source = "a.csv"', 4, "“source” and “connection” are both given"),
        ('connection = "warehouse"', "", None, "does not say where the rows come from"),
        ('connection = "warehouse"', 'source = "a.csv"', 4, "“query” needs a connection"),
        ('"5 %"', '"many"', 12, "“many” is no limit for rejected rows. Write a share"),
        ('"5 %"', '"101 %"', 12, "is no limit for rejected rows"),
        ('"5 %"', "-1", 12, "is no limit for rejected rows"),
        ("[500, 50_000]", "500", 13, "must be the fewest and the most events"),
        ("[500, 50_000]", "[5, 4]", 13, "Turn the two round"),
        ("[500, 50_000]", "[1, 2, 3]", 13, "must be the fewest and the most events"),
        ('"2 days"', '"soon"', 14, '“soon” is no span of time. Write older_than = "2 days"'),
        ('["failed", "held"]', '["faild"]', 17, "Did you mean “failed”?"),
        ('["failed", "held"]', '"failed"', 17, "“on” must be a list"),
        *(
            ('["slack"]', f'["{address}"]', 18, "`tiktok-tui sync notify nightly --add`")
            for address in ("slack://hush@x", "slack:hush", "slack/hush")
        ),
        ('mapping = "orders.toml"', 'done = "sent"', 5, "Only files can be moved"),
        ("[limits]", "[limit]", 11, "Did you mean “limits”?"),
    ],
)
def test_mistakes(home: Home, before: str, after: str, line: int | None, message: str) -> None:
    path = written(home, WHOLE.replace(before, after, 1))
    with pytest.raises(SettingsError) as caught:
        store.load(home, "nightly")
    assert message in str(caught.value)
    assert "hush" not in str(caught.value), "an address of a service holds a secret"
    assert caught.value.where == (f"{path}, line {line}" if line else str(path))


@pytest.mark.parametrize("source", ["out/orders-*.csv", "out/*/orders.csv", "out/orders.csv", "out"])
def test_the_folder_of_sent_files_begins_where_the_files_are(home: Home, source: str) -> None:
    (home.syncs / "out").mkdir(parents=True)
    path = written(home, f'destination = "store"\nsource = "{source}"\ndone = "sent/"\n')
    sync = store.load(home, "nightly")
    assert sync.done == home.syncs / "out" / "sent"
    store.save(home, sync)
    assert 'done = "sent"' in path.read_text()
    assert store.load(home, "nightly") == sync


@pytest.mark.parametrize(("source", "message"), [("-", "A pipe"), ("https://x.example/a.csv?sig=1", "a secret")])
def test_a_source_that_cannot_be_read_every_night_is_refused(home: Home, source: str, message: str) -> None:
    written(home, f'destination = "store"\nsource = "{source}"\n')
    with pytest.raises(SettingsError, match=message):
        store.load(home, "nightly")


def test_limits_that_need_one_number_only(home: Home) -> None:
    text = (
        'destination = "store"\nsource = "/a.csv"\n[limits]\nrejected = 100\nevents = [500]\nolder_than = "36 hours"\n'
    )
    for same, events in (("[500]", (500, None)), ("[500, 500]", (500, 500))):
        written(home, text.replace("[500]", same))
        sync = store.load(home, "nightly")
        assert sync.limits == Limits(100, events, timedelta(hours=36))
        store.save(home, sync)
        assert store.load(home, "nightly") == sync


def test_what_could_not_be_read_again_is_not_saved(home: Home) -> None:
    path = written(home, WHOLE)
    with pytest.raises(SettingsError, match=r"“\.\./x” is no destination"):
        store.save(home, Sync("nightly", "Nightly", "../x", PathSource("/a.csv")))
    assert path.read_text() == WHOLE


def test_listing_reports_broken_files_beside_the_others(home: Home) -> None:
    assert store.listing(home) == store.Listing((), ())
    written(home, WHOLE)
    written(home, "nonsense", "broken")
    listed = store.listing(home)
    assert [sync.id for sync in listed.syncs] == ["nightly"]
    assert len(listed.broken) == 1


def test_names(home: Home) -> None:
    assert store.new_id(home, "Nightly store sales") == "nightly-store-sales"
    store.save(home, Sync("nightly-store-sales", "Nightly store sales", "store", PathSource("/a.csv")))
    with pytest.raises(SettingsError) as taken:
        store.new_id(home, "nightly STORE sales")
    assert taken.value.what == "There is a sync called “nightly-store-sales” already."
    assert (taken.value.remedy, taken.value.field) == ("Choose another name.", "name")
    store.save(home, Sync("daily", "Daily", "store", PathSource("/a.csv")))
    assert store.names(home) == ["daily", "nightly-store-sales"]
    store.remove(home, "daily")
    assert store.names(home) == ["nightly-store-sales"]
    with pytest.raises(SettingsError, match="Did you mean “nightly-store-sales”"):
        store.load(home, "nightly-store-sale")
    with pytest.raises(SettingsError, match="cannot be a sync's name"):
        store.path_of(home, "../etc")
    store.remove(home, "nightly-store-sales")
    for act in (store.remove, store.load):
        with pytest.raises(SettingsError) as raised:
            act(home, "nightly-store-sales")
        assert raised.value.what == "There is no sync “nightly-store-sales”."
        assert raised.value.where == str(home.syncs)
        assert raised.value.remedy == "There is none yet: `tiktok-tui sync add NAME …`."
    assert str(store.none_yet()) == "There is no sync yet. Add one: `tiktok-tui sync add NAME FILE -d DEST`."
