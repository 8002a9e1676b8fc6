"""A connection profile: the TOML that ADBC defines for the driver and the options of one connection.

https://arrow.apache.org/adbc/current/format/connection_profiles.html says what it holds. It is read here and not by
ADBC's driver manager, which puts secrets into addresses without escaping them, and takes passwords in plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from tiktok_tui.events.system.settings_text import SettingsText, shown

Option = str | int | float | bool

_TEMPLATE: Final = re.compile(r"\{\{\s*env_var\(\s*([^(){}]*?)\s*\)\s*\}\}")
_BRACES: Final = re.compile(r"\{\{|\}\}")
_VARIABLE: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SECRET_WORDS: Final = "password|passwd|pwd|passphrase|secret|client_secret|token|auth_token|access_token|refresh_token|api_key|access_key|pkcs8_value|pkcs8_password"  # noqa: E501 - one alternation
_SECRET_KEY: Final = re.compile(rf"(?:^|[._])(?:{_SECRET_WORDS})$", re.IGNORECASE)
_USER_INFO: Final = re.compile(r"^(?P<start>(?:[\w+.-]+://)?+[^/?#@:\s=]*):(?P<password>.+)@", re.DOTALL)
_PARAMETER: Final = re.compile(rf"(?:^|[?&;\s])(?:{_SECRET_WORDS})\s*=\s*(?P<value>'[^']*'|[^&;\s]+)", re.IGNORECASE)
_MARK: Final = "\0"
"""Stands for a template while an address is taken apart; no TOML text can hold it."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One connection: its driver and options, in which `{{ env_var(NAME) }}` still stands for each secret.

    `path` is the file that it was read from, `ours` is false for one in ADBC's own folder.
    """

    name: str
    driver: str
    options: Mapping[str, Option]
    path: Path
    ours: bool = True

    def variables(self) -> tuple[str, ...]:
        """Return the names in `env_var(…)`, each once, in the order of the file."""
        texts = (value for value in self.options.values() if isinstance(value, str))
        return tuple(dict.fromkeys(name for text in texts for name in _TEMPLATE.findall(text)))

    def filled(self, secrets: Mapping[str, str]) -> dict[str, str]:
        """Return the options as texts, with the secrets in their places; within an address they are escaped."""
        return {key: _filled(key, value, secrets) for key, value in self.options.items()}

    @property
    def address(self) -> str:
        """The `uri` without templates and passwords, for people; "" if the profile has none."""
        uri = self.options.get("uri")
        plain = _TEMPLATE.sub("…", str(uri)) if uri is not None else ""
        return _PARAMETER.sub(lambda found: found[0].replace(found["value"], "…"), _without_password(plain))


def parse_profile(text: str, name: str, path: Path, *, ours: bool = True) -> Profile:
    """Return the profile in TOML `text`. Raises SettingsError with the file and the line.

    A password in plain text is refused: the file could be read by others, copied or committed.
    """
    settings = SettingsText(text, str(path))
    table = settings.parse()
    settings.refuse_unknown(table, ("profile_version", "driver", "Options"))
    version = settings.expect(table.get("profile_version", 1), int, ("profile_version",))
    if version != 1:
        raise settings.error(("profile_version",), f"Version {version} of profiles is not known.", "Write 1.")
    driver = settings.expect(table.get("driver", ""), str, ("driver",)).strip()
    if not driver:
        raise settings.error(("driver",), "The profile names no driver.", 'Add a line such as driver = "postgresql".')
    found = dict(_flat(settings, settings.expect(table.get("Options", {}), dict, ("Options",)), ()))
    for keys, value in found.items():
        _check(settings, keys, value)
    return Profile(name, driver, {".".join(keys): value for keys, value in found.items()}, path, ours)


def profile_text(driver: str, options: Mapping[str, Option]) -> str:
    """Return the TOML of a profile."""
    import tomli_w

    return tomli_w.dumps({"profile_version": 1, "driver": driver, "Options": dict(options)})


def with_password(uri: str, variable: str) -> str:
    """Return an address in which a template stands for the password of its user.

    >>> with_password("postgresql://reader@db/shop", "SHOP_PASSWORD")
    'postgresql://reader:{{ env_var(SHOP_PASSWORD) }}@db/shop'
    """
    head, at, rest = uri.rpartition("@")
    return f"{head}:{{{{ env_var({variable}) }}}}{at}{rest}"


def asks_for_password(uri: str) -> bool:
    """Return True if the address names a user and no password.

    >>> [asks_for_password(uri) for uri in ("mysql://reader@db/shop", "mysql://a:{{ env_var(A) }}@db", "mysql://db")]
    [True, False, False]
    """
    marked = _TEMPLATE.sub(_MARK, uri)
    return re.match(r"[\w+.-]+://[^/?#@:]+@", marked) is not None


def holds_password(uri: str) -> bool:
    """Return True if the address holds a password in plain text."""
    return _literal(_TEMPLATE.sub(_MARK, uri))


def _flat(
    settings: SettingsText, table: Mapping[str, object], path: tuple[str, ...]
) -> Iterable[tuple[tuple[str, ...], Option]]:
    """Yield the options by their keys; ADBC joins those of inner tables with points."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(settings, value, (*path, key))
        elif isinstance(value, str | int | float | bool):
            yield (*path, key), value
        else:
            raise settings.error(("Options", *path, key), f"“{shown(key)}” must be text or a number.")


def _check(settings: SettingsText, keys: tuple[str, ...], value: Option) -> None:
    """Raise SettingsError for a template that is none, and for a secret in plain text."""
    if not isinstance(value, str):
        return
    path, key = ("Options", *keys), ".".join(keys)
    marked = _TEMPLATE.sub(_MARK, value)
    names = _TEMPLATE.findall(value)
    if _BRACES.search(marked) or not all(_VARIABLE.fullmatch(name) for name in names):
        raise settings.error(path, "Something in double braces is not understood.", "Write {{ env_var(NAME) }}.")
    literal = _literal(marked) if key == "uri" else _SECRET_KEY.search(key) is not None and marked not in ("", _MARK)
    if literal:
        raise settings.error(
            path,
            "The profile holds a secret in plain text.",
            f"Write {{{{ env_var({settings_variable(settings.where)}) }}}} in its place; the secret belongs into the "
            "environment or the keyring (`tiktok-tui connection add` asks for it).",
        )


def settings_variable(where: str) -> str:
    """Return the variable's name that is proposed for the password of a profile's file or name.

    >>> settings_variable("/home/me/connections/my-shop.toml")
    'MY_SHOP_PASSWORD'
    """
    stem = re.sub(r"[^A-Za-z0-9]+", "_", Path(where).stem).strip("_").upper() or "DATABASE"
    return f"{'_' if stem[0].isdigit() else ''}{stem}_PASSWORD"


def _literal(marked: str) -> bool:
    """Return True if an address, whose templates are marked, holds a password in plain text."""
    user = _USER_INFO.match(marked)
    if user is not None and user["password"] != _MARK:
        return True
    return any(found["value"].strip("'") not in ("", _MARK) for found in _PARAMETER.finditer(marked))


def _without_password(uri: str) -> str:
    return _USER_INFO.sub(lambda found: f"{found['start']}@", uri)


def _filled(key: str, value: Option, secrets: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    whole = _TEMPLATE.fullmatch(text)
    if whole:
        return secrets[whole[1]]
    if key != "uri":
        return _TEMPLATE.sub(lambda found: secrets[found[1]], text)
    if re.match(r"\s*\w+\s*=", text):  # libpq's other form: host=db password='…'
        return _TEMPLATE.sub(lambda found: _quoted(secrets[found[1]], text, found), text)
    return _TEMPLATE.sub(lambda found: quote(secrets[found[1]], safe=""), text)


def _quoted(secret: str, text: str, found: re.Match[str]) -> str:
    """Return the secret as a value of libpq's keywords: quoted, unless the quotes stand in the text already."""
    escaped = secret.replace("\\", "\\\\").replace("'", "\\'")
    return escaped if text[: found.start()].endswith("'") else f"'{escaped}'"
