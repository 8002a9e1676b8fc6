"""The environment variables that a user may set, with their meaning; shown in the help and in the README."""

from __future__ import annotations

VARIABLES: dict[str, str] = {
    "TIKTOK_TUI_HOME": "one folder in place of the platform's config and state folders",
    "TIKTOK_TUI_API_URL": "another base URL of the API; https, or http on loopback",
    "TIKTOK_TUI_ACCESS_TOKEN": "an access token to use in place of the keyring's",
    "TIKTOK_TUI_APP_SECRET": "the app's secret, for `credential add`",
    "TIKTOK_TUI_REFRESH_TOKEN": "the refresh token, for `credential add`",
    "TIKTOK_TUI_KEYRING_PASSWORD": "unlocks an encrypted keyring file, on machines without a keyring service",
    "TIKTOK_TUI_NOTIFY": "addresses that are told about syncs (as apprise writes them, separated by blanks), in place "
    "of the keyring's",
    "TIKTOK_TUI_SCRATCH_GB": "the most temporary disk space that one file or query may take, in gigabytes (20)",
    "TEXTUAL_THEME": "another theme than that of the settings, such as `tiktok-light`, `ansi-dark` or one of Textual's",
    "NO_COLOR": "no colours",
}
