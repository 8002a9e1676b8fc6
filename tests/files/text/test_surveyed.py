"""A large text is read while a thread passes over it, with the same rows as one that is surveyed first."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.files.conftest import Open
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.opening import Table
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.files.scratch.limit import ScratchLimit, scratch_limit
from tiktok_tui.files.text.content import Content
from tiktok_tui.files.text.surveyed import Style, read_surveyed, style_of

BEGINNING = b"id,name\n" + (b"1," + b"plain" * 20 + b"\n") * 3000
"""More than is read of a file when it is opened."""

LATE: dict[str, tuple[bytes, tuple[str | None, ...]]] = {
    "formulas": (b'2,"=""00123"""\n', ("2", "00123")),
    "formulas without quotes": (b'2,"=""00123"""\n3,="00456"\n', ("3", "00456")),
    "broken lines": (b"2\n3,plain,more\n4,plain\n", ("4", "plain")),
    "formulas and broken lines": (b'2\n3,plain,more\n4,"=""00123"""\n', ("4", "00123")),
    "blank lines": (b"\n\n2,plain\n\n", ("2", "plain")),
    "errors": (b"2,#N/A\n3,#REF!\n", ("3", "#REF!")),
    "western letters": ("2,Käse\n".encode("cp1252") * 3, ("2", "Käse")),
    "bytes that are no text": ("2,Käse\n".encode() * 30 + b"2,\xff\xfe\x81\n3,plain\n", ("3", "plain")),
    "text behind a quote": (b'2,"plain" more\n3,plain\n', ("3", "plain")),
    "a quote that is not closed": (b'2,"plain\n3,plain\n', ("3", "plain")),
    "other newlines": (b"2,plain\r\n" * 4000, ("2", "plain")),
    "a total": (b"2,plain\nTotal,\n", ("2", "plain")),
}
"""Texts that may come behind the beginning, and the last row of the whole."""


NOT_AT_ONCE = {
    "formulas without quotes",
    "bytes that are no text",
    "text behind a quote",
    "a quote that is not closed",
    "other newlines",
}
"""DuckDB cannot be trusted with these: they go through our own reader."""


class Read(NamedTuple):
    """A reading: the number of rows, the cells of the last one in both ways, the broken lines, and the notes."""

    rows: int
    last: list[tuple[str | None, ...]]
    picked: list[tuple[str | None, ...]]
    broken: list[tuple[int, str, str]]
    notes: tuple[str, ...]


def _all(table: Table) -> Read:
    staged = table.stage([column.name for column in table.columns])
    with table.work() as work:
        number, *last = work.execute(f"SELECT * FROM {staged.name} ORDER BY row DESC LIMIT 1").fetchall()[0]
    broken = [(line.number, line.reason, line.text) for line in staged.broken.at(range(1, 4000)).values()]
    return Read(staged.rows, [tuple(last)], [row.cells for row in table.pick([number])], broken, table.notes)


UNIX = BEGINNING.replace(b"\n", b"\r\n") + b"2,plain\n" * 4000


@pytest.mark.parametrize(
    ("content", "last", "at_once"),
    [
        *((BEGINNING + late, last, name not in NOT_AT_ONCE) for name, (late, last) in LATE.items()),
        (UNIX, ("2", "plain"), False),
        (BEGINNING.replace(b"\n", b"\r") + b"2,x", ("2", "x"), False),
    ],
    ids=[*LATE, "lines of Unix", "lines of an old Mac"],
)
def test_what_comes_late_in_a_large_file_is_read_as_in_a_small_one(
    opened: Open,
    scratch: Path,
    monkeypatch: pytest.MonkeyPatch,
    content: bytes,
    last: tuple[str | None, ...],
    at_once: bool,
) -> None:
    alone = _all(opened(content, "alone.csv"))
    monkeypatch.setattr("tiktok_tui.files.text.surveyed.CHUNK", 0)
    beside = _all(opened(content, "beside.csv"))
    assert beside == alone
    assert beside.last == beside.picked == [last]
    assert at_once == (not list(scratch.rglob("numbered.csv")))


def _surveying() -> bool:
    return any(thread.name.startswith("tiktok-tui-survey") for thread in threading.enumerate())


@pytest.mark.parametrize(("chunk", "beside"), [(0, True), (1 << 20, False)])
def test_only_a_large_text_is_read_while_it_is_surveyed(
    opened: Open, scratch: Path, monkeypatch: pytest.MonkeyPatch, chunk: int, beside: bool
) -> None:
    monkeypatch.setattr("tiktok_tui.files.text.surveyed.CHUNK", chunk)
    table, seen = opened(BEGINNING), []
    content = Content(table.paths[0], scratch, scratch_limit(scratch))
    with table.work() as work:
        read_surveyed(content, work, ",", style_of(BEGINNING), lambda plain, style: seen.append((style, _surveying())))
    assert seen == [(Style("\n", formulas=False), beside)]
    assert not _surveying()


def test_a_reading_that_is_stopped_leaves_no_thread(
    opened: Open, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tiktok_tui.files.text.surveyed.CHUNK", 0)
    table = opened(BEGINNING)
    content = Content(table.paths[0], scratch, scratch_limit(scratch))
    with table.work() as work:

        def read(plain: Path, style: Style) -> None:
            work.stop()
            work.check()

        with pytest.raises(Cancelled):
            read_surveyed(content, work, ",", style_of(BEGINNING), read)
    assert not _surveying()


def test_a_copy_that_a_survey_finds_to_be_needed_has_its_limit(
    opened: Open, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tiktok_tui.files.text.surveyed.CHUNK", 0)
    table = opened(BEGINNING + LATE["western letters"][0])
    content = Content(table.paths[0], scratch, ScratchLimit(1000, 1000))
    with table.work() as work, pytest.raises(FileError, match="more than 0 GB"):
        read_surveyed(content, work, ",", style_of(BEGINNING), lambda plain, style: None)
