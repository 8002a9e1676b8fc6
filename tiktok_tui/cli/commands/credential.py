"""`tiktok-tui credential …`: add, list, test and remove credentials without the app."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tiktok_tui.cli import arguments as shared
from tiktok_tui.cli import asking, completion, console, output
from tiktok_tui.cli.command import Command
from tiktok_tui.cli.command_list import SUMMARIES
from tiktok_tui.cli.exits import Exit

if TYPE_CHECKING:
    from tiktok_tui.accounts.credentials import Credential
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.accounts.verifying import Secrets


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="a name of your choice")
    parser.add_argument("--description", default="", metavar="TEXT")
    parser.add_argument(
        "--app-id",
        metavar="ID",
        help="the ID of your developer app; without it, the secret is an access token from Events Manager",
    )
    parser.add_argument(
        "--refresh-token", action="store_true", help="read a refresh token; otherwise you authorise in the browser"
    )
    parser.add_argument(
        "--redirect-port",
        metavar="PORT",
        type=shared.port,
        default=0,
        help="the port of the app's redirect address, if its settings at TikTok name one; by default a free one",
    )
    parser.add_argument("--replace", action="store_true", help="replace the secrets of the credential with this name")
    parser.epilog = (
        "Secrets come from TIKTOK_TUI_APP_SECRET, TIKTOK_TUI_REFRESH_TOKEN and TIKTOK_TUI_ACCESS_TOKEN,\n"
        "else from stdin, one a line and in this order."
    )


def _add(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts import verifying
    from tiktok_tui.accounts.environment import api_url
    from tiktok_tui.accounts.home import home

    _refuse(home(), arguments)
    secrets = _secrets(arguments)
    if arguments.replace:
        credential = verifying.reauthorise(home(), arguments.name, secrets, base_url=api_url())
    else:
        credential = verifying.add(
            home(), arguments.name, secrets, base_url=api_url(), description=arguments.description
        )
    _show(credential)
    return 0


def _refuse(home: Home, arguments: argparse.Namespace) -> None:
    """Raise the error of a credential that could not be saved, whatever its secrets: before they are asked for."""
    from tiktok_tui.accounts import credentials
    from tiktok_tui.accounts.secrets import Keyring
    from tiktok_tui.accounts.verifying import Secrets

    if arguments.app_id:
        Secrets.of_refresh_token(arguments.app_id, "-", "-")
    if arguments.replace:
        credentials.load(home, arguments.name)
    else:
        credentials.new_name(home, arguments.name)
        credentials.checked_description(arguments.description)
    Keyring().unlocked()


def _secrets(arguments: argparse.Namespace) -> Secrets:
    from tiktok_tui.accounts.verifying import Secrets
    from tiktok_tui.cli.accounts import authorising
    from tiktok_tui.cli.secret_input import SecretInput
    from tiktok_tui.events.errors import UsageError

    source = SecretInput()
    if not arguments.app_id:
        if arguments.refresh_token:
            raise UsageError("A refresh token needs the app it was made for.", remedy="Add --app-id ID.")
        return Secrets.of_token(source.ask("Access token", "TIKTOK_TUI_ACCESS_TOKEN"))
    if not arguments.refresh_token:
        return authorising.authorised(arguments.app_id, source, port=arguments.redirect_port)
    app_secret = source.ask("App secret", "TIKTOK_TUI_APP_SECRET")
    refresh_token = source.ask("Refresh token", "TIKTOK_TUI_REFRESH_TOKEN")
    return Secrets.of_refresh_token(arguments.app_id, app_secret, refresh_token)


def _list(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts import credentials
    from tiktok_tui.accounts.home import home

    known, broken = credentials.listing(home()), credentials.broken(home())
    for error in broken:
        console.failure(error)
    if arguments.json:
        output.as_json([_facts(credential) for credential in known])
    elif not known and not broken:
        console.say("There is no credential yet: `tiktok-tui credential add NAME`.")
    elif known:
        rows = [(each.slug, str(each.kind), each.owner, _day(each.verified), each.backend) for each in known]
        output.table(rows, header=("name", "kind", "belongs to", "verified", "kept in"))
    return Exit.SETTINGS if broken else Exit.ACCEPTED


def _test(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts import verifying
    from tiktok_tui.accounts.environment import api_url
    from tiktok_tui.accounts.home import home

    credential = verifying.verify(home(), arguments.name, base_url=api_url())
    if arguments.json:
        output.as_json(_facts(credential))
    else:
        _show(credential)
    return 0


def _remove(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts import credentials, removal
    from tiktok_tui.accounts.home import home as the_home

    home = the_home()
    if not credentials.path_of(home, arguments.name).exists():
        console.say(
            f"There is no credential “{arguments.name}”; the keyring is asked for secrets that may be left of one."
        )
    asking.agreed(f"Remove the credential {arguments.name} and its secrets from the keyring?", yes=arguments.yes)
    removal.remove(home, arguments.name)
    console.say(f"Removed {arguments.name} and all its secrets.")
    for slug in removal.without_file(home):
        console.say(
            f"The keyring still holds the secrets of {slug}, whose file is gone: "
            f"`tiktok-tui credential remove {slug}` removes them."
        )
    return 0


def _show(credential: Credential) -> None:
    """Print who the credential belongs to and what it reaches; where it is kept goes to stderr."""
    output.line(f"{credential.slug}: {credential.owner or 'TikTok does not say who it belongs to'}")
    for advertiser in credential.advertisers:
        output.line(f"  reaches {advertiser.id}  {advertiser.name}")
    for note in credential.notes:
        console.say(note)
    console.say(f"Verified {_day(credential.verified)}; kept in {credential.backend}.")


def _facts(credential: Credential) -> dict[str, object]:
    return {
        "name": credential.slug,
        "title": credential.name,
        "description": credential.description,
        "kind": str(credential.kind),
        "owner": credential.owner,
        "advertisers": [{"id": each.id, "name": each.name} for each in credential.advertisers],
        "made": credential.made.isoformat(),
        "verified": credential.verified.isoformat() if credential.verified else None,
        "kept_in": credential.backend,
        "notes": list(credential.notes),
    }


def _day(moment: object) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else "never"


_NAME_AND_JSON = shared.name_and(shared.add_json, "credential list", completion.credentials)
_NAME_AND_YES = shared.name_and(shared.add_yes, "credential list", completion.credentials)

COMMAND = Command(
    "credential",
    SUMMARIES["credential"],
    "tiktok-tui credential add acme < token.txt",
    parts=(
        Command(
            "add",
            "Add an access token, or an app with a refresh token or your consent in the browser",
            "tiktok-tui credential add acme < token.txt",
            _add_arguments,
            _add,
        ),
        Command("list", "Show every credential", "tiktok-tui credential list", shared.add_json, _list),
        Command("test", "Check with TikTok that it works", "tiktok-tui credential test acme", _NAME_AND_JSON, _test),
        Command("remove", "Remove it and its secrets", "tiktok-tui credential remove acme", _NAME_AND_YES, _remove),
    ),
)
