"""Names the pages of a developer's own machine and of sites that are tried out: `localhost`, `staging.shop.com`."""

from __future__ import annotations

import ipaddress
import re

from tiktok_tui.events.counts import counted
from tiktok_tui.events.system.settings_text import shown
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.vocabulary.headers import meanings
from tiktok_tui.mapping.suggest.vocabulary.state_words import keys
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed

_SITES = keys("host; hostname; host name; domain; site; website; web site; site url; origin; store url; shop domain")
"""Names of columns with the site of a row, beside those of pages."""
_HOST = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://)?(?:[^/?#@\s]*@)?(\[[0-9a-f:.]+\]|[^/?#:\s]+)(?::\d+)?(?:[/?#].*)?", re.IGNORECASE
)
_TRIED_OUT = frozenset("staging stage stg dev develop development uat qa preprod preproduction nonprod".split())
"""Words of the names of such sites: `staging.shop.com`, `shop-dev.shop.com`."""
_ALONE = frozenset("test testing tests sandbox preview".split())
"""Names of such sites that have another meaning beside a word (`test-drive.shop.com`)."""
_OF_TESTS = (".local", ".localhost", ".test", ".localdomain", ".ngrok.io", ".ngrok-free.app", ".ngrok.app")
"""Ends of hosts that no customer visits. Source: RFC 2606, RFC 6762, and the tunnels of developers."""


def tell_sites_of_tests(draft: MappingDraft) -> None:
    """Say which of the first rows that are sent happened on such a site. What follows its host may name a person."""
    for column in draft.columns:
        if "page_url" not in meanings(column.name) and squeezed(column.name) not in _SITES:
            continue
        found = [host for row in draft.standing() if (host := _host(column.cells[row])) and is_for_tests(host)]
        if found:
            draft.note(
                f"“{shown(column.name)}” names {quoted(list(dict.fromkeys(found)))} in {counted(len(found), 'row')} of"
                " the first ones: filter such rows if they are tests.",
                "rows",
            )


def is_for_tests(host: str) -> bool:
    """Return True for the host of a machine within a company's own network, and of a site that is tried out.

    >>> [is_for_tests(host) for host in ("localhost", "192.168.0.2", "dev-shop.acme.com", "www.acme.com", "dev.to")]
    [True, True, True, False, False]
    """
    try:
        return not ipaddress.ip_address(host.strip("[]")).is_global
    except ValueError:
        labels = host.rstrip(".").split(".")
    if host == "localhost" or host.endswith(_OF_TESTS):
        return True
    names = labels[:-2]
    return not _ALONE.isdisjoint(names) or any(not _TRIED_OUT.isdisjoint(name.split("-")) for name in names)


def _host(cell: str) -> str:
    found = _HOST.fullmatch(cell)
    return found[1].lower() if found is not None else ""
