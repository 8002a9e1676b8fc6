"""Which of the addresses and numbers that a file has are the customer's, and in which form they are taken."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from tiktok_tui.events.counts import agreeing, counted
from tiktok_tui.events.system.settings_text import shown
from tiktok_tui.mapping.suggest.draft import MappingDraft, quoted
from tiktok_tui.mapping.suggest.samples import SampledColumn
from tiktok_tui.mapping.suggest.vocabulary.qualifiers import ABOUT_THE_CUSTOMER, NOT_THE_CUSTOMER
from tiktok_tui.mapping.suggest.vocabulary.whose import is_delivered_to
from tiktok_tui.mapping.suggest.vocabulary.words import words

_ROWS_TO_DOUBT = 5
"""So many rows with one address are too many for one customer to be taken for granted."""


_ALIAS: Final = re.compile(
    r".*@(?:marketplace\.amazon\.[a-z.]+|allegromail\.pl|(?:pc|mb)\.fw\.rakuten\.ne\.jp|members\.ebay\.[a-z.]+"
    r"|guest\.booking\.com|guest\.airbnb\.com|(?:m\.)?expediapartnercentral\.com|agoda-messaging\.com"
    r"|messages\.homeaway\.com|mail\.mercadoli[bv]re\.[a-z.]+|verkopen\.bol\.com|relay\.walmart\.com"
    r"|privaterelay\.appleid\.com|[a-z.-]*kaufland-marktplatz\.[a-z]+)",
    re.IGNORECASE,
)
"""Addresses that a marketplace makes for each order or person, and that nobody else knows."""
_STAFF: Final = frozenset(
    """
    staff employee rep agent cashier salesperson salesman clerk server waiter manager assistant associate consultant
    advisor adviser stylist technician instructor coach trainer operator owner broker realtor mitarbeiter verkaufer
    berater kassierer bearbeiter makler vertreter vendeur conseiller caissier vendedor vendedora asesor cajero empleado
    agente venditore commesso consulente corretor atendente verkoper medewerker saljare saelger myyja
    """.split()
)
"""Words of the company's own people in the names of columns."""
_LABELS: Final = ("type", "label", "kind", "typ", "art", "tipo")
"""Words behind the name of an address that say whose or which it is."""
_RELATED: Final = frozenset("spouse partner relative relation parent mother father wife husband friend other".split())
_BUYS: Final = frozenset(
    "buyer purchaser payer payor gifter giver kaufer zahler schenker acheteur payeur comprador pagador acquirente "
    "pagatore koper betaler".split()
)
"""Words of whoever pays, who may be another person than the one whose address is taken."""


def tell_aliases(draft: MappingDraft) -> None:
    """Say that most addresses are aliases that a marketplace makes."""
    for column in draft.columns_of("email"):
        aliases = [cell for cell in column.looked_at if _ALIAS.fullmatch(cell)]
        if len(aliases) * 2 > len(column.looked_at):
            domain = aliases[0].rpartition("@")[2]
            draft.note(
                f"{quoted([column.name])} holds aliases that a marketplace makes ({domain}); TikTok will hardly know"
                " them.",
                "email",
            )


def tell_other_buyers(draft: MappingDraft) -> None:
    """Say in how many of the first rows an address that is not taken is that of whoever paid."""
    taken = draft.columns_of("email")
    for column in draft.columns if taken else ():
        if _BUYS.isdisjoint(words(column.name)) or not column.mostly("email"):
            continue
        rows = sum(
            column.has_shape(cell, "email") and all(cell.casefold() != each.cells[row].casefold() for each in taken)
            for row, cell in enumerate(column.cells)
        )
        if rows:
            draft.note(
                f"{quoted([column.name])} is another address than {quoted([taken[0].name])} in {counted(rows, 'row')}"
                " of the first ones, and is not sent: check whose is the customer's.",
                "email",
            )


def tell_two_people(draft: MappingDraft) -> None:
    """Say in how many of the first rows an address or a number that is sent as well differs from another person's.

    A bill goes to an insurer, goods go to a neighbour; a number of the customer's own may differ as well.
    """
    for name in ("email", "phone"):
        columns = draft.columns_of(name)
        own = [column for column in columns if not is_delivered_to(column.name)][:1]
        for column in columns if own else ():
            if column in own or not _may_be_another_s(column, own[0]):
                continue
            compared = str.casefold if name == "email" else _last_digits
            rows = sum(
                bool(mine and theirs) and compared(mine) != compared(theirs)
                for mine, theirs in zip(own[0].cells, column.cells, strict=True)
            )
            if rows:
                it = "another address" if name == "email" else "another number"
                draft.note(
                    f"{quoted([column.name])} is {it} than {quoted([own[0].name])} in {counted(rows, 'row')} of the"
                    " first ones, and both are sent: map one if they are of two people.",
                    name,
                )


def _may_be_another_s(column: SampledColumn, own: SampledColumn) -> bool:
    """Return True for a delivery's, and where both names say whose it is, in different words."""
    theirs, mine = (ABOUT_THE_CUSTOMER.intersection(words(each.name)) for each in (column, own))
    return is_delivered_to(column.name) or bool(theirs and mine and theirs.isdisjoint(mine))


def tell_labels(draft: MappingDraft) -> None:
    """Say that a column beside an address or a number calls some of them another person's: `Phone 2 - Type` is Fax."""
    others = NOT_THE_CUSTOMER | _RELATED
    for name in ("email", "phone"):
        for address in draft.columns_of(name):
            labels = {(*words(address.name.removesuffix("Value")), label) for label in _LABELS}
            for column in draft.columns:
                if words(column.name) not in labels:
                    continue
                named = [cell for cell, _ in draft.counts(column.name) if not others.isdisjoint(words(cell))]
                if named:
                    draft.note(
                        f"“{shown(column.name)}” holds {quoted(named)}, and such cells of {quoted([address.name])} are"
                        " sent: check that they are the customer's.",
                        name,
                    )


def _last_digits(number: str) -> str:
    """The end of a number, which is the same with and without its country's code."""
    return "".join(filter(str.isdigit, number))[-7:]


def tell_of_staff(draft: MappingDraft) -> None:
    """Say that an address or a number stands behind a member of staff, before the customer."""
    people = [column.place for column in draft.columns if _is_whose(column, ABOUT_THE_CUSTOMER)]
    taken = [(name, column) for name in ("email", "phone") for column in draft.columns_of(name)]
    places = {column.place for _, column in taken}
    for name, column in taken:
        place = column.place
        while place in places:
            place -= 1
        before = draft.columns[place] if place >= 0 else None
        bare = ABOUT_THE_CUSTOMER.isdisjoint(words(column.name))
        if before is None or not bare or not _is_whose(before, _STAFF) or not people or min(people) < place:
            continue
        draft.note(
            f"{quoted([column.name])} stands behind {quoted([before.name])}: check that it is the customer's.", name
        )


def _is_whose(column: SampledColumn, people: frozenset[str]) -> bool:
    said = words(column.name)
    return not people.isdisjoint(said) and said[:2] != ("user", "agent")


def doubt_repeated(draft: MappingDraft) -> None:
    """Take away an address that all first rows have beside others that differ: it is the shop's own.

    Where no other column has one, say so.
    """
    for name in ("email", "phone"):
        columns = draft.columns_of(name)
        same = [column for column in columns if _is_one_alone(column)]
        others = [column for column in columns if column not in same and not column.empty]
        if same and others and not any(column.name.strip() == name for column in same):
            draft.fill(name, *(column for column in columns if column not in same))
            names = quoted([column.name for column in same])
            draft.note(f"All first rows have the same {names}: it is not taken for the customer's.", name)
        elif same:
            for column in same:
                draft.note(
                    f"All first rows have the same {quoted([column.name])}: check that it is the customer's.", name
                )
        else:
            _tell_frequent(draft, name, columns)


def _tell_frequent(draft: MappingDraft, name: str, columns: list[SampledColumn]) -> None:
    """Say that most orders of the first rows have one address, as that of a till for people who give none."""
    order = draft.column_of("order_id") or draft.column_of("event_id")
    for column in columns:
        keys = order.cells if order is not None else tuple(map(str, draft.rows()))
        filled = {key: cell.casefold() for key, cell in zip(keys, column.cells, strict=False) if cell}
        orders = max(Counter(filled.values()).values(), default=0)
        if orders >= _ROWS_TO_DOUBT and orders * 2 > len(filled):
            draft.note(
                f"Most of the first rows have the same {quoted([column.name])}: check that it is the customer's.", name
            )


def _is_one_alone(column: SampledColumn) -> bool:
    filled = [cell for cell in column.cells if cell]
    return len(filled) >= _ROWS_TO_DOUBT and len(set(filled)) == 1


def prefer_plain(draft: MappingDraft) -> None:
    """Of plain and hashed identifiers keep the plain ones; leave hashes out that TikTok does not take.

    Plain values are cleaned and hashed here in the way that TikTok compares; how others cleaned theirs is not known.
    """
    for name in ("email", "phone"):
        columns = draft.columns_of(name)
        wrong = [column for column in columns if column.share("other_hash") >= 0.5 and column.name.strip() != name]
        hashed = [column for column in columns if column.share("hash") >= 0.5]
        shops = [column for column in columns if column.name.strip() != name and _is_one_alone(column)]
        shops = shops if any(column not in shops for column in hashed) else []
        plain = [column for column in columns if column not in (*wrong, *hashed, *shops) and not column.empty]
        spare = [column for column in hashed if not _fills_gaps(column, plain)]
        keep = [column for column in columns if column not in wrong and column not in spare]
        if wrong:
            hold = agreeing(len(wrong), "holds", "hold")
            draft.note(f"{quoted([column.name for column in wrong])} {hold} MD5 or SHA-1, which TikTok does not take.")
        if spare:
            unused = f"{quoted([column.name for column in spare])} {agreeing(len(spare), 'is', 'are')} not used"
            draft.note(f"{name} is taken plain and hashed here; {unused}.")
        if keep and keep != columns:
            draft.fill(name, *keep)
        elif not keep and columns:
            del draft.fields[name]


def _fills_gaps(hashed: SampledColumn, plain: list[SampledColumn]) -> bool:
    """Return True if some row has its identifier in the hashed column alone."""
    rows = zip(hashed.cells, *(column.cells for column in plain), strict=False)
    return any(cell and not any(others) for cell, *others in rows)
