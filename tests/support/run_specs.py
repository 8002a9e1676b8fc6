"""The facts that a run was begun with, for tests whose run was never sent."""

from __future__ import annotations

from pathlib import Path

from tiktok_tui.files.source.source import FileSource
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import RunSpec

TOTALS = Totals(4_000, 0, 0, 0, 20, 20, {}, {}, (), 0, 0, 0, 0.0)
"""Of a file of 4,000 rows, of which 20 events can be sent."""

SPEC = RunSpec(FileSource(Path("/orders.csv")), "f", 1, 1.0, "shop", "{}", "", Options(), "http://x", 0.0, TOTALS)
