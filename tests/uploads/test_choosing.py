"""The mapping that a command or a sync takes without asking: which one it is, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from tests.support.uploads import SHOP
from tiktok_tui.accounts import remembered
from tiktok_tui.accounts.home import Home, private_folder
from tiktok_tui.events.errors import AppError, SettingsError
from tiktok_tui.events.reject_columns import OWN_COLUMNS
from tiktok_tui.files.opening import Table, open_table
from tiktok_tui.mapping import toml
from tiktok_tui.mapping.model import FieldSource
from tiktok_tui.uploads.choosing import mapping_for

ORDERS = "event,timestamp,email,value\nPurchase,2026-11-20 10:00:00,jane@x.com,10\n"
UNNAMED = "timestamp,email,value\n2026-11-20 10:00:00,jane@x.com,10\n"
OPEN = replace(SHOP, fixed_event="")


@dataclass
class Said:
    """Keeps what is shown."""

    messages: list[str] = field(default_factory=list)
    failures: list[AppError] = field(default_factory=list)

    def say(self, message: str) -> None:
        self.messages.append(message)

    def failure(self, error: AppError) -> None:
        self.failures.append(error)


@contextmanager
def opened(home: Home, text: str) -> Iterator[Table]:
    path = private_folder(home.scratch) / "orders.csv"
    path.write_text(text)
    with open_table(str(path), scratch=home.scratch) as table:
        yield table


def test_a_complete_suggestion_is_taken_and_told(home: Home) -> None:
    said = Said()
    with opened(home, ORDERS) as table:
        chosen = mapping_for(home, OPEN, table, None, said)
    assert set(chosen.mapping.fields) == {"event", "timestamp", "email", "value"}
    assert said.messages == ["Mapping: suggested: event ← event, timestamp ← timestamp, email ← email, value ← value."]
    assert chosen.found[0].text == said.messages[0].removeprefix("Mapping: ").capitalize()


def test_what_a_suggestion_lacks_is_refused_with_what_to_do(home: Home) -> None:
    said = Said()
    with opened(home, UNNAMED) as table, pytest.raises(SettingsError) as refused:
        mapping_for(home, OPEN, table, None, said)
    assert refused.value.what.endswith("the suggested one lacks: event.")
    assert f"`tiktok-tui destination edit {OPEN.slug} --fixed-event Purchase`" in refused.value.remedy
    assert said.messages == ["Note: No column says what happened: give a constant such as Purchase."]
    with opened(home, UNNAMED.replace(":00,", ":00 PST,")) as table, pytest.raises(SettingsError):
        mapping_for(home, OPEN, table, None, said)
    assert said.messages[1:] == ["Note: In “timestamp” PST is UTC-08:00.", said.messages[0]]


def test_another_field_that_is_lacking_advises_no_event_and_a_question_is_refused_too(home: Home) -> None:
    shop = replace(OPEN, fixed_event="Purchase")
    with opened(home, "email,value\njane@x.com,10\n") as table, pytest.raises(SettingsError) as refused:
        mapping_for(home, shop, table, None, Said())
    assert refused.value.what.endswith("the suggested one lacks: timestamp.")
    way_out = "Give a mapping with -m, or make one in the app (`tiktok-tui`), which remembers it."
    assert (refused.value.where, refused.value.remedy) == (table.name, way_out)
    with opened(home, "email,value\njane@x.com,10\n") as table, pytest.raises(SettingsError) as refused:
        mapping_for(home, OPEN, table, None, Said())
    assert refused.value.what.endswith("the suggested one lacks: event, timestamp.")
    two_ways = "timestamp,email\n03/04/2026 10:00,jane@x.com\n05/06/2026 11:00,joe@x.com\n"
    with opened(home, two_ways) as table, pytest.raises(SettingsError, match="in two ways") as refused:
        mapping_for(home, shop, table, None, Said())
    assert refused.value.remedy == way_out


def test_a_table_without_rows_lacks_nothing(home: Home) -> None:
    said = Said()
    with opened(home, UNNAMED.splitlines()[0] + "\n") as table:
        assert mapping_for(home, OPEN, table, None, said).found == ()
    assert said.messages == []
    with opened(home, ORDERS.splitlines()[0] + "\n") as table:
        assert mapping_for(home, OPEN, table, None, said).found != ()
    assert said.messages == ["Mapping: suggested: event ← event, timestamp ← timestamp, email ← email, value ← value."]


def test_all_columns_of_a_field_are_told_and_the_notes_of_the_suggestion_follow(home: Home) -> None:
    said, shop = Said(), replace(OPEN, fixed_event="Purchase")
    rows = "Date,Time,Email\n2026-11-20,10:00,a@b.cd\n2026-11-21,11:30,c@d.ef\n"
    with opened(home, rows) as table:
        found = mapping_for(home, shop, table, None, said).found
    assert said.messages == ["Mapping: suggested: timestamp ← Date + Time, email ← Email."]
    assert len(found) == 1
    with opened(home, "event,timestamp,email\nzzz,2026-11-20 10:00:00,jane@x.com\n") as table:
        _, note = mapping_for(home, OPEN, table, None, said).found
    assert note.text == "No standard event is called “zzz”; rows with it are refused until you map it."


def test_the_remembered_mapping_goes_before_a_suggestion(home: Home) -> None:
    said = Said()
    with opened(home, ORDERS) as table:
        mapping = mapping_for(home, OPEN, table, None, Said()).mapping
        fewer = replace(mapping, fields={name: each for name, each in mapping.fields.items() if name != "value"})
        remembered.remember(home, OPEN.slug, table, fewer)
        chosen = mapping_for(home, OPEN, table, None, said)
        assert chosen.counts(["value"]) == {"value": [("10", 1)]}
    assert (chosen.mapping, chosen.found) == (fewer, ())
    assert said.messages == [f"Mapping: the one remembered for {OPEN.slug} and files with this header."]


def test_a_file_of_rejects_has_the_mapping_of_its_rows_and_its_misfits_are_named_by_where_they_are(home: Home) -> None:
    said, own = Said(), "".join(f",{name}" for name in OWN_COLUMNS)
    with opened(home, ORDERS) as table:
        mapping = mapping_for(home, OPEN, table, None, Said()).mapping
        remembered.remember_for_rejects(home, OPEN.slug, table, mapping)
    header, row = ORDERS.splitlines()
    with opened(home, f"{header}{own}\n{row},2,a,b,c\n") as table:
        assert mapping_for(home, OPEN, table, None, said).mapping == mapping
        assert said.messages == ["Mapping: the one by which these rows were rejected."]
        misfit = replace(mapping, fields={**mapping.fields, "phone": FieldSource(columns=("no phone",))})
        remembered.remember_for_rejects(home, OPEN.slug, table, misfit)
        with pytest.raises(SettingsError, match="no phone") as refused:
            mapping_for(home, OPEN, table, None, said)
    assert refused.value.where == "the remembered mapping, fields.phone"


def test_constants_are_told_beside_columns_and_the_kind_of_export_that_was_recognised(home: Home) -> None:
    said = Said()
    shop = replace(OPEN, fixed_event="Purchase")
    with opened(home, "timestamp,email,value in EUR\n2026-11-20 10:00:00,jane@x.com,10\n") as table:
        mapping_for(home, shop, table, None, said)
    header = "id,Created (UTC),Amount,Currency,Status,Customer Email"
    with opened(home, f"{header}\n1,2026-11-20 10:00,1,usd,Paid,a@b.cd\n") as table:
        found = mapping_for(home, shop, table, None, said).found
    columns = "timestamp ← Created (UTC), email ← Customer Email, value ← Amount, currency ← Currency, order_id ← id"
    assert said.messages == [
        "Mapping: suggested: timestamp ← timestamp, email ← email, value ← value in EUR, currency ← EUR.",
        f"Mapping: suggested, recognised as Stripe payments: {columns}.",
    ]
    assert (found[0].about, found[0].text) == (
        "fields",
        f"Suggested, recognised as Stripe payments: {columns}.",
    )


def test_a_mapping_file_goes_before_the_remembered_one_and_has_to_fit(home: Home, tmp_path: Path) -> None:
    said, given = Said(), tmp_path / "mine.toml"
    with opened(home, ORDERS) as table:
        mapping = mapping_for(home, OPEN, table, None, Said()).mapping
        remembered.remember(home, OPEN.slug, table, mapping)
        given.write_text(
            '[fields]\nevent = { value = "Lead" }\ntimestamp = { column = "timestamp" }\nemail = { column = "email" }\n'
        )
        chosen = mapping_for(home, OPEN, table, given, said)
        assert (chosen.mapping, chosen.found) == (toml.load(given), ())
        assert chosen.counts(["value"]) == {"value": [("10", 1)]}
        given.write_text('[fields]\ntimestamp = { column = "sold_at" }\nemail = { column = "mail" }\n')
        with pytest.raises(SettingsError) as refused:
            mapping_for(home, OPEN, table, given, said)
        columns = "".join(f'{name} = {{ column = "no {name}" }}\n' for name in ("email", "phone", "value", "order_id"))
        given.write_text(f'[fields]\nevent = {{ column = "no event" }}\ntimestamp = {{ column = "at" }}\n{columns}')
        many = Said()
        with pytest.raises(SettingsError):
            mapping_for(home, OPEN, table, given, many)
        assert len(many.failures) == 4  # and the one that is raised
    every = [refused.value, *said.failures]
    assert [error.where for error in every] == [f"{given}, fields.{name}" for name in ("timestamp", "email", "event")]
    assert {word for word in ("sold_at", "mail") if any(word in error.what for error in every)} == {"sold_at", "mail"}
    assert said.messages == []
