from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from tiktok_tui.events.destination import Destination
from tiktok_tui.events.fields import FIELD
from tiktok_tui.files.opening import open_table
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.prepare import Prepared, prepare
from tiktok_tui.prepare.query.macros import load_macros

NOW = datetime(2026, 11, 22, tzinfo=UTC)
Check = Callable[..., Prepared]


@pytest.fixture(scope="session")
def rules() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database that knows the macros."""
    with duckdb.connect() as database:
        load_macros(database)
        yield database


@pytest.fixture
def check(tmp_path: Path) -> Iterator[Check]:
    """Check rows under a header; fields are mapped to the columns of their names unless `mapping` says otherwise."""
    with ExitStack() as stack:

        def checked(
            header: Sequence[str],
            *rows: Sequence[str],
            mapping: Mapping | None = None,
            now: datetime = NOW,
            limit: int | None = None,
            **settings: object,
        ) -> Prepared:
            file = tmp_path / "orders.csv"
            with file.open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream).writerows([header, *rows])
            values = {"event_set_id": "7654321098765432109", "currency": "USD", "phone_country": "US", **settings}
            destination = Destination("shop", "Shop", **values)  # type: ignore[arg-type]  # any setting may be given
            fields = {name: FieldSource(columns=(name,)) for name in header if name in FIELD}
            table = stack.enter_context(open_table(str(file), scratch=tmp_path))
            return stack.enter_context(prepare(table, mapping or Mapping(fields), destination, now=now, limit=limit))

        yield checked
