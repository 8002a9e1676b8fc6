"""Runs a command of ours under hardship: a full disk, folders that cannot be written to, an umask of nothing."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import resource
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.support.commands import Outcome
from tests.support.privileges import drop_for_good
from tiktok_tui.__main__ import main


def run(
    folder: Path, env: Mapping[str, str], *argv: str | Path, largest: int | None = None, unprivileged: bool = False
) -> Outcome:
    """One command in a process of its own with umask 0; `folder` takes its output.

    No file can grow beyond `largest` bytes. `unprivileged`: even root may only do what a folder's mode allows.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(
        ["tests.resilience.doomed", "tests.resilience.hardship", "duckdb", "httpx", "phonenumbers"]
    )
    out, err = folder / "stdout", folder / "stderr"
    words = [str(word) for word in argv]
    process = context.Process(target=_live, args=(words, dict(env), str(out), str(err), largest, unprivileged))
    process.start()
    process.join()
    assert process.exitcode is not None
    return Outcome(process.exitcode, out.read_text(), err.read_text())


def _live(words: list[str], env: dict[str, str], out: str, err: str, largest: int | None, unprivileged: bool) -> None:
    os.umask(0)
    os.environ.update(env)
    with (
        open(out, "w") as stdout,
        open(err, "w") as stderr,
        contextlib.redirect_stdout(stdout),
        contextlib.redirect_stderr(stderr),
    ):
        if largest is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
        if unprivileged:
            drop_for_good()
        sys.exit(main(words))
