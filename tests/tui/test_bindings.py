"""The keys that the settings can change."""

from __future__ import annotations

from tiktok_tui.tui.bindings import changeable


def test_a_key_of_every_step_has_its_general_sentence_and_numbered_answers_keep_their_numbers() -> None:
    found = changeable()
    assert found["step.next"].tooltip == "Check this step and continue with the next one"
    assert found["home.upload"].key == "u"
    assert [name for name in found if name.startswith("ask.")] == []
