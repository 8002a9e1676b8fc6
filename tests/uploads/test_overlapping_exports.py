"""Two exports that overlap, without event IDs: no conversion is lost, none is sent twice, the rest is held back."""

from __future__ import annotations

import csv
import functools
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.uploads.ledgers import begun, everybody_lives
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.files.opening import open_table
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.prepare import prepare
from tiktok_tui.tiktok.answers import Answer
from tiktok_tui.uploads.ledger import archive
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.sending.control import Control
from tiktok_tui.uploads.sending.loop import upload
from tiktok_tui.uploads.summary import Summary
from tiktok_tui.uploads.updates import RunFinished

NOW = datetime.now(UTC)
DAY = datetime(NOW.year, NOW.month, NOW.day) - timedelta(days=4)
FIELDS = {
    "time": "timestamp",
    "mail": "email",
    "order": "order_id",
    "total": "value",
    "shop": "shop_id",
    "id": "event_id",
    "note": "description",
}


@dataclass(frozen=True)
class Conversion:
    """Something that happened once; two that are equal cannot be distinguished."""

    person: int
    minutes: int
    total: str
    order: int | None


NOTHING = Conversion(0, 0, "", None)


@dataclass(frozen=True)
class Layout:
    """How an export writes conversions."""

    order: str = "{}"
    total: str = "{}"
    mail: bool = True
    phone: str | None = None
    second: str | None = None
    shop: str | None = None
    note: str | None = None
    ids: bool = False
    dates: bool = False
    offset: bool = False
    zone: str = "America/New_York"

    def row(self, conversion: Conversion) -> dict[str, str]:
        """The cells of a conversion; with an offset, times are those of New York."""
        moment = DAY + timedelta(minutes=conversion.minutes)
        time = moment.date().isoformat() if self.dates else moment.isoformat(" ")
        if self.offset and not self.dates:
            time += "-05:00"
        cells = {"time": time, "total": self.total.format(conversion.total)}
        person = conversion.person
        cells |= {"mail": f"person{person}@x.com"} if self.mail else {}
        cells |= {"phone": self.phone.format(person)} if self.phone is not None else {}
        cells |= {"mail 2": self.second.format(person)} if self.second is not None else {}
        if self.order:
            cells["order"] = self.order.format(conversion.order) if conversion.order is not None else ""
        cells |= {"id": f"{person}-{conversion.minutes}-{conversion.total}"} if self.ids else {}
        cells |= {"shop": self.shop} if self.shop is not None else {}
        cells |= {"note": self.note} if self.note is not None else {}
        return cells

    def seen(self, conversion: Conversion) -> Conversion:
        """Return what is left of a conversion in this layout."""
        return Conversion(
            conversion.person,
            conversion.minutes // 1440 * 1440 if self.dates else conversion.minutes,
            self.total.format(conversion.total) and conversion.total,
            conversion.order if self.order else None,
        )

    @property
    def mapping(self) -> Mapping:
        """Every column mapped."""
        columns = self.row(NOTHING)
        fields = {name: FieldSource(columns=(column,)) for column, name in FIELDS.items() if column in columns}
        if self.second is not None:
            fields["email"] = FieldSource(columns=("mail", "mail 2") if self.mail else ("mail 2",))
        if self.phone is not None:
            fields["phone"] = FieldSource(columns=("phone",))
        return Mapping(fields)


FIRST = Layout()
CHANGES: dict[str, dict[str, object]] = {
    "the same layout": {},
    "a blank phone column is added": {"phone": ""},
    "another currency style": {"total": "${}"},
    "more decimals": {"total": "{}.00"},
    "order numbers of a column of floats": {"order": "{}.0"},
    "order numbers with a sign": {"order": "#{}"},
    "a description is added": {"note": "blue"},
}
"""Changes that leave every ID as it is."""
RISKS: dict[str, dict[str, object]] = {
    "phone numbers are added": {"phone": "+1206555{:04}"},
    "a second address is filled": {"second": "also{}@x.com"},
    "a shop is mapped": {"shop": "Berlin"},
    "dates alone": {"dates": True},
    "another time zone": {"zone": "Europe/Berlin"},
    "times with an offset": {"offset": True, "zone": "Asia/Tokyo"},
    "no order numbers": {"order": ""},
    "letters before order numbers": {"order": "A-{}"},
    "letters before order numbers, and dates alone": {"order": "#A-{}", "dates": True},
    "no amounts": {"total": "{:.0}"},
}
"""Changes that change IDs."""


class Recorder:
    """Accepts everything, and keeps the IDs."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    def track(self, body: bytes) -> Answer:
        """Accept a batch."""
        self.ids += [event["event_id"] for event in json.loads(body)["data"]]
        return Answer(0, "r", "OK", {}, 0.0)


@functools.cache
def events_of(exported: tuple[Conversion, ...], layout: Layout) -> list[list[Event]]:
    """Write an export, check it, and return its events; many nights begin with the same one."""
    destination = Destination(
        "shop",
        "Shop",
        event_set_id="7",
        fixed_event="Purchase",
        currency="USD",
        phone_country="US",
        time_zone=layout.zone,
    )
    with TemporaryDirectory() as folder:
        file = Path(folder) / "export.csv"
        with file.open("w", newline="", encoding="utf-8") as stream:
            out = csv.DictWriter(stream, list(layout.row(NOTHING)))
            out.writeheader()
            out.writerows(layout.row(conversion) for conversion in exported)
        with (
            open_table(str(file), scratch=Path(folder)) as table,
            prepare(table, layout.mapping, destination, now=NOW) as prepared,
        ):
            return list(prepared.events())


@dataclass
class Nights:
    """Exports that are sent one after another."""

    ledger: Ledger
    delivered: Counter[Conversion] = field(default_factory=Counter)
    """How often each was sent, as far as all layouts tell them apart."""
    layouts: Sequence[Layout] = (FIRST,)

    def seen(self, conversion: Conversion) -> Conversion:
        """Return what is left of a conversion in all layouts."""
        for layout in self.layouts:
            conversion = layout.seen(conversion)
        return conversion

    def send(self, exported: Sequence[Conversion], layout: Layout, options: Options | None = None) -> Summary:
        """Send an export; an event that is skipped must be one that was delivered."""
        chunks = events_of(tuple(exported), layout)
        events = [event for chunk in chunks for event in chunk]
        assert len(events) == len(exported)
        known = {key for (key,) in self.ledger.read("SELECT key FROM accepted")}
        skipped = Counter(self.seen(exported[event.row - 2]) for event in events if event.key in known)
        assert skipped <= self.delivered, "skipped, and never sent"
        recorder = Recorder()
        run = begun(self.ledger, options=options)
        *_, last = upload(
            chunks,
            replace(run, total=len(events)),
            EventSource.OFFLINE,
            recorder,
            self.ledger,
            Control(),
            reread=lambda: chunks,
            unattended=everybody_lives,
        )
        archive.file_accepted(self.ledger, run.number)
        rows = {json.loads(event.body)["event_id"]: event.row for event in events}
        self.delivered.update(self.seen(exported[rows[each] - 2]) for each in recorder.ids)
        assert isinstance(last, RunFinished)
        summary = last.summary
        assert (summary.skipped, summary.left) == (skipped.total(), 0)
        assert summary.accepted + summary.skipped + summary.similar == len(exported)
        return summary


def conversions(orders: bool) -> st.SearchStrategy[list[Conversion]]:
    """A few customers, days and amounts, so that many are alike; an order has one customer and one time."""

    def made(drawn: list[tuple[int, int, str, int]]) -> list[Conversion]:
        firsts = {order: (person, minutes) for person, minutes, _, order in reversed(drawn)}
        return [
            Conversion(*(firsts[order] if orders else (person, minutes)), total, 1000 + order if orders else None)
            for person, minutes, total, order in drawn
        ]

    minutes = st.sampled_from([0, 600, 607, 1439, 1440, 2040, 2047])
    drawn = st.tuples(st.integers(1, 3), minutes, st.sampled_from(["10", "20"]), st.integers(1, 5))
    return st.lists(drawn, min_size=2, max_size=9).map(made)


@settings(
    max_examples=5, deadline=None, derandomize=True, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(data=st.data(), orders=st.booleans())
def test_no_conversion_is_lost_or_sent_twice(data: st.DataObject, orders: bool, home: Home) -> None:
    happened = data.draw(conversions(orders))
    change = data.draw(st.sampled_from([*CHANGES, *RISKS]))
    layouts = [FIRST, replace(FIRST, **(CHANGES | RISKS)[change])]  # type: ignore[arg-type]  # each names its fields
    if data.draw(st.booleans()):
        layouts.reverse()
    first, second = (data.draw(st.permutations(happened))[data.draw(st.integers(0, 1)) :] for _ in range(2))
    home.ledger.unlink(missing_ok=True)
    with Ledger(home.ledger) as ledger:
        nights = Nights(ledger, layouts=layouts)
        assert nights.send(first, layouts[0]).accepted == len(first)
        later = nights.send(second, layouts[1])
        wanted = Counter(map(nights.seen, first)) | Counter(map(nights.seen, second))
        assert nights.delivered <= wanted, "sent twice"
        assert (wanted - nights.delivered).total() <= later.similar, "lost"
        if change in CHANGES and Counter(first) <= Counter(second):
            assert later.similar == 0, "held back without a reason"


JANE, LATER = Conversion(1, 600, "10", None), Conversion(1, 2047, "10", None)
TWENTY = replace(JANE, total="20")
BOUGHT, BOUGHT_TOO = replace(JANE, order=1001), replace(TWENTY, order=1001)
OTHERS = [Conversion(2, 607, "10", 1002), Conversion(3, 2047, "20", 1003)]
LETTERED, NUMBERED = replace(FIRST, order="#A-{}"), replace(FIRST, order="{}-C7")
DATES, PHONED = replace(FIRST, dates=True), replace(FIRST, phone="+1206555{:04}")

SECOND_NIGHTS: dict[str, tuple[list[Conversion], Layout, list[Conversion], Layout, tuple[int, int, int]]] = {
    # exported first, exported second; of the second accepted, skipped, held back
    "a row is added in front": ([JANE], DATES, [TWENTY, JANE], DATES, (1, 1, 0)),
    "the same row comes again": ([JANE], DATES, [JANE, JANE], DATES, (1, 1, 0)),
    "a row is dropped": ([TWENTY, JANE], DATES, [JANE], DATES, (0, 1, 0)),
    "an amount is corrected": ([JANE], DATES, [TWENTY], DATES, (0, 0, 1)),
    "one of two amounts is corrected": ([JANE, TWENTY], DATES, [JANE, replace(JANE, total="25")], DATES, (0, 1, 1)),
    "a second purchase of the day, alone": ([JANE], FIRST, [replace(JANE, minutes=607)], FIRST, (1, 0, 0)),
    "a second line of an order, alone": ([BOUGHT], FIRST, [BOUGHT_TOO], FIRST, (0, 0, 1)),
    "a second line of an order, with the first": ([BOUGHT], FIRST, [BOUGHT_TOO, BOUGHT], FIRST, (1, 1, 0)),
    "another order of the same person, day and amount": (
        [BOUGHT], DATES, [replace(BOUGHT, order=1002)], DATES, (1, 0, 0),
    ),
    "another customer with the same number of a till": (
        [BOUGHT], FIRST, [replace(BOUGHT, person=2, minutes=2040)], FIRST, (1, 0, 0),
    ),
    "orders sorted anew": ([BOUGHT, *OTHERS], FIRST, [*OTHERS, BOUGHT], FIRST, (0, 3, 0)),
    "order numbers of a column of floats": (
        [BOUGHT, *OTHERS], FIRST, [BOUGHT, *OTHERS], replace(FIRST, order="{}.0"), (0, 3, 0),
    ),
    "order numbers are filled in later": ([JANE], FIRST, [BOUGHT], FIRST, (0, 0, 1)),
    "order numbers get letters, and dates their times": (
        [BOUGHT, *OTHERS], DATES, [BOUGHT, *OTHERS], LETTERED, (0, 0, 3),
    ),
    "order numbers lose letters, and times are dates": (
        [BOUGHT, *OTHERS], LETTERED, [BOUGHT, *OTHERS], DATES, (0, 0, 3),
    ),
    "order numbers get a year, and amounts are corrected": (
        [BOUGHT], FIRST, [BOUGHT_TOO], replace(FIRST, order="2026/{}"), (0, 0, 1),
    ),
    "the same bought twice on one day, under two numbers with letters": (
        [BOUGHT], LETTERED, [replace(BOUGHT, order=1002)], LETTERED, (1, 0, 0),
    ),
    "the same bought in two channels that count alike": (
        [BOUGHT], LETTERED, [BOUGHT], replace(FIRST, order="B-{}"), (1, 0, 0),
    ),
    "numbers of a customer behind those of orders": (
        [BOUGHT], NUMBERED, [replace(BOUGHT, order=1002)], NUMBERED, (1, 0, 0),
    ),
    "order numbers are dropped": ([BOUGHT], FIRST, [BOUGHT], replace(FIRST, order=""), (0, 0, 1)),
    "a blank phone column is dropped": ([JANE], replace(FIRST, phone=""), [JANE], FIRST, (0, 1, 0)),
    "phone numbers in place of addresses": (
        [JANE], PHONED, [JANE], replace(PHONED, mail=False), (0, 0, 1),
    ),
    "a second address is filled in later": ([JANE], FIRST, [JANE], replace(FIRST, second="also{}@x.com"), (0, 0, 1)),
    "a second address of an order": ([BOUGHT], FIRST, [BOUGHT], replace(FIRST, second="also{}@x.com"), (0, 1, 0)),
    "another time zone": ([JANE, LATER], FIRST, [JANE, LATER], replace(FIRST, zone="Europe/Berlin"), (0, 0, 2)),
    "another time zone of orders": (
        [BOUGHT, *OTHERS], FIRST, [BOUGHT, *OTHERS], replace(FIRST, zone="Asia/Tokyo"), (0, 3, 0),
    ),
    "dates get their times": ([JANE, LATER], DATES, [JANE, LATER], FIRST, (0, 0, 2)),
    "dates of orders get their times": ([BOUGHT, *OTHERS], DATES, [BOUGHT, *OTHERS], FIRST, (0, 3, 0)),
    "IDs of the file are dropped": ([JANE], replace(DATES, ids=True), [JANE], DATES, (0, 0, 1)),
    "IDs of the file are added": ([JANE], DATES, [JANE], replace(DATES, ids=True), (0, 0, 1)),
    "two IDs of the file are two conversions": (
        [JANE], replace(DATES, ids=True), [replace(JANE, minutes=607)], replace(DATES, ids=True), (1, 0, 0),
    ),
    "a shop is mapped": ([BOUGHT], FIRST, [BOUGHT], replace(FIRST, shop="Berlin"), (0, 0, 1)),
    "two shops with one number": (
        [BOUGHT], replace(FIRST, shop="Berlin"), [replace(BOUGHT, person=2)], replace(FIRST, shop="Bonn"), (1, 0, 0),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SECOND_NIGHTS)
def test_the_second_night_sends_what_is_new_and_holds_back_what_is_unclear(case: str, ledger: Ledger) -> None:
    first, layout, second, other, expected = SECOND_NIGHTS[case]
    nights = Nights(ledger, layouts=[layout, other])
    assert nights.send(first, layout).accepted == len(first)
    later = nights.send(second, other)
    assert (later.accepted, later.skipped, later.similar) == expected


def test_what_was_held_back_is_sent_once_somebody_asks_for_it(ledger: Ledger) -> None:
    nights = Nights(ledger)
    nights.send([JANE], DATES)
    assert nights.send([TWENTY], DATES).similar == 1
    asked = nights.send([TWENTY], DATES, Options(send_similar=True))
    assert (asked.accepted, asked.similar) == (1, 0)
    assert nights.send([TWENTY, JANE], DATES).skipped == 2
