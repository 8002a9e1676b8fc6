"""Rows of a form: an error stands at its row until that is corrected, and the focus goes to the first one."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Checkbox, Input, Static

from tests.support.pilot import screen_text, shows, until
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.tui.screens.destination.form import Form, FormRow
from tiktok_tui.tui.widgets.radio_line import RadioLine


class _Rows(App[None]):
    """Twelve rows, of which ten are in sight; the first box of the last cannot take the focus."""

    def compose(self) -> ComposeResult:
        yield Form(
            FormRow("name", "Name", Input(compact=True, id="name"), hint="yours"),
            FormRow("box", "Box", Checkbox("on", compact=True, id="box")),
            FormRow("line", "Line", RadioLine(["a", "b"], id="line")),
            *(FormRow(f"row{place}", f"Row {place}", Static("…")) for place in range(8)),
            FormRow("last", "Last", Checkbox("off", disabled=True), Checkbox("here", compact=True, id="last")),
        )


def wrong(app: App[None]) -> list[str]:
    """The rows that have an error."""
    return [row.key for row in app.query(FormRow) if row.has_class("-wrong")]


async def test_errors_stand_at_their_rows_until_these_are_corrected() -> None:
    app = _Rows()
    async with app.run_test(size=(80, 10)) as pilot:
        form = app.query_one(Form)
        keys = ("gone", "last", "name", "box", "line")
        errors = [SettingsError(f"Not {key}.", remedy="Take another.", field=key) for key in keys]
        assert form.show_errors(errors), "the one without a row keeps none from being shown"
        await until(pilot, lambda: app.focused is app.query_one("#last"))
        await until(pilot, lambda: all(words in screen_text(app) for words in ("here", "✗ Not last. Take another.")))
        assert wrong(app) == ["name", "box", "line", "last"]
        app.query_one("#name", Input).value = "x"
        await until(pilot, lambda: wrong(app) == ["box", "line", "last"])
        app.query_one("#box", Checkbox).value = True
        await until(pilot, lambda: wrong(app) == ["line", "last"])
        app.query_one("#line", RadioLine).chosen = 1
        await until(pilot, lambda: wrong(app) == ["last"])
        assert not form.show_errors(errors[:1])
        assert not form.show_errors([])
        assert form.show_errors(errors[2:])
        await until(pilot, lambda: app.focused is app.query_one("#name"))
        await shows(pilot, "✗ Not name. Take another.")
        form.clear_errors()
        assert wrong(app) == []
        await until(pilot, lambda: "✗" not in screen_text(app))


async def test_words_of_a_row_can_be_changed_and_taken_away() -> None:
    app = _Rows()
    async with app.run_test(size=(80, 10)) as pilot:
        form = app.query_one(Form)
        row = form.row("box")
        assert row is not None
        assert form.row("gone") is None
        assert form.row_of(app.query_one("#box")) is row
        assert form.row_of(form) is None
        await shows(pilot, "yours")
        row.say_hint("from \x1b[31mTikTok")
        row.say_label("Cage")
        await shows(pilot, "from ")
        beside, below = (str(row.query_one(name, Static).content) for name in (".form--hint", ".form--below"))
        assert beside == below, "where there is little room it stands there"
        text = screen_text(app)
        assert "Cage" in text
        assert "Box" not in text
        assert "\x1b" not in text
        row.say_wrong("Not \x1b this.")
        await shows(pilot, "✗ Not ")
        assert "\x1b" not in screen_text(app)
        row.say_hint("")
        row.say_wrong("")
        await until(pilot, lambda: "TikTok" not in screen_text(app) and "✗" not in screen_text(app))
        assert (row.has_class("-hinted"), row.has_class("-wrong")) == (False, False)
