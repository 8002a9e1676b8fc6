"""Without the optional packages a connection is refused with the command that installs them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.files.source.object_storage import ObjectSource
from tiktok_tui.sources.connections.profile import Profile
from tiktok_tui.sources.databases.opening import connect, require_driver
from tiktok_tui.sources.object_storage import ObjectFetch
from tiktok_tui.sources.transfer import Transfer


@pytest.mark.parametrize(
    ("driver", "module", "packages"),
    [
        ("postgresql", "adbc_driver_postgresql", "adbc-driver-postgresql nanoarrow"),
        ("postgresql", "nanoarrow", "adbc-driver-postgresql nanoarrow"),
        ("mysql", "pymysql", "pymysql"),
        ("snowflake", "adbc_driver_manager", "adbc-driver-manager nanoarrow"),
    ],
)
def test_a_driver_that_is_not_installed(
    driver: str, module: str, packages: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    profile = Profile("shop", driver, {}, Path("shop.toml"))
    with pytest.raises(SettingsError) as caught:
        connect(profile, {"uri": f"{driver}://reader@127.0.0.1:1/shop"})
    assert f"pipx inject tiktok-tui {packages}`" in caught.value.remedy
    with pytest.raises(SettingsError) as alone:
        require_driver(profile)
    assert str(alone.value) == str(caught.value)


def test_object_storage_that_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "obstore", None)
    monkeypatch.setitem(sys.modules, "obstore.store", None)
    with pytest.raises(SettingsError, match="another part") as caught:
        ObjectFetch(ObjectSource("s3://shop/orders.csv"))(tmp_path, Transfer())
    assert "pipx inject tiktok-tui obstore" in caught.value.remedy
