"""Choosing and opening files: nothing that was typed is lost."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.widget import Widget

from tests.support.mapping_pilot import step
from tests.support.pilot import shows, until
from tests.support.setups import SHOP, on
from tiktok_tui.accounts.queries import recent_queries, remember_query
from tiktok_tui.accounts.remembered import Start
from tiktok_tui.events.errors import AppError, FileError, StateError
from tiktok_tui.files.opening import Table
from tiktok_tui.files.source.source import FileSource, QuerySource
from tiktok_tui.files.sql import quote_identifier
from tiktok_tui.files.typed.database_files import TableNeeded
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.sources.transfer import Transfer
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.pick_file import PickFile
from tiktok_tui.tui.frame.session import AppSession, Demo
from tiktok_tui.tui.jobs.jobs import BackgroundJob
from tiktok_tui.tui.screens.mapping import file_opener
from tiktok_tui.tui.screens.mapping.file_opener import FileOpener
from tiktok_tui.tui.screens.mapping.open_file import OpenFile
from tiktok_tui.tui.wizard.draft import WizardDraft
from tiktok_tui.tui.wizard.wizard import Wizard


async def test_a_query_that_fails_is_in_the_line_again_with_its_error(session: AppSession, orders: Path) -> None:
    wrong, right = f"SELECT Emial FROM '{orders}'", f"SELECT * FROM '{orders}'"
    async with step(session, orders) as here:
        await here.press("ctrl+o")
        dialog = await on(here.pilot, PickFile)
        await here.write(wrong)
        await here.press("enter")
        await until(here.pilot, lambda: isinstance(here.app.screen, PickFile) and here.app.screen is not dialog)
        dialog = await on(here.pilot, PickFile)
        assert dialog.line.value == wrong
        await until(here.pilot, lambda: "Emial" in dialog.notice.shown.plain)
        await here.press("ctrl+u")
        await until(here.pilot, lambda: not dialog.notice.shown.plain)
        await here.write(right)
        await here.press("enter")
        await shows(here.pilot, "SELECT * FROM 'orders.csv'  ·")
        await here.press("ctrl+o")
        dialog = await on(here.pilot, PickFile)
        assert dialog.line.value == ""
        await shows(here.pilot, "SELECT * FROM")
    assert recent_queries(session.home) == (right, wrong)


async def test_a_query_that_was_being_typed_is_there_after_esc(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await here.press("ctrl+o")
        await on(here.pilot, PickFile)
        await here.write("SELECT * FROM 'or")
        await here.press("escape")
        await until(here.pilot, lambda: not isinstance(here.app.screen, PickFile))
        await here.press("ctrl+o")
        dialog = await on(here.pilot, PickFile)
        assert dialog.line.value == "SELECT * FROM 'or"


async def test_a_query_that_names_a_person_is_not_written_to_disk(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await here.press("ctrl+o")
        await on(here.pilot, PickFile)
        await here.write(f"SELECT * FROM '{orders}' WHERE Email <> 'jane@customers.example'")
        await here.press("enter")
        await shows(here.pilot, "SELECT * FROM 'orders.csv' WHERE Email <> '…'  ·")
    assert recent_queries(session.home) == ()


async def test_a_table_of_a_database_file_is_chosen(session: AppSession, orders: Path, tmp_path: Path) -> None:
    header, *rows = list(csv.reader(orders.read_text().splitlines()))
    path = tmp_path / "shop.sqlite"
    with closing(sqlite3.connect(path)) as shop, shop:
        shop.execute("CREATE TABLE clients (a, b)")
        shop.execute(f"CREATE TABLE orders ({', '.join(map(quote_identifier, header))})")
        shop.executemany(f"INSERT INTO orders VALUES ({', '.join('?' * len(header))})", rows)
    async with step(session, orders) as here:
        await here.press("ctrl+o")
        await on(here.pilot, PickFile)
        await here.write(str(path))
        await here.press("enter")
        await on(here.pilot, Choose)
        await here.press("escape")
        await shows(here.pilot, "orders.csv  ·")  # the file before it is still open
        await here.press("ctrl+o")
        await on(here.pilot, PickFile)
        await here.write(str(path))
        await here.press("enter")
        await on(here.pilot, Choose)
        await here.press("o", "r", "d", "enter")
        await shows(here.pilot, "shop.sqlite  ·")
        assert here.app.wizard is not None
        assert here.app.wizard.draft.options.sheet == "orders"
        await here.press("ctrl+o")
        await on(here.pilot, PickFile)
        await here.write(str(orders))
        await here.press("enter")
        await shows(here.pilot, "orders.csv  ·")
        assert here.app.wizard.draft.options.sheet is None


async def test_a_pattern_that_matches_is_one_table(session: AppSession, orders: Path) -> None:
    orders.with_name("orders-2.csv").write_bytes(orders.read_bytes())
    async with step(session, orders) as here:
        await here.press("ctrl+o")
        await on(here.pilot, PickFile)
        await here.write(str(orders.with_name("orders*.csv")))
        await here.press("enter")
        await shows(here.pilot, "orders*.csv  ·")
        await shows(here.pilot, "orders-2.csv row 2")


class Opening:
    """The opener without an app: `jobs` has what it starts in threads, `did` what it calls and asks."""

    def __init__(self, session: AppSession, monkeypatch: pytest.MonkeyPatch, answers: Sequence[Any] = ()) -> None:
        self.did: list[object] = []
        self.jobs: list[SimpleNamespace] = []
        self.asked: list[SimpleNamespace] = []
        self.transfers: list[Transfer] = []
        self.answers = list(answers)
        self.wizard = SimpleNamespace(session=session, draft=WizardDraft(destination=SHOP), resources=ExitStack())
        self.wizard.update = lambda draft: setattr(self.wizard, "draft", draft)
        page = object()
        app = SimpleNamespace(push_screen_wait=self._answered, screen_stack=[page])
        self.owner = SimpleNamespace(app=app, screen=page, run_worker=self._worker)
        self.workers: list[Callable[[], Awaitable[None]]] = []

        async def run(work: Callable[[object], object]) -> object:
            return work(None)

        monkeypatch.setattr(file_opener, "run", run)
        monkeypatch.setattr(file_opener, "start", self._start)
        monkeypatch.setattr(file_opener, "PickFile", self._dialog)
        monkeypatch.setattr(file_opener, "Choose", self._dialog)
        monkeypatch.setattr(OpenFile, "open", self._open)
        self.opener = FileOpener(
            cast("Widget", self.owner),
            cast("Wizard", self.wizard),
            opened=lambda file: self.did.append(("opened", file.table.name, file.example)),
            failed=lambda error: self.did.append(error.what),
            stopped=lambda: self.did.append("stopped"),
        )

    def _worker(self, work: Callable[[], Awaitable[None]], **_: object) -> None:
        self.workers.append(work)

    def _start(self, _: object, work: Callable[[BackgroundJob], Any], **calls: Any) -> BackgroundJob:
        job = BackgroundJob()
        self.jobs.append(SimpleNamespace(work=work, job=job, **calls))
        return job

    @staticmethod
    def _dialog(*given: object, **how: object) -> SimpleNamespace:
        return SimpleNamespace(given=given, how=how, typed="", wants_database=False)

    def _open(self, source: FileSource, *, sheet: str | None, **how: Any) -> OpenFile:
        self.did.append((source.label, sheet, how["destination"], how["corrects"]))
        how["transfer"].advance(rows=12_000)
        self.transfers.append(how["transfer"])
        table = SimpleNamespace(name=source.label, close=lambda: self.did.append(f"{source.label} closed"))
        return OpenFile(cast("Table", table), (), (), cast("Start", None), (), sheet=sheet)

    async def _answered(self, dialog: SimpleNamespace) -> object:
        self.asked.append(dialog)
        answer = self.answers.pop(0)
        return answer(dialog) if callable(answer) else answer

    def ends_of_closing(self) -> list[object]:
        """The work in a thread that follows an opened file is done."""
        self.did.clear()
        self.jobs[-1].work(None)
        return list(self.did)

    def ends(self, *, error: AppError | None = None) -> list[object]:
        """The job that was started last ends; returns everything that this has called."""
        job = self.jobs[-1]
        self.did.clear()
        value = job.work(job.job) if error is None else None
        job.job.running = False
        job.done(value) if error is None else job.failed(error)
        return list(self.did)


QUERY = QuerySource("SELECT * FROM 'a.csv'")


def wants_database(dialog: SimpleNamespace) -> None:
    dialog.wants_database = True


def types(text: str) -> Callable[[SimpleNamespace], None]:
    return lambda dialog: setattr(dialog, "typed", text)


async def test_files_that_were_sent_come_first_and_before_them_rejects_and_the_example(
    session: AppSession, orders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rejects-a.csv").write_text("x")
    sent, rejects, example = (
        FileSource(orders),
        FileSource(tmp_path / "rejects-a.csv"),
        FileSource(tmp_path / "demo.csv"),
    )
    remember_query(session.home, QUERY.sql)
    monkeypatch.setattr("tiktok_tui.uploads.ledger.history.recent_sources", lambda _: (sent, QUERY, sent))
    here = Opening(session, monkeypatch, [None] * 4)
    assert await here.opener.choose() is None
    here.wizard.draft = replace(here.wizard.draft, corrects=Mapping())
    assert await here.opener.choose() is None
    here.wizard.session = replace(session, demo=Demo(tmp_path / "demo.csv", "shop"))
    assert await here.opener.choose() is None
    here.wizard.session = replace(session, demo=Demo(orders, "shop"))

    def unreadable(_: object) -> None:
        raise StateError("It cannot be read.")

    assert await here.opener.choose() is None
    assert [dialog.how["recent"] for dialog in here.asked] == [
        (sent, QUERY),
        (rejects, sent, QUERY),
        (example, rejects, sent, QUERY),
        (rejects, sent, QUERY),
    ]
    assert {dialog.how["title"] for dialog in here.asked} == {"Which file has the conversions?"}
    assert all(dialog.how["databases"] for dialog in here.asked)
    monkeypatch.setattr("tiktok_tui.uploads.ledger.history.recent_sources", unreadable)
    here = Opening(session, monkeypatch, [sent])
    assert await here.opener.choose() == sent
    assert here.asked[0].how["recent"] == (QUERY,)


async def test_a_database_is_chosen_in_place_of_a_file_and_leaving_it_leads_back_to_the_files(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = [None, None, FileSource(Path("/t.csv"))]

    async def choose(*_: object) -> object:
        return tables.pop(0)

    monkeypatch.setattr(file_opener, "choose_in_database", choose)
    here = Opening(session, monkeypatch, [*[wants_database] * 3, types("SELECT 1"), types("/a.csv"), None])
    assert await here.opener.choose() == FileSource(Path("/t.csv"))
    assert tables == []
    for _ in range(3):
        assert await here.opener.choose() is None
    assert [dialog.how["typed"] for dialog in here.asked] == ["", "", "", "", "SELECT 1", ""]


async def test_what_is_opened_replaces_what_was_and_what_is_being_opened(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Opening(session, monkeypatch, [None])
    a, b = FileSource(Path("/a.csv")), FileSource(Path("/b.csv"))
    here.wizard.session = replace(session, demo=Demo(Path("/b.csv"), "shop"))
    assert (here.opener.running, here.opener.words()) == (False, "")
    here.opener.stop()
    here.opener.open(a, SHOP, Mapping(group_by="Order"))
    assert here.opener.running
    assert here.ends() == [("a.csv", None, SHOP, Mapping(group_by="Order")), ("opened", "a.csv", False)]
    assert (here.opener.running, here.opener.words()) == (False, "12,000 rows")
    here.opener.open(b, SHOP)
    first = here.jobs[-1].job
    here.opener.open(b, SHOP, sheet="orders")
    assert (first.cancelled, here.jobs[-1].job.cancelled, here.opener.words()) == (True, False, "")
    here.did.clear()
    here.jobs[-2].stopped()
    assert here.did == ["stopped"]
    assert here.ends() == [("b.csv", "orders", SHOP, None), ("opened", "b.csv", True)]
    assert here.wizard.draft.options.sheet == "orders"
    assert here.ends_of_closing() == ["a.csv closed"]
    assert len(here.jobs) == 4, "nothing was to be closed before"
    here.opener.open(a, SHOP)
    assert here.ends()[-1] == ("opened", "a.csv", False)
    assert here.wizard.draft.options.sheet is None
    here.opener.open(b, SHOP)
    here.jobs[-1].work(here.jobs[-1].job)
    stopped = [here.transfers[-1].cancelled]
    here.opener.stop()
    assert here.jobs[-1].job.cancelled
    stopped.append(here.transfers[-1].cancelled)
    assert stopped == [False, True], "and with it the query on the server"
    here.did.clear()
    here.wizard.resources.close()
    assert here.did[0] == "a.csv closed"


async def test_a_query_that_cannot_be_opened_is_offered_again_with_its_error_once(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Opening(session, monkeypatch, [lambda dialog: types(dialog.how["typed"])(dialog), types("")])
    wrong = FileError("There is no column.")
    here.opener.open(FileSource(Path("/a.csv")), SHOP)
    assert here.ends(error=wrong) == ["There is no column."]
    corrected = [here.opener.to_correct]
    here.opener.open(QUERY, SHOP)
    assert here.ends(error=wrong) == ["There is no column."]
    corrected.append(here.opener.to_correct)
    await here.opener.choose()
    corrected.append(here.opener.to_correct)
    assert corrected == [False, True, False]
    await here.opener.choose()
    assert [(dialog.how["typed"], dialog.how["error"]) for dialog in here.asked] == [
        (QUERY.sql, wrong),
        (QUERY.sql, None),
    ]
    here.opener.open(QUERY, SHOP)
    here.ends(error=wrong)
    here.opener.open(QUERY, SHOP)
    here.ends()
    here.answers.append(None)
    await here.opener.choose()
    assert here.asked.pop().how["typed"] == "", "it is open"


async def test_the_table_of_a_database_file_is_asked_for_by_its_names(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Opening(session, monkeypatch, ["orders", None])
    source, needed = FileSource(Path("/shop.sqlite")), TableNeeded(["clients", "orders"], "shop.sqlite")
    for opened in (True, False):
        here.opener.open(source, SHOP)
        assert here.ends(error=needed) == []
        await here.workers.pop()()
        (title, choices) = here.asked[-1].given
        assert (title, [choice.label for choice in choices]) == ("Which table of shop.sqlite?", ["clients", "orders"])
        assert [choice.value for choice in choices] == ["clients", "orders"]
        assert here.opener.running is opened
        assert here.did == ([] if opened else [needed.what])
        here.jobs[-1].job.running = False
    here.opener.open(source, SHOP)
    here.ends(error=needed)
    here.owner.app.screen_stack.clear()
    await here.workers.pop()()
    assert (len(here.asked), here.did) == (2, [needed.what]), "who has left the page is not asked over another one"


async def test_who_left_the_page_is_asked_which_file_when_back_with_the_error_of_the_query(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Opening(session, monkeypatch, [None])
    wrong = FileError("The query cannot be run.")
    here.opener.open(QUERY, SHOP)
    here.ends(error=wrong)
    here.owner.app.screen_stack.clear()
    assert await here.opener.choose() is None
    assert (here.asked, here.opener.to_correct) == ([], True)
    here.owner.app.screen_stack.append(here.owner.screen)
    assert await here.opener.choose() is None
    assert [(dialog.how["error"], dialog.how["typed"]) for dialog in here.asked] == [(wrong, QUERY.sql)]
