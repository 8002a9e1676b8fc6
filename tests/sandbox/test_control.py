"""An account that somebody has at TikTok already can be tried out in the sandbox."""

from __future__ import annotations

import json

from tiktok_tui.sandbox import known
from tiktok_tui.sandbox.control import control
from tiktok_tui.sandbox.request import Request
from tiktok_tui.sandbox.state import Settings, State
from tiktok_tui.sandbox.trouble import Trouble


def test_a_source_that_is_made_known_may_be_uploaded_to_beside_the_usual_ones() -> None:
    state = State(Settings(), Trouble())
    wish = {"kind": "offline", "advertiser_id": "7111", "id": "7222", "name": "Tills"}
    assert control(state, Request("POST", "/_sandbox/sources", {}, {}, json.dumps(wish).encode())) == {}
    accounts, token = state.accounts, state.accounts.tokens[known.TOKEN]
    assert accounts.uploadable(token, "offline", "7222").name == "Tills"
    assert accounts.advertiser(token, "7111").currency == "USD"
    assert accounts.uploadable(token, "offline", known.EVENT_SET).name == "Store sales"
