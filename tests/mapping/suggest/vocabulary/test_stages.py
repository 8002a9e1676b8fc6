from __future__ import annotations

import pytest

from tests.mapping.suggest.small_files import suggested_for
from tiktok_tui.mapping.suggest.vocabulary import stages


@pytest.mark.parametrize(
    "stage", ["Closed Won", "closedwon", "Abgeschlossen und gewonnen", "Gagné", "Cerrado ganado", "Chiuso vinto"]
)
def test_a_deal_that_was_won(stage: str) -> None:
    assert stages.is_won(stage) is True


@pytest.mark.parametrize(
    "stage", ["Closed lost", "Verloren", "Fermé perdu", "Perdida", "Chiuso perso", "Won, then lost"]
)
def test_a_deal_that_was_lost(stage: str) -> None:
    assert stages.is_won(stage) is False


@pytest.mark.parametrize("stage", ["", "Contract sent", "Not won", "Termin vereinbart", "Wonderful"])
def test_a_stage_that_says_neither(stage: str) -> None:
    assert stages.is_won(stage) is None


def deals(*phases: str) -> dict[str, list[str]]:
    size = range(len(phases))
    return {
        "Deal-Phase": list(phases),
        "Abschlussdatum": [f"2026-06-1{number} 10:00" for number in size],
        "Betrag": [f"{number + 10}.50" for number in size],
        "E-Mail": [f"a{number}@b.co" for number in size],
    }


def test_only_the_deals_that_were_won_are_kept() -> None:
    found = suggested_for(deals("Gewonnen", "Termin vereinbart", "Verloren"))
    assert found.mapping.only == {"Deal-Phase": ("Gewonnen",)}
    assert not found.questions


def test_deals_of_which_none_is_known_to_be_won_are_asked_about() -> None:
    (question,) = suggested_for(deals("Unterschrieben", "Verloren")).questions
    assert question.field == "rows"
    assert "“Unterschrieben”" in str(question)


def test_a_phase_that_is_no_deal_s_leaves_no_row_out() -> None:
    found = suggested_for(deals("Lackiert", "Poliert"))
    assert not found.mapping.only
    assert not found.mapping.leave_out
    assert not found.questions
