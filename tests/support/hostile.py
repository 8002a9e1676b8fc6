"""Text as the worst files hold it: markup, escape sequences, wide, joined, right-to-left and endless text."""

from __future__ import annotations

HOSTILE = (
    "[/b]",
    "[bold]x",
    "[@click=app.quit]x[/]",
    "[$error]x",
    "\x1b[31mred\x1b[0m\x1b[2J\x1b]0;title\x07",
    "a\r\nb\tc\x00d\x7f\x9b31m",
    "日本語のとても長い注文の名前です",
    "👨‍👩‍👧‍👦 👍🏽 ❤️ 🇫🇷",
    "مرحبا بالعالم \u202eevil\u202c",
    "zero\u200bwidth\ufeff",
    "e" + "\u0301" * 300,
    "lone \ud800 half",
    "x" * 10_000,
    "",
    "   ",
)
