"""Files that were cut, spliced and mangled, bombs, and text that would be SQL, a formula or a command elsewhere."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import random
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from tests.resilience.effort import Effort, Report
from tests.support.tables import cells
from tests.support.uploads import SHOP
from tests.support.workbooks import workbook
from tiktok_tui.events.errors import AppError, FileError
from tiktok_tui.events.reject_columns import OWN_COLUMNS
from tiktok_tui.files.opening import open_table
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.explain.rejects_csv import write_rejects
from tiktok_tui.prepare.prepare import prepare
from tiktok_tui.prepare.problem import Reject

NOW = datetime(2026, 3, 2, tzinfo=UTC)
TEXT = "order;sold_at;mail;total;note\n" + "".join(
    f'A{n};2026-03-01 10:{n % 60:02}:00;p{n}@example.org;{n},50;"a ""quoted"" {n}\nline"\n' for n in range(60)
)
JSONL = "".join(
    json.dumps({"order": f"A{n}", "sold_at": 1772300000 + n, "mail": [f"p{n}@x.org"], "who": {"total": n / 2}}) + "\n"
    for n in range(60)
)


def orders_book() -> bytes:
    return workbook({"Orders": list(csv.reader(io.StringIO(TEXT), delimiter=";"))})


def parquet(folder: Path) -> bytes:
    path = folder / "seed.parquet"
    duckdb.connect().execute(
        f"COPY (SELECT 'A' || i AS order_id, TIMESTAMP '2026-03-01' AS sold_at, i || '@x.org' AS mail, i / 2 AS total,"
        f" [{{'sku': i}}] AS items FROM range(60) t(i)) TO '{path}'"
    )
    return path.read_bytes()


def zipped(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("orders.csv", content)
    return out.getvalue()


@pytest.fixture
def seeds(tmp_path: Path) -> dict[str, bytes]:
    plain = TEXT.encode()
    return {
        "orders.csv": plain,
        "orders.tsv": TEXT.replace(";", "\t").encode("utf-16"),
        "latin.csv": TEXT.replace("A", "Ä").encode("cp1252"),
        "orders.csv.gz": gzip.compress(plain),
        "orders.csv.zst": zstandard.compress(plain),
        "orders.csv.bz2": bz2.compress(plain),
        "orders.csv.xz": lzma.compress(plain),
        "orders.zip": zipped(plain),
        "orders.jsonl": JSONL.encode(),
        "orders.json": b"[" + JSONL.strip().replace("\n", ",").encode() + b"]",
        "orders.xlsx": orders_book(),
        "orders.parquet": parquet(tmp_path),
    }


def mangle(content: bytes, chance: random.Random) -> bytes:
    """The content after some accidents."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(data) + 1)
        match chance.randrange(6):
            case 0:
                del data[place:]
            case 1:
                data[place : place + 1] = bytes([chance.randrange(256)])
            case 2:
                data[place:place] = chance.choice(
                    [b"\0", b'"', b"\n", b"\r", b"\xff", b"\x1b[2J", b";;;;", b"'", b"\xef\xbb\xbf"]
                )
            case 3:
                del data[place : place + chance.randrange(200)]
            case 4:
                data[place:place] = data[: chance.randrange(300)]
            case _:
                data[place:place] = chance.randbytes(chance.randrange(50))
    return bytes(data)


def use(path: Path, scratch: Path) -> str:
    """Do everything that is done with a file; gives how that ended."""
    try:
        with open_table(str(path), scratch=scratch, memory_limit="300MB") as table:
            names = [column.name for column in table.columns]
            table.sample(20)
            table.stage(names, limit=5)
            staged = table.stage(names)
            list(table.pick([2, 3, 50]))
            table.value_counts(names[0])
            fields = dict(zip(("email", "timestamp", "value", "event_id"), names, strict=False))
            mapping = Mapping(fields={field: FieldSource(columns=(name,)) for field, name in fields.items()})
            with prepare(table, mapping, SHOP, now=NOW) as prepared:
                totals = prepared.totals
                assert totals.rows >= totals.rejected + totals.left_out
                for chunk in prepared.events():
                    assert all(json.loads(event.body) for event in chunk)
                out = io.StringIO()
                rejected = write_rejects(out, names, prepared.rejects())
                assert rejected == totals.rejected
                assert staged.rows <= totals.rows
        return "read"
    except AppError as error:
        return "refused" if str(error).strip() else "refused without a word"


def test_no_file_breaks_its_reader(seeds: dict[str, bytes], tmp_path: Path, effort: Effort, report: Report) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    ends: dict[str, int] = {}

    @effort.fuzz(20, 10_000)
    @given(st.sampled_from(sorted(seeds)), st.integers(0, 2**32))
    def go(name: str, seed: int) -> None:
        path = tmp_path / name
        path.write_bytes(mangle(seeds[name], random.Random(seed)))
        end = use(path, scratch)
        ends[end] = ends.get(end, 0) + 1
        assert list(scratch.iterdir()) == []
        path.unlink()

    go()
    assert set(ends) <= {"read", "refused"}
    shown = ", ".join(f"{count} {end}" for end, count in sorted(ends.items()))
    report("mangled files of 12 kinds (fuzz)", sum(ends.values()), shown)


SQL = (
    "'", '"', "''", '""', ";", "--", "/*", "*/", "$$", "\\", "`", "(", ")", "{", "%", "*", "?", "[a-z]", "\t", " ",
    "DROP TABLE staged_1", "COPY (SELECT 1) TO 'pwned'", "ATTACH 'pwned.db'", "'); COPY (SELECT 1) TO 'pwned.csv'; --",
    '" FROM x; COPY (SELECT 1) TO \'pwned.csv\'; --', "${x}", "{0}", "getenv('HOME')", "1=1", "OR", "row", "rowid",
    "c0", "\u0000", "SELECT", "\x1b[2J", "日本", "=cmd|' /C calc'!A0",
)  # fmt: skip
sql_text = st.lists(st.sampled_from(SQL), min_size=1, max_size=4).map("".join)


def test_sql_in_headers_paths_and_values_is_only_text(
    tmp_path: Path, effort: Effort, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    work, scratch = tmp_path / "work", tmp_path / "scratch"
    work.mkdir()
    scratch.mkdir()
    monkeypatch.chdir(work)
    tried = 0

    @effort.fuzz(20, 3000)
    @given(sql_text, st.lists(sql_text, min_size=2, max_size=2), sql_text, sql_text)
    def go(stem: str, values: list[str], header: str, constant: str) -> None:
        nonlocal tried
        tried += 1
        path = work / (stem.replace("/", "_").replace("\0", "_")[:80] + ".csv")
        header, *values = (text.replace("\0", "_").strip() or "x" for text in (header, *values))
        if header in ("mail", "at"):
            return
        with path.open("w", newline="") as file:
            csv.writer(file, quoting=csv.QUOTE_ALL).writerows(
                [["mail", "at", header], *([f"p{n}@x.org", "2026-03-01", value] for n, value in enumerate(values))]
            )
        with open_table(str(path), scratch=scratch) as table:
            assert [row[2] for row in cells(table)] == values
            name = table.columns[2].name
            assert sorted(value for value, _ in table.value_counts(name)) == sorted(set(values))
            mapping = Mapping(
                fields={
                    "email": FieldSource(columns=("mail",)),
                    "timestamp": FieldSource(columns=("at",)),
                    "order_id": FieldSource(columns=(name,)),
                    "description": FieldSource(value=constant.replace("\0", "_")),
                    "search_string": FieldSource(columns=(name,), values={values[0]: constant.replace("\0", "_")}),
                },
                only={name: (values[1], constant)},
            )
            with prepare(table, mapping, SHOP, now=NOW) as prepared:
                sent = [json.loads(event.body) for chunk in prepared.events() for event in chunk]
                assert prepared.totals.sendable == len(sent)
                assert prepared.totals.left_out + prepared.totals.sendable + prepared.totals.rejected >= 2
        path.unlink()
        assert list(work.iterdir()) == []

    go()
    report("SQL in headers, paths, values and mappings (fuzz)", tried, "text, as it stands")


def test_a_formula_in_a_file_of_rejects_is_harmless(effort: Effort, report: Report) -> None:
    tried = 0
    starts = st.sampled_from(["=", "+", "-", "@", "＝", "＠", "x;=", "'=", "\t=", "'", "''+", "x", "\r="])
    headers = st.one_of(
        st.lists(
            st.sampled_from(["=cmd|' /C calc'!A0", "+1", "note", *OWN_COLUMNS, "@SUM(1)"]), max_size=3, unique=True
        ),
        st.just([*OWN_COLUMNS]),
    )

    @effort.fuzz(20, 3000)
    @given(
        headers, st.lists(st.tuples(starts, st.text("abc1()!|' ", max_size=10)).map("".join), min_size=6, max_size=6)
    )
    def go(extra: list[str], notes: list[str]) -> None:
        nonlocal tried
        tried += 1
        names = ["mail", "at", *extra]
        rows = [[*notes[:2], *notes[: len(extra)]], [*notes[4:6], *notes[1:][: len(extra)]]]
        rejects = [Reject(number, tuple(row), ()) for number, row in enumerate(rows, 2)]
        out = io.StringIO()
        write_rejects(out, names, rejects)
        header, *written = csv.reader(io.StringIO(out.getvalue().removeprefix("\ufeff"), newline=""))
        assert len(written) == 2
        assert not any(name.startswith("=") or ("(" in name and name[0] in "+-@") for name in header)
        for row in written:
            pieces = [piece for cell in row for piece in re.split("[;\t\r\n]", cell)]
            assert not any(piece.startswith(tuple("=+-@＝＋－＠")) for piece in pieces), row

    go()
    report("formulas in rejects (fuzz)", tried, "defused")


def sheet_bomb(folder: Path) -> bytes:
    """A workbook whose one sheet unpacks to three gigabytes of nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(orders_book())) as good, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bad:
        for item in good.infolist():
            if item.filename != "xl/worksheets/sheet1.xml":
                bad.writestr(item, good.read(item))
        with bad.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')
            for _ in range(48):
                sheet.write(b" " * (64 << 20))
    return out.getvalue()


def lying_bomb(folder: Path) -> bytes:
    """The same, with a directory that says it is small."""
    data = bytearray(sheet_bomb(folder))
    end = data.rindex(b"xl/worksheets/sheet1.xml") - 46
    assert data[end : end + 4] == b"PK\x01\x02"
    data[end + 24 : end + 28] = (5000).to_bytes(4, "little")
    return bytes(data)


def zstd_bomb(folder: Path) -> bytes:
    codec = zstandard.ZstdCompressor(level=1)
    return codec.compress(b"a,b\n" + b"0,0\n" * (4 << 20)) * 80


def zip_bomb(folder: Path) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bad,
        bad.open("orders.csv", "w", force_zip64=True) as member,
    ):
        for _ in range(20):
            member.write(b"a,b\n" + b"0,0\n" * (8 << 20))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("bomb.zst", zstd_bomb),
        ("bomb.xlsx", sheet_bomb),
        ("lying.xlsx", lying_bomb),
        ("bomb.zip", zip_bomb),
    ],
)
def test_a_bomb_is_stopped(
    name: str, make: Callable[[Path], bytes], tmp_path: Path, report: Report, long: None
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    (tmp_path / name).write_bytes(make(tmp_path))
    with pytest.raises(FileError) as caught, open_table(str(tmp_path / name), scratch=scratch) as table:
        table.stage([column.name for column in table.columns])
    assert caught.value.remedy
    assert list(scratch.iterdir()) == []
    report(f"a bomb, {name}", 1, "stopped with a message")
