"""The Linux console has a font of a few hundred glyphs: missing ones are replaced by glyphs that it has.

Which those are was read from the fonts of Debian's console-setup (Lat15, Lat2, Lat7, CyrSlav, Uni1): they have boxes,
arrows, ✗, ● and …, and neither ✓ nor ○ nor parts of blocks. One cell becomes one cell, so nothing moves.
"""

from __future__ import annotations

from textual.drivers.linux_driver import LinuxDriver

PLAIN = str.maketrans("✓○↻▌▏▎▍▋▊▉▐▕▔▀▁▂▃▄▅▆▇␍␛␡␣", "+o»││││████│──___▒▒██???_")


class ConsoleDriver(LinuxDriver):
    """Textual's own driver, with plainer glyphs."""

    def write(self, data: str) -> None:
        """Write `data` as the console's font can show it."""
        super().write(data.translate(PLAIN))
