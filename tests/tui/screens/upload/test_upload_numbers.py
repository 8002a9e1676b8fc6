"""The numbers of an upload: every count that is not zero, and the bar."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from textual.content import Content

from tiktok_tui.tui.screens.upload.upload_numbers import UploadNumbers
from tiktok_tui.uploads.progress import Progress
from tiktok_tui.uploads.run import Tally


@pytest.mark.parametrize(
    ("tally", "said", "good"),
    [
        (Tally(), "✓ 0 accepted   5,000 to go", 0),
        (Tally(accepted=4_000, refused=7), "✓ 4,000 accepted   ✗ 7 refused   993 to go", 4_000),
        (
            Tally(accepted=4_990, skipped=4, withheld=3, similar=3),
            "✓ 4,990 accepted   4 accepted before   ! 3 in doubt   ! 3 held back",
            5_000,
        ),
    ],
)
def test_every_count_is_shown(tally: Tally, said: str, good: int, monkeypatch: pytest.MonkeyPatch) -> None:
    bar, shown = SimpleNamespace(), list[Content]()
    monkeypatch.setattr(UploadNumbers, "bar", bar)
    monkeypatch.setattr(UploadNumbers, "counts", SimpleNamespace(update=shown.append))
    UploadNumbers().show_progress(Progress(total=5_000, tally=tally))
    assert [content.plain for content in shown] == [said]
    assert (bar.total, bar.good, bar.bad) == (5_000, good, tally.refused)
    assert bar.caption == f"{good + tally.refused:,} of 5,000"
