"""Pictures of the app for people to look at: Textual's SVG as PNG, drawn with Fira Code where that is installed."""

from __future__ import annotations

import re
from pathlib import Path

import resvg_py

FONTS = Path("/usr/share/fonts/truetype/firacode")
"""Where Debian's fonts-firacode puts them."""

STAND_IN = Path("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf")
"""For the few glyphs that Fira Code has not (✗ ↻ ▾), as a terminal takes them from another font."""


def have_fonts() -> bool:
    """Return True if pictures would have letters."""
    return any(FONTS.glob("*.ttf"))


def png(svg: str) -> bytes:
    """A screenshot (the text of Textual's SVG) as PNG."""
    # The style sheet names a font on the network, and a title font that is not there.
    local = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL).replace(
        "font-family: arial", "font-family: Fira Code"
    )
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
