"""Choosing rows of a database in the app, on a real server."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.app import App

from tests.support.databases import PASSWORD, Server
from tests.support.edits import Dialogs
from tests.support.mapping_pilot import step
from tests.support.pilot import screen_text, shows, until
from tests.support.secret_service import SecretService
from tests.support.setups import on, setup_of
from tiktok_tui.events.errors import AppError, CredentialError
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.sources.connections import secrets, store
from tiktok_tui.sources.connections.queries import query_path
from tiktok_tui.sources.databases import opening
from tiktok_tui.tui.dialogs import pick_table
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.pick_file import PickFile
from tiktok_tui.tui.dialogs.pick_table import PickTable
from tiktok_tui.tui.dialogs.prompt import SecretPrompt
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import BackgroundJob
from tiktok_tui.tui.screens.mapping import database_choice


@pytest.fixture
def shop(session: AppSession, postgres: Server) -> str:
    """The connection `shop`; returns the name of a table with one sale."""
    uri = postgres.address(password="{{ env_var(SHOP_PASSWORD) }}")
    store.save(session.home, "shop", "postgresql", {"uri": uri})
    return postgres.table(
        '"Order" text, "Created at" timestamptz, "Email" text, "Total" numeric(9,2), "Currency" text',
        "('A-1', '2026-06-20 10:00:00Z', 'ada@customers.example', 12.50, 'EUR')",
    )


@pytest.mark.parametrize(("text", "said"), [("driver = [", "shop.toml"), ("", "There is no connection")])
async def test_a_connection_that_cannot_be_read_is_no_missing_one(
    text: str, said: str, session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    if text:
        session.home.connections.mkdir(parents=True)
        (session.home.connections / "shop.toml").write_text(text)
    errors: list[AppError] = []

    async def run(work: Callable[[object], object]) -> object:
        return work(None)

    async def show(_: object) -> None:
        """The dialog is closed."""

    monkeypatch.setattr(database_choice, "run", run)
    monkeypatch.setattr(database_choice, "ErrorDialog", errors.append)
    app = cast("App[Any]", SimpleNamespace(push_screen_wait=show))
    assert await database_choice.choose_in_database(app, session.home) is None
    (error,) = errors
    assert said in f"{error.where} {error.what}"


async def test_a_table_is_looked_at_and_opened(
    session: AppSession, orders: Path, shop: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOP_PASSWORD", PASSWORD)
    async with step(session, orders) as here:
        await here.press("ctrl+o")
        await on(here.pilot, PickFile)
        await here.press("f2")
        await on(here.pilot, Choose)
        await shows(here.pilot, "postgresql")
        await here.press("enter")
        dialog = await on(here.pilot, PickTable)
        await until(here.pilot, lambda: dialog.tables.table.count)
        assert "your query" not in screen_text(here.app)
        await here.press("slash")
        await here.write(shop.upper())
        await until(here.pilot, lambda: "ada@customers.example" in screen_text(here.app))
        assert dialog.notice.shown.plain == ""
        await here.press("enter", "enter")
        await shows(here.pilot, f"shop public.{shop}  ·")
        assert setup_of(here.app).draft.source == DatabaseSource(
            "shop", f'SELECT * FROM "public"."{shop}"', title=f"public.{shop}"
        )


async def test_a_secret_is_asked_for_until_it_is_right_and_stored_then(
    session: AppSession, orders: Path, shop: str, real_keyring: SecretService
) -> None:
    """For a connection whose driver is not installed it is not asked for."""
    store.save(session.home, "erp", "oracle", {"uri": "oracle://reader:{{ env_var(ERP_PASSWORD) }}@db/erp"})
    async with step(session, orders) as here:
        await here.press("ctrl+o")
        await on(here.pilot, PickFile)
        await here.press("f2")
        await on(here.pilot, Choose)
        await here.press("enter")
        await shows(here.pilot, "The ADBC driver “oracle”")
        await here.press("enter")
        await on(here.pilot, PickFile)
        await here.press("f2")
        await on(here.pilot, Choose)
        await here.press("down", "enter")
        await on(here.pilot, SecretPrompt)
        await shows(here.pilot, "SHOP_PASSWORD")
        await here.write("mistyped")
        await here.press("enter")
        await shows(here.pilot, "The server refuses the user")
        await here.press("enter")
        await on(here.pilot, PickFile)
        assert real_keyring.entries() == []
        await here.press("f2")
        await on(here.pilot, Choose)
        await here.press("down", "enter")
        await on(here.pilot, SecretPrompt)
        await here.write(PASSWORD)
        await here.press("enter")
        await on(here.pilot, PickTable)
        assert [entry.secret for entry in real_keyring.entries()] == [PASSWORD]
        await here.press("escape")
        await until(here.pilot, lambda: isinstance(here.app.screen, PickFile))


async def test_a_query_of_ones_own(
    session: AppSession, orders: Path, shop: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes first, its error names the line, and it is what is opened."""
    monkeypatch.setenv("SHOP_PASSWORD", PASSWORD)
    # A real editor is tried in `test_programs`: it needs a real terminal.
    monkeypatch.setattr(pick_table, "edit_text", lambda app, text, name: text.replace("nope", "7 AS seven"))
    path = query_path(session.home, "shop")
    path.parent.mkdir(parents=True)
    path.write_text(f"SELECT\n  nope, *\nFROM {shop}\n")
    async with step(session, orders) as here:
        await here.press("ctrl+o")
        await on(here.pilot, PickFile)
        await here.press("f2")
        await on(here.pilot, Choose)
        await here.press("enter")
        dialog = await on(here.pilot, PickTable)
        await until(here.pilot, lambda: "line 2" in dialog.notice.shown.plain)
        assert 'column "nope" does not exist' in dialog.notice.shown.plain
        await here.press("q")
        await until(here.pilot, lambda: "seven" in screen_text(here.app))
        assert "7 AS seven" in path.read_text()
        assert path.stat().st_mode & 0o777 == 0o600


async def test_esc_stops_the_query_on_the_server(
    session: AppSession, orders: Path, shop: str, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOP_PASSWORD", PASSWORD)
    marker = f"/* {orders.parent.name} {shop} */"
    query = query_path(session.home, "shop")
    query.parent.mkdir(parents=True)
    query.write_text(f"SELECT {marker} pg_sleep(60)")
    async with step(session, orders) as here:
        await here.press("ctrl+o")
        await on(here.pilot, PickFile)
        await here.press("f2")
        await on(here.pilot, Choose)
        await here.press("enter")
        await on(here.pilot, PickTable)
        await until(here.pilot, lambda: postgres.runs(marker))
        await here.press("enter")
        await shows(here.pilot, "Opening shop your query")
        await until(here.pilot, lambda: postgres.runs(marker))
        await here.press("escape")
        await until(here.pilot, lambda: not postgres.runs(marker))
        await shows(here.pilot, "orders.csv")


SHOP_CONNECTION = SimpleNamespace(name="shop", driver="postgresql", address="postgresql://db/shop")


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ([SHOP_CONNECTION, ("PW", "KEY"), "a secret", "a key", ["orders"], "its rows"], "its rows"),
        ([SHOP_CONNECTION, (), ["orders"], "its rows"], "its rows"),
        ([SHOP_CONNECTION, (), ["orders"], None], None),
        ([SHOP_CONNECTION, (), None], None),
        ([SHOP_CONNECTION, ("PW", "KEY"), "a secret", None], None),
        ([SHOP_CONNECTION, ("PW",), None], None),
        ([SHOP_CONNECTION, ("PW",), ""], None),
        ([SHOP_CONNECTION, None], None),
        ([None], None),
    ],
)
async def test_each_dialog_can_be_left_and_says_what_it_is_about(
    answers: list[object], found: object, session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run(work: Callable[[object], object]) -> object:
        return work(None)

    monkeypatch.setattr(database_choice, "run", run)
    listing = SimpleNamespace(profiles=[SHOP_CONNECTION], broken=[])
    monkeypatch.setattr(store, "listing", lambda _: listing)
    dialogs = Dialogs(monkeypatch, database_choice, "Choose", "Waiting", "SecretPrompt", "PickTable", answers=answers)
    assert await database_choice.choose_in_database(cast("App[Any]", dialogs), session.home) == found
    kept = "It is stored in the keyring once the database takes it."
    missing = answers[1] if len(answers) > 1 else None
    secrets = [("Secret of shop", f"{name}. {kept}") for name in cast("tuple[str, ...]", missing or ())]
    shown = [(dialog.title, *dialog.given[:1], *dialog.how.values()) for dialog in dialogs.opened]
    choose, *others = shown
    assert (choose[0], choose[2]) == ("Which database?", ("Connection", "Server"))
    assert [(each.value, each.label, each.detail) for each in choose[1]] == [
        (SHOP_CONNECTION, "shop", "postgresql  postgresql://db/shop")
    ]
    expected = [
        ("shop", "Looking for its secrets …"),
        *secrets,
        ("shop", "Connecting to shop …"),
        (session.home, "shop"),
    ]
    assert others == expected[: len(others)]
    assert len(dialogs.opened) == len(answers)


@pytest.mark.parametrize("error", [None, CredentialError("There is no keyring.")])
async def test_a_typed_secret_is_used_where_it_cannot_be_stored_too(
    error: CredentialError | None, session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run(work: Callable[[object], object]) -> object:
        return work(None)

    kept: list[object] = []

    def stored(*what: object) -> None:
        kept.append(what)
        if error is not None:
            raise error

    stopped: list[str] = []
    shop = SimpleNamespace(
        tables=lambda: ["orders"],
        select_all="SELECT * FROM {}".format,
        stop=lambda: stopped.append("the server's work"),
    )
    monkeypatch.setattr(database_choice, "run", run)
    monkeypatch.setattr(store, "listing", lambda _: SimpleNamespace(profiles=[SHOP_CONNECTION], broken=[]))
    monkeypatch.setattr(secrets, "keep_for_now", lambda *what: kept.append(what))
    monkeypatch.setattr(secrets, "store_secret", stored)
    monkeypatch.setattr(opening, "opened", lambda *_: nullcontext(shop))
    answers = [SHOP_CONNECTION, ("PW",), "a secret", None]
    dialogs = Dialogs(monkeypatch, database_choice, "Choose", "Waiting", "SecretPrompt", "PickTable", answers=answers)
    assert await database_choice.choose_in_database(cast("App[Any]", dialogs), session.home) is None
    connect, job = dialogs.opened[-1].given[1], BackgroundJob()
    assert connect(job) == [("orders", "SELECT * FROM orders")]
    assert kept == [(session.home, "shop", "PW", "a secret")] * 2
    assert stopped == []
    job.cancel()
    assert stopped == ["the server's work"]
    assert connect(job) == [], "nobody waits for them any more"


async def test_without_a_connection_it_says_how_one_is_added(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run(work: Callable[[object], object]) -> object:
        return work(None)

    monkeypatch.setattr(database_choice, "run", run)
    dialogs = Dialogs(monkeypatch, database_choice, "ErrorDialog", answers=[None])
    assert await database_choice.choose_in_database(cast("App[Any]", dialogs), session.home) is None
    error = dialogs.opened[0].title
    assert (error.what, error.where) == (
        "There is no connection to a database yet.",
        str(session.home.connections),
    )
    assert error.remedy == (
        "Add one on the command line: `tiktok-tui connection add NAME --uri postgresql://USER@HOST/DATABASE`."
    )
