"""An upload whose updates a test tells, one by one: each state of it is shown for as long as the test looks."""

from __future__ import annotations

import queue
from contextlib import ExitStack
from types import SimpleNamespace
from typing import Any, cast

from tiktok_tui.uploads.sending.control import Control
from tiktok_tui.uploads.start import Sending
from tiktok_tui.uploads.updates import Update


class Told:
    """In place of what begins or resumes an upload; a context, which ends every upload that still runs.

    `asked` has what each was begun with, `controls` the control of each.
    """

    def __init__(self, run: str = "r1") -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.controls: list[Control] = []
        self._run = run
        self._updates = queue.Queue[Update | None]()

    def __call__(self, *asked: Any, **how: Any) -> Sending:
        control = next(each for each in (*asked, *how.values()) if isinstance(each, Control))
        self.asked.append((*(each for each in asked if each is not control), *([how] if how else [])))
        self.controls.append(control)
        run = cast("Any", SimpleNamespace(id=self._run))
        return Sending(run, control, iter(self._updates.get, None), ExitStack())

    def tell(self, *told: Update | None) -> None:
        """Tell these updates; None is the end."""
        for update in told:
            self._updates.put(update)

    def __enter__(self) -> Told:
        return self

    def __exit__(self, *_: object) -> None:
        self.tell(*[None] * 5)
