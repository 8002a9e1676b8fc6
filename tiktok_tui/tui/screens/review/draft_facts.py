"""The facts that the review reads about the draft, in threads."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tiktok_tui.tui.jobs.jobs import run, start
from tiktok_tui.tui.screens.review.facts import Facts, already_sent, left_out, nothing_new, read_facts
from tiktok_tui.tui.screens.review.wording import of_these, sentence
from tiktok_tui.tui.wizard.draft import CheckedFile
from tiktok_tui.tui.wizard.step_page import StepPage

if TYPE_CHECKING:
    from tiktok_tui.uploads.options import Options
    from tiktok_tui.uploads.run import LeftOut


class DraftFacts:
    """Facts about the draft of `step`, None until they are read; `changed` is called on the UI thread when one is.

    Facts of an earlier check or of earlier choices that arrive late are dropped.
    """

    def __init__(self, step: StepPage, changed: Callable[[], None]) -> None:
        self.facts: Facts | None = None
        self.already: LeftOut | None = None
        """How many events of the draft TikTok has accepted before, or look like such events."""
        self._step, self._changed = step, changed
        self._facts_of: CheckedFile | None = None
        self._counted: tuple[object, ...] = ()

    def read(self) -> None:
        """Read in threads what is not known yet: the facts once for each check, the count once for each choice."""
        file = self._step.wizard.draft.checked
        if file is not None:
            self._read_facts(file)
            self._count_already_sent(file)

    async def facts_of(self, file: CheckedFile) -> Facts:
        """Return the facts of `file`; read them now if they have not arrived. Raises AppError."""
        return self.facts if self.facts is not None else await run(lambda _: read_facts(self._step.session, file))

    async def nothing_new(self, file: CheckedFile, options: Options) -> bool:
        """Return True if TikTok has everything already; count now if that is not known. Raises AppError."""
        already = self.already
        if already is None:
            self._step.say("Comparing with what TikTok has accepted before …")
            already = await run(lambda _: already_sent(self._step.session, file, options))
        return nothing_new(file, options, already)

    def sentence(self, file: CheckedFile, options: Options) -> str:
        """Say how many events go where, less those that are left out as far as they are counted."""
        count = file.prepared.totals.sendable
        if options.limit is None and self.already is not None:
            count -= left_out(self.already, options)
        return sentence(count, file.table.name, file.destination, limit=options.limit)

    def of_these(self, file: CheckedFile, options: Options) -> list[tuple[str, str]]:
        """The fact how many of the file's events are sent, as far as they are counted; none if all are."""
        return of_these(file.prepared.totals.sendable, options, self.already)

    def _read_facts(self, file: CheckedFile) -> None:
        if file == self._facts_of:
            return
        self._facts_of, self.facts = file, None

        def done(facts: Facts) -> None:
            if self._facts_of == file:
                self.facts = facts
                self._changed()

        step = self._step
        start(step, lambda _: read_facts(step.session, file), done=done, failed=step.show_error)

    def _count_already_sent(self, file: CheckedFile) -> None:
        """Ask the ledger; an upload that was started since makes another answer.

        To send again, or what is held back, changes nothing about what TikTok has.
        """
        draft = self._step.wizard.draft
        asked = (file, draft.options.limit, draft.options.test_event_code, draft.upload)
        if asked == self._counted:
            return
        self._counted, self.already = asked, None

        def done(already: LeftOut) -> None:
            if self._counted == asked:
                self.already = already
                self._changed()

        count = partial(already_sent, self._step.session, file, draft.options)
        start(self._step, lambda _: count(), done=done, failed=self._step.show_error)
