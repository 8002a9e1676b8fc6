"""People's data that a killed process left goes away with the next start; what is in use stays."""

from __future__ import annotations

import errno
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.support.privileges import ordinary_user
from tests.support.tables import cells
from tests.support.waiting import InThread
from tiktok_tui.events.errors import FileError, StateError
from tiktok_tui.events.system.lock_file import LockFile
from tiktok_tui.files.opening import open_table
from tiktok_tui.files.scratch.folders import ScratchFolder, open_private, sweep
from tiktok_tui.files.scratch.limit import VARIABLE, full_disk_said, scratch_limit

Write = Callable[..., Path]

OWNER = """
import sys
from pathlib import Path
from tiktok_tui.files.scratch.folders import ScratchFolder
folder = ScratchFolder(Path(sys.argv[1]))
(folder.path / "people.csv").write_text("alice@example.com")
print(folder.path, flush=True)
sys.stdin.read()
"""


@contextmanager
def owner(scratch: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """Another process with people's data in its folder, until it is killed."""
    with subprocess.Popen(
        [sys.executable, "-c", OWNER, str(scratch)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield process, Path(process.stdout.readline().strip())
        process.kill()


def test_what_a_killed_process_left_is_removed_by_the_next_start(write: Write, scratch: Path) -> None:
    with owner(scratch) as (process, left):
        process.kill()
        process.wait()
        assert (left / "people.csv").exists()
    with open_table(str(write("a,b\n1,2\n")), scratch=scratch) as table:
        assert not left.exists()
        assert cells(table) == [("1", "2")]
    assert list(scratch.iterdir()) == []


def test_what_another_process_has_open_is_left_alone(write: Write, scratch: Path) -> None:
    with owner(scratch) as (_, theirs):
        open_table(str(write("a,b\n1,2\n")), scratch=scratch).close()
        sweep(scratch)
        assert (theirs / "people.csv").read_text() == "alice@example.com"
    sweep(scratch)
    assert list(scratch.iterdir()) == []


def test_what_this_process_has_open_is_left_alone(write: Write, scratch: Path) -> None:
    path = str(write("a,b\n1,2\n"))
    with open_table(path, scratch=scratch) as one, open_table(path, scratch=scratch) as other:
        sweep(scratch)
        assert cells(one) == cells(other) == [("1", "2")]


def test_many_starts_at_once_remove_nothing_of_each_other(scratch: Path) -> None:
    for name in ("table-left1", "table-left2"):
        (scratch / name).mkdir()
        (scratch / name / "people.csv").write_text("bob@example.com")
    with ExitStack() as processes, ThreadPoolExecutor(6) as threads:
        for _ in range(3):
            processes.enter_context(owner(scratch))
        made = list(threads.map(lambda _: ScratchFolder(scratch), range(30)))
        assert all(folder.path.is_dir() for folder in made)
        assert {folder.path for folder in made} < set(scratch.iterdir())
        assert len(list(scratch.iterdir())) == 33
        list(threads.map(lambda folder: folder.close(), made))
    sweep(scratch)
    assert list(scratch.iterdir()) == []


def test_only_folders_of_ours_are_removed_and_no_link_is_followed(scratch: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "keep").touch()
    (scratch / "table-link").symlink_to(elsewhere, target_is_directory=True)
    (scratch / "table-file").touch()
    (scratch / "mine").mkdir()
    (scratch / "table-dead").mkdir()
    (scratch / "table-dead" / "link").symlink_to(elsewhere, target_is_directory=True)
    sweep(scratch)
    assert sorted(path.name for path in scratch.iterdir()) == ["mine", "table-file", "table-link"]
    assert [path.name for path in elsewhere.iterdir()] == ["keep"]


def test_a_folder_is_its_owners_alone(scratch: Path) -> None:
    folder = ScratchFolder(scratch)
    open_private(folder.path / "people.csv").close()
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.path.iterdir()} == {0o600}
    folder.close()


def test_a_folder_is_let_go_before_it_is_removed(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows removes no file that is open."""
    free: list[bool] = []
    folder = ScratchFolder(scratch)
    monkeypatch.setattr(shutil, "rmtree", lambda path, **_: free.append(LockFile(path / "owner.lock").acquire(0)))
    folder.close()
    assert free == [True]


def test_a_folder_whose_lock_cannot_be_used_keeps_nobody_from_making_another(scratch: Path) -> None:
    (scratch / "table-odd" / "owner.lock").mkdir(parents=True)
    ScratchFolder(scratch).close()
    assert [path.name for path in scratch.iterdir()] == ["table-odd"]


def test_sweeping_does_not_wait_for_a_program_that_holds_the_folder(scratch: Path) -> None:
    (scratch / "table-dead").mkdir()
    gate = LockFile(scratch / ".lock")
    assert gate.acquire(0)
    assert InThread(lambda: sweep(scratch)).outcome(10) is None
    assert (scratch / "table-dead").exists()
    gate.release()
    sweep(scratch)
    assert list(scratch.iterdir()) == []


def test_sweeping_what_was_never_made_makes_nothing(tmp_path: Path) -> None:
    sweep(tmp_path / "none" / "scratch")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("error", "said"), [(OSError(28, "No space left"), "No space left"), (OSError(), "OSError")])
def test_why_a_folder_cannot_be_made_is_said(
    scratch: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    def fails(**_: object) -> str:
        raise error

    monkeypatch.setattr(tempfile, "mkdtemp", fails)
    with pytest.raises(StateError, match=f"cannot be used: {said}."):
        ScratchFolder(scratch)


@pytest.mark.skipif(sys.platform != "linux", reason="capabilities are Linux's")
def test_a_folder_that_cannot_be_written_to_is_named(scratch: Path) -> None:
    scratch.chmod(0o500)
    with ordinary_user(), pytest.raises(StateError, match="temporary data"):
        ScratchFolder(scratch)


@pytest.mark.parametrize(
    ("free_gb", "size_gb", "said"), [(10, 9, "not enough free disk space"), (100, 20, "the limit")]
)
def test_no_more_disk_is_taken_than_is_free(
    scratch: Path, monkeypatch: pytest.MonkeyPatch, free_gb: int, size_gb: int, said: str
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    usage = shutil.disk_usage(scratch)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage._replace(free=free_gb * 10**9))
    limit = scratch_limit(scratch)
    assert (limit.chosen, limit.size) == (20 * 10**9, size_gb * 10**9)
    assert said in limit.error("x").what
    assert f"{size_gb} GB" in limit.error("x").what


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_a_full_quota_and_a_file_too_large_for_a_disk_are_said(number: int) -> None:
    with pytest.raises(FileError) as caught, full_disk_said("shop"):
        raise OSError(number, "as the system says")
    assert str(caught.value) == (
        "shop: There is not enough free disk space for the rows. Free some space, or set TIKTOK_TUI_HOME to a folder on"
        " a larger disk."
    )


def test_another_error_of_the_system_is_no_full_disk() -> None:
    with pytest.raises(PermissionError, match="no permission"), full_disk_said("shop"):
        raise PermissionError(errno.EACCES, "no permission")


def test_what_is_no_folder_keeps_none_of_the_others_from_being_removed(scratch: Path) -> None:
    for place in range(8):
        (scratch / f"table-{place}a").mkdir()
        (scratch / f"table-{place}b").write_text("")
    sweep(scratch)
    assert {path.name for path in scratch.glob("table-*")} == {f"table-{place}b" for place in range(8)}


def test_a_link_to_another_folder_is_not_followed(scratch: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "owner.lock").write_text("somebody's")
    (scratch / "table-link").symlink_to(elsewhere)
    sweep(scratch)
    assert (elsewhere / "owner.lock").read_text() == "somebody's"
