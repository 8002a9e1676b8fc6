"""Every key that the app declares, found in its modules: for the settings, which change them, and for the docs."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from functools import cache

from textual.binding import Binding
from textual.dom import DOMNode

import tiktok_tui.tui


@cache
def declared() -> tuple[tuple[type[DOMNode], tuple[Binding, ...]], ...]:
    """Return each class with its own bindings. Imports every screen, which takes a few tenths of a second."""
    return tuple(_found())


def changeable() -> dict[str, Binding]:
    """Return every binding whose key the settings can change, by its ID.

    A screen may give a key of every step a sentence of its own; the general one is returned.
    """
    found: dict[str, Binding] = {}
    for _, own in declared():
        place = _place(own[-1])
        for binding in own:
            if not binding.id or binding.system:
                continue
            if _place(binding) == place:
                found[binding.id] = binding
            else:
                found.setdefault(binding.id, binding)
    return found


def _place(binding: Binding) -> str:
    """The part of the ID before its point."""
    return str(binding.id).partition(".")[0]


def _found() -> Iterator[tuple[type[DOMNode], tuple[Binding, ...]]]:
    for found in pkgutil.walk_packages(tiktok_tui.tui.__path__, f"{tiktok_tui.tui.__name__}."):
        module = importlib.import_module(found.name)
        for _, node in inspect.getmembers(module, inspect.isclass):
            if node.__module__ == found.name and issubclass(node, DOMNode):
                own = tuple(binding for binding in vars(node).get("BINDINGS", ()) if isinstance(binding, Binding))
                if own:
                    yield node, own


def clash(keys: dict[str, str]) -> tuple[str, str] | None:
    """Return the IDs of two bindings of one screen that would have one key with the changed `keys`, if there are any.

    Bindings that share a key already (Enter means one thing or another) are meant to.
    """
    for _, bindings in declared():
        taken: dict[str, Binding] = {}
        for binding in bindings:
            for key in keys.get(binding.id or "", binding.key).split(","):
                other = taken.setdefault(key.strip(), binding)
                changed = {binding.id, other.id} & keys.keys()
                if other.id != binding.id and changed:
                    return str(other.id), str(binding.id)
    return None
