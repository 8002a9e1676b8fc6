"""Names of settings files: made from what people type, and found by the nearest one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.support.privileges import ordinary_user
from tiktok_tui.accounts import slugs
from tiktok_tui.events.errors import SettingsError, StateError


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Store sales!", "store-sales"),
        ("Großer Laden", "grosser-laden"),
        ("ﬁne ②", "fine-2"),
        ("a_b__c", "a-b-c"),
        ("_ ..", "unnamed"),
        ("x" * 61, "x" * 60),
        ("x" * 59 + " y", "x" * 59),
    ],
)
def test_a_slug_is_letters_and_digits_of_a_name_joined_by_dashes(name: str, slug: str) -> None:
    assert slugs.slug_for(name) == slug
    assert slugs.slug_for(name, {slug, f"{slug}-2"}) == f"{slug}-3"


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        *(("a", True), ("a" * 100, True), ("Läden & Büros (2)", True), ("a_b+c.d", True), ("7", True)),
        *(("a" * 101, False), ("_a", False), ("-a", False), ("a.", False), ("a ", False), ("a/b", False), ("", False)),
    ],
)
def test_what_names_a_file_in_its_folder(text: str, fits: bool) -> None:
    assert slugs.is_slug(text) is fits


def test_the_signs_that_a_name_of_a_file_may_hold() -> None:
    ascii_signs = [chr(number) for number in range(128) if not chr(number).isalnum()]
    assert [sign for sign in ascii_signs if slugs.is_slug(f"a{sign}b")] == list(" &()+-._")
    assert [sign for sign in ascii_signs if slugs.is_slug(f"{sign}b")] == []
    assert [sign for sign in ascii_signs if slugs.is_slug(f"a{sign}")] == list("&()+-_")


def test_the_files_of_a_folder_are_listed_by_name(tmp_path: Path) -> None:
    for name in ("b.toml", "a.toml", "c.txt", "-d.toml", "e.toml~"):
        (tmp_path / name).touch()
    assert slugs.in_folder(tmp_path) == ["a", "b"]
    assert slugs.in_folder(tmp_path / "none") == slugs.in_folder(tmp_path / "a.toml") == []


@pytest.mark.skipif(sys.platform != "linux", reason="capabilities are Linux's")
def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o300)
    try:
        with ordinary_user(), pytest.raises(StateError, match="The folder cannot be read: Permission denied") as raised:
            slugs.in_folder(tmp_path)
    finally:
        tmp_path.chmod(0o700)
    assert raised.value.where == str(tmp_path)
    assert raised.value.remedy == "Check who owns it, or set TIKTOK_TUI_HOME to a folder of your own."


def test_a_name_that_nothing_has_brings_the_nearest_or_all_or_the_first_step(tmp_path: Path) -> None:
    def remedy(*known: str) -> str:
        error = slugs.missing(tmp_path, "stroe", known, "sync", "`tiktok-tui sync add`")
        assert (error.what, error.where, error.field) == ("There is no sync “stroe”.", str(tmp_path), "sync")
        return error.remedy

    assert remedy("store", "web") == "Did you mean “store”?"
    assert remedy("web", "outlet") == "There are: web, outlet."
    assert remedy() == "There is none yet: `tiktok-tui sync add`."
    with pytest.raises(SettingsError, match=r"“\.\./x” cannot be a sync's name") as raised:
        slugs.file_in(tmp_path, "../x", "sync")
    assert (raised.value.field, raised.value.remedy) == ("name", "Use letters, digits and dashes.")
    assert slugs.file_in(tmp_path, "store", "sync") == tmp_path / "store.toml"


def test_a_file_that_cannot_be_read_does_not_hide_the_others() -> None:
    def load(name: str) -> str:
        if name == "bad":
            raise SettingsError("planted")
        return name.upper()

    found, broken = slugs.read_all(["a", "bad", "b"], load)
    assert (found, [error.what for error in broken]) == (("A", "B"), ["planted"])
