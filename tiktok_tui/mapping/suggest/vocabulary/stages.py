"""Stages of deals in many languages: a deal is a sale once it is won, and no other stage is one."""

from __future__ import annotations

from collections.abc import Sequence

from tiktok_tui.mapping.suggest.vocabulary import states
from tiktok_tui.mapping.suggest.vocabulary.states import Sale
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words


def _words(text: str) -> frozenset[str]:
    return frozenset(word for each in text.split() for word in words(each))


STAGE = _words(
    """
    stage phase dealstage dealphase verkaufsphase etape etapa fase estagio stadium стадия этап aşama fáze vaihe etap
    dealfase avtalefase aftalefase handelsfase affarsfas dealstadium affarsstadium avtalestadium
    フェーズ ステージ 商談フェーズ 商談ステージ 取引ステージ 案件ステージ 案件フェーズ 阶段 階段 商机阶段 交易阶段
    交易階段 단계 영업단계 거래단계
    """
)
"""Words in the name of a column of stages."""
_WON = _words(
    """
    won closedwon gewonnen gagne gagnee gagnes ganado ganada ganho ganha vinto vinta успешно успешна успешный успешная
    выиграна выигран wygrana wygrany wygrane kazanildi vyhráno vyhraný vunnet vunnen vunnit vundet voitettu
    megnyert câștigat 受注 成約 成立 受注済み 成約済み 赢单 贏單 成交 已成交 수주 성사
    """
)
_LOST = _words(
    """
    lost closedlost verloren perdu perdue perdus perdido perdida perso persa провалена провал провала проиграна
    przegrana przegrany przegrane kaybedildi prohráno förlorad förlorat tapt tabt hävitty elveszett pierdut 失注 不成立
    不成約 输单 輸單 丢单 未成交 실주 실패 verpasst manque
    """
)
_WON_IN_WORDS = frozenset({"abschlusserzielt", "negociofechado", "fechadoganho", "cierreganado", "fermegagne"})
"""Stages of won deals whose words say it only together."""
_NOT = _words("not no non nicht kein nao never не")


def names_a_stage(said: Sequence[str]) -> bool:
    """Return True if the words of a name are those of a column of stages, or of the forecast of deals.

    >>> names_a_stage(("deal", "stage")), names_a_stage(("forecast", "category")), names_a_stage(("category",))
    (True, True, False)
    """
    return not STAGE.isdisjoint(said) or is_forecast(said)


def is_forecast(said: Sequence[str]) -> bool:
    """Return True if the words of a name are those of the forecast of deals."""
    return "forecast" in said and ("category" in said or "status" in said)


def is_won(stage: str) -> bool | None:
    """Return True for a stage of a deal that was won, False for one that was lost, None for any other.

    >>> is_won("Abgeschlossen und gewonnen"), is_won("Closed lost"), is_won("Contract sent")
    (True, False, None)
    """
    said = words(stage)
    if squeezed(stage) in _WON_IN_WORDS:
        return True
    if not _LOST.isdisjoint(said):
        return False
    return True if not _WON.isdisjoint(said) and _NOT.isdisjoint(said) else None


def are_of_deals(found: Sequence[str]) -> bool:
    """Return True if states are those of deals: some are won, some lost, and none is that of an order.

    >>> are_of_deals(["Won", "Lost", "Proposal sent"]), are_of_deals(["Won", "Shipped", "Lost"])
    (True, False)
    """
    won = [is_won(state) for state in found]
    others = [state for state, each in zip(found, won, strict=True) if each is None]
    return (
        True in won
        and False in won
        and not any(states.judged(state) is Sale.YES and squeezed(state) != "active" for state in others)
    )
