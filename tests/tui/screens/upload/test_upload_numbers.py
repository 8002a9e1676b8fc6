"""The numbers of an upload: every count that is not zero, and the bar."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from textual.content import Content

from tests.support.coloured import coloured
from tiktok_tui.tui.screens.upload.upload_numbers import UploadNumbers
from tiktok_tui.uploads.progress import Progress
from tiktok_tui.uploads.run import Tally

COUNTED = {
    "refused": ("✗ 1 refused", "bold $error"),
    "skipped": ("1 accepted before", "$foreground-muted"),
    "withheld": ("! 1 in doubt", "$warning"),
    "similar": ("! 1 held back", "$warning"),
}


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


@pytest.mark.parametrize("count", ["refused", "skipped", "withheld", "similar"])
def test_each_count_has_its_colour_and_one_is_enough(count: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Content] = []
    monkeypatch.setattr(UploadNumbers, "bar", SimpleNamespace())
    monkeypatch.setattr(UploadNumbers, "counts", SimpleNamespace(update=shown.append))
    UploadNumbers().show_progress(Progress(total=3, tally=Tally(accepted=1, **{count: 1})))
    words, style = COUNTED[count]
    (content,) = shown
    assert coloured(content) == [
        ("✓ 1 accepted", "bold $accent"),
        (f"   {words}", style),
        ("   1 to go", "$foreground-muted"),
    ]


@pytest.mark.parametrize(
    ("left", "latency", "rate", "flight"),
    [
        (3_665.9, 0.25, "1,200 events/s   1:01:05 left", "4 in flight, 250 ms"),
        (36_000.0, 0.0004, "1,200 events/s   10:00:00 left", "4 in flight, 0 ms"),
        (3_599.9, 0.0, "1,200 events/s   59:59 left", "4 in flight, 0 ms"),
        (65.0, None, "1,200 events/s   1:05 left", "4 in flight"),
        (0.0, None, "1,200 events/s   0:00 left", "4 in flight"),
        (None, None, "1,200 events/s", "4 in flight"),
    ],
)
def test_the_pace_is_in_words(
    left: float | None, latency: float | None, rate: str, flight: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: dict[str, str] = {}
    for name in ("rate", "in_flight", "message"):
        part = SimpleNamespace(update=lambda text, name=name: shown.update({name: str(text)}))
        monkeypatch.setattr(UploadNumbers, name, part)
    bars = SimpleNamespace(values=())
    monkeypatch.setattr(UploadNumbers, "sparkline", bars)
    progress = SimpleNamespace(
        seconds_left=lambda _: left,
        rate=lambda _: 1_200.4,
        rates=lambda _, seconds: [0] * (seconds - 1) + [2],
        latency=latency,
        in_flight=4,
    )
    numbers = UploadNumbers()
    numbers.show_pace(cast("Progress", progress), 1.0, "Paused.", running=True)
    assert shown == {"rate": rate, "in_flight": flight, "message": "Paused."}
    assert bars.values == (*(0.0,) * 11, 2.0)
    assert numbers.has_class("-running")
    numbers.show_pace(cast("Progress", progress), 1.0, "", running=False)
    assert not numbers.has_class("-running")
