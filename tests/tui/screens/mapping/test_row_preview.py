"""One row as it is sent: a field from its cell to its value, its problems, and the event or why there is none."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from textual.content import Content

from tests.support.coloured import coloured
from tiktok_tui.events.fields import FIELD
from tiktok_tui.events.rules import RULE, Severity
from tiktok_tui.prepare.explain.preview import FieldPreview, Preview
from tiktok_tui.tui.screens.mapping.field_lines import FieldLine
from tiktok_tui.tui.screens.mapping.row_preview import FieldPath, RowPreview
from tiktok_tui.tui.widgets.tone import Tone

LINE = FieldLine(FIELD["email"], "!", Tone.WARNING, "Email + Email 2")
EMAIL = FieldPreview("email", ("Email", "Email 2"), (" A@b.cd", ""), "a@b.cd", '"848a"', ())
ROW = Preview(2, (2,), (EMAIL,), (), left_out=False, body=b'{"user":{"email":"848a"}}')


class Shown:
    """The parts of the preview, by what they are given."""

    def __init__(self, line: FieldLine, preview: Preview | None, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path, self.event = SimpleNamespace(steps=()), SimpleNamespace(json="")
        self.said, self.instead = list[Content](), list[Content | str]()
        self.problems = SimpleNamespace(display=None, update=self.said.append)
        instead = SimpleNamespace(update=self.instead.append)
        parts = (("path", self.path), ("event", self.event), ("problems", self.problems), ("instead", instead))
        for name, part in parts:
            monkeypatch.setattr(RowPreview, name, part)
        RowPreview().show(line, preview)

    @property
    def displayed(self) -> object:
        """True if there is room for the problems."""
        return self.problems.display


def test_a_field_is_shown_from_its_cells_to_what_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Shown(LINE, ROW, monkeypatch)
    assert shown.path.steps == (("email", " A@b.cd"), ("cleaned", "a@b.cd"), ("sent", "848a"))
    assert '"email": "848a"' in shown.event.json
    assert (shown.said[0].plain, str(shown.instead[0])) == ("", "")
    constant = replace(EMAIL, columns=(), raw=())
    assert Shown(LINE, replace(ROW, fields=(constant,)), monkeypatch).path.steps[0] == ("email", LINE.filled_by)


def test_a_field_that_nothing_fills_says_what_it_is_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for preview in (ROW, None):
        shown = Shown(replace(LINE, filled_by="–"), preview, monkeypatch)
        assert shown.path.steps == (("email", "–"),)
        assert shown.said[0].plain == f"· {LINE.field.help}"


def test_two_problems_of_the_field_are_said_below_that_of_the_mapping(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = tuple(rule for rule in RULE.values() if rule.field == "value")[:3]
    wrong = replace(LINE, wrong="There is no column “Email”.")
    shown = Shown(wrong, replace(ROW, fields=(replace(EMAIL, rules=rules),)), monkeypatch)
    assert shown.said[0].plain.splitlines() == [
        "! There is no column “Email”.",
        *(f"! {rule.reason_for()}" for rule in rules[:2]),
    ]
    assert coloured(shown.said[0])[:2] == [("! ", "bold $warning"), ("There is no column “Email”.", "$warning")]


def test_of_a_row_that_is_not_sent_nothing_is_said_to_be_and_what_rejects_it_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rules = (RULE["email.invalid"], RULE["email.marks"])
    assert [rule.severity for rule in rules] == [Severity.EITHER, Severity.WARNING]
    row = replace(ROW, fields=(replace(EMAIL, rules=rules),))
    for body, glyph, steps in ((ROW.body, "!", 3), (None, "✗", 2)):
        shown = Shown(LINE, replace(row, body=body), monkeypatch)
        assert [line[0] for line in shown.said[0].plain.splitlines()] == [glyph, "!"]
        assert [label for label, _ in shown.path.steps] == ["email", "cleaned", "sent"][:steps]


@pytest.mark.parametrize(
    ("preview", "words"),
    [
        (replace(ROW, body=None, left_out=True), "The filter leaves this row out."),
        (replace(ROW, body=None), "Not sent."),
        (
            replace(ROW, body=None, rules=(RULE["event.missing"], RULE["email.invalid"])),
            f"Not sent.\n✗ There is no event name.\n✗ {RULE['email.invalid'].reason_for()}",
        ),
        (replace(ROW, body=b'{"a":"' + 19_990 * b"x" + b'"}'), "… 3 more characters"),
    ],
)
def test_without_an_event_it_says_why_and_of_a_long_one_how_much_is_missing(
    preview: Preview, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = Shown(LINE, preview, monkeypatch)
    assert str(shown.instead[0]) == words
    assert bool(shown.event.json) is (preview.body is not None)


@pytest.mark.parametrize(
    ("cell", "drawn"),
    [
        ("  a b ", "␣␣a b␣"),
        ("", "–"),
        ("   ", "␣␣␣"),
        (" " * 40, "␣" * 10),
        ("a\x1b", "a␛"),
        ("\u3000a\u3000", "\u3000a\u3000"),
    ],
)
def test_blanks_at_the_ends_of_a_cell_are_seen(cell: str, drawn: str) -> None:
    path = FieldPath()
    path.set_reactive(FieldPath.steps, (("email", cell), ("sent", "x")))
    assert path.render().plain == f"email     {drawn}\nsent      x"


def test_labels_are_muted_and_blanks_stand_out() -> None:
    path = FieldPath()
    path.set_reactive(FieldPath.steps, (("email", "  a b "),))
    assert coloured(path.render()) == [("email     ", "$foreground-muted"), ("␣␣", "$warning"), ("␣", "$warning")]


@pytest.mark.parametrize(
    ("columns", "raw", "shown"),
    [
        (("Day", "Clock"), ("1.4.", "10:00"), "1.4. + 10:00"),
        (("Day", "Clock"), (" ", "10:00"), "10:00"),
        (("Day", "Clock"), ("  ", ""), "  "),
        (("Day",), (), ""),
        ((), ("x",), "Email + Email 2"),
    ],
)
def test_the_cells_that_hold_something_are_shown_together(
    columns: tuple[str, ...], raw: tuple[str, ...], shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    field = replace(EMAIL, columns=columns, raw=raw)
    other = replace(field, field="phone", raw=("9",))
    path = Shown(LINE, replace(ROW, fields=(other, field)), monkeypatch).path
    assert path.steps == (("email", shown), ("cleaned", "a@b.cd"), ("sent", "848a"))


def test_a_field_that_is_not_in_the_row_or_a_row_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Shown(LINE, replace(ROW, fields=()), monkeypatch)
    assert shown.path.steps == (("email", LINE.filled_by),)
    assert shown.said[0].plain == f"· {LINE.field.help}"
    nothing = Shown(LINE, None, monkeypatch)
    assert (nothing.path.steps, nothing.event.json, nothing.instead) == ((("email", LINE.filled_by),), "", [""])


@pytest.mark.parametrize(
    ("preview", "style"),
    [
        (replace(ROW, body=None, left_out=True), "$foreground-muted"),
        (replace(ROW, body=None), "$error"),
        (replace(ROW, body=b'{"a":"' + 20_000 * b"x" + b'"}'), "$foreground-muted"),
    ],
)
def test_what_is_not_sent_is_red_and_what_is_left_out_is_not(
    preview: Preview, style: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (words,) = Shown(LINE, preview, monkeypatch).instead
    assert isinstance(words, Content)
    assert {str(span.style) for span in words.spans} == {style}


@pytest.mark.parametrize(
    ("length", "words"), [(19_987, ""), (19_988, "… 1 more character"), (21_987, "… 2,000 more characters")]
)
def test_a_long_event_is_cut_at_a_limit_and_made_safe(length: int, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Shown(LINE, replace(ROW, body=b'{"a":"' + length * b"x" + b'"}'), monkeypatch)
    assert str(shown.instead[0]) == words
    assert len(shown.event.json) == min(20_000, length + 13)
    hostile = Shown(LINE, replace(ROW, body='{"a":"\u202e"}'.encode()), monkeypatch)
    assert hostile.event.json == '{\n  "a": "�"\n}'
    assert str(hostile.instead[0]) == ""


def test_the_problems_take_no_room_where_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Shown(LINE, ROW, monkeypatch).displayed is False
    assert Shown(replace(LINE, wrong="It is wrong."), ROW, monkeypatch).displayed is True
    assert Shown(replace(LINE, filled_by="–"), ROW, monkeypatch).displayed is True
