"""A whole shop's orders (Chinook sample data, MIT): grouped, hashed and counted as a short plain program does it."""

from __future__ import annotations

import csv
import hashlib
import json
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import phonenumbers
import pytest

from tests.support.commands import Run

ORDERS = Path(__file__).parents[1] / "data" / "chinook_orders.csv"
NOW = datetime(2025, 12, 23, tzinfo=UTC)
AS_OF = "2025-12-23T00:00:00Z"
MAPPING = """\
group_by = "Invoice"

[fields]
event            = { value = "Purchase" }
timestamp        = { column = "Invoice date" }
email            = { column = "Email" }
phone            = { column = "Phone" }
order_id         = { column = "Invoice" }
value            = { column = "Total" }
currency         = { value = "USD" }
content_id       = { column = "Track" }
content_name     = { column = "Title" }
content_category = { column = "Genre" }
brand            = { column = "Artist" }
price            = { column = "Unit price" }
quantity         = { column = "Quantity" }

[phone]
country = { column = "Country" }
"""
REGIONS = {
    "Argentina": "AR", "Australia": "AU", "Austria": "AT", "Belgium": "BE", "Brazil": "BR", "Canada": "CA",
    "Chile": "CL", "Czech Republic": "CZ", "Denmark": "DK", "Finland": "FI", "France": "FR", "Germany": "DE",
    "Hungary": "HU", "India": "IN", "Ireland": "IE", "Italy": "IT", "Netherlands": "NL", "Norway": "NO",
    "Poland": "PL", "Portugal": "PT", "Spain": "ES", "Sweden": "SE", "USA": "US", "United Kingdom": "GB",
}  # fmt: skip

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def invoices() -> dict[str, Rows]:
    found: dict[str, Rows] = defaultdict(list)
    with ORDERS.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found[row["Invoice"]].append(row)
    return found


@pytest.fixture
def words(home: Path, tmp_path: Path) -> tuple[str, ...]:
    folder = home / "destinations"
    folder.mkdir(parents=True)
    (folder / "music.toml").write_text(
        'name = "Music"\nadvertiser_id = "7000000000000000001"\nevent_set_id = "7200000000000000001"\n'
        'event_source = "offline"\ntime_zone = "UTC"\nphone_country = "US"\n'
    )
    mapping = tmp_path / "chinook.toml"
    mapping.write_text(MAPPING)
    return (str(ORDERS), "-d", "music", "-m", str(mapping), "--as-of", AS_OF)


def age(rows: Rows) -> timedelta:
    return NOW - datetime.fromisoformat(rows[0]["Invoice date"]).replace(tzinfo=UTC)


def hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def e164(row: dict[str, str]) -> str | None:
    try:
        number = phonenumbers.parse(row["Phone"], REGIONS[row["Country"]])
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def test_the_file_is_the_one_that_the_figures_are_of(invoices: dict[str, Rows]) -> None:
    assert (len(invoices), sum(map(len, invoices.values()))) == (412, 2240)


def test_check_counts_invoices_of_the_last_28_days(cli: Run, words: tuple[str, ...], invoices: dict[str, Rows]) -> None:
    outcome = cli("check", *words, "--json")
    assert outcome.code == 1, outcome.err
    counts = json.loads(outcome.out)
    recent = {name for name, rows in invoices.items() if timedelta(minutes=-10) <= age(rows) <= timedelta(days=28)}
    old_rows = sum(len(rows) for name, rows in invoices.items() if name not in recent)
    assert (len(recent), old_rows) == (7, 2202)
    assert counts["rows"] == 2240
    assert counts["events"] == 412
    assert counts["sendable"] == len(recent)
    assert counts["rejected"] == old_rows
    assert counts["left_out"] == 0


def test_every_event_is_what_the_plain_program_makes_of_its_invoice(
    cli: Run, words: tuple[str, ...], invoices: dict[str, Rows]
) -> None:
    bodies = [json.loads(line) for line in cli("payload", *words).out.splitlines()]
    events = {event["properties"]["order_id"]: event for body in bodies for event in body["data"]}
    recent = {
        name: rows for name, rows in invoices.items() if timedelta(minutes=-10) <= age(rows) <= timedelta(days=28)
    }
    assert events.keys() == recent.keys()
    for name, rows in recent.items():
        first, event = rows[0], events[name]
        user = {"email": hashed(first["Email"].strip().lower())}
        if phone := e164(first):
            user["phone"] = hashed(phone)
        assert event["user"] == user
        assert event["event"] == "Purchase"
        assert event["event_time"] == int((NOW - age(rows)).timestamp())
        assert Decimal(str(event["properties"]["value"])) == Decimal(first["Total"])
        assert event["properties"]["currency"] == "USD"
        assert event["properties"]["contents"] == [
            {
                "content_id": row["Track"],
                "content_name": row["Title"],
                "content_category": row["Genre"],
                "brand": row["Artist"],
                "price": float(row["Unit price"]),
                "quantity": int(row["Quantity"]),
            }
            for row in rows
        ]


def test_every_phone_of_the_whole_file_is_read_as_libphonenumber_reads_it(
    cli: Run, words: tuple[str, ...], invoices: dict[str, Rows], tmp_path: Path
) -> None:
    # All invoices moved into the window: only their phones are of interest here.
    path = tmp_path / "now.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = [row | {"Invoice date": "2025-12-20 00:00:00"} for rows in invoices.values() for row in rows]
        out = csv.DictWriter(stream, list(rows[0]))
        out.writeheader()
        out.writerows(rows)
    bodies = [json.loads(line) for line in cli("payload", str(path), *words[1:]).out.splitlines()]
    sent = {event["properties"]["order_id"]: event["user"].get("phone") for body in bodies for event in body["data"]}
    expected = {name: hashed(phone) if (phone := e164(rows[0])) else None for name, rows in invoices.items()}
    assert sent == expected
    assert sum(phone is not None for phone in sent.values()) == 398
