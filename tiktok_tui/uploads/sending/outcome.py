"""What TikTok said about a batch, and whether it may have been carried out all the same."""

from __future__ import annotations

from dataclasses import dataclass

from tiktok_tui.events.errors import AppError, UnreachableError
from tiktok_tui.tiktok import errors
from tiktok_tui.tiktok.answers import Answer
from tiktok_tui.uploads.sending.batch import Batch


@dataclass(frozen=True, slots=True)
class Outcome:
    """What TikTok said about a batch: `message` without anybody's data; `seconds` of the last request."""

    tries: int
    seconds: float
    code: int = 0
    request_id: str = ""
    message: str = ""


def outcome_of_answer(piece: Batch, answer: Answer) -> Outcome:
    """The outcome of a request that was accepted."""
    return Outcome(piece.tries, answer.seconds, answer.code, answer.request_id, answer.message)


def outcome_of(piece: Batch, error: AppError, seconds: float) -> Outcome:
    """The outcome of a request that failed."""
    if isinstance(error, errors.TikTokError):
        return Outcome(piece.tries, seconds, error.code, error.request_id, error.what)
    return Outcome(piece.tries, seconds, message=error.what)


def surely_not_taken(error: UnreachableError) -> bool:
    """True if the request was certainly not carried out: it never left, or TikTok said that it had not begun."""
    return isinstance(error, errors.Transient) and not error.in_doubt
