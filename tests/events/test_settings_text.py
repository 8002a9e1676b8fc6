from __future__ import annotations

from collections.abc import Iterator

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.events.settings_text import SettingsText, has_comments, line_of, nearest, shown

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
  2,
]
last = 2026-01-01 10:00:00
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
        (("rows", "last"), 17),
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


def test_a_syntax_error_names_its_line() -> None:
    with pytest.raises(SettingsError) as caught:
        SettingsText('a = 1\nb = "open\n', "stores.toml").parse()
    assert caught.value.where == "stores.toml, line 2"


def test_an_unfinished_file_names_its_last_line() -> None:
    with pytest.raises(SettingsError) as caught:
        SettingsText("a = 1\nb = [\n1,\n", "stores.toml").parse()
    assert caught.value.where == "stores.toml, line 3"


def test_absurd_nesting_is_an_error_for_people() -> None:
    with pytest.raises(SettingsError):
        SettingsText("a = " + "[" * 100_000, "stores.toml").parse()


def test_an_unknown_key_names_the_nearest_one_and_the_line() -> None:
    text = SettingsText('name = "x"\nfixed_evnt = "Purchase"\n', "stores.toml")
    with pytest.raises(SettingsError) as caught:
        text.refuse_unknown(text.parse(), ["name", "fixed_event", "currency"])
    assert caught.value.where == "stores.toml, line 2"
    assert "fixed_event" in caught.value.remedy
    assert caught.value.field == "fixed_evnt"


def test_a_wrong_type_says_what_is_needed() -> None:
    text = SettingsText("advertiser_id = 7123\n", "stores.toml")
    with pytest.raises(SettingsError) as caught:
        text.expect(text.parse()["advertiser_id"], str, ("advertiser_id",))
    assert caught.value.what == "“advertiser_id” must be text in quotes, not a number."


def test_an_error_names_the_line_of_the_key_within_its_table() -> None:
    error = SettingsText(TEXT, "stores.toml").error(("fields", "event", "after"), "It is too late.")
    assert (error.where, error.field) == ("stores.toml, line 11", "fields.event.after")


def test_a_truth_value_is_no_number() -> None:
    with pytest.raises(SettingsError):
        SettingsText("a = true", "t").expect(True, int, ("a",))


def test_comments_are_seen_only_where_they_are() -> None:
    assert has_comments("a = 1 # why")
    assert not has_comments('a = "# no"\nb = \'#\'\nc = """\n# no\n"""')


def test_nearest_ignores_case_and_gives_up() -> None:
    assert nearest("TimeStmp", ["timestamp", "email"]) == "timestamp"
    assert nearest("zzzzzz", ["timestamp", "email"]) is None


def test_what_is_shown_cannot_steer_a_terminal() -> None:
    assert shown("a\x1b[31m\nb") == "a�[31m�b"
    assert shown("x" * 60) == "x" * 60
    assert shown("x" * 61) == "x" * 59 + "…"
