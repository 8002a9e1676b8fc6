"""Every screen that the monkeys play with and the snapshots hold: one line each.

A factory gets the running app (its `session` has an empty home of its own) and gives the screen to open with. A dialog
goes through `over`, which opens it on top of an empty page.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input, Static

from tests.support import account_pages, setup_pages, sync_pages
from tests.support.hostile import HOSTILE
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.events.errors import FileError, SettingsError
from tiktok_tui.events.guides import Guide
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.files.source.source import FileSource, QuerySource, SourceRef
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.choice_list import Choice
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.error_dialog import ErrorDialog
from tiktok_tui.tui.dialogs.guide import GuideDialog
from tiktok_tui.tui.dialogs.pick_file import PickFile
from tiktok_tui.tui.dialogs.prompt import Prompt, SecretPrompt
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.help import HelpDialog
from tiktok_tui.tui.screens.destination.form import Form, FormRow
from tiktok_tui.tui.screens.destinations.destinations import DestinationsPage
from tiktok_tui.tui.screens.home.home import HomePage
from tiktok_tui.tui.screens.settings.settings import SettingsPage
from tiktok_tui.tui.widgets.bar import Bar
from tiktok_tui.tui.widgets.notice import Notice
from tiktok_tui.tui.widgets.sparkline import AgeHistogram, Sparkline
from tiktok_tui.tui.widgets.table.filtered_table import FilteredTable
from tiktok_tui.tui.widgets.table.rows import Cell, FixedRows, RowSource, TableColumn
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable
from tiktok_tui.tui.widgets.tone import Tone
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import RunSpec, Status

Factory = Callable[[TikTokTui], Screen[Any]]

DESTINATION = Destination(
    "store-sales",
    "Store sales",
    credential="acme",
    advertiser_id="7123456789012345678",
    event_set_id="7654321098765432109",
    event_set_name="Store sales",
    fixed_event="Purchase",
    currency="EUR",
    phone_country="FR",
    time_zone="Europe/Paris",
    sandbox=True,
)


class Over(Page[None]):
    """An empty page with a dialog on it, which comes again when it is left, so that there is something to play with."""

    def __init__(self, app: TikTokTui, make: Callable[[], Screen[Any]]) -> None:
        super().__init__(app.session)
        self._make = make
        self.results: list[object] = []

    def on_screen_resume(self) -> None:
        self.call_after_refresh(self._open)

    def _open(self) -> None:
        if self.app.screen is self:
            self.app.push_screen(self._make(), self.results.append)


def over(make: Callable[[], Screen[Any]]) -> Factory:
    """A dialog on an empty page."""
    return lambda app: Over(app, make)


class Numbers:
    """A million rows that exist only while somebody looks."""

    count = 1_000_000

    def rows(self, offset: int, limit: int) -> list[list[str | Cell]]:
        last = min(offset + limit, self.count)
        tones = list(Tone)
        return [
            [
                f"{number:,}",
                HOSTILE[number % len(HOSTILE)],
                Cell(HOSTILE[(number + 7) % len(HOSTILE)], tones[number % len(tones)]),
            ]
            for number in range(offset, last)
        ]


class TablePage(Page[None]):
    """A table of a million rows with hostile cells and headers, wider than the screen."""

    HEADING = "Table"

    def compose_body(self) -> ComposeResult:
        columns = [
            TableColumn("Row", 10, right=True),
            TableColumn("[/b] text", 40),
            TableColumn("\x1b[31mtone", least=60),
        ]
        yield VirtualTable(columns, Numbers())


class FilterPage(Page[None]):
    """A table with a filter over all of the hostile texts."""

    HEADING = "Filter"

    def compose_body(self) -> ComposeResult:
        yield FilteredTable([TableColumn("Row", 6, right=True), TableColumn("Text")], self.narrowed)

    def narrowed(self, text: str) -> RowSource:
        return FixedRows([(str(place), line) for place, line in enumerate(HOSTILE) if text in line])


class FormPage(Page[None]):
    """A form with a wrong row, hints, and hostile words in both."""

    HEADING = "Form"

    def compose_body(self) -> ComposeResult:
        rows = [
            FormRow(f"row{place}", f"Row {place}", Input(compact=True), hint=text[:200])
            for place, text in enumerate(HOSTILE)
        ]
        yield Form(*rows)

    def on_mount(self) -> None:
        wrong = SettingsError("It cannot be [/b] this.", remedy="Type \x1b[31m another.", field="row3")
        self.query_one(Form).show_errors([wrong])


class DrawingsPage(Page[None]):
    """Bars, histograms, the rate, and notices in every tone."""

    HEADING = "Drawings"

    def compose_body(self) -> ComposeResult:
        for good, bad, total in (
            (0, 0, 0),
            (0, 0, 100),
            (31_000, 13, 46_902),
            (50, 50, 100),
            (100, 0, 100),
            (5, 300, 100),
        ):
            with Horizontal(classes="line"):
                bar = Bar()
                bar.good, bar.bad, bar.total = good, bad, total
                bar.caption = f"{good + bad:,} of {total:,}"
                yield bar
        histogram = AgeHistogram()
        histogram.ages = (*range(0, 280, 10), 812, 3)
        yield histogram
        yield AgeHistogram()
        rate = Sparkline()
        rate.values = tuple(float((place * 37) % 91) for place in range(200))
        yield rate
        for _ in Tone:
            yield Notice()
        yield Static("[not markup", markup=False)

    def on_mount(self) -> None:
        for notice, tone, text in zip(self.query(Notice), Tone, HOSTILE, strict=False):
            notice.say(f"{tone}: {text}", tone, remedy="Do [/b] this.", where="[red]a file.csv")


def hostile_home(app: TikTokTui) -> Screen[Any]:
    """Home in a home whose destinations are called the worst, and one of whose files cannot be read."""
    from tiktok_tui.accounts import destinations

    home = app.session.home
    for place, name in enumerate(HOSTILE[:6]):
        shown = "".join(c if c.isprintable() else " " for c in name)
        destinations.save(home, replace(DESTINATION, slug=f"d{place}", name=shown))
    web = replace(DESTINATION, slug="web", name="Web shop", event_source=EventSource.WEB, sandbox=False)
    destinations.save(home, replace(web, event_set_id="C4JK9Q2RC77U2TMR44L0"))
    destinations.path_of(home, "broken").write_text("name = [/b]")
    return HomePage(app.session)


def full_home(app: TikTokTui) -> Screen[Any]:
    """Home as a shop has it after some weeks: two destinations, one of them in trouble, and a run to resume."""
    from tiktok_tui.accounts import credentials, destinations
    from tiktok_tui.events.errors import CredentialError
    from tiktok_tui.uploads.ledger import runs
    from tiktok_tui.uploads.ledger.database import Ledger

    home, now = app.session.home, datetime.now(UTC)
    acme = credentials.Credential("acme", "0123456789abcdef", "acme", verified=now - timedelta(hours=3, minutes=1))
    credentials.save(home, acme)
    for destination in (
        replace(DESTINATION, sandbox=False),
        replace(
            DESTINATION,
            slug="web-shop",
            name="Web shop",
            event_source=EventSource.WEB,
            event_set_id="C4JK9Q2RC77U2TMR44L0",
            sandbox=False,
        ),
    ):
        destinations.save(home, destination)
    revoked = CredentialError("Token revoked", remedy="Reauthorise it.")
    done, stopped, failed = Status.DONE, Status.STOPPED, Status.FAILED
    with Ledger(home.ledger) as ledger:
        for name, slug, hours, total, accepted, refused, status in (
            ("orders_2026-10.csv", "store-sales", 700, 39_890, 39_877, 13, done),
            ("web_2026-10.csv", "web-shop", 290, 9_000, 8_110, 0, failed),
            ("orders_2026-11.csv", "store-sales", 2, 46_902, 30_987, 13, stopped),
        ):
            run = runs.begin(ledger, _job(name, slug, total), now - timedelta(hours=hours, minutes=1))
            ledger.write("UPDATE runs SET accepted = ?, refused = ? WHERE id = ?", (accepted, refused, run.id))
            runs.end(ledger, run.number, status, revoked if status is failed else None, now.timestamp())
    return HomePage(app.session)


def destinations_page(app: TikTokTui) -> Screen[Any]:
    """The destinations of the shop, one of which is still in the sandbox."""
    from tiktok_tui.accounts import destinations

    full_home(app)
    phone = replace(DESTINATION, slug="phone", name="Phone [/b]", description="By phone [/b]", restrict_pii=True)
    destinations.save(app.session.home, phone)
    return DestinationsPage(app.session)


def crowded_home(app: TikTokTui) -> Screen[Any]:
    """Home with twenty destinations, some of them with names of any length, and as many runs."""
    from tiktok_tui.accounts import destinations
    from tiktok_tui.uploads.ledger import runs
    from tiktok_tui.uploads.ledger.database import Ledger

    home, now = app.session.home, datetime.now(UTC)
    for place in range(20):
        name = f"Shop {place:02}" + " of the long name in a far away country" * (place % 5 == 2)
        destinations.save(home, replace(DESTINATION, slug=f"shop-{place:02}", name=name))
    with Ledger(home.ledger) as ledger:
        for place in range(20):
            started = now - timedelta(hours=20 - place, minutes=1)
            name = f"orders_{place:02}" + "_of_everything_that_was_sold_in_the_shop" * (place % 5 == 2) + ".csv"
            run = runs.begin(ledger, _job(name, f"shop-{place:02}", 1_000 + place), started)
            ledger.write("UPDATE runs SET accepted = ? WHERE id = ?", (900 + place, run.id))
            runs.end(ledger, run.number, Status.DONE if place % 7 else Status.STOPPED, None, now.timestamp())
    return HomePage(app.session)


def _job(name: str, slug: str, total: int) -> RunSpec:
    totals = Totals(total + 399, 0, 399, 0, total, total, {}, {}, (0,) * 30, total, 0, 0, 0.4)
    return RunSpec(
        FileSource(Path("/data", name)),
        fingerprint=name,
        size=1,
        modified_at=0.0,
        destination=slug,
        settings="{}",
        mapping="",
        options=Options(),
        base_url="https://business-api.tiktok.com/open_api/v1.3",
        checked_at=0.0,
        totals=totals,
    )


def pick_file(app: TikTokTui) -> Screen[Any]:
    """The file picker in a folder with hostile names."""
    folder = app.session.home.state / "exports"
    for name in ("orders.csv", "[red]x[b].csv", "\x1b[31morders.xlsx", "日本語.parquet", "notes.pdf", "older/a.csv"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x" * 1234)
        os.utime(path, (1_780_000_000, 1_780_000_000))
    recent: list[SourceRef] = [
        FileSource(Path("/data/last [b] month.csv")),
        QuerySource("SELECT id, total -- euros\nFROM '[b]orders.csv'\nWHERE total > 0"),
        DatabaseSource("shop", "SELECT *\nFROM orders", title="orders"),
    ]
    return Over(app, lambda: PickFile(folder=folder, recent=recent))


_GUIDE = """# Not shown

A guide with `code` in a line, a [link](nightly.md), and commands of which one is longer than the box is wide:

```sh
tiktok-tui sync add Nightly "SELECT * FROM 'orders.csv' WHERE total > 0" -d store-sales --daily 03:15 --time-zone UTC
tiktok-tui sync list      # [/b]
```

```toml
[schedule]
  source = "https://exports.example/a/way/of/more/than/a/hundred/letters/which/has/no/blank/to/break/at/orders.csv"
```
"""


def guide(app: TikTokTui) -> Screen[Any]:
    """A guide of our own, so that the picture does not change with the documentation."""
    path = app.session.home.state / "guide.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_GUIDE)
    return Over(app, lambda: GuideDialog(Guide(str(path.with_suffix("")), "A guide")))


_CHOICES = [Choice(place, text, HOSTILE[-place]) for place, text in enumerate(HOSTILE)]
_ERROR = FileError("The file [/b] cannot be read.", where="\x1b[31morders[red].csv, line 7", remedy="Save it as CSV.")

PAGES: dict[str, Factory] = {
    "home-empty": lambda app: HomePage(app.session),
    "home": full_home,
    "home-hostile": hostile_home,
    "home-crowded": crowded_home,
    "destinations-empty": lambda app: DestinationsPage(app.session),
    "destinations": destinations_page,
    "settings": lambda app: SettingsPage(app.session),
    "table": lambda app: TablePage(app.session),
    "filter": lambda app: FilterPage(app.session),
    "form": lambda app: FormPage(app.session),
    "drawings": lambda app: DrawingsPage(app.session),
    "confirm": over(
        lambda: Confirm("Stop [/b]?", "Stop the upload of [/b] orders?", yes="Stop", no="Keep sending", grave=True)
    ),
    "choose": over(lambda: Choose("Which [/b]?", _CHOICES, chosen=2, columns=("Name", "Detail"))),
    "prompt": over(
        lambda: Prompt("Name [/b]", value="[/b]", hint="[red]x", check=lambda text: "" if text else "[/b] Type one.")
    ),
    "secret": over(lambda: SecretPrompt("Access token", hint="Paste it here.")),
    "pick-file": pick_file,
    "error": over(lambda: ErrorDialog(_ERROR)),
    "help": lambda app: Over(app, lambda: HelpDialog(app.screen)),
    "guide": guide,
    **account_pages.PAGES,
    **setup_pages.over_pages(over),
    **sync_pages.pages(over),
}
"""The screens by name."""


READY: dict[str, str] = {
    **setup_pages.READY,
    "home-empty": "What you need",
    "home": "Token from the environment",
    "home-hostile": "Token from the environment",
    "home-crowded": "Token from the environment",
    "destinations-empty": "No destination yet",
    "destinations": "-d store-sales",
    "settings": "Find an action by words",
    "table": "Row",
    "confirm": "y yes",
    "choose": "type to filter",
    "prompt": "enter ok",
    "secret": "enter ok",
    "pick-file": "notes.pdf",
    "error": "y copy",
    "help": "esc close",
    "guide": "[schedule]",
    **account_pages.READY,
    **sync_pages.READY,
}
"""A text on each screen once it is complete, for those that take a while; "help" for the others."""

KEYS: dict[str, tuple[str, str]] = {
    "review": ("", "things about the file"),
    "mapping-restricted": ("down down", "cleaned   •••"),
}
"""Keys to press before a picture of a screen is taken, and the text that is there then."""


def app_with(session: Any, name: str) -> TikTokTui:
    """The app, opened on the screen called `name`."""
    return TikTokTui(session, PAGES[name])
