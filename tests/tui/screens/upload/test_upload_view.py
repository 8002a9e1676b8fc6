"""A running upload: the commonest reasons for refused rows, and that it ends with its screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast
from unittest.mock import MagicMock

import pytest

from tiktok_tui.tui.jobs.jobs import BackgroundJob
from tiktok_tui.tui.screens.upload import upload_view
from tiktok_tui.tui.screens.upload.upload_view import UploadView
from tiktok_tui.uploads import updates
from tiktok_tui.uploads.sending.control import Control

REASONS = {"rare": 1, "often": 5, "seldom": 2, "sometimes": 3}


class Followed:
    """A view that is on no screen, and the job that it follows."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.controls: list[Control] = []
        self.ended: list[UploadView.Ended] = []
        for name in ("numbers", "batches", "reasons", "refused"):
            monkeypatch.setattr(UploadView, name, MagicMock())
        monkeypatch.setattr(UploadView, "app", MagicMock())
        for name in ("set_interval", "refresh_bindings"):
            monkeypatch.setattr(UploadView, name, MagicMock())
        monkeypatch.setattr(UploadView, "post_message", lambda _, message: self.ended.append(message))
        monkeypatch.setattr(upload_view, "follow", self._follow)
        self.make = cast("Any", self._make)
        self.view = UploadView()
        self.ended.clear()
        self.view.begin(self.make, "orders.csv", new=True)

    @contextmanager
    def _make(self, control: Control) -> Iterator[Any]:
        self.controls.append(control)
        yield iter(())

    def _follow(self, _: object, work: Callable[[BackgroundJob], Iterator[object]], **how: Any) -> None:
        self.work, self.how = work, how


def test_the_three_commonest_reasons_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    followed = Followed(monkeypatch)
    rows = [reason for reason, count in REASONS.items() for _ in range(count)]
    followed.how["received"](
        [updates.RowRefused(1, row, "email", reason, "", 40002, "") for row, reason in enumerate(rows, 2)]
    )
    assert followed.view.reasons.update.call_args.args == ("5  often\n3  sometimes\n2  seldom",)  # type: ignore[attr-defined]


def test_an_upload_whose_screen_is_gone_is_stopped_and_one_runs_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    followed, job = Followed(monkeypatch), BackgroundJob()
    followed.view.begin(followed.make, "twice.csv")
    assert list(followed.work(job)) == []
    (control,) = followed.controls
    assert (followed.view.running, control.stopped) == (True, False)
    job.cancel()
    assert control.stopped
    followed.how["stopped"]()
    assert not followed.view.running
    (ended,) = followed.ended
    assert (ended.summary, ended.error, ended.finished) == (None, None, False)
