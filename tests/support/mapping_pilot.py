"""The mapping step of a running app, driven by keys."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from tests.support.pilot import paste, until
from tests.support.setups import SHOP, at_now, on, opened_at, setup_of
from tiktok_tui.events.destination import Destination
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.mapping.field_table import FieldTable

AMBIGUOUS_HEADER = ("order_id", "Date", "email")
AMBIGUOUS = [[f"C-{n}", f"0{n}/04/2026 10:00", f"c{n}@customers.example"] for n in range(1, 8)]
"""Rows whose dates can be read in two ways."""


class MappingPilot:
    """The mapping step of a running app."""

    def __init__(self, app: TikTokTui, pilot: Pilot[str]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def mapping(self) -> Mapping:
        """The mapping as the wizard's draft has it."""
        file = setup_of(self.app).draft.file
        assert file is not None
        return file.mapping

    @property
    def totals(self) -> Totals:
        """The totals of the check of the whole file."""
        file = setup_of(self.app).draft.checked
        assert file is not None
        return file.prepared.totals

    @property
    def field(self) -> str:
        """The name of the field under the cursor."""
        line = self.app.screen.query_one(FieldTable).line
        assert line is not None
        return line.field.name

    def source(self, field: str) -> FieldSource:
        """Return what fills `field`."""
        return self.mapping.fields[field]

    async def go_to(self, field: str) -> None:
        """Put the cursor on `field`."""
        self.app.screen.query_one(FieldTable).go_to(field)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys."""
        await self.pilot.press(*keys)

    async def write(self, text: str) -> None:
        """Put `text` into the line that has the focus."""
        await paste(self.pilot, text)

    async def opens(self, dialog: type[Screen[Any]]) -> None:
        """Wait until a dialog of this type is on top."""
        await on(self.pilot, dialog)

    async def way(self, words: str) -> None:
        """Open the field under the cursor, and choose the entry found by `words`."""
        await self.press("enter")
        await self.opens(Choose)
        await self.write(words)
        await self.press("enter")


@asynccontextmanager
async def step(
    session: AppSession, source: Path, *, destination: Destination = SHOP, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[MappingPilot]:
    """The app with the mapping step open for this file and destination."""
    app = opened_at(at_now(session), source, destination=destination)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.wizard is not None and app.wizard.draft.file is not None)
        yield MappingPilot(app, pilot)
