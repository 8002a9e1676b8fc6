"""TOML that people write: every key has its line, and every mistake its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.events.system.settings_text import SettingsText, did_you_mean, has_comments, line_of, nearest, shown

TEXT = '''name = "Store"   # a comment = 1
[fields]
email = { columns = ["a # b", "c"], "odd key" = 'x' }
phone.column = "p"

[fields.event]
values = { "in-store = sale" = "Purchase" }
column = """
two
lines"""
after = 1.5
[[rows]]
"quoted \\u00e9" = [
  1,
  { inner = "]", 'lit.eral' = 2 },
]
last = 2026-01-01 10:00:00
[rows.'deep.er'."one"]
here = \'\'\'
[not = "here"
\'\'\'
end = [ "a,b" ] # end = 2
empty = {}
tail = "\\"#"
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("name",), 1),
        (("fields",), 2),
        (("fields", "email", "columns"), 3),
        (("fields", "email", "odd key"), 3),
        (("fields", "phone", "column"), 4),
        (("fields", "event"), 6),
        (("fields", "event", "values", "in-store = sale"), 7),
        (("fields", "event", "column"), 8),
        (("fields", "event", "after"), 11),
        (("rows", "quoted é"), 13),
        (("rows", "quoted é", "inner"), 15),
        (("rows", "quoted é", "lit.eral"), 15),
        (("rows", "last"), 17),
        (("rows", "deep.er", "one"), 18),
        (("rows", "deep.er", "one", "here"), 19),
        (("rows", "deep.er", "one", "end"), 22),
        (("rows", "deep.er", "one", "empty"), 23),
        (("rows", "deep.er", "one", "tail"), 24),
        (("rows", "deep.er", "one", "not"), 18),
        (("name", "deeper", "still"), 1),
        ((), None),
        (("fields", "email", "not there"), 3),
        (("nowhere",), None),
    ],
)
def test_a_key_is_found_in_its_line(path: tuple[str, ...], line: int | None) -> None:
    SettingsText(TEXT, "test").parse()
    assert line_of(TEXT, path) == line


tables = st.recursive(
    st.just(0),
    lambda inner: st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=6), inner, min_size=1, max_size=4),
    max_leaves=20,
).filter(lambda value: isinstance(value, dict))


def numbered(value: object, counter: Iterator[int]) -> object:
    if isinstance(value, dict):
        return {key: numbered(inner, counter) for key, inner in value.items()}
    return next(counter)


def leaves(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    else:
        yield path, value


@given(tables)
def test_every_key_of_a_written_file_is_found(table: object) -> None:
    filled = numbered(table, iter(range(1000, 2000)))
    assert isinstance(filled, dict)
    text = tomli_w.dumps(filled)
    lines = text.split("\n")
    for path, value in leaves(filled):
        line = line_of(text, path)
        assert line is not None
        assert lines[line - 1].endswith(f"= {value}")


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    has_comments(text)
    try:
        SettingsText(text, "test").parse()
    except SettingsError as error:
        refused = error
    else:
        line_of(text, ("anything",))
        return
    assert refused.where.startswith("test")
    assert refused.remedy


@pytest.mark.parametrize(
    ("text", "complaint", "where"),
    [
        ('a = 1\nb = "open\n', ": .*character.*", "stores.toml, line 2"),
        ("a = 1\na = 2\n", ": .*overwrite.*", "stores.toml, line 2"),
        ("a = 1\nb = [\n1,\n\n", ": .*", "stores.toml, line 3"),
        ("a = (", ": .*value.*", "stores.toml, line 1"),
        ("a = " + "[" * 100_000, "", "stores.toml"),
    ],
)
def test_text_that_is_no_toml_names_its_line_and_the_complaint(text: str, complaint: str, where: str) -> None:
    """The complaint is Python's, in its own words."""
    with pytest.raises(SettingsError) as caught:
        SettingsText(text, "stores.toml").parse()
    assert re.fullmatch(rf"This is not TOML{complaint}\.", caught.value.what)
    assert "(at " not in caught.value.what
    assert (caught.value.where, caught.value.remedy) == (where, "Correct the line.")


def test_an_unknown_key_names_the_nearest_one_or_all_of_them_and_the_line() -> None:
    text = SettingsText('name = "x"\n[store]\nfixed_evnt = "Purchase"\nzzz = 1\n', "stores.toml")
    table = text.parse()["store"]
    assert isinstance(table, dict)
    for known, key, line, remedy in (
        (["name", "fixed_event"], "fixed_evnt", 3, "Did you mean “fixed_event”?"),
        (["name", "fixed_evnt"], "zzz", 4, "Known here: name, fixed_evnt."),
    ):
        with pytest.raises(SettingsError) as caught:
            text.refuse_unknown(table, iter(known), ["store"])
        assert caught.value.what == f"“{key}” is not a known key."
        assert caught.value.where == f"stores.toml, line {line}"
        assert caught.value.remedy == remedy
        assert caught.value.field == f"store.{key}"
    text.refuse_unknown(table, ["fixed_evnt", "zzz"])


QUOTES = "Put it in quotes: IDs are text, a number would lose digits."


@pytest.mark.parametrize(
    ("written", "kind", "what", "remedy"),
    [
        ("7123", str, "text in quotes, not a number", QUOTES),
        ("1.5", str, "text in quotes, not a number", QUOTES),
        ("true", str, "text in quotes, not true or false", QUOTES),
        ("2026-01-01", str, "text in quotes, not a date or a time", QUOTES),
        ("10:00:00", bool, "true or false, not a date or a time", ""),
        ('"yes"', bool, "true or false, not text in quotes", ""),
        ("true", int, "a number, not true or false", ""),
        ('"a"', list, "a list, not text in quotes", ""),
        ("[1]", dict, "a table, not a list", ""),
        ("{ a = 1 }", list, "a list, not a table", ""),
    ],
)
def test_a_wrong_type_says_what_is_needed(written: str, kind: type, what: str, remedy: str) -> None:
    text = SettingsText(f"\n[store]\nkey = {written}\n", "stores.toml")
    table = text.parse()["store"]
    assert isinstance(table, dict)
    with pytest.raises(SettingsError) as caught:
        text.expect(table["key"], kind, ("store", "key"))
    assert caught.value.what == f"“key” must be {what}."
    assert (caught.value.remedy, caught.value.where, caught.value.field) == (remedy, "stores.toml, line 3", "store.key")


@pytest.mark.parametrize(
    ("value", "kind"), [("a", str), (True, bool), (False, bool), (7, int), ([1], list), ({}, dict)]
)
def test_a_right_type_is_given_back(value: object, kind: type) -> None:
    assert SettingsText("a = 1", "t").expect(value, kind, ("a",)) is value


def test_an_error_names_the_line_of_the_key_within_its_table() -> None:
    error = SettingsText(TEXT, "stores.toml").error(("fields", "event", "after"), "It is too late.")
    assert (error.where, error.field) == ("stores.toml, line 11", "fields.event.after")
    assert (error.what, error.remedy) == ("It is too late.", "")
    top = SettingsText(TEXT, "stores.toml").error(("nowhere",), "It is missing.", "Write it.")
    assert str(top) == "stores.toml: It is missing. Write it."


def test_comments_are_seen_only_where_they_are() -> None:
    assert has_comments("a = 1 # why")
    assert has_comments("a = 'b' # why")
    assert has_comments('a = """#"""\n#')
    assert has_comments('a = """x"""" # "why"')
    assert has_comments("a = '''x''''' # 'why'")
    assert not has_comments('a = "# no"\nb = \'#\'\nc = """\n# no\n"""')


def test_nearest_ignores_case_and_gives_up() -> None:
    assert nearest("TimeStmp", ["timestamp", "email"]) == "timestamp"
    assert nearest("zzzzzz", ["timestamp", "email"]) is None


@pytest.mark.parametrize(
    ("word", "known", "right"),
    [
        ("phone", ["Phone", "PHONE"], "Phone"),
        ("phone", ["PHONE"], "PHONE"),
        ("curr", ["currency", "country"], "currency"),
        ("cur", ["currency"], None),
        ("zone", ["time_zone"], "time_zone"),
        ("zon", ["time_zone"], None),
        ("STRASSE", ["straße"], "straße"),
        ("email" + "x" * 195, ["email" + "x" * 195 + "y" * 5], "email" + "x" * 195 + "y" * 5),
        ("x" * 200 + "y" * 400, ["x" * 200], "x" * 200),
        ("", ["a"], None),
        ("a", [], None),
    ],
)
def test_the_nearest_word_is_near_enough(word: str, known: list[str], right: str | None) -> None:
    assert nearest(word, known) == right


def test_a_question_is_asked_only_where_there_is_something_to_offer() -> None:
    assert did_you_mean("a\nb", "Known here: c.") == "Did you mean “a�b”?"
    assert did_you_mean("x" * 61) == f"Did you mean “{'x' * 59}…”?"
    assert (did_you_mean(None, "Known here: c."), did_you_mean(None), did_you_mean("")) == ("Known here: c.", "", "")


def test_what_is_shown_cannot_steer_a_terminal() -> None:
    assert shown("a\x1b[31m\nb") == "a�[31m�b"
    assert shown("x" * 60) == "x" * 60
    assert shown("x" * 61) == "x" * 59 + "…"
