"""The types of an answer's columns, as Arrow and the database name them. Reads schemas with nanoarrow: by hand
(ctypes) the handles crash the process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArrowColumn:
    """A column: its name, Arrow's format string, and the database's own type, "" if it names none."""

    name: str
    format: str
    database_type: str


def columns_of_schema(handle: object) -> tuple[ArrowColumn, ...]:
    """Return the columns of an Arrow schema handle."""
    import nanoarrow

    return tuple(_column(child) for child in nanoarrow.c_schema(handle).children)


def _column(schema: object) -> ArrowColumn:
    metadata = {bytes(key): bytes(value) for key, value in (getattr(schema, "metadata", None) or {}).items()}
    own_type = metadata.get(b"POSTGRESQL:type", metadata.get(b"ADBC:postgresql:typname", b""))
    return ArrowColumn(str(getattr(schema, "name", "")), str(getattr(schema, "format", "")), own_type.decode())


def infos(stream: object, codes: Sequence[int]) -> list[str]:
    """Return the texts that a driver gives for these of its infos; they are in a union, which DuckDB does not read."""
    import nanoarrow

    rows = nanoarrow.ArrayStream(stream).read_all().to_pylist()
    found = {int(row["info_name"]): row["info_value"] for row in rows}
    return [str(found[code]) for code in codes if found.get(code)]
