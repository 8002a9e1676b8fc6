"""The set-up's later steps as pages for monkeys and snapshots: files with fixed dates, a clock that stands still."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.screen import Screen

from tests.support.hostile import HOSTILE
from tests.support.setups import SHOP, Start, at_now, checked_draft, remembered, write_hostile, write_orders
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.ask import Ask
from tiktok_tui.tui.dialogs.choice_list import Choice
from tiktok_tui.tui.dialogs.choose_several import ChooseSeveral
from tiktok_tui.tui.dialogs.notes import Notes
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.screens.mapping.edits.value_map import ValueMap
from tiktok_tui.tui.screens.problems.problems import Problems
from tiktok_tui.tui.screens.upload.batch_lines import BatchLine
from tiktok_tui.tui.screens.upload.details import BatchDialog, RefusalDialog
from tiktok_tui.tui.screens.upload.upload_view import UploadView
from tiktok_tui.tui.widgets.radio_line import RadioLine
from tiktok_tui.tui.widgets.table.rows import Cell
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.tui.wizard.draft import WizardDraft
from tiktok_tui.uploads import updates
from tiktok_tui.uploads.run import Status, Tally
from tiktok_tui.uploads.sending.control import Control
from tiktok_tui.uploads.start import Sending
from tiktok_tui.uploads.summary import Summary

Factory = Callable[[TikTokTui], Screen[Any]]

CHOICES = [Choice(place, text, HOSTILE[-place]) for place, text in enumerate(HOSTILE)]
VALUES = [*((text[:200], 1000 - place) for place, text in enumerate(HOSTILE) if text.strip()), ("Purchase", 12)]
MADE = {"[/b]": "Purchase"}
BATCH = BatchLine(12, 1000, "11,002 to 12,001", Cell("✓ 0.41 s", Tone.DONE), 2, "20260630120000A1F4[/b]", "OK [/b]", 0)


REFUSED = updates.RowRefused(
    6,
    1_442,
    "user.email",
    "TikTok answered that a value is invalid (40002): data.0.user.email: [/b] Invalid value.",
    "Correct the row and send it again.",
    40002,
    "20260630120000E5",
)


def mapping(*, restrict: bool = False, wrong: bool = False, hostile: bool = False) -> Factory:
    """The mapping step with a file of orders: as it is suggested, restricted, full of mistakes, or the worst file."""

    def make(app: TikTokTui) -> Screen[Any]:
        folder = app.session.home.state / "exports"
        source = write_hostile(folder / "[b]worst.csv") if hostile else write_orders(folder / "orders.csv")
        draft = WizardDraft(
            credential="acme", destination=replace(SHOP, restrict_pii=restrict), source=FileSource(source)
        )
        if wrong:
            remembered(app.session, source, MISTAKEN, SHOP)
        return _at(app, "mapping", draft)

    return make


MISTAKEN = Mapping(
    fields={
        "event": FieldSource(columns=("Kind",)),
        "timestamp": FieldSource(columns=("Sold at",)),
        "email": FieldSource(columns=("Emial",)),
        "phone": FieldSource(columns=("Mobile",)),
        "value": FieldSource(columns=("Zebra",)),
        "agent": FieldSource(columns=("Zebra",)),
    }
)
"""A mapping made for another file and another kind of destination."""


def problems(over: Callable[[Callable[[], Screen[Any]]], Factory]) -> Factory:
    """The problems of the orders; choosing a row leads back to the screen before."""

    def make(app: TikTokTui) -> Screen[Any]:
        draft = _checked(app)
        file = draft.checked
        assert file is not None
        return over(lambda: Problems(app.session, file.prepared, file.table))(app)

    return make


def review(app: TikTokTui) -> Screen[Any]:
    """The review of the orders."""
    return _at(app, "review", _checked(app))


def _at(app: TikTokTui, key: str, draft: WizardDraft) -> Screen[Any]:
    """A page that opens the set-up at a step."""
    app.session = at_now(app.session)
    return Start(app.session, draft, key)


def _checked(app: TikTokTui) -> WizardDraft:
    source: Path = write_orders(app.session.home.state / "exports" / "orders.csv")
    return checked_draft(at_now(app.session), source)


class UploadedPage(Page[None]):
    """An upload that is over, made from the updates of one: two batches, one split, two rows refused."""

    HEADING = "Upload"

    def compose_body(self) -> ComposeResult:
        yield UploadView()

    def on_mount(self) -> None:
        self.query_one(UploadView).begin(_told, "orders.csv → Store sales")


def _told(control: Control) -> Sending:
    summary = Summary("r1", Status.DONE, 2_500, Tally(2_398, 2, skipped=100, batches=3, requests=7))
    refused = "The value at user.email is refused: [/b]"
    sent = (
        updates.RunStarted("r1", 2_500),
        updates.Skipped(100),
        updates.BatchStarted(1, 1_000, 2, 1_001, 1, 1),
        updates.BatchRetrying(1, 1, 2.0, "too many requests", 40100, "20260630120000A1F4"),
        updates.BatchStarted(1, 1_000, 2, 1_001, 2, 1),
        updates.BatchAccepted(1, 1_000, 0.41, 0, "20260630120000A1F4", message="OK"),
        updates.BatchStarted(2, 1_000, 1_002, 2_001, 1, 2),
        updates.BatchSplit(2, ((4, 500), (5, 500)), "one of its events is refused", 40002, "20260630120000B2"),
        updates.BatchStarted(4, 500, 1_002, 1_501, 1, 2),
        updates.BatchStarted(5, 500, 1_502, 2_001, 1, 3),
        updates.BatchAccepted(4, 500, 0.31, 0, "20260630120000C3"),
        updates.BatchAccepted(5, 498, 0.29, 0, "20260630120000D4"),
        updates.BatchStarted(6, 1, 1_442, 1_442, 1, 2),
        updates.BatchStarted(7, 1, 1_443, 1_443, 1, 2),
        updates.RowRefused(6, 1_442, "user.email", refused, "Correct it.", 40002, "20260630120000E5"),
        updates.RowRefused(7, 1_443, "", refused, "Correct it.", 40002, "20260630120000F6"),
        updates.BatchStarted(3, 400, 2_002, 2_501, 1, 1),
        updates.BatchAccepted(3, 400, 0.12, 0, "2026063012000077"),
        updates.RunFinished(summary),
    )
    return Sending(None, control, iter(sent), ExitStack())  # type: ignore[arg-type]  # a run is not shown here


class OneOfPage(Page[None]):
    """A choice side by side."""

    HEADING = "Choice"

    def compose_body(self) -> ComposeResult:
        yield RadioLine(["the first 10", "the first 100", "all"], chosen=2)


def over_pages(over: Callable[[Callable[[], Screen[Any]]], Factory]) -> dict[str, Factory]:
    """These pages by name; `over` puts a dialog on an empty page."""
    return {
        "mapping": mapping(),
        "mapping-wrong": mapping(wrong=True),
        "mapping-restricted": mapping(restrict=True),
        "mapping-hostile": mapping(hostile=True),
        "problems": problems(over),
        "review": review,
        "uploaded": lambda app: UploadedPage(app.session),
        "one-of": lambda app: OneOfPage(app.session),
        "ask": over(lambda: Ask("How are the dates [/b] written?", f"{HOSTILE[4]} is …", CHOICES[:3])),
        "choose-several": over(lambda: ChooseSeveral("Which [/b]?", CHOICES, marked=(2, 5), columns=("A", "B"))),
        "value-map": over(
            lambda: ValueMap("event: what [/b] becomes", VALUES, {"[/b]": "Purchase"}, targets=("Purchase",))
        ),
        "batch": over(lambda: BatchDialog(BATCH)),
        "refusal": over(lambda: RefusalDialog(REFUSED)),
        "notes": over(lambda: Notes("What was found [/b]", [text[:300] for text in HOSTILE])),
    }


READY = {
    "mapping": "─ Row 2 ─",
    "mapping-wrong": "Choose another",
    "mapping-restricted": "─ Row 2 ─",
    "mapping-hostile": "─ Row 2 ─",
    "problems": "A-1005",
    "review": "None of these",
    "uploaded": "2,398 accepted",
    "ask": "answer",
    "choose-several": "space mark",
    "value-map": "esc done",
    "batch": "copy",
    "refusal": "esc close",
    "notes": "esc close",
}
"""A text on each of them once it is complete."""
