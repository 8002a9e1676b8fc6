"""Credentials of object storage: from the environment, and from the files of the clouds' own programs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tiktok_tui.events.errors import CredentialError, SettingsError
from tiktok_tui.sources.cloud_credentials import Config, allows_http, config_for

KEYS = {"AWS_ACCESS_KEY_ID": "reader", "AWS_SECRET_ACCESS_KEY": "word"}
READ = {"access_key_id": "reader", "secret_access_key": "word"}
EAST = {"region": "us-east-1"}


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The person's folder, and nothing of the clouds in the environment."""
    for name in [name for name in os.environ if name.startswith(("AWS_", "GOOGLE_", "AZURE_", "CLOUDSDK_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        (KEYS, READ | EAST),
        (KEYS | {"AWS_SESSION_TOKEN": "token"}, READ | EAST | {"session_token": "token"}),
        (KEYS | {"AWS_REGION": "a", "AWS_DEFAULT_REGION": "b"}, READ | {"region": "a"}),
        (KEYS | {"AWS_DEFAULT_REGION": "b"}, READ | {"region": "b"}),
        (KEYS | {"AWS_ENDPOINT_URL_S3": "x", "AWS_ENDPOINT_URL": "y"}, READ | EAST | {"endpoint": "x"}),
        (KEYS | {"AWS_ENDPOINT_URL": "y"}, READ | EAST | {"endpoint": "y"}),
        *(({"AWS_SKIP_SIGNATURE": yes}, EAST | {"skip_signature": "true"}) for yes in ("1", "TRUE")),
        (KEYS | {"AWS_SKIP_SIGNATURE": "false"}, READ | EAST),
    ],
)
@pytest.mark.parametrize("scheme", ["s3", "S3A"])
def test_s3_by_the_environment(
    scheme: str, env: dict[str, str], expected: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert config_for(f"{scheme}://shop/orders.csv") == expected


def test_s3_by_the_files_of_amazons_program(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file of credentials goes before that of settings, the environment before both."""
    (folder / ".aws").mkdir()
    keys = "aws_access_key_id = {}\naws_secret_access_key = word\n"
    (folder / ".aws" / "credentials").write_text("[default]\nregion = b\n" + keys.format("reader"))
    (folder / ".aws" / "config").write_text(f"[default]\n{keys.format('old')}[profile work]\n{keys.format('worker')}")
    assert config_for("s3://shop/x") == READ | {"region": "b"}
    monkeypatch.setenv("AWS_PROFILE", "work")
    assert config_for("s3://shop/x") == READ | EAST | {"access_key_id": "worker"}
    (folder / "other").write_text("[work]\naws_access_key_id = other\naws_secret_access_key = word\nregion = c\n")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(folder / "other"))
    assert config_for("s3://shop/x") == READ | {"access_key_id": "other", "region": "c"}
    (folder / "short").write_text(
        "[work]\naws_access_key_id = reader\naws_secret_access_key = word\naws_session_token = token\nregion = b\n"
    )
    (folder / "settings").write_text("[profile work]\nregion = a\nendpoint_url = x\n[work]\nregion = none\n")
    with monkeypatch.context() as own:
        own.setenv("AWS_SHARED_CREDENTIALS_FILE", str(folder / "short"))
        own.setenv("AWS_CONFIG_FILE", str(folder / "settings"))
        assert config_for("s3://shop/x") == READ | {"region": "a", "endpoint": "x", "session_token": "token"}
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(folder / "nowhere"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(folder / "other"))
    assert config_for("s3://shop/x") == READ | {"access_key_id": "other", "region": "c"}


@pytest.mark.parametrize("content", [b"no section", b"[default]\nregion = \xff\n", b"[other]\naws_access_key_id = x\n"])
def test_s3_without_credentials_says_where_they_were_looked_for(folder: Path, content: bytes) -> None:
    (folder / ".aws").mkdir()
    (folder / ".aws" / "credentials").write_bytes(content)
    with pytest.raises(CredentialError) as caught:
        config_for("s3://shop/x")
    assert caught.value.what == (
        "There are no credentials for S3: neither in the environment nor under “default” in ~/.aws/credentials."
    )
    assert caught.value.remedy == (
        "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run `aws configure`; for a public bucket set "
        "AWS_SKIP_SIGNATURE=true; with a role of the machine use `aws s3 cp s3://… - | tiktok-tui send -`."
    )


@pytest.mark.parametrize("half", KEYS)
def test_half_a_key_is_none(half: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(half, "x")
    with pytest.raises(CredentialError, match="There are no credentials for S3"):
        config_for("s3://shop/x")


@pytest.mark.parametrize(
    ("variable", "value", "file"),
    [
        ("", "", ".config/gcloud/application_default_credentials.json"),
        ("CLOUDSDK_CONFIG", "~/cloud", "cloud/application_default_credentials.json"),
        ("GOOGLE_APPLICATION_CREDENTIALS", "~/key.json", "key.json"),
        ("GOOGLE_SERVICE_ACCOUNT", "~/key.json", "key.json"),
    ],
)
def test_google_by_a_file(folder: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, file: str) -> None:
    if variable:
        monkeypatch.setenv(variable, value)
    with pytest.raises(CredentialError, match=r"no credentials for Google Cloud Storage\.") as caught:
        config_for("gs://shop/x")
    assert caught.value.where == (str(folder / file) if variable.startswith("GOOGLE") else "")
    assert caught.value.remedy == (
        "Set GOOGLE_APPLICATION_CREDENTIALS to a key file, or run `gcloud auth application-default login`."
    )
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text("{}")
    assert config_for("GS://shop/x") == {"application_credentials": str(folder / file)}


@pytest.mark.parametrize("account", ["AZURE_STORAGE_ACCOUNT_NAME", "AZURE_STORAGE_ACCOUNT"])
@pytest.mark.parametrize(
    ("variable", "setting"),
    [
        ("AZURE_STORAGE_ACCOUNT_KEY", "account_key"),
        ("AZURE_STORAGE_KEY", "account_key"),
        ("AZURE_STORAGE_SAS_TOKEN", "sas_key"),
    ],
)
@pytest.mark.parametrize("scheme", ["az", "abfss"])
def test_azure_by_the_environment(
    monkeypatch: pytest.MonkeyPatch, scheme: str, account: str, variable: str, setting: str
) -> None:
    monkeypatch.setenv(account, "shop")
    with pytest.raises(CredentialError, match=r"no credentials for Azure storage\.") as caught:
        config_for(f"{scheme}://shop/x")
    assert caught.value.remedy == (
        "Set AZURE_STORAGE_ACCOUNT_NAME, and AZURE_STORAGE_ACCOUNT_KEY or AZURE_STORAGE_SAS_TOKEN."
    )
    monkeypatch.setenv(variable, "word")
    assert config_for(f"{scheme}://shop/x") == {"account_name": "shop", setting: "word"}


@pytest.mark.parametrize(
    ("endpoint", "said"),
    [
        ("nonsense", "The storage's address is not understood. Write https://HOST."),
        ("http://storage.example.com", "The storage's address has no TLS. Use https, or http on loopback."),
        ("http://mylocalhost:9000", "The storage's address has no TLS. Use https, or http on loopback."),
        ("http://10.0.0.1:9000", "The storage's address has no TLS. Use https, or http on loopback."),
    ],
)
def test_an_address_of_a_storage_that_is_refused_is_named_by_its_variable(endpoint: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        allows_http({"endpoint": endpoint})
    assert str(caught.value) == f"AWS_ENDPOINT_URL: {said}"
