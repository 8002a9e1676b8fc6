"""Objects of S3 on a real server on loopback; the credentials are always explicit, or none would be asked for there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

import boto3
import pytest
from moto.server import ThreadedMotoServer
from obstore import exceptions

from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import AppError, CredentialError, FileError, SettingsError, UnreachableError
from tiktok_tui.files.source.object_storage import ObjectSource
from tiktok_tui.files.source.source import source_from_json, source_of
from tiktok_tui.sources.cloud_credentials import allows_http, refuses_credentials
from tiktok_tui.sources.object_storage import ObjectFetch
from tiktok_tui.sources.open_source import open_source
from tiktok_tui.sources.transfer import Transfer

KEYS = {"AWS_ACCESS_KEY_ID": "reader", "AWS_SECRET_ACCESS_KEY": "secret-word"}


@pytest.fixture(scope="module")
def storage() -> Iterator[str]:
    """The address of an S3 with the bucket `shop`."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    client = boto3.client(
        "s3", endpoint_url=address, region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b"
    )
    client.create_bucket(Bucket="shop")
    client.put_object(Bucket="shop", Key="2026/orders.csv", Body=b"order,email\n1,a@example.com\n2,b@example.com\n")
    client.put_object(Bucket="shop", Key="empty.csv", Body=b"")
    client.put_object(Bucket="shop", Key="large.csv", Body=b"order,n\n" + b"12345,7\n" * 1_000_000)
    yield address
    server.stop()


@pytest.fixture(autouse=True)
def _nothing_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith(("AWS_", "GOOGLE_", "AZURE_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture
def keys(storage: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The storage, with credentials in the environment."""
    for name, value in {**KEYS, "AWS_ENDPOINT_URL": storage}.items():
        monkeypatch.setenv(name, value)
    return storage


def opened(tmp_path: Path, url: str, transfer: Transfer | None = None) -> list[tuple[str | None, ...]]:
    home = Home(tmp_path / "home", tmp_path / "home")
    with open_source(home, ObjectSource(url), transfer=transfer) as table:
        assert table.name == url.rpartition("/")[2]
        return [row.cells for row in table.sample()]


def test_an_object_is_a_file(keys: str, tmp_path: Path) -> None:
    transfer = Transfer()
    assert opened(tmp_path, "s3://shop/2026/orders.csv", transfer) == [("1", "a@example.com"), ("2", "b@example.com")]
    assert transfer.size == transfer.total == 44
    assert len(opened(tmp_path, "s3://shop/large.csv")) == 200


def test_an_object_comes_in_small_pieces(keys: str, tmp_path: Path) -> None:
    """So that its progress is shown, and little of it is held in memory."""
    sizes = [0]

    class Watched(Transfer):
        def advance(self, *, rows: int | None = None, size: int | None = None, total: int | None = None) -> None:
            sizes.append(size or 0)
            super().advance(rows=rows, size=size, total=total)

    ObjectFetch(ObjectSource("s3://shop/large.csv"))(tmp_path, Watched())
    assert sizes[-1] == 8_000_008
    assert 0 < max(after - before for before, after in pairwise(sizes)) < 3_000_000


def test_a_storage_has_a_minute_to_answer_and_is_asked_four_times(
    keys: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, object] = {}

    def made(address: str, **options: object) -> NoReturn:
        given.update(options, address=address)
        raise exceptions.NotSupportedError

    monkeypatch.setattr("obstore.store.from_url", made)
    with pytest.raises(FileError, match="no address of an object"):
        ObjectFetch(ObjectSource("S3://shop/orders.csv"))(tmp_path, Transfer())
    tries = given["retry_config"]
    assert isinstance(tries, dict)
    assert (tries["max_retries"], tries["retry_timeout"]) == (3, timedelta(seconds=30))
    assert given["client_options"] == {"connect_timeout": "10s", "timeout": "60s", "allow_http": "true"}
    assert given["address"] == "s3://shop"


@dataclass
class Answer:
    """An answer of obstore's, which ends after some of its bytes."""

    content: bytes
    meta: dict[str, object]

    def stream(self, min_chunk_size: int) -> Iterator[bytes]:
        yield self.content


@pytest.mark.parametrize(
    ("tag", "asked"),
    [
        ("v1", [None, {"range": {"offset": 9}, "if_match": "v1"}, {"range": {"offset": 12}, "if_match": "v1"}]),
        (None, [None, None, None]),
    ],
)
def test_a_cut_object_is_continued_in_its_version_or_begun_again(
    keys: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tag: str | None, asked: list[object]
) -> None:
    """Halves of two versions never become one file."""
    whole = b"order,email\n1,a@example.com\n"
    cuts = [9, 12, len(whole)]
    options_given: list[object] = []

    def get(store: object, key: str, options: dict[str, dict[str, int]] | None) -> Answer:
        options_given.append(options)
        start = options["range"]["offset"] if options else 0
        return Answer(whole[start : cuts[len(options_given) - 1]], {"size": len(whole), "e_tag": tag})

    monkeypatch.setattr("obstore.get", get)
    copy = ObjectFetch(ObjectSource("s3://shop/orders.csv.gz"))(tmp_path, Transfer())
    assert copy.path.read_bytes() == whole
    assert copy.path.name == "fetched.csv.gz"
    assert options_given == asked


def test_an_object_that_changes_before_its_first_byte_has_come_is_fetched_in_its_new_version(
    keys: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [(b"", "v1"), (b"id\n", "v2"), (b"1\n", "v2")]
    versions: list[object] = []

    def get(store: object, key: str, options: dict[str, object] | None) -> Answer:
        versions.append(options and options["if_match"])
        content, tag = answers.pop(0)
        return Answer(content, {"size": 5, "e_tag": tag})

    monkeypatch.setattr("obstore.get", get)
    copy = ObjectFetch(ObjectSource("s3://shop/orders.csv"))(tmp_path, Transfer())
    assert (copy.path.read_bytes(), versions) == (b"id\n1\n", [None, None, "v2"])


def test_an_object_that_breaks_off_again_without_anything_new_is_given_up(
    keys: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = [b"order", b",", b"", b"", b"too late"]
    monkeypatch.setattr(
        "obstore.get", lambda store, key, options: Answer(contents.pop(0), {"size": 100, "e_tag": "v1"})
    )
    with pytest.raises(UnreachableError, match="does not answer"):
        ObjectFetch(ObjectSource("s3://shop/orders.csv"))(tmp_path, Transfer())
    assert contents == [b"", b"too late"]


def test_an_object_for_which_there_is_no_room_is_refused_before_it_comes(
    keys: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_SCRATCH_GB", "0.004")
    with pytest.raises(FileError, match="temporary disk space"):
        ObjectFetch(ObjectSource("s3://shop/large.csv"))(tmp_path, Transfer())
    assert (tmp_path / "fetched.csv").stat().st_size == 0


def test_keys_of_the_file_of_amazons_own_program(storage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """obstore does not read it, and would ask an address of the cloud's internal network instead."""
    monkeypatch.setenv("AWS_PROFILE", "work")
    (tmp_path / ".aws").mkdir()
    keys = "[work]\naws_access_key_id = reader\naws_secret_access_key = secret-word\n"
    (tmp_path / ".aws" / "credentials").write_text(keys)
    (tmp_path / ".aws" / "config").write_text(f"[profile work]\nregion = us-east-1\nendpoint_url = {storage}\n")
    assert opened(tmp_path, "s3://shop/2026/orders.csv")[0] == ("1", "a@example.com")


@pytest.mark.parametrize(
    ("url", "kind", "words"),
    [
        ("s3://shop/nowhere.csv", FileError, r"There is no such object\. Check the address\."),
        ("s3://nobucket/orders.csv", FileError, r"There is no such object\. Check the address\."),
        ("s3://shop/empty.csv", FileError, r"The object is empty\. Export it again\."),
        ("gs://shop/orders.csv", CredentialError, "Google"),
        ("az://shop/orders.csv", CredentialError, "Azure"),
    ],
)
def test_what_cannot_be_fetched(keys: str, tmp_path: Path, url: str, kind: type[AppError], words: str) -> None:
    with pytest.raises(kind) as caught:
        opened(tmp_path, url)
    assert re.search(words, str(caught.value))
    assert "secret-word" not in str(caught.value)


@pytest.mark.parametrize(
    ("env", "kind", "words"),
    [
        ({}, CredentialError, "no credentials for S3"),
        ({**KEYS, "AWS_ENDPOINT_URL": "http://storage.example.com"}, SettingsError, "no TLS"),
        ({**KEYS, "AWS_ENDPOINT_URL": "http://127.0.0.1:1"}, UnreachableError, "does not answer"),
        *(
            ({**KEYS, "AWS_ENDPOINT_URL": endpoint}, SettingsError, "address is not understood")
            for endpoint in (
                *("", "nonsense", "ftp://127.0.0.1", "https://", "https://a b", "https://u:p@127.0.0.1"),
                *("http://[::1", "http://127.0.0.1:port", "http://127.0.0.1:99999", "https://127.0.0.1/^"),
            )
        ),
    ],
)
def test_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, env: dict[str, str], kind: type[AppError], words: str
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(kind, match=words) as caught:
        opened(tmp_path, "s3://shop/2026/orders.csv")
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("endpoint", "http"),
    [
        ("https://storage.example.com", False),
        ("HTTPS://[::1]:9000/a/b", False),
        ("http://localhost:9000", True),
        ("http://[::1]", True),
        ("http://127.0.0.1/", True),
    ],
)
def test_the_addresses_of_other_storages(endpoint: str, http: bool) -> None:
    assert allows_http({"endpoint": endpoint}) == http
    assert not allows_http({})


@pytest.mark.parametrize(
    "url",
    ["s3://shop/a//b.csv", "s3://shop/../x.csv", "s3://shop/x//", "s3://sh op/x.csv", "s3://[::1/x", "s3://shop/a\0b"],
)
def test_what_is_no_address_of_an_object(keys: str, tmp_path: Path, url: str) -> None:
    with pytest.raises(FileError, match="no address of an object") as caught:
        ObjectFetch(ObjectSource(url))(tmp_path, Transfer())
    assert caught.value.remedy == "Check it."


REFUSED = (
    "The storage refuses the credentials, or they may not read this object. "
    "Check the key, its region, and that it has the right to read the object."
)


@pytest.mark.parametrize(
    ("error", "kind", "what"),
    [
        (exceptions.PermissionDeniedError, CredentialError, REFUSED),
        (exceptions.UnauthenticatedError, CredentialError, REFUSED),
        (exceptions.NotFoundError, FileError, "There is no such object. Check the address."),
        (FileNotFoundError, FileError, "There is no such object. Check the address."),
        (exceptions.PreconditionError, FileError, "The object was replaced while it was fetched. Run it again."),
        (exceptions.InvalidPathError, FileError, "This is no address of an object. Check it."),
        (exceptions.NotSupportedError, FileError, "This is no address of an object. Check it."),
        (
            exceptions.GenericError,
            UnreachableError,
            "The storage does not answer. Check the address, the region and the network, then run it again.",
        ),
    ],
)
def test_the_errors_of_the_library(
    keys: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception], kind: type[AppError], what: str
) -> None:
    tries: list[object] = []

    def fail(*arguments: object, **options: object) -> NoReturn:
        tries.append(arguments)
        raise error("planted")

    monkeypatch.setattr("obstore.get", fail)
    with pytest.raises(kind) as caught:
        ObjectFetch(ObjectSource("s3://shop/2026/orders.csv"))(tmp_path, Transfer())
    assert str(caught.value) == f"s3://shop/2026/orders.csv: {what}"
    assert "planted" not in str(caught.value)
    assert len(tries) == (2 if kind is UnreachableError else 1)


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("Server returned non-2xx status code: 403 Forbidden: ", True),
        ("Error performing token request: 401 Unauthorized", True),
        ("<Code>SignatureDoesNotMatch</Code>", True),
        ("Error performing GET http://127.0.0.1:1/shop/2026/orders.csv in 401.13588ms, after 3 retries", False),
        ("Error performing GET http://127.0.0.1:40301/shop/403.csv in 1.403s", False),
        ("Server returned non-2xx status code: 500 Internal Server Error", False),
    ],
)
def test_a_number_in_an_error_is_no_status(text: str, refused: bool) -> None:
    assert refuses_credentials(text) == refused


def test_an_address_is_a_source_and_comes_back_from_the_ledger() -> None:
    source = source_of("s3://shop/2026/orders.csv")
    assert source == ObjectSource("s3://shop/2026/orders.csv")
    assert source_from_json(source.to_json()) == source
    assert source_of("s3://shop") != ObjectSource("s3://shop")
