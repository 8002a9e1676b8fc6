"""Adding, renewing, renaming and removing a credential: each dialog whole, and which of them come after an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.support.asking import Asking
from tests.support.sandbox import Sandbox
from tests.support.secret_service import SecretService
from tiktok_tui.accounts import credentials
from tiktok_tui.accounts.credentials import Kind
from tiktok_tui.sandbox import known
from tiktok_tui.tiktok.secret import Secret
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.credentials import ask_secrets, flow
from tiktok_tui.tui.screens.credentials.ask_secrets import Method

Ask = Callable[..., Asking]


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch) -> Asking:
    """The dialogs of the flow, without an app; the keyring is not asked before each."""
    asking = Asking(monkeypatch, flow)
    asking.replace(monkeypatch, ask_secrets)

    async def answered() -> None:
        """The keyring has answered."""

    def dialogs(app: object, session: AppSession) -> Any:
        return SimpleNamespace(app=app, session=session, show=asking.show, answered=answered)

    monkeypatch.setattr(flow, "KeyringDialogs", dialogs)
    return asking


async def test_a_credential_from_its_first_question_to_its_removal(
    asking: Asking, real: AppSession, real_keyring: SecretService, sandbox: Sandbox, snapshot: SnapshotAssertion
) -> None:
    app, another = asking.app, sandbox.make_token()
    # Refused at first: the method is not asked for again, and the name that was typed is there.
    asking.answers = [Method.TOKEN, Secret(known.REVOKED_TOKEN), "acme", Secret(known.TOKEN), "acme"]
    made = await flow.add_credential(app, real)
    assert made is not None
    assert (made.name, made.kind, made.notes) == ("acme", Kind.TOKEN, ())
    asking.answers = [Method.TOKEN, Secret(another)]
    assert await flow.reauthorise(app, real, made) is not None
    assert [entry.secret for entry in real_keyring.entries()] == [another]
    tested = await flow.verify(app, real, made)
    assert tested is not None
    assert tested.slug == "acme"
    asking.answers = ["Acme of France", "The agency's"]
    renamed = await flow.rename(app, real, made)
    assert renamed is not None
    assert (renamed.slug, renamed.name, renamed.description) == ("acme", "Acme of France", "The agency's")
    asking.answers = [False, True]
    assert [await flow.remove(app, real, renamed) for _ in range(2)] == [False, True]
    assert (credentials.listing(real.home), real_keyring.entries()) == ((), [])
    assert asking.answers == []
    assert [asked.shown for asked in asking.dialogs] == snapshot


async def test_the_secrets_of_an_app_are_asked_for_one_after_the_other(
    asking: Asking, real: AppSession, real_keyring: SecretService, snapshot: SnapshotAssertion
) -> None:
    secret, token = Secret(known.APP_SECRET), Secret(known.REFRESH_TOKEN)
    asking.answers = [
        *(Method.REFRESH, known.APP_ID, Secret("wrong"), token, "Agency"),
        *(known.APP_ID, secret, token, "Agency"),
    ]
    made = await flow.add_credential(asking.app, real)
    assert made is not None
    assert (made.kind, made.app_id) == (Kind.REFRESH, known.APP_ID)
    assert [asked.shown for asked in asking.dialogs] == snapshot
    app_id, app_secret, refresh, name = asking.dialogs[6:10]
    assert [bool(asked.wrong(text)) for asked, text in ((app_id, "x1"), (app_id, "71"), (app_secret, ""))] == [
        True,
        False,
        True,
    ]
    assert [bool(refresh.wrong(text)) for text in ("", "token")] == [True, False]
    said = "That is the secret itself: a name is shown, and kept in a file."
    assert [name.wrong(text) for text in (f"my {known.APP_SECRET}", f"{known.REFRESH_TOKEN}!", "Tills")] == [
        said,
        said,
        "",
    ]
    assert "already" in name.wrong("Agency"), "it has been added meanwhile"
    asking.answers = [Method.REFRESH, None]
    assert await flow.reauthorise(asking.app, real, made) is None
    method, first = (asked.given for asked in asking.dialogs[-2:])
    assert (method["chosen"], method["title"], first["value"]) == (
        Method.REFRESH,
        "Reauthorise Agency",
        known.APP_ID,
    ), "it begins as it was added"


@pytest.mark.parametrize(
    ("token", "answers"),
    [
        ("", [None]),
        ("", [Method.TOKEN, None]),
        ("", [Method.TOKEN, Secret("a-token"), None]),
        ("", [Secret("a-token-pasted-into-the-list"), None]),
        ("", [Method.REFRESH, None]),
        ("", [Method.REFRESH, "71", None]),
        ("", [Method.REFRESH, "71", Secret("s"), None]),
        ("", [Method.REFRESH, "71", Secret("s"), Secret("r"), None]),
        ("", [Method.BROWSER, "71", Secret("s"), None]),
        ("a-pasted-token", [None]),
    ],
)
async def test_nothing_more_is_asked_once_one_question_is_left(
    token: str, answers: list[object], asking: Asking, real: AppSession
) -> None:
    asking.answers = answers
    assert await flow.add_credential(asking.app, real, Secret(token) if token else None) is None
    assert asking.answers == []
    assert credentials.listing(real.home) == ()


async def test_a_pasted_token_that_is_refused_is_asked_for(
    asking: Asking, real: AppSession, real_keyring: SecretService
) -> None:
    asking.answers = ["acme", None]
    assert await flow.add_credential(asking.app, real, Secret(known.REVOKED_TOKEN)) is None
    assert asking.titles == ["What shall it be called?", "Add a credential", "Access token"]
    assert real_keyring.entries() == []


async def test_a_name_that_is_left_changes_nothing_and_a_description_that_is_left_stays(
    asking: Asking, real: AppSession
) -> None:
    acme = credentials.Credential("acme", "0" * 16, "Acme", description="The agency's")
    credentials.save(real.home, acme)
    asking.answers = [None, "Acme of France", None]
    assert await flow.rename(asking.app, real, acme) is None
    assert credentials.load(real.home, "acme") == acme
    assert await flow.rename(asking.app, real, acme) == replace(acme, name="Acme of France")
    name, description = (asked.given["value"] for asked in asking.dialogs[1:])
    assert (name, description) == ("Acme", "The agency's")
    assert asking.dialogs[0].wrong(" ") == "The credential needs a name."
    assert asking.dialogs[0].wrong("Acme") == ""
