"""Stages of deals, in six languages: a deal is a sale once it is won, and no other stage is one."""

from __future__ import annotations

from collections.abc import Sequence

from tiktok_tui.events.settings_text import shown
from tiktok_tui.mapping.suggest.draft import MappingDraft, Question, quoted
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.words import words

STAGE = frozenset("stage phase dealstage dealphase verkaufsphase etape etapa fase estagio stadium".split())
"""Words in the name of a column of stages."""
_WON = frozenset("won closedwon gewonnen gagne gagnee gagnes ganado ganada ganho ganha vinto vinta".split())
_LOST = frozenset("lost closedlost verloren perdu perdue perdus perdido perdida perso persa".split())
_NOT = frozenset("not no non nicht kein nao never".split())


def is_won(stage: str) -> bool | None:
    """Return True for a stage of a deal that was won, False for one that was lost, None for any other.

    >>> is_won("Abgeschlossen und gewonnen"), is_won("Closed lost"), is_won("Contract sent")
    (True, False, None)
    """
    said = words(stage)
    if not _LOST.isdisjoint(said):
        return False
    return True if not _WON.isdisjoint(said) and _NOT.isdisjoint(said) else None


def settle_stages(draft: MappingDraft, column: SampledColumn, found: Sequence[str]) -> bool:
    """Keep only the deals that were won, or ask which were; False if no stage speaks of winning or losing."""
    won = [stage for stage in found if is_won(stage)]
    if won:
        draft.only[column.name] = tuple(won)
        return True
    if any(is_won(stage) is False for stage in found):
        text = f"No “{shown(column.name)}” says that the deal was won: which of {quoted(found)} is a sale?"
        draft.questions.append(Question("rows", text))
        return True
    return False
