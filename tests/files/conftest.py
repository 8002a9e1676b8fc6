from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tiktok_tui.files.opening import Table, open_table

Open = Callable[..., Table]


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def write_file(content: bytes | str, name: str = "orders.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


@pytest.fixture
def opened(write: Callable[..., Path], scratch: Path) -> Iterator[Open]:
    """Write a file and open it; closed after the test."""
    with ExitStack() as stack:

        def open_file(content: bytes | str, name: str = "orders.csv", *, sheet: str | None = None) -> Table:
            return stack.enter_context(open_table(str(write(content, name)), scratch=scratch, sheet=sheet))

        yield open_file
