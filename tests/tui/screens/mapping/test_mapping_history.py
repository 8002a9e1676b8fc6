"""Undo and redo: every change can be undone, in any number, and is kept when the app is left before sending."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.support.mapping_pilot import step
from tests.support.pilot import shows, until
from tests.support.setups import SHOP, at_now, checked, remembered
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.mapping.mapping_history import MappingHistory, difference

MAPPINGS = [Mapping({"value": FieldSource(value=str(number))}) for number in range(9)]


@given(st.lists(st.sampled_from(["change", "undo", "redo"]), max_size=40))
def test_undo_and_redo_walk_along_the_changes_that_were_made(steps: list[str]) -> None:
    made, at, now, history = [Mapping()], 0, Mapping(), MappingHistory()
    for number, kind in enumerate(steps):
        if kind == "change":
            mapping = MAPPINGS[number % len(MAPPINGS)]
            made, at = [*made[: at + 1], mapping], at + 1
            now, history = mapping, history.changed(now)
        elif kind == "undo" and history.past:
            now, history = history.undone(now)
            at -= 1
        elif kind == "redo" and history.future:
            now, history = history.redone(now)
            at += 1
        assert now == made[at]
        assert (len(history.past), len(history.future)) == (at, len(made) - at - 1)


def test_a_difference_names_fields_grouping_country_and_filter() -> None:
    after = Mapping({"email": FieldSource(columns=("E",))}, group_by="O", phone_country="C", only={"S": ("paid",)})
    assert difference(Mapping(), after) == "email, grouping, phone country, filter"
    assert difference(after, after) == ""


async def test_a_change_is_undone_and_redone_and_checked_each_time(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        before = here.mapping
        await here.press("u")
        assert here.mapping == before
        for empty_or_not in ("brand", "email"):
            await here.go_to(empty_or_not)
            await here.press("delete")
        await shows(here.pilot, "Changed: email.  u  undo")
        await checked(here.pilot, here.app)
        assert here.totals.with_email == 0
        await here.press("ctrl+z")
        await shows(here.pilot, "Undone: email.  U  redo")
        assert not here.app.screen.active_bindings["u"].enabled, "emptying an empty field was no change"
        assert here.mapping == before
        await checked(here.pilot, here.app)
        assert here.totals.with_email == here.totals.sendable
        await here.press("U")
        await shows(here.pilot, "Redone: email.")
        assert "email" not in here.mapping.fields
        await here.press("u", "u")
        assert here.mapping == before


async def test_a_change_that_was_not_sent_is_there_at_the_next_start_and_can_be_undone(
    session: AppSession, orders: Path
) -> None:
    async with step(session, orders) as here:
        await checked(here.pilot, here.app)
        before = here.mapping
        await here.go_to("email")
        await here.press("delete")
        await until(here.pilot, lambda: list(session.home.mappings.rglob("*.unfinished.toml")))
        left = here.mapping
        await here.press("ctrl+q")
    async with step(session, orders) as here:
        await shows(here.pilot, "mapped as you left it")
        await shows(here.pilot, "The mapping is as you left it and not sent yet.")
        assert here.mapping == left
        await here.press("u")
        assert here.mapping == before
        await until(here.pilot, lambda: not list(session.home.mappings.rglob("*.unfinished.toml")))
    async with step(session, orders) as here:
        assert here.mapping == before


async def test_a_mapping_that_was_sent_is_not_offered_as_unfinished(session: AppSession, orders: Path) -> None:
    async with step(session, orders) as here:
        await here.go_to("email")
        await here.press("delete")
        await until(here.pilot, lambda: list(session.home.mappings.rglob("*.unfinished.toml")))
        sent = here.mapping
    remembered(at_now(session), orders, sent, SHOP)
    async with step(session, orders) as here:
        await shows(here.pilot, "mapped as last time")
        assert here.mapping == sent
