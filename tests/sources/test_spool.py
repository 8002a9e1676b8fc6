"""Pieces are written to one private file, up to the room that there is."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from tiktok_tui.events.errors import FileError
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.sources.spool import Spool
from tiktok_tui.sources.transfer import Transfer


def test_pieces_become_one_private_file_and_a_new_beginning_leaves_nothing_of_the_old(tmp_path: Path) -> None:
    transfer = Transfer()
    spool = Spool(tmp_path / "copy.csv", "orders.csv", transfer)
    spool.write(b"a long first try", total=100)
    assert (spool.size, transfer.size, transfer.total) == (16, 16, 100)
    spool.clear()
    spool.write(b"second")
    spool.write(b" try")
    assert (spool.size, transfer.size) == (10, 10)
    spool.close()
    assert spool.path.read_bytes() == b"second try"
    assert stat.S_IMODE(spool.path.stat().st_mode) == 0o600


def test_what_finds_no_room_is_refused_before_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOK_TUI_SCRATCH_GB", "0.00001")
    transfer = Transfer()
    spool = Spool(tmp_path / "copy.csv", "orders.csv", transfer)
    spool.write(b"x" * 10)
    spool.expect(10_000)
    with pytest.raises(FileError) as raised:
        spool.write(b"x" * 9_991)
    assert raised.value.where == "orders.csv"
    assert (spool.size, transfer.size) == (10, 10)
    spool.write(b"x" * 9_989)
    with pytest.raises(FileError):
        spool.expect(10_001)
    transfer.cancel()
    with pytest.raises(Cancelled):
        spool.write(b"y")
    spool.close()


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full")
@pytest.mark.parametrize("size", [10, 1_000_000])
def test_a_disk_that_fills_up_is_said(tmp_path: Path, size: int) -> None:
    """Few bytes are written only when the file is closed."""
    (tmp_path / "copy.csv").symlink_to("/dev/full")
    with pytest.raises(FileError) as raised, Spool(tmp_path / "copy.csv", "orders.csv", Transfer()) as spool:
        spool.write(b"x" * size)
    assert str(raised.value) == (
        "orders.csv: There is not enough free disk space for the rows. Free some space, or set TIKTOK_TUI_HOME to a "
        "folder on a larger disk."
    )
