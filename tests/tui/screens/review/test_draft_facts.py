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
    monkeypatch.setattr(draft_facts, "start", lambda owner, work, *, done, failed: arrive.append(done))
    monkeypatch.setattr(WizardDraft, "checked", property(lambda draft: draft.file))
    wizard, changes = SimpleNamespace(draft=WizardDraft(file=checked("old.csv"))), list[str]()
    step = SimpleNamespace(wizard=wizard, session=None, show_error=None)
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
    file = checked("new.csv")
    sentences = [known.sentence(file, options) for options in (Options(), Options(limit=28), Options(resend=True))]
    assert [sentence.split(" from ")[0] for sentence in sentences] == [
        "Send 25 events",
        "Send the first 28 events",
        "Send 30 events",
    ]
