from __future__ import annotations

from pathlib import Path

from tiktok_tui.accounts import remembered
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.destination import Destination
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
