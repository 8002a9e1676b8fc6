"""Connection profiles: ADBC's TOML, with secrets left out and escaped where they are put in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.sources.connections.profile import Profile, parse_profile, settings_variable

SECRET = "p@ss w/rd:%41'\\"


def profile_of(options: str, driver: str = "postgresql") -> Profile:
    text = f'profile_version = 1\ndriver = "{driver}"\n\n[Options]\n{options}\n'
    return parse_profile(text, "shop", Path("/home/me/connections/shop.toml"))


@pytest.mark.parametrize(
    ("line", "key", "filled"),
    [
        (
            'uri = "postgresql://reader:{{ env_var(PW) }}@db/shop"',
            "uri",
            "postgresql://reader:p%40ss%20w%2Frd%3A%2541%27%5C@db/shop",
        ),
        ('uri = "{{ env_var(PW) }}"', "uri", SECRET),
        ('uri = "host=db password={{env_var(PW)}}"', "uri", "host=db password='p@ss w/rd:%41\\'\\\\'"),
        ("uri = \"host=db password='{{ env_var( PW ) }}'\"", "uri", "host=db password='p@ss w/rd:%41\\'\\\\'"),
        (
            '"adbc.snowflake.sql.client_option.auth_token" = "{{ env_var(PW) }}"',
            "adbc.snowflake.sql.client_option.auth_token",
            SECRET,
        ),
        ('password = "{{ env_var(PW) }}"', "password", SECRET),
        ("port = 5432", "port", "5432"),
        ("tls = true", "tls", "true"),
        ('[Options.adbc.snowflake]\nwarehouse = "W"', "adbc.snowflake.warehouse", "W"),
    ],
)
def test_secrets_are_put_in(line: str, key: str, filled: str) -> None:
    profile = profile_of(line)
    assert profile.filled({"PW": SECRET}) == {key: filled}
    assert profile.variables() == (("PW",) if "PW" in line else ())


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('uri = "postgresql://reader:hunter2@db/shop"', "secret in plain text"),
        ('uri = "reader:hunter2@account/shop"', "secret in plain text"),
        ('uri = "postgresql://reader:hunter2/x@db/shop"', "secret in plain text"),
        ('uri = "postgresql://reader:{{ env_var(A) }}hunter2@db/shop"', "secret in plain text"),
        ('uri = "host=db password=hunter2"', "secret in plain text"),
        ('uri = "postgresql://reader@db/shop?password=hunter2"', "secret in plain text"),
        ('password = "hunter2"', "secret in plain text"),
        ('PASSWORD = "hunter2"', "secret in plain text"),
        ('"x.jwt.pkcs8_value" = "hunter2"', "secret in plain text"),
        ('"adbc.snowflake.sql.client_option.auth_token" = "hunter2"', "secret in plain text"),
        ('uri = "{{ secret(hunter2) }}"', "double braces"),
        ('uri = "{{ env_var(A-B) }}"', "double braces"),
        ('uri = "{{ env_var() }}"', "double braces"),
        ("uri = [1]", "must be text"),
    ],
)
def test_what_is_refused(line: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words) as caught:
        profile_of(line)
    assert "hunter2" not in str(caught.value)
    assert caught.value.where.endswith("shop.toml, line 5")


@pytest.mark.parametrize(
    "text",
    [
        'profile_version = 2\ndriver = "a"',
        'profile_version = 0\ndriver = "a"',
        "profile_version = 1",
        'driver = "a"\nurl = "x"',
        "driver = 1",
        "=",
    ],
)
def test_what_is_no_profile(text: str) -> None:
    with pytest.raises(SettingsError):
        parse_profile(text, "shop", Path("shop.toml"))


def test_another_version_is_named_with_the_one_that_is_known() -> None:
    with pytest.raises(SettingsError, match="Version 2 of profiles is not known") as caught:
        parse_profile('profile_version = 2\ndriver = "a"', "shop", Path("shop.toml"))
    assert caught.value.remedy == "Write 1."


@pytest.mark.parametrize(
    ("where", "variable"),
    [("my-shop", "MY_SHOP_PASSWORD"), ("/a/2nd.toml", "_2ND_PASSWORD"), ("é", "DATABASE_PASSWORD")],
)
def test_the_variable_that_is_proposed(where: str, variable: str) -> None:
    assert settings_variable(where) == variable


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ('uri = "postgresql://reader:{{ env_var(PW) }}@db/shop"', "postgresql://reader@db/shop"),
        ('uri = "postgresql://db:5432/shop?sslmode=require"', "postgresql://db:5432/shop?sslmode=require"),
        ('uri = "host=db password={{ env_var(PW) }}"', "host=db password=…"),
        ("port = 5432", ""),
    ],
)
def test_the_address_for_people(line: str, address: str) -> None:
    assert profile_of(line).address == address
