"""The pane of one row: it is that of the check as it is now, and a row that is gone leaves the one before."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tiktok_tui.events.fields import FIELD
from tiktok_tui.prepare.explain.preview import Preview
from tiktok_tui.prepare.prepare import Prepared
from tiktok_tui.tui.jobs.jobs import BackgroundJob
from tiktok_tui.tui.screens.mapping import row_pane
from tiktok_tui.tui.screens.mapping.field_lines import FieldLine
from tiktok_tui.tui.screens.mapping.row_pane import RowPane
from tiktok_tui.tui.screens.mapping.row_preview import RowPreview
from tiktok_tui.tui.widgets.tone import Tone


class Check:
    """The rows 2 to 5; the first that is sent is row 3."""

    first_sent = 3

    def __init__(self, name: str) -> None:
        self.name = name

    def nearest_row(self, row: int, step: int) -> int | None:
        return row if 2 <= row <= 5 else None

    def preview(self, row: int) -> SimpleNamespace:
        return SimpleNamespace(row=row, body=f"{self.name} {row}".encode())

    def read_ahead(self, row: int, step: int) -> None:
        """Nothing is slow here."""


def test_what_is_shown_is_of_the_last_check_and_of_a_row_that_exists(monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[Callable[[], None]] = []
    copied: list[str] = []

    def start(_: object, work: Callable[[BackgroundJob], Any], *, done: Callable[[Any], None], failed: object) -> None:
        reads.append(lambda: done(work(BackgroundJob())))

    monkeypatch.setattr(row_pane, "start", start)

    def notify(said: str, **_: object) -> None:
        if "no JSON" in said:
            copied.append("nothing")

    monkeypatch.setattr(RowPane, "app", SimpleNamespace(copy_to_clipboard=copied.append, notify=notify))
    pane = RowPane()

    def shown() -> str:
        while reads:
            reads.pop(0)()
        pane.copy()
        return copied[-1]

    def use(name: str) -> None:
        pane.use(cast("Prepared", Check(name)))

    assert shown() == "nothing"
    pane.begin_at(2)
    use("first")
    use("second")  # while the first is being read
    assert shown() == "second 3"
    pane.step(1)
    pane.step(1)
    assert shown() == "second 5"
    pane.step(1)
    assert shown() == "second 5"
    pane.step(-1)
    assert shown() == "second 4"
    pane.show_row(2)
    assert shown() == "second 2"
    pane.forget()
    assert shown() == "nothing"
    use("third")
    assert shown() == "third 2"


class Sparse:
    """Rows up to `last`, of which only those in `sent` have a preview; notes what is read ahead."""

    def __init__(self, *sent: int, last: int = 400, first_sent: int | None = None) -> None:
        self.sent, self.last, self.first_sent = sent, last, first_sent
        self.ahead: list[tuple[int, int]] = []

    def nearest_row(self, row: int, step: int) -> int | None:
        return row if 1 <= row <= self.last else None

    def preview(self, row: int) -> Preview | None:
        return Preview(row, (row,), (), (), left_out=False, body=b"{}") if row in self.sent else None

    def read_ahead(self, row: int, step: int) -> None:
        self.ahead.append((row, step))


class Pane:
    """The pane without an app: work is done at once unless `gone`; `shown` has the rows, `said` its words."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.shown: list[int | None] = []
        self.said: list[tuple[str, str]] = []
        self.gone = False
        self.event = SimpleNamespace(json="{\n  laid out\n}", whole=False)
        preview = SimpleNamespace(show=lambda _, preview: self.shown.append(preview and preview.row), event=self.event)
        monkeypatch.setattr(row_pane, "start", self._start)
        monkeypatch.setattr(row_pane, "read_text", lambda _, text: self.said.append((text, "read")))
        monkeypatch.setattr(RowPane, "query_one", lambda _, kind: {RowPreview: preview}[kind])
        app = SimpleNamespace(
            copy_to_clipboard=lambda text: self.said.append((text, "copied")),
            notify=lambda text, *, severity="information", markup: self.said.append((text, severity)),
        )
        monkeypatch.setattr(RowPane, "app", app)
        self.pane = RowPane()
        self.pane.set_reactive(RowPane.line, FieldLine(FIELD["email"], "✓", Tone.DONE, "Email"))

    def _start(
        self,
        _: object,
        work: Callable[[BackgroundJob], Any],
        *,
        done: Callable[[Any], None],
        failed: Callable[[object], None],
    ) -> None:
        if self.gone:
            failed(None)
        else:
            done(work(BackgroundJob()))

    def use(self, check: Sparse) -> list[int | None]:
        """The rows that are shown with this check."""
        return self.shows(lambda: self.pane.use(cast("Prepared", check)))

    def shows(self, act: Callable[[], object]) -> list[int | None]:
        """The rows that are shown by `act`."""
        self.shown.clear()
        act()
        return list(self.shown)


def test_rows_without_a_line_are_passed_over_and_the_last_one_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    here = Pane(monkeypatch)
    check = Sparse(2, 3, 203, 404, last=500)
    here.pane.begin_at(2)
    assert here.use(check) == [2]
    assert here.shows(lambda: here.pane.step(1)) == [3]
    assert check.ahead == [(3, 1)]
    assert here.shows(lambda: here.pane.step(1)) == [203], "within 200 rows"
    assert here.shows(lambda: here.pane.step(1)) == [203], "the next one is farther away"
    assert here.shows(lambda: here.pane.step(-1)) == [3]
    assert check.ahead == [(3, 1), (203, 1), (3, -1)]
    here.gone = True
    assert here.shows(lambda: here.pane.step(-1)) == []
    here.gone = False
    assert here.shows(lambda: here.pane.show_row(2)) == [2]
    assert here.shows(lambda: here.pane.step(-1)) == [2]
    assert here.shows(lambda: here.pane.step(-1)) == [2], "before the first row is nothing"


def test_before_the_first_row_there_is_nothing_and_the_next_key_leads_to_the_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = Pane(monkeypatch)
    here.pane.begin_at(1)
    assert here.use(Sparse(1, 2, 3)) == [1]
    assert here.shows(lambda: here.pane.step(-1)) == []
    assert here.shows(lambda: here.pane.step(1)) == [2]


def test_the_first_row_is_looked_for_until_somebody_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    here = Pane(monkeypatch)
    here.pane.begin_at(2)
    assert here.use(Sparse(2, 7, 9, first_sent=7)) == [7]
    assert here.use(Sparse(2, 7, 9, first_sent=9)) == [7], "the row stays when the mapping is changed"
    here.pane.begin_at(2)
    assert here.use(Sparse(2, 7)) == [2], "none is sent"
    here.pane.begin_at(2)
    here.pane.show_row(9)
    assert here.use(Sparse(2, 7, 9, first_sent=7)) == [9]
    here = Pane(monkeypatch)
    here.pane.begin_at(2)
    here.pane.step(1)
    assert here.use(Sparse(2, 3, 7, first_sent=7)) == [3], "a key that is pressed before the check is done counts"


def test_the_events_json_is_copied_as_it_is_and_read_as_it_is_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    here = Pane(monkeypatch)
    unsent = Sparse()
    monkeypatch.setattr(unsent, "preview", lambda row: Preview(row, (row,), (), (), left_out=False, body=None))

    def says() -> list[tuple[str, str]]:
        here.said.clear()
        here.pane.copy()
        here.pane.read()
        return here.said

    here.pane.begin_at(2)
    for why in ("No row has been read yet", "This row is not sent"):
        assert says() == [(f"{why}, so there is no JSON to {word}.", "warning") for word in ("copy", "read")]
        here.use(unsent)
    here.use(Sparse(2))
    assert says() == [
        ("{}", "copied"),
        ("The event's JSON is copied.", "information"),
        ("{\n  laid out\n}\n", "read"),
    ]
    for whole in (True, False):
        here.pane.toggle_hashes()
        assert here.event.whole is whole


@pytest.mark.parametrize(
    ("rows", "name", "title"),
    [
        ((1234,), "", "Row 1,234"),
        ((1234, 1235), "", "Row 1,234 · 2 rows are one event"),
        ((1234,), "orders-2.csv row 2\x1b", "orders-2.csv row 2␛"),
    ],
)
def test_the_row_is_named_on_its_frame(
    rows: tuple[int, ...], name: str, title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Pane(monkeypatch)
    check = Sparse()
    preview = Preview(rows[0], rows, (), (), left_out=False, body=b"{}", name=name)
    monkeypatch.setattr(check, "preview", lambda _: preview)
    here.pane.begin_at(3)
    here.use(check)
    assert (str(here.pane.border_title), here.pane.border_subtitle) == (title, "←→ row")
    here.pane.forget()
    here.pane.watch_line()
    assert (here.pane.border_title, here.pane.border_subtitle) == ("", "")
    assert here.shown[-1] is None
