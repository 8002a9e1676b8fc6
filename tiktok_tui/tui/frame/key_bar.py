"""The line at the bottom of every screen: its most useful keys, clickable."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

MOST = 6
"""Keys shown at once; the help screen and the palette have the others."""


@dataclass(frozen=True, slots=True)
class _Key:
    """One key in the line, from cell `start` up to and without `end`."""

    active: ActiveBinding
    display: str
    start: int
    end: int


class KeyBar(Widget):
    """Shows the bindings with `show=True`, the focused widget's and the screen's before the app's, at most six.

    The app's own (find, help) fill the rest of the line. Esc, where it leads somewhere, Ctrl+S, which continues or
    saves, and help are always there. A disabled key is dimmed, and its tooltip says why if the node has
    `why_disabled(action) -> str`.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: 1;
        padding: 0 1;
        background: $panel;
        color: $foreground;
    }
    """

    def on_mount(self) -> None:
        """Redraw when the screen's bindings change."""
        self.screen.bindings_updated_signal.subscribe(self, self._redraw)

    def _redraw(self, _: Screen[object]) -> None:
        self.refresh()

    def _shown(self) -> list[ActiveBinding]:
        seen: set[tuple[object, str]] = set()
        own: list[ActiveBinding] = []
        everywhere: list[ActiveBinding] = []
        for active in self.screen.active_bindings.values():
            named = (active.node, active.binding.action)
            if not active.binding.show or not active.binding.description or named in seen:
                continue
            seen.add(named)
            (everywhere if active.node is self.app else own).append(active)
        first = len(self.app.screen_stack) == 1
        back = [each for each in own if _leads_back(each) and not (first and each.binding.action == "back")]
        own = [active for active in own if not _leads_back(active)]
        while len(own) > MOST - 1 - len(back):
            own.remove(next(active for active in reversed(own) if not _leads_on(active)))
        own += back
        # Help is last in the app's list and must not be lost.
        return own + everywhere[-(MOST - len(own)) :]

    def _display(self, active: ActiveBinding) -> str:
        """The key in words; help's other key while one types, since the first one would be typed."""
        if active.binding.action == "help" and isinstance(self.screen.focused, Input):
            return "F1"
        return self.app.get_key_display(active.binding)

    def _keys(self) -> list[_Key]:
        shown = [(active, self._display(active)) for active in self._shown()]
        widths = [cell_len(display) + 1 + cell_len(active.binding.description) for active, display in shown]
        while len(shown) > 1 and sum(widths) + 3 * (len(widths) - 1) > self.size.width:
            spare = [place for place, (active, _) in enumerate(shown[:-1]) if not _leads(active)]
            # A key that does nothing now is the first to go.
            dimmed = [place for place in spare if not shown[place][0].enabled]
            last = (dimmed or spare or [0])[-1]
            del shown[last], widths[last]
        keys, start = [], 0
        for (active, display), width in zip(shown, widths, strict=True):
            keys.append(_Key(active, display, start, start + width))
            start += width + 3
        return keys

    def render(self) -> Content:
        """`key what   key what …`."""
        parts: list[tuple[str, str]] = []
        for key in self._keys():
            dim = "" if key.active.enabled else " dim"
            parts.append((key.display, f"bold $accent{dim}"))
            parts.append((f" {key.active.binding.description}   ", f"$foreground-muted{dim}"))
        return Content.assemble(*parts)

    def _key_at(self, x: int) -> _Key | None:
        return next((key for key in self._keys() if key.start <= x < key.end), None)

    async def on_click(self, event: events.Click) -> None:
        """Press the key under the mouse."""
        offset = event.get_content_offset(self)
        key = self._key_at(offset.x) if offset is not None else None
        if key is not None and key.active.enabled:
            await self.app.run_action(key.active.binding.action, key.active.node)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what the key under the mouse does, or why it is disabled."""
        key = self._key_at(event.x - 1)
        self.tooltip = None if key is None else described(key.active)


def _leads_back(active: ActiveBinding) -> bool:
    """True for Esc."""
    return active.binding.key == "escape"


def _leads_on(active: ActiveBinding) -> bool:
    """True for Ctrl+S."""
    return active.binding.key == "ctrl+s"


def _leads(active: ActiveBinding) -> bool:
    """True for the keys that lead away from a screen."""
    return _leads_back(active) or _leads_on(active)


def described(active: ActiveBinding) -> Content:
    """The tooltip of a binding; with the reason if it is disabled."""
    binding: Binding = active.binding
    text = binding.tooltip or binding.description
    if not active.enabled:
        why = getattr(active.node, "why_disabled", None)
        reason = str(why(binding.action)) if why is not None else ""
        text = f"{text} (not now{': ' + reason if reason else ''})"
    return Content(text)
