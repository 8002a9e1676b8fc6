"""The credentials as they are kept: a table, and the details of the one under the cursor."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from tiktok_tui.events.errors import AppError
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import BackgroundJob, start
from tiktok_tui.tui.screens.credentials.credential_table import COLUMNS, CredentialTable, details_of, row_of
from tiktok_tui.tui.widgets.fact_list import FactList
from tiktok_tui.tui.widgets.notice import Notice
from tiktok_tui.tui.widgets.table.rows import FixedRows
from tiktok_tui.tui.widgets.table.virtual_table import VirtualTable

if TYPE_CHECKING:
    from tiktok_tui.accounts.credentials import Credential

_BESIDE = 100
"""Cells of width from which the details are beside the table."""


class CredentialPane(Vertical):
    """Reads the credentials in a thread. `known` are those that were read last; `listed` is set while none is read."""

    DEFAULT_CSS = """
    CredentialPane {
        height: 1fr;
        #columns { height: 1fr; }
        VirtualTable { height: 1fr; margin: 0 1; }
        #details { height: auto; padding: 1 0; border-top: solid $border-blurred; }
        &.-beside {
            #columns { layout: horizontal; }
            VirtualTable { width: 3fr; }
            #details { width: 2fr; height: 1fr; padding: 0 1; border-top: none; border-left: solid $border-blurred; }
        }
    }
    """
    table = getters.query_one(CredentialTable)
    notice = getters.query_one(Notice)

    def __init__(
        self, session: AppSession, *, chosen: str = "", table: type[CredentialTable] = CredentialTable
    ) -> None:
        """`chosen` is the slug to start on; the class of `table` decides what Enter does with a credential."""
        super().__init__()
        self.session, self._wanted, self._table_class = session, chosen, table
        self.known: tuple[Credential, ...] = ()
        self.listed = asyncio.Event()
        self._reading = BackgroundJob()

    def compose(self) -> ComposeResult:
        """The table and the details."""
        with Container(id="columns"):
            yield self._table_class(COLUMNS, empty="Reading …")
            yield FactList(id="details")
        yield Notice()

    def on_mount(self) -> None:
        """Read the credentials."""
        self.read()

    def on_resize(self) -> None:
        """Put the details where there is room."""
        self.set_class(self.size.width >= _BESIDE, "-beside")

    def read(self, wanted: str = "") -> None:
        """Read the credentials again and put the cursor on the one with the slug `wanted`."""
        self._wanted = wanted or self._wanted
        self.listed.clear()

        def listing(_: object) -> tuple[Credential, ...]:
            from tiktok_tui.accounts import credentials

            return credentials.listing(self.session.home)

        self._reading.cancel()  # what was read before a change must not arrive after what is read after it
        self._reading = start(self, listing, done=self._show, failed=self._not_listed)

    def _show(self, known: tuple[Credential, ...]) -> None:
        self.known = known
        slugs = [credential.slug for credential in known]
        cursor = slugs.index(self._wanted) if self._wanted in slugs else self.table.cursor
        self.table.empty = "No credential yet. enter  add one"
        self.table.load(FixedRows([row_of(credential) for credential in known]), cursor=cursor)
        self.table.focus()
        self.listed.set()
        self._show_details()
        self.refresh_bindings()

    def _not_listed(self, error: AppError) -> None:
        self.listed.set()
        self.notice.show_error(error)

    @property
    def chosen(self) -> Credential | None:
        """The credential under the cursor."""
        return self.known[self.table.cursor] if self.known else None

    @on(VirtualTable.Highlighted)
    def _show_details(self) -> None:
        chosen = self.chosen
        self.query_one(FactList).update(details_of(chosen) if chosen is not None else ())
