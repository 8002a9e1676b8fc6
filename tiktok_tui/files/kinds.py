"""Recognise the kind of a file by its content, and refuse what can be no table with a way out."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from tiktok_tui.events.errors import FileError
from tiktok_tui.files.json_files.fields import is_array, is_lines
from tiktok_tui.files.source.identity import printable
from tiktok_tui.files.text.compression import DAMAGED
from tiktok_tui.files.text.content import Content

PARQUET, WORKBOOK, SQLITE, DUCKDB = "parquet", "workbook", "sqlite", "duckdb"
JSON_LINES, JSON_ARRAY, DELIMITED = "json lines", "json array", "delimited"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"%PDF": "a PDF document",
    b"\x7fELF": "a program",
    b"MZ": "a program",
    b"Obj\x01": "an Avro file",
    b"ORC": "an ORC file",
    b"ARROW1": "an Arrow file",
    b"PARE": "an encrypted Parquet file",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
"""How an address begins, as a part of a path."""

_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta")
_JSON_ENDINGS = {".json", ".jsonl", ".ndjson"}
_TEXT = bytes({*range(32, 256), *b"\t\n\r\v\f\x1a\x1b"})
_AS_CSV = "Export it as CSV, Excel, Parquet or JSON Lines."


def check_readable(path: Path) -> None:
    """Raise FileError unless there is a file that holds something and may be read."""
    where = printable(str(path))
    if where != str(path):
        raise FileError(
            "The file's name, or that of its folder, is not UTF-8 text.",
            where=where,
            remedy="Rename it, and open it then.",
        )
    try:
        if path.is_dir():
            raise FileError("This is a folder, not a file.", where=where, remedy="Choose a file in it.")
        if not path.exists():
            raise _absent(path)
        if not path.is_file():
            raise FileError("This is no ordinary file.", where=where, remedy="Save the data to a file first.")
        with path.open("rb") as content:
            empty = not content.read(1)
        # Files of /proc have something to read and no size.
        if not empty and not path.stat().st_size:
            raise FileError("This is no ordinary file.", where=where, remedy="Save the data to a file first.")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "its name is not valid"
        raise FileError(
            f"The file cannot be opened: {reason}.", where=where, remedy="Check its permissions, or copy it elsewhere."
        ) from error
    if empty:
        raise FileError("The file is empty.", where=where, remedy="Export it again, with at least one row.")


def container_of(path: Path) -> str | None:
    """Recognise Parquet, workbooks and database files; None for what may be text. Raises FileError for the rest."""
    with path.open("rb") as content:
        head = content.read(64)
    if head.startswith(b"PAR1"):
        return PARQUET
    if head.startswith(b"SQLite format 3\0"):
        return SQLITE
    if head[8:12] == b"DUCK":
        return DUCKDB
    if head.startswith(_OLE):
        if _ENCRYPTED in path.read_bytes():
            raise FileError(
                "The workbook is protected by a password.",
                where=str(path),
                remedy="Save a copy without a password, or as CSV.",
            )
        return WORKBOOK
    if head.startswith(b"PK\x03\x04") and _is_workbook(path):
        return WORKBOOK
    for magic, name in _OTHERS.items():
        # A signature of nothing but letters may be the beginning of a column's name: PARENT_ID, ORCID.
        if head.startswith(magic) and not (magic.isalnum() and _is_text(head)):
            raise _no_table(path, name)
    return None


def text_kind(path: Path, content: Content) -> str:
    """Return the kind of a text: JSON Lines, a JSON array or delimited text. Raises FileError for what is no text."""
    head, _ = content.head()
    start = head.lstrip()[:512].lower()
    if start.startswith(_MARKUP):
        raise FileError(
            "The file is a web page or XML, whatever its name says.",
            where=str(path),
            remedy="Open it in a spreadsheet and save it as CSV or .xlsx.",
        )
    if not start:
        raise FileError("The file is empty.", where=str(path), remedy="Export it again, with at least one row.")
    if len(head.translate(None, _TEXT)) > max(8, len(head) * 0.02):
        raise _no_table(path, "a binary file")
    if is_array(head):
        return JSON_ARRAY
    endings = {ending.lower() for ending in path.suffixes[-2:]}
    if is_lines(head) or (endings & _JSON_ENDINGS and start.startswith(b"{")):
        return JSON_LINES
    return "not json" if endings & _JSON_ENDINGS else DELIMITED


def _is_text(head: bytes) -> bool:
    return not head.translate(None, _TEXT)


def _is_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except DAMAGED:
        return path.suffix.lower() in (".xlsx", ".xlsm", ".xlsb", ".ods")
    if "Index/Document.iwa" in names or any(name.endswith(".iwa") for name in names):
        raise _no_table(path, "a Numbers document")
    return any(name.startswith("xl/") for name in names) or "content.xml" in names


def _no_table(path: Path, name: str) -> FileError:
    return FileError(f"The file is {name}, not a table.", where=str(path), remedy=_AS_CSV)


def _absent(path: Path) -> FileError:
    """Return the error for a path that leads nowhere, perhaps since it is an address, which may hold a password."""
    scheme = next((part for part in path.parts if _SCHEME.fullmatch(part)), "")
    if not scheme:
        return FileError(
            "There is no such file.", where=printable(str(path)), remedy="Check the spelling and the folder."
        )
    return FileError(
        "This is no address that can be read.",
        where=f"{scheme}//…",
        remedy="Write https://… for a file on a server, s3://BUCKET/KEY (gs://…, az://…) for an object, or a path; "
        "a database is reached by `tiktok-tui connection add`.",
    )
