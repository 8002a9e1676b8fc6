"""Mappings and destinations that were mangled by hand or by malice: refused in words, or read; never a traceback."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from tests.resilience.effort import Effort, Report
from tiktok_tui.accounts import destinations
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.mapping import toml

MAPPING = """\
group_by = "order"
[fields]
email = { columns = ["email", "email_2"] }
timestamp = { column = "sold_at", format = "%d/%m/%Y %H:%M", zone = "Time Zone" }
event = { column = "kind", values = { "in-store sale" = "Purchase" } }
currency = { value = "USD" }
contents = { column = "items", fields = { content_id = "sku" } }
[phone]
country = { column = "billing_country" }
[only]
"status" = ["paid", "partially_refunded"]
"""
DESTINATION = """\
name = "Store sales"
description = "All tills"
credential = "acme"
advertiser_id = "7123456789012345678"
event_source = "offline"
event_set_id = "7654321098765432109"
auto_tracking = false
fixed_event = "Purchase"
currency = "USD"
phone_country = "US"
time_zone = "America/New_York"
number_style = "1,234.56"
"""
BITS = (
    "[", "]", "{", "}", "=", '"', "'''", "\n", "#", ",", ".", "\\u0000", "\\ud800", "\x00", "\ufeff", "9" * 5000,
    "-inf", "nan", "0x1f", "1979-05-27T07:32:00Z", "[[fields]]", "[fields]", "a.b.c", "=1", "\x1b[2J",
    "../../etc/passwd", "[" * 3000, "true", "{}", "[]", "{ column = 1 }", "{ columns = [] }", '{ value = "" }',
)  # fmt: skip


@st.composite
def mangled(draw: st.DrawFn, text: str) -> str:
    """The text after some accidents."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice([0, 0, 1, 5, 40]))
        text = text[:start] + chance.choice([chance.choice(BITS), "", text[start:end] * 2]) + text[end:]
    return text


def test_no_mapping_breaks_its_reader(effort: Effort, report: Report) -> None:
    tried = 0

    @effort.fuzz(150, 10_000)
    @given(st.one_of(mangled(MAPPING), st.text(max_size=60)))
    @example("[fields]\nemail = " + "[" * 5000)
    @example("a." * 5000 + "b = 1")
    def go(text: str) -> None:
        nonlocal tried
        tried += 1
        try:
            mapping = toml.loads(text, where="mapping.toml")
        except SettingsError as error:
            said = str(error)
        else:
            said = "read"
            assert toml.loads(toml.dumps(mapping), where="again") == mapping
        assert 0 < len(said.strip()) < 3000

    go()
    report("mapping files (fuzz)", tried, "read, or refused with the line")


def test_no_destination_breaks_its_reader(effort: Effort, report: Report, home: Home) -> None:
    tried = 0

    @effort.fuzz(150, 10_000)
    @given(st.one_of(mangled(DESTINATION), st.text(max_size=60)))
    def go(text: str) -> None:
        nonlocal tried
        tried += 1
        try:
            found = destinations.loads(text, slug="store", where="store.toml")
        except SettingsError as error:
            said = str(error)
        else:
            said = "read"
            path = destinations.save(home, found)
            assert destinations.load(home, "store") == found
            assert tomllib.loads(path.read_text())
        assert said.strip()

    go()
    report("destination files (fuzz)", tried, "read, or refused with the line")


def test_bytes_that_are_no_text(tmp_path: Path, effort: Effort, report: Report) -> None:
    tried = 0
    path = tmp_path / "mapping.toml"

    @effort.fuzz(40, 2000)
    @given(st.binary(max_size=80))
    def go(content: bytes) -> None:
        nonlocal tried
        tried += 1
        path.write_bytes(content)
        try:
            toml.load(path)
        except SettingsError as error:
            said = str(error)
        else:
            said = "read"
        assert said.strip()

    go()
    report("mapping files that are no text (fuzz)", tried, "refused")
