"""Pictures of the app for people to look at: Textual's SVG as PNG, drawn with Fira Code where that is installed."""

from __future__ import annotations

import html
import re
from pathlib import Path

import resvg_py
from rich.cells import cell_len

from tests.support.pilot import CELL

FONTS = Path("/usr/share/fonts/truetype/firacode")
"""Where Debian's fonts-firacode puts them."""

STAND_IN = Path("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf")
"""For the few glyphs that Fira Code has not (✗ ↻ ▾), as a terminal takes them from another font."""

TICK = "✓"
"""Fira Code has one that looks like the sign of a square root, so it is drawn from the other font."""

_TEXT = re.compile(r'(<text[^>]*? )x="([\d.]+)"([^>]*? )textLength="[\d.]+"([^>]*>)([^<]*✓[^<]*)</text>')


def have_fonts() -> bool:
    """Return True if pictures would have letters."""
    return any(FONTS.glob("*.ttf"))


def png(svg: str) -> bytes:
    """A screenshot (the text of Textual's SVG) as PNG."""
    # The style sheet names a font on the network, and a title font that is not there.
    local = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL).replace(
        "font-family: arial", "font-family: Fira Code"
    )
    local = _TEXT.sub(_ticks_apart, local)
    fonts = [*sorted(FONTS.glob("*.ttf")), *([STAND_IN] if STAND_IN.exists() else [])]
    drawn = resvg_py.svg_to_bytes(
        svg_string=local,
        skip_system_fonts=True,
        font_files=[str(path) for path in fonts],
        monospace_family="Fira Code",
        font_family="Fira Code",
        # Ligatures would draw ─── and -> as one glyph, which a terminal does not.
        style_sheet="text{font-variant-ligatures:none;font-feature-settings:'calt' 0,'liga' 0}",
    )
    return bytes(drawn)


def _ticks_apart(found: re.Match[str]) -> str:
    """One text of a screenshot with its ticks as texts of their own, in the font that draws them well."""
    start, x, between, end, text = found.groups()
    before = [text[: tick.start()] for tick in re.finditer(TICK, text)]
    columns = [float(x) + CELL * cell_len(html.unescape(part)) for part in before]
    font = 'font-family="DejaVu Sans Mono"'
    ticks = (f'{start}x="{column:g}"{between}{font}{end}{TICK}</text>' for column in columns)
    return found.group().replace(TICK, "&#160;") + "".join(ticks)
