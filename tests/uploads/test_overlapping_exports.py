"""Two exports that overlap, without event IDs: no conversion is lost, none is sent twice, the rest is held back."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.uploads.ledgers import begun, everybody_lives
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.files.opening import open_table
from tiktok_tui.mapping.model import FieldSource, Mapping
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
    "note": "description",
}


@dataclass(frozen=True)
class Conversion:
    """Something that happened once; two that are equal cannot be told apart."""

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


@dataclass
class Nights:
    """Exports that are sent one after another."""

    ledger: Ledger
    folder: Path
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
        file = self.folder / "export.csv"
        with file.open("w", newline="", encoding="utf-8") as stream:
            out = csv.DictWriter(stream, list(layout.row(NOTHING)))
            out.writeheader()
            out.writerows(layout.row(conversion) for conversion in exported)
        destination = Destination(
            "shop",
            "Shop",
            event_set_id="7",
            fixed_event="Purchase",
            currency="USD",
            phone_country="US",
            time_zone=layout.zone,
        )
        with (
            open_table(str(file), scratch=self.folder) as table,
            prepare(table, layout.mapping, destination, now=NOW) as prepared,
        ):
            events = [event for chunk in prepared.events() for event in chunk]
            assert len(events) == len(exported)
            known = {key for (key,) in self.ledger.read("SELECT key FROM accepted")}
            skipped = Counter(self.seen(exported[event.row - 2]) for event in events if event.key in known)
            assert skipped <= self.delivered, "skipped, and never sent"
            recorder = Recorder()
            run = begun(self.ledger, options=options)
            *_, last = upload(
                prepared.events(),
                replace(run, total=len(events)),
                EventSource.OFFLINE,
                recorder,
                self.ledger,
                Control(),
                reread=prepared.events,
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
    max_examples=12, deadline=None, derandomize=True, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(data=st.data(), orders=st.booleans())
def test_no_conversion_is_lost_or_sent_twice(data: st.DataObject, orders: bool, home: Home, tmp_path: Path) -> None:
    happened = data.draw(conversions(orders))
    change = data.draw(st.sampled_from([*CHANGES, *RISKS]))
    layouts = [FIRST, replace(FIRST, **(CHANGES | RISKS)[change])]  # type: ignore[arg-type]  # each names its fields
    if data.draw(st.booleans()):
        layouts.reverse()
    first, second = (data.draw(st.permutations(happened))[data.draw(st.integers(0, 1)) :] for _ in range(2))
    home.ledger.unlink(missing_ok=True)
    with Ledger(home.ledger) as ledger:
        nights = Nights(ledger, tmp_path, layouts=layouts)
        assert nights.send(first, layouts[0]).accepted == len(first)
        later = nights.send(second, layouts[1])
        wanted = Counter(map(nights.seen, first)) | Counter(map(nights.seen, second))
        assert nights.delivered <= wanted, "sent twice"
        assert (wanted - nights.delivered).total() <= later.similar, "lost"
        if change in CHANGES and Counter(first) <= Counter(second):
            assert later.similar == 0, "held back without a reason"
