"""The two themes: what is written can be read, and what is wrong looks unlike what is done."""

from __future__ import annotations

from itertools import product

import pytest
from textual.color import Color
from textual.theme import Theme

from tiktok_tui.tui.theme import DARK, LIGHT


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG between two colours."""

    def luminance(colour: str) -> float:
        parts = [part / 255 for part in Color.parse(colour).rgb]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_every_colour_of_words_can_be_read_on_every_ground(theme: Theme) -> None:
    words = {name: str(getattr(theme, name)) for name in ("foreground", "accent", "warning", "error", "secondary")}
    grounds = {name: str(getattr(theme, name)) for name in ("background", "surface", "panel")}
    ratios = {pair: contrast(words[pair[0]], grounds[pair[1]]) for pair in product(words, grounds)}
    assert min(ratios.values()) >= 4.3, min(ratios, key=ratios.__getitem__)
    assert len(set(words.values())) == len(words)
    assert theme.primary == theme.accent == theme.success == theme.variables["border"]
    for ground, ink in (("background", "foreground"), ("blurred-background", "blurred-foreground")):
        block = (theme.variables[f"block-cursor-{ground}"], theme.variables[f"block-cursor-{ink}"])
        assert contrast(*block) >= 4.5
    assert contrast(str(theme.background), theme.variables["border-blurred"]) < contrast(
        str(theme.background), theme.variables["border"]
    )


def test_the_dark_one_is_dark() -> None:
    assert [(theme.name, theme.dark) for theme in (DARK, LIGHT)] == [("tiktok", True), ("tiktok-light", False)]
    for theme in (DARK, LIGHT):
        assert (Color.parse(str(theme.background)).brightness < 0.5) is theme.dark
        assert (Color.parse(str(theme.foreground)).brightness < 0.5) is not theme.dark
    assert set(DARK.variables) == set(LIGHT.variables)
