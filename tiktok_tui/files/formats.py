"""The reader of a file, chosen by its content."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tiktok_tui.events.errors import FileError
from tiktok_tui.files import kinds
from tiktok_tui.files.delimited import DelimitedText
from tiktok_tui.files.json_files.array import JsonArray
from tiktok_tui.files.json_files.in_sql import not_json
from tiktok_tui.files.json_files.lines import JsonLines
from tiktok_tui.files.json_files.within import list_within
from tiktok_tui.files.rows import Rows, has_no_rows
from tiktok_tui.files.scratch.database import ScratchDatabase, Work
from tiktok_tui.files.scratch.limit import ScratchLimit
from tiktok_tui.files.several import SeveralFiles
from tiktok_tui.files.source.files import FilesSource
from tiktok_tui.files.text.content import Content
from tiktok_tui.files.typed.parquet import ParquetFile
from tiktok_tui.files.typed.query import QueryRows

_MOST_FILES = 1000


def query_rows(sql: str, folder: Path, limit: ScratchLimit, session: ScratchDatabase, work: Work) -> QueryRows:
    """Run a query over files, each opened by its own reader. Raises FileError."""

    def open_file(path: Path) -> tuple[Rows, bool]:
        inner = Path(tempfile.mkdtemp(prefix="file-", dir=folder))
        found = file_rows(path, inner, limit, work, None)
        return found, type(found) is ParquetFile  # a table of a DuckDB file is a copy

    return QueryRows(sql, session, work, open_file)


def several_rows(source: FilesSource, folder: Path, limit: ScratchLimit, work: Work, sheet: str | None) -> SeveralFiles:
    """Open the files of a folder or pattern as one table. Raises FileError."""
    try:
        paths = source.paths()
    except OSError as error:
        raise FileError(
            f"The folder cannot be read: {error.strerror or type(error).__name__}.",
            where=source.where,
            remedy="Check its permissions.",
        ) from None
    if not paths:
        raise FileError(
            "There is no file in the folder that can be read." if source.is_folder else "No file matches.",
            where=source.where,
            remedy="Check the spelling; in a shell, put a pattern in quotes.",
        )
    if len(paths) > _MOST_FILES:
        raise FileError(
            f"{len(paths):,} files match; {_MOST_FILES:,} can be sent at once.",
            where=source.where,
            remedy="Use a narrower pattern, such as one month.",
        )
    opened: list[tuple[Path, Rows]] = []
    empty: list[Path] = []
    for path in paths:
        work.check()
        own = Path(tempfile.mkdtemp(prefix="file-", dir=folder))
        rows = file_rows(path, own, limit, work, sheet)
        opened.append((path, rows))
        if has_no_rows(rows, work):
            empty.append(path)
    return SeveralFiles(opened, source.skipped(), empty)


def file_rows(path: Path, folder: Path, limit: ScratchLimit, work: Work, sheet: str | None) -> Rows:
    """Open one file by its content: Parquet, JSON, delimited text, or a sheet of a workbook or database.

    Raises FileError.
    """
    kinds.check_readable(path)
    container = kinds.container_of(path)
    if container == kinds.WORKBOOK:
        from tiktok_tui.files.workbooks.excel import ExcelSheet

        return ExcelSheet(path, folder, work, sheet)
    if container == kinds.SQLITE:
        from tiktok_tui.files.typed.sqlite_table import SqliteTable

        return SqliteTable(path, folder, work, sheet)
    if container == kinds.DUCKDB:
        from tiktok_tui.files.typed.database_files import DuckdbTable

        return DuckdbTable(path, folder, work, sheet)
    if sheet is not None:
        raise FileError(
            "The file has no sheets or tables to choose from.", where=str(path), remedy="Leave --sheet out."
        )
    if container == kinds.PARQUET:
        return ParquetFile(path, work)
    content = Content(path, folder, limit)
    kind = kinds.text_kind(path, content)
    if kind == kinds.JSON_ARRAY:
        return JsonArray(path, content, work)
    if (within := list_within(content)) is not None:
        return JsonArray(path, content, work, within)
    if kind == kinds.JSON_LINES:
        return JsonLines(path, content, folder)
    if kind == kinds.DELIMITED:
        return DelimitedText(path, content, folder)
    raise not_json(path)
