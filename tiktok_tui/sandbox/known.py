"""The accounts that every sandbox starts with, so that a demo or a test needs no configuration."""

from __future__ import annotations

TOKEN = "sandbox-token"
"""Belongs to an Operator, made by the app below, reaches both of that person's advertisers, may do everything."""

ANALYST_TOKEN = "sandbox-analyst-token"
"""Belongs to an Analyst: may look, and is refused with 40001 where something is written or uploaded."""

UPLOAD_ONLY_TOKEN = "sandbox-upload-only-token"
"""Has the scope for uploads and for accounts, none for event sets or pixels: those answer 40130."""

EVENTS_MANAGER_TOKEN = "sandbox-events-manager-token"
"""Made in Events Manager for the sets of the first advertiser: uploads work, everything else answers 40001."""

MANAGE_ONLY_TOKEN = "sandbox-manage-only-token"
"""May list and make event sets but lacks the scope for uploads: /event/track/ answers 40130."""

OTHER_TOKEN = "sandbox-other-token"
"""Belongs to another business, which reaches only STRANGER_ADVERTISER."""

EXPIRED_TOKEN = "sandbox-expired-token"
"""Answers 40102."""

REVOKED_TOKEN = "sandbox-revoked-token"
"""Answers 40105."""

APP_ID = "7100000000000000001"
APP_SECRET = "sandbox-secret"
REFRESH_TOKEN = "sandbox-refresh-token"
"""May be used once; the answer brings the next one."""

EXPIRED_REFRESH_TOKEN = "sandbox-expired-refresh-token"
"""Answers 40103."""

OTHER_APP_ID = "7100000000000000002"
"""An app that made OTHER_TOKEN and no other token: using it with TOKEN answers 40113."""
OTHER_APP_SECRET = "sandbox-other-secret"

ADVERTISER = "7000000000000000001"
"""Sandbox Store: USD, America/New_York."""
SECOND_ADVERTISER = "7000000000000000002"
"""Sandbox Boutique: EUR, Europe/Berlin."""
STRANGER_ADVERTISER = "7000000000000000009"
"""Of another business: TOKEN may not touch it or its sets (40001)."""

EVENT_SET = "7200000000000000001"
"""Offline event set "Store sales" of ADVERTISER."""
EVENT_SET_PHONE = "7200000000000000002"
"""Offline event set "Phone sales" of ADVERTISER."""
SECOND_EVENT_SET = "7200000000000000003"
"""Offline event set "Boutique sales" of SECOND_ADVERTISER."""
STRANGER_EVENT_SET = "7200000000000000009"
CRM_EVENT_SET = "7300000000000000001"
"""CRM event set of ADVERTISER: an `offline` upload to it is refused."""

PIXEL_CODE = "C4SANDBOX1PIXEL0WEB1"
PIXEL_ID = "7400000000000000001"
PIXEL_CODE_2 = "C4SANDBOX2PIXEL0APP2"
PIXEL_ID_2 = "7400000000000000002"
STRANGER_PIXEL_CODE = "C4SANDBOX9STRANGER99"
