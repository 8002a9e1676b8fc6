"""The command palette: every action that a key has here, and every route, found by words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.types import IgnoreReturnCallbackType
from textual.widgets import OptionList

from tiktok_tui.events.guides import GUIDES
from tiktok_tui.tui.routes import ROUTES
from tiktok_tui.tui.widgets.closes_once import ClosesOnce

_NOT_LISTED = {"app.focus_next", "app.focus_previous", "command_palette", "app.command_palette", "help_quit"}


class Palette(CommandPalette, ClosesOnce[None]):
    """The palette itself; Enter pressed twice closes it once."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the list alone until it is laid out: Textual's page keys fail while it has no lines."""
        if action == "command_list":
            return any(found.scrollable_content_region for found in self.query(OptionList))
        return super().check_action(action, parameters)


class Actions(Provider):
    """The active bindings of the screen that the palette was opened on, then the routes."""

    def _found(self) -> Iterator[tuple[str, str, IgnoreReturnCallbackType]]:
        """Sentence, short words and callable of every action that is possible now."""
        seen = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if not active.enabled or not binding.description or binding.id is None or binding.action in _NOT_LISTED:
                continue
            if (active.node, binding.action) in seen or binding.id.startswith("table."):
                continue
            seen.add((active.node, binding.action))
            key = self.app.get_key_display(binding)
            run = partial(self.app.run_action, binding.action, active.node)
            yield binding.tooltip or binding.description, f"{binding.description.lower()} · {key}", run
        for guide in GUIDES:
            yield f"Guide: {guide.title}", "read it", partial(self.app.run_action, f"app.guide({guide.name!r})")
        for route in ROUTES.values():
            yield route.help, f"go to {route.title.lower()}", partial(self.app.run_action, f"app.go({route.name!r})")

    async def discover(self) -> Hits:
        """All actions, while nothing has been typed."""
        for title, words, run in self._found():
            yield DiscoveryHit(title, run, help=words)

    async def search(self, query: str) -> Hits:
        """The actions with a matching title or sentence."""
        matcher = self.matcher(query)
        for title, words, run in self._found():
            score = max(matcher.match(title), 0.8 * matcher.match(words))
            if score > 0:
                yield Hit(score, matcher.highlight(title), run, help=words)
