"""Work in a thread: its progress is shown meanwhile, and its result or its error comes back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import nullcontext

import pytest

from tiktok_tui.cli import console
from tiktok_tui.cli.background import in_background
from tiktok_tui.events.errors import FileError


class Result:
    """Something that can be closed."""

    def close(self) -> None:
        """Do nothing."""


def test_the_share_and_the_words_are_shown_until_the_result_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    seen, result = threading.Event(), Result()
    shown: list[tuple[float | None, str]] = []

    def report(share: float | None, words: str) -> None:
        shown.append((share, words))
        seen.set()

    def progress(title: str) -> nullcontext[Callable[[float | None, str], None]]:
        assert title == "Opening"
        return nullcontext(report)

    def work() -> Result:
        assert seen.wait(20)
        return result

    monkeypatch.setattr(console, "progress", progress)
    assert in_background(work, title="Opening", share=lambda: 0.5, words=lambda: "12 rows") is result
    assert set(shown) == {(0.5, "12 rows")}


def test_its_error_is_raised() -> None:
    def fail() -> Result:
        raise FileError("It is empty.")

    with pytest.raises(FileError, match="It is empty"):
        in_background(fail, title="Opening")
