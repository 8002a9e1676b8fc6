"""Connection profiles: ADBC's TOML, with secrets left out and escaped where they are put in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.sources.connections.profile import (
    Profile,
    asks_for_password,
    holds_password,
    parse_profile,
    profile_text,
    settings_variable,
)

SECRET = "p@ss w/rd:%41'\\"

SECRET_WORDS = (
    *("password", "passwd", "pwd", "passphrase", "secret", "client_secret", "token", "auth_token", "access_token"),
    *("refresh_token", "api_key", "access_key", "pkcs8_value", "pkcs8_password"),
)


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
        ('password = ""', "password", ""),
        ("port = 5432", "port", "5432"),
        ("tls = true", "tls", "true"),
        ('[Options.adbc.snowflake]\nwarehouse = "W"', "adbc.snowflake.warehouse", "W"),
        ('token_uri = "https://a/{{ env_var(PW) }}"', "token_uri", f"https://a/{SECRET}"),
        ('"a.uri" = "{{ env_var(PW) }}/b"', "a.uri", f"{SECRET}/b"),
        ('redirect_uri = "https://reader:x@a?token=y"', "redirect_uri", "https://reader:x@a?token=y"),
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
        ('adbc = { snowflake = { password = "hunter2" } }', "secret in plain text"),
        ('adbc.snowflake.sql.client_option.auth_token = "hunter2"', "secret in plain text"),
        *((f'"adbc.some.{word}" = "hunter2"', "secret in plain text") for word in SECRET_WORDS),
        *((f'uri = "postgresql://db/shop?{word}=hunter2"', "secret in plain text") for word in SECRET_WORDS),
        ('adbc.db.uri = "{{ nope(hunter2) }}"', "double braces"),
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
    ("text", "line", "said"),
    [
        (
            "profile_version = 1",
            "",
            'The profile names no driver. Add a line such as driver = "postgresql".',
        ),
        ('driver = " "', ", line 1", 'The profile names no driver. Add a line such as driver = "postgresql".'),
        (
            'driver = "a"\nurl = "x"',
            ", line 2",
            "“url” is not a known key. Known here: profile_version, driver, Options.",
        ),
        ('driver = "a"\n[options]\nx = "y"', ", line 2", "“options” is not a known key. Did you mean “Options”?"),
        ('driver = "a"\nOptions = 1', ", line 2", "“Options” must be a table, not a number."),
        ('driver = "a"\n[Options]\nx = [1]', ", line 3", "“x” must be text or a number."),
        ('driver = "a"\n[Options.a]\nb = 1979-05-27', ", line 3", "“b” must be text or a number."),
        (
            'driver = "a"\n[Options]\nx = "{{ y }}"',
            ", line 3",
            "Something in double braces is not understood. Write {{ env_var(NAME) }}.",
        ),
        (
            'driver = "a"\n[Options]\n"a.token" = "hush"',
            ", line 3",
            "The profile holds a secret in plain text. Write {{ env_var(MY_SHOP_PASSWORD) }} in its place; the secret "
            "belongs into the environment or the keyring (`tiktok-tui connection add` asks for it).",
        ),
    ],
)
def test_each_mistake_has_its_line_and_what_to_write(text: str, line: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_profile(text, "my-shop", Path("/c/my-shop.toml"))
    assert str(caught.value) == f"/c/my-shop.toml{line}: {said}"
    assert "hush" not in str(caught.value)


def test_a_profile_is_written_as_it_is_read() -> None:
    options: dict[str, str | int | float | bool] = {"uri": "mysql://a@db", "tls": False, "port": 5, "x.y": 1.5}
    text = profile_text("mysql", options)
    assert text.startswith('profile_version = 1\ndriver = "mysql"\n')
    profile = parse_profile(text, "shop", Path("shop.toml"), ours=False)
    assert (profile.name, profile.driver, profile.path, profile.ours) == ("shop", "mysql", Path("shop.toml"), False)
    assert profile.options == options
    assert profile.filled({}) == {"uri": "mysql://a@db", "tls": "false", "port": "5", "x.y": "1.5"}
    assert profile.variables() == ()


def test_variables_are_named_once_in_the_order_of_the_file() -> None:
    profile = profile_of('b = "{{ env_var(B) }}{{env_var( A )}}"\na = "{{ env_var(A) }}"\nport = 5')
    assert profile.variables() == ("B", "A")
    assert profile.filled({"A": "1/2", "B": "x@"}) == {"b": "x@1/2", "a": "1/2", "port": "5"}


@pytest.mark.parametrize(
    ("uri", "asks", "holds"),
    [
        ("mysql://reader@db/shop", True, False),
        ("mysql://db/shop", False, False),
        ("mysql://reader:x@db/shop", False, True),
        ("mysql://reader:{{ env_var(A) }}@db/shop", False, False),
        ("mysql://{{ env_var(A) }}@db/shop", True, False),
        ("host=db user=reader", False, False),
        ("host=db password='x y'", False, True),
        ("host=db password=''", False, False),
        ("a?token=x", False, True),
        ("a?tokens=x", False, False),
    ],
)
def test_addresses_that_hold_or_lack_a_password(uri: str, asks: bool, holds: bool) -> None:
    assert (asks_for_password(uri), holds_password(uri)) == (asks, holds)


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
