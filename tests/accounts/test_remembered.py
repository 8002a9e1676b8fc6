from __future__ import annotations

from pathlib import Path

import pytest

from tiktok_tui.accounts import remembered
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import AppError
from tiktok_tui.events.reject_columns import OWN_COLUMNS
from tiktok_tui.files.opening import Table, open_table
from tiktok_tui.mapping.model import FieldSource, Mapping

MAPPING = Mapping({"email": FieldSource(("Mail",)), "event": FieldSource(value="Purchase")}, group_by="Order")


def test_a_mapping_is_remembered_for_its_destination_and_header_only(tmp_path: Path) -> None:
    home = Home(tmp_path, tmp_path)
    remembered.save(home, "store", "abc", MAPPING)
    assert remembered.load(home, "store", "abc") == MAPPING
    assert remembered.load(home, "store", "def") is None
    assert remembered.load(home, "other", "abc") is None


def test_a_remembered_mapping_is_its_owners_alone(tmp_path: Path) -> None:
    remembered.save(Home(tmp_path, tmp_path), "store", "abc", MAPPING)
    folder = tmp_path / "mappings" / "store"
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "abc.toml").stat().st_mode & 0o077 == 0


def test_a_broken_one_is_forgotten(tmp_path: Path) -> None:
    home = Home(tmp_path, tmp_path)
    remembered.save(home, "store", "abc", MAPPING)
    (home.mappings / "store" / "abc.toml").write_text("fields = 3")
    assert remembered.load(home, "store", "abc") is None


def test_an_unfinished_mapping_is_kept_until_one_is_sent_or_it_is_dropped(tmp_path: Path) -> None:
    home = Home(tmp_path, tmp_path)
    remembered.keep_unfinished(home, "store", "abc", MAPPING)
    assert remembered.unfinished(home, "store", "abc") == MAPPING
    assert remembered.load(home, "store", "abc") is None
    remembered.save(home, "store", "abc", MAPPING)
    assert remembered.unfinished(home, "store", "abc") is None
    remembered.keep_unfinished(home, "store", "abc", MAPPING)
    remembered.keep_unfinished(home, "store", "abc", None)
    assert remembered.unfinished(home, "store", "abc") is None
    remembered.keep_unfinished(home, "store", "def", MAPPING)
    (home.mappings / "store" / "def.toml").mkdir()
    with pytest.raises(AppError):
        remembered.save(home, "store", "def", MAPPING)
    assert remembered.unfinished(home, "store", "def") == MAPPING, "it is the only one"
    (home.mappings / "store" / "ghi.unfinished.toml").mkdir()
    with pytest.raises(AppError, match="Cannot remove"):
        remembered.save(home, "store", "ghi", MAPPING)


def test_rejects_start_with_the_mapping_of_their_run_or_the_one_that_they_were_written_with(tmp_path: Path) -> None:
    home, destination = Home(tmp_path, tmp_path), Destination("store", "Store", event_set_id="1")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    columns = ("Mail", "Total", "Subtotal")
    last, written, of_run = (
        Mapping({"email": FieldSource(("Mail",)), "value": FieldSource((column,))})
        for column in ("Total", "Subtotal", "Mail")
    )

    def opened(*names: str) -> Table:
        path = tmp_path / "file.csv"
        path.write_text(f"{','.join(names)}\n{','.join('1' for _ in names)}\n")
        return open_table(str(path), scratch=scratch)

    with opened(*columns) as table:
        remembered.save(home, "store", table.header_key(), last)
        remembered.remember_for_rejects(home, "store", table, written)
        start = remembered.start(home, destination, table)
        assert (start.mapping, start.of_rejects) == (last, False)
        start = remembered.start(home, destination, table, corrects=of_run)
        assert (start.mapping, start.of_rejects) == (of_run, True)
    with opened(*columns, *OWN_COLUMNS) as rejects:
        start = remembered.start(home, destination, rejects)
        assert (start.mapping, start.remembered, start.of_rejects) == (written, True, True)
        assert remembered.start(home, destination, rejects, corrects=of_run).mapping == of_run
        remembered.remember(home, "store", rejects, of_run)
        assert remembered.load(home, "store", rejects.header_key()) == last
        remembered.remember(home, "outlet", rejects, of_run)
        assert remembered.load(home, "outlet", rejects.header_key()) == of_run
    with opened("Mail", "Other") as another:
        assert not remembered.start(home, destination, another, corrects=written).of_rejects


def test_each_mapping_has_a_file_of_its_own_which_nobody_else_reads(tmp_path: Path) -> None:
    home = Home(tmp_path / "config", tmp_path / "state")
    path = tmp_path / "file.csv"
    path.write_text("Mail,Total\na,1\n")
    with open_table(str(path), scratch=tmp_path) as table:
        key = table.header_key()
        remembered.save(home, "store", key, MAPPING)
        remembered.keep_unfinished(home, "store", key, MAPPING)
        remembered.keep_unfinished(home, "outlet", key, MAPPING)
        remembered.remember_for_rejects(home, "branch", table, MAPPING)
    folder = tmp_path / "state" / "mappings"
    assert sorted(str(each.relative_to(folder)) for each in folder.rglob("*.toml")) == [
        f"branch/{key}.rejects.toml",
        f"outlet/{key}.unfinished.toml",
        f"store/{key}.toml",
        f"store/{key}.unfinished.toml",
    ]
    assert [oct(each.stat().st_mode & 0o077) for each in sorted(folder.rglob("*"))] == [oct(0)] * 7
    for name in ("store/{}.toml", "store/{}.unfinished.toml"):
        (folder / name.format(key)).write_bytes(b"\xff")
    assert remembered.load(home, "store", key) is None
    assert remembered.unfinished(home, "store", key) is None


@pytest.mark.parametrize("with_own", [False, True])
def test_a_file_starts_with_what_is_remembered_and_a_suggestion_in_any_case(tmp_path: Path, with_own: bool) -> None:
    home, destination = Home(tmp_path, tmp_path), Destination("store", "Store", event_set_id="1")
    names = ["Email", "Total", *(OWN_COLUMNS if with_own else ())]
    path = tmp_path / "file.csv"
    path.write_text(f"{','.join(names)}\na@shop.example,{','.join('1' for _ in names[1:])}\n")
    mapping = Mapping({"email": FieldSource(("Email",)), "value": FieldSource(value="1")})
    with open_table(str(path), scratch=tmp_path) as table:
        start = remembered.start(home, destination, table)
        assert (start.remembered, start.of_rejects) == (False, False)
        assert start.mapping == start.suggestion.mapping
        assert start.mapping.fields["email"].columns == ("Email",)
        remembered.remember(home, "store", table, mapping)
        start = remembered.start(home, destination, table)
        assert (start.mapping, start.remembered, start.of_rejects) == (mapping, True, False)
        assert start.suggestion.mapping.fields["email"].columns == ("Email",)
        assert start.counts(["Total"]) == {"Total": [("1", 1)]}
        remembered.keep_unfinished(home, "store", table.header_key(), MAPPING)
        remembered.remember(home, "store", table, MAPPING)
        assert remembered.load(home, "store", table.header_key()) == (mapping if with_own else MAPPING)
        assert remembered.unfinished(home, "store", table.header_key()) == (MAPPING if with_own else None)
        partly = Mapping({"email": FieldSource(("Email", "Other"))})
        assert remembered.start(home, destination, table, corrects=partly).mapping != partly


def test_states_are_counted_in_the_whole_file_for_a_suggestion_and_not_beside_a_known_mapping(tmp_path: Path) -> None:
    home, destination = Home(tmp_path, tmp_path), Destination("store", "Store", event_set_id="1")
    (tmp_path / "scratch").mkdir()
    path = tmp_path / "orders.csv"
    path.write_text("Email,Order Status\na@b.co,refunded\nb@b.co,paid\n")
    with open_table(str(path), scratch=tmp_path / "scratch") as table:
        first = remembered.start(home, destination, table)
        assert dict(first.counts.known(["Order Status"])["Order Status"]) == {"refunded": 1, "paid": 1}
        remembered.save(home, "store", table.header_key(), first.mapping)
        again = remembered.start(home, destination, table)
        assert (again.remembered, again.counts.known(["Order Status"])) == (True, {})
