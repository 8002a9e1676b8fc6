"""Facts that the review reads in threads: late ones of an earlier check or choice are dropped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.support.setups import SHOP
from tiktok_tui.tui.screens.review import draft_facts
from tiktok_tui.tui.screens.review.draft_facts import DraftFacts
from tiktok_tui.tui.screens.review.facts import Facts
from tiktok_tui.tui.wizard.draft import CheckedFile, StartedUpload, WizardDraft
from tiktok_tui.tui.wizard.step_page import StepPage
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import LeftOut

PREPARED = SimpleNamespace(totals=SimpleNamespace(sendable=30))


def checked(name: str) -> CheckedFile:
    file = SimpleNamespace(table=SimpleNamespace(name=name), prepared=PREPARED, destination=SHOP)
    return cast("CheckedFile", file)


def test_only_what_belongs_to_the_draft_as_it_is_now_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    arrive: list[Callable[[Any], None]] = []
    failing: list[object] = []

    def start(owner: object, work: object, *, done: Callable[[Any], None], failed: object) -> None:
        assert owner is step
        arrive.append(done)
        failing.append(failed)

    monkeypatch.setattr(draft_facts, "start", start)
    monkeypatch.setattr(WizardDraft, "checked", property(lambda draft: draft.file))
    wizard, changes = SimpleNamespace(draft=WizardDraft(file=checked("old.csv"))), list[str]()
    step = SimpleNamespace(wizard=wizard, session=None, show_error="shown on the step")
    known = DraftFacts(cast("StepPage", step), lambda: changes.append("shown"))
    known.read()
    wizard.draft = replace(wizard.draft, file=checked("new.csv"))
    known.read()
    known.read()  # nothing is read twice
    old_facts, old_count, new_facts, new_count = arrive
    old_facts(Facts("Old", "", (), ()))
    old_count(LeftOut(skipped=1))
    assert (known.facts, known.already, changes) == (None, None, [])
    new_facts(Facts("New", "", (), ()))
    new_count(LeftOut(skipped=2, similar=3))
    assert (known.facts and known.facts.advertiser, known.already, len(changes)) == ("New", LeftOut(2, 0, 3), 2)
    wizard.draft = replace(wizard.draft, upload=StartedUpload(checked("new.csv"), Options()))
    known.read()
    assert (len(arrive), known.already) == (5, None), "what was sent since is counted anew"
    arrive[-1](LeftOut(skipped=2, similar=3))
    assert set(failing) == {"shown on the step"}
    file = checked("new.csv")
    assert known.of_these(file, Options()) == [("Of these", "25 are sent, 2 accepted earlier, 3 held back")]
    sentences = [
        known.sentence(file, options)
        for options in (Options(), Options(limit=28), Options(resend=True), Options(send_similar=True))
    ]
    assert [sentence.split(" from ")[0] for sentence in sentences] == [
        "Send 25 events",
        "Send the first 28 events",
        "Send 30 events",
        "Send 28 events",
    ]
    known.already = None
    assert known.sentence(file, Options()) == f"Send 30 events from new.csv to {SHOP.name} (the built-in sandbox)."
    assert known.of_these(file, Options()) == []


async def test_facts_that_have_not_arrived_are_read_when_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    found, file, asked = Facts("New", "", (), ()), checked("new.csv"), list[object]()

    async def run(work: Callable[[object], Facts]) -> Facts:
        return work(None)

    def read(*of: object) -> Facts:
        asked.append(of)
        return found

    monkeypatch.setattr(draft_facts, "run", run)
    monkeypatch.setattr(draft_facts, "read_facts", read)
    known = DraftFacts(cast("StepPage", SimpleNamespace(session="the session")), lambda: None)
    assert await known.facts_of(file) is found
    assert asked == [("the session", file)]
    known.facts = Facts("Known", "", (), ())
    assert (await known.facts_of(file)).advertiser == "Known"
    assert len(asked) == 1
