"""Which words of a text have which style: `==` compares contents of Textual's by their words alone."""

from __future__ import annotations

from textual.content import Content


def coloured(content: str | Content) -> list[tuple[str, str]]:
    """Return the parts of `content` that have a style, in order, each with it."""
    spans = [] if isinstance(content, str) else content.spans
    plain = str(content)
    return [(plain[span.start : span.end], str(span.style)) for span in spans if span.style and span.end > span.start]
