"""Which certificate authorities are trusted."""

from __future__ import annotations

from pathlib import Path

import certifi
import pytest

from tiktok_tui.tiktok.certificates import trusted


def test_they_are_read_once_and_anew_when_the_environment_names_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    first = trusted()
    assert trusted() is first
    authority = Path(certifi.where()).read_text("ascii").partition("-----END CERTIFICATE-----")
    own = tmp_path / "own.pem"
    own.write_text(authority[0] + authority[1])
    monkeypatch.setenv("SSL_CERT_FILE", str(own))
    assert len(trusted().get_ca_certs()) == 1
    assert len(first.get_ca_certs()) > 1
    monkeypatch.delenv("SSL_CERT_FILE")
    assert trusted() is first
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    assert trusted().get_ca_certs() == [], "those of a folder are read as they are needed"


def test_a_file_that_is_no_certificate_is_reported_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "missing.pem"))
    for _ in range(2):
        with pytest.raises(FileNotFoundError):
            trusted()
