"""Every shape that a field expects is one that samples are tested for."""

from __future__ import annotations

from tiktok_tui.events.fields import FIELDS
from tiktok_tui.mapping.suggest.fit import EXPECTED
from tiktok_tui.mapping.suggest.shapes import SHAPES


def test_every_expected_shape_is_known() -> None:
    for field in FIELDS:
        assert set(field.expected) <= set(SHAPES), field.name
        assert 0 < field.share <= 1
    assert {field.name for field in FIELDS if field.expected} <= set(EXPECTED)
