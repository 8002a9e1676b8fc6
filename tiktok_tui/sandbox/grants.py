"""Authorisation codes and refresh tokens: each may be used once, and a test can ask how often it was."""

from __future__ import annotations

import secrets
from collections import Counter
from dataclasses import dataclass, field

from tiktok_tui.sandbox import known, tables
from tiktok_tui.sandbox.answers import Refusal


@dataclass(slots=True)
class Grant:
    """A code or a refresh token that an app may exchange once, before `expires_at` (Unix seconds)."""

    value: str
    app_id: str
    expires_at: float
    used: bool = False


@dataclass(slots=True)
class Grants:
    """Every code and refresh token that was given out. The caller holds the sandbox's lock."""

    codes: dict[str, Grant] = field(default_factory=dict)
    refresh_tokens: dict[str, Grant] = field(default_factory=dict)
    refresh_uses: Counter[str] = field(default_factory=Counter)
    """How often each refresh token was offered, refused ones included."""

    def __post_init__(self) -> None:
        for value, expires_at in ((known.REFRESH_TOKEN, float("inf")), (known.EXPIRED_REFRESH_TOKEN, 0.0)):
            self.refresh_tokens[value] = Grant(value, known.APP_ID, expires_at)

    def new_code(self, app_id: str, now: float) -> str:
        """An authorisation code, valid for an hour."""
        value = secrets.token_hex(20)
        self.codes[value] = Grant(value, app_id, now + tables.AUTH_CODE_LIFETIME)
        return value

    def take_code(self, value: str, app_id: str, now: float) -> None:
        """Uses a code up; refuses with 40115 (unknown), 40101 (another app's) or 40110 (used or expired)."""
        grant = self.codes.get(value)
        if grant is None:
            raise Refusal(40115)
        if grant.app_id != app_id:
            raise Refusal(40101)
        if grant.used or grant.expires_at <= now:
            raise Refusal(40110)
        grant.used = True

    def new_refresh_token(self, app_id: str, now: float) -> str:
        """A refresh token, valid for a year."""
        value = f"sandbox-refresh-{secrets.token_hex(12)}"
        self.refresh_tokens[value] = Grant(value, app_id, now + tables.REFRESH_TOKEN_LIFETIME)
        return value

    def take_refresh_token(self, value: str, app_id: str, now: float) -> None:
        """Uses a refresh token up; refuses with 40107 (unknown, used, another app's) or 40103 (expired)."""
        self.refresh_uses[value] += 1
        grant = self.refresh_tokens.get(value)
        if grant is None or grant.used or grant.app_id != app_id:
            raise Refusal(40107)
        if grant.expires_at <= now:
            raise Refusal(40103)
        grant.used = True
