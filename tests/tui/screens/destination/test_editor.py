"""The editor of a destination: what is saved is not asked about any more."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Input, Static

from tests.support.late import Late
from tests.support.pilot import screen_text, shows, until
from tests.support.setups import SHOP, on
from tiktok_tui.accounts import credentials, destinations
from tiktok_tui.accounts.checking import Checked
from tiktok_tui.accounts.credentials import Credential
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.settings import SETTING
from tiktok_tui.sandbox import known
from tiktok_tui.tiktok.answers import Advertiser
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession, Demo
from tiktok_tui.tui.screens.destination import flow, saving
from tiktok_tui.tui.screens.destination.edit_destination import EditDestination
from tiktok_tui.tui.screens.destination.editor import DestinationEditor, Messages, blank
from tiktok_tui.tui.screens.destination.flow import Saved

TYPED = replace(SHOP, name="Tills")


@pytest.mark.parametrize("agreed", [True, False])
async def test_changes_are_unsaved_until_they_are_saved(
    agreed: bool, session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, said = [TYPED], list[str]()
    form: Any = SimpleNamespace(clear_errors=lambda: None, filled=lambda: shown[-1], shown=SHOP, show=shown.append)

    async def save(app: object, session: object, wanted: Destination, *_: object) -> Saved | None:
        assert wanted == replace(TYPED, credential="acme")
        return Saved(wanted, ()) if agreed else None

    monkeypatch.setattr(DestinationEditor, "form", form)
    monkeypatch.setattr(DestinationEditor, "app", None)
    monkeypatch.setattr(flow, "save", save)
    messages = SimpleNamespace(say=lambda text, *_: said.append(text), show_error=None)
    editor = DestinationEditor(session, SHOP, cast("Messages", messages), None)
    assert editor.unsaved == "The changes to Tills are not saved."
    saved = await editor.save()
    assert (saved is not None, editor.unsaved, said) == (
        (True, "", ["Tills is saved."]) if agreed else (False, "The changes to Tills are not saved.", [])
    )


def test_a_new_one_is_of_purchases_and_leaves_zone_and_currency_to_the_account() -> None:
    new = Destination("", "", credential="acme", fixed_event="Purchase", currency="", time_zone="")
    assert [blank("acme"), blank("acme", sandbox=True)] == [new, replace(new, sandbox=True)]


ONE = Credential("acme", "0" * 16, "Acme", advertisers=(Advertiser("7000000000000000001", "Acme Stores"),))


async def opened(pilot: Pilot[str], page: EditDestination, results: list[Destination | None]) -> EditDestination:
    """The form, on top of the page."""
    await pilot.app.push_screen(page, results.append)
    return await on(pilot, EditDestination)


def wrong(page: EditDestination) -> dict[str, str]:
    """The errors at the rows of the form."""
    rows = page.query("FormRow.-wrong")
    return {str(getattr(row, "key", "")): str(row.query_one(".form--error", Static).content) for row in rows}


async def test_what_is_missing_is_said_at_its_row_and_leaving_asks_about_changes(
    real: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = real
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.REVOKED_TOKEN)
    credentials.save(session.home, ONE)
    credentials.save(session.home, replace(ONE, slug="gone", name="Gone"))
    app, results = TikTokTui(session, lambda app: Page[None](app.session)), list[Destination | None]()
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        page = await opened(pilot, EditDestination(session, blank("acme"), None), results)
        await shows(pilot, "New destination · offline")
        await shows(pilot, "Acme Stores")
        bar = " ".join(screen_text(app).splitlines()[-1].split())
        assert bar.startswith("^n new event set ^r rename it ^t credential ^s save")
        picked = page.editor.form.picked
        assert (picked("advertiser_id").value, page.unsaved()) == (ONE.advertisers[0].id, ""), "chosen by itself"
        assert str(page.query_one("#guide", Static).content) == SETTING["name"].guide
        await pilot.press("ctrl+r")
        none_yet = {"event_set_id": "✗ There is no event set to rename yet."}
        await until(pilot, lambda: wrong(page) == none_yet)
        await until(pilot, lambda: app.focused is picked("event_set_id").line)
        assert str(page.query_one("#guide", Static).content) == SETTING["event_set_id"].guide
        picked("advertiser_id").value = ""
        first = {"advertiser_id": "✗ Choose the advertiser first."}
        for blanks, key in enumerate(("ctrl+n", "down"), 1):
            picked("event_set_id").focus()
            await until(pilot, lambda: app.focused is picked("event_set_id").line)
            await pilot.press(key)
            await until(pilot, lambda: wrong(page) == none_yet | first)
            await until(pilot, lambda: app.focused is picked("advertiser_id").line)
            picked("advertiser_id").value = " " * blanks
            await until(pilot, lambda: wrong(page) == none_yet)
        page.query_one("#name", Input).value = "Tills"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "advertiser_id" in wrong(page))
        assert wrong(page) == {
            "advertiser_id": "✗ The destination has no advertiser. Choose one that the credential reaches, or type its"
            " ID: 19 digits, as Ads Manager shows it."
        }, "what was said before is taken away"
        assert not page.notice.shown.plain
        picked("advertiser_id").value = "7"
        for _ in range(2):  # it can be tried again
            await pilot.press("ctrl+s")
            await until(pilot, lambda: page.notice.shown.plain.startswith("✗ TikTok refuses the access token"))
            page.notice.clear()
        assert wrong(page) == {}
        await pilot.press("ctrl+t")
        await on(pilot, Choose)
        credentials.path_of(session.home, "gone").unlink()
        await pilot.press(*"gone", "enter")
        await shows(pilot, "gone, which was removed")
        assert "Acme Stores" not in screen_text(app)
        late, asked = Late(credentials.load), iter(("acme", "second"))
        with monkeypatch.context() as slow:
            slow.setattr(credentials, "load", late)
            second = partial(credentials.save, session.home, replace(ONE, slug="second", name="Second"))
            await late.comes_last(pilot, lambda: page.editor.use_credential(next(asked)), second, "Second · ")
        page.editor.use_credential("gone")
        await shows(pilot, "gone, which was removed")
        picked("advertiser_id").focus()
        await until(pilot, lambda: app.focused is picked("advertiser_id").line)
        await pilot.press("down")
        await shows(pilot, "This token may not list its advertisers.")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is page)
        for answer, left in (("n", []), ("y", [None])):
            await pilot.press("escape")
            await on(pilot, Confirm)
            assert "The changes to Tills are not saved." in screen_text(app)
            assert "─ Leave without saving? ─" in screen_text(app)
            assert [str(button.label) for button in app.screen.query(Button)] == ["Stay", "Leave"]
            await pilot.press(answer)
            await until(pilot, lambda: not isinstance(app.screen, Confirm))
            assert results == left
        page = await opened(pilot, EditDestination(session, SHOP, SHOP), results)
        await shows(pilot, "Store sales · offline")
        page.query_one("#name", Input).value = ""
        assert page.unsaved() == "The changes to Store sales are not saved."
        page.query_one("#name", Input).value = SHOP.name
        assert page.unsaved() == ""
        await pilot.press("escape")
        await until(pilot, lambda: results == [None, None])


async def test_a_destination_of_the_sandbox_is_saved_once_and_its_notes_are_shown(
    session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks, check = list[str](), saving.check

    def counted(home: Home, wanted: Destination, api_url: str) -> Checked:
        checks.append(wanted.name)
        return check(home, wanted, api_url)

    monkeypatch.setattr(saving, "check", counted)
    home = session.home
    example = AppSession(home, session.api_url, Demo(home.config / "example.csv", "shop"))
    app, results = TikTokTui(session, lambda app: Page[None](app.session)), list[Destination | None]()
    noted = replace(SHOP, slug="", name="Noted", sandbox=False, currency="CHF", limited_data_use=True)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        page = await opened(pilot, EditDestination(example, noted, None), results)
        assert page.editor.form.filled().sandbox, "nothing of the example leaves this machine"
        assert page.unsaved() == ""
        await pilot.press("ctrl+t")
        await on(pilot, Choose)
        await pilot.press("enter")
        await until(pilot, lambda: page.notice.shown.plain == "✗ The example needs no token. Leave it to add yours: x")
        page.action_save()
        page.action_save()
        await until(pilot, lambda: results)
        await shows(pilot, "The account's currency is USD, the")
        await shows(pilot, "Limited data use has no effect on offline")
        assert "is saved" not in screen_text(app)
        (made,) = destinations.listing(home).destinations
        assert results == [made]
        assert (made.slug, made.sandbox, checks) == ("noted", True, ["Noted"])
