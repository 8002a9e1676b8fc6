"""Redraws `screenshots/` from the real app: `python -m tests.pictures`, or with names to redraw only those.

A picture on which nothing but numbers has changed is left alone unless `--all` is given.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import io
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.support import steady

steady.steady()

from tests.pictures import recording  # noqa: E402 - Textual reads the environment when it is imported
from tests.pictures.compare import FOLDER, differences  # noqa: E402
from tests.pictures.stage import stage  # noqa: E402
from tests.pictures.walk import Picture, Walk  # noqa: E402
from tests.support import pictures, secret_service  # noqa: E402


def main() -> None:
    """Draw what has changed and say what that was."""
    parser = argparse.ArgumentParser(description="Redraw the screenshots.")
    parser.add_argument("names", nargs="*", help="only these")
    parser.add_argument("--all", action="store_true", help="also those on which only numbers differ")
    parser.add_argument("--no-recording", action="store_true", help="leave the recording of the demo alone")
    arguments = parser.parse_args()
    if (absent := secret_service.missing()) or not pictures.have_fonts():
        raise SystemExit(absent or "needs Fira Code (Debian: apt-get install fonts-firacode)")
    FOLDER.mkdir(exist_ok=True)

    def take(picture: Picture) -> None:
        path = FOLDER / f"{picture.name}.svg"
        wanted = picture.name in arguments.names if arguments.names else True
        if wanted and (arguments.all or arguments.names or differences(path, picture)):
            path.write_text(picture.svg, "utf-8")
            path.with_suffix(".png").write_bytes(small(pictures.png(picture.svg)))
            print(path)

    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tiktok-tui-pictures-")))
        use_private_keyring(stack, folder)
        files = folder / "exports"
        files.mkdir()
        walk = Walk(stack.enter_context(stage(files)), files, take)
        # The file dialog shows the folder one is in.
        stack.enter_context(contextlib.chdir(files))
        asyncio.run(walk.whole())
    if not arguments.no_recording and (not arguments.names or "demo" in arguments.names):
        print(recording.record(FOLDER / "demo.gif"))


def small(png: bytes) -> bytes:
    """The same picture in few colours, half of its size."""
    from PIL import Image

    with Image.open(io.BytesIO(png)) as picture, io.BytesIO() as file:
        picture.convert("RGB").quantize(255, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        return file.getvalue()


def use_private_keyring(stack: ExitStack, folder: Path) -> None:
    """Keep this process's secrets in a Secret Service of its own, never the developer's."""
    import keyring
    from keyring.backends.SecretService import Keyring

    bus = stack.enter_context(secret_service.Bus(folder / "keyring"))
    stack.enter_context(secret_service.SecretService(bus))
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus.address
    os.environ.pop("TIKTOK_TUI_ACCESS_TOKEN", None)
    keyring.set_keyring(Keyring())  # type: ignore[no-untyped-call]  # the library has no types there


if __name__ == "__main__":
    main()
