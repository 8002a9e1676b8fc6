"""Asks what a file leaves open: the order of day and month in its dates, and how its amounts are written."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import Worker

from tiktok_tui.tui.screens.mapping.editing_page import EditingPage
from tiktok_tui.tui.screens.mapping.edits import amounts, times
from tiktok_tui.tui.screens.mapping.mapping_work import MappingWork

if TYPE_CHECKING:
    from tiktok_tui.prepare.prepare import Prepared


class FileQuestions:
    """The questions of the file that a page has open; each is asked once, and only while the page is on top.

    Over another page nobody would know what it is about: it waits until the person comes back.
    """

    def __init__(self, page: EditingPage) -> None:
        self._page = page
        self.begin()

    def begin(self) -> None:
        """Begin with another file, of which nothing is asked yet."""
        self._dates_asked = self._amounts_asked = False

    def ask_about_dates(self, mapping_work: MappingWork) -> None:
        """Ask how those dates are written that fit several formats."""
        if mapping_work.open_file.questions and self._page.is_current and not self._dates_asked:
            self._dates_asked = True
            self._begin("dates", partial(self._ask_about_dates, mapping_work))

    def ask_about_amounts(self, prepared: Prepared) -> bool:
        """Ask how those amounts are written that can be read in two ways; True if there are some and it is asked."""
        if self._amounts_asked or not self._page.is_current:
            return False
        if not amounts.doubtful_rows(prepared, self._page.destination):
            return False
        self._amounts_asked = True
        self._begin("amounts", partial(self._ask_about_amounts, prepared))
        return True

    def _begin(self, name: str, ask: Callable[[], Coroutine[None, None, None]]) -> None:
        # In the group of all changes of the mapping, of which one is made at a time.
        _: Worker[None] = self._page.run_worker(ask, name=name, group="change", exclusive=True)

    async def _ask_about_dates(self, mapping_work: MappingWork) -> None:
        for question in mapping_work.open_file.questions:
            if picked := await times.ask_order_of_file(self._page.edit_context(mapping_work), question.options):
                mapping_work.change(mapping_work.open_file.answered(question, picked))

    async def _ask_about_amounts(self, prepared: Prepared) -> None:
        """Ask, and keep the answer with the destination."""
        page, wizard = self._page, self._page.wizard
        with page.errors_shown():
            answer = await amounts.ask_and_keep(page.app, wizard.session.home, prepared, page.destination)
            if answer is not None and page.mapping_work is not None:
                wizard.update(wizard.draft.with_destination(answer.destination))
                page.mapping_work.resume()
                page.say(answer.sentence)
