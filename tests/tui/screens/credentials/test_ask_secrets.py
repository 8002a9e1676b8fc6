"""Asking for secrets: nothing is begun that cannot be done again before the keyring has answered."""

from __future__ import annotations

from types import SimpleNamespace
from typing import NoReturn, cast

import pytest

from tiktok_tui.accounts import browser
from tiktok_tui.events.errors import KeyringError
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.credentials.ask_secrets import Method, ask_secrets
from tiktok_tui.tui.screens.credentials.keyring_dialogs import KeyringDialogs


@pytest.mark.parametrize("answers", [["app", "secret", ""], ["app", "secret", None], ["app", None], [""]])
async def test_tiktok_is_not_asked_for_consent_before_the_keyring_has_answered(
    answers: list[str | None], session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = list(answers)

    async def show(_: object) -> str | None:
        return left.pop(0)

    async def answered() -> NoReturn:
        raise KeyringError("It is locked.")

    def begun(*_: object, **__: object) -> NoReturn:
        pytest.fail("the authorisation was begun")

    monkeypatch.setattr(browser, "Authorisation", begun)
    dialogs = cast("KeyringDialogs", SimpleNamespace(show=show, answered=answered, session=session))
    if len(answers) == 3 and answers[2] is not None:
        with pytest.raises(KeyringError, match="It is locked"):
            await ask_secrets(dialogs, Method.BROWSER)
    else:
        assert await ask_secrets(dialogs, Method.BROWSER) is None
    assert left == []
