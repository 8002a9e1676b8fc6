"""A mapping that was changed is kept: one write at a time, the last change last."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from textual.widget import Widget

from tiktok_tui.accounts import remembered
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.mapping import unfinished
from tiktok_tui.tui.screens.mapping.unfinished import UnfinishedMapping

CHANGES = [Mapping({"email": FieldSource(columns=(name,))}) for name in ("Email", "Email 2", "Mail")]


@pytest.mark.parametrize("fails", [False, True])
def test_no_write_overtakes_another_and_the_last_change_is_the_one_that_stays(
    fails: bool, session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Callable[[], None]] = []
    written: list[object] = []

    def start(_: object, work: Callable[[object], None], **ends: Callable[[object], None]) -> None:
        def whole() -> None:
            work(None)
            ends["failed" if fails else "done"](None)

        begun.append(whole)

    monkeypatch.setattr(unfinished, "start", start)
    monkeypatch.setattr(remembered, "keep_unfinished", lambda *given: written.append(given))
    kept = UnfinishedMapping(cast("Widget", None), session.home, "header")
    for change in CHANGES:
        kept.keep("shop", change)
    assert len(begun) == 1
    begun[0]()
    kept.keep("shop", CHANGES[1])
    assert len(begun) == 2, "the end of one begins the next, which runs alone as well"
    for number in (1, 2):
        begun[number]()
    assert written == [(session.home, "shop", "header", CHANGES[number]) for number in (0, 2, 1)]
    kept.keep("till", None)
    assert len(begun) == 4
    begun[-1]()
    assert written[3:] == [(session.home, "till", "header", None)]
