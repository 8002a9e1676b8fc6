"""Read Parquet; a record's row number is its place plus one, as if the header were row 1."""

from __future__ import annotations

from pathlib import Path

import duckdb

from tiktok_tui.events.errors import FileError
from tiktok_tui.files.scratch.database import Work
from tiktok_tui.files.scratch.scanning import path_literal
from tiktok_tui.files.sql import quote_identifier
from tiktok_tui.files.typed.cells import TypedRows, relation_columns
from tiktok_tui.files.typed.number_columns import with_numbers


class ParquetFile(TypedRows):
    """A Parquet file."""

    format = "Parquet"
    notes: tuple[str, ...] = ()

    def __init__(self, path: Path, work: Work) -> None:
        relation = f"read_parquet({path_literal(path)}, hive_partitioning = false)"
        try:
            columns = with_numbers(relation_columns(work, relation), work, path_literal(path))
        except (duckdb.IOException, duckdb.InvalidInputException, duckdb.SerializationException) as error:
            raise FileError(
                "The Parquet file is damaged, cut short or encrypted.",
                where=str(path),
                remedy="Export or download it again.",
            ) from error
        except (RuntimeError, UnicodeDecodeError) as error:
            # What the binding raises for a name that it cannot make a str of.
            raise FileError(
                "The Parquet file has a column whose name is not UTF-8 text.",
                where=str(path),
                remedy="Write the file again with another name for it.",
            ) from error
        row = "file_row_number + 2"
        if any(column.name.lower() == "file_row_number" for column in columns):
            # A column has taken the name under which DuckDB gives a record's place.
            row = quote_identifier(max((column.name for column in columns), key=len) + "_place")
            relation = f"(SELECT row_number() OVER () + 1 AS {row}, * FROM {relation})"
        super().__init__(relation, row, columns)
        self.paths = (path,)
