"""The keys that the settings can change."""

from __future__ import annotations

import pytest

from tiktok_tui.tui.bindings import changeable, clash, declared


def test_a_key_of_every_step_has_its_general_sentence_and_numbered_answers_keep_their_numbers() -> None:
    found = changeable()
    assert found["step.next"].tooltip == "Check this step and continue with the next one"
    assert found["home.upload"].key == "u"
    assert [name for name in found if name.startswith("ask.")] == []
    assert {"app.help", "dialog.leave", "table.open"} < found.keys()
    assert found["app.help"].key == "question_mark,f1"
    assert (found["page.back"].tooltip, found["confirm.yes"].tooltip) == ("Go back one level", "Do it")


def test_each_class_has_the_bindings_that_it_declares_itself() -> None:
    named = {node.__name__: [binding.id for binding in own] for node, own in declared()}
    assert named["Page"] == ["page.zoom", "page.back"]
    assert "Dialog" in named
    assert "TextLine" not in named


@pytest.mark.parametrize(
    ("keys", "both"),
    [
        ({}, None),
        ({"home.upload": "f6"}, None),
        ({"home.upload": "r"}, ("home.upload", "home.resume")),
        ({"home.resume": "f6, u"}, ("home.upload", "home.resume")),
        ({"home.upload": "r", "home.resume": "u"}, None),
        ({"home.upload": "f6", "home.resume": "f6"}, ("home.upload", "home.resume")),
        ({"app.help": "f3"}, ("app.read_saved", "app.help")),
        ({"app.settings": "f1"}, ("app.settings", "app.help")),  # the second of its keys
        ({"of.a.later.version": "u"}, None),
    ],
)
def test_two_keys_of_one_screen_may_not_be_the_same(keys: dict[str, str], both: tuple[str, str] | None) -> None:
    assert clash(keys) == both
