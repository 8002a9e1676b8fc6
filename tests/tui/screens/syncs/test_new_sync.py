"""A sync out of an upload: what is proposed, what is refused at its line, and what is saved."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from textual import work

from tests.support.pilot import paste, screen_text, until
from tests.support.setups import SHOP, on
from tiktok_tui.accounts import destinations
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.source.copied import AddressSource, PipeSource
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.files.source.object_storage import ObjectSource
from tiktok_tui.files.source.source import FileSource, QuerySource, SourceRef
from tiktok_tui.syncs import new_sync as checking
from tiktok_tui.syncs.settings import store
from tiktok_tui.syncs.settings.schedule import Kind, Schedule
from tiktok_tui.syncs.settings.sync import ConnectionSource, PathSource, Sync, SyncSource
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession, Demo
from tiktok_tui.tui.screens.syncs import new_sync
from tiktok_tui.tui.screens.syncs.new_sync import NewSync, can_repeat, make_sync
from tiktok_tui.tui.widgets.text_line import TextLine
from tiktok_tui.tui.wizard.draft import CheckedFile, StartedUpload, UploadState
from tiktok_tui.uploads.options import Options

ORDERS = FileSource(Path("/srv/orders.csv"))


def upload_of(source: SourceRef, state: UploadState = UploadState.FINISHED) -> StartedUpload:
    table = SimpleNamespace(source=source, name=source.label)
    file = SimpleNamespace(table=table, destination=SHOP)
    return StartedUpload(cast("CheckedFile", file), Options(sheet="May"), state)


@pytest.mark.parametrize(
    ("upload", "demo", "can"),
    [
        (upload_of(ORDERS), False, True),
        (upload_of(DatabaseSource("shop", "SELECT 1", title="x")), False, True),
        (upload_of(ORDERS), True, False),
        (upload_of(ORDERS, UploadState.STOPPED), False, False),
        (upload_of(ORDERS, UploadState.SENDING), False, False),
        (upload_of(PipeSource()), False, False),
        (upload_of(AddressSource("https://x.example/a.csv")), False, False),
        (None, False, False),
    ],
)
def test_what_can_be_read_again_can_be_repeated(
    upload: StartedUpload | None, demo: bool, can: bool, session: AppSession
) -> None:
    shown = replace(session, demo=Demo(Path("/orders.csv"), "demo") if demo else None)
    assert can_repeat(shown, upload) is can


class Making(Page[None]):
    """A page that makes a sync of an upload."""

    made: Sync | None = None
    ended = 0

    @work
    async def make(self, upload: StartedUpload) -> None:
        self.made = await make_sync(self.app, self.session, upload)
        self.ended += 1


async def test_each_line_has_a_proposal_and_says_what_is_wrong_with_it(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    destinations.save(session.home, SHOP)
    offered: list[Sync] = []
    refused: list[FileError] = []

    async def offer(_: object, within: AppSession, sync: Sync) -> bool:
        assert within is session
        offered.append(sync)
        return False

    def check(*_: object) -> tuple[str, ...]:
        if refused:
            raise refused.pop()
        return ()

    monkeypatch.setattr(new_sync, "offer_schedule", offer)
    monkeypatch.setattr(checking, "check_new", check)
    page = Making(session)
    app = TikTokTui(session, lambda _: page)

    def typed() -> list[tuple[str, bool]]:
        lines = [app.screen.query_one(f"#{key}", TextLine) for key in ("daily", "name", "source")]
        return [(line.value, line.disabled) for line in lines]

    async def says(words: str) -> None:
        await until(pilot, lambda: words in " ".join(screen_text(app).replace("│", " ").split()))

    async def asked(line: str = "daily") -> None:
        """Wait for the dialog, and until one types into the line that it begins at."""
        dialog = await on(pilot, NewSync)
        await until(pilot, lambda: dialog.focused is dialog.query_one(f"#{line}", TextLine))

    async with app.run_test(size=(120, 40)) as pilot:
        page.make(upload_of(ORDERS))
        await asked()
        await says("─ Send this every day by itself ─")
        await says("enter save it · esc leave")
        shown = " ".join(screen_text(app).replace("│", " ").split())
        assert "Every day at 03:15 Name Store sales nightly From /srv/orders.csv" in shown
        hint = "What TikTok has accepted is not sent again. A pattern such as orders_*.csv takes new files too."
        assert hint in shown
        assert typed() == [("03:15", False), ("Store sales nightly", False), ("/srv/orders.csv", False)]
        await pilot.press("escape")
        await until(pilot, lambda: page.ended == 1)
        assert (page.made, offered, store.names(session.home)) == (None, [], [])

        page.make(upload_of(ORDERS))
        await asked()
        await pilot.press("ctrl+u", *"3 pm", "enter")
        await says("✗ “3 pm” is no time of day. Write it with 24 hours, such as 03:15.")
        await asked()
        refused.append(FileError("There is no such file.", remedy="Correct its path."))
        await pilot.press("ctrl+u", *"23:59", "tab", "ctrl+u")
        await paste(pilot, " Late sales ")
        await pilot.press("tab", "ctrl+u")
        await paste(pilot, "/srv/new-*.csv")
        await pilot.press("enter")
        await says("✗ There is no such file. Correct its path.")
        assert typed() == [("23:59", False), ("Late sales", False), ("/srv/new-*.csv", False)]
        await asked("source")
        await pilot.press("enter")
        await until(pilot, lambda: page.ended == 2)
        made = Sync(
            *("late-sales", "Late sales", SHOP.slug, PathSource("/srv/new-*.csv")),
            schedule=Schedule(Kind.DAILY, time(23, 59)),
            sheet="May",
        )
        assert (page.made, offered, store.load(session.home, "late-sales")) == (made, [made], made)

        kept: tuple[tuple[SourceRef, SyncSource], ...] = (
            (DatabaseSource("shop", "SELECT 1", title="x"), ConnectionSource("shop", sql="SELECT 1")),
            (QuerySource("SELECT * FROM 'a.csv'"), PathSource("SELECT * FROM 'a.csv'")),
            (ObjectSource("s3://shop/a.csv"), PathSource("s3://shop/a.csv")),
        )
        for ended, (source, saved) in enumerate(kept, 3):
            page.make(upload_of(source))
            await asked()
            assert typed()[-1] == (source.label, True)
            await pilot.press("enter")
            await until(pilot, lambda ended=ended: page.ended == ended)  # type: ignore[misc]
            assert offered[-1].source == saved
            store.remove(session.home, offered[-1].id)
