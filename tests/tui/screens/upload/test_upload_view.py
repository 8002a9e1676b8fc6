"""A running upload: what is shown of it, its keys, and how it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast
from unittest.mock import MagicMock

import pytest
from textual.app import ComposeResult

from tests.support.pilot import screen_text, shows, until
from tests.support.setups import on
from tests.support.told import Told
from tiktok_tui.events.errors import AppError
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import BackgroundJob
from tiktok_tui.tui.screens.upload import upload_view
from tiktok_tui.tui.screens.upload.details import BatchDialog, RefusalDialog
from tiktok_tui.tui.screens.upload.upload_view import UploadView
from tiktok_tui.uploads import updates
from tiktok_tui.uploads.run import Status, Tally
from tiktok_tui.uploads.sending.control import Control
from tiktok_tui.uploads.summary import Summary

STOPPED = Summary("r1", Status.STOPPED, 2_500, Tally(1_000, 2, skipped=100, batches=3, requests=7))
DONE = Summary("r1", Status.DONE, 2_500, Tally(2_398, 2, skipped=100, batches=4, requests=8))
REASONS = {"rare": 1, "often": 5, "seldom": 2, "sometimes": 3}

BROKEN = AppError("The connection broke.")


class Followed:
    """A view that is on no screen, and the job that it follows."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.controls: list[Control] = []
        self.ended: list[UploadView.Ended] = []
        parts = ("numbers", "batches", "reasons", "refused", "app", "set_interval", "refresh_bindings", "query")
        self.parts = {name: MagicMock() for name in parts}
        for name, part in self.parts.items():
            monkeypatch.setattr(UploadView, name, part)
        self.terminal = MagicMock()
        self.terminal.return_value = self.terminal
        monkeypatch.setattr(upload_view, "TerminalProgress", lambda _, title: self.terminal(title))
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


@pytest.mark.parametrize(
    ("last", "summary", "error", "finished"),
    [
        (updates.RunFinished(DONE), DONE, None, True),
        (updates.RunStopped(STOPPED), STOPPED, None, False),
        (updates.RunStopped(STOPPED, BROKEN), STOPPED, BROKEN, False),
    ],
)
def test_an_upload_ends_with_its_summary_or_its_error(
    last: updates.Update, summary: Summary, error: AppError | None, finished: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed = Followed(monkeypatch)
    pace, numbers = followed.parts["set_interval"], followed.parts["numbers"]
    assert pace.call_args.args[0] == 0.5
    followed.how["received"]([updates.RunStarted("r1", 2_500), updates.Waiting(7), last])
    assert numbers.show_pace.call_args.args[2] == "7 events are being sent by another run; waiting for it"
    assert numbers.show_progress.call_args.args[0].total == 2_500
    followed.terminal.end.assert_not_called()
    followed.how["done"]()
    (ended,) = followed.ended
    assert (ended.summary, ended.error, ended.finished) == (summary, error, finished)
    assert numbers.show_pace.call_args.args[2] == ""
    assert numbers.show_pace.call_args.kwargs == {"running": False}
    pace.return_value.stop.assert_called_once_with()
    followed.terminal.assert_called_once_with("orders.csv")
    followed.terminal.show.assert_called_with(numbers.show_progress.call_args.args[0])
    followed.terminal.end.assert_called_once_with()


def test_an_upload_that_cannot_start_ends_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    followed = Followed(monkeypatch)
    followed.view.action_stop()
    said = followed.parts["numbers"].show_pace.call_args.args[2]
    assert said == "Stopping: the batches in flight are finished first."
    assert followed.view.batches.empty == "The first batch is being made …"
    followed.how["failed"](BROKEN)
    (ended,) = followed.ended
    assert (ended.summary, ended.error, ended.finished) == (None, BROKEN, False)
    assert not followed.view.running
    assert followed.view.batches.empty == "No batch was sent."


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


class Uploading(Page[None]):
    """A page with nothing but an upload."""

    view: UploadView

    def compose_body(self) -> ComposeResult:
        self.view = UploadView()
        self.ended: list[UploadView.Ended] = []
        yield self.view

    def on_upload_view_ended(self, event: UploadView.Ended) -> None:
        self.ended.append(event)


def refused(number: int, row: int, reason: str) -> updates.RowRefused:
    return updates.RowRefused(number, row, "user.email", reason, "Correct it.", 40002, f"2026063012{number:04}")


async def test_an_upload_is_followed_paused_stopped_read_and_continued(session: AppSession) -> None:
    app = TikTokTui(session, lambda app: Uploading(app.session))
    with Told() as told:
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            page = await on(pilot, Uploading)
            view = page.view
            assert view.check_action("pause", ()) is False
            view.begin(told, "orders.csv", new=True)
            await shows(pilot, "Getting ready …")
            await shows(pilot, "space pause   s stop")
            assert "The first batch is being made …" in screen_text(app)
            assert "Refused by TikTok" not in screen_text(app)
            assert view.running
            await until(pilot, lambda: app.focused is view.batches)
            told.tell(updates.RunStarted("r1", 2_500), updates.Skipped(100))
            told.tell(
                updates.BatchStarted(1, 1_000, 2, 1_001, 1, 1), updates.BatchStarted(2, 1_000, 1_002, 2_001, 1, 2)
            )
            await shows(pilot, "● sending")
            shown = screen_text(app)
            assert "0 events/s" in shown
            assert "2 in flight" in shown
            assert "100 of 2,500" in shown
            assert "✓ 0 accepted   100 accepted before   2,400 to go" in shown
            assert "Getting ready" not in shown
            told.tell(updates.BatchAccepted(1, 1_000, 0.25, 0, "2026063012000A"), refused(2, 1_443, "Too long."))
            told.tell(updates.BatchStarted(3, 1, 1_442, 1_442, 1, 1), refused(3, 1_442, "Not an address."))
            await shows(pilot, "─ Refused by TikTok ─")
            await shows(pilot, "0 in flight, 250 ms")
            shown = screen_text(app)
            assert "1  Too long." in shown
            assert "1,443  user.email  Too long." in shown
            assert "✗ row 1,442 refused" in shown

            (control,) = told.controls
            await pilot.press("space")
            await until(pilot, lambda: control.paused)
            await shows(pilot, "space continue   s stop")
            told.tell(updates.Paused(0))
            await shows(pilot, "Paused. space  continue")
            await pilot.press("space")
            await until(pilot, lambda: not control.paused)
            await shows(pilot, "space pause   s stop")
            await pilot.press("s")
            await shows(pilot, "Stopping: the batches in flight are finished first.")
            assert control.stopped
            told.tell(updates.RunStopped(STOPPED), None)
            await until(pilot, lambda: page.ended)
            (ended,) = page.ended
            assert (ended.summary, ended.error, ended.finished) == (STOPPED, None, False)
            shown = screen_text(app)
            assert [words for words in ("Stopping", "in flight", "s stop", "space pause") if words in shown] == []
            assert "1,102 of 2,500" in shown
            assert "enter batch" in shown

            # The newest stands first, and what was refused is read beside it.
            await pilot.press("enter")
            await on(pilot, BatchDialog)
            await shows(pilot, "─ Batch 3 ─")
            await shows(pilot, "y copy the request ID · esc leave")
            await pilot.press("y")
            await shows(pilot, "Request ID copied.")
            assert app.clipboard == "20260630120003"
            await pilot.press("enter")
            await until(pilot, lambda: app.screen is page)
            await pilot.press("tab", "down", "enter")
            await on(pilot, RefusalDialog)
            await shows(pilot, "Row 1,442  user.email")
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is page)
            await pilot.press("slash", *"not", "enter", "enter")
            await on(pilot, RefusalDialog)
            await shows(pilot, "Row 1,442  user.email")
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is page)

            # Continued, all of the run is still shown; a new upload begins with nothing.
            view.begin(told, "orders.csv")
            await shows(pilot, "Getting ready …")
            assert view.batches.count == 3
            await until(pilot, lambda: app.focused is view.batches)
            assert "─ Refused by TikTok ─" in screen_text(app)
            told.tell(None)
            await until(pilot, lambda: len(page.ended) == 2)
            view.begin(told, "orders.csv", new=True)
            await shows(pilot, "The first batch is being made …")
            await until(pilot, lambda: "Refused by TikTok" not in screen_text(app))
            await until(pilot, lambda: len(told.controls) == 3)
            told.tell(None)
            await until(pilot, lambda: len(page.ended) == 3)
