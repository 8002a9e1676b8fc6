"""Every failure that a person can do something about, as one family; and the few exceptions beside it.

    Exception
    ├── AppError
    │   ├── UsageError                 the command line or a choice makes no sense
    │   ├── FileError                  the export cannot be read, or a file cannot be written
    │   │   └── TableNeeded            it is a database of several tables, and none was named (files)
    │   ├── SettingsError              a destination, a mapping or an environment variable is wrong
    │   │   └── SettingsRefused *      … as TikTok says
    │   ├── CredentialError            the keyring fails, the credential is missing, or lacks a permission
    │   │   ├── KeyringError           there is no keyring, or it is locked, refused or full
    │   │   └── CredentialRefused *    … as TikTok says
    │   ├── UnreachableError           TikTok cannot be reached or stays busy; the run can be resumed
    │   │   └── Transient *            … for the moment: wait and send the same again
    │   ├── StateError                 our own state folder, a lock or the ledger cannot be used
    │   │   └── LedgerDoubtError       the ledger is not the one that was used last
    │   ├── TikTokError                TikTok's answer is no success; those marked * are TikTokErrors too
    │   │   └── RowRefused             one event of a batch is wrong
    │   └── Crash                      a fault of the app itself (tui), without the data it was working on
    ├── Cancelled                      a query or a pass over a file was stopped by `Table.interrupt()` (files)
    ├── Misread                        a text was read in a way that cannot be trusted; it is read otherwise (files)
    ├── Stopped                        the person stopped a command (cli)
    ├── ResumeStopped                  the person stopped the run that a sync was resuming (syncs)
    ├── Refusal, Invalid               the sandbox refuses a request, or a value in it
    └── ValueError
        └── FaultError                 a fault that the sandbox does not know

The command line turns the class into an exit code (`cli.exits`); a screen turns it into a message. The retry policy of
an upload reads it: Transient is waited out, RowRefused costs a row, the others stop the run until they are fixed.
"""

from typing import ClassVar


class AppError(Exception):
    """Something went wrong that the person can act on.

    `what` says in one sentence what happened and to which thing, `where` names the file, line, row or key,
    `remedy` says what to do now. None of the three ever holds a secret, an e-mail address or a phone number.
    """

    guide: ClassVar[str] = ""
    """The name of the guide that says more; "" where the remedy is all there is."""

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    @property
    def explanation(self) -> str:
        """The sentences about what happened and what to do, without where, for a line beside the thing itself."""
        return f"{self.what} {self.remedy}".rstrip()

    def __str__(self) -> str:
        return f"{self.where}: {self.explanation}" if self.where else self.explanation


class UsageError(AppError):
    """The command or choice itself cannot be carried out as asked."""


class FileError(AppError):
    """The file or query cannot be read as a table."""


class SettingsError(AppError):
    """A setting is missing or wrong; `field` is its key, so that a screen can focus it."""

    def __init__(self, what: str, *, where: str = "", remedy: str = "", field: str = "") -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.field = field


class CredentialError(AppError):
    """The credential is missing, refused, expired or lacks a permission."""


class KeyringError(CredentialError):
    """The system's keyring is missing, locked, or does not do what it is asked for."""

    guide = "troubleshooting"


class UnreachableError(AppError):
    """TikTok could not be reached or stayed busy for longer than we wait."""


class StateError(AppError):
    """The state folder, the ledger or a lock cannot be used."""
