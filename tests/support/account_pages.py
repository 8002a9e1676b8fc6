"""The history, a run, the credentials and a destination as pages, from a home whose times never change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from textual.screen import Screen

from tests.support.hostile import HOSTILE
from tiktok_tui.accounts import credentials, destinations
from tiktok_tui.accounts.credentials import Credential, Kind
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import CredentialError
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.tiktok.answers import Advertiser
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.screens.credentials.credentials import CredentialsPage
from tiktok_tui.tui.screens.destination.destination_step import DestinationStep
from tiktok_tui.tui.screens.history.history import HistoryPage
from tiktok_tui.tui.screens.history.run import RunPage
from tiktok_tui.tui.wizard.draft import OpenSetup, WizardDraft
from tiktok_tui.uploads.ledger import runs
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.resume_checks import settings_of
from tiktok_tui.uploads.run import RunSpec, Status

THEN = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)

STORE = Destination(
    "store-sales",
    "Store sales",
    description="All tills, nightly",
    credential="acme",
    advertiser_id="7123456789012345678",
    event_set_id="7654321098765432109",
    event_set_name="Store sales",
    fixed_event="Purchase",
    currency="EUR",
    phone_country="FR",
    time_zone="Europe/Paris",
)

ACME = Credential(
    "acme",
    "0123456789abcdef",
    "acme",
    description="The agency's account",
    kind=Kind.REFRESH,
    owner="ads@acme.example",
    advertisers=(
        Advertiser("7123456789012345678", "Acme Stores"),
        Advertiser("7123456789012345679", "Acme Boutique [/b]"),
    ),
    made=THEN,
    backend="GNOME Keyring",
)


def _job(name: str, total: int) -> RunSpec:
    rules = {"timestamp.too_old": 812, "value.unreadable": 95, "user.none": 401, "phone.unparseable": 12}
    totals = Totals(total + 1320, 0, 1320, 0, total, total, rules, {}, (0,) * 30, total, 0, 0, 0.4)
    return RunSpec(
        FileSource(Path("/data", name)),
        fingerprint=name,
        size=1,
        modified_at=0.0,
        destination=STORE.slug,
        settings=settings_of(STORE),
        mapping="",
        options=Options(),
        base_url="https://business-api.tiktok.com/open_api/v1.3",
        checked_at=0.0,
        totals=totals,
    )


def _ledger(home: Home) -> None:
    """A run that is done, one that failed, one that a person stopped; the last with batches and refusals."""
    done, stopped, failed = Status.DONE, Status.STOPPED, Status.FAILED
    refused = CredentialError("TikTok refuses the access token.", remedy="Reauthorise the credential.")
    with Ledger(home.ledger) as ledger:
        for days, name, total, accepted, not_taken, status in (
            (30, "orders_2026-10.csv", 39_890, 39_877, 13, done),
            (2, "\x1b[31m[b] orders.csv", 9_000, 8_110, 0, failed),
            (0, "orders_2026-11.csv", 46_902, 30_987, len(HOSTILE), stopped),
        ):
            begun = THEN - timedelta(days=days)
            run = runs.begin(ledger, _job(name, total), begun)
            ledger.write("UPDATE runs SET accepted = ?, refused = ? WHERE id = ?", (accepted, not_taken, run.id))
            ended = (begun + timedelta(seconds=40)).timestamp()
            runs.end(ledger, run.number, status, refused if status is failed else None, ended)
        states = ("accepted", "accepted", "split", "refused", "accepted", "unsent", "doubtful")
        for number in range(1, 36):
            code, state = (40002, states[3]) if number % 7 == 4 else (0, states[(number - 1) % 7])
            ledger.write(
                "INSERT INTO batches (run, number, state, events, first_row, last_row, tries, started, seconds, code,"
                " request_id, message) VALUES (?, ?, ?, 1000, ?, ?, 1, 0, 0.41, ?, ?, ?)",
                (run.number, number, state, number * 1000, number * 1000 + 999, code, f"20261120{number:024X}", ""),
            )
        for row, text in enumerate(HOSTILE, 2):
            shown = text.encode("utf-8", "replace").decode()
            record = (run.number, row, bytes([row]), 40002, "user.email", shown, f"20261120{row:024X}")
            ledger.write("INSERT INTO refusals VALUES (?, ?, ?, ?, ?, ?, ?, '')", record)


def _filled(app: TikTokTui) -> TikTokTui:
    home = app.session.home
    credentials.save(home, ACME)
    notes = ("The token may not be asked who it belongs to; that does not keep it from sending events.",)
    credentials.save(home, replace(ACME, slug="web", name="Web [/b]", kind=Kind.TOKEN, owner="", notes=notes))
    destinations.save(home, STORE)
    _ledger(home)
    return app


def _run(app: TikTokTui) -> Screen[Any]:
    return RunPage(_filled(app).session, f"{THEN:%Y-%m-%d}-001")


class Below(Page[None]):
    """An empty page that opens the set-up at its destination."""

    def __init__(self, app: TikTokTui, draft: WizardDraft) -> None:
        super().__init__(app.session)
        self._draft = draft

    def on_mount(self) -> None:
        self.post_message(OpenSetup(self._draft, DestinationStep.STEP))


PAGES: dict[str, Callable[[TikTokTui], Screen[Any]]] = {
    "history-empty": lambda app: HistoryPage(app.session),
    "history": lambda app: HistoryPage(_filled(app).session),
    "run": _run,
    "credentials-empty": lambda app: CredentialsPage(app.session),
    "credentials": lambda app: CredentialsPage(_filled(app).session),
    "destination": lambda app: Below(_filled(app), WizardDraft(credential="acme", destination=STORE)),
    "destination-new": lambda app: Below(app, WizardDraft(trying=True)),
}

READY = {
    "history-empty": "Nothing has been sent yet",
    "history": "orders_2026-10.csv",
    "run": "user.email",
    "credentials-empty": "Token from the environment",
    "credentials": "Acme Stores",
    "destination": "Acme Stores",
    "destination-new": "none needed",
}
