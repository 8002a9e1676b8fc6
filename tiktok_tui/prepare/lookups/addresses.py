"""Judges IP addresses that SQL does not decide: IPv6, and IPv4 near the reserved blocks."""

from __future__ import annotations

import ipaddress

from tiktok_tui.events.rules import BIT


def read_ip(text: str) -> tuple[str | None, int]:
    """Return a public address as it is sent, or None with the bit of the rule that it breaks."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None, BIT["ip.invalid"]
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None:
            return None, BIT["ip.invalid"]
        if address.ipv4_mapped is not None:
            address = address.ipv4_mapped
            text = str(address)
    if not address.is_global or address.is_multicast:
        return None, BIT["ip.private"]
    return text, 0
