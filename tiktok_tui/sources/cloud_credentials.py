"""The credentials of object storage, from the environment and from the files of the clouds' own programs.

They are always given to obstore explicitly. Without any it asks an address of the cloud's internal network, which
outside of that cloud answers after minutes or belongs to somebody else; and it does not read `~/.aws/credentials`.
"""

from __future__ import annotations

import configparser
import os
import re
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from tiktok_tui.events.errors import CredentialError, SettingsError

Config = dict[str, str]

_REFUSAL = re.compile(r"\b40[13] [A-Z]|InvalidAccessKeyId|SignatureDoesNotMatch")
"""A status with its reason, or S3's own codes."""

_ADDRESS = re.compile(r"https?://(?:[\w.-]+|\[[0-9a-f:.]+\])(?::\d+)?(?:/[\w.~%/-]*)?", re.IGNORECASE | re.ASCII)


def config_for(url: str) -> Config:
    """Return obstore's settings for the object at `url`. Raises CredentialError, SettingsError."""
    scheme = url.partition("://")[0].lower()
    if scheme in ("s3", "s3a"):
        return _amazon(os.environ)
    if scheme == "gs":
        return _google(os.environ)
    return _azure(os.environ)


def allows_http(config: Config) -> bool:
    """Return True if the storage is on this machine, where nobody listens between. Raises SettingsError.

    Anywhere else an address without TLS is refused: the rows would travel in plain text.
    """
    endpoint = config.get("endpoint")
    if endpoint is None:
        return False
    host = _host_of(endpoint)
    if host is None:
        raise SettingsError(
            "The storage's address is not understood.", where="AWS_ENDPOINT_URL", remedy="Write https://HOST."
        )
    if endpoint.lower().startswith("https:"):
        return False
    if not _is_loopback(host):
        raise SettingsError(
            "The storage's address has no TLS.", where="AWS_ENDPOINT_URL", remedy="Use https, or http on loopback."
        )
    return True


def _amazon(env: Mapping[str, str]) -> Config:
    profile = env.get("AWS_PROFILE") or "default"
    shared = _ini(Path(env.get("AWS_SHARED_CREDENTIALS_FILE") or "~/.aws/credentials"), profile)
    settings = _ini(Path(env.get("AWS_CONFIG_FILE") or "~/.aws/config"), f"profile {profile}", profile)
    config: Config = {}
    region = env.get("AWS_REGION") or env.get("AWS_DEFAULT_REGION") or settings.get("region") or shared.get("region")
    config["region"] = region or "us-east-1"
    endpoint = env.get("AWS_ENDPOINT_URL_S3") or env.get("AWS_ENDPOINT_URL") or settings.get("endpoint_url")
    if endpoint or "AWS_ENDPOINT_URL" in env:  # an empty one as well, which obstore would read by itself
        config["endpoint"] = endpoint or ""
    if env.get("AWS_SKIP_SIGNATURE", "").lower() in ("1", "true"):
        return config | {"skip_signature": "true"}
    known = env if env.get("AWS_ACCESS_KEY_ID") else {key.upper(): value for key, value in (settings | shared).items()}
    if not known.get("AWS_ACCESS_KEY_ID") or not known.get("AWS_SECRET_ACCESS_KEY"):
        raise CredentialError(
            f"There are no credentials for S3: neither in the environment nor under “{profile}” in ~/.aws/credentials.",
            remedy="Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run `aws configure`; for a public bucket set "
            "AWS_SKIP_SIGNATURE=true; with a role of the machine use `aws s3 cp s3://… - | tiktok-tui send -`.",
        )
    config["access_key_id"] = known["AWS_ACCESS_KEY_ID"]
    config["secret_access_key"] = known["AWS_SECRET_ACCESS_KEY"]
    if token := known.get("AWS_SESSION_TOKEN"):
        config["session_token"] = token
    return config


def _google(env: Mapping[str, str]) -> Config:
    named = env.get("GOOGLE_APPLICATION_CREDENTIALS") or env.get("GOOGLE_SERVICE_ACCOUNT")
    folder = env.get("CLOUDSDK_CONFIG") or "~/.config/gcloud"
    path = Path(os.path.expanduser(named or f"{folder}/application_default_credentials.json"))
    if not path.is_file():
        raise CredentialError(
            "There are no credentials for Google Cloud Storage.",
            where=str(path) if named else "",
            remedy="Set GOOGLE_APPLICATION_CREDENTIALS to a key file, or run `gcloud auth application-default login`.",
        )
    return {"application_credentials": str(path)}


def _azure(env: Mapping[str, str]) -> Config:
    account = env.get("AZURE_STORAGE_ACCOUNT_NAME") or env.get("AZURE_STORAGE_ACCOUNT")
    if account:
        if key := env.get("AZURE_STORAGE_ACCOUNT_KEY") or env.get("AZURE_STORAGE_KEY"):
            return {"account_name": account, "account_key": key}
        if token := env.get("AZURE_STORAGE_SAS_TOKEN"):
            return {"account_name": account, "sas_key": token}
    raise CredentialError(
        "There are no credentials for Azure storage.",
        remedy="Set AZURE_STORAGE_ACCOUNT_NAME, and AZURE_STORAGE_ACCOUNT_KEY or AZURE_STORAGE_SAS_TOKEN.",
    )


def _ini(path: Path, *sections: str) -> Config:
    """Return the keys of the first of these sections that is in the file; {} if there is none."""
    parser = configparser.RawConfigParser()
    try:
        parser.read(os.path.expanduser(path), encoding="utf-8")
    except (OSError, configparser.Error, UnicodeDecodeError):
        return {}
    return next((dict(parser.items(section)) for section in sections if parser.has_section(section)), {})


def refuses_credentials(text: str) -> bool:
    """Return True if an error text of obstore's holds an answer that refuses the credentials.

    The text holds other numbers as well, such as the time that it took.
    """
    return _REFUSAL.search(text) is not None


def _host_of(endpoint: str) -> str | None:
    """Return the host of a storage's address; None if it is no address, at which obstore would end the program."""
    try:
        parts = urlsplit(endpoint)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    return host if _ADDRESS.fullmatch(endpoint) else None


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
