"""The folders of the app's files, which are written whole and for their owner alone."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from tiktok_tui.events.errors import SettingsError, StateError
from tiktok_tui.events.system import private_file

VARIABLE = "TIKTOK_TUI_HOME"
"""The environment variable that names one folder in place of the platform's config and state folders."""


@dataclass(frozen=True, slots=True)
class Home:
    """The folders of one home. Paths only: folders are made when something is written into them."""

    config: Path
    state: Path

    @property
    def destinations(self) -> Path:
        """The folder of the destinations' TOML files."""
        return self.config / "destinations"

    @property
    def credentials(self) -> Path:
        """The folder of the credentials' files; the secrets themselves are in the keyring."""
        return self.config / "credentials"

    @property
    def connections(self) -> Path:
        """The folder of the connections' profiles; their secrets are in the keyring."""
        return self.config / "connections"

    @property
    def syncs(self) -> Path:
        """The folder of the syncs' TOML files."""
        return self.config / "syncs"

    @property
    def app_settings(self) -> Path:
        """The file with the app's own settings: theme, keys, density, bell."""
        return self.config / "settings.toml"

    @property
    def mappings(self) -> Path:
        """The folder of the mappings remembered for a destination and a header."""
        return self.state / "mappings"

    @property
    def ledger(self) -> Path:
        """The database of runs and accepted events."""
        return self.state / "ledger.sqlite"

    @property
    def ledger_marker(self) -> Path:
        """The file that says which ledger was used last."""
        return self.state / "ledger.json"

    @property
    def ledger_copies(self) -> Path:
        """The folder of the ledger's daily copies."""
        return self.state / "copies"

    @property
    def nights(self) -> Path:
        """The folder of the syncs' histories."""
        return self.state / "nights"

    @property
    def log(self) -> Path:
        """The log file."""
        return self.state / "tiktok-tui.log"

    @property
    def scratch(self) -> Path:
        """The folder for temporary data, which may be people's."""
        return self.state / "scratch"

    @property
    def locks(self) -> Path:
        """The folder of the lock files."""
        return self.state / "locks"


def home() -> Home:
    """The home that the environment names, else the platform's folders."""
    if named := os.environ.get(VARIABLE, "").strip():
        try:
            folder = Path(named).expanduser().absolute()
        except RuntimeError:  # ~name of nobody's
            raise SettingsError(
                f"{named} is the folder of nobody on this machine.", where=VARIABLE, remedy="Write the folder out."
            ) from None
        if folder.exists() and not folder.is_dir():
            raise SettingsError(f"{folder} is not a folder.", where=VARIABLE, remedy="Name a folder, or leave it out.")
        return Home(config=folder, state=folder)
    from platformdirs import PlatformDirs

    platform = PlatformDirs("tiktok-tui", appauthor=False)
    return Home(config=platform.user_config_path, state=platform.user_state_path)


def private_folder(folder: Path) -> Path:
    """`folder`, made if need be (0700, with the missing ones above it); one that exists is left as it is."""
    try:
        if not folder.is_dir():
            if folder.parent != folder:
                private_folder(folder.parent)
            folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise _cannot("make the folder", folder, error) from None
    return folder


def write_private(path: Path, content: str | bytes) -> None:
    """Write `content` (text as UTF-8) to `path`, 0600, so that a reader or a crash finds the old or the new file whole.

    A symbolic link is followed, as people link their settings. Raises StateError.
    """
    data = content.encode() if isinstance(content, str) else content
    private_folder(path.parent)
    try:
        private_file.write(path, data)
    except OSError as error:
        raise _cannot("write", path, error) from None


def remove(path: Path) -> None:
    """Remove the file if it is there. Raises StateError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _cannot("remove", path, error) from None


def _cannot(do: str, path: Path, error: OSError) -> StateError:
    why = error.strerror or type(error).__name__
    return StateError(
        f"Cannot {do}: {why}.", where=str(path), remedy=f"Check the folder's owner and free space, or set {VARIABLE}."
    )
