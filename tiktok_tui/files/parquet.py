"""Read Parquet; a record's row number is its place plus one, as if the header were row 1."""

from __future__ import annotations

from pathlib import Path

import duckdb

from tiktok_tui.events.errors import FileError
from tiktok_tui.files.header import no_rows
from tiktok_tui.files.scanning import path_literal
from tiktok_tui.files.session import Work
from tiktok_tui.files.typed import TypedRows, relation_columns


class ParquetFile(TypedRows):
    """A Parquet file."""

    format = "Parquet"
    notes: tuple[str, ...] = ()

    def __init__(self, path: Path, work: Work) -> None:
        relation = f"read_parquet({path_literal(path)}, hive_partitioning = false)"
        try:
            columns = relation_columns(work, relation)
            rows = work.number(f"SELECT count(*) FROM {relation}")
        except (duckdb.IOException, duckdb.InvalidInputException, duckdb.SerializationException) as error:
            raise FileError(
                "The Parquet file is damaged, cut short or encrypted.",
                where=str(path),
                remedy="Export or download it again.",
            ) from error
        if not rows:
            raise no_rows(str(path))
        # The place of a record comes with the file, unless a column has taken the name.
        own = any(column.name.lower() == "file_row_number" for column in columns)
        super().__init__(relation, "row_number() OVER () + 1" if own else "file_row_number + 2", columns)
