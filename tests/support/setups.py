"""The set-up opened at one of its steps, with files that exercise it; their dates are fixed, and so is `NOW`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from textual.pilot import Pilot
from textual.screen import Screen

from tests.support.hostile import HOSTILE
from tests.support.pilot import until
from tiktok_tui.accounts import remembered as store
from tiktok_tui.events.destination import Destination
from tiktok_tui.files.source.source import FileSource, SourceRef
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.mapping.open_file import OpenFile
from tiktok_tui.tui.wizard.draft import CheckedFile, OpenSetup, StartedUpload, UploadState, WizardDraft
from tiktok_tui.tui.wizard.wizard import Wizard

Shown = TypeVar("Shown", bound=Screen[Any])

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)

SHOP = Destination(
    "store-sales",
    "Store sales",
    credential="acme",
    advertiser_id="7000000000000000001",
    event_set_id="7200000000000000001",
    event_set_name="Store sales",
    currency="EUR",
    phone_country="FR",
    time_zone="Europe/Paris",
    sandbox=True,
)

HEADER = (
    "Order",
    "Created at",
    "Kind",
    "Email",
    "Email 2",
    "Mobile",
    "Country",
    "Total",
    "Currency",
    "Status",
    "Zebra",
)

_ODD: dict[int, dict[str, str]] = {
    5: {"Created at": "2026-05-01 10:00:00"},
    6: {"Email": "", "Mobile": ""},
    8: {"Total": "a lot"},
    9: {"Kind": "walk past"},
    11: {"Mobile": "12"},
    13: {"Status": "refunded"},
    14: {"Status": "refunded"},
    17: {"Order": "A-1016"},
}


def write_orders(path: Path, rows: int = 40, **changed: str) -> Path:
    """A CSV of orders, one a row, with a few mistakes among them; `changed` fills columns of every row."""
    lines = [",".join(f'"{name}"' for name in HEADER)]
    for number in range(2, rows + 2):
        cells = {
            "Order": f"A-{1000 + number}",
            "Created at": f"2026-06-{number % 28 + 1:02} {number % 24:02}:15:00",
            "Kind": "in-store sale" if number % 3 else "Purchase",
            "Email": f" Person{number}@customers.example",
            "Email 2": f"work{number}@customers.example" if number % 5 == 0 else "",
            "Mobile": f"06 39 98 {number % 90 + 10} 12",
            "Country": "FR",
            "Total": f"{number}.50",
            "Currency": "EUR",
            "Status": "paid",
            "Zebra": "striped",
        }
        cells |= _ODD.get(number, {}) | changed
        lines.append(",".join(f'"{cell}"' for cell in cells.values()))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def write_table(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    """A CSV of these cells."""
    path.parent.mkdir(parents=True, exist_ok=True)
    quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in (header, *rows)]
    path.write_text("\n".join(map(",".join, quoted)) + "\n", encoding="utf-8", errors="replace")
    return path


def write_items(path: Path) -> Path:
    """JSON lines whose orders hold lists of items with keys of the shop's own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    orders = [
        {
            "order": f"B-{number}",
            "timestamp": "2026-06-20T10:00:00Z",
            "email": f"b{number}@customers.example",
            "total": 20 + number,
            "items": [{"artnr": f"S{number}", "stueck": 2, "colour": "red"}],
        }
        for number in range(5)
    ]
    path.write_text("\n".join(map(json.dumps, orders)) + "\n")
    return path


def write_hostile(path: Path) -> Path:
    """500 columns whose headers and cells are the worst that there is, besides those of an order."""
    header = ["timestamp", "email", "event", "value"]
    row = ["2026-06-20T10:00:00Z", "x@customers.example", "Purchase", "1.50"]
    texts = [text.replace("\r", " ").replace("\n", " ").replace("\x00", "") for text in HOSTILE]
    for place in range(496):
        header.append(f"{texts[place % len(texts)][:200]} {place}")
        row.append(texts[(place + 5) % len(texts)])
    return write_table(path, header, [row, [*row[:2], "[/b]", *row[3:]], [*row[:1], "[@click=app.quit]x[/]", *row[2:]]])


def at_now(session: AppSession) -> AppSession:
    """The session with its clock standing at `NOW`."""
    return replace(session, as_of=NOW)


class Start(Page[None]):
    """An empty page that opens the set-up at once, and shows itself again when that is left."""

    def __init__(self, session: AppSession, draft: WizardDraft, step: str) -> None:
        super().__init__(session)
        self._draft, self._step = draft, step

    def on_mount(self) -> None:
        self.post_message(OpenSetup(self._draft, self._step))


def opened_at(
    session: AppSession, source: Path | SourceRef | None, *, destination: Destination = SHOP, step: str = "mapping"
) -> TikTokTui:
    """The app with the set-up open at `step`, for this file or query, and this destination."""
    given = FileSource(source) if isinstance(source, Path) else source
    draft = WizardDraft(credential="acme", destination=destination, source=given)
    return TikTokTui(session, lambda _: Start(session, draft, step))


def setup_of(app: TikTokTui) -> Wizard:
    """The set-up that is open."""
    assert app.wizard is not None
    return app.wizard


def upload_of(app: TikTokTui) -> StartedUpload | None:
    """The upload of the wizard that is open."""
    return setup_of(app).draft.upload


def is_finished(app: TikTokTui) -> bool:
    """True once the upload has reached its end."""
    upload = upload_of(app)
    return upload is not None and upload.state is UploadState.FINISHED


async def on(pilot: Pilot[Any], page: type[Shown]) -> Shown:
    """Wait until a screen of this type is on top with all that it shows, and give it."""
    await until(pilot, lambda: isinstance(pilot.app.screen, page) and pilot.app.screen.is_mounted)
    top = pilot.app.screen
    assert isinstance(top, page)
    return top


async def checked(pilot: Pilot[Any], app: TikTokTui) -> None:
    """Wait until the whole file is checked."""
    await until(pilot, lambda: app.wizard is not None and app.wizard.draft.checked is not None)


def checked_draft(session: AppSession, source: Path, destination: Destination = SHOP) -> WizardDraft:
    """A draft as the mapping step leaves it."""
    open_file = OpenFile.open(FileSource(source), home=session.home, destination=destination)
    prepared = open_file.prepare(open_file.mapping, destination, session.now(), whole=True)
    file = CheckedFile(open_file.table, open_file.mapping, destination, prepared, session.now())
    return WizardDraft(credential="acme", destination=destination, source=FileSource(source), file=file)


def remembered(session: AppSession, source: Path, mapping: Mapping, destination: Destination) -> Path:
    """The file, once `mapping` is the one last used for its header and this destination."""
    open_file = OpenFile.open(FileSource(source), home=session.home, destination=destination)
    store.save(session.home, destination.slug, open_file.table.header_key(), mapping)
    open_file.close()
    return source
