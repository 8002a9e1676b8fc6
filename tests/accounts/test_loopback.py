"""The address that a browser comes back to: its port, and its query as people paste it."""

from __future__ import annotations

import pytest

from tiktok_tui.accounts.loopback import Consent, Verdict, port_of, query_of
from tiktok_tui.events.errors import SettingsError


def test_a_port_is_a_number_from_1_to_65535_or_left_open() -> None:
    assert [port_of(text) for text in ("", "1", "65535", "00080")] == [0, 1, 65535, 80]
    for text in ("0", "65536", "000080", "-1", "8 0", "x", "٣"):
        with pytest.raises(SettingsError, match="A port is a number from 1 to 65535") as raised:
            port_of(text)
        assert raised.value.field == "redirect_port"


def test_the_query_of_a_pasted_address() -> None:
    for pasted in (
        "http://127.0.0.1:5/?auth_code=a&state=b",
        " '<http://127.0.0.1:5/?auth_code=a\n&state=b>' ",
        "auth_code=a&state=b",
    ):
        assert query_of(pasted) == "auth_code=a&state=b"
    for pasted in ("", "http://127.0.0.1:5/?auth_code=a", "http://127.0.0.1:5/state=b", "http://[/?state=b"):
        with pytest.raises(SettingsError, match="not the address that TikTok's page came back to") as raised:
            query_of(pasted)
        assert "it holds auth_code= and state=" in raised.value.remedy


@pytest.mark.parametrize("name", ["auth_code", "code"])
def test_the_code_may_have_either_name(name: str) -> None:
    consent = Consent("state-1")
    assert consent.take(f"{name}=abc&state=state-1") is Verdict.DONE
    assert consent.wait(0) == "abc"
